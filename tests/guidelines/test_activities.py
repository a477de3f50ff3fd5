"""Activities: what makes one fit for a child, in files, in the admin and on the page."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cop_portal.packs.export import files_of_portal
from cop_portal.packs.load import load
from guidelines import brand
from guidelines.blocks.interactive.values import mixed
from guidelines.models import ActivityPage, Brand
from guidelines.playing import payload_faults
from guidelines.skeleton import skeleton
from tests.factories import PackFolder, item, page

QUESTION = {
    "type": "question",
    "key": "q1",
    "text": "What can Ama do?",
    "hint": "{guide} looks at the hands.",
    "choices": [
        {"key": "a1", "text": "Share", "course": "good", "feedback": "Two can laugh."},
        {"key": "a2", "text": "Keep it", "course": "other", "feedback": "Flying is fun. Who waits?"},
    ],
}
BRANCH = {
    "type": "branch",
    "key": "b1",
    "title": "The chat",
    "turns": [
        {
            "key": "t1",
            "text": "They laugh.",
            "choices": [{"text": "Write to him", "gain": "He sees it.", "to": "t2"}, {"text": "Laugh", "to": "t3"}],
        },
        {"key": "t2", "text": "He is glad.", "end": "good"},
        {"key": "t3", "text": "He stays away.", "end": "back"},
    ],
    "best": "One line to one person.",
}
BLOCKS = [
    {"type": "text", "text": "A team plans."},
    {
        "type": "frame",
        "key": "f1",
        "drawing": "under-9",
        "view": "wide",
        "alt": "Children under a tree.",
        "text": "Ama has a kite.",
        "say": "A kite!",
    },
    QUESTION,
    BRANCH,
    {
        "type": "sort",
        "key": "s1",
        "text": "Sort.",
        "groups": [{"key": "g1", "title": "Right"}, {"key": "g2", "title": "Wish"}],
        "things": [{"text": "Play", "group": "g1", "because": "Article 31."}, {"text": "A phone", "group": "g1 g2"}],
        "close": "So.",
    },
    {
        "type": "match",
        "key": "m1",
        "text": "Match.",
        "pairs": [{"one": "Rain", "other": "Roof"}, {"one": "Sun", "other": "Hat", "because": "Hot."}],
    },
    {
        "type": "mark",
        "key": "m2",
        "text": "Mark.",
        "things": [{"text": "Street", "mark": "yes"}, {"text": "Joke", "mark": "no"}],
    },
    {"type": "top", "key": "e1", "text": "Choose.", "count": "3", "things": ["A", "B", "C", "D"], "close": "Why?"},
    {"type": "order", "key": "o1", "text": "Order.", "steps": ["Stop", "Tell", "Report"]},
    {"type": "think", "key": "w1", "text": "Think.", "lines": "3"},
    {"type": "talk", "key": "w2", "text": "Talk."},
    {
        "type": "helpers",
        "key": "h1",
        "text": "Who?",
        "roles": ["A teacher", "An aunt", "A helpline"],
        "close": "Then the next.",
    },
    {**QUESTION, "key": "q2", "text": "And when it is a secret?", "sensitive": "yes"},
    {
        "type": "bands",
        "key": "r1",
        "bands": [
            {"least": "0", "title": "A start", "text": "Good.", "target": "9-12", "help": "yes"},
            {"least": "2", "title": "Sure", "text": "Tell one."},
        ],
    },
    {"type": "grown_up", "text": "For you."},
]
ADDRESS = "/en/children/9-12/ch-2/advice-ch-2-1/"


def apart(value):
    """A copy without shared parts, which YAML would write as anchors."""
    return json.loads(json.dumps(value))


def activity(blocks: list) -> dict:
    return {"title": "Kites", "statement": "Read and choose.", "answer": "A story.", "blocks": apart(blocks)}


@pytest.fixture
def playful(pack: PackFolder) -> PackFolder:
    """The tiny pack with one activity that has every kind of block."""
    facts = {**item("CH-2.1", "CH-2", 10, []), "kind": "activity", "actions": [], "ages": ["9-12"]}
    pack.files["facts/pages/CH-2.yaml"] = page("CH-2", "section", "9-12", 20)
    pack.files["words/en/pages/CH-2.yaml"] = {"title": "{workbook}", "lead": "Do it."}
    pack.files["facts/items/CH-2.1.yaml"] = facts
    pack.files["words/en/items/CH-2.1.yaml"] = activity(BLOCKS)
    return pack.write()


@pytest.fixture
def live(playful: PackFolder, db) -> ActivityPage:
    load(playful.open())
    return ActivityPage.objects.get(key="CH-2.1")


def faults_of(pack: PackFolder, blocks: list) -> str:
    pack.files["words/en/items/CH-2.1.yaml"] = activity(blocks)
    return "\n".join(map(str, pack.write().open().faults))


def test_every_block_comes_back_byte_for_byte(live, playful):
    pack = playful.open()
    exported = files_of_portal(pack.head)
    for name in ("facts/items/CH-2.1.yaml", "words/en/items/CH-2.1.yaml"):
        assert exported[name] == (playful.root / name).read_bytes()


def test_a_second_load_writes_nothing(live, playful):
    before = live.latest_revision_id
    plans = load(playful.open())
    assert not [
        one for plan in plans.values() for one in plan.steps.values() if one.value in ("new", "changed upstream")
    ]
    assert ActivityPage.objects.get().latest_revision_id == before


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([QUESTION, QUESTION], "two blocks have the key"),
        ([{**QUESTION, "choices": [{**one, "course": "other"} for one in QUESTION["choices"]]}], "no good way"),
        (
            [{**BRANCH, "turns": [*BRANCH["turns"], {"key": "t9", "text": "Lost.", "end": "good"}]}],
            "nothing leads to turn “t9”",
        ),
        (
            [
                {
                    **BRANCH,
                    "turns": [{**BRANCH["turns"][0], "choices": [{"text": "Go", "to": "t7"}]}, *BRANCH["turns"][1:]],
                }
            ],
            "leads to “t7”",
        ),
        (
            [{**BRANCH, "turns": [{**one, **({"end": "back"} if one.get("end") else {})} for one in BRANCH["turns"]]}],
            "no good end",
        ),
        (
            [{**BLOCKS[4], "things": [{"text": "Play", "group": "g7"}, {"text": "Rest", "group": "g1"}]}],
            "belongs to no group",
        ),
        ([{**BLOCKS[13], "bands": [{**band, "least": "3"} for band in BLOCKS[13]["bands"]]}], "bands begin at 0"),
        ([{"type": "grown_up", "text": "Only this."}], "nothing to read or do"),
        ([{**QUESTION, "hint": "{nobody} says no."}], "no name “{nobody}”"),
        (
            [
                {**BLOCKS[13], "bands": [{**BLOCKS[13]["bands"][0], "target": "nowhere"}, BLOCKS[13]["bands"][1]]},
                QUESTION,
            ],
            "no page or item “nowhere”",
        ),
    ],
)
def test_a_pack_that_would_fail_a_child_is_refused(playful, blocks, said):
    assert said in faults_of(playful, blocks).lower()


def test_the_activity_that_tests_use_has_no_fault():
    assert payload_faults(BLOCKS) == []


def test_a_translation_differs_in_words_only(playful):
    for key in ("children", "9-12", "CH-2"):
        playful.files[f"words/fr/pages/{key}.yaml"] = playful.files[f"words/en/pages/{key}.yaml"]
    turned = [{**QUESTION, "choices": [{**one, "course": "good"} for one in QUESTION["choices"]]}, *BLOCKS[3:]]
    playful.files["words/en/items/CH-2.1.yaml"] = activity([QUESTION, *BLOCKS[3:]])
    playful.files["words/fr/items/CH-2.1.yaml"] = activity(turned)
    assert "must be those of the source" in "\n".join(map(str, playful.write().open().faults))
    playful.files["words/fr/items/CH-2.1.yaml"] = activity([{**QUESTION, "text": "Que faire ?"}, *BLOCKS[3:]])
    assert not playful.write().open().faults


def test_skeleton_sees_marks_and_keys_but_no_words():
    assert skeleton({"key": "a1", "text": "Share", "course": "good"}) == {"key": "a1", "text": "", "course": "good"}
    assert skeleton([{"text": "one"}]) != skeleton([{"text": "one"}, {"text": "two"}])


def test_mixed_is_always_the_same_and_never_in_order():
    for count in range(2, 12):
        for key in ("m1", "o1", "x9"):
            assert mixed(key, count) == mixed(key, count) != list(range(count))
            assert sorted(mixed(key, count)) == list(range(count))


def test_nothing_on_the_page_could_send_an_answer(live):
    text = Client().get(ADDRESS).content.decode().partition("<main")[2].partition("</main>")[0]
    assert not re.search(r"<form|formaction|<textarea|type=\"?(text|search|submit)", text)
    assert text.count("<details") >= 4
    for said in ("Two can laugh.", "Flying is fun. Who waits?", "One line to one person.", "Article 31."):
        assert said in text


@pytest.mark.parametrize("extra", ["", "class/"])
def test_no_cookie_and_few_queries(live, extra):
    client = Client()
    client.get(ADDRESS + extra)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(ADDRESS + extra)
    assert response.status_code == 200 and not response.cookies
    assert len(captured) <= 12, [one["sql"][:200] for one in captured]


def test_the_class_view_leaves_sensitive_questions_out(live):
    text = Client().get(f"{ADDRESS}class/").content.decode()
    assert "What can Ama do?" in text
    assert "And when it is a secret?" not in text and "They laugh." not in text


def test_sensitive_questions_bring_the_exit_and_are_never_remembered(live):
    text = Client().get(ADDRESS).content.decode()
    assert "data-exit" in text
    assert re.search(r'data-task="q1"', text) and not re.search(r'data-task="q2"', text)


def test_paper_has_lines_and_boxes_and_no_answers(live):
    text = Client().get("/en/children/9-12/ch-2/print/").content.decode()
    assert text.count("<i>&nbsp;</i>") == 3 and "box" in text
    assert "Two can laugh." not in text and "Show the answers" not in text
    assert "He stays away." in text and "One line to one person." not in text, "the branch without its best course"


def test_names_are_variables(live):
    text = Client().get(ADDRESS).content.decode()
    assert "Sango looks at the hands." in text and "Work with Sango" in text and "{guide}" not in text
    Brand.objects.create(preset="neutral")
    text = Client().get(ADDRESS).content.decode()
    assert "Sango" not in text and "Kiri looks at the hands." in text
    Brand.objects.update(preset="own", guide_en='<b>Tia & "Co"')
    text = Client().get(ADDRESS).content.decode()
    assert "&lt;b&gt;Tia &amp; &quot;Co&quot; looks at the hands." in text and "Kite workbook" in text


def test_names_fill_text_that_is_no_response(db):
    assert brand.fill("Read {storybook} {nobody}") == "Read Online with Sango {nobody}"


def test_an_editor_s_blocks_get_keys_and_are_checked(live):
    block = ActivityPage._meta.get_field("blocks").stream_block
    live.blocks = block.to_python(
        [
            {"type": "frame", "value": {"text": "One.", "alt": "A."}},
            {"type": "frame", "value": {"text": "Two.", "alt": "B."}},
            {
                "type": "question",
                "value": {
                    "text": "What?",
                    "choices": [
                        {"type": "item", "id": "1", "value": {"text": "This", "course": "good", "feedback": "Yes."}},
                        {
                            "type": "item",
                            "id": "2",
                            "value": {"text": "That", "course": "other", "feedback": "Perhaps."},
                        },
                    ],
                },
            },
        ]
    )
    live.clean()
    assert [one.value["key"] for one in live.blocks] == ["f1", "f2", "q1"]
    assert [one["key"] for one in live.blocks[2].value["choices"]] == ["a1", "a2"]
    live.blocks[2].value["choices"][0]["course"] = "other"
    with pytest.raises(ValidationError, match="no good way"):
        live.clean()
