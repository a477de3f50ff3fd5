"""Synonyms and words of danger: shipped as data, understood in three languages, edited in the admin."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cop_portal.search import meanings, query
from cop_portal.search.danger import MOST_SPELLINGS, number_of
from cop_portal.search.meanings import Question
from cop_portal.search.models import DangerWords, SynonymSet
from cop_portal.search.query import search

DANGER = {
    "en": [
        "I want to die",
        "how do i kill myself",
        "Suicde",
        "he threatens to post my photos",
        "someone I don't know writes to my daughter, eleven, in a game",
        "blackmailed with nudes",
        "my uncle touched me",
        "self-harm",
        "I’m scared to go home",
    ],
    "fr": ["j’ai envie de mourir", "Automutilation", "il menace de publier mes photos", "au secours aidez-moi"],
    "ar": ["أريد أن أموت", "شخص يبتزني بصورة", "ساعدوني", "تحرّش"],
}
CALM = {
    "en": ["my phone died", "how much screen time", "report button", "picture of the school fair", "deadline", "games"],
    "fr": ["temps d’écran", "mot de passe", "photos de la fête de l’école"],
    "ar": ["وقت الشاشة", "كلمة السر", "ألعاب"],
}


@pytest.mark.parametrize("language", DANGER)
def test_words_of_danger_are_understood(shipped, language):
    known = meanings.of(language)
    quiet = [text for text in DANGER[language] if not meanings.dangers(Question.of(text, language), known)]
    loud = [text for text in CALM[language] if meanings.dangers(Question.of(text, language), known)]
    assert (quiet, loud) == ([], [])


def test_where_help_may_be_needed_people_come_before_companies_and_governments(shipped, monkeypatch):
    """They count less, and are not hidden: somebody at a platform asks with the same words."""
    asked = "stranger writing to my 11 year old daughter in roblox"
    of_others = lambda: sum(one.audience in query.THEY_ARE for one in search(asked, "en").entries(0, 3))  # noqa: E731
    assert search(asked, "en").danger and of_others() == 0
    monkeypatch.setattr(query, "NOT_THEIRS", 100)
    assert of_others() > 0, "nothing is shown by this question any more: choose another"


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("my daughter cuts herself", "parents"),
        ("a stranger writes to my son", "parents"),
        ("a nude of a student is being shared", "educators"),
        ("a pupil in my class is being blackmailed", "educators"),
        ("i want to die", ""),
        # A child's own words are no adult's: its own pages come first, or all.
        ("a boy in our classroom shared my nude", ""),
        ("my teachers son touched me", ""),
    ],
)
def test_who_is_asking_decides_whose_help_comes_first(shipped, text, reader):
    assert search(text, "en").reader == reader
    page = Client().get("/en/search/", {"q": text}).content.decode()
    panel = page[page.index('class="aid') : page.index("</aside>", page.index('class="aid'))]
    first = panel.index('href="/en/help/parents/'), panel.index('href="/en/help/educators/')
    if reader:
        assert first[reader == "educators"] == min(first)
    assert "data-exit" in page, "who asks about danger may have to leave quickly"
    assert panel.index("href=") < page.index('class="links')


@pytest.mark.parametrize("band", ["under-9", "9-12", "13-18"])
def test_a_child_in_danger_is_led_to_the_help_of_its_own_age(shipped, band):
    page = Client().get("/en/search/", {"q": "i want to die", "band": band}).content.decode()
    assert f'class="btn" href="/en/help/{band}/"' in page
    others = {"under-9", "9-12", "13-18", "parents", "educators"} - {band}
    assert [one for one in others if f'href="/en/help/{one}/"' in page] == []


def test_a_calm_question_has_no_panel_and_no_exit(shipped):
    page = Client().get("/en/search/", {"q": "password"}).content.decode()
    assert 'class="aid' not in page and "data-exit" not in page


def test_brackets_are_understood_but_not_looked_for(shipped):
    SynonymSet.objects.all().delete()
    SynonymSet.objects.create(key="x", words_en="passphrase, (zorgle), (wibble wobble)")
    assert search("zorgle", "en").keys == search("zorgles", "en").keys != []
    assert search("my wibble wobble", "en").keys
    SynonymSet.objects.create(key="y", words_en="(zorgle)")
    assert search("flibber zorgle", "en").words == ["flibber", "zorgl"]


def test_a_change_in_the_admin_holds_at_once(shipped, admin_user):
    client = Client()
    client.force_login(admin_user)
    assert search("zorgle", "en").keys == []
    row = SynonymSet.objects.get(key="password")
    address = f"/cms/snippets/search/synonymset/edit/{row.pk}/"
    page = client.get(address)
    assert page.status_code == 200
    state = page.context["form"].initial["loaded_state"]
    words = {f"words_{code}": getattr(row, f"words_{code}") or "" for code in ("fr", "ar", "es", "ru", "zh_hans")}
    said = {"loaded_state": state, "words_en": f"{row.words_en}, (zorgle)", **words}
    assert client.post(address, said).status_code == 302
    assert search("zorgle", "en").keys
    for name in ("synonymset", "dangerwords"):
        for route in ("", "add/"):
            assert client.get(f"/cms/snippets/search/{name}/{route}").status_code == 200


def test_danger_words_of_the_admin_hold_at_once(shipped):
    assert not search("blue whale", "en").danger
    DangerWords.objects.create(key="whale", words_en="blue whale")
    assert search("the Blue Whales", "en").danger


def test_many_sets_do_not_cost_more_queries(shipped, django_assert_max_num_queries):
    search("phone", "en")
    with django_assert_max_num_queries(4):
        search("phone rules for a teenager", "en").entries(0, 20)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_shipped_line_stands_for_more_than_is_looked_for(shipped, language):
    lists = DangerWords.objects.values_list(f"words_{language}", flat=True)
    lines = [line for text in lists for line in (text or "").splitlines()]
    assert len(lines) > 20 and [line for line in lines if number_of(line, language) > MOST_SPELLINGS] == []


def test_a_line_that_stands_for_too_much_is_refused_with_its_words(db):
    """One form of a word counts once: "picture/pictures" is one."""
    words = "/".join(f"word{number}" for number in range(21))
    DangerWords(key="fits", words_en="picture/pictures of/off me").clean()
    with pytest.raises(ValidationError, match="Make two of it: word0"):
        DangerWords(key="long", words_en=f"fine\n{words} {words}").clean()
