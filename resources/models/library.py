"""What the library holds: resources, and their editions by language and format."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.search import index

from common.fields import AudiencesField, BandsField
from resources.kinds import Format, ResourceKind
from resources.models.terms import Term

LANGUAGE_TAG = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")


class ResourceQuerySet(models.QuerySet):
    """What pages ask of the library."""

    def shown(self) -> "ResourceQuerySet":
        """Resources that are offered and can be opened in at least one edition."""
        return self.filter(live=True, pk__in=Edition.objects.values("resource_id"))

    def with_editions(self) -> "ResourceQuerySet":
        """One more query for the editions of all, documents included."""
        return self.prefetch_related(models.Prefetch("editions", Edition.objects.select_related("document")))


class Resource(index.Indexed, ClusterableModel):
    """Something to read, print, fill in or watch. One row for all languages; its editions hold languages and files.

    `made_from` is the content key of the page that a resource is made of; such rows are kept up to date by
    `guidelines.documents` and are not part of content packs.
    """

    key = models.CharField(
        _("key"),
        max_length=120,
        unique=True,
        validators=[
            RegexValidator(
                r"^([a-z][a-z0-9-]{1,19}:)?[A-Za-z0-9][A-Za-z0-9./-]*$", _("Letters, digits, hyphens and slashes.")
            )
        ],
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ResourceKind.choices, db_index=True)
    audiences = AudiencesField(_("audiences"))
    ages = BandsField(_("children’s ages"))
    terms = ParentalManyToManyField(Term, verbose_name=_("terms"), blank=True, related_name="resources")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(
        _("description"), blank=True, help_text=_("What it is good for, in one or two sentences.")
    )
    publisher = models.CharField(
        _("publisher"), max_length=160, blank=True, help_text=_("Empty for what this portal makes itself.")
    )
    licence = models.CharField(_("licence"), max_length=160, blank=True)
    source = models.CharField(_("source of these details"), max_length=300, blank=True)
    also_in = models.JSONField(
        _("reported in other languages"),
        default=list,
        blank=True,
        help_text=_("Language codes in which this is said to exist, without an address that we have seen."),
    )
    sensitive = models.BooleanField(_("sensitive"), default=False)
    order = models.PositiveIntegerField(_("position"), default=0)
    live = models.BooleanField(_("offered in the library"), default=True)
    #: The identity of a row that is kept up to date by `guidelines.documents`.
    made_from = models.CharField(max_length=120, blank=True, editable=False, db_index=True)

    objects = ResourceQuerySet.as_manager()

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("description"),
        index.FilterField("kind"),
        index.FilterField("live"),
        index.FilterField("order"),
        index.FilterField("title"),
    ]

    class Meta:
        ordering = ["order", "key"]
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def __str__(self) -> str:
        return self.title or self.key

    def clean(self) -> None:
        super().clean()
        wrong = [code for code in self.also_in or [] if not (isinstance(code, str) and LANGUAGE_TAG.match(code))]
        if not isinstance(self.also_in, list) or wrong:
            raise ValidationError({"also_in": _('Write a list of language codes, such as ["fr", "hy"].')})
        if self.pk and Resource.objects.filter(pk=self.pk).exclude(key=self.key).exists():
            raise ValidationError({"key": _("A key never changes: packs and pages refer to it.")})

    @property
    def is_made_here(self) -> bool:
        return bool(self.made_from)

    @property
    def kind_label(self) -> str:
        return ResourceKind(self.kind).label


class Edition(models.Model):
    """A resource in one language (BCP 47, not only the portal's own) and one format.

    It is exactly one of: a page of this portal (`path`), a file made here (`file`, below COP_FILES_DIR), an uploaded
    document, or an address elsewhere.
    """

    resource = ParentalKey(Resource, on_delete=models.CASCADE, related_name="editions", verbose_name=_("resource"))
    language = models.CharField(
        _("language"),
        max_length=20,
        db_index=True,
        validators=[RegexValidator(LANGUAGE_TAG, _("A language code such as fr, zh-hans or hy."))],
    )
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, db_index=True)
    title = models.CharField(
        _("title in this language"),
        max_length=200,
        blank=True,
        help_text=_("Only where it differs from the resource’s own title, exactly as published."),
    )
    document = models.ForeignKey(
        "resources.PortalDocument",
        verbose_name=_("uploaded file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
    )
    address = models.URLField(_("address elsewhere"), max_length=500, blank=True)
    path = models.CharField(max_length=300, blank=True, editable=False)
    file = models.CharField(max_length=200, blank=True, editable=False)
    version = models.CharField(_("version"), max_length=40, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True, editable=False)
    checksum = models.CharField(max_length=64, blank=True, editable=False)
    generated = models.BooleanField(default=False, editable=False)
    #: Ids of the pages whose words a made file holds, as ",1,2,", so that it goes when one of them is withdrawn.
    made_of = models.TextField(blank=True, default="", editable=False)

    class Meta:
        ordering = ["language", "format", "pk"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language", "format", "title"], name="one_edition_per_language_and_format"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.format}"

    def clean_fields(self, exclude=None) -> None:
        """Codes are written small, however they are typed."""
        self.language = (self.language or "").strip().lower()
        super().clean_fields(exclude)

    def clean(self) -> None:
        super().clean()
        if sum(map(bool, (self.document_id, self.address, self.path, self.file))) != 1:
            raise ValidationError(_("Give either an uploaded file or an address, not both and not neither."))

    def save(self, *args, **kwargs):
        """An uploaded file brings its own size and checksum."""
        if self.document_id and self.document.file:
            self.size = self.document.get_file_size()
            self.checksum = self.document.get_file_hash() or ""
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """Where the edition opens."""
        if self.file:
            return f"/files/{self.file}"
        if self.document_id:
            return self.document.url
        return self.path or self.address

    @property
    def is_elsewhere(self) -> bool:
        return bool(self.address)

    @property
    def format_short(self) -> str:
        return Format(self.format).short
