"""Documents made from the content: each kind is made, opened, and says what the pages say."""

import io
import subprocess
import zipfile
from pathlib import Path
from shutil import which

import pytest
from django.test import Client
from django.utils import translation
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from common import pdf
from cop_portal.packs.load import load
from guidelines.documents import content, epub, make, office, paper, plan, sheet, shelf, ticklist
from guidelines.models import RecommendationPage
from resources.models import Edition, Resource, SheetPage

NEEDS_PANGO = pytest.mark.skipif(bool(pdf.missing()), reason="Pango is missing")
SAMPLES = {
    "en": "Ask what made your child laugh: five minutes find affluent offices.",
    "ru": "Спросите ребёнка, что его сегодня рассмешило в сети. Ещё раз: подъём.",
    "ar": "اسأل طفلك عما أضحكه اليوم على الإنترنت، ولا تلمه. لا أحد يلوم الأطفال.",
    "zh-hans": "问问孩子今天在网上看到了什么好笑的事。保护儿童，人人有责。",
}
#: Debian's package epubcheck.
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
SHEET = [
    {"type": "heading", "text": "Screens"},
    {"type": "text", "text": "Dear parents of ____,"},
    {"type": "fill", "fields": [{"label": "First I tell", "hint": "A person", "lines": "2"}]},
    {"type": "ticks", "title": "We agree", "items": ["Phones sleep in the kitchen."]},
    {"type": "grid", "caption": "Devices", "columns": ["Device", "Who"], "rows": ["Phone"], "empty": "2"},
    {"type": "sign", "people": ["Child", "Adult"]},
]


@pytest.fixture
def shelved(pack, db, settings, tmp_path):
    """The tiny pack with an educators' set, a library and a sheet, loaded; its library's rows made."""
    settings.COP_FILES_DIR = tmp_path / "files"
    files = pack.files
    files["facts/pages/parents.yaml"]["audience"] = "parents"
    facts = dict(files["facts/pages/about.yaml"])
    files["facts/pages/library.yaml"] = {**facts, "key": "library", "type": "library", "slug": "library"}
    files["words/en/pages/library.yaml"] = {"title": "Library"}
    files["facts/pages/library/agreement.yaml"] = {
        **facts,
        "key": "library/agreement",
        "type": "sheet",
        "parent": "library",
        "slug": "agreement",
        "audiences": ["parents"],
        "ages": ["9-12"],
        "terms": ["gaming"],
        "items": ["PA-1.1"],
    }
    files["words/en/pages/library/agreement.yaml"] = {"title": "Agreement", "lead": "At the table.", "sheet": SHEET}
    opened = pack.write().open()
    assert opened.faults == []
    load(opened)
    documents, _ = shelf.refresh()
    return documents


def one(documents, ending: str):
    return next(wanted for wanted in documents if wanted.name.endswith(ending))


def letters(text: str) -> str:
    """Text without blanks and writing-direction marks."""
    return "".join(
        sign for sign in text if not sign.isspace() and not "\u200e" <= sign <= "\u202e" and sign not in "\u200e\u200f"
    )


def test_rows_follow_the_pages_and_a_second_look_changes_nothing(shelved):
    keys = set(Resource.objects.values_list("key", flat=True))
    assert {"PA-1/checklist", "parents/full-set", "library/agreement", "9-12/you-can/poster"} <= keys
    checklist = Resource.objects.get(key="PA-1/checklist")
    assert (checklist.title_en, checklist.title_fr) == ("Talking", "FR Talking")
    assert checklist.audiences == ["parents"] and checklist.ages == ["under-9", "9-12"]
    assert Edition.objects.get(resource__key="parents/full-set", format="html", language="en").path.endswith("/print/")
    assert not shelf.refresh()[1]


def test_what_is_no_longer_live_leaves_the_library(shelved):
    SheetPage.objects.get().unpublish()
    _, change = shelf.refresh()
    assert change.removed == 1
    assert "library/agreement" not in set(Resource.objects.shown().values_list("key", flat=True))


def test_a_sheet_round_trips_and_is_shown(shelved, client: Client):
    body = client.get("/en/library/agreement/").content.decode()
    assert "Phones sleep in the kitchen." in body and "First I tell" in body
    assert SheetPage.objects.get().resource.items.get().stable_id == "PA-1.1"


