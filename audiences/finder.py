"""Tailored recommendations: what a reader chooses on a landing, and what that leaves, best first.

The questions are this file; the answers are items' facts. Nothing chosen is kept anywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import F
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.models import Locale

from audiences import ranking, table
from audiences.table import TableFacets
from common import computed
from common.choices import AgeBand, Audience
from common.facets import Question
from guidelines.models import RecommendationPage
from resources.models import Term

PAGE_SIZE = 12
#: What a selection is taken away as: last parts of addresses.
TAKEN_AS = ("print", "pdf", "worksheet")
#: Vocabularies behind each question of each audience, in the order in which they are asked.
QUESTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    Audience.PARENTS: {"about": ("topic", "harm", "technology"), "special": ("group",)},
    Audience.EDUCATORS: {
        "about": ("topic", "harm", "technology"),
        "role": ("school-role",),
        "special": ("group",),
    },
    Audience.INDUSTRY: {"service": ("service-type",), "area": ("key-area",), "about": ("harm", "topic", "technology")},
    Audience.POLICY_MAKERS: {
        "stage": ("stage",),
        "field": ("policy-field",),
        "who": ("stakeholder",),
        "about": ("harm", "technology", "group"),
    },
}
AGED = (Audience.PARENTS, Audience.EDUCATORS)
#: Few people: industry's answers then say what those do who are three, and what to begin with.
SIZES = ("few",)
BEGIN_WITH = 5
#: Fewer results than this are filled up with what is close to them.
FEW = 3
#: Questions that only say who asks: while nothing else is chosen, a landing's own first tasks may lead the list.
WHO_ASKS = {"service", "who", "age"}
FIRST_STEPS = (Audience.INDUSTRY, Audience.POLICY_MAKERS)
#: What a choice is called where a glossary's name would not tell a reader what it means, or its neighbour from it.
SAID = {
    "connectivity": gettext_lazy("Internet or phone access"),
    "hosting": gettext_lazy("Storage or hosting for others"),
    "curated-content": gettext_lazy("Films, music, books or news that you choose"),
    "user-content": gettext_lazy("An app or site where people post, chat or meet"),
    "ai-systems": gettext_lazy("Artificial intelligence, offered or built in"),
    "games": gettext_lazy("A game"),
    "connected-devices": gettext_lazy("A toy or another connected device"),
    "online-gaming": gettext_lazy("Games played with others online"),
    "overspending": gettext_lazy("Spending more than was meant"),
}


def question_label(name: str, audience: str = "") -> str:
    """A question as the form asks it of this audience."""
    if name == "age" and audience == Audience.EDUCATORS:
        return _("How old are the pupils?")
    return {
        "age": _("How old is the child?"),
        "about": _("What is it about?"),
        "role": _("What is your role at school?"),
        "special": _("A special situation, if there is one"),
        "service": _("What is your service?"),
        "area": _("Which key area?"),
        "stage": _("Where are you in the work?"),
        "field": _("Which field?"),
        "who": _("Who are you?"),
    }[name]


def _names(terms: Iterable[Term], vocabularies: tuple[str, ...]) -> dict[str, str]:
    """Keys and names of the terms of these vocabularies, in the order asked."""
    asked = [term for term in terms if term.vocabulary in vocabularies]
    asked.sort(key=lambda term: (vocabularies.index(term.vocabulary), term.order, term.key))
    return {term.key: SAID.get(term.key) or term.name for term in asked}


def questions_for(audience: str, terms: Iterable[Term]) -> list[Question]:
    """What is asked of one audience, with those of the terms that answer it."""
    questions = []
    if audience in AGED:
        questions.append(Question("age", question_label("age", audience), lambda: dict(AgeBand.choices)))
    for name, vocabularies in QUESTIONS[audience].items():
        questions.append(Question(name, question_label(name), partial(_names, terms, vocabularies)))
    return questions


def facets_of(audience: str, code: str, query: Any, extra: dict[str, str] | None = None) -> TableFacets:
    """An audience's questions over its recommendations in one language, with what was chosen."""
    known = table.of(audience, code)
    return TableFacets(known, questions_for(audience, known.terms.values()), query, extra)


def _here(audience: str) -> table.Table:
    """What is chosen among in the language of the address."""
    return table.of(audience, get_language() or settings.LANGUAGE_CODE)


def cleaners(audience: str) -> dict[str, computed.Cleaner]:
    """What the finder's address may carry."""

    def of(vocabularies: tuple[str, ...]) -> computed.Cleaner:
        def clean(given: list[str]) -> list[str]:
            terms = _here(audience).terms
            return sorted({one for one in given if one in terms and terms[one].vocabulary in vocabularies})

        return clean

    keys = {name: of(vocabularies) for name, vocabularies in QUESTIONS[audience].items()}
    if audience in AGED:
        keys["age"] = computed.among(*AgeBand.values)
    if audience == Audience.INDUSTRY:
        keys["size"] = computed.among(*SIZES)
    return keys


