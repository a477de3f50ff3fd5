"""Pages of a guideline set: the set, its sections, its recommendations."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField

from common.blocks.keys import number_blocks, numbers
from common.choices import AgeBand, Audience
from common.keys import translation_key
from common.pages import BasePage
from common.panels import SyncedPanel
from common.richtext import FEATURES, sanitise
from guidelines import brand, presenters, selectors
from guidelines.blocks import ActionBlock, CardBlock, DetailsBlock
from guidelines.forms import RecommendationForm
from guidelines.models.items import GuidelineItem
from guidelines.panels import ItemFactsPanel
from resources import help as help_services


class SanitisedIntro(models.Model):
    """A lead in plain text and an introduction in clean rich text."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the title."))
    intro = RichTextField(_("introduction"), blank=True, features=FEATURES)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.intro = sanitise(self.intro)
        super().save(*args, **kwargs)

    def get_admin_display_title(self) -> str:
        return brand.fill(super().get_admin_display_title())


class GuidelineSetPage(RoutablePageMixin, SanitisedIntro, BasePage):
    """A set of guidelines for one audience; for children, one band's edition."""

    SYNCED = (*BasePage.SYNCED, "audience", "band")

    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices)
    band = models.CharField(_("age band"), max_length=10, choices=AgeBand.choices, blank=True, default="")
    edition = models.CharField(_("edition"), max_length=20, blank=True)

    page_description = _("Guidelines for one audience; for children, the edition for one age.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("intro"),
        MultiFieldPanel(
            [SyncedPanel("audience"), SyncedPanel("band"), FieldPanel("edition")], heading=_("Whom it is for")
        ),
    ]
    parent_page_types = ["audiences.AudienceLandingPage"]
    subpage_types = ["guidelines.SectionPage"]

    class Meta:
        verbose_name = _("guideline set")
        verbose_name_plural = _("guideline sets")

    def theme(self) -> dict[str, str]:
        return {"audience": self.audience, "band": self.band}

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        # The print view brings its own.
        context["sections"] = SimpleLazyObject(lambda: self.sections_with_files())
        context["playful"] = SimpleLazyObject(lambda: [one for one in context["sections"] if one.activities])
        context["files"] = SimpleLazyObject(lambda: selectors.files_with(self.key, self.locale))
        return context

    def sections_with_files(self) -> list:
        """Sections in order, each with the files made from it; children’s sections have none of their own."""
        sections = selectors.sections_of(self)
        return sections if self.band else selectors.give_files(sections, self.locale.language_code)

    @path("print/", name="print")
    def print_view(self, request: HttpRequest) -> HttpResponse:
        """The whole set on one page, for paper and for reading without a connection."""
        return self.render(
            request,
            template="guidelines/guideline_set_print.html",
            context_overrides={
                "sections": selectors.sections_of(self, with_details=True),
                "printing": True,
                "paper": bool(self.band),
                **help_services.on_paper(self.band),
            },
        )


