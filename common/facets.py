"""Facets: choices in the address, true counts, no scripts; over any queryset, or own rows (audiences/table.py).

A reader may tick several values of one facet (any of them matches) and several facets (all must match). The count
beside a value is what ticking only this value of its facet would leave, with the other facets as they are. All counts
of a queryset come from one query, whatever is ticked. Unknown keys and values in an address are dropped.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast

#: More than this many values of one facet is not what a person ticks.
MAX_VALUES = 12


@dataclass(frozen=True)
class Question:
    """What is asked: `choices` gives known values and labels, in order."""

    name: str
    label: Any
    choices: Callable[[], dict[str, Any]]


@dataclass(frozen=True)
class Facet(Question):
    """A question to a queryset. `column` holds one value a row."""

    column: str
    #: Further values are only offered where this holds, for instance terms of one vocabulary.
    only: Q = field(default_factory=Q)

    def matching(self, values: Sequence[str]) -> Q:
        return Q(**{f"{self.column}__in": values})

    def narrow(self, rows: QuerySet, values: Sequence[str]) -> QuerySet:
        """Rows with any of the values, each row once."""
        if "__" in self.column and self._is_many(rows):
            return rows.filter(pk__in=rows.model._default_manager.filter(self.matching(values)).order_by().values("pk"))
        return rows.filter(self.matching(values))

    def _is_many(self, rows: QuerySet) -> bool:
        model = rows.model
        for part in self.column.split("__"):
            one = model._meta.get_field(part)
            if one.many_to_many or one.one_to_many:
                return True
            model = one.related_model
            if model is None:
                return False
        return False

    def tallies(self, rows: QuerySet, unit: str) -> list[QuerySet]:
        """Querysets of (facet, what stands in the column, count)."""
        rows, column, unit = _by_unit(rows.filter(self.only), self.column, unit)
        return [_tally(rows, self.name, F(column), unit)]

    def split(self, stored: str) -> list[str]:
        """The values in what stands in the column."""
        return [stored]


@dataclass(frozen=True)
class SetFacet(Facet):
    """A facet over a column that holds a set as ",a,b," (see `common.fields`)."""

    def matching(self, values: Sequence[str]) -> Q:
        found = Q()
        for value in values:
            found |= Q(**{f"{self.column}__contains": f",{value},"})
        return found

    def split(self, stored: str) -> list[str]:
        """Rows are counted by their whole set, in one pass over them; a set adds its count to each of its values."""
        return stored.strip(",").split(",")


def _by_unit(rows: QuerySet, column: str, unit: str) -> tuple[QuerySet, str, str]:
    """The same question to the table that is counted, where the column belongs to it: one row each, not many."""
    relation = unit.removesuffix("_id")
    if relation == unit or not column.startswith(f"{relation}__"):
        return rows, column, unit
    counted = rows.model._meta.get_field(relation).related_model
    ids = rows.order_by().values(unit)
    # A plain queryset: one that knows translated columns would name its own in a union.
    return QuerySet(counted).filter(pk__in=ids), column.removeprefix(f"{relation}__"), "pk"


def _tally(rows: QuerySet, name: str, value: Any, unit: str) -> QuerySet:
    """A row of the table that is counted carries a value once, so only another unit needs to be told apart."""
    named = rows.order_by().annotate(
        facet_name=Cast(Value(name), CharField(max_length=40)), facet_value=Cast(value, CharField(max_length=120))
    )
    counted = named.values("facet_name", "facet_value").annotate(facet_count=Count(unit, distinct=unit != "pk"))
    return counted.values_list("facet_name", "facet_value", "facet_count")


@dataclass(frozen=True)
class Choice:
    """A value that can be ticked; `address` is the page with this value's tick turned over."""

    value: str
    label: Any
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Group:
    """A facet with its choices. Values that would find nothing are left out unless they are ticked."""

    name: str
    label: Any
    choices: list[Choice]

    @property
    def chosen(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.chosen]


class Choices:
    """What a reader chose among questions. `query` is a request's GET.

    Those who know the rows give `counts`.
    """

    def __init__(self, questions: Iterable[Question], query: Any, extra: dict[str, str] | None = None):
        self.facets = list(questions)
        #: Further keys of the address that are kept in links, such as the order; defaults are not written out.
        self.extra = extra or {}
        self.known = {facet.name: facet.choices() for facet in self.facets}
        self.chosen = {facet.name: self._values(facet, query) for facet in self.facets}

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """By facet and value, how much ticking it would leave; only what leaves something."""
        raise NotImplementedError

    def _values(self, facet: Question, query: Any) -> tuple[str, ...]:
        asked = {one for one in query.getlist(facet.name)[: 4 * MAX_VALUES] if one in self.known[facet.name]}
        return tuple(sorted(asked)[:MAX_VALUES])

    @property
    def any(self) -> bool:
        return any(self.chosen.values())

    @cached_property
    def groups(self) -> list[Group]:
        """Facets that have something to choose, in order."""
        groups = []
        for facet in self.facets:
            choices = [
                Choice(
                    value,
                    label,
                    self.counts[facet.name].get(value, 0),
                    value in self.chosen[facet.name],
                    self.address(turned=(facet.name, value)),
                )
                for value, label in self.known[facet.name].items()
                if value in self.counts[facet.name] or value in self.chosen[facet.name]
            ]
            if choices:
                groups.append(Group(facet.name, facet.label, choices))
        return groups

    @cached_property
    def removable(self) -> list[tuple[Any, Choice]]:
        """(label of the facet, choice) for everything ticked; the choice's address takes it away."""
        return [(group.label, choice) for group in self.groups for choice in group.chosen]

    def address(self, turned: tuple[str, str] | None = None, **extra: str) -> str:
        """Canonical query string, "?" when nothing is chosen: sorted keys, known values, one tick turned over."""
        pairs = []
        for name, values in self.chosen.items():
            wanted = set(values)
            if turned and turned[0] == name:
                wanted ^= {turned[1]}
            pairs += [(name, value) for value in sorted(wanted)]
        pairs += [(key, value) for key, value in {**self.extra, **extra}.items() if value]
        return "?" + urlencode(sorted(pairs))


class Facets(Choices):
    """Choices over a queryset; `unit` is what counts count."""

    def __init__(
        self, rows: QuerySet, facets: Iterable[Facet], query: Any, unit: str = "pk", extra: dict[str, str] | None = None
    ):
        super().__init__(facets, query, extra)
        self.rows, self.unit = rows, unit

    def narrowed(self, without: str = "") -> QuerySet:
        """Rows that match every facet, except the one named `without`."""
        rows = self.rows
        for facet in self.facets:
            if facet.name != without and self.chosen[facet.name]:
                rows = facet.narrow(rows, self.chosen[facet.name])
        return rows

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """Counts by facet and value; one query."""
        parts = [part for facet in self.facets for part in facet.tallies(self.narrowed(without=facet.name), self.unit)]
        facets = {facet.name: facet for facet in self.facets}
        found: dict[str, dict[str, int]] = {name: {} for name in facets}
        if parts:
            for name, stored, number in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
                for value in facets[name].split(stored or ""):
                    if number and value in self.known[name]:
                        found[name][value] = found[name].get(value, 0) + number
        return found
