"""Who cries for help in a search box is led to help; who asks about a game, a craft or a film is left in peace."""

from collections import Counter

import pytest
from django.test import Client

from cop_portal.search.danger import Alarm, slipped
from tests.search import cries

#: Shares of each half that must come out right.
CRIES, HARMLESS = 0.95, 0.9


def test_the_lines_are_many_halved_and_said_once():
    rows = cries.lines()
    halves = Counter((one["language"], one["kind"], one.get("who", ""), one["half"]) for one in rows)
    for language, kind, who, _half in list(halves):
        assert halves[language, kind, who, "tune"] == halves[language, kind, who, "held"]
    assert {one["who"] for one in rows if "who" in one} == {"child", "teen", "parent", "teacher"}
    assert Counter(one["language"] for one in rows if one["kind"] == "cry")["en"] >= 120
    assert len({(one["language"], one["q"]) for one in rows}) == len(rows)


@pytest.mark.parametrize("half", cries.HALVES)
@pytest.mark.parametrize("language", ["", "en", "fr", "ar"])
def test_cries_open_the_panel_and_harmless_questions_do_not(shipped, half, language):
    for kind, wanted in (("cry", CRIES), ("harmless", HARMLESS)):
        bad, total = cries.wrong(half, kind, language)
        # What is missed in the held half is not shown: whoever reads it would mend the lists for it.
        shown = bad if half == "tune" else "run tests/search/figures.py for the figure"
        assert total and 1 - len(bad) / total >= wanted, (len(bad), total, shown)


def test_the_page_itself_opens_with_help(shipped):
    for text, opens in (("i wnat to die", True), ("pls help me", True), ("kill screen", False), ("beat saber", False)):
        page = Client().get("/en/search/", {"q": text}).content.decode()
        assert ('class="aid' in page) == opens, text


def test_titles_of_ordinary_pages_ring_for_nobody(shipped):
    from cop_portal.search import meanings
    from cop_portal.search.models import Entry

    for language in ("en", "fr", "ar"):
        titles = Entry.objects.filter(language=language, sensitive=False).values_list("title", flat=True)
        loud = [title for title in titles if meanings.of(language).alarm.rings(title)]
        assert len(loud) <= len(titles) * 0.02, (language, loud)


@pytest.fixture
def alarm() -> Alarm:
    lines = ["hits me", "want to die", "afraid/scared my dad/father", "nudes", "suicide", "help.", "(nude lipstick)"]
    return Alarm.of(lines, "en", real=["his", "diet"])


@pytest.mark.parametrize(
    "text",
    ["he hits me", "he hit and kicks me", "I want to die", "i WNAT to die", "scared of my dad",
     "afraid of my own father", "nudes", "suicde", "suïcide", "help", "Help!", "pls help",
     "nude lipstick, and he sent nudes"],
)  # fmt: skip
def test_what_rings(alarm, text):
    assert alarm.rings(text)


@pytest.mark.parametrize(
    "text",
    ["", "hit songs", "me hits", "he hits the drum for all of me", "want a diet", "my dad", "scared", "nude lipstick",
     "help page", "wide screens", "his me"],
)  # fmt: skip
def test_what_does_not_ring(alarm, text):
    assert not alarm.rings(text)


@pytest.mark.parametrize(
    ("typed", "word", "slip"),
    [
        ("wnat", "want", True),
        ("kil", "kill", True),
        ("thretn", "threaten", True),
        ("wall", "kill", False),
        ("di", "die", False),
        ("want", "kill", False),
        ("threat", "threatening", False),
    ],
)
def test_slips_of_the_finger(typed, word, slip):
    assert slipped(typed, word) == slip


def test_a_line_of_too_many_spellings_is_cut():
    line = " ".join("/".join(f"w{row}x{n}" for n in range(20)) for row in range(6))
    assert len(Alarm.of([line], "en").danger) <= 400
