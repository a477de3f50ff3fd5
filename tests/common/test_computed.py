"""Answers to queries: only registered keys, only known values, one render each."""

import pytest
from django.core.cache import caches
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory

from common import computed


@pytest.fixture(autouse=True)
def place(monkeypatch):
    monkeypatch.setattr(computed, "_registered", {})
    caches["computed"].clear()
    computed.register("finder", q=computed.words, topic=computed.among("ai", "games"), page=computed.number)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("utm_source=x&fbclid=1", ""),
        ("topic=games&topic=ai&x=1", "topic=ai&topic=games"),
        ("topic=nonsense&topic=ai&topic=ai", "topic=ai"),
        ("q=%20%20Safe%09ONLINE&topic=ai", "q=safe+online&topic=ai"),
        ("q=" + "a" * 500, "q=" + "a" * 100),
        ("q=%E2%80%8B%00%0a", ""),
        ("page=1", ""),
        ("page=007", "page=7"),
        ("page=-1&page=2", ""),
        ("page=%D9%A3", ""),
        ("page=9999999", ""),
        ("page=x", ""),
    ],
)
def test_one_spelling(query, canonical):
    assert computed.canonical("/en/finder/", QueryDict(query)) == canonical


@pytest.mark.parametrize("path", ["/en/", "/en/finder/more/", "/finder/", "/en/library/", "/en/finder"])
def test_other_addresses_ignore_queries(path):
    assert not computed.answers_queries(path)


def test_a_thousand_random_queries_are_few_renders():
    seen = []

    @computed.answer
    def view(request):
        seen.append(request.GET.urlencode())
        return HttpResponse("found " + request.GET.urlencode())

    for number in range(1000):
        response = view(RequestFactory().get(f"/en/finder/?topic=games&x={number}&page=x{number}&topic=t{number}"))
        assert response.content == b"found topic=games"
    assert seen == ["topic=games"]
    assert "s-maxage=60" in response.headers["Cache-Control"]


def test_errors_are_not_kept():
    answers = iter([500, 200])

    @computed.answer
    def view(request):
        return HttpResponse(status=next(answers))

    assert view(RequestFactory().get("/en/finder/?topic=ai")).status_code == 500
    assert view(RequestFactory().get("/en/finder/?topic=ai")).status_code == 200


def test_the_cache_is_bounded():
    @computed.answer
    def view(request):
        return HttpResponse("x")

    for number in range(600):
        view(RequestFactory().get(f"/en/finder/?q=word{number}"))
    assert len(caches["computed"]._cache) <= 200


def test_what_was_read_before_a_change_is_not_kept_after_it():
    """Somebody reads; meanwhile another has the content change and everything forgotten; then the reader keeps."""
    seen = ["old", "new"]

    def slow() -> str:
        found = seen.pop(0)
        if found == "old":
            computed.forget()
        return found

    assert computed.kept("thing", slow) == "old"
    assert computed.kept("thing", slow) == "new" == computed.kept("thing", slow)
