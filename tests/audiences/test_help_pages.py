"""Help: what is shown equals the fact sheet, bands stay apart, taps are counted and nothing else is kept."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from audiences.models import SituationsPage
from common import leave
from resources.models import Confidence, Country, HelpService, ServiceTrouble
from resources.models.help import digits

CONTENT = Path(settings.BASE_DIR) / "content"
SHEET = Path(__file__).parents[1] / "resources/facts_e.tsv"
TODAY = date(2026, 11, 21)
BANDS = ("under-9", "9-12", "13-18")
#: Worked out by hand from the sheet: H, and dated after 21 November 2024.
CHILDREN_SEE = {"br": {"100"}, "fr": {"3018", "119"}, "it": {"19696", "114"}}
VERSIONS = {"": "/en/help/", **{band: f"/en/help/{band}/" for band in BANDS}}


def sheet() -> list[dict[str, str]]:
    names = ("iso", "kind", "name", "contact", "hours", "source", "confidence")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in SHEET.read_text("utf-8").splitlines()]


def numbers_in(contact: str) -> set[str]:
    """What can be dialled in a contact of the sheet; addresses hold no numbers to dial."""
    parts = [
        part
        for part in contact.split("; ")
        if not re.search(r"[a-z]\.[a-z]|\d\.[a-z]", part) and part != "URL to confirm"
    ]
    return {digits(re.sub(r"^(text CONNECT|WhatsApp) ", "", part)) for part in parts}


def yaml_of(name: str):
    return yaml.safe_load((CONTENT / name).read_text("utf-8"))


def shown(client, address: str) -> tuple[set[str], str]:
    """(numbers that the page lets one dial, its HTML)."""
    response = client.get(address)
    assert response.status_code == 200, address
    html = response.content.decode()
    return set(re.findall(r'href="tel:([^"]+)"', html)), html


# --- 1. what is shown


def test_the_pack_says_what_the_sheet_says():
    rows, left = sheet(), [one for one in yaml_of("facts/services.yaml") if one["country"]]
    for row in rows:
        [match] = [
            one for one in left
            if one["country"].upper() == row["iso"]
            and {digits(one[name]) for name in ("phone", "sms") if one[name]}
            | {digits(re.sub("^WhatsApp ", "", one["chat"])) for _ in [1] if one["chat"]} == numbers_in(row["contact"])
            and one["confidence"] == row["confidence"]
        ]  # fmt: skip
        left.remove(match)
        assert match["source_date"] in row["source"] or row["source"] == "same", row
        always = row["hours"].startswith(("24/7", "24 h"))
        assert (match["hours"] == "24/7") is (always and "launch" not in row["hours"]), row
        host = urlsplit(match["address"]).hostname or ""
        assert host in f"{row['contact']} {row['source']}", row
        assert match["verified_on"] == match["verified_by"] == "" and match["languages"] == []
    assert left == []
    assert all(one["emergency"] == "" for one in yaml_of("facts/countries.yaml"))
    assert all(not one["phone"] and not one["sms"] for one in yaml_of("facts/services.yaml") if not one["country"])


def test_every_country_shows_each_reader_exactly_what_the_rules_allow(help_portal, client):
    rows = sheet()
    for code in Country.objects.values_list("code", flat=True):
        own = [row for row in rows if row["iso"].lower() == code]
        dialled = [number for row in own if row["confidence"] != "L" for number in numbers_in(row["contact"])]
        for band, address in VERSIONS.items():
            numbers, html = shown(client, f"{address}{code}/")
            chat = {
                number
                for row in own
                for number in numbers_in(row["contact"])
                if "WhatsApp" in row["contact"] and len(number) > 8
            }
            expected = set(dialled) - chat - {"686868"} if not band else CHILDREN_SEE.get(code, set())
            assert numbers == expected, (code, band)
            assert "Emergency:" not in html
            for one in HelpService.objects.filter(country__code=code).exclude(confidence=Confidence.HIGH):
                hidden = band or one.confidence == Confidence.LOW
                assert not hidden or f'id="{one.key}"' not in html, (one.key, band)


def test_medium_confidence_leads_to_the_site_before_the_number(help_portal, client):
    _, html = shown(client, "/en/help/nz/")
    assert html.index("own site first") < html.index("netsafe.org.nz</a>") < html.index("tel:05086387233")
    assert "older page" in html
    assert "bmfsfj.de 2020" in shown(client, "/en/help/de/")[1]


def test_nothing_of_low_confidence_stands_anywhere(help_portal, client):
    for address in VERSIONS.values():
        for more in ("", "worldwide/", "il/", "tz/"):
            html = shown(client, f"{address}{more}")[1]
            assert "C-Sema" not in html and "105 bureau" not in html


def test_an_emergency_number_is_shown_only_once_it_is_in_the_data(help_portal, client):
    Country.objects.filter(code="gb").update(emergency="999")
    assert "999" in shown(client, "/en/help/gb/")[0] & shown(client, "/en/help/9-12/gb/")[0]
    assert "999" not in shown(client, "/en/help/fr/")[0]


def test_the_sites_own_country_stands_first(help_portal, client):
    with override_settings(SITE_COUNTRY="fr"):
        for address in ("/en/help/", "/en/help/9-12/"):
            numbers, html = shown(client, address)
            assert numbers == {"3018", "119"}
            assert html.index("3018") < html.index("Choose your country")


def test_unknown_countries_lead_to_what_works_everywhere(help_portal, client):
    for address in VERSIONS.values():
        response = client.get(f"{address}zz/", follow=True)
        assert response.redirect_chain[-1][0].endswith("/worldwide/")
        assert "childhelplineinternational.org" in response.content.decode()
        assert client.get(f"{address}GB/")["Location"] == f"{address}gb/"
    for nonsense in ("/en/help/zzz/", "/en/help/parents/gb/", "/en/help/1/", "/en/help/gb/gb/"):
        assert client.get(nonsense).status_code == 404


def test_pages_below_help_name_their_own_address(help_portal, client):
    html = shown(client, "/en/help/gb/")[1]
    assert 'rel="canonical" href="http://127.0.0.1:8000/en/help/gb/"' in html
    page = SituationsPage.objects.get(reader="9-12")
    routes = page.more_addresses()
    assert {"gb/", "worldwide/", "noted/", "hiding-your-visit/"} <= set(routes)
    assert all(client.get(f"/en/help/9-12/{route}").status_code == 200 for route in routes)
    assert SituationsPage.objects.get(reader="parents").more_addresses() == []


# --- 2. the walls


def reached(client, start: str) -> set[str]:
    """Every address of the portal that links lead to from `start`, the marked door and tapped buttons excluded."""
    seen, queue = {start}, [start]
    while queue:
        html = client.get(queue.pop(), follow=True).content.decode()
        html = re.sub(r"<a [^>]*data-door[^>]*>|<form .*?</form>", "", html, flags=re.S)
        for address in re.findall(r'<a [^>]*href="(/[^"#?]*)', html):
            if address not in seen:
                seen.add(address)
                queue.append(address)
    return seen


@pytest.mark.parametrize("start", ["/en/help/under-9/", "/en/help/9-12/", "/en/help/13-18/", "/en/children/9-12/"])
def test_a_band_reaches_only_itself_and_younger(help_portal, client, start):
    band = start.split("/")[3]
    allowed = BANDS[: BANDS.index(band) + 1]
    stray = [
        one
        for one in reached(client, start)
        if one.split("/")[2] not in ("children", "help") or one.split("/")[3] not in allowed
    ]
    assert stray == []
    assert start.replace("children", "help") in reached(client, start)


def test_help_in_the_header_is_the_readers_own(help_portal, client):
    for address, to in {
        "/en/children/9-12/": "9-12/",
        "/en/parents-educators/parents/": "parents/",
        "/en/about/": "",
    }.items():
        assert f'class="help-now" href="/en/help/{to}"' in shown(client, address)[1]


def test_a_child_whose_language_has_no_help_is_led_to_help_in_the_source_language(help_portal, client):
    html = client.get("/fr/parents-educators/parents/").content.decode()
    assert re.search(r'class="help-now" href="/en/help/parents/" hreflang="en">[^<]+\(', html)


# --- quick exit


@override_settings(COP_EXIT={"fr": "https://a.example/", ":ci": "https://b.example/", "fr:ci": "https://c.example/"})
def test_exit_address_by_language_and_country():
    assert leave.target("fr") == "https://a.example/"
    assert leave.target("en", "ci") == "https://b.example/"
    assert leave.target("fr", "ci") == "https://c.example/"
    assert leave.target("en") == leave.DEFAULT


def test_checks_speak_when_the_exit_is_not_chosen_or_does_not_leave(help_portal):
    assert [one.id for one in leave.exit_is_chosen(None)] == ["cop.W010"]
    with override_settings(COP_EXIT={"en": "https://news.example/"}):
        [left] = leave.exit_is_chosen(None)
        assert "in: fr." in left.msg
    with override_settings(COP_EXIT={"en": "https://news.example/", "fr": "https://journal.example/"}):
        assert leave.exit_is_chosen(None) == []
    with override_settings(COP_EXIT={"en": "http://news.example/", "fr": "javascript:alert(1)"}):
        assert [one.id for one in leave.exit_addresses(None)] == ["cop.E010"] * 2
    with override_settings(COP_EXIT={"https://news.example/": "", "english": "https://news.example/", "": "x"}):
        assert [one.id for one in leave.exit_addresses(None)] == ["cop.E012"] * 3


def test_quick_exit_is_the_first_thing_on_every_page_of_help(help_portal, client):
    addresses = ["/en/help/", "/en/help/gb/", "/en/help/noted/", "/en/help/hiding-your-visit/", "/en/help/parents/"]
    for address in (*addresses, "/en/help/13-18/", "/en/help/13-18/fr/"):
        body = shown(client, address)[1].split("<body>")[1]
        assert re.match(
            r'\s*<aside class="exit" aria-label="Quick exit"><div class="wrap">'
            r'<a href="https://[^"]+" rel="noreferrer nofollow external" data-exit>',
            body,
        )
    assert "data-exit" not in shown(client, "/en/about/")[1]


@override_settings(COP_EXIT={":gb": "https://weather.example/"})
def test_the_page_of_a_country_leaves_to_that_countrys_address(help_portal, client):
    assert "https://weather.example/" in shown(client, "/en/help/gb/")[1]
    assert "https://weather.example/" not in shown(client, "/en/help/fr/")[1]


# --- "this did not work"

TAP = "/feedback/en/all/gb-childline/"
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
#: What a browser sends for a form that holds nothing but a button.
EMPTY = {"data": "", "content_type": "application/x-www-form-urlencoded"}


def test_a_tap_is_counted_once_a_moment_and_leads_on(help_portal, client):
    response = client.post(TAP, **EMPTY, **OWN)
    assert (response.status_code, response["Location"], response.cookies) == (303, "/en/help/noted/", {})
    assert "no-store" in response["Cache-Control"]
    again = client.post(TAP, **EMPTY, **OWN)
    assert again.status_code == 429 and "Thank you" in again.content.decode()
    assert list(ServiceTrouble.objects.values_list("service__key", "day", "count")) == [("gb-childline", TODAY, 1)]


@pytest.mark.parametrize(
    ("method", "address", "extra", "status"),
    [
        ("get", TAP, OWN, 405),
        ("put", TAP, OWN, 405),
        ("post", TAP, {}, 403),
        ("post", TAP, {"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ("post", TAP, {"HTTP_ORIGIN": "https://evil.example"}, 403),
        ("post", TAP, {"HTTP_ORIGIN": "null"}, 403),
        ("post", "/feedback/en/all/nothing/", OWN, 404),
        ("post", "/feedback/xx/all/gb-childline/", OWN, 404),
        ("post", "/feedback/en/parents/gb-childline/", OWN, 404),
        ("post", "/feedback/en/all/gb-childline/x/", OWN, 405),
        ("post", "/en/help/gb/", OWN, 405),
    ],
)
def test_hostile_taps_are_refused_and_leave_nothing(help_portal, client, method, address, extra, status):
    assert getattr(client, method)(address, **(EMPTY if method == "post" else {}), **extra).status_code == status
    assert ServiceTrouble.objects.count() == 0


def test_a_tap_with_a_text_is_refused(help_portal, client):
    assert client.post(TAP, {"note": "help me"}, **OWN).status_code == 400
    assert ServiceTrouble.objects.count() == 0


def test_a_flood_stops_at_the_daily_limit(help_portal, client, monkeypatch):
    monkeypatch.setattr("audiences.feedback.DAILY_LIMIT", 2)
    for _ in range(4):
        cache.clear()
        assert client.post(TAP, **EMPTY, **OWN).status_code == 303
    assert ServiceTrouble.objects.get().count == 2


# --- the pages themselves


def test_a_changed_number_withdraws_the_pages_that_show_it(help_portal, django_capture_on_commit_callbacks):
    from common.signals import content_changed

    heard = []

    def listen(sender, withdrawn=(), **kwargs):
        heard.extend(withdrawn)

    content_changed.connect(listen)
    try:
        HelpService.objects.get(key="fr-119").save()
    finally:
        content_changed.disconnect(listen)
    assert set(SituationsPage.objects.values_list("pk", flat=True)) <= set(heard)


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_query_ceilings_hold_as_services_and_countries_grow(help_portal, client):
    addresses = [
        "/en/help/",
        "/en/help/fr/",
        "/en/help/13-18/",
        "/en/help/13-18/fr/",
        "/en/help/parents/",
        "/en/help/noted/",
    ]
    before = {address: queries(client, address) for address in addresses}
    assert max(before.values()) <= 12, before
    france = Country.objects.get(code="fr")
    for number in range(20):
        HelpService.objects.create(key=f"fr-{number}", country=france, kind="talk", phone="116", source="s",
                                   source_date="2026", confidence="H", name_en=f"Line {number}")  # fmt: skip
        Country.objects.create(code=f"x{chr(97 + number)}", name_en=f"Country {number}")
    assert {address: queries(client, address) for address in addresses} == before


def test_situations_have_at_most_four_steps_and_every_part(help_portal):
    for page in SituationsPage.objects.filter(reader__in=BANDS):
        assert len(page.situations) >= 7 and page.sensitive
        for block in page.situations:
            assert 1 <= len(block.value["steps"]) <= 4
            assert block.value["fault"] and block.value["contact"] and block.value["alone"]


def test_deploy_check_asks_for_the_countrys_numbers(help_portal):
    from resources.checks import home_country_has_help

    assert [one.id for one in home_country_has_help(None)] == ["cop.W020"]
    with override_settings(SITE_COUNTRY="fr"):
        assert [one.id for one in home_country_has_help(None)] == ["cop.W021", "cop.W022"]
        Country.objects.filter(code="fr").update(emergency="123")
        HelpService.objects.filter(key="fr-119").update(verified_on=TODAY, verified_by="A. B.")
        assert home_country_has_help(None) == []
    call_command("check")
