"""Who asks for a kind of file ("checklist", "poster for my class") is shown the closest of them, and the shelf.

Files made from pages are no results of their own: the page is. But what they are stands in no page's text.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy
from modeltranslation.utils import build_localized_fieldname

from common.choices import Audience
from common.text import words
from cop_portal.search.meanings import Question, trigger_of
from resources import library
from resources.kinds import ResourceKind
from resources.models import Resource

#: What readers call each kind, between commas of either script. Translators give the words of their own readers.
CALLED = {
    ResourceKind.SHEET: gettext_lazy("sheet to fill in, sheet, form, template, printable, print"),
    ResourceKind.CHECKLIST: gettext_lazy("checklist, tick list, to-do list"),
    ResourceKind.WORKSHEET: gettext_lazy("worksheet, spreadsheet, tracker, excel, action plan"),
    ResourceKind.WORKBOOK: gettext_lazy(
        "workbook, worksheet, handout, for class, for my class, for my pupils, for pupils"
    ),
    ResourceKind.STORYBOOK: gettext_lazy("storybook, picture book, stories"),
    ResourceKind.TEACHERS_GUIDE: gettext_lazy("teacher’s guide, lesson plan, lesson"),
    ResourceKind.POSTER: gettext_lazy("poster"),
}
#: Who asks for a file, as far as words tell that prove nothing where more is at stake than the order of a shelf.
ASKS = {
    Audience.EDUCATORS: gettext_lazy("teacher, teachers, class, classroom, pupil, pupils, school, lesson, lessons"),
    Audience.PARENTS: gettext_lazy("parent, parents, family, at home"),
    Audience.INDUSTRY: gettext_lazy("company, platform, product, our app, engineers"),
}
MOST = 2
#: Where pupils' sheets are asked for, these are not.
FOR_ADULTS = (ResourceKind.SHEET, ResourceKind.WORKSHEET, ResourceKind.CHECKLIST)
#: Who names one of these means a table, whatever else they call it.
PLAIN_TABLE = {"excel", "xlsx", "spreadsheet"}
#: So many of the first shelf's files stand on the page of results.
OFFERED = 3


class Shelf(NamedTuple):
    """A kind of the library's, how many it has of it, the choices that show them there, and the closest few."""

    label: str
    number: int
    query: str
    offers: list[library.Entry]


def shelves(text: str, language: str, reader: str) -> list[Shelf]:
    """The kinds that a question names, those with the longest name first; a query for each of at most MOST."""
    asked = Question.of(text, language)
    reader = reader or next((one for one, said in ASKS.items() if _length(said, asked, language)), "")
    named = {kind: length for kind, said in CALLED.items() if (length := _length(said, asked, language))}
    if ResourceKind.WORKBOOK in named and reader in ("", Audience.EDUCATORS):
        # What pupils work with: not the forms and plans of adults.
        named = {kind: length for kind, length in named.items() if kind not in FOR_ADULTS}
    elif ResourceKind.WORKSHEET in named:
        named.pop(ResourceKind.WORKBOOK, None)
    if PLAIN_TABLE.intersection(asked.every):
        named = {kind: length for kind, length in named.items() if kind != ResourceKind.CHECKLIST}
    found: list[Shelf] = []
    for kind in sorted(named, key=lambda kind: -named[kind])[:MOST]:
        for choice in ({"audience": reader, "kind": kind.value}, {"kind": kind.value}):
            number = library.count(choice) if choice.get("audience", "-") else 0
            if number:
                rank = _farness(asked, language)
                offers = [] if found else library.first(choice, language, rank, OFFERED)
                best = min((rank(one.resource)[0] for one in offers), default=0)
                offers = [one for one in offers if rank(one.resource)[0] == best]
                found.append(Shelf(str(kind.label), number, f"?{urlencode(choice)}", offers))
                break
    return found


def _length(said: Any, asked: Question, language: str) -> int:
    """Words of the longest of these phrases that a question holds."""
    return max((len(one) for one in _triggers(said, language) if one and asked.holds(one)), default=0)


def _farness(asked: Question, language: str) -> Callable[[Resource], tuple[int, bool]]:
    """How far a resource is from a question: by the words of its title, what this portal makes first."""
    wanted = set(asked.telling)
    column = build_localized_fieldname("title", language)

    def rank(resource: Resource) -> tuple[int, bool]:
        title = getattr(resource, column, "") or resource.title
        return -len(wanted.intersection(words(title, language))), bool(resource.publisher)

    return rank


def _triggers(said: Any, language: str) -> list[tuple[str, ...]]:
    return [trigger_of(phrase, language) for phrase in re.split("[,،]", str(said))]
