"""Which of the recommendations that fit come first. Judged on ten choices for each audience; see issue 7."""

from typing import Any

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Locale

from common.facets import Facets
from common.text import words
from guidelines.models import SectionPage

SUBJECTS = ("topic", "harm", "technology", "group")
#: Who the reader is: pages name a role mostly to tell the others whom to go to, so its name in a text says nothing.
READERS = ("school-role",)
#: What it counts that a page speaks of a choice by its name: in its title, in its section's, in its statement.
TITLE, SECTION, STATEMENT = 3, 2, 1


def chosen_terms(facets: Facets) -> set[str]:
    """Keys of the terms among the choices."""
    return {value for name, values in facets.chosen.items() if name != "age" for value in values}


def fit(page: Any, facets: Facets) -> int:
    """How many of the choices a page answers."""
    own = {term.key for term in page.item.terms.all()}
    return len(own & chosen_terms(facets)) + len(set(page.item.ages) & set(facets.chosen.get("age", ())))


def best_first(pages: list, facets: Facets, questions: dict[str, tuple[str, ...]], locale: Locale) -> list:
    """Most choices answered first; then what is chiefly about them, as its facts say, and last of these what is for a
    group of children that was not named; then, of a worry that needs help, what helps when it has happened; then what
    names the choice; then what is about little else than what was chosen; then the order of the set. One query.
    """
    if not pages:
        return []
    chosen, code = chosen_terms(facets), locale.language_code
    asked = {one for name, vocabularies in questions.items() if facets.chosen.get(name) for one in vocabularies}
    sections = dict(SectionPage.objects.filter(locale=locale).values_list("path", "title"))

    def rank(page: Any) -> tuple:
        terms = list(page.item.terms.all())
        named_by = [term for term in terms if term.key in chosen and term.vocabulary not in READERS]
        wanted = [set(words(_name(term, code), code)) for term in named_by]
        said = {
            TITLE: set(words(page.title, code)),
            SECTION: set(words(sections.get(page.path[: -page.steplen], ""), code)),
            STATEMENT: set(words(page.statement, code)),
        }
        named = sum(
            weight * 100 * len(name & text) // len(name) for name in wanted if name for weight, text in said.items()
        )
        return (
            -fit(page, facets),
            -page.chiefly,
            page.for_others,
            any(term.sensitive for term in terms if term.key in chosen) and not page.item.sensitive,
            -named,
            sum(term.vocabulary in asked for term in terms),
            sum(term.vocabulary in SUBJECTS for term in terms),
            page.item.first_hundred_days or 999,
            len(page.item.ages),
            page.path,
        )

    return sorted(pages, key=rank)


def _name(term: Any, code: str) -> str:
    return getattr(term, build_localized_fieldname("name", code), "") or getattr(
        term, build_localized_fieldname("name", settings.LANGUAGE_CODE)
    )
