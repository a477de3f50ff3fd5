"""Uploads are judged by their content: refused with a reason, or let through unchanged."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from common import uploads
from resources.models import PortalDocument
from tests.stage import hostile
from tests.stage.files import BOOK, PDF, WORD, archive, mp4, packed, real_xlsx
from tests.stage.hostile import relation


def code_of(name: str, data: bytes) -> str:
    """Why a file is refused; "" when it is let through."""
    try:
        uploads.check_document(io.BytesIO(data), name, len(data))
    except ValidationError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plain.pdf", PDF, ""),
        ("plan.xlsx", real_xlsx(), ""),
        ("letter.docx", archive(WORD), ""),
        ("table.csv", "id,name\n1,Zoë\n".encode(), ""),
        ("book.epub", archive({**BOOK, "c1.xhtml": b"<p>Once</p>"}), ""),
        ("scan.pdf", PDF + packed(b"q BT /JS (/JavaScript in words) Tj ET", b"/Filter/FlateDecode"), ""),
        ("objects.pdf", PDF + packed(b"4 0 5 9 <</Type/Font>> <<>>"), ""),
        ("objects.pdf", PDF + packed(b"4 0 <<>>", b"/Type/ObjStm/Filter [ /FlateDecode ]/N 1"), ""),
        ("ended.pdf", PDF + b"%%EOF\r\n\0\0", ""),
        (
            "linked.docx",
            archive({**WORD, "word/_rels/document.xml.rels": relation("hyperlink", "https://a.example")}),
            "",
        ),
        (
            "linked.epub",
            archive({**BOOK, "c1.xhtml": b"<!DOCTYPE html><html><a href='https://a.example/'>a</a></html>"}),
            "",
        ),
        ("numbers.csv", b"a,-5,+33 1 23,-\nword next,- x,a=b\n", ""),
        ("film.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ama>Hello &amp; <i>you</i>\n", ""),
        ("film.mp4", mp4(), ""),
        ("film.mp4", mp4((b"free", b"\0" * 8)), ""),
        ("noending", b"x", "ending"),
        ("zip.docx", archive({"hello.txt": b"x"}), "content"),
        ("cut.docx", archive(WORD)[:-30], "content"),
        ("latin.csv", "é".encode("latin-1"), "content"),
        ("turned\u202efdp.exe.pdf", PDF, "name"),
        ("nul\0.pdf", PDF, "name"),
        ("..", PDF, "name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused_and_why(name, data, code):
    assert code_of(name, data) == code


@pytest.mark.parametrize("hostile", hostile.DOCUMENTS, ids=str)
def test_hostile_documents(hostile):
    assert code_of(hostile.name, hostile.make()) == hostile.wanted


def test_too_large_is_refused_before_it_is_read():
    class Unread(io.BytesIO):
        def read(self, *args):
            raise AssertionError("read")

    with pytest.raises(ValidationError, match="larger than 20 MB"):
        uploads.check_document(Unread(), "big.pdf", uploads.MAX_SIZE + 1)


def test_a_document_with_a_script_is_not_kept(db):
    bad = SimpleUploadedFile("x.pdf", PDF + b"/JavaScript", content_type="application/pdf")
    document = PortalDocument(title="x", file=bad)
    with pytest.raises(ValidationError) as caught:
        document.full_clean()
    assert "file" in caught.value.message_dict
    assert not PortalDocument.objects.exists()
    PortalDocument(title="x", file=SimpleUploadedFile("x.pdf", PDF)).full_clean()
