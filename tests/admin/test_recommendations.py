"""Making, changing, copying and translating recommendations in the admin."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from common.keys import translation_key
from guidelines.models import GuidelineItem, GuidelineSetPage, RecommendationPage, SectionPage
from tests.admin.helpers import add, publish, recommendation_form


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def add_url(portal) -> str:
    return reverse("wagtailadmin_pages:add", args=["guidelines", "recommendationpage", portal.section.pk])


def test_a_new_recommendation_is_offered_the_next_free_id_of_its_section(desk, portal, add_url):
    html = desk.get(add_url).content.decode()
    assert 'value="PA-1.3"' in html
    assert html.count('name="new_id"') == 1

    desk.post(add_url, recommendation_form(new_id="PA-1.3", **{"action-publish": "1"}))

    page = RecommendationPage.objects.get(slug="sit-beside-them")
    assert page.live and page.item.stable_id == page.key == "PA-1.3"
    assert page.translation_key == translation_key("PA-1.3")
    assert page.item.audience == "parents" and page.item.order == 30


@pytest.mark.parametrize(("wanted", "fault"), [("PA-1.1", "This id is taken"), ("one", "An id looks like")])
def test_an_id_that_is_taken_or_malformed_is_refused(desk, portal, add_url, wanted, fault):
    response = desk.post(add_url, recommendation_form(new_id=wanted))
    assert fault in response.content.decode()
    assert not RecommendationPage.objects.filter(slug="sit-beside-them").exists()
    assert GuidelineItem.objects.count() == 2


def test_a_preview_while_making_stores_nothing(desk, portal, add_url):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["guidelines", "recommendationpage", portal.section.pk])
    assert desk.post(url, recommendation_form(new_id="PA-1.9")).json()["is_valid"]
    response = desk.get(url)
    assert response.status_code == 200 and "Sit beside your child" in response.content.decode()
    assert GuidelineItem.objects.count() == 2


def test_the_id_can_be_chosen_until_the_first_publication_only(desk, portal, add_url):
    desk.post(add_url, recommendation_form(new_id="PA-1.3"))
    page = RecommendationPage.objects.get(slug="sit-beside-them")

    desk.post(edit_url(page), recommendation_form(page, new_id="PA-1.7"))
    page = RecommendationPage.objects.get(pk=page.pk)
    assert page.item.stable_id == page.key == "PA-1.7"
    assert page.translation_key == translation_key("PA-1.7")
    assert page.get_latest_revision_as_object().key == "PA-1.7"

    publish(page.get_latest_revision_as_object())
    page = RecommendationPage.objects.get(pk=page.pk)
    assert 'name="new_id"' not in desk.get(edit_url(page)).content.decode()
    desk.post(edit_url(page), recommendation_form(page, new_id="PA-1.8"))
    page.item.refresh_from_db()
    assert page.item.stable_id == "PA-1.7"


def test_publishing_the_source_tells_the_item_its_actions(desk, portal):
    item = portal.first.item
    item.refresh_from_db()
    assert (item.action_keys, item.last_action) == (["a1", "a2"], 2)

    actions = [("a2", "Listen."), ("", "Write it down."), ("a2", "A copy of the second.")]
    desk.post(edit_url(portal.first), recommendation_form(portal.first, actions=actions))
    item.refresh_from_db()
    assert item.action_keys == ["a1", "a2"], "a draft changes nothing"

    page = RecommendationPage.objects.get(pk=portal.first.pk)
    desk.post(edit_url(page), recommendation_form(page, actions=actions, **{"action-publish": "1"}))
    item.refresh_from_db()
    assert (item.action_keys, item.last_action) == (["a2", "a3", "a4"], 4)


def test_a_removed_actions_key_never_comes_back(desk, portal):
    def publish_actions(*actions):
        page = RecommendationPage.objects.get(pk=portal.first.pk)
        desk.post(edit_url(page), recommendation_form(page, actions=list(actions), **{"action-publish": "1"}))
        return RecommendationPage.objects.get(pk=portal.first.pk).current_action_keys()

    assert publish_actions(("a1", "Ask one question.")) == ["a1"]
    assert publish_actions(("a1", "Ask one question."), ("", "Play.")) == ["a1", "a3"]


def test_a_translation_may_not_have_actions_of_its_own(desk, portal, in_french):
    page = in_french(portal.first)
    response = desk.post(edit_url(page), recommendation_form(page, actions=[("a1", "Demandez."), ("", "Inventé.")]))
    assert "not in the source language" in response.content.decode()


def test_translating_keeps_the_item_and_copying_makes_a_new_one(desk, portal, in_french):
    french = in_french(portal.first)
    assert french.item == portal.first.item and french.key == "PA-1.1"

    url = reverse("wagtailadmin_pages:copy", args=[portal.first.pk])
    desk.post(
        url,
        {
            "new_title": "Ask twice",
            "new_slug": "ask-twice",
            "new_parent_page": portal.section.pk,
            "publish_copies": "on",
        },
    )
    copy = RecommendationPage.objects.get(slug="ask-twice")
    assert copy.item.stable_id == copy.key == "PA-1.3"
    assert list(copy.item.terms.all()) == [portal.term]


def test_copying_a_section_copies_its_items_with_new_ids_that_survive_publication(desk, portal):
    url = reverse("wagtailadmin_pages:copy", args=[portal.section.pk])
    desk.post(
        url,
        {
            "new_title": "Talking again",
            "new_slug": "talking-again",
            "new_parent_page": portal.set.pk,
            "copy_subpages": "on",
        },
    )
    section = Page.objects.get(slug="talking-again")
    copies = list(RecommendationPage.objects.child_of(section))
    assert sorted(page.item.stable_id for page in copies) == ["PA-1.3", "PA-1.4"]

    for copy in copies:
        page = publish(copy.get_latest_revision_as_object())
        assert (page.item_id, page.key, page.translation_key) == (copy.item_id, copy.key, copy.translation_key)
    assert portal.first.item.pages.count() == 1


def test_the_editor_shows_facts_in_words_and_the_way_to_change_them(desk, portal):
    html = desk.get(edit_url(portal.first)).content.decode()
    assert "Gaming" in html and "not yet reviewed by a child-protection professional" in html
    assert reverse("wagtailsnippets_guidelines_guidelineitem:edit", args=[portal.first.item.pk]) in html


def test_an_item_speaks_to_the_audience_of_the_set_it_stands_in(desk, portal):
    educators = add(portal.landing, GuidelineSetPage(title="Educators", slug="educators", audience="educators"))
    section = add(educators, SectionPage(title="School", slug="school"))
    desk.post(reverse("wagtailadmin_pages:move_confirm", args=[portal.second.pk, section.pk]))
    portal.second.item.refresh_from_db()
    assert portal.second.item.audience == "educators"

    educators.refresh_from_db()
    educators.audience = "industry"
    publish(educators)
    portal.second.item.refresh_from_db()
    portal.first.item.refresh_from_db()
    assert (portal.second.item.audience, portal.first.item.audience) == ("industry", "parents")


def test_deleting_names_who_points_here(desk, portal):
    portal.first.item.related.add(portal.second.item)
    for page in (portal.second, portal.first):
        html = desk.get(reverse("wagtailadmin_pages:delete", args=[page.pk])).content.decode()
        named = reverse("wagtailsnippets_guidelines_guidelineitem:edit", args=[portal.first.item.pk])
        assert (named in html) == (page == portal.second)
    # What goes together needs no warning.
    html = desk.get(reverse("wagtailadmin_pages:delete", args=[portal.section.pk])).content.decode()
    assert "See also" not in html
