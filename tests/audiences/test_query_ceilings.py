"""Each public page type answers within its ceiling, and asks no more when the content grows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from audiences.models import AudienceLandingPage, HomePage, InfoPage
from guidelines.models import (
    AlignmentPage,
    GuidelineItem,
    GuidelineSetPage,
    RecommendationPage,
    SectionPage,
    TopicIndexPage,
    TopicPage,
)
from resources.models import Term

CEILING = 12
TYPES = [
    HomePage,
    AudienceLandingPage,
    GuidelineSetPage,
    SectionPage,
    RecommendationPage,
    TopicIndexPage,
    TopicPage,
    AlignmentPage,
    InfoPage,
]


def queries(address: str) -> int:
    """Queries of the second of two requests."""
    client = Client()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def addresses(model) -> list[str]:
    found = [page.get_url() for page in model.objects.live().filter(locale__language_code="en").order_by("path")]
    return [*found, *(f"{address}print/" for address in found if model in (GuidelineSetPage, SectionPage))]


def grow(number: int = 20) -> None:
    """Give every section, set, home and information page many more children, tagged and related."""
    terms = list(Term.objects.all())
    for section in list(SectionPage.objects.live()):
        like = RecommendationPage.objects.child_of(section).first()
        if like is None:
            continue
        for _ in range(number):
            page = RecommendationPage(
                title="More",
                statement="Do more.",
                item=like.item,
                locale=section.locale,
                actions=like.actions,
                details=like.details,
            )
            section.add_child(instance=page)
            page.item.terms.set(terms)
            page.item.related.set(GuidelineItem.objects.exclude(pk=page.item.pk)[:5])
    for parent in list(GuidelineSetPage.objects.live()):
        for index in range(number):
            parent.add_child(instance=SectionPage(title=f"Part {index}", locale=parent.locale))
    topics = TopicIndexPage.objects.first()
    for index, term in enumerate(terms[: number if topics else 0]):
        topics.add_child(instance=TopicPage(title=f"Topic {index}", term=term, locale=topics.locale))
    for parent in list(InfoPage.objects.live()):
        for index in range(number):
            parent.add_child(instance=InfoPage(title=f"Page {index}", locale=parent.locale))


@pytest.mark.django_db
def test_ceilings_hold_at_one_child_and_at_twenty(loaded):
    before = {address: queries(address) for model in TYPES for address in addresses(model)}
    assert len(before) >= len(TYPES)
    count = Page.objects.count()
    grow()
    assert Page.objects.count() > count + 40
    after = {address: queries(address) for address in before}
    assert {address: number for address, number in after.items() if number > CEILING} == {}
    # A page that had nothing to list may ask once more for each kind of thing it now lists, never once a thing.
    assert {
        address: (before[address], after[address]) for address in before if after[address] > before[address] + 2
    } == {}
