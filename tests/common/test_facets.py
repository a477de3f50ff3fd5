"""Facets: their counts equal what the database says, for any combination, in one query."""

import random

import pytest
from django.http import QueryDict

from common.choices import AgeBand, Audience
from common.facets import Facets
from resources import library
from resources.models import Edition, Format, Resource, ResourceKind, Term

LANGUAGES = ["en", "fr", "ar", "hy", "pt-br"]
FORMATS = ["html", "pdf", "docx", "xlsx"]


def fill(number: int, seed: int = 7) -> list[dict]:
    """A library of random resources; returns what each one is, in plain Python."""
    chance = random.Random(seed)
    words = {"vocabulary": "topic", "name_en": "T"}
    terms = [Term.objects.get_or_create(key=f"t{n}", defaults=words)[0] for n in range(5)]
    # In bulk, so that nobody hears of it: a library that follows every row would make each test minutes long.
    kept, rows, tags, editions = [], [], [], []
    for n in range(number):
        facts = {
            "kind": chance.choice(ResourceKind.values[:5]),
            "audiences": chance.sample(Audience.values, chance.randint(0, 3)),
            "ages": chance.sample(AgeBand.values, chance.randint(0, 3)),
        }
        rows.append(Resource(key=f"r{seed}-{n}", title_en=f"R {n}", live=chance.random() > 0.1, **facts))
        tags.append(chance.sample(terms, chance.randint(0, 3)))
        editions.append(chance.sample([(a, b) for a in LANGUAGES for b in FORMATS], chance.randint(0, 4)))
        kept.append({**facts, "topics": [one.key for one in tags[-1]], "editions": editions[-1]})
    rows = Resource.objects.bulk_create(rows)
    Tagged = Resource.terms.through
    Tagged.objects.bulk_create(
        Tagged(resource=row, term=term) for row, mine in zip(rows, tags, strict=True) for term in mine
    )
    Edition.objects.bulk_create(
        Edition(resource=row, language=a, format=b, address="https://example.org/")
        for row, pairs in zip(rows, editions, strict=True)
        for a, b in pairs
    )
    kept = [{**one, "pk": row.pk} for one, row in zip(kept, rows, strict=True) if row.live]
    return kept


def matches(one: dict, edition: tuple[str, str], chosen: dict[str, list[str]]) -> bool:
    """The rule, told once more without a database."""
    values = {
        "audience": one["audiences"],
        "age": one["ages"],
        "kind": [one["kind"]],
        "topic": one["topics"],
        "language": [edition[0]],
        "format": [edition[1]],
    }
    return all(set(wanted) & set(values[name]) for name, wanted in chosen.items() if wanted)


def expected(kept: list[dict], chosen: dict[str, list[str]]) -> set[int]:
    return {one["pk"] for one in kept for edition in one["editions"] if matches(one, edition, chosen)}


@pytest.fixture
def shelf(db) -> list[dict]:
    return fill(60)


def facets_of(chosen: dict[str, list[str]]) -> Facets:
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    return Facets(library.open_editions(), library.facets(), query, unit="resource_id")


def test_counts_equal_the_database_for_any_combination(shelf):
    known = {facet.name: list(facet.choices()) for facet in library.facets()}
    chance = random.Random(11)
    for _ in range(60):
        chosen = {
            name: chance.sample(values, min(len(values), chance.choice([0, 0, 1, 2]))) for name, values in known.items()
        }
        facets = facets_of(chosen)
        assert set(facets.narrowed().values_list("resource_id", flat=True)) == expected(shelf, chosen)
        for name, values in known.items():
            for value in values:
                found = expected(shelf, {**chosen, name: [value]})
                assert facets.counts[name].get(value, 0) == len(found), (chosen, name, value)


def test_a_language_and_a_format_mean_one_edition(db):
    resource = Resource.objects.create(key="one", kind="sheet", title_en="One")
    for language, kind in (("fr", "html"), ("en", "pdf")):
        Edition.objects.create(resource=resource, language=language, format=kind, address="https://example.org/")
    assert not facets_of({"language": ["fr"], "format": ["pdf"]}).narrowed().exists()
    assert facets_of({"language": ["fr"]}).counts["format"] == {Format.HTML: 1}


def test_unknown_keys_and_values_are_dropped(shelf):
    query = QueryDict("kind=nonsense&kind=sheet&age=%27;--&x=1&topic=zz")
    facets = Facets(library.open_editions(), library.facets(), query, "resource_id")
    assert facets.chosen["kind"] == ("sheet",)
    assert facets.address() == "?kind=sheet"
    assert facets.address(turned=("kind", "sheet")) == "?"
    assert facets.address(turned=("audience", "industry")) == "?audience=industry&kind=sheet"


@pytest.mark.parametrize(
    "chosen", [{}, {"kind": ["sheet"], "topic": ["t1"], "language": ["fr"], "audience": ["parents"]}]
)
def test_counts_are_one_query_whatever_is_chosen(shelf, chosen, django_assert_num_queries):
    facets = facets_of(chosen)
    with django_assert_num_queries(1):
        assert facets.groups
