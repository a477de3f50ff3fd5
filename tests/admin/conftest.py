"""A small portal for the admin's tests: one set with one section and two published recommendations."""

from types import SimpleNamespace

import pytest
from wagtail.models import Locale, Page, Site

from audiences.models import AudienceLandingPage, HomePage
from guidelines.models import GuidelineSetPage, SectionPage
from resources.models import Term
from tests.admin.helpers import add, make_user, publish, recommendation


@pytest.fixture
def portal(db) -> SimpleNamespace:
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
    return SimpleNamespace(
        english=english,
        french=french,
        home=home,
        landing=landing,
        set=guideline_set,
        section=section,
        first=first,
        second=second,
        term=term,
    )


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
