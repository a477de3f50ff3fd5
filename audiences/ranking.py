"""Which of the recommendations that fit come first. Judged on ten choices for each audience; see issue 7."""

from typing import Any

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Locale

from audiences.table import Row, TableFacets
from common.text import words
from resources.models.terms import Vocabulary

SUBJECTS = ("topic", "harm", "technology", "group")
#: Who the reader is: pages name a role mostly to tell the others whom to go to, so its name in a text says nothing.
READERS = ("school-role",)
#: An age alone is what a class teacher tells; no other audience has this term.
AN_AGE_ALONE = {"role-class"}
#: What it counts that a page speaks of a choice by its name: in its title, in its section's, in its statement.
TITLE, SECTION, STATEMENT = 3, 2, 1


def chosen_terms(facets: TableFacets) -> set[str]:
    """Keys of the terms among the choices."""
    return {value for name, values in facets.chosen.items() if name != "age" for value in values}


def fit(row: Row, chosen: set[str], ages: set[str]) -> int:
    """How many of the choices a row answers."""
    return len(row.terms & chosen) + len(ages.intersection(row.ages))


def age_fit(row: Row, ages: set[str]) -> int:
    """1 for what is chiefly for an age that was chosen, -1 for what is chiefly for others."""
    if not ages or not row.chief_ages:
        return 0
    return 1 if ages.intersection(row.chief_ages) else -1


def best_first(
    rows: list[Row], facets: TableFacets, questions: dict[str, tuple[str, ...]], locale: Locale
) -> list[Row]:
    """Most choices answered first; then what is chiefly about them and for that age, as its facts say, more for the
    subject than for the reader or the age; last of these what is for a group of children that was not named; then, of
    a worry that needs help, what helps when it has happened; then what names the choice; then what is about little else
    than what was chosen; then the order of the set.
    """
    chosen, ages, code = chosen_terms(facets), set(facets.chosen.get("age", ())), locale.language_code
    terms = facets.table.terms
    asked = {one for name, vocabularies in questions.items() if facets.chosen.get(name) for one in vocabularies}
    in_asked = {key for key, term in terms.items() if term.vocabulary in asked}
    subjects = {key for key, term in terms.items() if term.vocabulary in SUBJECTS and asked.intersection(SUBJECTS)}
    about = {key for key, term in terms.items() if term.vocabulary in SUBJECTS}
    other_groups = {key for key, term in terms.items() if term.vocabulary == Vocabulary.GROUP} - chosen
    worries = {key for key, term in terms.items() if term.sensitive} & chosen
    named_by = {key: set(words(_name(terms[key], code), code)) for key in sorted(chosen & terms.keys())}
    named_by = {key: name for key, name in named_by.items() if name and terms[key].vocabulary not in READERS}

    def rank(row: Row) -> tuple:
        named = 0
        for key, name in named_by.items():
            if key in row.terms:
                for weight, said in ((TITLE, row.title), (SECTION, row.section), (STATEMENT, row.statement)):
                    named += weight * 100 * len(name & said) // len(name)
        return (
            -fit(row, chosen, ages),
            -sum(1 + 2 * (key in about) for key in row.chief & (chosen or AN_AGE_ALONE)) - age_fit(row, ages),
            not other_groups.isdisjoint(row.chief),
            not worries.isdisjoint(row.terms) and not row.sensitive,
            -named,
            len(row.terms & in_asked),
            len(row.terms & subjects),
            row.first_hundred_days or 999,
            len(row.ages) if chosen else 0,
            row.path,
        )

    return sorted(rows, key=rank)


def closest(rows: list[Row], found: list[Row], facets: TableFacets) -> list[Row]:
    """Beside the few that fit: what answers another of the choices, what is read next after them, what shares their
    subjects, in this order of weight; nothing for other ages, nor what only the age would bring.
    """
    chosen, ages = chosen_terms(facets), set(facets.chosen.get("age", ()))
    near = _Near(found, facets)
    others = {key for key, term in facets.table.terms.items() if term.vocabulary == Vocabulary.GROUP}
    others -= near.subjects | chosen
    scored = []
    for row in rows:
        if row in found or (ages and not ages.intersection(row.ages)) or row.chief & others:
            continue
        score = near.to(row) + 4 * len(row.terms & chosen) + age_fit(row, ages)
        if score > 0:
            scored.append((-score, near.place(row), row.path, row))
    return [row for _score, _place, _path, row in sorted(scored, key=lambda one: one[:3])]


def nearest_first(found: list[Row], facets: TableFacets) -> list[Row]:
    """Where nothing fits all choices: what answers the subject, then of the others what is close to that. A reader's
    role alone says too little; without a subject they stay as they are.
    """
    chosen = chosen_terms(facets) & _subjects(facets)
    lead = [row for row in found if row.terms & chosen]
    near = _Near(lead, facets)
    rest = [(-near.to(row), place, row) for place, row in enumerate(found) if row not in lead and near.to(row)]
    return [*lead, *(row for _near, _place, row in sorted(rest, key=lambda one: one[:2]))] if lead else found


def _subjects(facets: TableFacets) -> set[str]:
    return {key for key, term in facets.table.terms.items() if term.vocabulary in SUBJECTS}


class _Near:
    """How near a row is to some others: it is read next after one of them, or before; it shares their subjects."""

    def __init__(self, rows: list[Row], facets: TableFacets):
        self.subjects = frozenset().union(*(row.terms for row in rows)) & _subjects(facets)
        self.follows = [item for row in rows for item in row.next]

    def to(self, row: Row) -> int:
        return 3 * (row.item in self.follows) + min(3, len(row.terms & self.subjects))

    def place(self, row: Row) -> int:
        return self.follows.index(row.item) if row.item in self.follows else len(self.follows)


def tasks_first(rows: list[Row], tasks: list[int]) -> list[Row]:
    """The rows whose pages are among the tasks, in the tasks' order; then the rest."""
    places = {pk: place for place, pk in enumerate(tasks)}
    return sorted(rows, key=lambda row: places.get(row.pk, len(places)))


def _name(term: Any, code: str) -> str:
    return getattr(term, build_localized_fieldname("name", code), "") or getattr(
        term, build_localized_fieldname("name", settings.LANGUAGE_CODE)
    )
