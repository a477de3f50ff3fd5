"""The first view of anything after a change: nothing is stored, nothing kept, and the database is asked little.

Issue 4, “Done when” 1: an uncached public page asks at most twelve times and writes nothing.
"""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audiences import table
from tests.bench.growth import templates

MOST = 12
CHOSEN = (
    "/en/parents-educators/find/parents/?age=9-12&about=gaming",
    "/en/parents-educators/find/educators/?about=cyberbullying&role=role-class",
    "/en/industry/find/industry/?service=games&size=few",
    "/en/policy-makers/find/policy-makers/?who=regulator&page=2",
    "/en/children/find/children/?age=9-12&about=mean",
    "/ar/parents-educators/find/parents/?age=9-12&about=gaming",
    "/en/library/?kind=sheet&topic=gaming",
    "/en/search/?q=checklist+for+my+class",
    "/en/search/?q=a+stranger+writes+to+my+daughter",
)


def asked(address: str) -> list[str]:
    """What the database is asked when nothing is kept but what a process learns once."""
    client = Client()
    client.get(address)
    caches["computed"].clear()
    table._kept.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code in (200, 404)
    return [one["sql"] for one in captured.captured_queries]


@pytest.mark.parametrize("address", CHOSEN)
def test_an_answer_to_a_choice_or_a_question(shipped, address):
    said = asked(address)
    assert len(said) <= MOST and all(one.startswith(("SELECT", "(SELECT")) for one in said)


def test_every_kind_of_page_in_the_tree(shipped):
    found = {name: asked(address) for name, address in templates().items()}
    assert len(found) > 20
    assert {name: len(said) for name, said in found.items() if len(said) > MOST} == {}
    assert [one for said in found.values() for one in said if not one.startswith(("SELECT", "(SELECT"))] == []