@dataclass(frozen=True)
class Match:
    """A recommendation, why it is here in words, sheets that belong to it, what the smallest companies do, and by the
    names of the ages that were chosen what differs there.
    """

    page: Any
    why: str
    sheets: list
    small: str = ""
    at_ages: tuple[tuple[str, str], ...] = ()
    #: Of what is only close to the choices: the title of the page that it is read with.
    goes_with: str = ""


@dataclass(frozen=True)
class Selection:
    """What choices leave, best first. `nearest`: nothing fits all of them, and `rows` fit most. `close`: where few fit
    all of them, some that are close to those.
    """

    facets: TableFacets
    rows: list[table.Row]
    nearest: bool
    size: str = ""
    close: tuple[table.Row, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything at all was chosen."""
        return self.facets.any or bool(self.size)

    def address(self, **extra: str) -> str:
        return self.facets.address(**extra)

    @property
    def pages(self) -> list:
        return whole(self.rows)


def select(audience: str, locale: Locale, query: Any, landing: Any = None) -> Selection:
    """The recommendations that fit the choices; nothing is chosen, nothing is found.

    A handful of people who only say what their service is begin as the landing has everybody begin; a parent who only
    tells an age, with the first of that: the others are about something in particular.
    """
    size = query.get("size", "") if audience == Audience.INDUSTRY else ""
    size = size if size in SIZES else ""
    facets = facets_of(audience, locale.language_code, query, extra={"size": size})
    found = facets.found() if facets.any or size else []
    nearest = facets.any and not found
    if nearest:
        found = _nearest(facets)
    close: list[table.Row] = []
    if facets.any:
        found = ranking.best_first(found, facets, QUESTIONS[audience], locale)
        if nearest:
            found = ranking.nearest_first(found, facets)
        if len(found) < FEW:
            close = ranking.closest(facets.table.rows, found, facets)
    begins = bool(size) or facets.chosen.get("age")
    if begins and landing is not None and only_who_asks(facets):
        found = ranking.tasks_first(found, tasks_of(landing)[: None if size else 1])
    return Selection(facets, found, nearest, size, tuple(close[:FEW]))


def only_who_asks(facets: TableFacets) -> bool:
    """Whether the reader has said who they are, and nothing of what they have in mind."""
    return not {name for name, values in facets.chosen.items() if values} - WHO_ASKS


def tasks_of(landing: Any) -> list[int]:
    """Ids of the pages that a landing has its readers begin with, in that order; sections among them do no harm."""
    targets = [task["value"].get("target") for task in landing.start.raw_data]
    return [one for one in targets if one]


def whole(rows: Iterable[table.Row]) -> list:
    """The pages of rows in their order, with their items' terms and their details. Two queries."""
    keys = [row.pk for row in rows]
    pages = RecommendationPage.objects.live().select_related("item").prefetch_related("item__terms")
    found = pages.defer("actions").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def find(landing: Any, audience: str, query: Any) -> dict[str, Any]:
    """Context of a finder page: `facets`, `matches`, `page_of`, `first` step, `nearest` (nothing fits all choices)."""
    locale = landing.locale
    selection = select(audience, locale, query, landing)
    facets = selection.facets
    first = _first_step(landing, audience, selection)
    pages = Paginator([row for row in selection.rows if row is not first], PAGE_SIZE)
    number = query.get("page", "1")
    page_of = pages.get_page(int(number) if number.isdecimal() else 1)
    first = first if page_of.number == 1 else None
    shown = whole([*page_of, *selection.close, *([first] if first else [])])
    shown = matches(shown, selection, locale)
    first_match = shown.pop() if first else None
    listed = len(shown) - len(selection.close)
    return {
        "facets": facets,
        "asked": selection.any,
        "nearest": selection.nearest,
        "total": 0 if selection.nearest else len(selection.rows),
        "page_of": page_of,
        "first": first_match,
        "begin_with": BEGIN_WITH if selection.size and page_of.number == 1 and pages.count > BEGIN_WITH else 0,
        "later": pages.count - BEGIN_WITH,
        "matches": shown[:listed],
        "close": _with_neighbours(shown[listed:], selection, shown),
        "size": selection.size,
        "asks_size": audience == Audience.INDUSTRY,
        "size_address": selection.address(size="" if selection.size else SIZES[0]),
        "taken": selection.address() if selection.any else "",
        "more_in_source": _in_source(audience, locale, query) if facets.any else 0,
        "previous_address": facets.address(page=str(page_of.number - 1) if page_of.number > 2 else "")
        if page_of.has_previous()
        else "",
        "next_address": facets.address(page=str(page_of.number + 1)) if page_of.has_next() else "",
    }


class Beginning(NamedTuple):
    """What a finder page begins with, how many pages fit (`few`: how many of them to begin with, 0 for all), and the
    choices in words.
    """

    page: Any
    number: int
    few: int
    who: str


def beginning(landing: Any, audience: str, query: Any) -> Beginning | None:
    """How a finder page begins; None where nothing fits."""
    selection = select(audience, landing.locale, query, landing)
    if not selection.rows or selection.nearest:
        return None
    first = _first_step(landing, audience, selection) or selection.rows[0]
    labels = [choice.label for _label, choice in selection.facets.removable]
    who = " · ".join([*map(str, labels), *([_("Ten people or fewer")] if selection.size else [])])
    page = next(iter(whole([first])), None)
    few = BEGIN_WITH if selection.size and len(selection.rows) > BEGIN_WITH else 0
    return Beginning(page, len(selection.rows), few, who) if page else None


def _first_step(landing: Any, audience: str, selection: Selection) -> table.Row | None:
    """What comes before any list of this audience: the earliest of the first hundred days, else the first task of the
    landing. None where the reader has something else in mind, or the list begins with it."""
    if audience not in FIRST_STEPS or not selection.any:
        return None
    rows = selection.facets.table.rows
    dated = [row for row in rows if row.first_hundred_days]
    first = min(dated, key=lambda row: (row.first_hundred_days, row.path), default=None)
    if first is None:
        by_page = {row.pk: row for row in rows}
        first = next((by_page[one] for one in tasks_of(landing) if one in by_page), None)
    if first is None or first in selection.rows[:1]:
        return None
    in_mind = {value for name, some in selection.facets.chosen.items() if name != "age" for value in some}
    return first if in_mind <= first.terms else None


def matches(pages: list, selection: Selection, locale: Locale) -> list[Match]:
    """What is shown of each page, of its sheets those for the ages that were chosen; one query."""
    ages = [AgeBand(one) for one in selection.facets.chosen.get("age", ())]
    sheets: dict[int, list] = {}
    rows = apps.get_model("resources", "Edition").objects.filter(
        resource__items__in=[page.item_id for page in pages], language=locale.language_code, resource__live=True
    )
    rows = rows.annotate(item=F("resource__items")).select_related("resource", "document")
    for row in sorted(rows, key=lambda one: (one.resource.order, one.resource.key, one.format != "html", one.format)):
        # The page to print stands for all its formats; it leads to them.
        known = row.resource_id in {one.resource_id for one in sheets.get(row.item, [])}
        other_ages = ages and row.resource.ages and not set(ages).intersection(row.resource.ages)
        if not known and not other_ages:
            sheets.setdefault(row.item, []).append(row)
    small = bool(selection.size)
    return [
        Match(
            page,
            why(page, selection.facets),
            sheets.get(page.item_id, []),
            _detail(page, "small_company", "text") if small else "",
            tuple((one.label, said) for one in ages if (said := _detail(page, "by_age", one.name.lower()))),
        )
        for page in pages
    ]


def _with_neighbours(close: list[Match], selection: Selection, shown: list[Match]) -> list[Match]:
    """Say of what is only close to the choices what it is read with; another reason would name a choice it misses."""
    titles = {match.page.pk: match.page.title for match in shown}
    by_item = {item: titles[row.pk] for row in reversed(selection.rows) if row.pk in titles for item in row.next}
    return [replace(one, goes_with=by_item.get(one.page.item_id, "")) for one in close]


def _detail(page: Any, kind: str, field: str) -> str:
    """What the first of a page's details of this kind says in a field."""
    return next((block.value[field] for block in page.details if block.block_type == kind), "")


def _in_source(audience: str, locale: Locale, query: Any) -> int:
    """How many pages fit in the source language, where this page is in another."""
    if locale.language_code == settings.LANGUAGE_CODE:
        return 0
    return len(facets_of(audience, settings.LANGUAGE_CODE, query).found())


def _nearest(facets: TableFacets) -> list[table.Row]:
    """What fits as many of the choices as anything does; never nothing where there is something."""
    chosen, ages = ranking.chosen_terms(facets), set(facets.chosen.get("age", ()))
    fits = [(ranking.fit(row, chosen, ages), row) for row in facets.table.rows]
    best = max((fit for fit, _row in fits), default=0)
    return [row for fit, row in fits if fit == best]


def why(page: Any, facets: TableFacets) -> str:
    """One line that says why a page is here: the choices that it answers, in the order asked."""
    own = {term.key for term in page.item.terms.all()} | set(page.item.ages)
    labels = [
        str(facets.known[facet.name][value])
        for facet in facets.facets
        for value in facets.chosen[facet.name]
        if value in own
    ]
    return _(", ").join(labels)


def _page_of(audience: str) -> computed.Cleaner:
    return computed.upto(lambda: -(-len(_here(audience).rows) // PAGE_SIZE))


def register(slugs: dict[str, list[Audience]]) -> None:
    """Let the finder pages, and what one takes away from them, answer to their questions."""
    for slug, audiences in slugs.items():
        for audience in audiences:
            if audience in QUESTIONS:
                keys = cleaners(audience)
                computed.register(f"{slug}/find/{audience}", **keys, page=_page_of(audience))
                for form in TAKEN_AS:
                    computed.register(f"{slug}/find/{audience}/{form}", **keys)
