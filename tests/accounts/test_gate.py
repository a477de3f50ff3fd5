"""No admin page without the second factor, by whatever path."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import URLPattern, URLResolver, get_resolver

from accounts import keys
from accounts.gate import DEMO_EMAIL
from accounts.invitations import address_is_theirs, invitation
from common.areas import area_of

EMAIL, PASSWORD = "amina@example.org", "wet paint on 7 doors"  # pragma: allowlist secret -- of a person made up here
pytestmark = pytest.mark.half_signed_in


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def amina(db, django_user_model):
    return django_user_model.objects.create_superuser(EMAIL, PASSWORD)


@pytest.fixture
def enrolled(amina):
    """Amina with an app and recovery codes; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(amina, secret)
    RecoveryCodes.activate(amina)
    return secret


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client, password: str = PASSWORD, address: str = "/accounts/login/"):
    return client.post(address, {"login": EMAIL, "password": password})


def admin_opens(client) -> bool:
    return client.get("/cms/").status_code == 200


def test_first_sign_in_leads_to_the_app_then_codes_then_in(client, amina, monkeypatch):
    # A test's transaction never ends; a request's does.
    monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction.on_commit", lambda work: work())
    assert sign_in(client).status_code == 302
    assert not admin_opens(client)
    page = client.get("/cms/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/accounts/2fa/totp/activate/"), "the password was just given"
    secret = re.search(r'value="([A-Z2-7]{32})"', page.content.decode()).group(1)
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert answer.status_code == 302 and "recovery-codes" in answer["Location"]
    assert client.get(answer["Location"]).status_code == 200
    assert admin_opens(client)


ACTIVATE, CODES = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"


def test_a_factor_is_set_up_only_soon_after_the_password(client, amina, monkeypatch):
    sign_in(client)
    assert client.get(ACTIVATE).status_code == 200
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()
    assert client.get(ACTIVATE)["Location"].startswith("/accounts/reauthenticate/")


def test_an_existing_factor_is_changed_only_after_the_password(client, enrolled):
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code(enrolled)})
    assert admin_opens(client)
    for address in (CODES, "/accounts/2fa/totp/deactivate/"):
        assert client.get(address)["Location"].startswith("/accounts/reauthenticate/"), address


def test_a_whole_sign_in_needs_the_code(client, enrolled):
    answer = sign_in(client)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not admin_opens(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert not admin_opens(client)
    client.post("/accounts/2fa/authenticate/", {"code": code(enrolled)})
    assert admin_opens(client)


def test_a_recovery_code_opens_once(client, amina, enrolled):
    one = RecoveryCodes(Authenticator.objects.get(user=amina, type="recovery_codes")).get_unused_codes()[0]
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": one})
    assert admin_opens(client)
    client.post("/accounts/logout/")
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": one})
    assert not admin_opens(client)


def test_a_session_by_another_path_is_thrown_out(client, amina, enrolled):
    client.force_login(amina)
    assert client.get("/cms/")["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_a_password_alone_takes_no_factor_away(client, amina, enrolled):
    client.force_login(amina)
    assert client.post("/accounts/2fa/totp/deactivate/")["Location"].startswith("/accounts/login/")
    assert Authenticator.objects.filter(user=amina).count() == 2


def test_records_of_another_user_do_not_count(client, amina, enrolled, django_user_model):
    client.force_login(amina)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 0}]
    session["account_authentication_methods_user"] = str(amina.pk + 1)
    session.save()
    assert not admin_opens(client)


def test_no_recovery_codes_no_entry(client, amina, enrolled):
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code(enrolled)})
    Authenticator.objects.filter(type="recovery_codes").delete()
    assert client.get("/cms/")["Location"].startswith("/accounts/2fa/recovery-codes/generate/")


