"""Storybook, workbook and teacher's guide as files: whole, with names filled in, pictures described, anchors apart."""

import io
import re
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import translation
from PIL import Image as PillowImage
from pypdf import PdfReader

from common import pdf
from cop_portal.packs.load import load
from guidelines.documents import content, epub, make, paper, shelf
from guidelines.models import ActivityPage, ActivityRecording
from resources.models import Edition, PortalImage, Resource
from tests.factories import item, page
from tests.guidelines.test_activities import BLOCKS, activity, apart
from tests.guidelines.test_documents import EPUBCHECK, letters

NEEDS_PANGO = pytest.mark.skipif(bool(pdf.missing()), reason="Pango is missing")
LESSON = {
    "type": "lesson",
    "module": "CH-2",
    "aim": "A right is not a wish.",
    "minutes": "45",
    "materials": "A basket.",
    "printing": "One sheet a pair.",
    "steps": ["Throw.", "Sort."],
    "disability": "Read aloud.",
    "no_devices": "The board will do.",
}


@pytest.fixture
def books(pack, db, settings, tmp_path) -> list[shelf.Wanted]:
    """The tiny pack with two stories, a module of the workbook and a teacher's guide."""
    settings.COP_FILES_DIR = tmp_path / "files"
    files = pack.files
    files["facts/pages/under-9.yaml"] = page("under-9", "set", "children", 20, audience="children", band="under-9")
    files["words/en/pages/under-9.yaml"] = {"title": "Under 9", "lead": "Sit with somebody."}
    for key, parent, name in (("CH-1", "under-9", "storybook"), ("CH-2", "9-12", "workbook")):
        files[f"facts/pages/{key}.yaml"] = page(key, "section", parent, 20)
        files[f"words/en/pages/{key}.yaml"] = {"title": f"{{{name}}}", "lead": "With {guide}."}
    for key, section, band in (
        ("CH-1.1", "CH-1", "under-9"),
        ("CH-1.2", "CH-1", "under-9"),
        ("CH-2.1", "CH-2", "9-12"),
    ):
        facts = {**item(key, section, 10, []), "kind": "activity", "actions": [], "ages": [band]}
        files[f"facts/items/{key}.yaml"] = facts
        files[f"words/en/items/{key}.yaml"] = {**activity(BLOCKS), "title": f"Kites {key}"}
    files["facts/pages/guide.yaml"] = page("guide", "guide", "parents-educators", 40)
    files["words/en/pages/guide.yaml"] = {"title": "Guide", "lead": "For {workbook}.", "body": apart([LESSON])}
    opened = pack.write().open()
    assert opened.faults == []
    load(opened)
    return shelf.refresh()[0]


def one(books: list[shelf.Wanted], name: str) -> shelf.Wanted:
    return next(wanted for wanted in books if wanted.name == name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cop-children-under-9-storybook.en.pdf", ["Online with Sango", "Kites CH-1.2", "Ama has a kite.", "Share"]),
        ("cop-9-12-workbook.en.pdf", ["Work with Sango", "Kites CH-2.1", "They laugh."]),
        ("cop-9-12-full-set.en.pdf", ["I can say no", "Kites CH-2.1"]),
        ("cop-guide-teachers-guide.en.pdf", ["For Work with Sango.", "The board will do.", "Two can laugh."]),
    ],
)
@NEEDS_PANGO
def test_books_are_whole_and_their_names_are_filled_in(books, name, said):
    wanted = one(books, name)
    with translation.override("en"):
        html, made_of = paper.source(wanted)
        data, _ = paper.build(wanted, html)
    text = letters("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))
    assert all(letters(words) in text for words in said)
    assert not re.search(r"\{(storybook|workbook|guide)\}", html)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    anchors = set(re.findall(r'href="#([^"]+)"', html))
    assert anchors <= set(ids)
    assert ActivityPage.objects.filter(pk__in=made_of).exists()


def test_pictures_of_a_story_are_described_and_need_nothing_from_elsewhere(books):
    with translation.override("en"):
        html, _ = paper.source(one(books, "cop-children-under-9-storybook.en.pdf"))
    assert html.count('alt="Children under a tree."') == 2
    assert "data:image/svg+xml;base64," in html and 'src="/' not in html
    assert "var(--" not in content.drawing("stories/play-1", "children", "under-9")


def test_a_picture_that_an_editor_uploaded_stands_in_the_book(books, tmp_path: Path, settings):
    settings.MEDIA_ROOT = tmp_path
    story = ActivityPage.objects.get(key="CH-1.1")
    buffer = io.BytesIO()
    PillowImage.new("RGB", (40, 30), "red").save(buffer, "PNG")
    file = ContentFile(buffer.getvalue(), "own.png")
    picture = PortalImage.objects.create(title="x", description="Ama", file=file)
    ActivityRecording.objects.create(page=story, block_key="f1", picture=picture)
    with translation.override("en"):
        html, _ = paper.source(one(books, "cop-children-under-9-storybook.en.pdf"))
        said, _ = epub.source(one(books, "cop-children-under-9-storybook.en.epub"))
    assert html.count("data:image/jpeg;base64,") == 1 and 'src="/' not in html
    assert sum(name.endswith(".jpg") for name in said["drawings"]) == 1


@pytest.mark.parametrize("name", ["cop-children-under-9-storybook.en.epub", "cop-9-12-full-set.en.epub"])
def test_the_storybook_is_an_accessible_e_book(books, tmp_path: Path, name):
    wanted = one(books, name)
    with translation.override("en"):
        said, _ = epub.source(wanted)
        data, _ = epub.build(wanted, said)
    book = zipfile.ZipFile(io.BytesIO(data))
    package = book.read("book/package.opf").decode()
    assert "alternativeText" in package and "image/svg+xml" in package
    assert "Ama has a kite." in book.read("book/c1.xhtml").decode() + book.read("book/c2.xhtml").decode()
    if EPUBCHECK.exists() and which("java"):
        path = tmp_path / "book.epub"
        path.write_bytes(data)
        said = subprocess.run(["java", "-jar", str(EPUBCHECK), str(path)], capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stdout + said.stderr


def test_the_library_offers_them_to_parents_and_teachers(books):
    row = Resource.objects.get(kind="storybook")
    assert row.audiences == ["parents", "educators", "children"] and row.title_en == "{storybook}"
    assert Resource.objects.get(kind="workbook").title_en == "{workbook}"
    assert Edition.objects.get(resource__kind="checklist", language="en", resource__key="PA-1/checklist").path.endswith(
        "/parents-educators/parents/pa-1/print/"
    )


@pytest.mark.parametrize("key", ["PA-1", "parents", "guide", "PA-1.1"])
def test_short_addresses_on_paper_lead_to_their_pages(books, client: Client, key):
    response = client.get(f"/r/{key}")
    assert response.status_code == 302 and client.get(response.headers["Location"]).status_code == 200


def test_what_is_wanted_tomorrow_is_made_first(books):
    files = sorted((one for one in books if one.format != "html"), key=make._urgency)
    kinds = list(dict.fromkeys(str(one.kind) for one in files))
    assert kinds[0] == "checklist" and kinds.index("poster") < kinds.index("full-set")
