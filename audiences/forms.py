"""The finder's empty forms on a landing, with what each choice leads to, and for whom each part of a set is.

The database counts: a landing needs a few numbers, not the tables that a choice is looked up in. Kept for a minute.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.models import Page

from audiences import finder, table
from common import computed
from common.choices import AgeBand, Audience
from common.tree import tree
from resources.models import Term
from resources.models.terms import Vocabulary


def forms(landing: Any) -> list[dict[str, Any]]:
    """The empty form of each audience on a landing; two queries, none while they are kept."""
    return _kept("forms", landing, lambda: _forms(landing))


def _kept(name: str, landing: Any, read: Callable[[], Any]) -> Any:
    """In the language that is spoken: an editor's preview may speak another than the landing's readers do."""
    return computed.kept(f"finder-{name}-{landing.pk}-{get_language()}", read)


def _forms(landing: Any) -> list[dict[str, Any]]:
    asked, code = [one for one in landing.audiences if one in finder.QUESTIONS], landing.locale.language_code
    terms, ages = _terms(asked, code), _ages(asked, code)
    found = []
    for audience in asked:
        numbers = {term.key: getattr(term, _column(audience)) for term in terms}
        numbers |= {band: ages.get(f"{_column(audience)}_{band}", 0) for band in AgeBand.values}
        found.append(
            {
                "audience": audience,
                "questions": _questions(audience, terms, numbers),
                "asks_size": audience == Audience.INDUSTRY,
            }
        )
    return found


def _column(audience: str) -> str:
    return f"of_{audience.replace('-', '_')}"


def _terms(audiences: list[str], code: str) -> list[Term]:
    """The terms that are asked about, each with how many pages of each audience carry it; one query."""
    vocabularies = {one for audience in audiences for some in finder.QUESTIONS[audience].values() for one in some}
    terms = Term.objects.filter(vocabulary__in=vocabularies)
    for audience in audiences:
        carried = table.pages(audience, code).filter(item__terms=OuterRef("pk")).order_by()
        number = carried.values("locale").annotate(number=Count("pk")).values("number")
        terms = terms.annotate(**{_column(audience): Coalesce(Subquery(number), 0)})
    return list(terms)


def _ages(audiences: list[str], code: str) -> dict[str, int]:
    """How many pages of each audience that is asked for an age are for each; one query, or none."""
    aged = [audience for audience in audiences if audience in finder.AGED]
    if not aged:
        return {}
    of_any = reduce(or_, (table.pages(audience, code) for audience in aged))
    numbers = {
        f"{_column(audience)}_{band}": Count("pk", filter=Q(item__audience=audience, item__ages__contains=f",{band},"))
        for audience in aged
        for band in AgeBand.values
    }
    return of_any.aggregate(**numbers)


def _questions(audience: str, terms: Iterable[Term], numbers: dict[str, int]) -> list[dict[str, Any]]:
    asked = []
    for question in finder.questions_for(audience, terms):
        choices = [(value, str(label), numbers[value]) for value, label in question.choices().items()]
        if choices := [one for one in choices if one[2]]:
            asked.append({"name": question.name, "label": str(question.label), "choices": choices})
    return asked


def give_readers(sets: list, landing: Any) -> None:
    """Give each section of the sets as `.readers` the names of the roles at school that more than half of it is for.

    One query, none while the names are kept.
    """
    named: dict[str, list[str]] = {}
    if Audience.EDUCATORS in landing.audiences and sets:
        named = _kept("readers", landing, lambda: _readers(sets, landing.locale.language_code))
    for one in sets:
        for section in one.sections:
            section.readers = named.get(section.path, [])


def _readers(sets: list, code: str) -> dict[str, list[str]]:
    places = reduce(or_, (tree(one.path) for one in sets))
    pages = table.pages(Audience.EDUCATORS, code).filter(places)
    roles = Term.objects.filter(vocabulary=Vocabulary.SCHOOL_ROLE, items__pages__in=pages)
    found: dict[str, Counter[str]] = {}
    for role in roles.annotate(path=F("items__pages__path")).order_by("order", "key"):
        found.setdefault(role.path[: -Page.steplen], Counter())[role.name] += 1
    sizes = {section.path: section.count for one in sets for section in one.sections}
    return {
        path: [name for name, number in roles.most_common() if 2 * number > sizes.get(path, 0)]
        for path, roles in found.items()
    }
