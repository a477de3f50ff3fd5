"""What pages ask of the library: the listing with its facets, and the files that belong to something."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.utils import build_localized_fieldname

from common import computed
from common.choices import AgeBand, Audience
from common.facets import Facet, Facets, SetFacet
from common.languages import direction, native_name
from resources.kinds import Format, ResourceKind

PAGE_SIZE = 20
MAX_PAGE = 999
#: More than this are not looked through for a landing.
MOST_ON_LANDING = 60
#: More than this of one kind are not compared with a question's words.
MOST_RANKED = 200
SORTS = {"title": gettext_lazy("By title"), "new": gettext_lazy("Newest first")}
QUERY_KEYS = ("age", "audience", "format", "kind", "language", "page", "sort", "topic")
#: Which formats a person can use at once, best first.
FORMAT_ORDER = tuple(Format.values)


def _model(name: str):
    return apps.get_model("resources", name)


def open_editions() -> QuerySet:
    """One row for each edition that can be opened; what facets count over."""
    return _model("Edition").objects.filter(resource__live=True)


def _kept(name: str, read: Callable[[], list]) -> list:
    """What an address may name, as it stood at most a minute ago; a new generation empties the cache."""
    return computed.kept(f"known-library-{name}", read)


def _languages() -> dict[str, str]:
    # Of hidden resources, too: what has nothing to show is not offered, and the question is asked of one table.
    rows = _model("Edition").objects.order_by().values_list("language", flat=True).distinct()
    codes = _kept("languages", lambda: list(rows))
    return {code: native_name(code) for code in sorted(codes, key=_language_rank)}


def _language_rank(code: str) -> tuple:
    known = list(settings.MODELTRANSLATION_LANGUAGES)
    return (known.index(code) if code in known else len(known), code)


def _topics() -> dict[str, str]:
    tagged = _model("Resource").terms.through.objects.filter(term_id=OuterRef("pk"), resource__live=True)
    terms = _model("Term").objects.filter(Exists(tagged)).order_by("order", "key")
    return {term.key: term.name for term in _kept("topics", lambda: list(terms))}


def facets() -> list[Facet]:
    """The library's questions, in the order in which people ask them."""
    return [
        SetFacet("audience", _("For whom"), lambda: dict(Audience.choices), "resource__audiences"),
        SetFacet("age", _("Children’s age"), lambda: dict(AgeBand.choices), "resource__ages"),
        Facet("kind", _("What it is"), lambda: dict(ResourceKind.choices), "resource__kind"),
        Facet("topic", _("Topic"), _topics, "resource__terms__key"),
        Facet("language", _("Language"), _languages, "language"),
        Facet("format", _("File"), lambda: dict(Format.choices), "format"),
    ]


def _with(chosen: dict[str, str]) -> QuerySet:
    """Editions with these choices, as the library itself finds them."""
    asked = [facet for facet in facets() if facet.name in chosen]
    return Facets(open_editions(), asked, QueryDict(urlencode(chosen)), unit="resource_id").narrowed()


def count(chosen: dict[str, str]) -> int:
    """How many resources there are with these choices; one query."""
    return _with(chosen).aggregate(number=Count("resource_id", distinct=True))["number"]