def admin_addresses() -> list[str]:
    """Every address below /cms/, with 1 for each thing that has a name."""
    found = []

    def walk(patterns, before):
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, before + str(one.pattern))
            elif isinstance(one, URLPattern):
                found.append(before + str(one.pattern))

    walk(get_resolver().url_patterns, "/")
    for pattern, value in ((r"\(\?P<[^>]+>[^)]*\)|\([^)]*\)|<[^>]+>|\.\*", "1"), (r"[\\^$]", "")):
        found = [re.sub(pattern, value, one) for one in found]
    return sorted({one for one in found if one.startswith("/cms/")})


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_admin_address_is_shut(client, amina, enrolled, method):
    """With a password-only session, and with none: each answers with a way to sign in, or not at all."""
    addresses = admin_addresses()
    assert len(addresses) > 150
    open_ones = []
    for signed_in in (False, True):
        for address in addresses:
            if signed_in:
                client.force_login(amina)
            answer = getattr(client, method)(address)
            led_away = answer.status_code == 302 and answer["Location"].startswith(("/accounts/", "/cms/login/"))
            if not led_away and answer.status_code not in {403, 404, 405}:
                open_ones.append((signed_in, address, answer.status_code))
    assert open_ones == []


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/cms/", "cms"),
        ("/cms/pages/7/edit/", "cms"),
        ("/cms/no-such-thing/", "cms"),
        ("/accounts/2fa/", "accounts"),
        ("/documents/7/a.pdf", "documents"),
        ("/accounts/no-such-thing/", ""),
        ("/cms", ""),
        ("//cms/", ""),
        ("/CMS/", ""),
        ("/en/cms/", ""),
        ("/en/../cms/", ""),
        ("/%63ms/", ""),
        ("/cms\u200b/", ""),
        ("/en/", ""),
        ("/", ""),
    ],
)
def test_the_gate_stands_where_the_resolver_leads(path, area):
    assert area_of(path) == area