@pytest.mark.parametrize("language", SAMPLES)
@NEEDS_PANGO
def test_extracted_text_equals_the_source(language, tmp_path: Path):
    text = SAMPLES[language]
    direction = "rtl" if language == "ar" else "ltr"
    fonts = pdf.families(language)
    data, pages = pdf.from_html(
        f'<html lang="{language}" dir="{direction}"><head><title>t</title><style>body{{font-family:{fonts}}}'
        f"</style></head><body><h1>{text}</h1><p>{text}</p></body></html>"
    )
    assert pages == 1
    assert letters(PdfReader(io.BytesIO(data)).pages[0].extract_text()) == letters(text) * 2
    if which("pdftotext"):
        (tmp_path / "x.pdf").write_bytes(data)
        read = subprocess.run(["pdftotext", str(tmp_path / "x.pdf"), "-"], capture_output=True, text=True, check=True)
        assert letters(read.stdout) == letters(text) * 2


@NEEDS_PANGO
def test_a_last_line_takes_no_page_of_its_own():
    style = (
        "<style>@page { size: 100mm 100mm; margin: 10mm; } p { margin: 0; font-size: 20pt; line-height: 10mm; }</style>"
    )
    document = f'<html lang="en"><head><title>t</title>{style}</head><body>{"<p>line</p>" * 9}</body></html>'
    tighter = "p { line-height: 8mm; }"
    assert [pdf.from_html(document, css)[1] for css in ("", tighter)] == [2, 1]
    long = document.replace("<p>line</p>", "<p>line</p>" * 3)
    assert pdf.from_html(long, tighter)[1] < pdf.from_html(long)[1]
    assert pdf.from_html(long, "p { color: red; }") == pdf.from_html(long), "only where it saves a page"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_address_stands_at_the_foot_and_runs_from_left_to_right(language):
    page = office.Paper("t", language)
    page.foot("نص" if language == "ar" else "text", "https://example.org/x")
    foot = Document(io.BytesIO(page.data())).sections[0].footer.paragraphs[0]
    assert foot.runs[-1].text == "https://example.org/x"
    assert [("w:rtl" in run._r.xml) for run in foot.runs] == [language == "ar", False]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("parents-pa-1-checklist.en.pdf", "Talk, step 1."),
        ("cop-parents-full-set.en.pdf", "Which round are you in?"),
        ("cop-parents-full-set.fr.pdf", "FR Talk, step 1."),
        ("cop-agreement.en.pdf", "Phones sleep in the kitchen."),
        ("poster.en.pdf", "I can say no"),
    ],
)
@NEEDS_PANGO
def test_pdfs_are_tagged_name_their_language_and_say_what_the_pages_say(shelved, name, said):
    wanted = one(shelved, name)
    with translation.override(wanted.language):
        html, _ = paper.source(wanted)
        data, pages = paper.build(wanted, html)
    book = PdfReader(io.BytesIO(data))
    assert len(book.pages) == pages
    root = book.trailer["/Root"]
    assert root["/Lang"] == wanted.language and root["/MarkInfo"]["/Marked"]
    assert book.metadata.title == wanted.page.title
    assert letters(said) in letters("".join(page.extract_text() for page in book.pages))


