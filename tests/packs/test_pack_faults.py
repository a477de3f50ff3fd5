"""Broken, unknown, oversized and hostile packs: file, line and fault are named, and nothing is written."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cop_portal.packs import source
from cop_portal.packs.load import load
from cop_portal.packs.models import LoadedPart
from tests.factories import PackFolder, page, term

ITEM = "words/en/items/PA-1.2.yaml"
FACTS = "facts/items/PA-1.2.yaml"
ABOUT = "words/en/pages/about.yaml"
BILLION_LAUGHS = 'a: &a ["lol","lol"]\n' + "".join(
    f"{new}: &{new} [*{old},*{old},*{old},*{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

RAW = [
    ("unclosed", ITEM, "title: Listen\nactions: [a1\nwhy: x\n", 3, "not YAML"),
    ("tab", ITEM, "title: Listen\n\twhy: x\n", 2, "not YAML"),
    ("empty", ITEM, "", 1, "empty"),
    ("comment only", ITEM, "# nothing\n", 1, "empty"),
    ("two documents", ITEM, "title: a\n---\ntitle: b\n", 2, "not YAML"),
    ("not UTF-8", ITEM, b"title: Listen\nwhy: caf\xe9\n", 2, "not UTF-8"),
    ("UTF-16", ITEM, "title: Listen\n".encode("utf-16"), 1, "not UTF-8"),
    ("NUL", ITEM, "title: Listen\nwhy: a\x00b\n", 2, "character that text does not hold"),
    ("escaped NUL", ITEM, 'title: Listen\nwhy: "a\\0b"\n', 2, "markup is not allowed"),
    ("lone surrogate", ITEM, 'title: Listen\nwhy: "\\ud800"\n', 2, "not YAML"),
    ("anchor", ITEM, "title: &t Listen\nwhy: x\n", 1, "anchors"),
    ("alias", ITEM, "title: Listen\nwhy: *t\n", 2, "anchors"),
    ("billion laughs", ITEM, BILLION_LAUGHS, 1, "anchors"),
    ("python tag", ITEM, "title: Listen\nwhy: !!python/object/apply:os.system ['true']\n", 2, "tags"),
    ("tag", ITEM, "title: !!int '3'\n", 1, "tags"),
    ("merge key", ITEM, "title: Listen\n<<: {why: x}\n", 2, "unknown field"),
    ("duplicate key", ITEM, "title: Listen\nwhy: x\ntitle: Other\n", 3, "stands twice"),
    ("key that is a list", ITEM, "? [a, b]\n: c\n", 1, "a key must be plain text"),
    ("deep nesting", ITEM, "title: Listen\nwhy: " + "[" * 5000 + "]" * 5000 + "\n", 2, "nested too deeply"),
    ("deep blocks", ITEM, "".join(f"{' ' * n}a:\n" for n in range(40)), 13, "nested too deeply"),
    ("oversized", ITEM, "title: " + "x" * (600 * 1024), 1, "larger than 512 KiB"),
    ("a list for a mapping", ITEM, "- title\n", 1, "expected fields with values"),
    ("a text for a mapping", "pack.yaml", "hello\n", 1, "expected fields with values"),
    ("terms that are no list", "facts/terms.yaml", "key: gaming\n", 1, "expected a list of terms"),
    ("term that is a text", "facts/terms.yaml", "- gaming\n", 1, "expected fields with values"),
    ("names that are a list", "words/en/terms.yaml", "- gaming\n", 1, "expected terms by their keys"),
    ("stray text file", "facts/items/notes.txt", "hello\n", 1, "not a .yaml file"),
    ("stray place", "words/en/extra.yaml", "title: x\n", 1, "no file of a pack has this name"),
    ("file that nothing reads", "facts/resources/x.yaml", "title: x\n", 1, "no file of a pack has this name"),
    ("language not named", "words/de/items/PA-1.2.yaml", "title: x\n", 1, "a language that pack.yaml does not name"),
]


def found(pack: PackFolder) -> list[tuple[str, int, str]]:
    return [(fault.file, fault.line, fault.message) for fault in pack.open().faults]


def assert_fault(pack: PackFolder, file: str, line: int, message: str) -> None:
    faults = found(pack)
    assert any(one[0] == file and one[1] == line and message in one[2] for one in faults), faults


@pytest.mark.parametrize(("file", "data", "line", "message"), [one[1:] for one in RAW], ids=[one[0] for one in RAW])
def test_a_broken_file_is_named_with_line_and_fault(pack, file, data, line, message):
    pack.put(file, data)
    named = "words/de" if "/de/" in file else file
    assert_fault(pack, named, line, message)


def test_the_tiny_pack_itself_has_no_fault(pack):
    assert found(pack) == []


EDITED = [
    ("unknown field", ITEM, {"colour": "red"}, "unknown field “colour”"),
    ("missing field", ITEM, {"statement": None}, "has no “statement”"),
    ("wrong type", ITEM, {"actions": ["a1", "a2"]}, "expected fields with values"),
    ("too long", ITEM, {"title": "x" * 91}, "longer than 90 characters"),
    ("blank", ITEM, {"title": " \n "}, "must not be empty"),
    ("markup in text", ITEM, {"why": "a <b>bold</b> claim"}, "markup is not allowed"),
    ("script in text", ITEM, {"title": "<script>alert(1)</script>"}, "markup is not allowed"),
    ("comment in text", ITEM, {"why": "a <!-- b -->"}, "markup is not allowed"),
    ("text that turns direction", ITEM, {"why": "a \u202e b"}, "markup is not allowed"),
    ("unknown detail", ITEM, {"details": [{"type": "video", "text": "x"}]}, "unknown type “video”"),
    ("unknown field of a detail", ITEM, {"details": [{"type": "in_class", "text": "x", "url": "y"}]}, "unknown field"),
    (
        "source without a date",
        ITEM,
        {"details": [{"type": "case", "title": "x", "text": "y", "source": "z"}]},
        "“date”",
    ),
    (
        "date without a source",
        ITEM,
        {"details": [{"type": "case", "title": "x", "text": "y", "date": "z"}]},
        "“source”",
    ),
    ("actions of the facts", ITEM, {"actions": {"a2": "x", "a1": "y"}}, "actions must be a1, a2, in this order"),
    (
        "ragged table",
        ITEM,
        {"details": [{"type": "table", "caption": "c", "columns": ["a", "b"], "rows": [["1"]]}]},
        "1 cells under 2 columns",
    ),
    ("id of another", FACTS, {"id": "PA-1.9"}, "the file is named PA-1.2, the key inside is PA-1.9"),
    ("number in other digits", FACTS, {"order": "٣"}, "is not of the expected form"),
    ("number with leading nought", FACTS, {"order": "010"}, "is not of the expected form"),
    ("slug with a path", FACTS, {"slug": "../../etc"}, "is not of the expected form"),
    ("javascript address", FACTS, {"source": {"title": "x", "address": "javascript:alert(1)"}}, "expected form"),
    ("unknown term", FACTS, {"terms": ["gaming", "nothing"]}, "no term “nothing”"),
    ("unknown relation", FACTS, {"related": ["PA-9.9"]}, "no other item “PA-9.9”"),
    ("unknown section", FACTS, {"section": "PA-9"}, "no section “PA-9”"),
    ("section that is none", FACTS, {"section": "parents"}, "no section “parents”"),
    ("slug of a neighbour", FACTS, {"slug": "advice-pa-1-1"}, "is already PA-1.1’s"),
    ("chiefly for an age that it is not for", FACTS, {"chief_ages": ["13-18"]}, "“13-18” is not one of its ages"),
    ("unknown band", FACTS, {"ages": ["adults"]}, "'adults' is not one of"),
    ("unknown parent", "facts/pages/about.yaml", {"parent": "nowhere"}, "no page “nowhere”"),
    ("parent of a wrong type", "facts/pages/about.yaml", {"parent": "PA-1"}, "a info cannot stand below section"),
    ("landing's slug", "facts/pages/children.yaml", {"slug": "kids"}, "a landing’s slug is one of"),
    ("set without audience", "facts/pages/parents.yaml", {"audience": ""}, "a set needs an audience"),
    ("audience on a section", "facts/pages/PA-1.yaml", {"audience": "parents"}, "only a set has “audience”"),
    ("second home", "facts/pages/about.yaml", {"type": "home", "parent": "", "slug": ""}, "exactly one home page"),
    ("field of another type", ABOUT, {"cards": []}, None),
    ("promise of an info page", ABOUT, {"promise": "x"}, "a info page has no “promise”"),
    (
        "link to nowhere",
        ABOUT,
        {"body": [{"type": "text", "html": '<p><a href="item:PA-9.9">x</a></p>'}]},
        "link to unknown",
    ),
    (
        "script in rich text",
        ABOUT,
        {"body": [{"type": "text", "html": "<p>x</p><script>y</script>"}]},
        "markup that is not",
    ),
    ("handler", ABOUT, {"body": [{"type": "text", "html": '<p onclick="x()">x</p>'}]}, "markup that is not allowed"),
    ("image", ABOUT, {"body": [{"type": "text", "html": '<p><img src="x"/></p>'}]}, "markup that is not allowed"),
    (
        "javascript link",
        ABOUT,
        {"body": [{"type": "text", "html": '<p><a href="javascript:x">x</a></p>'}]},
        "markup that",
    ),
    (
        "page by number",
        ABOUT,
        {"body": [{"type": "text", "html": '<p><a linktype="page" id="1">x</a></p>'}]},
        "markup that",
    ),
    ("unclosed", ABOUT, {"body": [{"type": "text", "html": "<p>x"}]}, "markup that is not allowed, or not closed"),
    ("intro", "words/en/pages/parents.yaml", {"intro": "<p>x</p><iframe></iframe>"}, "markup that is not allowed"),
    (
        "target",
        "words/en/pages/children.yaml",
        {"start": [{"key": "s1", "title": "x", "text": "y", "target": "z"}]},
        "z",
    ),
    ("newer format", "pack.yaml", {"format": "2"}, "format 2; this portal reads format 1"),
    ("unknown language", "pack.yaml", {"languages": ["en", "fr", "xx"]}, "unknown language “xx”"),
    ("other source language", "pack.yaml", {"source_language": "fr"}, "source language is en"),
    ("other namespace", "pack.yaml", {"namespace": "gh"}, "ids of this pack begin with “gh:”"),
    ("path as a name", "pack.yaml", {"name": "../x"}, "is not of the expected form"),
]


@pytest.mark.parametrize(("file", "fields", "message"), [one[1:] for one in EDITED], ids=[one[0] for one in EDITED])
def test_what_does_not_fit_is_a_fault(pack, file, fields, message):
    faults = found(pack.edit(file, **fields))
    if message is None:
        assert faults == []  # an empty list says nothing, so it is left out
    else:
        assert any(message in fault[2] for fault in faults), faults
        assert all(fault[1] >= 1 and fault[0] for fault in faults)


def test_a_fault_deep_inside_has_the_line_of_its_place(pack):
    pack.put(ITEM, "title: Listen\nstatement: x\nanswer: y\nactions:\n  a1: ok\n  a2: <i>no</i>\n")
    assert_fault(pack, ITEM, 6, "markup is not allowed")


def test_a_block_that_this_type_of_page_does_not_have(pack):
    pack.files["facts/pages/alignment.yaml"] = page("alignment", "alignment", "parents-educators")
    body = [{"type": "notice", "text": "x"}, {"type": "form", "title": "x", "fields": ["y"]}]
    pack.files["words/en/pages/alignment.yaml"] = {"title": "Alignment", "body": body}
    assert_fault(pack.write(), "words/en/pages/alignment.yaml", 5, "a alignment page has no block “form”")


def test_every_fault_of_a_pack_is_reported_at_once(pack):
    pack.edit(ITEM, colour="red").edit(FACTS, slug="")
    assert {fault[0] for fault in found(pack)} == {ITEM, FACTS}


def test_missing_pieces(pack):
    pack.remove("words/en/items/PA-2.1.yaml", "words/fr/pages/PA-1.yaml")
    messages = [fault[2] for fault in found(pack)]
    assert "PA-2.1 has no words in the source language" in messages
    assert "its parent “PA-1” has no words in fr" in messages
    (pack.root / "pack.yaml").unlink()
    assert found(pack) == [("pack.yaml", 1, "missing")]


def test_no_folder_at_all(tmp_path):
    assert [fault.message for fault in source.open_pack(tmp_path / "nowhere").faults] == ["no such folder"]


def test_words_for_what_has_no_facts(pack):
    pack.files["words/en/items/PA-7.7.yaml"] = pack.files[ITEM]
    assert_fault(pack.write(), "words/en/items/PA-7.7.yaml", 1, "words for an unknown item “PA-7.7”")


@pytest.mark.parametrize("kind", ["terms", "pages"])
def test_nothing_stands_above_itself(pack, kind):
    if kind == "terms":
        pack.files["facts/terms.yaml"] += [term("x", "topic", "y"), term("y", "topic", "x")]
        pack.files["words/en/terms.yaml"] |= {"x": {"name": "X"}, "y": {"name": "Y"}}
    else:
        for key, parent in (("x", "y"), ("y", "x")):
            pack.files[f"facts/pages/{key}.yaml"] = page(key, "info", parent)
            pack.files[f"words/en/pages/{key}.yaml"] = {"title": key}
    assert any("stands above itself" in fault[2] for fault in found(pack.write()))


def test_terms_need_a_column(pack):
    pack.edit("pack.yaml", languages=["en", "fr", "pt"])
    pack.files["words/pt/terms.yaml"] = {"gaming": {"name": "Jogos"}}
    assert_fault(pack.write(), "words/pt/terms.yaml", 1, "this installation keeps no terms in pt")


def test_links_on_disk_are_not_followed(pack, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("title: secret\n")
    (pack.root / ITEM).unlink()
    (pack.root / ITEM).symlink_to(secret)
    assert_fault(pack, ITEM, 1, "links are not followed")


def test_linked_folders_are_not_followed(pack, tmp_path):
    outside = tmp_path / "outside"
    (pack.root / "words/fr/items").rename(outside)
    (pack.root / "words/fr/items").symlink_to(outside)
    assert_fault(pack, "words/fr/items/PA-1.1.yaml", 1, "links are not followed")
    (outside / "deeper").mkdir()
    (pack.root / "words/en/pages/deeper").symlink_to(outside)
    assert any(fault[0] == "words/en/pages/deeper" for fault in found(pack))


def test_what_is_not_a_file_is_not_opened(pack):
    (pack.root / ITEM).unlink()
    os.mkfifo(pack.root / ITEM)  # reading it would wait for ever
    assert_fault(pack, ITEM, 1, "not a file")


def test_too_many_files(pack, monkeypatch):
    monkeypatch.setattr(source, "MAX_FILES", 2)
    assert_fault(pack, "facts/items", 1, "more than 2 files")


def test_a_namespace_has_one_spelling_in_file_names(pack):
    pack.edit("pack.yaml", namespace="gh")
    for name in [name for name in pack.files if "/items/" in name]:
        key = f"gh:{name.rpartition('/')[2].removesuffix('.yaml')}"
        value = pack.files.pop(name)
        if "facts" in name:
            value |= {"id": key, "related": []}
        pack.files[f"{name.rpartition('/')[0]}/{key.replace(':', '+')}.yaml"] = value
    for name in ("parents-educators", "children"):
        for code in ("en", "fr"):
            if words := pack.files.get(f"words/{code}/pages/{name}.yaml"):
                words.pop("start")
    for code in ("en", "fr"):
        pack.files[f"words/{code}/pages/about.yaml"].pop("body")
    assert found(pack.write()) == []
    (pack.root / "facts/items/gh+PA-1.2.yaml").rename(pack.root / "facts/items/gh:PA-1.2.yaml")
    assert_fault(pack, "facts/items/gh:PA-1.2.yaml", 1, "the file of gh:PA-1.2 is named gh+PA-1.2.yaml")


def test_a_pack_with_faults_is_never_written(pack, db):
    pages = Page.objects.count()
    pack.edit("words/fr/items/PA-1.1.yaml", title="<b>x</b>")
    errors = StringIO()
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        pytest.raises(CommandError, match="nothing was written"),
    ):
        call_command("load_pack", pack.root, stderr=errors)
    assert "words/fr/items/PA-1.1.yaml:1: markup is not allowed" in errors.getvalue()
    assert len(queries) == 0
    with pytest.raises(ValueError, match="faults"):
        load(pack.open())
    assert (Page.objects.count(), LoadedPart.objects.count()) == (pages, 0)
