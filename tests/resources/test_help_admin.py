"""The admin of help: malformed entries are refused, what is due is listed, the home page reminds."""

from datetime import date

import pytest
from django.test import override_settings
from django.urls import reverse

from resources.models import Country, HelpService, ServiceTrouble
from tests.admin.helpers import make_user

EDIT = "wagtailsnippets_resources_helpservice:edit"


@pytest.fixture
def desk(client, django_user_model, db):
    client.force_login(make_user(django_user_model, "moderator@example.org", "Moderators", first_name="Amina"))
    return client


@pytest.fixture
def line(db) -> HelpService:
    home = Country.objects.create(code="gh", name_en="Ghana")
    facts = {"key": "gh-line", "country": home, "kind": "talk", "phone": "116", "source": "s", "confidence": "H"}
    return HelpService.objects.create(name_en="The line", **facts)


def form_of(response) -> dict:
    """What the edit form would send unchanged."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields if not form.fields[name].disabled}
    return {name: "" if value is None else value for name, value in values.items()}


@pytest.mark.parametrize(
    ("field", "value"),
    [("hours", "nine to five"), ("phone", "call us"), ("address", "javascript:alert(1)"), ("source_date", "soon")],
)
def test_a_malformed_entry_is_refused_with_its_reason(desk, line, field, value):
    address = reverse(EDIT, args=[line.pk])
    sent = {**form_of(desk.get(address)), field: value}
    response = desk.post(address, sent)
    assert response.status_code == 200 and response.context["form"].errors[field]
    line.refresh_from_db()
    assert getattr(line, field) != value


def test_a_confirmation_by_a_moderator_is_kept(desk, line):
    address = reverse(EDIT, args=[line.pk])
    sent = {**form_of(desk.get(address)), "verified_on": "2026-01-02", "verified_by": "Amina"}
    assert desk.post(address, sent).status_code == 302
    line.refresh_from_db()
    assert line.verified_on == date(2026, 1, 2)


def test_what_is_due_is_listed_the_most_urgent_first(desk, line):
    other = HelpService.objects.create(key="w", kind="talk", address="https://example.org/", source="s", confidence="H")
    HelpService.objects.filter(pk=other.pk).update(name_en="Quiet list")
    ServiceTrouble.objects.create(service=line, day=date.today(), count=5)
    html = desk.get(reverse("help_to_verify")).content.decode()
    assert html.index("The line") < html.index("Quiet list")
    assert "Readers say that it did not work." in html and "Never confirmed." in html


def test_the_admins_home_reminds_until_somebody_has_called(desk, line):
    home = reverse("wagtailadmin_home")
    with override_settings(SITE_COUNTRY="gh"):
        assert "Help is not ready" in desk.get(home).content.decode()
        Country.objects.update(emergency="112")
        HelpService.objects.update(verified_on=date.today(), verified_by="Amina")
        assert "Help is not ready" not in desk.get(home).content.decode()


def test_visitors_do_not_see_the_report(client, db):
    assert client.get(reverse("help_to_verify")).status_code == 302
