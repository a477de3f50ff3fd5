"""Who asks for a kind of file is shown where the library keeps them."""

import re

import pytest
from django.test import Client

from guidelines.documents import shelf
from resources.models import Edition, Resource

pytestmark = pytest.mark.usefixtures("library")
SAID = re.compile(r'href="(/en/library/\?[^"]+)" rel="nofollow">([^<]+)</a> \((\d+)\)')


@pytest.fixture
def library(shipped):
    """The rows of all documents that are made from the content, as the worker keeps them when all files are made."""
    shelf.refresh()
    without = Resource.objects.filter(editions=None, kind__in=["poster", "worksheet", "workbook", "checklist"])
    Edition.objects.bulk_create(
        Edition(resource=one, language="en", format="pdf", file=f"0/cop-{one.pk}.pdf", generated=True)
        for one in without
    )


def offered(question: str, **more: str) -> list[tuple[str, str, str]]:
    return SAID.findall(Client().get("/en/search/", {"q": question, **more}).content.decode())


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("checklist for user content", "kind=checklist"),
        ("Posters for the classroom", "audience=educators&amp;kind=poster"),
        ("sheet for my class", "audience=educators&amp;kind=workbook"),
        ("excel tracker", "kind=worksheet"),
        ("user content checklist as a spreadsheet", "kind=worksheet"),
        ("class teacher checklist word file", "audience=educators&amp;kind=checklist"),
        ("worksheet for my pupils", "audience=educators&amp;kind=workbook"),
        ("consent form", "kind=sheet"),
    ],
)
def test_a_kind_named_in_a_question_leads_to_its_shelf(question, first):
    found = offered(question)
    assert found and found[0][0] == f"/en/library/?{first}"
    for address, _label, number in found:
        page = Client().get(address.replace("&amp;", "&")).content.decode()
        assert re.search(rf"\b{number} things?\b", page), "the library counts the same"


def test_the_closest_files_stand_on_the_page(library):
    body = Client().get("/en/search/", {"q": "checklist in lessons"}).content.decode()
    box = body[body.index('id="shelf-h"') : body.index("All of them:")]
    assert "In lessons" in box and "Mandate" not in box, "what the question names, and nothing else"
    assert "/in-lessons/print/" in box
    body = Client().get("/en/search/", {"q": "something to print for my class tomorrow"}).content.decode()
    box = body[body.index('id="shelf-h"') : body.index("All of them:")]
    assert re.search(r"Workbook</?[^>]*> · 9 to 12|Workbook · 9 to 12", box) and re.search(r'href="/(en|files)/', box)


@pytest.mark.parametrize(
    ("question", "more"), [("grooming", {}), ("poster", {"band": "9-12"}), ("he has a form with nudes of me", {})]
)
def test_no_shelf_without_a_kind_nor_for_children_nor_in_danger(question, more):
    assert offered(question, **more) == []
