"""Who says what they are ("we are a regulator", "an app company of three") is shown what the finder chooses for them.

No page's text says for whom it is, nor what comes first; the finder's choices do.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from audiences import finder, table
from common.choices import Audience
from cop_portal.search.meanings import Question, trigger_of

#: What readers say of themselves, between commas of either script, and the finder's choice that it makes: audience,
#: question, value. Words that a child or a parent may use of others stand not here. Translators give their readers'.
SAID = {
    (Audience.POLICY_MAKERS, "who", "government"): gettext_lazy(
        "ministry, government department, policy-maker, policymaker, national authority"
    ),
    (Audience.POLICY_MAKERS, "who", "regulator"): gettext_lazy("regulator, regulatory authority, regulatory agency"),
    (Audience.POLICY_MAKERS, "who", "police"): gettext_lazy("police force, police unit, law enforcement"),
    (Audience.POLICY_MAKERS, "who", "education-sector"): gettext_lazy(
        "ministry of education, education ministry, education authority"
    ),
    (Audience.POLICY_MAKERS, "who", "health"): gettext_lazy("ministry of health, health ministry, health authority"),
    (Audience.POLICY_MAKERS, "who", "data-protection-authority"): gettext_lazy("data protection authority"),
    (Audience.POLICY_MAKERS, "who", "civil-society"): gettext_lazy("NGO, civil society, charity"),
    (Audience.INDUSTRY, "size", "few"): gettext_lazy(
        "startup, start-up, small company, small business, small team, two-person, three-person, five-person, "
        "two people, three people, four people, five people, 2 people, 3 people, 4 people, 5 people, 3-person, "
        "two founders, company of three, three of us, two of us, we are two, we are three, we are four, we are five"
    ),
    (Audience.INDUSTRY, "service", "user-content"): gettext_lazy(
        "app company, app developer, startup app, social app, chat app, our app, our platform"
    ),
    (Audience.INDUSTRY, "service", "games"): gettext_lazy(
        "game studio, game company, games company, game developer, we make a game, we make games"
    ),
    (Audience.INDUSTRY, "service", "connected-devices"): gettext_lazy("toy maker, toy company, we make toys"),
    (Audience.INDUSTRY, "service", "connectivity"): gettext_lazy(
        "we are an internet provider, mobile operator, telecom company, telecoms operator"
    ),
    (Audience.INDUSTRY, "service", "ai-systems"): gettext_lazy("AI company, our chatbot, our model"),
}
#: Questions for a beginning, from whoever does not say who they are: the doors of all readers stand above the results.
BEGINNING = gettext_lazy(
    "where to start, where do I start, where do we start, where to begin, what first, what do I do first, "
    "what do we do first, how to begin, starting from nothing, start from scratch, first steps, what applies to us, "
    "which of all this is for us, what of this is for us, which of this applies, what is for me"
)


class Start(NamedTuple):
    """How the finder's page begins, its address, and its language where that is not the reader's ("" where it is)."""

    beginning: finder.Beginning
    address: str
    code: str


def start(text: str, language: str, request: HttpRequest) -> Start | None:
    """Where whoever asks begins; None where the words do not tell. Ten queries at most a language.

    In the source language where the reader's has nothing for them yet.
    """
    asked = Question.of(text, language)
    audience, chosen = _chosen(asked, language)
    if not chosen:
        return None
    codes = list(dict.fromkeys([language, settings.LANGUAGE_CODE]))
    pages = apps.get_model("audiences", "AudienceLandingPage").objects.live().filter(locale__language_code__in=codes)
    landings = [page for page in pages.select_related("locale") if audience in page.audiences]
    for landing in sorted(landings, key=lambda page: codes.index(page.locale.language_code)):
        for choices in ({**chosen, **_about(asked, audience, landing.locale, language)}, chosen):
            if beginning := finder.beginning(landing, audience, QueryDict(urlencode(choices))):
                code = landing.locale.language_code
                address = f"{landing.get_url(request)}find/{audience}/?{urlencode(choices)}"
                return Start(beginning, address, code if code != language else "")
    return None


def _about(asked: Question, audience: str, locale: Locale, language: str) -> dict[str, str]:
    """What it is about, where the question names one of the finder's subjects."""
    vocabularies = finder.QUESTIONS[audience]["about"]
    named = {
        term.key: trigger_of(term.name, language)
        for term in table.of(audience, locale.language_code).terms.values()
        if term.vocabulary in vocabularies
    }
    key = next((key for key, trigger in sorted(named.items()) if trigger and asked.holds(trigger)), "")
    return {"about": key} if key else {}


def audience_of(text: str, language: str) -> str:
    """Who asks, a government or a company, as far as the words tell; else ""."""
    return _chosen(Question.of(text, language), language)[0]


def _chosen(asked: Question, language: str) -> tuple[str, dict[str, str]]:
    """The audience whose phrase is the longest, and its choices: of each question the one with the longest phrase."""
    said = {choice: length for choice, phrases in SAID.items() if (length := asked.longest(phrases, language))}
    ordered = sorted(said, key=lambda choice: -said[choice])
    chosen: dict[str, str] = {}
    for audience, question, value in ordered:
        if audience == ordered[0][0]:
            chosen.setdefault(question, value)
    return (ordered[0][0] if ordered else ""), chosen


def asks_where(text: str, language: str) -> bool:
    """Whether somebody asks for a beginning."""
    return bool(Question.of(text, language).longest(BEGINNING, language))
