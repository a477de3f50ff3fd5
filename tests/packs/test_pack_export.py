"""Export gives a pack's bytes back, from live objects only; one edit changes one text."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cop_portal.packs.adapters import page_of
from cop_portal.packs.export import files_of_pack, files_of_portal, write_folder
from cop_portal.packs.load import load
from cop_portal.packs.models import LoadedPart
from cop_portal.packs.source import open_pack
from tests.factories import PackFolder


def exported(pack: PackFolder) -> dict[str, bytes]:
    return files_of_portal(pack.open().head)


def changed_lines(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, tuple[list[str], list[str]]]:
    """(removed, added) lines by file."""
    found = {}
    for name in before.keys() | after.keys():
        old, new = before.get(name, b"").decode().splitlines(), after.get(name, b"").decode().splitlines()
        if old != new:
            found[name] = [line for line in old if line not in new], [line for line in new if line not in old]
    return found


def test_the_same_bytes_come_back(loaded):
    assert exported(loaded) == loaded.bytes()


def test_export_reads_live_objects_only(loaded):
    LoadedPart.objects.all().delete()
    draft = page_of("PA-1.2", "en")
    draft.title = "A draft"
    draft.save_revision()
    assert exported(loaded) == loaded.bytes()


@pytest.mark.content
def test_the_shipped_content_comes_back_byte_for_byte(db):
    shipped = open_pack(settings.COP_PACK_DIR)
    assert shipped.faults == []
    load(shipped)
    LoadedPart.objects.all().delete()
    on_disk = {
        path.relative_to(shipped.root).as_posix(): path.read_bytes()
        for path in shipped.root.rglob("*")
        if path.is_file() and path.relative_to(shipped.root).parts[0] in ("pack.yaml", "facts", "words")
    }
    back = files_of_portal(shipped.head)
    assert back.keys() == on_disk.keys()
    assert [name for name, data in back.items() if data != on_disk[name]] == []


def test_the_canonical_form_is_the_one_that_is_written(pack):
    assert files_of_pack(pack.open()) == pack.bytes()
    name = "words/en/items/PA-1.2.yaml"
    data = (pack.root / name).read_text()
    title, rest = data.split("\n", 1)
    assert title == "title: Listen"
    pack.put(name, f'# a remark\n{rest.rstrip()}\ntitle:   "Listen"  \n\n')
    out = StringIO()
    with pytest.raises(CommandError, match="1 files are not canonical"):
        call_command("fmt_pack", pack.root, check=True, stdout=out)
    assert name in out.getvalue()
    call_command("fmt_pack", pack.root, stdout=StringIO())
    assert (pack.root / name).read_text() == data


# --- one edit in the admin


@pytest.fixture
def desk(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("editor@example.org", "a long enough password"))
    return client


def form_of(page: Page, **fields) -> dict:
    """What a browser posts for a page: text areas with Windows line ends, rich text as Draftail has it."""
    counts = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    base = {
        "title": page.title,
        "slug": page.slug,
        "search_description": page.search_description,
        "order": page.order,
        "comment_notifications": "",
        "action-publish": "1",
    }
    data = nested_form_data({**base, **fields}) | {f"comments-{name}": number for name, number in counts.items()}
    data["loaded_revision_id"] = page.latest_revision_id
    data["loaded_revision_created_at"] = page.latest_revision.created_at.isoformat()
    return {key: value.replace("\n", "\r\n") if isinstance(value, str) else value for key, value in data.items()}


def publish_in_admin(desk, page: Page, data: dict) -> None:
    response = desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context and response.context["form"].errors
    assert not page.specific_class.objects.get(pk=page.pk).has_unpublished_changes


def test_one_edit_of_a_recommendation_changes_one_text(loaded, desk):
    page = page_of("PA-1.2", "en")
    before = exported(loaded)
    actions = [("action", {"key": block.value["key"], "text": block.value["text"]}) for block in page.actions]
    texts = {"statement": page.statement, "why": page.why.replace("Try it", "Try this")}
    publish_in_admin(desk, page, form_of(page, **texts, actions=streamfield(actions), details=streamfield([])))
    assert changed_lines(before, exported(loaded)) == {
        "words/en/items/PA-1.2.yaml": (["  Try it."], ["  Try this."]),
    }


def test_one_edit_of_rich_text_changes_one_line(loaded, desk):
    page = page_of("parents", "en")
    before = exported(loaded)
    html = page.intro.replace("Read", "Open")
    fields = {
        "lead": page.lead,
        "intro": rich_text(html),
        "audience": page.audience,
        "band": "",
        "edition": page.edition,
    }
    publish_in_admin(desk, page, form_of(page, **fields))
    name = "words/en/pages/parents.yaml"
    removed, added = changed_lines(before, exported(loaded)).pop(name)
    assert (removed, added) == (["intro: <p>Read <em>one</em>.</p>"], ["intro: <p>Open <em>one</em>.</p>"])
    assert changed_lines(before, exported(loaded)).keys() == {name}


# --- what cannot be said is left out


@pytest.mark.parametrize("key", ["PA-1.2", "PA-1", "about"])
def test_what_is_withdrawn_is_not_exported_nor_anything_below_it(loaded, key):
    page_of(key, "en").unpublish()
    left = exported(loaded)
    gone = {name for name in loaded.bytes() if name not in left}
    assert any(name.startswith("facts/") and f"/{key}." in name for name in gone)
    if key == "PA-1":
        assert {"facts/items/PA-1.1.yaml", "words/fr/items/PA-1.1.yaml", "words/fr/pages/PA-1.yaml"} <= gone
    for name in left:
        if name.startswith("facts/items"):
            assert key not in left[name].decode() or key == "PA-1"


def test_an_export_is_a_pack_without_faults(loaded, tmp_path):
    page_of("topics/gaming", "en").unpublish()
    page_of("PA-2.1", "en").delete()
    call_command("export_pack", tmp_path / "out", stdout=StringIO(), stderr=(errors := StringIO()))
    assert errors.getvalue() == ""
    assert open_pack(tmp_path / "out").faults == []


def test_what_must_be_mended_in_an_export_is_said(loaded, tmp_path):
    page_of("about", "en").delete()  # the landings' third task leads there
    call_command("export_pack", tmp_path / "out", stdout=StringIO(), stderr=(errors := StringIO()))
    assert "mend before loading it: words/en/pages/children.yaml:12: has no “target”" in errors.getvalue()


def test_an_export_never_writes_over_something(loaded, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    for target in (tmp_path / "out", tmp_path / "out/mine.txt"):
        with pytest.raises(CommandError, match="not an empty folder"):
            call_command("export_pack", target, stdout=StringIO())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "pack"]


def test_a_failed_export_leaves_nothing(tmp_path):
    with pytest.raises(FileExistsError):
        write_folder({"one": b"x", "one/two": b"x"}, tmp_path / "out")
    assert list(Path(tmp_path).iterdir()) == []
