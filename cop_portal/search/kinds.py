"""Who asks for a kind of file ("checklist", "poster for my class") is shown the closest of them, and the shelf.

Files made from pages are no results of their own: the page is. But what they are stands in no page's text.
"""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy
from modeltranslation.utils import build_localized_fieldname

from common.choices import Audience
from common.text import words
from cop_portal.search import ages, meanings
from cop_portal.search.meanings import Question
from resources import library
from resources.kinds import ResourceKind
from resources.models import Resource

#: What readers call each kind, between commas of either script. Translators give the words of their own readers.
CALLED = {
    ResourceKind.SHEET: gettext_lazy("sheet to fill in, form, consent form, template"),
    ResourceKind.CHECKLIST: gettext_lazy("checklist, tick list, to-do list"),
    ResourceKind.WORKSHEET: gettext_lazy("worksheet, action plan"),
    ResourceKind.WORKBOOK: gettext_lazy("workbook, handout"),
    ResourceKind.STORYBOOK: gettext_lazy("storybook, picture book, stories"),
    ResourceKind.TEACHERS_GUIDE: gettext_lazy("teacher’s guide, lesson plan, lesson"),
    ResourceKind.POSTER: gettext_lazy("poster"),
}
#: A table, whatever else it is called.
TABLE = gettext_lazy("excel, xlsx, xls, spreadsheet, tracker")
#: Something on paper: for pupils to work with, for adults to fill in.
PAPER = gettext_lazy("sheet, printable, print, worksheet")
#: For pupils.
FOR_PUPILS = gettext_lazy("for class, for my class, for pupils, for my pupils, for students, for my students")
#: Who asks for a file, as far as words tell that prove nothing where more is at stake than the order of a shelf.
ASKS = {
    Audience.EDUCATORS: gettext_lazy("teacher, teachers, class, classroom, pupil, pupils, school, lesson, lessons"),
    Audience.PARENTS: gettext_lazy("parent, parents, family, at home"),
    Audience.INDUSTRY: gettext_lazy("company, platform, product, our app, engineers"),
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


def shelves(text: str, language: str, reader: str) -> list[Shelf]:
    """The kinds that a question names, those with the longest name first; a query for each of at most MOST."""
    asked = Question.of(text, language)
    reader = reader or next((one for one, said in ASKS.items() if asked.longest(said, language)), "")
    named = _named(asked, language, reader)
    found: list[Shelf] = []
    for kind in sorted(named, key=lambda kind: -named[kind])[:MOST]:
        for choice in ({"audience": reader, "kind": kind.value}, {"kind": kind.value}):
            number = library.count(choice) if choice.get("audience", "-") else 0
            if number:
                rank = _farness(asked, language)
                offers = [] if found else library.first(choice, language, rank, OFFERED)
                best = min((rank(one.resource)[:2] for one in offers), default=None)
                offers = [one for one in offers if rank(one.resource)[:2] == best]
                found.append(Shelf(str(kind.label), number, f"?{urlencode(choice)}", offers))
                break
    return found


def _named(asked: Question, language: str, reader: str) -> dict[ResourceKind, int]:
    """The kinds that a question names, each with the length of the name."""
    named = {kind: length for kind, said in CALLED.items() if (length := asked.longest(said, language))}
    if table := asked.longest(TABLE, language):
        named.pop(ResourceKind.CHECKLIST, None)
        return {**named, ResourceKind.WORKSHEET: table}
    age = ages.told(asked, language)
    paper, pupils = (
        asked.longest(PAPER, language),
        asked.longest(FOR_PUPILS, language) or bool(age.band and not age.own),
    )
    if (pupils and (paper or not named)) or (paper and reader == Audience.EDUCATORS):
        named.pop(ResourceKind.WORKSHEET, None)  # a plan for adults
        named[ResourceKind.WORKBOOK] = max(pupils, paper)
    elif paper and not named:
        named[ResourceKind.SHEET] = paper
    return named


def _farness(asked: Question, language: str) -> Callable[[Resource], tuple[int, bool, bool]]:
    """How far a resource is from a question: by the words of its title, or those that mean the same; then by the age
    that was told; what this portal makes first.
    """
    wanted, age = set(asked.telling), ages.told(asked, language).band
    known = meanings.of(language).by_trigger
    for trigger in asked.triggers(known):
        wanted.update(stem for one in known[trigger] for stem in one.stems)
    column = build_localized_fieldname("title", language)

    def rank(resource: Resource) -> tuple[int, bool, bool]:
        title = getattr(resource, column, "") or resource.title
        other_age = bool(age and resource.ages and age not in resource.ages)
        return -len(wanted.intersection(words(title, language))), other_age, bool(resource.publisher)

    return rank
