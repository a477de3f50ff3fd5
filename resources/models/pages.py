"""Pages of the library: the library itself, and the sheets to fill in."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from common import computed
from common.pages import BasePage
from resources import library
from resources.blocks import SheetBlock
from resources.kinds import ResourceKind
from resources.models.library import Resource


class ResourceLibraryPage(BasePage):
    """Everything to download, found by facets. One in each language."""

    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    parent_page_types = ["audiences.HomePage"]
    subpage_types = ["resources.SheetPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("resource library")
        verbose_name_plural = _("resource libraries")

    @computed.answer
    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context.update(library.listing(request.GET, self.locale.language_code))
        return context


class SheetPage(BasePage):
    """The words of a sheet to fill in, in one language. Its facts are its `Resource`'s, for all languages."""

    resource = models.ForeignKey(
        Resource, verbose_name=_("resource"), on_delete=models.PROTECT, related_name="sheets", editable=False
    )
    lead = models.TextField(
        _("what it is good for"), blank=True, help_text=_("One or two sentences: who fills it in, when, with whom.")
    )
    sheet = StreamField(SheetBlock(), verbose_name=_("sheet"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("sheet")]
    parent_page_types = ["resources.ResourceLibraryPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("sheet to fill in")
        verbose_name_plural = _("sheets to fill in")

    def clean(self) -> None:
        super().clean()
        if not self.sheet:
            raise ValidationError({"sheet": _("A sheet needs something to fill in.")})

    def claim_key(self) -> None:
        """Copying makes a new resource; translating keeps it (one page per resource and language)."""
        taken = (
            self.resource_id
            and SheetPage.objects.filter(resource_id=self.resource_id, locale_id=self.locale_id).exists()
        )
        if taken:
            self.key = ""
        super().claim_key()
        if taken or not self.resource_id:
            self.resource = self.new_resource()

    def new_resource(self) -> Resource:
        """A row for this sheet, with the facts of the one it was copied from."""
        old = self.resource if self.resource_id else None
        resource, made = Resource.objects.get_or_create(
            key=self.key,
            defaults={
                "kind": ResourceKind.SHEET,
                "made_from": self.key,
                "title_en": self.title,
                "audiences": old.audiences if old else [],
                "ages": old.ages if old else [],
                "order": self.order,
            },
        )
        if made and old:
            resource.terms.set(old.terms.all())
            resource.save()
        return resource

    def save(self, *args, **kwargs):
        """The library shows a sheet under its page's title and lead."""
        super().save(*args, **kwargs)
        code = self.locale.language_code
        if code in settings.MODELTRANSLATION_LANGUAGES:
            words = {
                build_localized_fieldname("title", code): self.title,
                build_localized_fieldname("description", code): self.lead,
            }
            Resource.objects.filter(pk=self.resource_id).update(**words)

    def theme(self) -> dict[str, str]:
        first = next(iter(self.resource.audiences), "") if self.resource_id else ""
        return {"audience": "" if first == "children" else first, "band": ""}

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["files"] = library.files_of([self.resource_id], self.locale.language_code)
        return context
