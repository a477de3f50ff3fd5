"""Who says what they are is shown what the finder chooses for them, and what comes first."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

REGULATOR = "/en/policy-makers/find/policy-makers/?who=regulator"
FEW = "/en/industry/find/industry/?size=few"


def main_of(question: str, language: str = "en", **more: str) -> str:
    body = Client().get(f"/{language}/search/", {"q": question, **more}).content.decode()
    return body[body.index("<main") : body.index("</main>")].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("question", "first", "address"),
    [
        ("we are a regulator starting from nothing, what first?", "mandate/written-mandate/", REGULATOR),
        ("regulator", "mandate/written-mandate/", REGULATOR),
        ("three-person app company, which of all this is for us?", "policy-and-management/name-one-person/", FEW),
        ("startup child safety", "policy-and-management/name-one-person/", FEW),
    ],
)
def test_who_asks_is_led_to_what_is_chosen_for_them(shipped, question, first, address):
    main = main_of(question)
    begin = main.index("Chosen for:")
    assert begin < main.index(first) < main.index(address.split("?")[0], begin)
    assert address.split("?")[1] in main
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize(
    ("language", "question", "said"),
    [("fr", "nous sommes un régulateur", "en anglais"), ("ar", "نحن هيئة تنظيمية", "بالإنجليزيّة")],
)
def test_a_language_without_advice_for_them_leads_to_the_source(shipped, language, question, said):
    main = main_of(question, language)
    assert f'href="{REGULATOR}" hreflang="en"' in main and said in main


@pytest.mark.parametrize(
    "question",
    [
        "a man in a game wants to meet me",
        "my daughter plays a game, is the game company allowed to do that",
        "password",
        "the police say nothing happened to my child",
    ],
)
def test_nobody_else_is_sent_there(shipped, question):
    assert "Chosen for:" not in main_of(question)


def test_a_child_is_not_sent_there(shipped):
    assert "Chosen for:" not in main_of("regulator", band="13-18")


def test_a_beginning_without_a_name_shows_all_doors(shipped):
    main = main_of("what do I do first?")
    assert "Where to begin" in main and "/en/parents-educators/" in main
    assert "Where to begin" not in main_of("regulator, what first?"), "its own beginning stands there"
    assert "Where to begin" not in main_of("who can see my first name")


def test_a_beginning_costs_a_bounded_number_of_queries(shipped):
    main_of("regulator")
    counts = []
    for question in ("password", "regulator"):
        caches["computed"].clear()
        with CaptureQueriesContext(connection) as asked:
            main_of(question)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 12
