"""Hostile and broken requests get plain 4xx answers, never 500, and nothing that a page needs to be private."""

import pytest
from django.test import Client

from common.choices import FIXED_SLUGS


@pytest.fixture
def portal(loaded_once):
    """A small loaded portal and a client that raises nothing."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "address",
    [
        "/en/%00",
        "/en/?q=%00",
        "/en/?q=%22",
        "/en/?" + "a=b&" * 3000,
        "/en/" + "x" * 3000,
        "/en/%F0%9F%92%A9/",
        "/en/..%2f..%2fetc/passwd",
        "/r/%22",
        "/r/PA-99.99",
        "/r/" + "9" * 60,
        "/de/",
        "/xx-yy/",
        "//evil.example/",
        "/en/<script>/",
        "/documents/999/x.pdf",
        "/sitemap.xml?x=%00",
    ],
)
def test_odd_addresses(portal, address):
    status = portal.get(address).status_code
    assert status in {200, 301, 302, 400, 404, 414}
    if "%00" in address:
        assert status in {400, 404}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_take_nothing(portal, method):
    response = (
        getattr(portal, method)("/en/", data={f"f{n}": "x" for n in range(2000)}, content_type="application/json")
        if method != "post"
        else portal.post("/en/", {f"f{n}": "x" for n in range(2000)})
    )
    assert response.status_code == 405


def test_odd_methods(portal):
    assert portal.generic("BREW", "/en/").status_code == 501
    assert portal.generic("TRACE", "/en/").status_code in {405, 501}


def test_unknown_hosts(portal):
    assert portal.get("/en/", headers={"host": "evil.example"}).status_code == 400


def test_not_found_is_translated_and_cheap(portal, django_assert_max_num_queries):
    portal.get("/en/nowhere/")
    with django_assert_max_num_queries(6):
        response = portal.get("/en/nowhere/")
    assert response.status_code == 404
    assert 'lang="en"' in response.content.decode()
    assert "/en/" in response.content.decode()


def test_public_pages_set_no_cookie_and_may_be_kept(portal):
    response = portal.get("/en/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "public" in response.headers["Cache-Control"]
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_staff_pages_are_private(portal):
    response = portal.get("/cms/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")
    assert response.headers["Cache-Control"] == "no-store"


def test_fixed_addresses_are_known():
    assert {"policy-makers", "industry", "parents-educators", "children", "help", "search"} <= set(FIXED_SLUGS)
