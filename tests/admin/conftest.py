"""A small portal for the admin's tests: one set with one section and two published recommendations."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale, Page, Site

from audiences.models import AudienceLandingPage, HomePage
from guidelines.models import GuidelineSetPage, SectionPage
from resources.models import Term
from tests.admin.helpers import add, make_user, publish, recommendation


@pytest.fixture(scope="module")
def _portal(django_db_setup, django_db_blocker) -> dict[str, Model]:
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield build()
            transaction.set_rollback(True)
        cache.clear()


@pytest.fixture
def portal(_portal, db) -> SimpleNamespace:
    """Built once a module; each test has it as it was."""
    cache.clear()
    return SimpleNamespace(**{name: type(one)._default_manager.get(pk=one.pk) for name, one in _portal.items()})


def build() -> dict[str, Model]:
    english = Locale.objects.get(language_code="en")
    french = Locale.objects.get_or_create(language_code="fr")[0]
    root = Page.objects.get(depth=1)
    Page.objects.filter(depth=2).exclude(pk__in=Site.objects.values("root_page")).delete()
    welcome = Page.objects.filter(depth=2).first()
    home = add(root, HomePage(title="Home", slug="front", headline="Welcome", locale=english))
    Site.objects.update(root_page=home)
    if welcome:
        Page.objects.get(pk=welcome.pk).delete()
    home = HomePage.objects.get(pk=home.pk)
    landing = add(
        home, AudienceLandingPage(title="Parents and educators", slug="parents-educators", promise="Start here.")
    )
    guideline_set = add(landing, GuidelineSetPage(title="Parents", slug="parents", audience="parents"))
    section = SectionPage(title="Talking", slug="talking", order=10)
    section.key = "PA-1"
    section = add(guideline_set, section)
    first = recommendation(section, "PA-1.1", "Ask every day", 10)
    second = recommendation(section, "PA-1.2", "Play together", 20)
    term = Term.objects.create(key="gaming", vocabulary="technology", name_en="Gaming", name_fr="Jeux")
    first.item.terms.add(term)
    return {
        "english": english,
        "french": french,
        "home": home,
        "landing": landing,
        "set": guideline_set,
        "section": section,
        "first": first,
        "second": second,
        "term": term,
    }


@pytest.fixture
def in_french(portal):
    """Translate a page and what stands above it; returns a function that gives the live French page."""

    def translate(page: Page) -> Page:
        for one in [*page.get_ancestors().filter(depth__gte=2).specific(), page]:
            if not one.has_translation(portal.french):
                publish(one.copy_for_translation(portal.french))
        return page.get_translation(portal.french)

    return translate


@pytest.fixture
def moderator(django_user_model, portal):
    return make_user(django_user_model, "moderator@example.org", "Moderators", first_name="Amina")


@pytest.fixture
def editor(django_user_model, portal):
    return make_user(django_user_model, "editor@example.org", "Editors", first_name="Bruno")


@pytest.fixture
def desk(client, moderator):
    """A browser in which a moderator is signed in."""
    client.force_login(moderator)
    return client
