"""Who tells how old the child is finds what is for that age before what is for others."""

import pytest
from django.utils import translation

from cop_portal.search import ages
from cop_portal.search.meanings import Question
from cop_portal.search.query import search


@pytest.mark.parametrize(
    ("language", "text", "band"),
    [
        ("en", "family agreement for my 10 year old", "9-12"),
        ("en", "rules for a ten-year-old", "9-12"),
        ("en", "10yo wants a phone", "9-12"),
        ("en", "a stranger writes to my daughter, eleven, in a game", "9-12"),
        ("en", "phone for child aged 8", "under-9"),
        ("en", "fifteen years old", "13-18"),
        ("en", "10 rules for a family", ""),
        ("en", "a 3 year strategy", ""),
        ("en", "someone who is 40 years old", ""),
        ("en", "boy in year 7", ""),
        ("fr", "contrat pour ma fille de 11 ans", "9-12"),
        ("fr", "mon fils de dix-sept ans", "13-18"),
        ("ar", "اتفاق لابنتي عمرها ١٠ سنوات", "9-12"),
        ("ar", "ابني عمره خمس سنوات", "under-9"),
        ("ar", "ابنتي عمرها أربع عشرة سنة", "13-18"),
    ],
)
def test_an_age_is_read_in_digits_and_in_words(language, text, band):
    with translation.override(language):
        assert ages.told(Question.of(text, language), language).band == band


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "family agreement {} year old"),
        ("en", "agreement with my son, {}"),
        ("fr", "contrat familial {} ans"),
        ("ar", "اتفاق عائلي عمره {} سنوات"),
    ],
)
@pytest.mark.parametrize(("age", "band"), [(7, "under-9"), (10, "9-12"), (15, "13-18")])
def test_the_sheet_of_that_age_stands_before_the_others(shipped, language, text, age, band):
    with translation.override(language):
        answer = search(text.format(age), language)
        sheets = [one.ages for one in answer.entries(0, 40) if one.kind == "sheet" and one.ages]
    assert sheets[0] == f",{band},"


def test_what_is_for_all_ages_is_not_pushed_down(shipped):
    aged, plain = (search(f"password for my {who}", "en").entries(0, 1)[0] for who in ("10 year old", "child"))
    assert aged == plain and not plain.ages


@pytest.mark.parametrize(
    ("language", "text", "reader"),
    [
        ("en", "my 10 year old wants a phone", "parents"),
        ("en", "my 15 year old boyfriend hits me", ""),
        ("en", "my 12 year old brother cuts himself", ""),
        ("en", "im 10 years old", ""),
        ("ar", "عندي 10 سنوات", ""),
    ],
)
def test_whose_child_it_is(shipped, language, text, reader):
    with translation.override(language):
        assert search(text, language).reader == reader


@pytest.mark.parametrize("text", ["10yo", "ten", "my daughter, eleven"])
def test_an_age_alone_is_still_a_question(shipped, text):
    assert search(text, "en").words
