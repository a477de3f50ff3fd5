"""The library page: one language or the nearest, ways out, and a large shelf asks no more than a small one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cop_portal.packs.load import load
from resources import library
from resources.models import Edition, Resource
from tests.common.test_facets import fill

CEILING = 12
ADDRESS = "/en/library/"


@pytest.fixture
def shelf(pack, db):
    """The tiny pack with a library, and two resources of others, one in French and Armenian only."""
    facts = dict(pack.files["facts/pages/about.yaml"])
    pack.files["facts/pages/library.yaml"] = {**facts, "key": "library", "type": "library", "slug": "library"}
    pack.files["words/en/pages/library.yaml"] = {"title": "Library"}
    pack.files["words/fr/pages/library.yaml"] = {"title": "Bibliothèque"}
    pack.files["facts/resources.yaml"] = [
        resource("guide", [("en", "Guide"), ("fr", "Le guide exact")]),
        {**resource("elsewhere", [("fr", ""), ("hy", "")]), "also_in": ["mt"]},
    ]
    words = {"guide": {"title": "Guide", "description": "For everyone."}, "elsewhere": {"title": "Elsewhere"}}
    pack.files["words/en/resources.yaml"] = words
    opened = pack.write().open()
    assert opened.faults == []
    load(opened)
    return pack


def resource(key: str, editions: list[tuple[str, str]]) -> dict:
    rows = [
        {
            "language": code,
            "format": "html",
            "address": f"https://example.org/{code}",
            **({"title": title} if title else {}),
        }
        for code, title in editions
    ]
    return {
        "key": key,
        "kind": "external",
        "audiences": ["parents"],
        "ages": ["9-12"],
        "terms": ["gaming"],
        "publisher": "Somebody else",
        "licence": "All rights theirs",
        "source": "A page",
        "also_in": [],
        "sensitive": "no",
        "editions": rows,
    }


def test_a_resource_in_another_language_says_so_and_offers_the_nearest(shelf, client: Client):
    body = client.get(ADDRESS).content.decode()
    assert "Not in English. What is nearest: French." in body
    assert "Հայերեն" in body and "Maltese" in body
    french = client.get("/fr/library/").content.decode()
    assert "Le guide exact" in french


def test_what_a_reader_can_read_at_once_comes_first(db):
    for place, (key, language) in enumerate([("one", "en"), ("two", "fr")]):
        row = Resource.objects.create(key=key, kind="course", title_en=key, order=place)
        Edition.objects.create(resource=row, language=language, format="html", address="https://example.org/")
    rows = Resource.objects.all()
    keys = {row.pk: row.key for row in rows}
    assert [keys[pk] for pk in library._sorted(rows, "", "fr")] == ["two", "one"]
    assert [keys[pk] for pk in library._sorted(rows, "", "en")] == ["one", "two"]


def test_an_empty_result_has_ways_out(shelf, client: Client):
    body = client.get(f"{ADDRESS}?kind=sheet&language=fr").content.decode()
    assert "No resource" in body or "Nothing is all of this at once" in body
    assert "?language=fr" in body


def test_an_edition_is_exactly_one_thing(shelf):
    from django.core.exceptions import ValidationError

    row = Resource.objects.get(key="guide")
    with pytest.raises(ValidationError):
        Edition(resource=row, language="en", format="pdf").full_clean()


def test_resources_of_others_round_trip(shelf, tmp_path):
    from cop_portal.packs.export import files_of_portal

    files = files_of_portal(shelf.open().head)
    disk = shelf.bytes()
    for name in ("facts/resources.yaml", "words/en/resources.yaml"):
        assert files[name] == disk[name]


def queries(address: str) -> int:
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("query", ["", "?audience=parents&kind=sheet", "?language=fr&sort=title&topic=t1"])
def test_two_thousand_resources_ask_no_more_than_two_hundred(shelf, query, settings):
    settings.DEBUG = True  # computed answers are not kept, so that every request asks
    fill(200, seed=1)
    few = queries(f"{ADDRESS}{query}")
    fill(1_800, seed=2)
    assert queries(f"{ADDRESS}{query}") == few <= CEILING


def test_known_languages_come_first(db):
    assert library.nearest(["fr", "en"], ["ar", "en"]) == "en"
    assert library.nearest(["pt"], ["pt-br", "en"]) == "pt-br"
    assert library.nearest(["fr"], ["hy"]) == "hy"
