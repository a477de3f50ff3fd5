"""The abstract page that all page types of the portal extend."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page, PageViewRestriction
from wagtail.utils.decorators import cached_classmethod

from common import second_person, synced
from common.choices import AgeBand
from common.keys import translation_key
from common.page_forms import PortalPageForm
from common.panels import SyncedPanel
from common.permissions import GuardedTester, HouseTester


class Part(NamedTuple):
    """A part of a page that search may lead to by itself; `key` is the end of its address."""

    key: str
    title: str
    answer: str
    text: str


class BasePage(Page):
    """A page with a content key, a place among its siblings, and the walls between ages.

    `key` names the same page in every language and in the content pack; `translation_key` derives from it.
    `SYNCED` fields are facts: edited on the page in the source language, copied to its translations.
    """

    SYNCED = ("order", "sensitive", "min_band")
    #: What serving a page of this type always needs, fetched with it.
    route_related: tuple[str, ...] = ("locale",)

    key = models.CharField(_("content key"), max_length=120, blank=True, db_index=True, editable=False)
    order = models.PositiveIntegerField(_("position among its neighbours"), default=0)
    sensitive = models.BooleanField(
        _("sensitive"),
        default=False,
        help_text=_("Help and quick exit stand on top; never shown in “what’s new” or suggestions."),
    )
    min_band = models.CharField(
        _("not for children younger than"), max_length=10, choices=AgeBand.choices, blank=True, default=""
    )
    source_revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The revision of the source text that this translation was last brought up to date with."),
    )

    base_form_class = PortalPageForm
    address_panels = [
        SyncedPanel("slug", heading=_("Address"), help_text=_("Last part of the address. The same in all languages.")),
        FieldPanel(
            "search_description",
            heading=_("Answer in one sentence"),
            help_text=_("Shown by search engines. Write the answer itself, not what the page is about."),
        ),
    ]
    promote_panels = [
        MultiFieldPanel([*address_panels, SyncedPanel("order")], heading=_("Address and search")),
        MultiFieldPanel([SyncedPanel("sensitive"), SyncedPanel("min_band")], heading=_("Safety")),
    ]

    #: What holds in all languages and is edited elsewhere; a tab of its own where there is something.
    facts_panels: list = []

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls):
        """Tabs named for what an editor does there, the words first."""
        tabs = {
            _("Words"): cls.content_panels,
            _("Facts"): cls.facts_panels,
            _("Address and safety") if cls.SYNCED else _("Address"): cls.promote_panels,
            _("Settings"): cls.settings_panels,
        }
        lists = [ObjectList(panels, heading=heading) for heading, panels in tabs.items() if panels]
        return TabbedInterface(lists, base_form_class=cls.base_form_class).bind_to_model(cls)

    @property
    def is_source(self) -> bool:
        """Whether this page is written in the installation's source language."""
        return self.locale.language_code == settings.LANGUAGE_CODE

    @cached_property
    def source(self) -> "BasePage":
        """The same page in the source language (itself where there is none)."""
        if self.is_source:
            return self
        return (
            type(self)
            .objects.filter(translation_key=self.translation_key, locale__language_code=settings.LANGUAGE_CODE)
            .first()
            or self
        )

    def with_content_json(self, content: dict) -> "BasePage":
        """A revision brings back words, never the page's identity, nor the facts of a translation."""
        restored = super().with_content_json(content)
        synced.keep_facts(self, restored)
        return restored

    def get_view_restrictions(self):
        """Wagtail's, but one cheap question where nothing in the whole portal is restricted."""
        if not PageViewRestriction.objects.exists():
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def permissions_for_user(self, user):
        return (GuardedTester if second_person.guards(self) else HouseTester)(user, self)

    @property
    def has_workflow(self) -> bool:
        return second_person.guards(self) or super().has_workflow

    def get_workflow(self):
        return second_person.workflow() if second_person.guards(self) else super().get_workflow()

    def theme(self) -> dict[str, str]:
        """Audience and band whose colours and density the page wears: keys `audience`, `band`."""
        return {"audience": "", "band": ""}

    def parts(self) -> list[Part]:
        """What search may lead to by itself."""
        return []

    def suggested_key(self) -> str:
        """Content key of a page made in the admin: its address, in this installation's namespace."""
        parent = self.get_parent() if self.path else None
        stem = getattr(parent.specific, "key", "") if parent else ""
        slug = self.slug or slugify(self.title)
        local = f"{stem}/{slug}" if stem and stem != "home" else slug
        namespace = settings.COP_NAMESPACE
        return f"{namespace}:{local}" if namespace and not local.startswith(f"{namespace}:") else local

    def save(self, *args, **kwargs):
        """Give a new page its key and the translation key that derives from it."""
        if self._state.adding:
            self.claim_key()
        super().save(*args, **kwargs)

    def claim_key(self) -> None:
        """Take a key no other page of this language has; a translation keeps the key of its source."""
        twins = type(self).objects.filter(locale_id=self.locale_id)
        if self.key and not twins.filter(key=self.key).exists():
            self.translation_key = translation_key(self.key)
            return
        base = self.suggested_key()
        candidate, number = base, 2
        while twins.filter(key=candidate).exists() or (
            Page.objects.filter(translation_key=translation_key(candidate)).exists()
        ):
            candidate, number = f"{base}-{number}", number + 1
        self.key, self.translation_key = candidate, translation_key(candidate)
