"""The children's finder stays within the walls between ages, and never leads to nothing."""

import re

import pytest
from django.core.cache import caches
from django.http import QueryDict
from django.test import Client, RequestFactory
from wagtail.models import Locale

from audiences import children_finder
from audiences.models import AudienceLandingPage
from common.choices import AgeBand
from guidelines.models import ActivityPage
from resources.models import Term

PLACE = "/en/children/find/children/"


def found(query: str) -> dict:
    landing = AudienceLandingPage.objects.get(slug="children", locale__language_code="en")
    request = RequestFactory().get(PLACE)
    request.GET = QueryDict(query)
    return children_finder.find(landing, request)


@pytest.mark.parametrize("band", AgeBand.values)
def test_results_equal_the_database_for_every_choice(shipped, band):
    allowed = [one.value for one in AgeBand if one.rank <= AgeBand(band).rank]
    for about in ("", *children_finder.ABOUT):
        answer = found(f"age={band}&about={about}")
        expected = [
            page
            for page in ActivityPage.objects.live().filter(locale__language_code="en").select_related("item")
            if set(page.item.ages) & set(allowed)
            and page.item.min_band in ("", *allowed)
            and (not page.item.sensitive or (about and band in page.item.ages))
            and (not about or page.item.terms.filter(key__in=children_finder.ABOUT[about]).exists())
        ]
        leads = {lead.page.pk for lead in answer["leads"]}
        assert leads, "no choice leads to nothing"
        assert answer["nearest"] == (not expected)
        if expected:
            assert leads == {page.pk for page in expected}
        for choice in (one for group in answer["facets"].groups for one in group.choices):
            assert choice.count == len(
                list(
                    ActivityPage.objects.filter(
                        pk__in=every(band), item__terms__key__in=children_finder.ABOUT[choice.value]
                    ).distinct()
                )
            )


def every(band: str) -> list[int]:
    return list(children_finder.rows_for(Locale.objects.get(language_code="en"), band).values_list("pk", flat=True))


@pytest.mark.parametrize("band", AgeBand.values)
def test_every_link_stays_within_the_walls(shipped, band):
    allowed = [one.value for one in AgeBand if one.rank <= AgeBand(band).rank]
    for about in ("", *children_finder.ABOUT):
        page = Client().get(PLACE, {"age": band, "about": about}).content.decode()
        assert f'data-band="{band}"' in page and f'href="/en/help/{band}/"' in page
        main = page[page.index("<main") : page.index("</main>")].replace(
            '<a href="/en/parents-educators/" data-door', ""
        )
        outside = [
            address
            for address in re.findall(r'href="(/en/[^"]*)"', main)
            if not re.match(rf"/en/(children/({'|'.join(allowed)})/|help/{band}/$)", address)
        ]
        assert outside == []
        sensitive = ActivityPage.objects.filter(item__sensitive=True).select_related("item")
        shown = [one for one in sensitive if f'href="{one.get_url()}"' in main]
        assert all(about and band in one.item.ages for one in shown), "asked for, and of just this age"


def test_ones_own_age_comes_first(shipped):
    pages = [lead.page for lead in found("age=13-18")["leads"]]
    bands = [page.item.ages[-1] for page in pages]
    assert bands == sorted(bands, key=lambda band: -AgeBand(band).rank)
    assert set(bands) == set(AgeBand.values)


def test_without_an_age_there_is_only_the_question_for_it(shipped):
    answer = found("about=chats")
    assert answer["leads"] == [] and [one[0] for one in answer["ages"]] == AgeBand.values
    page = Client().get("/en/children/").content.decode()
    assert 'action="/en/children/find/children/"' in page and "grooming" not in page.lower()


def test_all_terms_behind_the_choices_exist(shipped):
    keys = {key for keys in children_finder.ABOUT.values() for key in keys}
    assert set(Term.objects.filter(key__in=keys, sensitive=False).values_list("key", flat=True)) == keys


def test_no_field_for_a_childs_own_words(shipped):
    for address in ("/en/children/", PLACE, f"{PLACE}?age=9-12", "/en/children/9-12/"):
        page = Client().get(address).content.decode()
        assert "<textarea" not in page and not re.search(r'<input[^>]*type="(text|search)"', page), address


def test_queries_do_not_grow(shipped, django_assert_max_num_queries):
    address = f"{PLACE}?age=13-18&about=chats"
    Client().get(address)
    caches["computed"].clear()
    with django_assert_max_num_queries(20):
        Client().get(address)
