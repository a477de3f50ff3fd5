"""Ways to help: countries with a number are marked, no page is a dead end, both kinds of grown-ups find theirs."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import override_settings

from audiences.models import SituationsPage
from guidelines.models import RecommendationPage
from resources.models import Country, HelpService

VERSIONS = {"": "/en/help/", "under-9": "/en/help/under-9/", "9-12": "/en/help/9-12/", "13-18": "/en/help/13-18/"}


def html_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def listed(html: str, name: str) -> list[str]:
    """Codes of the countries in one of the two lists."""
    found = re.search(rf'<ul [^>]*aria-labelledby="{name}">(.*?)</ul>', html, flags=re.S)
    return re.findall(r'href="/en/help/(?:[\w-]+/)?([a-z]{2})/"', found[1]) if found else []


@pytest.mark.parametrize("band", VERSIONS)
def test_the_list_says_before_the_tap_which_countries_have_a_number(help_portal, client, band):
    html = html_of(client, VERSIONS[band])
    with_number, without = listed(html, "numbered"), listed(html, "unnumbered")
    assert sorted([*with_number, *without]) == sorted(Country.objects.values_list("code", flat=True))
    for code in (*with_number, *without):
        page = html_of(client, f"{VERSIONS[band]}{code}/")
        assert ('href="tel:' in page or 'href="sms:' in page) is (code in with_number), code
        assert ('id="instead"' in page) is (code not in with_number), code
    assert with_number if band else len(with_number) > 20


def test_children_see_a_number_where_the_rules_allow_one(help_portal, client):
    for band in ("under-9", "9-12", "13-18"):
        assert listed(html_of(client, VERSIONS[band]), "numbered") == ["br", "fr", "it"]
    Country.objects.filter(code="gh").update(emergency="999")
    assert "gh" in listed(html_of(client, VERSIONS["9-12"]), "numbered")


@pytest.mark.parametrize("band", VERSIONS)
def test_without_a_number_a_page_says_what_to_do_instead(help_portal, client, band):
    for code in ("gh", "worldwide"):
        page = html_of(client, f"{VERSIONS[band]}{code}/")
        instead = re.search(r'id="instead">(.*?)</ol>', page, flags=re.S)[1]
        assert instead.count("<li>") == (3 if band else 2)
        assert "list of child helplines" in instead and "cost you time" not in page
        if band:
            assert "a grown-up you feel safe with" in instead and "Go to another one" in instead
        assert "childhelplineinternational.org" in page and "#numbers" in page


@pytest.mark.parametrize("band", VERSIONS)
@pytest.mark.parametrize("code", ["fr", "gh", "worldwide"])
def test_danger_comes_first_on_the_page_of_a_country_with_or_without_a_number(help_portal, client, band, code):
    page = html_of(client, f"{VERSIONS[band]}{code}/").split("</h1>")[1]
    danger = page.index("Danger this minute?")
    assert "emergency number" in page[danger : danger + 200] and page.count("Danger this minute?") == 1
    assert all(danger < page.index(mark) for mark in ('id="instead"', 'href="tel:', 'class="svc"') if mark in page)


def test_the_front_of_help_asks_children_for_their_age_before_anything_else(help_portal, client):
    main = html_of(client, "/en/help/").split("</h1>")[1]
    places = [main.index(text) for text in ("Danger this minute?", "How old are you?", "For adults", 'id="numbers"')]
    assert places == sorted(places)
    ages = [main.index(f'href="/en/help/{band}/"') for band in ("under-9", "9-12", "13-18")]
    assert places[1] < min(ages) and max(ages) < places[2] < main.index('href="/en/help/parents/"')


def test_before_a_child_calls_it_reads_once_what_to_ask(help_portal, client):
    for band in ("under-9", "9-12", "13-18"):
        page = html_of(client, f"{VERSIONS[band]}fr/")
        assert page.count("Can somebody at home see that I called?") == 1
        assert page.index("Can somebody at home see that I called?") < page.index("tel:3018")
        assert "Can somebody at home see" not in html_of(client, f"{VERSIONS[band]}gh/")
    for code, kind in {
        "fr": "Someone to talk to",
        "br": "Report abuse or harm",
        "ca": "Report illegal content",
    }.items():
        section = html_of(client, f"/en/help/{code}/").split(kind)[1][:900]
        assert "costs" in section, kind
    with override_settings(SITE_COUNTRY="fr"):
        assert "Can somebody at home see that I called?" in html_of(client, "/en/help/9-12/")


def test_a_child_is_told_that_nobody_here_has_called_a_number_yet(help_portal, client):
    assert "We have not called this number ourselves yet." in html_of(client, "/en/help/9-12/fr/")
    HelpService.objects.filter(country__code="fr").update(verified_on=date(2026, 11, 20), verified_by="A. B.")
    assert "We have not called" not in html_of(client, "/en/help/9-12/fr/")


def test_older_children_never_read_of_hotlines_without_never_the_picture(help_portal, client):
    for address in ("/en/help/13-18/", "/en/help/13-18/fr/", "/en/help/13-18/nz/"):
        page = html_of(client, address)
        assert page.index("never the picture") < page.index("inhope.org")


def test_the_youngest_are_not_asked_to_report_a_number(help_portal, client):
    assert "/feedback/" not in html_of(client, "/en/help/under-9/fr/")
    page = html_of(client, "/en/help/9-12/fr/")
    assert "Tell us that this number failed" in page and "This did not work" not in page


def test_a_grown_up_comes_from_a_childs_help_to_their_own_version_of_it(help_portal, client):
    for band in ("under-9", "9-12", "13-18"):
        assert '<a href="/en/help/parents/" data-door>' in html_of(client, f"/en/help/{band}/")
        for code in ("fr", "gh", "worldwide"):
            assert f'<a href="/en/help/{code}/" data-door>' in html_of(client, f"/en/help/{band}/{code}/")
    assert "data-door" not in html_of(client, "/en/help/fr/")


def test_parts_for_grown_ups_lead_to_the_page_that_goes_on(help_portal, client):
    """The tiny portal's phases all go on to PA-1.1; a page that was withdrawn is left out."""
    target = RecommendationPage.objects.get(key="PA-1.1", locale__language_code="en")
    link = f'<a href="{target.get_url()}">{target.title}</a>'
    page = html_of(client, "/en/help/parents/")
    assert page.count(link) > 5 and page.count("More, with words to say:") == page.count(link)
    target.unpublish()
    assert "More, with words to say:" not in html_of(client, "/en/help/parents/")


