"""The children's finder: how old, and what it is about, within the walls between ages.

Only activities of the band or a younger one. What needs help beside it is for a child of just this band who has said
what it is about; it is never among what is offered unasked.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from wagtail.models import Locale

from audiences import table
from audiences.table import TableFacets
from common import computed
from common.choices import AgeBand, Audience
from common.facets import Question
from guidelines.models import ActivityPage, GuidelineItem, SectionPage

PLACE = "children/find/children"
#: What a child would call it: terms behind each choice, in the order in which they are offered.
ABOUT: dict[str, tuple[str, ...]] = {
    "chats": ("messaging", "social-media"),
    "mean": ("cyberbullying", "hate"),
    "pictures": ("sharing-images",),
    "private": ("privacy", "data-misuse"),
    "games": ("gaming", "online-gaming", "screen-time", "overspending", "spending"),
    "true": ("checking-information", "disinformation", "digital-literacy"),
    "tricks": ("scams", "advertising"),
    "seen": ("inappropriate-content",),
    "device": ("device-security", "passwords"),
    "rights": ("child-rights", "participation"),
    "grown-ups": ("role-model", "family-agreement"),
}
#: A term, and the child's words that stand for it.
_WORDS: dict[str, set[str]] = {}
for _word, _terms in ABOUT.items():
    for _term in _terms:
        _WORDS.setdefault(_term, set()).add(_word)


def about_label(value: str) -> str:
    return {
        "chats": _("Chats and groups"),
        "mean": _("Someone is mean"),
        "pictures": _("Pictures"),
        "private": _("What is private"),
        "games": _("Games and time"),
        "true": _("Is it true?"),
        "tricks": _("Tricks and adverts"),
        "seen": _("I saw something"),
        "device": _("Phone, tablet, passwords"),
        "rights": _("My rights"),
        "grown-ups": _("Grown-ups"),
    }[value]


def bands_upto(band: str) -> list[str]:
    """This band and the younger ones, this one first; all where none is chosen."""
    known = [one.value for one in AgeBand if not band or one.rank <= AgeBand(band).rank]
    return list(reversed(known))


def rows_for(locale: Locale, band: str = "") -> QuerySet:
    """The activities that a child of this band may be led to."""
    allowed = bands_upto(band)
    of_age = Q()
    for one in allowed:
        of_age |= Q(item__ages__contains=f",{one},")
    calm = Q(item__sensitive=False)
    rows = ActivityPage.objects.live().filter(
        of_age,
        calm | Q(item__ages__contains=f",{band},") if band else calm,
        locale=locale,
        item__audience=Audience.CHILDREN,
        item__retired_on__isnull=True,
    )
    return rows.filter(item__min_band__in=["", *allowed])


def question() -> Question:
    return Question("about", _("What is it about?"), lambda: {value: about_label(value) for value in ABOUT})


def table_of(locale: Locale, band: str = "") -> table.Table:
    """The activities that a child of this band may be led to; their terms are a child's words for them."""
    return table.kept(f"children-{band}-{locale.pk}", lambda: _read(locale, band))


def _read(locale: Locale, band: str) -> table.Table:
    tags = GuidelineItem.terms.through.objects.filter(
        guidelineitem__audience=Audience.CHILDREN, term__key__in=_WORDS, term__sensitive=False
    )
    said: dict[int, set[str]] = {}
    for item, key in tags.values_list("guidelineitem_id", "term__key"):
        said.setdefault(item, set()).update(_WORDS[key])
    rows = rows_for(locale, band).order_by("path").values_list("pk", "path", "item_id", "item__ages", "item__sensitive")
    return table.Table(
        [
            table.Tagged(pk, path, frozenset(said.get(item, ())), tuple(ages), sensitive)
            for pk, path, item, ages, sensitive in rows
        ],
        {},
    )


@dataclass(frozen=True)
class Lead:
    """An activity and one line that says why it is here."""

    page: Any
    why: str


def find(landing: Any, request: HttpRequest) -> dict[str, Any]:
    """Context of the page; sets the band whose walls hold. Without an age there is only the question for it."""
    query = request.GET
    band = query.get("age", "")
    request.cop_band = band = band if band in AgeBand.values else ""
    facets = TableFacets(table_of(landing.locale, band), [question()], query, extra={"age": band})
    found = facets.found() if band else []
    nearest = bool(band and not found)
    if nearest:
        found = facets.table.rows
    if nearest or not facets.any:
        found = [row for row in found if not row.sensitive]
    return {
        "band": band,
        "audience": Audience.CHILDREN.value,
        "facets": facets,
        "ages": [] if band else _ages(facets),
        "nearest": nearest,
        "total": 0 if nearest else len(found),
        "leads": _leads(found, facets, band),
        "sections": _sections(landing, band) if band else [],
    }


def _leads(rows: list[table.Tagged], facets: TableFacets, band: str) -> list[Lead]:
    """One's own band first, then younger ones; inside a band the order of its set. One query."""
    places = bands_upto(band)
    ordered = sorted(rows, key=lambda row: (min(places.index(one) for one in row.ages if one in places), row.path))
    pages = ActivityPage.objects.live().select_related("item").defer_streamfields().in_bulk([row.pk for row in rows])
    return [Lead(pages[row.pk], _why(row, facets, band)) for row in ordered if row.pk in pages]


def _why(row: table.Tagged, facets: TableFacets, band: str) -> str:
    names = [about_label(value) for value in facets.chosen["about"] if value in row.terms]
    if names:
        return _("It is about: %(names)s") % {"names": ", ".join(names)}
    return _("For your age") if band in row.ages else _("For younger children too")


def _sections(landing: Any, band: str) -> list:
    """Rights and “you can” of the band: one query."""
    places = [f"{landing.url_path}{band}/{slug}/" for slug in ("my-rights", "you-can")]
    return list(SectionPage.objects.live().filter(url_path__in=places).order_by("order", "path").defer_streamfields())


def _ages(facets: TableFacets) -> list[tuple[str, str, int, str]]:
    """(band, label, number of activities of just this band, address)."""
    counts = Counter(band for row in facets.found() for band in row.ages)
    return [(one.value, one.label, counts[one.value], facets.address(age=one.value)) for one in AgeBand]


def form(landing: Any) -> dict[str, Any]:
    """The form on the landing."""
    facets = TableFacets(table_of(landing.locale), [question()], QueryDict())
    ages = [(band, label, number) for band, label, number, _address in _ages(facets) if number]
    about = [(one.value, one.label, one.count) for group in facets.groups for one in group.choices]
    questions = [{"name": "age", "label": _("How old are you?"), "choices": ages, "needed": True}]
    if about:
        questions.append({"name": "about", "label": _("What is it about?"), "choices": about})
    return {"audience": Audience.CHILDREN.value, "questions": questions if ages else []}


def register() -> None:
    """Let the page answer to its questions."""
    ages = computed.among(*AgeBand.values)
    computed.register(PLACE, age=lambda given: ages(given)[:1], about=computed.among(*ABOUT))
