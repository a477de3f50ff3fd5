"""Which page may stand where, and what copies and translations make of an item."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page
from wagtail.test.utils import WagtailPageTestCase

from audiences.models import AudienceLandingPage, HomePage, InfoPage
from common.keys import translation_key
from cop_portal.packs.adapters import page_of
from guidelines.models import (
    AlignmentPage,
    GuidelineItem,
    GuidelineSetPage,
    RecommendationPage,
    SectionPage,
    TopicIndexPage,
    TopicPage,
)

CHAIN = (HomePage, AudienceLandingPage, GuidelineSetPage, SectionPage, RecommendationPage)


@pytest.fixture
def loaded(loaded_once):
    return loaded_once


class TestTree(WagtailPageTestCase):
    """`Home > landing > set > section > recommendation`, and what stands beside it."""

    def test_each_type_stands_below_the_one_before(self):
        for parent, child in zip((Page, *CHAIN), CHAIN, strict=False):
            self.assertAllowedParentPageTypes(child, {parent})

    def test_nothing_stands_below_a_recommendation_or_topic(self):
        for leaf in (RecommendationPage, TopicPage, AlignmentPage):
            self.assertAllowedSubpageTypes(leaf, {})

    def test_pages_beside_the_sets(self):
        self.assertAllowedParentPageTypes(TopicIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(TopicIndexPage, {TopicPage})
        self.assertAllowedParentPageTypes(AlignmentPage, {AudienceLandingPage})
        self.assertAllowedParentPageTypes(InfoPage, {HomePage, InfoPage})


@pytest.fixture
def talk(loaded) -> RecommendationPage:
    return page_of("PA-1.2", "en")


def test_a_copy_is_a_new_item_with_the_same_facts(talk):
    copy = talk.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    assert copy.item_id != talk.item_id and copy.item.stable_id == copy.key == "PA-1.3"
    assert copy.translation_key == translation_key("PA-1.3") != talk.translation_key
    assert set(copy.item.terms.all()) == set(talk.item.terms.all())
    assert copy.item.provenance == "editorial" and copy.item.source_address == ""
    talk.refresh_from_db()
    assert talk.item.stable_id == talk.key == "PA-1.2"


def test_copies_of_copies_never_share_an_id(talk):
    copies = [talk.copy(update_attrs={"slug": f"copy-{number}"}) for number in range(3)]
    assert [copy.key for copy in copies] == ["PA-1.3", "PA-1.4", "PA-1.5"]
    copies[1].delete()
    assert talk.copy(update_attrs={"slug": "again"}).key == "PA-1.6"  # ids are never used twice


def test_a_copied_section_brings_new_items_and_its_own_key(loaded):
    section = page_of("PA-1", "en")
    copy = section.copy(recursive=True, update_attrs={"slug": "copied"})
    assert copy.key != section.key and copy.translation_key == translation_key(copy.key)
    keys = [page.key for page in RecommendationPage.objects.descendant_of(copy)]
    assert sorted(keys) == ["PA-1.3", "PA-1.4"]
    assert GuidelineItem.objects.count() == 5


def test_a_translation_keeps_item_key_and_address(talk):
    french = talk.copy_for_translation(Locale.objects.get(language_code="fr"))
    assert (french.item_id, french.key, french.slug) == (talk.item_id, talk.key, talk.slug)
    assert french.translation_key == talk.translation_key == translation_key("PA-1.2")
    assert french.get_parent().specific.key == "PA-1" and not french.live


def test_a_translated_section_keeps_its_key(loaded):
    section = page_of("PA-2", "en")
    french = section.copy_for_translation(Locale.objects.get(language_code="fr"))
    assert (french.key, french.translation_key) == (section.key, section.translation_key)


def test_an_item_is_never_deleted(talk):
    with pytest.raises(ValidationError, match="never deleted"):
        talk.item.delete()
