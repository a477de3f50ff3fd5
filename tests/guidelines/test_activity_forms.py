"""The form in which editors build activities: nothing to guess, nothing to type that the portal knows."""

from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from common.assets import illustration
from cop_portal.packs.load import load
from guidelines.blocks.drawings import drawings
from guidelines.blocks.interactive import ActivityBlock
from guidelines.blocks.interactive.base import rules
from guidelines.playing import number
from guidelines.skeleton import skeleton
from tests.factories import PackFolder, item, page

BLOCKS = ActivityBlock()


def stream(*blocks):
    """A stream as the form gives it back: with all fields of each block."""
    empty = {kind: block.get_default() for kind, block in BLOCKS.child_blocks.items()}
    return BLOCKS.to_python(
        [
            {"type": kind, "value": {**BLOCKS.child_blocks[kind].get_prep_value(empty[kind]), **fields}}
            for kind, fields in blocks
        ]
    )


def test_every_drawing_in_the_choice_exists_and_has_its_heading():
    groups = dict(drawings())
    names = [name for rows in groups.values() for name, _label in rows]
    assert {"stories/play-1", "card-play", "guide", "under-9"} <= set(names)
    assert all(illustration(name) for name in names) and len(names) == len(set(names))
    assert [label for name, label in groups["Stories"] if name == "stories/play-1"] == ["play-1"]


def test_the_choice_of_a_drawing_keeps_names_and_refuses_others():
    block = BLOCKS.child_blocks["frame"].child_blocks["drawing"]
    assert block.clean("stories/play-1") == "stories/play-1"
    assert not block.clean("")
    with pytest.raises(Exception, match="Select a valid choice"):
        block.clean("stories/nobody")


@pytest.mark.parametrize("kind", ["frame", "question", "branch", "sort", "match", "mark", "top", "order", "think"])
def test_the_cursor_is_never_in_a_key(kind):
    fields = list(BLOCKS.child_blocks[kind].child_blocks)
    assert fields[-1] == "key" and "cop-keyed" in BLOCKS.child_blocks[kind].meta.form_classname


def test_what_the_picture_shows_is_asked_right_after_the_drawing():
    assert list(BLOCKS.child_blocks["frame"].child_blocks)[:2] == ["drawing", "alt"]


@pytest.mark.parametrize(
    ("kind", "name", "count"),
    [
        ("question", "choices", 2),
        ("branch", "turns", 3),
        ("bands", "bands", 2),
        ("sort", "groups", 2),
        ("sort", "things", 2),
        ("match", "pairs", 2),
        ("mark", "things", 2),
    ],
)
def test_a_new_block_begins_with_what_it_needs_and_every_part_has_a_heading(kind, name, count):
    block = BLOCKS.child_blocks[kind]
    parts, child = block.get_default()[name], block.child_blocks[name].child_block
    assert len(parts) == count and all(set(part) == set(child.child_blocks) for part in parts)
    assert str(child.label) and child.meta.label_format


def test_a_copy_gets_its_own_key_and_what_others_point_at_stays():
    choices = [{"type": "item", "id": "1", "value": {"key": "a1", "text": "x", "course": "good", "feedback": "y"}}] * 2
    groups = [{"type": "item", "id": "1", "value": {"key": "g1", "title": "x"}}] * 2
    made = stream(
        ("question", {"key": "q1", "choices": choices}), ("question", {"key": "q1"}), ("sort", {"groups": groups})
    )
    number(made)
    assert [one.value["key"] for one in made] == ["q1", "q2", "e1"]
    assert [one["key"] for one in made[0].value["choices"]] == ["a1", "a2"]
    assert [one["key"] for one in made[2].value["groups"]] == ["g1", "g1"]
    assert skeleton({"key": made[0].value["key"]}) == {"key": "q1"}


@pytest.fixture
def section(pack: PackFolder, db):
    """A section with a rule among its cards and an activity below it."""
    pack.files["facts/pages/CH-2.yaml"] = page("CH-2", "section", "9-12", 20)
    pack.files["words/en/pages/CH-2.yaml"] = {
        "title": "Rules",
        "cards": [{"key": "c1", "title": "Fair play", "text": "It counts."}],
    }
    pack.files["facts/items/CH-2.1.yaml"] = {
        **item("CH-2.1", "CH-2", 10, [], actions=0),
        "kind": "activity",
        "ages": ["9-12"],
    }
    pack.files["words/en/items/CH-2.1.yaml"] = {
        "title": "Play",
        "statement": "Read.",
        "answer": "One.",
        "blocks": [{"type": "text", "text": "One."}],
    }
    load(pack.write().open())


def test_rules_are_chosen_by_their_title(section):
    assert rules() == [("c1", "Fair play")]


def test_the_gallery_shows_each_drawing_with_its_own_colours(db):
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("a@example.org", "x"))
    text = client.get(reverse("cop_drawings")).content.decode()
    assert text.count("<img") >= len([row for _title, rows in drawings() for row in rows])
    answer = client.get(reverse("cop_drawing", args=["stories/play-1"]))
    assert answer["Content-Type"] == "image/svg+xml" and "var(" not in answer.content.decode()
    ElementTree.fromstring(answer.content)
    assert client.get(reverse("cop_drawing", args=["stories/nobody"])).status_code == 404
    assert Client().get(reverse("cop_drawing", args=["stories/play-1"])).status_code == 302
