"""All pages say one thing about blocking and about pictures: docs/decisions/0010-keep-tell-report-block.md."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ENGLISH = Path(settings.BASE_DIR) / "content/words/en"
#: Blocking named before reporting or telling, as steps to take.
BLOCK_FIRST = re.compile(r"\b(leave|mute), block\b|\bblock(,| and| them,) (report|tell|keep)\b", re.IGNORECASE)
#: Words that read as an order to delete, or as leave to make a copy.
PICTURE = re.compile(
    r"keep no copy of (the|that) (picture|image)|(messages|names), not the (picture|image)"
    r"|do not keep (or send )?(the|that) (picture|image|one)|but not the (picture|image)\b"
)
#: Nobody describes a picture, not even in a record; "do not describe" and "describe no picture" are what pages say.
DESCRIBE = re.compile(r"(?<!not )(?<!n't )\bdescribe (an?|the|that) (\w+ )?(image|picture|photo|video)", re.IGNORECASE)
#: A phone that may hold evidence is only darkened; the police say whether it is switched off.
HANDLED = re.compile(
    r"flight mode|aeroplane mode|lock the screen|lock the device away as it is|away, switched off"
    r"|switch (the|your) phone off and",
    re.IGNORECASE,
)
#: Phrasings of the same rule for adults: nobody with a colleague among the suspects asks the head first.
COLLEAGUE_FIRST = re.compile(r"holds? the picture, the head|police and the head\b", re.IGNORECASE)
#: The app named before police or hotline where adults act.
APP_FIRST = re.compile(
    r"report (it|the account)[^.;]* (app|platform)\b[^.;]*,? (and|then)( tell)?( to)? (the )?(police|hotline)",
    re.IGNORECASE,
)
#: A hotline takes addresses of pictures; who is sent there with a threat has not reported it.
EITHER = re.compile(r"\bpolice or (a|the) hotline\b|\bhotline or (the )?police\b", re.IGNORECASE)
#: Pages that tell adults how to take care of the phone of a child who is pressed or threatened.
PHONE = (
    "items/PA-6.1",
    "items/PA-6.5",
    "items/PA-6.6",
    "items/ED-3.3",
    "pages/topics/grooming",
    "pages/topics/sextortion",
)
#: Pages on which a device with a sexual picture lies in somebody's hands.
DEVICE = (
    "items/PA-6.4",
    "items/PA-6.7",
    "items/ED-3.2",
    "items/ED-3.4",
    "items/PM-6.3",
    "pages/library/incident-record",
    "pages/library/reporting-card",
    "pages/library/technology-use-policy",
    "pages/topics/non-consensual-images",
    "pages/topics/sextortion",
)
#: Pages that say how to end the contact with somebody who presses or threatens.
LAST = ("items/PA-6.5", "items/PA-6.6", "items/ED-3.3", "pages/topics/grooming", "pages/topics/sextortion")
#: Drills and lists of buttons; nobody is being harmed in it.
DRILLS = {"PA-4.2", "PA-4.3", "PA-7.1", "PM-6.2"}


def texts(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)
    else:
        yield " ".join(str(value).split())


def pages() -> Iterator[tuple[str, str]]:
    for path in sorted(ENGLISH.rglob("*.yaml")):
        if path.stem[:2] != "IN":  # companies act on their own side, where nothing is lost by blocking
            for text in texts(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)):
                yield path.stem, text


def words_of(name: str) -> str:
    return " ".join(texts(yaml.load((ENGLISH / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)))


def help_page(reader: str) -> dict:
    return yaml.load((ENGLISH / f"pages/help/{reader}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.content
def test_nobody_is_told_to_block_before_reporting():
    assert [(name, text) for name, text in pages() if name not in DRILLS and BLOCK_FIRST.search(text)] == []


@pytest.mark.content
def test_no_page_orders_to_delete_a_picture_that_the_removal_service_needs():
    assert [(name, text) for name, text in pages() if PICTURE.search(text)] == []


@pytest.mark.content
@pytest.mark.parametrize("wrong", [DESCRIBE, HANDLED, COLLEAGUE_FIRST, APP_FIRST], ids=lambda one: one.pattern[:20])
def test_no_page_says_what_decision_10_settled_against(wrong):
    assert [(name, text) for name, text in pages() if wrong.search(text)] == []


@pytest.mark.content
@pytest.mark.parametrize("name", PHONE)
def test_the_phone_is_laid_aside_with_the_childs_agreement_and_another_lent(name):
    said = words_of(name).lower()
    assert re.search(r"\blies? aside\b", said) and re.search(r"\blend (yours|one)\b", said)


@pytest.mark.content
@pytest.mark.parametrize("name", DEVICE)
def test_a_device_is_darkened_and_the_police_asked_whether_to_switch_it_off(name):
    said = words_of(name).lower()
    assert re.search(r"screen off|turn the screen off", said)
    assert re.search(r"touch nothing else|nothing else touched", said)
    assert re.search(r"police[^.]* whether to switch|whether to switch[^.]* off", said)


@pytest.mark.content
@pytest.mark.parametrize("name", LAST)
def test_blocking_comes_last_unless_the_police_ask_to_wait(name):
    assert re.search(
        r"block (the account )?last, unless the police (ask|want) you to wait", words_of(name), re.IGNORECASE
    )


@pytest.mark.content
@pytest.mark.parametrize("name", [*LAST, "pages/library/letter-contact"])
def test_threats_and_contact_are_not_left_to_a_hotline(name):
    said = words_of(name)
    assert not EITHER.search(said) and re.search(r"\bpolice\b", said)


@pytest.mark.content
@pytest.mark.parametrize("name", ["items/ED-3.1", "items/ED-3.3", "items/ED-3.5", "pages/library/incident-record"])
def test_a_pupil_afraid_to_go_home_stays_and_whoever_was_told_calls_if_no_lead_does(name):
    said = words_of(name)
    assert re.search(r"afraid to go home", said) and re.search(r"within the hour", said)
    assert re.search(r"child protection[^.]*\bpolice\b", said)


@pytest.mark.content
@pytest.mark.parametrize("name", ["items/PA-6.7", "items/ED-3.2", "pages/topics/non-consensual-images"])
def test_take_it_down_waits_only_for_police_who_have_asked_for_the_phone(name):
    assert "at any time; if the police have asked for the phone, ask them first" in words_of(name)


@pytest.mark.content
@pytest.mark.parametrize("name", ["items/IN-8.2", "items/IN-8.6"])
def test_services_stop_contact_without_telling_the_other_side(name):
    said = words_of(name)
    assert re.search(r"(without telling|no notice|without a notice)", said) and "Blocks contact" not in said


@pytest.mark.content
@pytest.mark.parametrize(("reader", "keys"), [("13-18", ("threat", "picture")), ("9-12", ("picture",))])
def test_take_it_down_stands_where_pictures_are_threatened_with(reader, keys):
    found = {one["key"]: " ".join(texts(one)) for one in help_page(reader)["situations"]}
    for key in keys:
        assert "Take It Down" in found[key] and "own phone" in found[key]


@pytest.mark.content
def test_parents_find_what_to_do_when_a_stranger_writes_to_their_child():
    phases = {one["key"]: one for one in help_page("parents")["phases"]}
    said = " ".join(texts(phases["stranger"]["steps"]))
    times = ("first ten minutes", "first day", "first week")
    assert [said.index(time) for time in times] == sorted(said.index(time) for time in times)
    assert len(phases["stranger"]["steps"]) <= 4 and "grooming" in phases["stranger"]["text"]
