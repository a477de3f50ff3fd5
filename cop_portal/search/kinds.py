"""Who asks for a kind of file ("checklist", "poster for my class") is shown the closest of them, and the shelf.

Files made from pages are no results of their own: the page is. But what they are stands in no page's text.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy
from modeltranslation.utils import build_localized_fieldname

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
MOST = 2
#: So many of the first shelf's files stand on the page of results.
OFFERED = 3


class Shelf(NamedTuple):
    """A kind of the library's, how many it has of it, the choices that show them there, and the closest few."""

    label: str
    number: int
    query: str
    offers: list[library.Entry]


def _order(kind: ResourceKind, length: int, reader: str) -> tuple[int, bool]:
    """The longest name first; of equally long ones what pupils work with before what offices do, for a teacher."""
    return -length, (kind == ResourceKind.WORKBOOK) != (reader == "educators")


def shelves(text: str, language: str, reader: str) -> list[Shelf]:
    """The kinds that a question names, those with the longest name first; a query for each of at most MOST."""
    asked = Question.of(text, language)
    named = {
        kind: max((len(one) for one in _triggers(said, language) if one and asked.holds(one)), default=0)
        for kind, said in CALLED.items()
    }
    if named[ResourceKind.WORKBOOK]:
        named[ResourceKind.SHEET] = 0  # what pupils work with, not the forms of adults
    ordered = sorted((kind for kind in named if named[kind]), key=lambda kind: _order(kind, named[kind], reader))
    found: list[Shelf] = []
    for kind in ordered[:MOST]:
        for choice in ({"audience": reader, "kind": kind.value}, {"kind": kind.value}):
            number = library.count(choice) if choice.get("audience", "-") else 0
            if number:
                rank = _farness(asked, language)
                offers = [] if found else library.first(choice, language, rank, OFFERED)
                fitting = [one for one in offers if rank(one.resource)[0]]
                found.append(Shelf(str(kind.label), number, f"?{urlencode(choice)}", fitting or offers))
                break
    return found


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