@NEEDS_PANGO
def test_a_document_may_load_nothing(tmp_path: Path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">hidden</text></svg>')
    data, _ = pdf.from_html(f'<html lang="en"><title>t</title><p>open</p><img src="file://{secret}" alt="none"></html>')
    text = PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "open" in text and "hidden" not in text


def test_books_pass_epubcheck(shelved, tmp_path: Path):
    for name in ("cop-parents-full-set.en.epub", "cop-parents-full-set.fr.epub", "9-12-full-set.en.epub"):
        wanted = one(shelved, name)
        with translation.override(wanted.language):
            source, _ = epub.source(wanted)
            data, _ = epub.build(wanted, source)
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        assert names[0] == "mimetype" and "book/nav.xhtml" in names
        assert b"schema:accessibilityFeature" in zipfile.ZipFile(io.BytesIO(data)).read("book/package.opf")
        if EPUBCHECK.exists() and which("java"):
            path = tmp_path / "book.epub"
            path.write_bytes(data)
            said = subprocess.run(
                ["java", "-jar", str(EPUBCHECK), str(path)], capture_output=True, text=True, check=False
            )
            assert said.returncode == 0, said.stdout + said.stderr


def test_a_tracker_has_one_row_for_each_action(shelved):
    parts = content.sections(one(shelved, "cop-parents-full-set.en.pdf"))
    said = {
        "title": "=Title",
        "address": "https://example.org/",
        "columns": plan.columns(),
        "statuses": plan.statuses(),
        "rows": content.rows(parts),
        "colour": "d9eaf5",
        "about": ["a", "b", "c"],
    }
    said["rows"][0]["action"] = "=1+1"
    wanted = one(shelved, "cop-parents-full-set.en.pdf")
    page = load_workbook(io.BytesIO(plan._spreadsheet(wanted, said))).worksheets[0]
    assert page.max_row == 1 + len(said["rows"]) == 7
    assert page.freeze_panes == "C2" and page.auto_filter.ref == "A1:H7"
    assert page.page_setup.orientation == "landscape" and page.print_title_rows == "$1:$1"
    assert {rule.type for rule in page.data_validations.dataValidation} == {"list", "date"}
    assert page["C2"].data_type == "s" and page["C2"].value == "'=1+1"
    table = Document(io.BytesIO(plan._document(wanted, said))).tables
    assert sum(len(one.rows) - 1 for one in table) == len(said["rows"])


def test_a_sheet_as_a_text_document(shelved):
    wanted = one(shelved, "cop-agreement.en.docx")
    source, _ = sheet.source(wanted)
    document = Document(io.BytesIO(sheet.build(wanted, source)[0]))
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"] == ["Screens"]
    assert f"Dear parents of {'_' * 24}," in [paragraph.text for paragraph in document.paragraphs]
    assert "☐ Phones sleep in the kitchen." in [paragraph.text for paragraph in document.paragraphs]
    assert [len(table.rows) for table in document.tables] == [1, 4, 2]


def test_arabic_paper_runs_from_right_to_left():
    page = office.Paper("عنوان", "ar")
    page.text("نص")
    page.table(["أ"], [["ب"]])
    markup = zipfile.ZipFile(io.BytesIO(page.data())).read("word/document.xml").decode()
    assert "<w:bidi/>" in markup and "<w:rtl/>" in markup and "w:bidiVisual" in markup


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_only_what_changed_is_made_again_and_withdrawn_words_go_at_once(pack, settings, tmp_path):
    settings.COP_FILES_DIR = tmp_path / "files"
    settings.COP_DOCUMENT_MEMORY = 4096
    load(pack.open())
    only = {"only": "parents-full-set", "language": "en"}
    assert make.make_all(**only)["made"] >= 1
    first = Edition.objects.get(resource__key="parents/full-set", format="epub", language="en")
    assert (make.files() / first.file).is_file() and first.size and first.checksum
    assert make.make_all(**only)["made"] == 0
    response = Client().get(f"/files/{first.file}")
    assert response.status_code == 200 and "immutable" in response["Cache-Control"]
    page = RecommendationPage.objects.get(key="PA-1.1", locale__language_code="en")
    page.why = "A new reason."
    page.save_revision().publish()
    assert make.make_all(**only)["made"] >= 1
    second = Edition.objects.get(pk=first.pk)
    assert second.file != first.file
    # A page of yesterday still links to the older file; a name alone leads to the newest.
    name = second.file.rpartition("/")[2]
    assert Client().get(f"/files/{name}").headers["Location"] == f"/files/{second.file}"
    page.refresh_from_db()
    page.unpublish()
    assert not (make.files() / second.file).exists()
    assert not Edition.objects.filter(pk=first.pk).exists()


def test_a_file_name_may_not_climb(client: Client, db):
    for address in ("/files/x/../../etc/passwd", "/files/abc/secret.key", "/files/.lock", "/files/cop-x.en.exe"):
        assert client.get(address).status_code == 404


def test_a_failing_document_stops_nothing(shelved, monkeypatch):
    def fail(wanted):
        raise MemoryError

    monkeypatch.setattr(sheet, "source", fail)
    assert make.make(one(shelved, "cop-agreement.en.docx"))[0] == "failed"


@pytest.mark.parametrize("patient", [False, True])
def test_pages_show_files_kind_by_kind_and_not_more_often_than_pages_can_be_made(shelved, monkeypatch, patient):
    told = []
    monkeypatch.setattr(make, "TELL_SECONDS", 3600 if patient else -1)
    monkeypatch.setattr(make, "changed", lambda sender: told.append(len(made)))
    made: list[str] = []
    monkeypatch.setattr(make, "make", lambda wanted, force: made.append(wanted.kind) or ("made", ""))
    monkeypatch.setattr(pdf, "missing", lambda: "")
    make.make_all()
    kinds = list(dict.fromkeys(made))
    assert len(kinds) >= 4 and len(told) == (2 if patient else len(kinds))
    assert told[0] == made.count("checklist") < len(made) == told[-1]


def test_a_checklist_as_a_text_document_has_a_box_for_each_action(shelved):
    wanted = one(shelved, "parents-pa-1-checklist.en.docx")
    assert make.builder(wanted) is ticklist
    source, made_of = ticklist.source(wanted)
    paragraphs = [one.text for one in Document(io.BytesIO(ticklist.build(wanted, source)[0])).paragraphs]
    actions = [block.value["text"] for page in content.sections(wanted)[0].recommendations for block in page.actions]
    assert [text for text in paragraphs if text.startswith(office.BOX)] == [f"{office.BOX}{text}" for text in actions]
    assert wanted.page.pk in made_of and any("/r/ and its id" in text for text in paragraphs)
