"""Stored pages answered before Django: the same as Django's own answer, or Django's own answer."""

import io

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from cop_portal.publishing.front import StoredFirst

pytestmark = pytest.mark.django_db


@pytest.fixture
def one_connection():
    """Requests keep the test's connection and its transaction, as those of Django's test client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def ask(portal, pages, one_connection):
    passed = []
    django = get_wsgi_application()

    def noted(environ, start_response):
        passed.append(environ["PATH_INFO"])
        return django(environ, start_response)

    front = StoredFirst(noted)

    def ask(path: str, through=front, method: str = "GET", **headers: str):
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "testserver",
            "SERVER_PORT": "80", "HTTP_HOST": "testserver", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http",
            **headers,
        }  # fmt: skip
        said = {}
        body = b"".join(through(environ, lambda status, found: said.update(status=status, headers=dict(found))))
        return said["status"], said["headers"], body

    ask.passed, ask.django = passed, django
    return ask


@pytest.mark.parametrize("accepted", ["", "gzip", "br, gzip", "br;q=0", "identity"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_same_answer_as_django(ask, accepted, method):
    ask("/en/")
    ask.passed.clear()
    ours = ask("/en/?x=1", method=method, HTTP_ACCEPT_ENCODING=accepted)
    assert ask.passed == []
    theirs = ask("/en/", through=ask.django, method=method, HTTP_ACCEPT_ENCODING=accepted)
    assert sorted(ours[1].items()) == sorted(theirs[1].items())
    assert (ours[0], ours[2]) == (theirs[0], theirs[2])


def test_not_modified(ask):
    ask("/en/")
    etag = ask("/en/")[1]["ETag"]
    assert ask("/en/", HTTP_IF_NONE_MATCH=etag)[0] == "304 Not Modified"
    assert ask("/en/", HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/en/", {"HTTP_HOST": "evil.example"}),
        ("/en/", {"HTTP_HOST": ""}),
        ("/en/", {"HTTP_HOST": "a b"}),
        ("/en/nowhere/", {}),
        ("/cms/", {}),
        ("/en/library/?topic=ai", {}),
        ("/en/../", {}),
    ],
)
def test_everything_else_is_djangos(ask, path, headers):
    ask("/en/")
    ask.passed.clear()
    ask(path, **headers)
    assert ask.passed == [path.partition("?")[0]]


def test_post_is_djangos(ask):
    ask("/en/")
    ask.passed.clear()
    assert ask("/en/", method="POST")[0].startswith("405")


def test_plain_http_is_djangos_where_tls_is_the_rule(ask, settings):
    ask("/en/")
    ask.passed.clear()
    settings.SECURE_SSL_REDIRECT = True
    ask("/en/")
    assert ask.passed == ["/en/"]
    ask("/en/", HTTP_X_FORWARDED_PROTO="https")
    assert ask.passed == ["/en/"]
