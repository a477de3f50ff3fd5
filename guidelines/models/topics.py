"""Pages that gather items across audiences: topics, and alignment with frameworks."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
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
    """Which recommendation answers which part of which framework: a table for each set beside it, and all as CSV."""

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
        sets = alignment.sets(self)
        slug = getattr(request, "cop_set", "")
        one = next((one for one in sets if not slug or one.slug == slug), None)
        if slug and one is None:
            raise Http404(slug)
        context["set"], context["other_sets"] = one, [other for other in sets if other is not one]
        context["first_set"] = sets[0] if sets else None
        context["alignment"] = alignment.table(self.locale, one.path) if one else {}
        return context

    @path("set/<slug:slug>/", name="set")
    def set_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The table of another set than the first. Raises Http404 where there is none."""
        request.cop_set, request.cop_route = slug, f"set/{slug}/"
        return self.render(request)

    def more_addresses(self) -> list[str]:
        """Addresses of the tables of all sets but the first, for the page store; one query."""
        return [f"set/{one.slug}/" for one in alignment.sets(self)[1:]]

    @path("csv/", name="csv")
    def csv_view(self, request: HttpRequest) -> HttpResponse:
        """The same table as a file, one row per recommendation and framework entry."""
        response = HttpResponse(alignment.as_csv(self.locale), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="cop-alignment.{self.locale.language_code}.csv"'
        return response
