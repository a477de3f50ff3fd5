"""The children's finder: how old, and what it is about, within the walls between ages.

Only activities of the band or a younger one, and none that needs help beside it: help itself stands on every page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Locale

from common import computed
from common.choices import AgeBand, Audience
from common.facets import Facet, Facets, MatchFacet
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
    rows = ActivityPage.objects.live().filter(
        of_age, locale=locale, item__audience=Audience.CHILDREN, item__retired_on__isnull=True, item__sensitive=False
    )
    return rows.filter(item__min_band__in=["", *allowed])


@dataclass(frozen=True)
class AboutFacet(MatchFacet):
    """Choices in a child's words, each of which stands for several terms."""

    def matching(self, values: Sequence[str]) -> Q:
        keys = [key for value in values for key in ABOUT[value]]
        tagged = GuidelineItem.terms.through.objects.filter(term__key__in=keys, term__sensitive=False)
        return Q(item__in=tagged.values("guidelineitem"))


def facet() -> Facet:
    return AboutFacet("about", _("What is it about?"), "item", lambda: {value: about_label(value) for value in ABOUT})


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
    facets = Facets(rows_for(landing.locale, band), [facet()], query, extra={"age": band})
    found = _sorted(facets.narrowed(), band) if band else []
    nearest = bool(band and not found)
    if nearest:
        found = _sorted(facets.rows, band)
    return {
        "band": band,
        "audience": Audience.CHILDREN.value,
        "facets": facets,
        "ages": [] if band else _ages(landing.locale, facets),
        "nearest": nearest,
        "total": 0 if nearest else len(found),
        "leads": [Lead(page, _why(page, facets, band)) for page in found],
        "sections": _sections(landing.locale, band) if band else [],
    }


def _sorted(rows: QuerySet, band: str) -> list:
    """One's own band first, then younger ones; inside a band the order of its set."""
    pages = rows.select_related("item").prefetch_related("item__terms").defer_streamfields()
    places = bands_upto(band)
    return sorted(
        pages, key=lambda page: (min(places.index(one) for one in page.item.ages if one in places), page.path)
    )


def _why(page: Any, facets: Facets, band: str) -> str:
    own = {term.key for term in page.item.terms.all()}
    names = [about_label(value) for value in facets.chosen["about"] if own & set(ABOUT[value])]
    if names:
        return _("It is about: %(names)s") % {"names": ", ".join(names)}
    return _("For your age") if band in page.item.ages else _("For younger children too")


def _sections(locale: Locale, band: str) -> list:
    """Rights and “you can” of the band: one query."""
    pages = SectionPage.objects.live().filter(locale=locale, url_path__contains=f"/children/{band}/")
    return [
        page for page in pages.order_by("order", "path").defer_streamfields() if page.slug in ("my-rights", "you-can")
    ]


def _ages(locale: Locale, facets: Facets) -> list[tuple[str, str, int, str]]:
    """(band, label, number of activities of just this band, address); one query."""
    rows = facets.narrowed().order_by().values_list("item__ages").annotate(number=Count("pk", distinct=True))
    counts: dict[str, int] = {}
    for ages, number in rows:
        for band in ages:
            counts[band] = counts.get(band, 0) + number
    return [(one.value, one.label, counts.get(one.value, 0), facets.address(age=one.value)) for one in AgeBand]


def form(landing: Any) -> dict[str, Any]:
    """The form on the landing; two queries."""
    facets = Facets(rows_for(landing.locale), [facet()], _Nothing())
    ages = [(band, label, number) for band, label, number, _address in _ages(landing.locale, facets) if number]
    about = [(one.value, one.label, one.count) for group in facets.groups for one in group.choices]
    questions = [{"name": "age", "label": _("How old are you?"), "choices": ages, "needed": True}]
    if about:
        questions.append({"name": "about", "label": _("What is it about?"), "choices": about})
    return {"audience": Audience.CHILDREN.value, "questions": questions if ages else []}


class _Nothing:
    """A query in which nothing is chosen."""

    @staticmethod
    def getlist(name: str) -> list[str]:
        return []


def register() -> None:
    """Let the page answer to its questions."""
    ages = computed.among(*AgeBand.values)
    computed.register(PLACE, age=lambda given: ages(given)[:1], about=computed.among(*ABOUT))
