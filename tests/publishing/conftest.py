"""A small portal with a page store of its own, as two processes would see it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.test import Client

from common import languages
from cop_portal.publishing import generation, site
from cop_portal.publishing.store import Store
from tests.admin.conftest import _portal, in_french, portal  # noqa: F401 -- fixtures


@pytest.fixture
def pages(settings, tmp_path) -> Store:
    """The page store, switched on for one test."""
    settings.PUBLISHING_DIR = tmp_path / "public"
    settings.VAR_DIR = tmp_path
    settings.COP_BASE_URL = "http://testserver"
    site._seen.clear()
    languages.forget()
    for alias in django_settings.CACHES:
        caches[alias].clear()
    found = site.store()
    site.announce_build(found)
    return found


@pytest.fixture
def reader(pages) -> Client:
    """A browser that takes what the server sends, uncompressed."""
    return Client(raise_request_exception=False)


@pytest.fixture
def renders(monkeypatch) -> list[str]:
    """Paths that Wagtail really rendered since the test began."""
    from wagtail.models import Page

    seen: list[str] = []
    serve = Page.serve

    def counted(self, request, *args, **kwargs):
        seen.append(request.path)
        return serve(self, request, *args, **kwargs)

    monkeypatch.setattr(Page, "serve", counted)
    return seen


@pytest.fixture
def release(monkeypatch) -> Callable[[str], None]:
    """Pretend that this process runs another build."""

    def another(name: str) -> None:
        monkeypatch.setattr(generation, "build_id", lambda: name)
        site.announce_build(site.store())

    return another


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """`with commit():` does what follows in a transaction, and what follows its commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
