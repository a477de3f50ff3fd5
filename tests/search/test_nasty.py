"""Whatever stands in a query: search and finder answer cleanly, repeat none of it unescaped, and are not kept busy."""

import re
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client

from tests.publishing.conftest import pages  # noqa: F401 -- fixture

SEARCH, CHILDREN = "/en/search/", "/en/children/find/children/"
FINDERS = {
    "/en/industry/find/industry/": ("service=games", ("service", "area", "about", "size", "page")),
    "/en/policy-makers/find/policy-makers/": ("stage=", ("stage", "field", "who", "about", "page")),
    "/en/parents-educators/find/parents/": ("about=gaming", ("age", "about", "special", "page")),
    "/en/parents-educators/find/educators/": ("age=9-12", ("age", "about", "role", "special", "page")),
    CHILDREN: ("age=9-12", ("age", "about")),
}
PLACES = {
    SEARCH: ("q=password", ("q", "band", "page")),
    **FINDERS,
    "/en/industry/find/industry/print/": ("service=games", ("service", "area", "about", "size")),
    "/en/parents-educators/find/parents/worksheet/": ("about=gaming", ("age", "about", "special")),
}
#: Keys of other forms: the library's, the admin's, Django's own, and what frameworks of others read.
OTHERS = (
    "topic", "kind", "audience", "language", "format", "sort", "next", "csrfmiddlewaretoken", "_method", "action",
    "id", "__proto__", "constructor", "callback", "debug", "preview", "rendering", "lang", "p", "query",
)  # fmt: skip
MARK = "zq7"
#: As it stands on the wire: what no client library would let through is the point.
WIRE = {
    "quotation mark": "%22%27%60" + MARK,
    "NUL": "a%00b" + MARK,
    "NUL, overlong": "%C0%80" + MARK,
    "lone surrogate": "%ED%A0%80" + MARK,
    "pair of surrogates": "%ED%A0%BD%ED%B8%80" + MARK,
    "broken UTF-8": "%FF%FE%C3" + MARK,
    "broken escape": "%%%zz%u0041%" + MARK,
    "marks of direction": "%E2%80%AE%E2%80%8F%E2%81%A6%D8%A7" + MARK,
    "combining marks": "e" + "%CC%81" * 300 + MARK,
    "emoji": "%F0%9F%98%80%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7" + MARK,
    "SQL": "'%3B%20DROP%20TABLE%20search_word%3B--%20" + MARK,
    "SQL union": "1%27%20UNION%20SELECT%20password%20FROM%20accounts_user--" + MARK,
    "LIKE": "%25%5F%5C" + MARK,
    "script": "%22%3E%3Cscript%3Ealert(%27" + MARK + "%27)%3C%2Fscript%3E",
    "attribute": "%22%20onmouseover%3D%22" + MARK + "%22%20x%3D%22",
    "template": "{{7*191}}{%25%20debug%20%25}${7*191}" + MARK,
    "format": "%25s%25(x)s{0}{0.__class__}" + MARK,
    "line ends": "%0D%0ASet-Cookie:%20" + MARK + "=1%0D%0A%0D%0A",
    "path": "..%2F..%2F..%2Fetc%2Fpasswd" + MARK,
    "digits of others": "%D9%A3%E2%91%A2%C2%B2",
    "a number too big": "9" * 400,
    "a number below zero": "-1",
    "not a number": "NaN",
    "3 KB": "a" * 3_000,
    "10 KB": "a" * 10_240,
    "10 KB of words": "wort+" * 2_048,
    "nothing": "",
}
STATUSES = {200, 302, 400, 404, 414}


def check(client: Client, place: str, query: str) -> int:
    response = client.get(f"{place}?{query}")
    assert response.status_code in STATUSES, (place, query[:80], response.status_code)
    assert "Set-Cookie" not in response and not response.cookies
    assert MARK not in str(response.headers.get("Location", ""))
    if response.headers["Content-Type"].startswith("text/html"):
        body = response.content.decode()
        assert f"alert('{MARK}" not in body and f'onmouseover="{MARK}' not in body, (place, query[:80])
        assert "1337" not in re.sub(r"/static/[^\"]*", "", body) and "__class__" not in body.replace(
            "{0.__class__}", ""
        )
        assert body.rstrip().endswith("</html>") or response.status_code == 302, "a whole page"
    return response.status_code


@pytest.mark.parametrize("place", PLACES)
def test_anything_in_any_parameter_is_answered_cleanly(shipped, place):
    client = Client(raise_request_exception=True)
    good, keys = PLACES[place]
    for name, value in WIRE.items():
        for key in keys:
            others = "&".join(part for part in good.split("&") if not part.startswith(f"{key}="))
            status = check(client, place, f"{others}&{key}={value}")
            # A query that no browser sends is refused in plain words; all else is a page.
            assert (status in (400, 414)) == (name.startswith(("10 KB",)) or name == "NUL"), (place, name, key, status)


@pytest.mark.parametrize("place", PLACES)
def test_keys_again_in_arrays_and_of_other_forms_are_answered_cleanly(shipped, place):
    client = Client(raise_request_exception=True)
    good, keys = PLACES[place]
    first = check(client, place, good)
    for name in ("script", "lone surrogate", "SQL", "format"):
        value = WIRE[name]
        for key in keys:
            assert check(client, place, f"{key}={value}&{key}={value}&{good}&{key}=") in (200, 302)
            for array in (f"{key}[]", f"{key}[0]", f"{key}%5B%5D", f"{key}.x", f"{key}__in", key.upper(), f"{key}%00"):
                check(client, place, f"{good}&{array}={value}")
        for key in OTHERS:
            assert check(client, place, f"{good}&{key}={value}") == first
        check(client, place, f"{value}={value}&{good}&=&&&={value};{key}={value}")
    assert check(client, place, "&".join([good, *(f"{keys[0]}=x{n}" for n in range(400))])) in (200, 302, 414)
    assert check(client, place, "&".join(["x"] * 1_500)) in (200, 302, 400), "too many fields are no error of ours"


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("place", PLACES)
def test_random_values_of_known_keys_fill_neither_cache_nor_disk(shipped, pages, caplog, place, method):  # noqa: F811
    client, cache = Client(), caches["computed"]
    good, keys = PLACES[place]
    ask = getattr(client, method)
    ask(f"{place}?{good}")
    disk = files(pages.root)
    held = len(cache._cache)
    with caplog.at_level("INFO", logger="cop"):
        caplog.clear()
        for number in range(60):
            for key in keys[1:] if place == SEARCH else keys:
                assert ask(f"{place}?{good}&{key}={number + 2}").status_code in (200, 302)
                assert ask(f"{place}?{key}=r{number}x").status_code in (200, 302)
    rendered = [one for one in caplog.records if one.getMessage().startswith("rendered")]
    assert len(rendered) <= 10, f"{len(rendered)} renders"
    assert len(cache._cache) - held <= 10 + len(keys), "what was rendered, and the vocabularies"
    assert files(pages.root) == disk, "nothing of a query is written"


def test_random_questions_are_held_within_the_cache_and_never_written(shipped, pages):  # noqa: F811
    client = Client()
    client.get(f"{SEARCH}?q=password")
    disk = files(pages.root)
    for number in range(260):
        client.get(f"{SEARCH}?q=word{number}")
    assert len(caches["computed"]._cache) <= 200 and files(pages.root) == disk


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
