"""A language that is only partly translated: honest about what it lacks, and never a dead end."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, Site

from cop_portal.packs.load import load
from cop_portal.views import server_error
from tests.factories import words

SECTION = "/fr/parents-educators/parents/pa-1/"
IN_ENGLISH = "<small>(en anglais)</small>"


@pytest.fixture
def loaded(loaded_once):
    return loaded_once


def body(address: str, status: int = 200) -> str:
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    return response.content.decode()


def link(html: str, address: str) -> str:
    """The link in the page's main part that leads to an address."""
    main = html[html.index("<main") : html.index("</main>")]
    found = re.search(rf'<a href="{re.escape(address)}".*?</a>', main, flags=re.S)
    assert found, address
    return found[0]


@pytest.mark.django_db
def test_the_language_list_shows_only_real_translations(loaded):
    for address, codes in {
        "/en/": {"en", "fr"},
        "/fr/about/": {"en", "fr"},
        "/en/children/": {"en"},
        "/en/topics/": {"en"},
        "/en/parents-educators/parents/pa-2/": {"en"},
    }.items():
        html = body(address)
        listed = set(re.findall(r'<link rel="alternate" hreflang="([a-z]+)"', html))
        shown = re.search(r'<details class="langs">.*?</details>', html, flags=re.S)
        offered = set(re.findall(r'hreflang="([a-z]+)"', shown[0])) if shown else set()
        assert listed == codes
        assert offered == (codes if len(codes) > 1 else set())
    assert "/fr/children/" not in body("/sitemap.xml")


@pytest.mark.django_db
def test_a_translation_that_was_withdrawn_is_no_longer_offered(loaded):
    Page.objects.get(slug="about", locale__language_code="fr").unpublish()
    assert 'hreflang="fr"' not in body("/en/about/")
    body("/fr/about/", 404)


@pytest.mark.django_db
def test_a_language_that_goes_live_while_a_page_is_made_does_no_harm(loaded, monkeypatch):
    known = [one for one in Site.get_site_root_paths() if one.language_code != "fr"]
    monkeypatch.setattr(Site, "get_site_root_paths", staticmethod(lambda: known))
    assert 'hreflang="en"' in body("/en/about/")
    assert 'hreflang="fr"' not in body("/en/about/")


@pytest.mark.django_db
def test_lists_are_filled_from_the_source_and_say_so(loaded):
    html = body(SECTION)
    own = link(html, f"{SECTION}advice-pa-1-1/")
    other = link(html, "/en/parents-educators/parents/pa-1/advice-pa-1-2/")
    assert "FR Talk" in own
    assert "hreflang" not in own
    assert 'hreflang="en"' in other
    assert '<span lang="en" dir="ltr">Listen</span>' in other
    assert IN_ENGLISH in other
    assert IN_ENGLISH not in body("/en/parents-educators/parents/pa-1/")


@pytest.mark.django_db
def test_doors_tasks_neighbours_and_related_say_so_too(loaded):
    assert IN_ENGLISH in link(body("/fr/"), "/en/children/")
    assert '<p lang="en" dir="ltr">' in body("/fr/")
    landing = body("/fr/parents-educators/")
    assert IN_ENGLISH in link(landing, "/en/parents-educators/parents/pa-1/advice-pa-1-2/")
    assert IN_ENGLISH not in link(landing, f"{SECTION}advice-pa-1-1/")
    page = body(f"{SECTION}advice-pa-1-1/")
    following = re.search(r'<a [^>]*rel="next".*?</a>', page, flags=re.S)[0]
    assert '<span lang="en" dir="ltr">Listen</span>' in following
    assert IN_ENGLISH in following
    assert page.count(IN_ENGLISH) >= 3


@pytest.mark.django_db
def test_printed_numbers_agree_between_languages(loaded):
    numbers = re.compile(r'class="index__n">([\d.]+)<')
    for address in ("/parents-educators/parents/", "/parents-educators/parents/pa-1/"):
        assert numbers.findall(body(f"/fr{address}")) == numbers.findall(body(f"/en{address}")) != []


@pytest.mark.django_db
def test_paper_holds_only_its_own_language(loaded):
    for page in ("", "pa-1/"):
        html = body(f"/fr/parents-educators/parents/{page}print/")
        assert "FR Talk tonight." in html
        assert "Listen tonight." not in html
        assert IN_ENGLISH in link(html, "/en/parents-educators/parents/pa-1/advice-pa-1-2/")


@pytest.mark.django_db
def test_facts_in_the_source_language_are_marked(loaded):
    assert '<span lang="en" dir="ltr">A source</span>' in body(f"{SECTION}advice-pa-1-1/")
    assert '<span lang="en"' not in body("/en/parents-educators/parents/pa-1/advice-pa-1-1/")


@pytest.mark.django_db
def test_links_lead_to_a_translation_that_is_younger_than_they_are(loaded):
    old = "/en/parents-educators/parents/pa-1/advice-pa-1-2/"
    new = f"{SECTION}advice-pa-1-2/"
    text = {"type": "text", "html": '<p>See <a href="item:PA-1.2">listening</a>.</p>'}
    loaded.edit("words/fr/pages/about.yaml", body=[text])
    load(loaded.open())
    assert 'data-in="en anglais"' in link(body("/fr/about/"), old)
    assert IN_ENGLISH in link(body("/fr/parents-educators/"), old)
    loaded.files["words/fr/items/PA-1.2.yaml"] = words("Listen", "FR ")
    loaded.write()
    load(loaded.open())
    assert "data-in" not in link(body("/fr/about/"), new)
    assert IN_ENGLISH not in link(body("/fr/parents-educators/"), new)


@pytest.mark.django_db
def test_a_half_translated_language_asks_no_more_of_the_database(loaded):
    def queries(address: str) -> int:
        client = Client()
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    for path in ("/", "/parents-educators/parents/", "/parents-educators/parents/pa-1/", "/about/"):
        assert queries(f"/fr{path}") <= queries(f"/en{path}"), path
    for path in ("/parents-educators/", "/parents-educators/parents/pa-1/advice-pa-1-1/"):
        assert queries(f"/fr{path}") <= 12, path


@pytest.mark.django_db
def test_pages_outside_the_tree_are_translated(loaded):
    missing = body("/fr/nowhere/", 404)
    assert '<html lang="fr" dir="ltr"' in missing
    assert "coincée dans un arbre" in missing
    assert "stuck in a tree" not in missing
    looks = body("/fr/looks/")
    assert "Taille du texte" in looks
    assert "Text size" not in looks


@pytest.mark.parametrize(("code", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_a_breakdown_is_told_in_the_language_it_says(code, direction):
    with translation.override(code):
        html = server_error(None).content.decode()
    assert f'<html lang="{code}" dir="{direction}">' in html
    assert "Something broke" not in html
