"""Stories, exercises and quizzes: the pages of the children's editions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable

from common.keys import translation_key
from common.pages import BasePage
from guidelines import playing
from guidelines.activity_forms import ActivityForm
from guidelines.blocks.interactive import ActivityBlock
from guidelines.models.items import GuidelineItem
from guidelines.models.pages import SectionPage
from guidelines.panels import ItemFactsPanel


class ActivityPage(RoutablePageMixin, BasePage):
    """The words of one story, exercise or quiz in one language. Its facts are its `GuidelineItem`'s."""

    SYNCED = ()  # position, ages and safety are the item's
    route_related = ("locale", "item")

    item = models.ForeignKey(
        GuidelineItem, verbose_name=_("item"), on_delete=models.PROTECT, related_name="activities", editable=False
    )
    statement = models.TextField(_("what one does here"), max_length=240, help_text=_("One sentence, to the child."))
    blocks = StreamField(ActivityBlock(), verbose_name=_("blocks"))

    page_description = _("A story, an exercise or a quiz for children, built from blocks.")
    base_form_class = ActivityForm
    facts_panels = [ItemFactsPanel(heading=_("Facts, the same in all languages"))]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("statement"),
        FieldPanel("blocks"),
        InlinePanel("recordings", heading=_("Recordings and pictures"), label=_("Recording or picture")),
    ]
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("search_description")], heading=_("Address and search")),
    ]
    parent_page_types = ["guidelines.SectionPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def clean(self) -> None:
        super().clean()
        playing.number(self.blocks)
        faults = playing.faults(self.blocks)
        if faults:
            raise ValidationError({"blocks": faults})
        if (
            not self.is_source
            and self.source.pk != self.pk
            and not playing.same_skeleton(self.blocks, self.source.blocks)
        ):
            raise ValidationError(
                {
                    "blocks": _(
                        "A translation has the blocks, choices and marks of its source, in the same order. "
                        "Only the words differ."
                    )
                }
            )

    def claim_key(self) -> None:
        """Copying makes a new item; translating keeps it (one page per item and locale)."""
        if self.item._state.adding:
            self.item.save()
            self.item_id = self.item.pk
        elif ActivityPage.objects.filter(item_id=self.item_id, locale_id=self.locale_id).exists():
            self.item = self.item.duplicate()
        self.key = self.item.stable_id
        self.translation_key = translation_key(self.key)

    @cached_property
    def section(self):
        """The part of the set it stands in."""
        return SectionPage.objects.parent_of(self).get()

    @cached_property
    def media(self) -> dict[str, "ActivityRecording"]:
        """What editors uploaded, by key of the block."""
        fetched = "recordings" in getattr(self, "_prefetched_objects_cache", {})
        rows = self.recordings.all() if fetched else self.recordings.select_related("audio", "signing", "picture")
        return {one.block_key: one for one in rows}

    @property
    def wants_exit(self) -> bool:
        """Whether one of its questions is sensitive: then quick exit stands on top."""
        return any(playing.is_sensitive(block) for block in self.blocks)

    def theme(self) -> dict[str, str]:
        return self.section.theme()

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context.update(playing.context(self))
        return context

    @path("class/", name="class")
    def class_view(self, request: HttpRequest) -> HttpResponse:
        """One question a screen, large, for a projector; sensitive ones left out."""
        return self.render(
            request, template="guidelines/activity_class.html", context_overrides=playing.class_context(self)
        )


class ActivityRecording(Orderable):
    """What editors upload for one block of a page in its language: a voice, sign language, another picture."""

    page = ParentalKey(ActivityPage, on_delete=models.CASCADE, related_name="recordings")
    block_key = models.CharField(_("key of the block"), max_length=4, help_text=_("For instance f1 or q1."))
    audio = models.ForeignKey(
        "resources.PortalDocument",
        verbose_name=_("recorded voice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    signing = models.ForeignKey(
        "resources.PortalDocument",
        verbose_name=_("sign-language video"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture = models.ForeignKey(
        "resources.PortalImage",
        verbose_name=_("picture instead of the drawing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [FieldPanel("block_key"), FieldPanel("audio"), FieldPanel("signing"), FieldPanel("picture")]

    class Meta(Orderable.Meta):
        verbose_name = _("recording or picture")
        verbose_name_plural = _("recordings and pictures")

    def __str__(self) -> str:
        return self.block_key
