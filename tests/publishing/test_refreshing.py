"""After a change every page is missing at once: readers share one render at a time, and edited pages do not wait."""

import pytest
from wagtail.models import Page

from common.signals import content_changed
from cop_portal.publishing import site
from cop_portal.publishing.fill import Filler
from cop_portal.publishing.store import name_of
from tests.admin.helpers import publish
from tests.publishing.test_serving import address_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(portal):
    """Another reader has a page made anew meanwhile."""
    with site.store().refreshing(needed=False) as turn:
        assert turn
        yield


def test_readers_get_the_older_copy_while_another_page_is_made_anew(portal, reader, commit, renders, request):
    address = address_of(portal.first)
    older = reader.get(address).content
    with commit():
        content_changed.send(sender=Page, withdrawn=())
    request.getfixturevalue("busy")
    del renders[:]
    assert reader.get(address).content == older
    assert renders == []


def test_a_page_without_a_copy_is_made_at_once(portal, reader, busy, renders):
    assert reader.get(address_of(portal.first)).status_code == 200
    assert renders == [address_of(portal.first)]


def test_an_edited_page_is_never_answered_from_its_older_copy(portal, reader, commit, request):
    address = address_of(portal.first)
    reader.get(address)
    portal.first.title = "Ask every evening"
    with commit():
        publish(portal.first)
    with commit():  # and something else changes in the same breath
        content_changed.send(sender=Page, withdrawn=())
    request.getfixturevalue("busy")
    assert b"Ask every evening" in reader.get(address).content


def test_an_edited_page_is_made_once(portal, reader, commit, renders, request):
    address = address_of(portal.first)
    reader.get(address)
    with commit():
        publish(portal.first)
    reader.get(address)
    with commit():
        content_changed.send(sender=Page, withdrawn=())
    request.getfixturevalue("busy")
    del renders[:]
    reader.get(address)
    assert renders == [], "the mark of an edit stays behind"


def test_an_edited_page_has_its_older_copy_without_database(portal, reader, commit, monkeypatch):
    from django.db import OperationalError

    from cop_portal.publishing import generation

    address = address_of(portal.first)
    older = reader.get(address).content
    with commit():
        publish(portal.first)

    def fails(*args, **kwargs):
        raise OperationalError("no connection")

    monkeypatch.setattr(generation, "token", fails)
    assert reader.get(address).content == older


def test_a_change_in_the_middle_of_filling_costs_no_copy(portal, reader, commit):
    """Pages that could no more be stored, because the content had moved on, were taken for pages that are no more."""
    pages = site.store()
    address = address_of(portal.first)
    filler = Filler(pages)
    filler.begin(site.reconcile(pages))
    while filler.todo:
        filler.step()
    assert (pages.latest / name_of(address)).exists()
    with commit():
        content_changed.send(sender=Page, withdrawn=())
    filler.begin(site.reconcile(pages))
    filler.step()
    with commit():
        content_changed.send(sender=Page, withdrawn=())
    while not filler.done:
        filler.step()
    assert (pages.latest / name_of(address)).exists(), "nothing would answer if the database fell now"
