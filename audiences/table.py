"""What the finder chooses among, read once and kept for a minute: a choice then costs the same however much there is.

Rows stand in the order of the set. Which rows carry a value is one integer, a bit for each row, so that counting what a
choice would leave is one `&`.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from common import computed
from common.facets import Choices, Question
from common.text import words
from guidelines.models import GuidelineItem, RecommendationPage, SectionPage
from resources.models import Term

#: Tables of this process by name, each with the mark under which the cache vouches for it.
_kept: dict[str, tuple[str, Any]] = {}
MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Tagged:
    """A page that is chosen by its terms, given by their keys, and by its ages."""

    pk: int
    path: str
    terms: frozenset[str]
    ages: tuple[str, ...]
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Row(Tagged):
    """A recommendation as ranking sees it."""

    chief: frozenset[str]
    first_hundred_days: int
    title: frozenset[str]
    section: frozenset[str]
    statement: frozenset[str]
    item: int = 0
    chief_ages: tuple[str, ...] = ()
    #: Items that are read next after this one, then those that it is read after.
    next: tuple[int, ...] = ()


T = TypeVar("T", bound=Tagged)
K = TypeVar("K")


@dataclass(frozen=True)
class Table(Generic[T]):
    """All rows of one audience in one language, and the terms that its items carry in any language."""

    rows: list[T]
    terms: dict[str, Term]

    @cached_property
    def masks(self) -> dict[str, int]:
        """Of each term and age, which rows carry it."""
        found: dict[str, bytearray] = {}
        size = len(self.rows) // 8 + 1
        for number, row in enumerate(self.rows):
            for value in (*row.terms, *row.ages):
                found.setdefault(value, bytearray(size))[number >> 3] |= 1 << (number & 7)
        return {value: int.from_bytes(bits, "little") for value, bits in found.items()}

    @cached_property
    def all(self) -> int:
        return (1 << len(self.rows)) - 1

    def within(self, mask: int) -> list[T]:
        bits = mask.to_bytes(len(self.rows) // 8 + 1, "little")
        return [
            self.rows[(place << 3) + bit]
            for place, byte in enumerate(bits)
            if byte
            for bit in range(8)
            if byte >> bit & 1
        ]


class TableFacets(Choices):
    """Choices over a table; no query at all."""

    def __init__(self, table: Table, questions: Iterable[Question], query: Any, extra: dict[str, str] | None = None):
        super().__init__(questions, query, extra)
        self.table = table

    def found(self) -> list:
        """The rows that match everything chosen, in their order."""
        return self.table.within(self.fitting())

    def fitting(self, without: str = "") -> int:
        """Which rows match every facet, except the one named `without`."""
        left = self.table.all
        for name, values in self.chosen.items():
            if name != without and values:
                left &= self._any_of(values)
        return left

    def _any_of(self, values: tuple[str, ...]) -> int:
        found = 0
        for value in values:
            found |= self.table.masks.get(value, 0)
        return found

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for facet in self.facets:
            left = self.fitting(without=facet.name)
            counted = {value: (left & self.table.masks.get(value, 0)).bit_count() for value in self.known[facet.name]}
            found[facet.name] = {value: number for value, number in counted.items() if number}
        return found


def of(audience: str, code: str) -> Table[Row]:
    """The recommendations of an audience in one language."""
    return kept(f"{audience}-{code}", lambda: _read(audience, code))


def kept(name: str, read: Callable[[], K]) -> K:
    """What was read at most a minute ago, and after the last change of content; too large to be copied from a cache."""
    mark = computed.kept(f"finder-table-{name}", lambda: secrets.token_hex(8))
    known, table = _kept.get(name, ("", None))
    if known != mark:
        table = read()
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[name] = mark, table
    return table


def pages(audience: str, code: str) -> Any:
    """The recommendations that the finder chooses among."""
    return RecommendationPage.objects.live().filter(
        locale__language_code=code, item__audience=audience, item__retired_on__isnull=True
    )


@dataclass(frozen=True)
class Facts:
    """What items of one audience say of themselves in no language."""

    terms: dict[str, Term]
    #: Of each item keys of its terms, of those that it is chiefly about, and the items that it leads to.
    tagged: dict[int, list[str]]
    chief: dict[int, list[str]]
    follows: dict[int, list[int]]


def _facts(audience: str) -> Facts:
    """Three queries."""
    terms = Term.objects.in_bulk()
    tagged, chief = _tags(audience, terms)
    carried = {key for keys in (*tagged.values(), *chief.values()) for key in keys}
    known = {term.key: term for term in terms.values() if term.key in carried}
    return Facts(known, tagged, chief, _neighbours(audience))


def _read(audience: str, code: str) -> Table[Row]:
    """One query, and three where the facts are not kept."""
    facts = kept(f"facts-{audience}", lambda: _facts(audience))
    above = SectionPage.objects.filter(path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen))
    read = (
        "pk",
        "path",
        "title",
        "statement",
        "item_id",
        "item__ages",
        "item__sensitive",
        "item__first_hundred_days",
        "item__chief_ages",
    )
    sections: dict[str, frozenset[str]] = {}
    rows = []
    for pk, path, title, statement, item, ages, sensitive, days, chief_ages, section in (
        pages(audience, code).order_by("path").values_list(*read, Subquery(above.values("title")[:1]))
    ):
        if section not in sections:
            sections[section] = frozenset(words(section or "", code))
        rows.append(
            Row(
                pk=pk,
                path=path,
                terms=frozenset(facts.tagged.get(item, ())),
                chief=frozenset(facts.chief.get(item, ())),
                ages=tuple(ages),
                sensitive=sensitive,
                first_hundred_days=days,
                title=frozenset(words(title, code)),
                section=sections[section],
                statement=frozenset(words(statement, code)),
                next=tuple(facts.follows.get(item, ())),
                item=item,
                chief_ages=tuple(chief_ages),
            )
        )
    return Table(rows, facts.terms)


def _tags(audience: str, terms: dict[int, Term]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Of each item of an audience the keys of its terms, and of those that it is chiefly about; one query."""
    tags, chief = (
        through.objects.filter(guidelineitem__audience=audience).values_list("guidelineitem_id", "term_id", Value(mark))
        for mark, through in enumerate((GuidelineItem.terms.through, GuidelineItem.chief_terms.through))
    )
    found: tuple[dict[int, list[str]], dict[int, list[str]]] = {}, {}
    for item, term, mark in tags.union(chief, all=True):
        found[mark].setdefault(item, []).append(terms[term].key)
    return found


def _neighbours(audience: str) -> dict[int, list[int]]:
    """Of each item, those that are read next after it, then those that it is read next after; one query."""
    Related = GuidelineItem.related.through
    rows = Related.objects.filter(from_guidelineitem__audience=audience, to_guidelineitem__audience=audience)
    pairs = list(rows.order_by("pk").values_list("from_guidelineitem_id", "to_guidelineitem_id"))
    found: dict[int, list[int]] = {}
    for one, other in [*pairs, *((other, one) for one, other in pairs)]:
        found.setdefault(one, []).append(other)
    return found
