"""The search page: grouped, marked, within its walls, and a clean answer to whatever is typed."""

import re

import pytest
from django.core.cache import caches
from django.test import Client

from common.choices import AgeBand
from cop_portal.search.models import Entry
from cop_portal.search.query import search

NASTY = [
    '"',
    "'",
    "\x00",
    "a\x00b",
    "%",
    "%00",
    "_%_",
    "\\",
    "a" * 1_500,
    "a" * 10_240,
    "passwort " * 1200,
    "😀👩‍👧",
    "\u202e\u200fabc\u2066",
    "'; DROP TABLE search_word; --",
    '" OR 1=1 --',
    "<script>alert(1)</script>",
    "<mark>x</mark>",
    "{{ 7*7 }}{% debug %}",
    "%s %(x)s {0}",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    "\n\r\t",
    "()[]*?+.^$|",
    "-",
    "的",
    "ﷺ",
    "e\u0301" * 300,
]
EXTRA = [("", ""), ("page", "2"), ("band", "9-12")]


@pytest.mark.parametrize("value", NASTY, ids=lambda value: repr(value)[:24])
def test_a_clean_answer_whatever_is_typed(shipped, value):
    client = Client(raise_request_exception=True)
    refused = value in NASTY and ("\x00" in str(value) or len(value) > 8000)
    for key in ("q", "page", "band", "nonsense", "q[]"):
        for name, good in EXTRA:
            response = client.get("/en/search/", {**({name: good} if name else {}), key: value})
            # What no browser sends is refused at the door in plain words (common/middleware.py).
            assert response.status_code in ((400, 414) if refused else (200,)), (key, value)
            body = response.content.decode()
            assert "<script>alert" not in body and "49" not in re.findall(r'value="([^"]*)"', body)
            assert "Set-Cookie" not in response


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_language_answers(shipped, language):
    word = {"en": "password", "fr": "mot de passe", "ar": "هاتف"}[language]
    page = Client().get(f"/{language}/search/", {"q": word}).content.decode()
    assert f'<html lang="{language}"' in page and "<mark>" in page


def test_results_are_of_all_kinds(shipped):
    assert set(Entry.objects.filter(language="en").values_list("kind", flat=True)) >= {
        "recommendation", "activity", "topic", "sheet", "situations", "help", "section", "guidelineset", "info",
    }  # fmt: skip
    found = {
        "recommendation": "passphrase",
        "activity": "goat on the roof",
        "topic": "connected toys and watches",
        "sheet": "family agreement",
        "situations": "a pupil needs help now",
        "resourcelibrary": "library",
    }
    for kind, question in found.items():
        assert kind in {one.kind for one in search(question, "en").entries(0, 3)}, (kind, question)


def test_sheets_help_and_activities_are_named_for_what_they_are(shipped):
    page = Client().get("/en/search/", {"q": "family agreement"}).content.decode()
    assert "Sheets to fill in" in page and "Parents and carers" in page
    headings = re.findall(r"<h2[^>]*>([^<]*)</h2>", page)
    assert headings[0] == "The closest" and len(headings) == len(set(headings))


@pytest.mark.parametrize("band", AgeBand.values)
def test_a_child_stays_within_its_band(shipped, band):
    allowed = [one.value for one in AgeBand if one.rank <= AgeBand(band).rank]
    for question in ("picture", "game", "friend", "right", "password", "grooming", "nude", "sex", "help", "phone"):
        for entry in search(question, "en", band).entries():
            assert entry.band in allowed and entry.min_band in ("", *allowed), (question, entry.title)
        page = Client().get("/en/search/", {"q": question, "band": band}).content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        assert f'data-band="{band}"' in page
        wrong = [
            address
            for address in re.findall(r'href="(/en/[^"]*)"', main)
            if not re.match(rf"/en/(children/({'|'.join(allowed)})/|help/({'|'.join(allowed)})/|$)", address)
        ]
        assert wrong == [], question


def test_extra_keys_and_unknown_values_are_one_answer_in_the_cache(shipped):
    client, cache = Client(), caches["computed"]
    cache.clear()
    client.get("/en/search/?q=password")
    size = len(cache._cache)
    for number in range(300):
        client.get(f"/en/search/?q=password&x{number}=1&band=b{number}&page=x{number}&utm_source={number}")
    assert len(cache._cache) == size
    for number in range(400):
        client.get(f"/en/search/?q=word{number}")
    assert len(cache._cache) <= 200


def test_the_question_stands_in_no_log(shipped, caplog):
    with caplog.at_level("DEBUG"):
        Client().get("/en/search/", {"q": "zorgle secret"})
    assert "zorgle" not in caplog.text


def test_more_pages_than_one(shipped):
    page = Client().get("/en/search/", {"q": "child"}).content.decode()
    assert 'href="?q=child&amp;page=2"' in page
    again = Client().get("/en/search/", {"q": "child", "page": "2"}).content.decode()
    assert 'aria-current="page"' in again and "The closest" not in again
