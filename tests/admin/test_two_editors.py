"""A second editor's save over a newer version is refused, and nobody's text is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from guidelines.models import RecommendationPage
from tests.admin.helpers import recommendation_form

AUTOSAVE = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def other_desk(editor):
    browser = Client()
    browser.force_login(editor)
    return browser


@pytest.fixture
def url(portal) -> str:
    return reverse("wagtailadmin_pages:edit", args=[portal.first.pk])


def latest(portal) -> RecommendationPage:
    return RecommendationPage.objects.get(pk=portal.first.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}, {"action-submit": "1"}])
def test_a_stale_save_is_refused_and_both_texts_are_shown(portal, desk, other_desk, url, action):
    stale = recommendation_form(portal.first, why="Written by the second.", **action)
    desk.post(url, recommendation_form(portal.first, why="Written by the first.", **{"action-publish": "1"}))

    response = other_desk.post(url, stale)

    assert response.status_code == 409
    html = response.content.decode()
    assert "Amina" in html and "second" in html and "first" in html
    assert latest(portal).why == RecommendationPage.objects.get(pk=portal.first.pk).why == "Written by the first."


def test_the_refused_text_can_be_opened_compared_and_saved(portal, desk, other_desk, url):
    stale = recommendation_form(portal.first, why="Written by the second.")
    desk.post(url, recommendation_form(portal.first, why="Written by the first."))
    other_desk.post(url, stale)

    page = RecommendationPage.objects.get(pk=portal.first.pk)
    entry = PageLogEntry.objects.get(page=page, action="cop.save_refused")
    refused = entry.revision
    assert refused.as_object().why == "Written by the second."
    assert not refused.is_latest_revision() and page.latest_revision.is_latest_revision()

    assert (
        "Keep a refused save" in other_desk.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    )
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, refused.pk, "latest"])
    assert other_desk.get(compare).status_code == 200
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, refused.pk])
    assert "Written by the second." in other_desk.get(revert).content.decode()

    assert other_desk.post(revert, recommendation_form(page, why="Written by both.")).status_code == 302
    assert latest(portal).why == "Written by both."


def test_text_that_is_not_even_valid_is_kept(portal, desk, other_desk, url):
    stale = recommendation_form(
        portal.first, statement="", slug="not a slug", why="Kept all the same.", actions=[("a1", ""), ("", "Mine.")]
    )
    desk.post(url, recommendation_form(portal.first, why="Written by the first."))
    assert other_desk.post(url, stale).status_code == 409
    kept = PageLogEntry.objects.get(action="cop.save_refused").revision.as_object()
    assert kept.why == "Kept all the same."
    assert "Mine." in [block.value["text"] for block in kept.actions]


def test_autosave_is_refused_too_and_keeps_one_copy_however_often_it_tries(portal, desk, other_desk, url):
    stale = recommendation_form(portal.first, why="First letters")
    desk.post(url, recommendation_form(portal.first, why="Written by the first."))

    for text in ("First letters", "First letters of the second."):
        response = other_desk.post(url, stale | {"why": text}, **AUTOSAVE)
        assert response.status_code == 400
        assert response.json()["error_code"] == "invalid_revision"
    assert other_desk.post(url, stale | {"why": "First letters of the second. Saved."}).status_code == 409

    entry = PageLogEntry.objects.get(action="cop.save_refused")
    entry.revision.refresh_from_db()
    assert entry.revision.as_object().why == "First letters of the second. Saved."
    assert latest(portal).why == "Written by the first."


def test_a_version_overwritten_by_autosave_counts_as_newer(portal, desk, other_desk, url):
    desk.post(url, recommendation_form(portal.first, why="One"), **AUTOSAVE)
    page = RecommendationPage.objects.get(pk=portal.first.pk)
    loaded_by_other = recommendation_form(page, why="Two")

    own = str(page.latest_revision.pk)
    again = desk.post(url, recommendation_form(page, why="One, longer", overwrite_revision_id=own), **AUTOSAVE)
    assert again.json()["success"] and again.json()["revision_id"] == page.latest_revision.pk

    assert other_desk.post(url, loaded_by_other).status_code == 409
    assert latest(portal).why == "One, longer"


def test_one_editor_saving_twice_is_not_disturbed(portal, desk, url):
    for text in ("One", "Two"):
        page = RecommendationPage.objects.get(pk=portal.first.pk)
        assert desk.post(url, recommendation_form(page, why=text)).status_code == 302
    assert latest(portal).why == "Two"
