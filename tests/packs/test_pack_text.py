"""Awkward text survives: files, canonical form and StreamFields give back what was put in."""

import html
import re
import string

import pytest
import yaml
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from audiences.models import InfoPage
from common.richtext import FEATURES, sanitise
from cop_portal.packs import shape
from cop_portal.packs.links import Links, clean_html, tidy_html
from cop_portal.packs.source import open_pack
from cop_portal.packs.streams import stream_to_payload, stream_to_raw
from cop_portal.packs.yamlio import read, write
from guidelines.models import RecommendationPage
from tests.factories import BODY, DETAILS

AWKWARD = [
    *("yes", "no", "null", "~", "1.0", "1e3", "0x1f", "2026-11-01", "12:30", "- a", "# a", "a # b", "a: b", "a:"),
    *("'", '"', "''", "{a}", "[a]", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "?", "=", "<<", "---", "..."),
    *("\\n", "a\\", "  leading", "a\n\n\nb", "a\n  indented\nb", "tab\there", "\ttab", "x" * 300),
    *("ليس \u200fنصًا", "中文，句子。", "e\u0301", "👩\u200d👧", "a\u00a0b", "\u00adx", "a\u2028b", "…"),
    *("word " * 60 + "end", "a " * 50 + "\n" + "b " * 50),
]
#: What the schemas let through as plain text.
PLAIN = st.text(
    st.characters(
        codec="utf-8", exclude_characters="\u2028\u2029\u202d\u202e\ufeff\ufffe\uffff", exclude_categories=["Cs", "Cc"]
    )
    | st.sampled_from("\n\t :#-'\"|>&*!%@`{}[],?\\"),
    min_size=1,
    max_size=200,
).map(shape.tidy)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(string.ascii_lowercase, min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
calmly = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(VALUES.filter(lambda value: not isinstance(value, str)))
@calmly
def test_a_file_gives_back_what_was_written(value):
    data = write(value)
    assert read(data, "x.yaml").value == value
    assert write(read(data, "x.yaml").value) == data


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_strings_stay_strings(text):
    value = {"a": text, "list": [text, {"b": text}], "z": "end"}
    assert read(write(value), "x.yaml").value == value


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_strings_are_read_alike_by_any_yaml_reader(text):
    assert yaml.safe_load(write({"a": text})) == {"a": text}


@given(st.text())
@calmly
def test_tidy_text_is_tidy(text):
    once = shape.tidy(text)
    assert shape.tidy(once) == once
    assert (
        "\r" not in once and not once.startswith("\n") and all(line == line.rstrip(" \t") for line in once.split("\n"))
    )


class NoLinks(Links):
    """Links without a database."""

    _ids: dict = {}
    _keys: dict = {}


def round_trip(page_type: type, name: str, payload: list[dict]) -> list[dict]:
    """A StreamField's payload to raw data, through the database's JSON, and back."""
    block = page_type._meta.get_field(name).stream_block
    stored = block.get_prep_value(block.to_python(stream_to_raw(block, payload, "here", NoLinks("en"))))
    return stream_to_payload(block.to_python(stored), NoLinks("en"))


@pytest.mark.parametrize(
    ("page_type", "name", "payload"),
    [(RecommendationPage, "details", DETAILS), (InfoPage, "body", [one for one in BODY if "html" not in one])],
    ids=["details", "body"],
)
def test_every_block_type_survives(page_type, name, payload):
    block = page_type._meta.get_field(name).stream_block
    assert {one["type"] for one in payload} | {"text"} >= set(block.child_blocks)
    assert round_trip(page_type, name, payload) == payload


@given(PLAIN.filter(bool), st.integers(0, len(DETAILS) - 1))
@calmly
def test_any_text_survives_in_any_block(text, index):
    def filled(value, key=""):
        if isinstance(value, dict):
            return {name: filled(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [filled(one) for one in value]
        return value if key in ("type", "address", "checked", "date") else text

    payload = [filled(DETAILS[index])]
    assert round_trip(RecommendationPage, "details", payload) == payload


@given(PLAIN.filter(bool))
@calmly
def test_any_text_survives_in_rich_text(text):
    clean, kept = clean_html(f"<p>{html.escape(text, quote=False)}</p>")
    assert kept or not text.strip()
    assert tidy_html(sanitise(clean)) == clean
    links = NoLinks("en")
    assert links.outward(sanitise(links.inward(clean))) == clean


def test_block_ids_are_the_same_in_every_language():
    block = RecommendationPage._meta.get_field("details").stream_block
    one, other = (stream_to_raw(block, DETAILS, "PA-1.1/details", NoLinks(code)) for code in ("en", "fr"))
    assert one == other and len({entry["id"] for entry in one}) == len(DETAILS)


def through_the_editor(html_in_files: str) -> str:
    """Rich text as it is after Draftail has opened and saved it."""
    links = NoLinks("en")
    converter = ContentstateConverter(features=FEATURES)
    state = converter.from_database_format(sanitise(links.inward(html_in_files)))
    return links.outward(sanitise(converter.to_database_format(state)))


@pytest.mark.parametrize(
    "text",
    [
        '<p>Read <em>one</em>, <strong>two</strong> &amp; “three”; it\'s "four" &lt; 5.</p>',
        "<p>One.</p>\n<ul>\n<li>A <strong>b</strong></li>\n<li>C</li>\n</ul>\n<p>Two.</p>\n<ol>\n<li>D</li>\n</ol>",
        '<p>See <a href="https://example.org/a?b=1&amp;c=2">there</a>\u00a0: « là ».</p>',
        "<p>قال <em>نعم</em>.</p>",
    ],
)
def test_opening_and_saving_in_the_editor_changes_nothing(text):
    assert clean_html(text) == (text, True)
    assert through_the_editor(text) == text


@pytest.mark.content
def test_nor_does_it_change_any_rich_text_of_the_shipped_content():
    shipped = open_pack(django_settings.COP_PACK_DIR)
    texts = [text for part in shipped.parts.values() for text in rich_texts(part.payload)]
    assert texts
    # Links inside the portal need its pages; their words do not.
    plain = [re.sub(r'<a href="(?:item|page):[^"]*">(.*?)</a>', r"\1", text, flags=re.S) for text in texts]
    assert [text for text in plain if through_the_editor(text) != text] == []


def rich_texts(payload: dict) -> list[str]:
    blocks = [block["html"] for block in payload.get("body", []) if "html" in block]
    return [payload["intro"], *blocks] if payload.get("intro") else blocks
