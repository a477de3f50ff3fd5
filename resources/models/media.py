"""Images and documents, custom from the first migration so that they can grow."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from common.uploads import check_document

#: The choice between words and decoration stands where Wagtail's form asks for the words.
ALT_FIELDS = {"description": ("description", "decorative")}


class PortalImage(AbstractImage):
    """An image whose maker and licence are known, and whose text for those who do not see it is decided."""

    decorative = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_(
            "Tick this only if a reader who cannot see the image misses nothing. Screen readers then pass over it."
        ),
    )
    credit = models.CharField(_("maker"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    admin_form_fields = (
        *(name for field in Image.admin_form_fields for name in ALT_FIELDS.get(field, (field,))),
        "credit",
        "licence",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def clean(self) -> None:
        super().clean()
        if not self.decorative and not self.description.strip():
            fault = _("Say what the image shows, for readers who cannot see it; or tick “decoration only”.")
            raise ValidationError({"description": fault})
        if self.decorative and self.description.strip():
            raise ValidationError({"decorative": _("An image with a description is not decoration only. Choose one.")})

    @property
    def default_alt_text(self) -> str:
        """The description, never the file's title; "" for decoration."""
        return "" if self.decorative else self.description


class PortalRendition(AbstractRendition):
    """A size of an image, made when a page is published."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_portal_rendition")
        ]


class PortalDocument(AbstractDocument):
    """A file for download."""

    licence = models.CharField(_("licence"), max_length=100, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "licence")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """A new file is looked into before anything of it is kept."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                check_document(self.file.file, self.file.name, self.file.size)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
