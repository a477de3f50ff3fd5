"""What the admin changes is announced inside its transaction, with what must disappear at once."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from common import languages
from common.signals import content_changed
from guidelines.models import GuidelineItem, RecommendationPage, SectionPage
from tests.admin.helpers import publish, recommendation_form


@pytest.fixture
def heard(portal):
    """Every announcement: what was withdrawn, and whether a transaction was open."""
    calls = []

    def listen(sender, withdrawn, **kwargs):
        calls.append((set(withdrawn), connection.in_atomic_block))

    content_changed.connect(listen)
    yield calls
    content_changed.disconnect(listen)


def withdrawn(calls) -> set[int]:
    return set().union(*(ids for ids, _atomic in calls))


def test_a_draft_announces_nothing_and_a_publication_does(desk, portal, heard):
    url = reverse("wagtailadmin_pages:edit", args=[portal.first.pk])
    desk.post(url, recommendation_form(portal.first, why="A draft."))
    assert heard == []
    page = RecommendationPage.objects.get(pk=portal.first.pk)
    desk.post(url, recommendation_form(page, why="Public.", **{"action-publish": "1"}))
    assert heard and all(atomic for _ids, atomic in heard) and withdrawn(heard) == set()


def test_unpublishing_and_deleting_withdraw_the_page_and_those_below(desk, admin_client, portal, heard):
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[portal.section.pk]), {"include_descendants": "on"})
    gone = {portal.section.pk, portal.first.pk, portal.second.pk}
    assert gone <= withdrawn(heard)
    heard.clear()
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[portal.section.pk]))
    assert not Page.objects.filter(pk=portal.section.pk).exists()
    assert gone <= withdrawn(heard)
    assert GuidelineItem.objects.count() == 2, "ids stay taken"


def test_a_new_address_withdraws_the_old_one_with_all_below_it(portal, heard):
    portal.section.slug = "conversation"
    publish(portal.section)
    assert {portal.section.pk, portal.first.pk} <= withdrawn(heard)
    heard.clear()
    page = RecommendationPage.objects.get(pk=portal.second.pk)
    page.move(SectionPage.objects.get(pk=portal.section.pk), pos="first-child")
    assert heard and withdrawn(heard) == set(), "a move among neighbours keeps the address"


def test_restricting_a_page_withdraws_it(portal, heard):
    PageViewRestriction.objects.create(page=portal.section, restriction_type="login")
    assert {portal.section.pk, portal.first.pk} <= withdrawn(heard)


def test_items_their_tags_and_terms_are_announced(portal, heard):
    for change in (
        portal.first.item.save,
        lambda: portal.second.item.terms.add(portal.term),
        lambda: portal.second.item.related.set([portal.first.item]),
        portal.term.save,
    ):
        heard.clear()
        change()
        assert heard and all(atomic for _ids, atomic in heard)


def test_a_language_is_public_from_the_publication_of_its_home(portal, in_french):
    assert languages.active_codes() == ["en"]
    home = in_french(portal.home)
    assert languages.active_codes() == ["en", "fr"]
    home.unpublish()
    assert languages.active_codes() == ["en"]
    languages.active_codes()
    publish(home)
    Page.objects.filter(pk=home.pk).update(live=False)
    Locale.objects.get(language_code="fr").save()
    assert languages.active_codes() == ["en"]


# --- one request, one transaction


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_request_that_fails_late_stores_nothing(django_user_model):
    """The item is saved before the listener fails; both are undone: a 500, not half a change."""
    item = GuidelineItem.objects.create(stable_id="PA-9.1", audience="parents")
    admin = django_user_model.objects.create_superuser("root@example.org", "a long enough password")
    browser = Client(raise_request_exception=False)
    browser.force_login(admin)
    url = reverse("wagtailsnippets_guidelines_guidelineitem:edit", args=[item.pk])
    form = browser.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    def fail(sender, **kwargs):
        raise RuntimeError("the store is full")

    content_changed.connect(fail)
    try:
        assert browser.post(url, data | {"source_title": "Half a change"}).status_code == 500
    finally:
        content_changed.disconnect(fail)
    item.refresh_from_db()
    assert item.source_title == ""
