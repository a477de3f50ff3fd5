"""The admin of what readers' words stand for."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from common.languages import direction, native_name
from common.unchanged import UnchangedSinceLoaded
from cop_portal.search.models import DangerWords, SynonymSet

SHOWN = 90


class WordsForm(UnchangedSinceLoaded):
    """A list's key does not change once it is given: content files name it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True


def _tabs(first: list, help_text: Any) -> TabbedInterface:
    """What a list is, and its words, a tab for each language; text runs the way its language does."""
    words = [
        ObjectList(
            [
                FieldPanel(
                    build_localized_fieldname("words", code),
                    heading=_("Words"),
                    help_text=help_text,
                    widget=AdminAutoHeightTextInput(attrs={"lang": code, "dir": direction(code)}),
                )
            ],
            heading=native_name(code),
        )
        for code in settings.MODELTRANSLATION_LANGUAGES
    ]
    return TabbedInterface([ObjectList(first, heading=_("What it is")), *words], base_form_class=WordsForm)


def _shown(row: SynonymSet | DangerWords) -> str:
    text = ", ".join((row.words_en or "").splitlines())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} …"


KEY = FieldPanel("key", help_text=_("A name for this list: small letters and hyphens. Never changes."))


class SynonymViewSet(SnippetViewSet):
    """Words that readers use for the same thing."""

    model = SynonymSet
    icon = "resubmit"
    menu_label = _("Words for the same thing")
    list_display = ["key", Column("words_en", label=_("Words"), accessor=_shown)]
    list_per_page = 100
    copy_view_enabled = False
    ordering = ["key"]
    edit_handler = _tabs(
        [
            HelpPanel(
                content=_(
                    "When somebody types one of these words, search looks for the others too. A change holds at once."
                )
            ),
            KEY,
        ],
        _(
            "Separated by commas: phone, mobile, (iphone). What stands in brackets is understood when somebody types "
            "it, but not looked for: use brackets for slang, brand names and words that mean many things."
        ),
    )


class DangerViewSet(SnippetViewSet):
    """Words that open search results with help."""

    model = DangerWords
    icon = "warning"
    menu_label = _("Words of danger")
    list_display = ["key", "reader", Column("words_en", label=_("Words"), accessor=_shown)]
    list_per_page = 50
    copy_view_enabled = False
    ordering = ["key"]
    edit_handler = _tabs(
        [
            HelpPanel(
                content=_(
                    "When a question holds one of these words or phrases, its results begin with help. "
                    "When in doubt, add a word: help that was not needed costs a reader one glance."
                )
            ),
            HelpPanel(
                content=_(
                    "A slash stands between words of which any will do: hits/beats me. What stands in brackets is "
                    "harmless: (beat the level). A full stop: only if nothing else is asked: help."
                )
            ),
            KEY,
            FieldPanel(
                "reader",
                help_text=_(
                    "Leave empty for words of danger. Choose a reader for a list of words by which that reader "
                    "gives themselves away (“my daughter”): help then begins with their page."
                ),
            ),
        ],
        _("One word or phrase a line, as people type them. Endings and capitals do not matter."),
    )


class SearchViewSetGroup(SnippetViewSetGroup):
    """One entry of the menu for both lists."""

    items = (SynonymViewSet, DangerViewSet)
    menu_icon = "search"
    menu_label = _("Words of search")
    menu_name = "search-words"
    menu_order = 165


register_snippet(SearchViewSetGroup)