class SectionPage(RoutablePageMixin, SanitisedIntro, BasePage):
    """A part of a set: recommendations, or for children cards."""

    cards = StreamField(
        [("card", CardBlock())], verbose_name=_("cards"), blank=True, help_text=_("Only in children’s sets.")
    )

    page_description = _("A part of a set: recommendations, or for children cards and activities.")
    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("intro"), FieldPanel("cards")]
    parent_page_types = ["guidelines.GuidelineSetPage"]
    subpage_types = ["guidelines.RecommendationPage", "guidelines.ActivityPage"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def clean(self) -> None:
        super().clean()
        number_blocks(self.cards, "c")

    @cached_property
    def guideline_set(self) -> GuidelineSetPage:
        return GuidelineSetPage.objects.parent_of(self).get()

    @cached_property
    def wants_exit(self) -> bool:
        """Whether one of its cards speaks of harm: then help and quick exit stand on top, and no child is drawn."""
        return any(block.value.get("help") for block in self.cards)

    def theme(self) -> dict[str, str]:
        return self.guideline_set.theme()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["guideline_set"] = self.guideline_set
        # Asked for only where the template shows them: the print view does not.
        sections = SimpleLazyObject(lambda: selectors.sections_of(self.guideline_set))
        context["sections"] = sections
        context["activities"] = selectors.activities_in(self) if self.guideline_set.band else []
        context["files"] = SimpleLazyObject(lambda: selectors.files_with(self.key, self.locale))
        context["recommendations"] = SimpleLazyObject(lambda: selectors.recommendations_of(self, sections))
        context["next_section"] = SimpleLazyObject(lambda: selectors.after(self, sections))
        return context

    @path("print/", name="print")
    def print_view(self, request: HttpRequest) -> HttpResponse:
        """This part for paper: its activities as sheets, its recommendations with their details, or its cards."""
        band = self.guideline_set.band
        activities = selectors.activities_in(self, whole=True) if band else []
        part = None if activities else selectors.whole_section(self)
        return self.render(
            request,
            template="guidelines/section_print.html",
            context_overrides={
                "activities": activities,
                "part": part,
                "paper": bool(band),
                # The grown-up has these answers elsewhere: under the stories, in the teacher's guide.
                "keyed": band in (AgeBand.UNDER_9, AgeBand.AGE_9_12),
                "printing": True,
                **({} if activities else help_services.on_paper(band)),
            },
        )


class RecommendationPage(BasePage):
    """The words of one recommendation in one language. Its facts are its `GuidelineItem`'s."""

    SYNCED = ()  # position, ages and safety are the item's
    route_related = ("locale", "item")

    item = models.ForeignKey(
        GuidelineItem, verbose_name=_("item"), on_delete=models.PROTECT, related_name="pages", editable=False
    )
    statement = models.TextField(_("statement"), max_length=240, help_text=_("The instruction, in one sentence."))
    why = models.TextField(_("why"), blank=True, help_text=_("Two to four sentences."))
    actions = StreamField([("action", ActionBlock())], verbose_name=_("actions"), blank=True)
    details = StreamField(DetailsBlock(), verbose_name=_("details"), blank=True)

    page_description = _("One thing to do, why, and the actions that a reader can tick off.")
    base_form_class = RecommendationForm
    facts_panels = [ItemFactsPanel(heading=_("Facts, the same in all languages"))]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("statement"),
        FieldPanel("why"),
        FieldPanel("actions"),
        FieldPanel("details"),
    ]
    promote_panels = [MultiFieldPanel(BasePage.address_panels, heading=_("Address and search"))]
    parent_page_types = ["guidelines.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def clean(self) -> None:
        super().clean()
        number_blocks(self.actions, "a", self.item.last_action if self.item_id else 0)
        keys = self.current_action_keys()
        if self.item_id and not self.is_source:
            strange = [key for key in keys if key not in self.item.action_keys]
            if strange:
                raise ValidationError(
                    {
                        "actions": _("These actions are not in the source language: %(keys)s.")
                        % {"keys": ", ".join(strange)}
                    }
                )

    def tell_item(self) -> None:
        """Bring the item's list of actions up to this page's, which has just been published as the source."""
        self.item.action_keys = self.current_action_keys()
        self.item.last_action = max([self.item.last_action, *numbers(self.actions)])
        self.item.save(update_fields=["action_keys", "last_action"])

    def current_action_keys(self) -> list[str]:
        return [block.value["key"] for block in self.actions if block.value.get("key")]

    def claim_key(self) -> None:
        """Copying makes a new item; translating keeps it (one page per item and locale)."""
        if self.item._state.adding:
            self.item.save()
            self.item_id = self.item.pk
        elif RecommendationPage.objects.filter(item_id=self.item_id, locale_id=self.locale_id).exists():
            self.item = self.item.duplicate()
        self.key = self.item.stable_id
        self.translation_key = translation_key(self.key)

    def get_admin_display_title(self) -> str:
        return f"{self.key} · {super().get_admin_display_title()}" if self.key else super().get_admin_display_title()

    def theme(self) -> dict[str, str]:
        return {"audience": self.item.audience, "band": ""}

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context.update(presenters.recommendation(self, selectors.around(self)))
        return context

    @property
    def lead_in_words(self) -> str:
        """Who leads, from the first block that says so; "" where none does."""
        return next((block.value["lead"] for block in self.details if block.block_type == "lead"), "")