def _most_pages() -> int:
    return min(MAX_PAGE, _kept("size", lambda: [_model("Resource").objects.count()])[0] // PAGE_SIZE + 1)


def cleaners() -> dict[str, computed.Cleaner]:
    """What the library's address may carry: known values only, each set in one spelling."""

    def of(name: str) -> computed.Cleaner:
        def clean(given: list[str]) -> list[str]:
            known = next(facet.choices() for facet in facets() if facet.name == name)
            return sorted({value for value in given if value in known})

        return clean

    found = {name: of(name) for name in QUERY_KEYS if name not in ("sort", "page")}
    return {**found, "sort": computed.among(*SORTS), "page": computed.upto(_most_pages)}


def listing(query: Any, language: str) -> dict[str, Any]:
    """Context of the library page: `facets`, `entries`, `pages`, `sort`."""
    sort = query.get("sort", "")
    sort = sort if sort in SORTS else ""
    chosen = Facets(open_editions(), facets(), query, unit="resource_id", extra={"sort": sort})
    found = _sorted(
        _model("Resource").objects.filter(pk__in=chosen.narrowed().order_by().values("resource_id")), sort, language
    )
    pages = Paginator(found, PAGE_SIZE)
    number = query.get("page", "1")
    page = pages.get_page(int(number) if number.isdecimal() and int(number) <= MAX_PAGE else 1)
    by_pk = {row.pk: row for row in _model("Resource").objects.filter(pk__in=list(page)).with_editions()}
    return {
        "facets": chosen,
        "page_of": page,
        "total": pages.count,
        "entries": [entry(by_pk[pk], language, chosen.chosen) for pk in page if pk in by_pk],
        "previous_address": chosen.address(page=str(page.number - 1) if page.number > 2 else "")
        if page.has_previous()
        else "",
        "next_address": chosen.address(page=str(page.number + 1)) if page.has_next() else "",
        "sorts": [{"label": _("Suggested"), "address": chosen.address(sort=""), "current": not sort}]
        + [
            {"label": label, "address": chosen.address(sort=key), "current": sort == key}
            for key, label in SORTS.items()
        ],
        "sort": sort,
        "ways_out": ways_out(chosen) if not pages.count else [],
    }


def _sorted(rows: QuerySet, sort: str, language: str) -> QuerySet:
    """Primary keys in the asked order."""
    if sort == "new":
        dated = rows.annotate(newest=Max("editions__date")).order_by(F("newest").desc(nulls_last=True), "order", "key")
        return dated.values_list("pk", flat=True)
    if sort == "title":
        columns = [
            build_localized_fieldname("title", code)
            for code in dict.fromkeys([language, settings.LANGUAGE_CODE])
            if code in settings.MODELTRANSLATION_LANGUAGES
        ]
        own = Coalesce(*columns) if len(columns) > 1 else F(columns[0])
        return rows.annotate(shown_title=own).order_by("shown_title", "key").values_list("pk", flat=True)
    # What can be read at once comes first.
    own_edition = _model("Edition").objects.filter(resource_id=OuterRef("pk"), language=language)
    return rows.annotate(own=Exists(own_edition)).order_by("-own", "order", "key").values_list("pk", flat=True)


def ways_out(chosen: Facets) -> list[dict[str, Any]]:
    """For an empty result: which single choice to give up, best first, and the whole library."""
    ways = []
    for label, choice in chosen.removable:
        left = chosen.narrowed(without=next(f.name for f in chosen.facets if f.label == label))
        number = left.order_by().values("resource_id").distinct().count()
        if number:
            ways.append({"label": label, "choice": choice, "count": number})
    return sorted(ways, key=lambda way: -way["count"])[:3]


@dataclass(frozen=True)
class Entry:
    """A resource as a reader of one language meets it."""

    resource: Any
    #: Editions to open, in the language chosen for this reader, best format first.
    editions: list
    language: str
    #: Whether that is the reader's own (or one they asked for).
    own: bool
    others: list[str]
    also_in: list[str]

    @property
    def dir(self) -> str:
        return direction(self.language)

    @property
    def title(self) -> str:
        """The exact title of the edition where it has one of its own, "" otherwise."""
        return next((one.title for one in self.editions if one.title), "")


def entry(resource: Any, language: str, chosen: dict[str, tuple[str, ...]] | None = None) -> Entry:
    """Choose the language in which a resource is offered: the asked one, the page's, the nearest."""
    return _entry(resource, list(resource.editions.all()), language, (chosen or {}).get("language", ()))


def _entry(resource: Any, editions: list, language: str, asked: tuple[str, ...] = ()) -> Entry:
    checklist = resource.kind == ResourceKind.CHECKLIST
    languages = sorted({one.language for one in editions}, key=_language_rank)
    wanted = [code for code in (language, *asked) if not asked or code in asked]
    best = nearest([*wanted, language], languages)
    own = sorted(
        (one for one in editions if one.language == best),
        # Of a checklist the page holds the whole part, more than the list.
        key=lambda one: (checklist and one.format == Format.HTML, FORMAT_ORDER.index(one.format), one.pk),
    )
    return Entry(
        resource=resource,
        editions=own,
        language=best,
        own=best in (wanted or [language]) or best.split("-")[0] == language.split("-")[0],
        others=[code for code in languages if code != best],
        also_in=[code for code in resource.also_in if code not in languages],
    )


def nearest(wanted: Iterable[str], there: list[str]) -> str:
    """The first wanted language that is there, or a variety of it, or the source language, or any."""
    for code in wanted:
        if code in there:
            return code
        kin = next((one for one in there if one.split("-")[0] == code.split("-")[0]), "")
        if kin:
            return kin
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in there else (there or [settings.LANGUAGE_CODE])[0]


def files_of(resources: Iterable[int], language: str) -> list:
    """Files of resources in a language, best format first; one query. Pages of this portal are not files."""
    rows = _model("Edition").objects.filter(resource_id__in=list(resources), language=language, resource__live=True)
    rows = rows.exclude(format="html").select_related("document", "resource")
    return sorted(rows, key=lambda one: (one.resource.order, FORMAT_ORDER.index(one.format), one.pk))


def files_from(keys: Iterable[str], language: str) -> dict[str, list]:
    """Files made from pages with these content keys, by key; one query."""
    rows = _model("Edition").objects.filter(resource__made_from__in=list(keys), language=language, resource__live=True)
    found: dict[str, list] = {}
    for row in sorted(
        rows.exclude(format="html").select_related("resource"),
        key=lambda one: (one.resource.order, FORMAT_ORDER.index(one.format)),
    ):
        found.setdefault(row.resource.made_from, []).append(row)
    return found


def _by_resource(editions: QuerySet) -> dict[Any, list]:
    """Editions by their resource, in the library's order; one query, documents included."""
    found: dict[Any, list] = {}
    for one in editions.select_related("resource", "document").order_by("resource__order", "resource__key", "pk"):
        found.setdefault(one.resource, []).append(one)
    return found


def first(chosen: dict[str, str], language: str, rank: Callable[[Any], Any], number: int) -> list[Entry]:
    """The first entries with these choices, by `rank` of the resource, then in the library's order; two queries."""
    rows = _model("Resource").objects.filter(pk__in=_with(chosen).order_by().values("resource_id"))
    ranked = sorted(rows.order_by("order", "key")[:MOST_RANKED], key=rank)[:number]
    editions = _by_resource(_model("Edition").objects.filter(resource__in=ranked))
    return [_entry(row, editions.get(row, []), language) for row in ranked]


def for_audiences(
    audiences: Iterable[str], language: str, each: int, own_kinds: Iterable[str] = ()
) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """Entries for a landing: by audience, in the order given but those with sheets in the reader's language first, its
    first few sheets that none before it has, and what this portal makes of further kinds; one query.
    """
    wanted, kinds = list(audiences), ["sheet", *own_kinds]
    facet = SetFacet("audience", "", dict, "audiences")
    rows = _model("Resource").objects.shown().filter(facet.matching(wanted), kind__in=kinds)
    first_ones = rows.order_by("order", "key").values("pk")[:MOST_ON_LANDING]
    editions = _by_resource(_model("Edition").objects.filter(resource__in=first_ones))
    entries = [_entry(resource, some, language) for resource, some in editions.items()]
    sheets: dict[str, list[Entry]] = {}
    left = [one for one in entries if one.resource.kind == "sheet"]
    for audience in wanted:
        own = [one for one in left if audience in one.resource.audiences][:each]
        left = [one for one in left if one not in own]
        sheets[audience] = sorted(own, key=lambda one: not one.own)
    made = [one for one in entries if one.resource.kind != "sheet" and one.resource.made_from]
    ordered = sorted(sheets.items(), key=lambda row: not any(one.own for one in row[1]))
    return {audience: own for audience, own in ordered if own}, made
