"""Answers that depend on the query: search, facets, finder. Sorted allow-listed keys, known values, a small cache.

A room on the right registers its addresses in `ready()`; every other public address ignores its query.

    computed.register("search", q=computed.words, topic=known_topics)

and wraps the view or the method that answers:

    @computed.answer
    def search(request): ... request.GET ...

In `request.GET` the view then sees only registered keys, and for each only values that its function lets through.
"""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import wraps
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation

log = logging.getLogger("cop.computed")
#: What a key's values are cleaned with: all values given, to those that mean something, in canonical order.
Cleaner = Callable[[list[str]], Iterable[str]]
_registered: dict[str, dict[str, Cleaner]] = {}
CACHE_SECONDS = 60
CACHE_CONTROL = f"public, max-age=0, s-maxage={CACHE_SECONDS}"
KEPT_HEADERS = ("Content-Type", "Content-Disposition", "X-Content-Type-Options")
MAX_WORDS_LENGTH = 100
MAX_VALUES = 12
MAX_DIGITS = 3
_PLACE = re.compile(r"/[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}/(?P<place>[a-z-]+(?:/[a-z0-9-]+)*)/")


#: How often this process has forgotten. What began to be read before the last time is kept where nobody looks.
_forgotten = count()
_now = [next(_forgotten)]


def forget() -> None:
    """Drop all answers and what they were made from: the content has changed."""
    _now[0] = next(_forgotten)
    caches["computed"].clear()


def kept(name: str, read: Callable[[], Any]) -> Any:
    """What was read at most a minute ago, and after the last change of content. `name` without spaces."""
    return caches["computed"].get_or_set(f"{name}-{_now[0]}", read, CACHE_SECONDS)


def register(place: str, **keys: Cleaner) -> None:
    """Let an address (below the language, without slashes at its ends) answer to these query keys."""
    _registered.setdefault(place, {}).update(keys)


def places() -> list[str]:
    """All registered addresses; deploy/nginx.conf names the same."""
    return sorted(_registered)


def _keys(path: str) -> dict[str, Cleaner] | None:
    match = _PLACE.fullmatch(path)
    return _registered.get(match["place"]) if match else None


def answers_queries(path: str) -> bool:
    return _keys(path) is not None


def among(*values: str) -> Cleaner:
    """Only these values, sorted."""
    known = frozenset(values)
    return lambda given: sorted({value for value in given if value in known})


def words(given: list[str]) -> list[str]:
    """Free text to search for: one value, one spelling, without control characters, not too long."""
    text = unicodedata.normalize("NFKC", given[0] if given else "")
    text = "".join(" " if unicodedata.category(sign).startswith(("C", "Z")) else sign for sign in text[:1000])
    text = " ".join(text.casefold().split())[:MAX_WORDS_LENGTH].strip()
    return [text] if text else []


def number(given: list[str]) -> list[str]:
    """A page number without leading zeros; the first page has none."""
    value = given[0] if given else ""
    return (
        [str(int(value))] if value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS and int(value) > 1 else []
    )


def upto(most: Callable[[], int]) -> Cleaner:
    """A page number of at most so many pages; beyond them is the first page, or each number would be a render."""
    return lambda given: [value for value in number(given) if int(value) <= most()]


def canonical(path: str, query: QueryDict) -> str:
    """The query string that means the same, in the only spelling under which it is answered and cached."""
    keys = _keys(path) or {}
    pairs = []
    for name in sorted(keys):
        pairs += [(name, value) for value in list(keys[name](query.getlist(name)))[:MAX_VALUES]]
    return urlencode(pairs)


def answer(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a registered address: canonical query, one render each, kept for a minute in a small bounded cache."""

    @wraps(view)
    def answered(*args, **kwargs) -> HttpResponse:
        request = next(one for one in args if isinstance(one, HttpRequest))
        asked, query = request.META.get("QUERY_STRING", ""), canonical(request.path_info, request.GET)
        request.GET = QueryDict(query)
        request.META["QUERY_STRING"] = query
        # Without any query the page store answers; with one that means nothing it does not, and the cache must.
        if request.method not in ("GET", "HEAD") or settings.DEBUG or not (query or asked):
            return _marked(view(*args, **kwargs))
        cache = caches["computed"]
        said = f"{_now[0]} {translation.get_language()} {request.get_host()} {request.path_info}?{query}"
        # A digest, because a cache complains about a key that it does not like, and names it: a question in a log.
        name = hashlib.blake2b(said.encode(), digest_size=20).hexdigest()
        known = cache.get(name)
        if known is not None:
            headers, body = known
            return _marked(HttpResponse(body, headers=headers))
        response = view(*args, **kwargs)
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
        if response.status_code == 200 and not response.streaming and not response.cookies:
            log.info("rendered %s", request.path_info)
            headers = {kind: response.headers[kind] for kind in KEPT_HEADERS if kind in response.headers}
            cache.set(name, (headers, response.content), CACHE_SECONDS)
        return _marked(response)

    return answered


def _marked(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response
