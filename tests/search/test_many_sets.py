"""A country adds sets of its own: a landing stays short, and every set has its table of frameworks."""

import re

import pytest
from django.conf import settings
from django.test import Client

from audiences.models import AudienceLandingPage
from cop_portal.publishing.addresses import all_addresses
from guidelines.models import GuidelineItem, GuidelineSetPage, RecommendationPage, SectionPage
from guidelines.selectors import MOST_SETS, MOST_STEPS
from resources.models import Term

OWN = 4


@pytest.fixture
def many(shipped):
    """Four sets beside the shipped one for governments, each with one recommendation."""
    landing = AudienceLandingPage.objects.get(slug="policy-makers", locale__language_code="en")
    for number in range(1, OWN + 1):
        one = landing.add_child(
            instance=GuidelineSetPage(title=f"Own {number}", slug=f"own-{number}", order=50, audience="policy-makers")
        )
        part = one.add_child(instance=SectionPage(title=f"Part of {number}", slug="part"))
        item = GuidelineItem.objects.create(stable_id=f"xy:PM-9.{number}", audience="policy-makers")
        item.terms.add(Term.objects.filter(vocabulary="framework", parent__isnull=False).first())
        part.add_child(
            instance=RecommendationPage(title=f"Own advice {number}", slug="advice", statement="Do it.", item=item)
        )
    return landing


def body_of(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_landing_shows_its_first_sets_whole_and_names_the_others(many):
    body = body_of("/en/policy-makers/")
    first, others = body.split('id="more-sets"')
    assert "Part of 1" in first and f"Part of {MOST_SETS}" not in body
    assert [f"/en/policy-makers/own-{number}/" in others for number in range(MOST_SETS, OWN + 1)] == [True] * (
        OWN + 1 - MOST_SETS
    )


def test_no_set_stands_among_the_pages_beside_the_sets(shipped):
    body = body_of("/en/policy-makers/")
    reference = body.split("<h2>Reference</h2>")[1].split("</ul>")[0]
    assert "/en/policy-makers/alignment/" in reference
    assert re.findall(r'href="[^"]*/policy-makers/[^"/]*/"', reference) == ['href="/en/policy-makers/alignment/"']


def test_children_have_a_set_for_each_age_on_their_landing(shipped):
    body = body_of("/en/children/")
    assert all(f'href="/en/children/{band}/"' in body for band in ("under-9", "9-12", "13-18"))
    assert 'id="more-sets"' not in body


def test_the_first_hundred_days_stay_a_beginning(many):

    for page in RecommendationPage.objects.descendant_of(many).select_related("item"):
        page.item.first_hundred_days = 30
        page.item.save()
    block = body_of("/en/policy-makers/").split('id="first-hundred-days"')[1].split("</ol>")[0]
    assert block.count("<li>") == MOST_STEPS


def test_every_set_has_its_table_of_frameworks_and_the_file_has_all(many):
    first, second = body_of("/en/policy-makers/alignment/"), body_of("/en/policy-makers/alignment/set/own-2/")
    assert "Own advice" not in first and 'href="/en/policy-makers/alignment/set/own-2/"' in first
    assert "Own advice 2" in second and "Own advice 1<" not in second
    assert 'href="/en/policy-makers/alignment/"' in second
    assert f'<link rel="canonical" href="{settings.COP_BASE_URL}/en/policy-makers/alignment/set/own-2/">' in second
    stored = set(all_addresses())
    assert {f"/en/policy-makers/alignment/set/own-{number}/" for number in range(1, OWN + 1)} <= stored
    file = body_of("/en/policy-makers/alignment/csv/")
    assert all(f"Own advice {number}" in file for number in range(1, OWN + 1))


@pytest.mark.parametrize("slug", ["nowhere", "own-9", "cop-policy-makers-9"])
def test_a_set_that_is_not_there_is_not_found(many, slug):
    assert Client().get(f"/en/policy-makers/alignment/set/{slug}/").status_code == 404
