"""Uploads are judged by their content: refused with a reason, or let through unchanged."""

import io
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from common import uploads
from resources.models import PortalDocument

PDF = b"%PDF-1.7\n1 0 obj <</Type/Catalog/OpenAction[3 0 R/XYZ]>> endobj\n"


def archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as one:
        for name, data in files.items():
            one.writestr(name, data)
    return buffer.getvalue()


def packed(text: bytes) -> bytes:
    return b"9 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\n" + zlib.compress(text) + b"\nendstream endobj\n"


def code_of(name: str, data: bytes) -> str:
    """Why a file is refused; "" when it is let through."""
    try:
        uploads.check_document(io.BytesIO(data), name, len(data))
    except ValidationError as error:
        return error.code
    return ""


def real_xlsx() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
BOOK = {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<container/>"}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plain.pdf", PDF, ""),
        ("plan.xlsx", real_xlsx(), ""),
        ("letter.docx", archive(WORD), ""),
        ("table.csv", "id,name\n1,Zoë\n".encode(), ""),
        ("book.epub", archive({**BOOK, "c1.xhtml": b"<p>Once</p>"}), ""),
        ("empty.pdf", b"", "empty"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "ending"),
        ("tool.exe", b"MZ", "ending"),
        ("noending", b"x", "ending"),
        ("picture.pdf", b"<svg><script>alert(1)</script></svg>", "content"),
        ("page.docx", b"<html></html>", "content"),
        ("zip.docx", archive({"hello.txt": b"x"}), "content"),
        ("cut.docx", archive(WORD)[:-30], "content"),
        ("song.mp3", b"not music at all", "content"),
        ("latin.csv", "é".encode("latin-1"), "content"),
        ("script.pdf", PDF + b"2 0 obj <</S/JavaScript/JS(app.alert(1))>> endobj", "active"),
        ("hidden.pdf", PDF + b"2 0 obj <</S/J#61vaScript/J#53(x)>> endobj", "active"),
        ("packed.pdf", PDF + packed(b"4 0 <</S/JavaScript/JS(x)>>"), "active"),
        ("unreadable.pdf", PDF + b"9 0 obj <</Type/ObjStm/Filter/LZWDecode>> stream\nxxx\nendstream", "active"),
        ("launch.pdf", PDF + b"2 0 obj <</S/Launch/F(cmd.exe)>> endobj", "active"),
        ("attached.pdf", PDF + b"2 0 obj <</Type/EmbeddedFile>> endobj", "active"),
        ("locked.pdf", PDF + b"trailer <</Encrypt 5 0 R>>", "locked"),
        ("macro.docx", archive({**WORD, "word/vbaProject.bin": b"x"}), "active"),
        ("tool.docx", archive({**WORD, "word/embeddings/tool.exe": b"MZ"}), "active"),
        ("climb.docx", archive({**WORD, "../../etc/passwd": b"x"}), "active"),
        ("script.epub", archive({**BOOK, "c1.xhtml": b"<script>x</script>"}), "active"),
        ("script.csv", b"a,<script>alert(1)</script>", "active"),
        ("bomb.docx", archive({**WORD, "word/media/x.bin": b"\0" * (30 * uploads.MEBIBYTE)}), "bomb"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused_and_why(name, data, code):
    assert code_of(name, data) == code


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
