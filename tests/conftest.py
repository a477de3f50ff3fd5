"""Fixtures that every room's tests share."""

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.cache import cache, caches
from django.db import transaction
from django.test import Client
from django.utils import translation

from common.choices import AgeBand
from common.languages import forget
from cop_portal.packs.load import load
from cop_portal.packs.yamlio import read
from tests.factories import PackFolder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a database: the rest need not be repeated on another one, it could not end differently."""
    for item in items:
        if {"db", "transactional_db"} & set(item.fixturenames) or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture
def pack(tmp_path: Path) -> PackFolder:
    """A tiny valid pack in English and French."""
    return PackFolder(tmp_path / "pack")


@pytest.fixture
def loaded(pack: PackFolder, db) -> PackFolder:
    """The tiny pack, and a portal into which it has been loaded."""
    load(pack.open())
    yield pack
    forget()


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    opened = PackFolder(tmp_path_factory.mktemp("once") / "pack").open()
    with django_db_blocker.unblock():
        with transaction.atomic():
            load(opened)
            yield
            transaction.set_rollback(True)
        forget()


@pytest.fixture
def loaded_once(_loaded_once, pack: PackFolder, db) -> PackFolder:
    """What `loaded` gives, loaded once a module, whose other tests then see it too; a test's changes are taken back."""
    forget()
    cache.clear()
    yield pack
    forget()


@pytest.fixture(autouse=True)
def _own_language():
    """A request leaves its language behind; the next test begins in the source language."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_answers_of_another_test():
    """Computed answers, and what they are made from, are kept for a minute: longer than a test."""
    caches["computed"].clear()


@pytest.fixture(autouse=True)
def force_login_gives_the_second_factor(monkeypatch, request):
    """`force_login` stands for a whole sign-in; tests of the gate ask for less with the mark `half_signed_in`."""
    if request.node.get_closest_marker("half_signed_in"):
        return
    half = Client.force_login

    def force_login(client, user, backend=None):
        half(client, user, backend)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
            RecoveryCodes.activate(user)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": 0}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    monkeypatch.setattr(Client, "force_login", force_login)


#: The day on which the fact sheet of help services was made.
SHEET_DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def _help_loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    pack = PackFolder(tmp_path_factory.mktemp("help") / "pack")
    names = [f"{part}/{name}.yaml" for part in ("facts", "words/en") for name in ("countries", "services")]
    keys = ["help", *(f"help/{reader}" for reader in (*AgeBand.values, "parents", "educators"))]
    names += [f"{part}/pages/{key}.yaml" for part in ("facts", "words/en") for key in keys]
    for name in names:
        pack.files[name] = read((settings.BASE_DIR / "content" / name).read_bytes(), name).value
    for reader in ("parents", "educators"):  # the tiny portal has other pages to go on to
        for phase in pack.files[f"words/en/pages/help/{reader}.yaml"]["phases"]:
            if "more" in phase:
                phase["more"] = ["PA-1.1"]
    opened = pack.write().open()
    assert opened.faults == []
    with django_db_blocker.unblock():
        with transaction.atomic():
            load(opened)
            yield pack
            transaction.set_rollback(True)
        forget()


@pytest.fixture
def help_portal(_help_loaded, pack, db, monkeypatch):
    """The tiny portal with the shipped countries, services and help pages, on the day the sheet was made.

    Loaded once a module; what a test changes, in the database or in its own copy of the pack, is taken back after it.
    """
    pack.files = deepcopy(_help_loaded.files)
    monkeypatch.setattr("resources.help.timezone.localdate", lambda: SHEET_DAY)
    forget()
    cache.clear()
    caches["computed"].clear()
    yield pack.write()
    forget()
