"""What may be uploaded as a document: judged by content, not by name, and refused with a reason."""

import re
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MEBIBYTE = 1024 * 1024
MAX_SIZE = 20 * MEBIBYTE
#: Limits of what an archive (office documents and e-books are archives) may unpack to.
MAX_UNPACKED, MAX_RATIO, MAX_ENTRIES = 200 * MEBIBYTE, 200, 4000
MAX_TEXT = 5 * MEBIBYTE
#: Names in a PDF that make it act by itself.
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia|EmbeddedFiles?|XFA)\b")
_LOCKED = re.compile(rb"/Encrypt\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
_MARKUP = re.compile(rb"<\s*(script|svg|html|iframe|!doctype)|javascript:", re.I)
#: Parts of an archive that hold programs.
_PROGRAMS = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|oleObject[^/]*|[^/]*\.(exe|dll|js|vbs|bat|cmd|ps1|jar|com|scr|lnk|hta))$", re.I
)
_REQUIRED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "epub": "META-INF/container.xml",
}
_TYPES = {"pdf": {"pdf"}, "mp3": {"mp3"}, "ogg": {"ogg", "oga", "opus"}, "mp4": {"mp4", "m4v", "m4a"}}


def check_document(file: BinaryIO, name: str, size: int) -> None:
    """Raise ValidationError unless the file is what its name says and can do no harm. The position is restored."""
    ending = name.rpartition(".")[2].lower()
    checks: dict[str, Callable[[BinaryIO], None]] = {"pdf": _pdf, "csv": _text, "vtt": _text}
    if ending not in {*_TYPES, *_REQUIRED, *checks}:
        raise ValidationError(
            _("Files ending in “.%(ending)s” are not accepted.") % {"ending": ending[:20]}, code="ending"
        )
    if size == 0:
        raise ValidationError(_("The file is empty."), code="empty")
    if size > MAX_SIZE:
        raise ValidationError(
            _("The file is larger than %(limit)s MB.") % {"limit": MAX_SIZE // MEBIBYTE}, code="too-large"
        )
    try:
        file.seek(0)
        if ending in _REQUIRED:
            _archive(file, ending)
        else:
            if ending in _TYPES:
                _kind(file, ending)
            if ending in checks:
                file.seek(0)
                checks[ending](file)
    finally:
        file.seek(0)


def _wrong(ending: str) -> ValidationError:
    text = _("This is not a %(ending)s file, whatever its name says.")
    return ValidationError(text % {"ending": ending.upper()}, code="content")


def _kind(file: BinaryIO, ending: str) -> None:
    found = filetype.guess(file.read(8192))
    if found is None or found.extension not in _TYPES[ending]:
        raise _wrong(ending)


def _pdf(file: BinaryIO) -> None:
    """No scripts and nothing that runs, in the open or inside packed streams."""
    data = file.read()
    refused = ValidationError(
        _("This PDF contains a script, a form that sends data or an attachment. Print it to a new PDF."),
        code="active",
    )
    # A name may be spelled with hexadecimal escapes to hide it.
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), data)
    outside = _STREAM.sub(b"", plain)
    if _LOCKED.search(outside):
        raise ValidationError(_("The file is locked with a password."), code="locked")
    if _ACTIVE.search(outside):
        raise refused
    left = MAX_UNPACKED
    for match in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            text = unpacker.decompress(match[1], left)
        except zlib.error as error:
            if b"/ObjStm" in data[max(0, match.start() - 300) : match.start()]:
                raise refused from error  # objects that cannot be looked at
            continue
        left -= len(text)
        if left <= 0:
            raise ValidationError(_("The file unpacks to more than it should."), code="bomb")
        if _object_stream(text) and _ACTIVE.search(text):
            raise refused


def _object_stream(text: bytes) -> bool:
    """Whether an unpacked stream holds PDF objects rather than drawing, pictures or fonts."""
    return text[:1].isdigit() and b"<<" in text


def _archive(file: BinaryIO, ending: str) -> None:
    """An office document or e-book: complete, without programs, not a bomb."""
    bomb = ValidationError(_("The file unpacks to more than it should."), code="bomb")
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise bomb
            names = {entry.filename for entry in entries}
            if _REQUIRED[ending] not in names:
                raise _wrong(ending)
            if any(_PROGRAMS.search(name) or ".." in name.split("/") or name.startswith("/") for name in names):
                raise ValidationError(_("The file contains a program or macro."), code="active")
            total = 0
            for entry in entries:
                if entry.flag_bits & 1:
                    raise ValidationError(_("The file is locked with a password."), code="locked")
                # The directory may lie about sizes, so the bytes are counted.
                unpacked = 0
                with archive.open(entry) as stream:
                    while chunk := stream.read(MEBIBYTE):
                        unpacked, total = unpacked + len(chunk), total + len(chunk)
                        if total > MAX_UNPACKED or unpacked > MEBIBYTE + MAX_RATIO * entry.compress_size:
                            raise bomb
                        if ending == "epub" and _scripted(entry.filename, chunk):
                            raise ValidationError(_("The book contains a script."), code="active")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _wrong(ending) from error


def _scripted(name: str, chunk: bytes) -> bool:
    return name.lower().endswith((".xhtml", ".html", ".htm", ".svg")) and bool(
        re.search(rb"<\s*script|javascript:|\son[a-z]+\s*=", chunk, re.I)
    )


def _text(file: BinaryIO) -> None:
    """Tables and subtitles: readable text without markup that a browser could run."""
    data = file.read(MAX_TEXT + 1)
    if len(data) > MAX_TEXT:
        raise ValidationError(
            _("The file is larger than %(limit)s MB.") % {"limit": MAX_TEXT // MEBIBYTE}, code="too-large"
        )
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The text is not in UTF-8. Save it again as “CSV UTF-8”."), code="content") from error
    if b"\0" in data or _MARKUP.search(data):
        raise ValidationError(_("The text contains markup that could run as a program."), code="active")
