"""The published schemas say what the models and blocks can hold."""

from re import _parser

import pytest
from django.db import models
from wagtail import blocks

from audiences.models import AudienceLandingPage, HomePage, InfoPage
from common.choices import AgeBand, Audience
from cop_portal.packs import shape
from cop_portal.packs.adapters import PAGE_MODELS
from cop_portal.packs.consistency import FIELDS, PARENTS
from guidelines.models import GuidelineItem, GuidelineSetPage, RecommendationPage, SectionPage, TopicPage
from guidelines.models.items import Kind, Provenance
from resources.models import Term
from resources.models.terms import Vocabulary


def longest(pattern: str) -> int:
    """Length of the longest text of a fixed form."""
    return _parser.parse(pattern).getwidth()[1]


def variants(schema: str, name: str) -> dict[str, dict]:
    """Schemas of a list's block types."""
    return {
        one["properties"]["type"]["const"]: one for one in shape.schema(schema)["properties"][name]["items"]["oneOf"]
    }


def assert_alike(block: blocks.Block, schema: dict) -> None:
    if isinstance(block, blocks.StructBlock) and "table" in block.child_blocks:
        assert set(schema["properties"]) - {"type"} == {"caption", "columns", "rows"}
    elif isinstance(block, blocks.StructBlock):
        fields = {name: one for name, one in schema["properties"].items() if name != "type"}
        # The form's order is the file's, but for the key, which nobody sees in a form.
        assert set(block.child_blocks) == set(fields)
        assert [name for name in block.child_blocks if name != "key"] == [name for name in fields if name != "key"]
        for name, child in block.child_blocks.items():
            assert_alike(child, fields[name])
            # What the schema wants, the admin wants; the key of an action or card is given out by the page.
            if name != "key" and child.required:
                assert name in schema["required"], name
    elif isinstance(block, blocks.ListBlock):
        assert schema["type"] == "array"
        assert_alike(block.child_block, schema["items"])
    else:
        assert schema["type"] == "string"
        if limit := getattr(block.field, "max_length", None):
            assert (schema.get("maxLength") or longest(schema["pattern"])) <= limit


def test_details_have_the_fields_of_their_schema():
    children = RecommendationPage._meta.get_field("details").stream_block.child_blocks
    described = variants("item-words", "details")
    assert set(children) == set(described)
    for name, child in children.items():
        assert_alike(child, described[name])


def test_blocks_of_bodies_have_the_fields_of_their_schema():
    described, met = variants("page-words", "body"), set()
    for name in [name for name, fields in FIELDS.items() if "body" in fields]:
        children = PAGE_MODELS[name]._meta.get_field("body").stream_block.child_blocks
        for block, child in children.items():
            assert_alike(child, described[block])
        met |= set(children)
    assert met == set(described)


@pytest.mark.parametrize(
    ("page_type", "field", "block", "schema"),
    [
        (SectionPage, "cards", "card", "page-words"),
        (AudienceLandingPage, "start", "task", "page-words"),
        (TopicPage, "happening", "line", "page-words"),
    ],
)
def test_lists_of_one_type_too(page_type, field, block, schema):
    child = page_type._meta.get_field(field).stream_block.child_blocks[block]
    assert_alike(child, shape.schema(schema)["properties"][field]["items"])


COLUMNS = [
    ("term-facts", "key", Term, "key"),
    ("term-facts", "address", Term, "address"),
    ("term-words", "name", Term, "name"),
    ("item-facts", "slug", RecommendationPage, "slug"),
    ("item-facts", "edition", GuidelineItem, "edition"),
    ("item-words", "title", RecommendationPage, "title"),
    ("item-words", "statement", RecommendationPage, "statement"),
    ("page-facts", "key", InfoPage, "key"),
    ("page-facts", "slug", InfoPage, "slug"),
    ("page-words", "title", InfoPage, "title"),
    ("page-words", "headline", HomePage, "headline"),
    ("pack", "edition", GuidelineSetPage, "edition"),
]


@pytest.mark.parametrize(("schema", "name", "model", "column"), COLUMNS)
def test_no_text_is_longer_than_its_column(schema, name, model, column):
    assert shape.schema(schema)["properties"][name]["maxLength"] <= model._meta.get_field(column).max_length


def test_nor_the_parts_of_a_source():
    source = shape.schema("item-facts")["properties"]["source"]["properties"]
    assert source["title"]["maxLength"] <= GuidelineItem._meta.get_field("source_title").max_length
    assert source["address"]["maxLength"] <= GuidelineItem._meta.get_field("source_address").max_length


@pytest.mark.parametrize(
    ("schema", "name", "choices"),
    [
        ("term-facts", "vocabulary", Vocabulary),
        ("item-facts", "kind", Kind),
        ("item-facts", "provenance", Provenance),
        ("page-facts", "audience", Audience),
        ("page-facts", "band", AgeBand),
        ("item-facts", "min_band", AgeBand),
    ],
)
def test_choices_are_those_of_the_models(schema, name, choices: type[models.TextChoices]):
    assert [one for one in shape.schema(schema)["properties"][name]["enum"] if one] == choices.values


def test_page_types_are_known_everywhere():
    types = shape.schema("page-facts")["properties"]["type"]["enum"]
    assert set(types) == FIELDS.keys() == PARENTS.keys() == PAGE_MODELS.keys() - {"recommendation", "activity"}
    for name, parents in PARENTS.items():
        allowed = set(PAGE_MODELS[name].allowed_parent_page_models())
        assert {PAGE_MODELS[parent] for parent in parents if parent} <= allowed


def test_a_page_type_has_the_columns_of_its_fields():
    for name, fields in FIELDS.items():
        for field in fields:
            assert PAGE_MODELS[name]._meta.get_field(field), (name, field)


@pytest.mark.parametrize("name", [path.stem for path in sorted(shape.SCHEMAS.glob("*.json"))])
def test_schemas_are_schemas_and_ask_for_strings(name):
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(shape.schema(name))

    def kinds(part):
        if isinstance(part, dict):
            yield part.get("type") if isinstance(part.get("type"), str) else None
            for inner in part.values():
                yield from kinds(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from kinds(inner)

    assert {kind for kind in kinds(shape.schema(name)) if kind} <= {"object", "array", "string"}
