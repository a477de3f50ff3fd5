"""Pages that gather items across audiences: topics, and alignment with frameworks."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from common.blocks import FigureBlock, HeadingBlock, NoticeBlock, PlainTextBlock, ProseBlock, TextTableBlock
from common.pages import BasePage
from common.panels import SyncedPanel
from guidelines import alignment, selectors
from guidelines.models.pages import SanitisedIntro
from resources.models import Term


class TopicIndexPage(SanitisedIntro, BasePage):
    """All topics."""

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("intro")]
    parent_page_types = ["audiences.HomePage"]
    subpage_types = ["guidelines.TopicPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of topics")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = selectors.topics_below(self)
        return context


class TopicPage(SanitisedIntro, BasePage):
    """One risk, harm, technology or group, across the adults' audiences."""

    MINIMUM_ITEMS = 3
    SYNCED = (*BasePage.SYNCED, "term")
    route_related = ("locale", "term")

    term = models.ForeignKey(Term, verbose_name=_("term"), on_delete=models.PROTECT, related_name="topic_pages")
    happening = StreamField([("line", PlainTextBlock(rows=1))], verbose_name=_("Is this happening now?"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        SyncedPanel("term"),
        FieldPanel("happening"),
        FieldPanel("lead"),
        FieldPanel("intro"),
    ]
    parent_page_types = ["guidelines.TopicIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def clean(self) -> None:
        super().clean()
        if self.term_id and self.term.items.current().count() < self.MINIMUM_ITEMS:
            raise ValidationError({"term": _("A topic needs at least three recommendations tagged with its term.")})

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["groups"] = selectors.by_audience(self.term_id, self.locale)
        return context


class AlignmentPage(RoutablePageMixin, BasePage):
    """Which recommendation answers which part of which framework, as table and CSV."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(
        [
            ("heading", HeadingBlock()),
            ("text", ProseBlock()),
            ("notice", NoticeBlock()),
            ("figure", FigureBlock()),
            ("table", TextTableBlock()),
        ],
        verbose_name=_("text"),
        blank=True,
    )

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["audiences.AudienceLandingPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("alignment with frameworks")

    def theme(self) -> dict[str, str]:
        return {"audience": "policy-makers", "band": ""}

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["alignment"] = alignment.table(self.locale)
        return context

    @path("csv/", name="csv")
    def csv_view(self, request: HttpRequest) -> HttpResponse:
        """The same table as a file, one row per recommendation and framework entry."""
        response = HttpResponse(alignment.as_csv(self.locale), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="cop-alignment.{self.locale.language_code}.csv"'
        return response
