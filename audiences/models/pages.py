"""Home, audience landings and information pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField

from audiences import children_finder, finder, selectors
from audiences.take import take
from common import computed, pdf
from common.blocks import FigureBlock, FormBlock, HeadingBlock, NoticeBlock, PlainTextBlock, ProseBlock, TextTableBlock
from common.blocks.keys import KEYED, number_blocks
from common.choices import LANDING_SLUGS, Audience
from common.pages import BasePage
from common.richtext import expand_all


class HomePage(BasePage):
    """The front door: four audiences and help."""

    headline = models.CharField(_("headline"), max_length=120)
    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("headline"), FieldPanel("lead")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "audiences.AudienceLandingPage",
        "audiences.HelpPage",
        "audiences.InfoPage",
        "guidelines.TopicIndexPage",
        "resources.ResourceLibraryPage",
    ]

    class Meta:
        verbose_name = _("home page")

    def suggested_key(self) -> str:
        return "home"

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context.update(selectors.front_doors(self))
        return context


class StartTaskBlock(blocks.StructBlock):
    """One of three tasks to begin with."""

    key = blocks.CharBlock(label=_("Key"), required=False, max_length=5)
    title = blocks.CharBlock(label=_("Title"), max_length=90)
    text = PlainTextBlock(label=_("Text"), rows=2)
    target = blocks.PageChooserBlock(label=_("Leads to"))

    class Meta:
        form_classname = KEYED
        icon = "list-ol"
        label = _("Task")
        description = _("A first step, with the page it leads to.")
        template = "blocks/start_task.html"


class AudienceLandingPage(RoutablePageMixin, BasePage):
    """Where an audience arrives: a promise, three first tasks, its sets. One type, four instances."""

    promise = models.TextField(_("promise"), help_text=_("Two lines: what this reader gets here."))
    start = StreamField([("task", StartTaskBlock())], verbose_name=_("start here"), blank=True, min_num=0, max_num=3)

    content_panels = [*BasePage.content_panels, FieldPanel("promise"), FieldPanel("start")]
    parent_page_types = ["audiences.HomePage"]
    subpage_types = ["guidelines.GuidelineSetPage", "guidelines.AlignmentPage", "guidelines.TeachersGuidePage"]

    class Meta:
        verbose_name = _("audience landing")
        verbose_name_plural = _("audience landings")

    def clean(self) -> None:
        super().clean()
        number_blocks(self.start, "s")
        if self.slug and self.slug not in LANDING_SLUGS:
            raise ValidationError(
                {"slug": _("A landing’s address is one of: %(slugs)s.") % {"slugs": ", ".join(LANDING_SLUGS)}}
            )

    @path("find/<str:audience>/", name="find")
    @computed.answer
    def find(self, request: HttpRequest, audience: str) -> HttpResponse:
        """What fits the choices in the address. Raises Http404 for an audience of another landing."""
        request.cop_route = f"find/{self.finding(audience)}/"
        if audience == Audience.CHILDREN:
            found = children_finder.find(self, request)
            return self.render(request, template="audiences/finder_children.html", context_overrides=found)
        found = finder.find(self, audience, request.GET)
        context = {**found, "audience": audience, "pdf": not pdf.missing()}
        return self.render(request, template="audiences/finder.html", context_overrides=context)

    @path("find/<str:audience>/<str:form>/", name="take")
    @computed.answer
    def take(self, request: HttpRequest, audience: str, form: str) -> HttpResponse:
        """The same selection to take away. Raises Http404 for anything that is not offered."""
        if form not in finder.TAKEN_AS or self.finding(audience) == Audience.CHILDREN:
            raise Http404(form)
        request.cop_route = f"find/{audience}/{form}/"
        return take(self, request, audience, form)

    def finding(self, audience: str) -> str:
        """The audience, if this landing has a finder for it. Raises Http404."""
        if audience not in self.audiences:
            raise Http404(audience)
        return audience

    @property
    def audiences(self) -> list[Audience]:
        return Audience.on_landing(self.slug)

    def theme(self) -> dict[str, str]:
        return {"audience": self.audiences[0].value if self.audiences else "", "band": ""}

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        if not getattr(request, "cop_route", ""):  # the finder shows none of it, and it grows with the landing
            context.update(selectors.landing(self))
        return context


class InfoPage(BasePage):
    """A page of running text: about, accessibility, privacy, the challenge."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(
        [
            ("heading", HeadingBlock()),
            ("text", ProseBlock()),
            ("notice", NoticeBlock()),
            ("figure", FigureBlock()),
            ("table", TextTableBlock()),
            ("form", FormBlock()),
        ],
        verbose_name=_("text"),
        blank=True,
    )

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["audiences.HomePage", "audiences.InfoPage"]
    subpage_types = ["audiences.InfoPage"]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        texts = [block.value["html"].source if block.block_type == "text" else "" for block in self.body]
        context["blocks"] = list(zip(self.body, expand_all(texts), strict=True))
        context["subpages"] = InfoPage.objects.child_of(self).live().defer_streamfields().order_by("order", "path")
        return context
