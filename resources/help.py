"""Which help is shown to whom. The rules stand here and nowhere else; docs/help.md explains them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from common.choices import AgeBand
from resources import hours
from resources.models.help import Confidence, Country, HelpKind, HelpService

#: Ages a band's readers have, for services that are for some ages only.
AGES = {AgeBand.UNDER_9: (0, 8), AgeBand.AGE_9_12: (9, 12), AgeBand.AGE_13_18: (13, 18)}
#: Kinds a band is led to: a child reports pictures of abuse with a grown-up, not alone.
CHILDREN_KINDS = {
    AgeBand.UNDER_9: (HelpKind.EMERGENCY, HelpKind.TALK, HelpKind.PROTECT),
    AgeBand.AGE_9_12: (HelpKind.EMERGENCY, HelpKind.TALK, HelpKind.PROTECT, HelpKind.REMOVAL),
    AgeBand.AGE_13_18: tuple(HelpKind),
}
EXPLAINED = {
    HelpKind.EMERGENCY: _("For minutes in which somebody’s life or safety is at risk."),
    HelpKind.TALK: _(
        "A helpline. People listen and help you decide what to do next. Ask at the start what it costs, whether it "
        "shows on a bill, and when they would have to tell someone."
    ),
    HelpKind.PROTECT: _(
        "An office that takes reports of violence, abuse or harm done online. It does not replace emergency services. "
        "Ask at the start what the call costs, whether it shows on a bill, and whom they have to tell."
    ),
    HelpKind.REPORT: _(
        "A hotline for pictures and videos of child sexual abuse. You send the address where you came across it, "
        "never the picture. A hotline does not counsel. Before you call, ask or look on the form what it costs and "
        "whether they want your name."
    ),
    HelpKind.REMOVAL: _("A service that works to get sexual pictures of people under 18 taken down."),
    HelpKind.PLATFORM: _(
        "The report button of the app or game. It reaches the company, "
        "not the police: report there as well, not instead."
    ),
}


@dataclass(frozen=True)
class Shown:
    """A service as one reader sees it: the page says where it is not `confirmed`; `site_first` puts the site on top."""

    service: HelpService
    confirmed: bool
    site_first: bool

    @property
    def hours(self) -> str:
        return hours.in_words(self.service.hours)

    @property
    def hours_data(self) -> str:
        """For "open now", worked out on the device; "" where it cannot be, or need not be."""
        spans = self.service.hours and self.service.hours != hours.ALWAYS and self.service.zone
        return hours.as_data(self.service.hours) if spans else ""

    @property
    def ages(self) -> str:
        """For whom it is, where that is limited; "" for everybody."""
        low, high = self.service.age_from, self.service.age_to
        if low is not None and high is not None:
            return gettext("For ages %(low)s to %(high)s.") % {"low": low, "high": high}
        if high is not None:
            return gettext("Up to age %(high)s.") % {"high": high}
        return gettext("From age %(low)s.") % {"low": low} if low is not None else ""

    @property
    def language_names(self) -> str:
        return ", ".join(
            gettext(get_language_info(code)["name"]) for code in self.service.languages.split() if code in LANG_INFO
        )

    @property
    def lapsed(self) -> bool:
        """Confirmed once, and due to be confirmed again."""
        return self.service.verified_on is not None and not self.confirmed


@dataclass(frozen=True)
class Group:
    """Services of one kind."""

    kind: HelpKind
    services: list[Shown]

    @property
    def explained(self) -> str:
        return EXPLAINED[self.kind]


def may_show(service: HelpService, band: str, today: date) -> bool:
    """Whether readers of this band ("" = adults) see a service at all."""
    if service.confidence == Confidence.LOW or not service.can_be_reached:
        return False
    if not band:
        return True
    if service.kind not in CHILDREN_KINDS[AgeBand(band)]:
        return False
    low, high = AGES[AgeBand(band)]
    if (service.age_from or 0) > high or (service.age_to if service.age_to is not None else 99) < low:
        return False
    if service.confidence != Confidence.HIGH:
        return False
    if service.country_id is None and not service.phone and not service.sms:
        return True  # a directory or form at its operator's own address: there is no number that could go stale
    return service.is_confirmed(today) or service.source_is_fresh(today)


def groups(services: Iterable[HelpService], band: str = "", today: date | None = None) -> list[Group]:
    """Services that a reader sees, by kind in the order of need."""
    today = today or timezone.localdate()
    shown = [
        Shown(one, one.is_confirmed(today), one.confidence == Confidence.MEDIUM)
        for one in services
        if may_show(one, band, today)
    ]
    shown.sort(key=lambda one: one.service.hours != hours.ALWAYS)  # whoever reads at night finds somebody awake first
    found = [Group(kind, [one for one in shown if one.service.kind == kind]) for kind in HelpKind]
    return [group for group in found if group.services]


def of_country(country: Country, band: str = "", today: date | None = None) -> list[Group]:
    """One query."""
    return groups(country.services.select_related("country"), band, today)


def worldwide(band: str = "", today: date | None = None) -> list[Group]:
    """One query."""
    return groups(HelpService.objects.filter(country=None), band, today)


def callable_in(country: Country | None, found: Iterable[Group]) -> bool:
    """Whether a reader who sees these groups finds something to call or to text."""
    services = (one.service for group in found for one in group.services)
    return bool(country and country.emergency) or any(service.phone or service.sms for service in services)


def with_number(band: str = "", today: date | None = None) -> set[str]:
    """Codes of the countries in which this reader is shown something to call or to text; two queries."""
    today = today or timezone.localdate()
    services = HelpService.objects.exclude(country=None).select_related("country")
    found = {one.country.code for one in services if (one.phone or one.sms) and may_show(one, band, today)}
    return found | set(Country.objects.exclude(emergency="").values_list("code", flat=True))


def site_country() -> Country | None:
    """The installation's own country, if its data is here; one query."""
    return Country.objects.filter(code=settings.SITE_COUNTRY).first() if settings.SITE_COUNTRY else None


def on_paper(band: str = "") -> dict[str, object]:
    """What a printed set says of help: the site's own country, and what works everywhere; three queries."""
    home = site_country()
    return {
        "home_country": home,
        "home_groups": of_country(home, band) if home else [],
        "world_groups": worldwide(band),
        "for_child": bool(band),
    }


def missing_at_home(today: date | None = None) -> list[str]:
    """What the installation's own country still lacks: "country", "emergency", "helpline"."""
    today = today or timezone.localdate()
    country = site_country()
    if country is None:
        return ["country"]
    talk = country.services.filter(kind=HelpKind.TALK).exclude(confidence=Confidence.LOW)
    lacks = [] if country.emergency else ["emergency"]
    if not any(one.is_confirmed(today) and one.can_be_reached for one in talk):
        lacks.append("helpline")
    return lacks