def test_how_to_hide_a_visit_is_a_link_where_it_is_named(help_portal, client):
    for address, to in {"/en/help/13-18/": "/en/help/13-18/", "/en/help/parents/": "/en/help/"}.items():
        assert f'<a href="{to}hiding-your-visit/">how to hide your visit</a>' in html_of(client, address)


@override_settings(SITE_COUNTRY="gh")
def test_the_sites_own_country_without_a_number_says_so_on_the_list_too(help_portal, client):
    page = html_of(client, "/en/help/9-12/")
    assert page.index('id="instead"') < page.index("Choose your country")


def test_the_landing_of_two_kinds_of_readers_leads_to_the_doors_for_both(help_portal, client):
    landing = html_of(client, "/en/parents-educators/")
    assert 'class="help-now" href="/en/help/"' in landing
    front = html_of(client, "/en/help/")
    assert 'href="/en/help/parents/"' in front and 'href="/en/help/educators/"' in front
    assert front.index("/en/help/educators/") < front.index('id="numbers"')


@pytest.mark.parametrize(("reader", "other"), [("parents", "educators"), ("educators", "parents")])
def test_pages_for_grown_ups_name_each_other_and_list_countries(help_portal, client, reader, other):
    page = html_of(client, f"/en/help/{reader}/")
    jump = re.search(r'<nav class="jump".*?</nav>', page, flags=re.S)[0]
    assert f'href="/en/help/{other}/"' in jump and 'href="#numbers"' in jump
    assert 'href="/en/help/fr/"' in page and f"/en/help/{reader}/fr/" not in page
    assert SituationsPage.objects.get(reader=reader).more_addresses() == []


@override_settings(SITE_COUNTRY="fr")
def test_a_number_on_a_page_for_grown_ups_takes_the_tap_that_it_did_not_work(help_portal, client):
    page = html_of(client, "/en/help/parents/")
    assert 'href="tel:119"' in page and 'action="/feedback/en/all/fr-119/"' in page


def test_an_untranslated_page_of_help_says_where_the_other_languages_are(help_portal, client):
    parents = html_of(client, "/en/help/parents/")
    menu = re.search(r'<details class="langs langs--else">.*?</details>', parents, flags=re.S)[0]
    assert "This page is not translated yet." in menu
    assert re.search(r'<a href="/fr/" lang="fr" dir="ltr" hreflang="fr">Français: Accueil</a>', menu)
    assert 'rel="alternate" hreflang="fr"' not in parents


def test_a_band_is_led_to_its_own_help_in_another_language_or_nowhere(help_portal, client):
    assert 'class="langs' not in html_of(client, "/en/help/9-12/")


def test_a_band_has_help_on_its_cover_and_on_its_serious_cards(help_portal, client):
    cover = html_of(client, "/en/children/9-12/")
    jump = re.search(r'<ul class="jump".*?</ul>', cover, flags=re.S)[0]
    assert jump.index('href="/en/help/9-12/"') == jump.index("href=")
    card = {"key": "c2", "title": "You can leave a chat", "text": "Leave.", "help": "asks"}
    shown = render_to_string("components/one.html", {"card": card, "f": {"help_url": "/en/help/9-12/"}})
    assert 'href="/en/help/9-12/#asks"' in shown
    assert "/en/help/" not in render_to_string("components/one.html", {"card": {**card, "help": ""}})
    assert 'id="asks"' in html_of(client, "/en/help/9-12/")


def test_the_removal_service_is_a_link_where_it_is_named(help_portal, client):
    for address in ("/en/help/9-12/", "/en/help/13-18/", "/en/help/parents/"):
        page = html_of(client, address)
        assert '<a href="#world-take-it-down">Take It Down</a>' in page and 'id="world-take-it-down"' in page


def test_young_children_are_told_what_the_exit_does(help_portal, client):
    for band, told in {"under-9": True, "9-12": True, "13-18": False}.items():
        assert ("It opens another site." in html_of(client, f"/en/help/{band}/")) is told


def test_numbers_that_nobody_has_called_are_not_called_ours(help_portal, client):
    assert "A number, with how far it is confirmed" in html_of(client, "/en/help/parents/")
