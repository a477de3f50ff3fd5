"""Which help is shown to whom, opening hours, and the dates behind both."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from resources import help as rules
from resources import hours
from resources.models import Country, HelpKind, HelpService
from resources.models.help import digits, months_after

TODAY = date(2026, 11, 21)
BANDS = ("under-9", "9-12", "13-18")


def service(**facts) -> HelpService:
    base = {"key": "x", "kind": "talk", "phone": "116", "source": "s", "confidence": "H", "country": Country(pk=1)}
    return HelpService(**{**base, **facts})


@pytest.mark.parametrize("facts", [{"confidence": "L"}, {"confidence": "L", "verified_on": TODAY}, {"phone": ""}])
def test_nobody_is_shown_what_is_only_hearsay_or_cannot_be_reached(facts):
    assert not any(rules.may_show(service(**facts), band, TODAY) for band in ("", *BANDS))


def test_adults_see_medium_confidence_with_the_site_before_the_number_and_children_never():
    medium = service(confidence="M", source_date="2026-10", verified_on=TODAY)
    assert rules.may_show(medium, "", TODAY)
    assert not any(rules.may_show(medium, band, TODAY) for band in BANDS)
    [group] = rules.groups([medium], "", TODAY)
    assert group.services[0].site_first


@pytest.mark.parametrize(
    ("source_date", "shown"),
    [("", False), ("2024-11-21", False), ("2024-11-22", True), ("2024", False), ("2025", True)],
)
def test_children_see_high_confidence_only_from_a_dated_source_under_24_months(source_date, shown):
    assert rules.may_show(service(source_date=source_date), "13-18", TODAY) is shown
    assert rules.may_show(service(source_date=source_date), "", TODAY)


def test_a_confirmation_counts_until_its_review_date():
    confirmed = service(verified_on=date(2026, 5, 21), verified_by="A. B.", review_months=6)
    assert rules.may_show(confirmed, "9-12", TODAY) and confirmed.is_confirmed(TODAY)
    late = date(2026, 11, 22)
    assert not rules.may_show(confirmed, "9-12", late)
    [group] = rules.groups([confirmed], "", late)
    assert group.services[0].lapsed and not group.services[0].confirmed


def test_ages_and_kinds_keep_a_service_from_a_band():
    teens = service(age_from=13, age_to=25, source_date="2026")
    assert [rules.may_show(teens, band, TODAY) for band in BANDS] == [False, False, True]
    hotline = service(kind=HelpKind.REPORT, source_date="2026")
    assert [rules.may_show(hotline, band, TODAY) for band in BANDS] == [False, False, True]


def test_a_worldwide_number_obeys_the_same_rules_as_any_other():
    assert rules.may_show(service(country=None, phone="", address="https://example.org/"), "9-12", TODAY)
    assert not rules.may_show(service(country=None), "9-12", TODAY)


@pytest.mark.parametrize(
    "text",
    ["always", "24/7 ", "Mo 9-17", "Mo 09:00-09:00", "Mo 22:00-06:00", "Fr-Mo 09:00-10:00", "Xx 09:00-10:00",
     "Mo 09:00-25:00", "Mo-Fr 09:00–17:00", "Mo 09:00-10:00;Tu 09:00-10:00", "Mo 24:30-24:40"],
)  # fmt: skip
def test_malformed_hours_are_refused_with_a_reason(text):
    with pytest.raises(ValidationError) as caught:
        hours.parse(text)
    assert caught.value.messages[0]


def test_hours_in_words_and_as_data():
    with translation.override("en"):
        text = "Mo-Sa 14:00-20:00; Mo,We,Th 10:00-12:00"
        assert hours.in_words(text) == (
            "Monday to Saturday, 14:00 to 20:00; Monday, Wednesday, Thursday, 10:00 to 12:00"
        )
        assert hours.as_data(text) == "012345 840-1200;023 600-720"
        assert hours.in_words("24/7") == "Every day, day and night"
        assert hours.in_words("Mo-Su 09:00-23:00") == "Every day, 9:00 to 23:00"
        assert hours.in_words("") == ""


@pytest.mark.parametrize(
    "facts",
    [{"phone": "call us"}, {"phone": "1"}, {"phone": "116 111; 112"}, {"phone": "<b>116</b>"},
     {"hours": "nine to five"},
     {"address": "javascript:alert(1)"}, {"address": "example"}, {"time_zone": "Mars/Base"}, {"source_date": "2026-13"},
     {"source_date": "soon"}, {"age_from": 10, "age_to": 5}, {"verified_on": date(2026, 1, 1)},
     {"languages": "english!"},
     {"verified_on": date(2999, 1, 1), "verified_by": "A"}, {"review_months": 0}],
)  # fmt: skip
def test_the_admin_refuses_what_cannot_be(facts):
    with pytest.raises(ValidationError):
        row = service(name_en="X", name="X", **facts)
        row.clean_fields(exclude=["country"])
        row.clean()


def test_numbers_said_in_letters_dial():
    assert digits("0508 NETSAFE") == "05086387233"
    assert digits("+44 (0) 20-1") == "+440201"


def test_months_end_where_months_end():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 21), 24) == date(2028, 11, 21)


def test_there_is_nothing_to_confirm_where_nobody_can_be_reached():
    with pytest.raises(ValidationError) as refused:
        service(phone="", verified_on=TODAY, verified_by="Ama").clean()
    assert list(refused.value.message_dict) == ["verified_on"]
    service(verified_on=TODAY, verified_by="Ama").clean()
