"""The teacher's guide: how to use the workbook in class."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from common.pages import BasePage
from guidelines import selectors
from guidelines.blocks.lesson import GuideBlock


class TeachersGuidePage(RoutablePageMixin, BasePage):
    """Before you start, if a pupil tells you something, then module by module; behind the educators' door."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(GuideBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["audiences.AudienceLandingPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("teacher’s guide")
        verbose_name_plural = _("teacher’s guides")

    def theme(self) -> dict[str, str]:
        return {"audience": "educators", "band": ""}

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["lessons"] = selectors.activities_of_modules(
            [block.value["module"] for block in self.body if block.block_type == "lesson" and block.value.get("module")]
        )
        return context

    @path("solutions/", name="solutions")
    def solutions_view(self, request: HttpRequest) -> HttpResponse:
        """What the exercises answer, module by module."""
        return self.render(request, template="guidelines/teachers_guide_solutions.html")

    @path("cards/", name="cards")
    def cards_view(self, request: HttpRequest) -> HttpResponse:
        """Cards with A, B and C to hold up, for rooms without devices."""
        return self.render(request, template="guidelines/teachers_guide_cards.html")
