"""While a reader only says who they are, the finder names one step that comes before its list."""

import re

import pytest
from django.test import Client

INDUSTRY, POLICY = "/en/industry/find/industry/", "/en/policy-makers/find/policy-makers/"


def main_of(address: str) -> str:
    body = Client().get(address).content.decode()
    return body[body.index("<main") : body.index("</main>")]


def ids(main: str) -> list[str]:
    return re.findall(r'class="index__c">([A-Z]{2}-[0-9.]+)<', main)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        (f"{POLICY}?who=regulator", "mandate/written-mandate/"),
        (f"{INDUSTRY}?service=games", "policy-and-management/name-one-person/"),
    ],
)
def test_one_step_stands_before_the_list(shipped, address, leads_to):
    main = main_of(address)
    start = main.index("Start here")
    assert start < main.index(leads_to) < main.index('<ol class="index"')
    assert main.count("Start here") == 1


@pytest.mark.parametrize(
    "address",
    [
        f"{POLICY}?who=regulator&about=grooming",
        f"{POLICY}?who=government&stage=mandate",
        f"{INDUSTRY}?service=games&page=2",
        POLICY,
        "/en/parents-educators/find/parents/?age=9-12",
    ],
)
def test_who_has_something_in_mind_is_not_sent_back_to_the_start(shipped, address):
    assert "Start here" not in main_of(address)


def test_a_handful_of_people_gets_five_pages_now_and_the_rest_later(shipped):
    main = main_of(f"{INDUSTRY}?service=user-content&size=few")
    now, later = main.split("When these stand")
    assert ids(now)[:3] == ["IN-1.1", "IN-2.1", "IN-8.2"], "the landing's first tasks, then what is closest"
    assert len(ids(now)) == 5 and len(ids(later)) == 7
    assert "A few pages to begin with. 25 more can wait" in main and "30 pages" not in main


def test_a_handful_of_people_with_something_in_mind_get_what_is_closest(shipped):
    assert ids(main_of(f"{INDUSTRY}?service=user-content&about=reporting&size=few"))[0] == "IN-8.2"
    printed = main_of(f"{INDUSTRY}print/?service=user-content&size=few")
    assert printed.index('id="IN-1.1"') < printed.index('id="IN-2.1"') < printed.index('id="IN-8.2"')


def test_the_size_alone_is_a_choice(shipped):
    main = main_of(f"{INDUSTRY}?size=few")
    assert ids(main)[0] == "IN-1.1" and "Start with these 5" in main
    assert "print/?size=few" in main, "it can be taken along"
    printed = main_of(f"{INDUSTRY}print/?size=few")
    assert "Ten people or fewer" in printed and 'id="IN-1.1"' in printed


def test_checklists_say_which_role_at_school_they_are_for(shipped):
    main = main_of("/en/parents-educators/")
    lists = main[main.index('id="checklists"') :]
    assert re.search(r"In lessons</strong>\s*<p><small>For: [^<]*Class teacher", lists)
    assert re.search(r"<small>For: [^<]*School IT", lists)


def test_the_first_step_is_not_repeated_below_itself(shipped):
    main = main_of(f"{POLICY}?who=regulator")
    start, listed = main.split('<ol class="index"', 1)
    assert "mandate/written-mandate/" in start and "mandate/written-mandate/" not in listed


def test_what_is_close_is_read_next_after_what_fits_or_shares_its_subject(shipped):
    close = main_of("/en/parents-educators/find/parents/?age=under-9&about=connected-toys").split("Close to it")[1]
    assert "PA-2.1" in ids(close) and "PA-3.3" not in ids(close), "not what only has the age in common"
    alone = main_of("/en/parents-educators/find/parents/?special=refugee").split("Close to it")[1]
    assert len(ids(alone)) == 3, "one choice with one page is no dead end"