def test_an_admin_mounted_elsewhere_is_shut(client, amina, settings, enrolled):
    """A second mount of Wagtail's admin, as a mistake in urls.py would make one: a password alone opens nothing."""
    settings.ROOT_URLCONF = "tests.accounts.second_mount"
    client.force_login(amina)
    answer = client.get("/office/")
    assert answer.status_code in {302, 403}
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "path",
    [
        "/cms/login/",
        "/_util/login/",
        "/accounts/signup/",
        "/cms/password_reset/",
        "/django-admin/",
        "/admin/",
        "/accounts/login/code/",
        "/accounts/2fa/webauthn/login/",
    ],
)
def test_other_doors_are_closed(client, amina, path):
    answer = client.post(
        path,
        {
            "login": EMAIL,
            "username": EMAIL,
            "email": "new@example.org",
            "password": PASSWORD,
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert "_auth_user_id" not in client.session
    assert answer.status_code in {200, 302, 403, 404, 405}
    assert type(amina).objects.count() == 1


def test_guessing_stops(client, amina):
    for _ in range(5):
        sign_in(client, "wrong")
    refused = sign_in(client)
    assert refused.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


def test_guessing_codes_stops(client, enrolled):
    sign_in(client)
    for _ in range(11):
        client.post("/accounts/2fa/authenticate/", {"code": "123456"})
    client.post("/accounts/2fa/authenticate/", {"code": code(enrolled)})
    assert not admin_opens(client)


def test_a_forged_sender_gains_nothing(client, amina, settings):
    """Each guess under another forged address, past the one that nginx writes."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(25):
        client.post(
            "/accounts/login/",
            {"login": f"n{number}@example.org", "password": "x"},
            headers={"x-forwarded-for": f"10.0.0.{number}, 192.0.2.9"},
        )
    answer = client.post(
        "/accounts/login/", {"login": EMAIL, "password": PASSWORD}, headers={"x-forwarded-for": "10.9.9.9, 192.0.2.9"}
    )
    assert answer.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("local", "email", "extra", "opens"),
    [
        (True, DEMO_EMAIL, {}, True),
        (False, DEMO_EMAIL, {}, False),
        (True, EMAIL, {}, False),
        (True, DEMO_EMAIL, {"REMOTE_ADDR": "192.0.2.9"}, False),
        (True, DEMO_EMAIL, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
    ],
)
def test_only_the_demo_editor_on_loopback_is_exempt(
    client, django_user_model, settings, db, local, email, extra, opens
):
    settings.COP_LOCAL_DEMO = local
    client.force_login(django_user_model.objects.create_superuser(email, PASSWORD))
    assert (client.get("/cms/", **extra).status_code == 200) is opens


def test_secrets_are_not_in_the_database(enrolled, amina):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert enrolled not in stored
    assert all(
        one not in stored for one in RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    )


def test_an_old_key_still_reads_secrets(client, enrolled, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-" + settings.SECRET_KEY[::-1]
    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code(enrolled)})
    assert admin_opens(client)


def test_an_invited_person_sets_a_password_once(client, db, django_user_model, capsys):
    call_command("invite", "bruno@example.org", "--group", "Editors")
    link = capsys.readouterr().out.strip()
    path = link.partition("//")[2].partition("/")[2]
    form = client.get(f"/{path}", follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    bruno = django_user_model.objects.get(email="bruno@example.org")
    assert bruno.check_password(PASSWORD) and bruno.groups.get().name == "Editors" and not bruno.is_superuser
    assert "account_reset_password" not in str(client.get(f"/{path}", follow=True).redirect_chain)
    assert client.get(f"/{path}").status_code == 200  # "Bad token": used.


def test_an_invited_person_comes_in_without_any_mail(client, db, capsys, mailoutbox, monkeypatch):
    monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction.on_commit", lambda work: work())
    call_command("invite", "chidi@example.org", "--administrator")
    path = capsys.readouterr().out.strip().partition("//")[2].partition("/")[2]
    form = client.get(f"/{path}", follow=True)
    done = client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert 'href="/accounts/login/"' in done.content.decode()
    client.post("/accounts/login/", {"login": "chidi@example.org", "password": PASSWORD})
    page = client.get("/cms/", follow=True)
    secret = re.search(r'value="([A-Z2-7]{32})"', page.content.decode()).group(1)
    mailoutbox.clear()
    assert client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    assert admin_opens(client)
    assert not any("confirm" in one.subject.lower() or "verif" in one.body.lower() for one in mailoutbox)


def test_a_changed_address_is_proven_by_its_own_invitation(db, django_user_model):
    """An administrator may have changed an address that others, or the person, had proven before."""
    old, new = (django_user_model.objects.create_user(f"{name}@example.org") for name in ("old", "new"))
    EmailAddress.objects.create(user=new, email="former@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=old, email="new@example.org", verified=True, primary=True)
    address_is_theirs(type(new), new)
    proven = EmailAddress.objects.get(user=new, primary=True)
    assert (proven.email, proven.verified) == ("new@example.org", True)
    assert not EmailAddress.objects.filter(user=old).exists()


def test_losing_the_second_factor(amina, enrolled, capsys):
    call_command("reset_second_factor", EMAIL)
    amina.refresh_from_db()
    assert not Authenticator.objects.exists() and not amina.has_usable_password()
    assert invitation(amina).rpartition("/accounts/")[0] in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody@example.org")


@pytest.mark.parametrize(
    "key",
    [
        "",
        "short",
        "x" * 60,
        "django-insecure-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
        "change-me-abcdefghijklmnopqrstuvwxyz0123456789-abcdefgh",  # pragma: allowlist secret -- refused
    ],
)
def test_weak_keys_are_refused(settings, key):
    settings.SECRET_KEY = key
    with pytest.raises(keys.ImproperlyConfigured, match="SECRET_KEY"):
        keys.refuse_weak()


def test_any_host_is_refused(settings):
    settings.ALLOWED_HOSTS = ["*"]
    with pytest.raises(keys.ImproperlyConfigured, match="ALLOWED_HOSTS"):
        keys.refuse_weak()
