"""Children's pages and help: whoever wrote the newest version cannot publish it; somebody else can."""

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from audiences.models import AudienceLandingPage
from guidelines.models import GuidelineSetPage, SectionPage
from tests.admin.conftest import _portal, portal  # noqa: F401 -- fixtures
from tests.admin.helpers import add, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(portal) -> SectionPage:  # noqa: F811
    landing = add(portal.home, AudienceLandingPage(title="Children", slug="children", promise="Yours."))
    band = add(landing, GuidelineSetPage(title="9 to 12", slug="9-12", audience="children", band="9-12"))
    return add(band, SectionPage(title="You can", slug="you-can", lead="Old words."))


@pytest.fixture
def desk(django_user_model, portal):  # noqa: F811
    """Browsers by name: moderators "amina" and "bruno", and "root", who may do everything."""

    def browser(name: str) -> Client:
        address = f"{name}@example.org"
        user = django_user_model.objects.filter(email=address).first()
        if user is None and name == "root":
            user = django_user_model.objects.create_superuser(address, "a long enough password")
        client = Client()
        client.force_login(user or make_user(django_user_model, address, "Moderators"))
        return client

    return browser


def post(client: Client, page: SectionPage, lead: str, **action: str) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    for prefix in ("cards", "comments"):
        data |= {f"{prefix}-count": "0", f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    data |= {"lead": lead, "intro": "null", **{name.replace("_", "-"): value for name, value in action.items()}}
    latest = page.get_latest_revision()
    data |= {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}
    assert client.post(url, data).status_code == 302, client.post(url, data).context["form"].errors
    page.refresh_from_db()


def submit(client: Client, page: SectionPage, lead: str = "New words.") -> None:
    post(client, page, lead, action_submit="yes")


def approve(client: Client, page: SectionPage, lead: str = "New words.") -> None:
    post(client, page, lead, action_workflow_action="yes", workflow_action_name="approve")


@pytest.mark.parametrize("name", ["amina", "root"])
def test_nobody_publishes_alone(desk, section, portal, name):  # noqa: F811
    client = desk(name)
    post(client, section, "Mine alone.", action_publish="yes")
    assert section.lead == "Old words."
    assert section.get_latest_revision_as_object().lead == "Mine alone."
    html = client.get(reverse("wagtailadmin_pages:edit", args=[section.pk])).content.decode()
    assert 'name="action-publish"' not in html and 'name="action-submit"' in html
    post(client, portal.section, "Elsewhere one may.", action_publish="yes")
    assert portal.section.lead == "Elsewhere one may."


def test_a_second_person_publishes(desk, section):
    amina, bruno = desk("amina"), desk("bruno")
    submit(amina, section)
    approve(amina, section)
    assert section.lead == "Old words." and section.workflow_in_progress
    html = amina.get(reverse("wagtailadmin_pages:edit", args=[section.pk])).content.decode()
    assert 'data-workflow-action-name="approve"' not in html
    approve(bruno, section)
    assert section.lead == "New words." and not section.workflow_in_progress


def test_who_changes_the_text_while_approving_has_written_it(desk, section):
    submit(desk("amina"), section)
    bruno = desk("bruno")
    approve(bruno, section, lead="Bruno's words.")
    assert "waits for another person" in bruno.get(reverse("wagtailadmin_home")).content.decode()
    assert section.lead == "Old words."
    assert section.get_latest_revision_as_object().lead == "Bruno's words."
    approve(desk("amina"), section, lead="Bruno's words.")
    assert section.lead == "Bruno's words."


def test_a_new_page_cannot_be_published_while_it_is_made(desk, section):
    url = reverse("wagtailadmin_pages:add", args=["guidelines", "sectionpage", section.get_parent().pk])
    assert 'name="action-publish"' not in desk("root").get(url).content.decode()


def test_nothing_published_is_moved_in_or_approved_in_bulk(desk, section, portal):  # noqa: F811
    client = desk("amina")
    url = reverse("wagtailadmin_pages:move_confirm", args=[portal.section.pk, section.get_parent().pk])
    client.post(url)
    portal.section.refresh_from_db()
    assert portal.section.get_parent().pk == portal.set.pk
    post(client, section, "Mine alone.")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={section.pk}&next=/cms/", {"id": section.pk})
    section.refresh_from_db()
    assert section.lead == "Old words."


def test_withdrawing_needs_nobody_else(desk, section):
    desk("amina").post(reverse("wagtailadmin_pages:unpublish", args=[section.pk]))
    section.refresh_from_db()
    assert not section.live


def test_the_way_is_made_anew_when_somebody_has_switched_it_off(section):
    section.get_workflow().deactivate()
    assert not Workflow.objects.filter(active=True, name="Second person").exists()
    assert section.get_workflow().active


def test_one_person_may_switch_the_rule_off_and_is_reminded(desk, section, settings):
    settings.COP_SECOND_PERSON = False
    post(desk("amina"), section, "Alone by choice.", action_publish="yes")
    assert section.lead == "Alone by choice."
    assert "cop.W005" in [found.id for found in run_checks(include_deployment_checks=True)]
