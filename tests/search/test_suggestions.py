"""Suggestions: short, harmless, matched on the device."""

import re

import pytest
from django.conf import settings
from django.test import Client

from common.choices import AgeBand
from cop_portal.search.models import Entry
from cop_portal.search.suggestions import suggestions
from resources.models import Term


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("band", ["", *AgeBand.values])
def test_the_list_is_short_and_leads_nobody_to_harm(shipped, language, band):
    words = suggestions(language, band)
    assert sum(len(one.encode()) + 8 for one in words) <= 8_000
    assert len(words) == len(set(words)) and (band or len(words) > 40)
    risky = set(Entry.objects.filter(language=language, sensitive=True).values_list("title", flat=True))
    risky |= {getattr(term, f"name_{language}") for term in Term.objects.filter(sensitive=True)}
    assert not set(words) & risky


def test_every_suggestion_finds_something(shipped):
    from cop_portal.search.query import search

    assert [one for one in suggestions("en") if not search(one, "en").keys] == []


def test_the_search_page_carries_the_list_and_needs_no_script(shipped):
    page = Client().get("/en/search/").content.decode()
    assert 'list="words"' in page and "search.js" not in page
    options = re.search(r'<datalist id="words">(.*?)</datalist>', page, re.S)[0]
    assert len(options.encode()) <= 8_600
    found = Client().get("/en/search/?q=password").content.decode()
    assert "<datalist" not in found and "search.js" in found


def test_a_childs_list_holds_its_own_pages_only(shipped):
    allowed = set(Entry.objects.filter(language="en", band__in=["under-9"]).values_list("title", flat=True))
    assert set(suggestions("en", "under-9")) <= allowed


def test_the_script_is_small():
    script = settings.BASE_DIR / "static/js/search.js"
    assert script.stat().st_size < 1000
