"""Office documents and e-books are archives: complete, without programs, reaching for nothing outside, not bombs."""

import re
import struct
import zipfile
import zlib
from typing import BinaryIO

from django.utils.translation import gettext as _

from common.uploads import markup
from common.uploads.refusals import MAX_UNPACKED, MEBIBYTE, active, bomb, locked, polyglot, wrong

REQUIRED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "epub": "META-INF/container.xml",
}
MAX_RATIO, MAX_ENTRIES, MAX_DIRECTORY = 200, 4000, 2 * MEBIBYTE
#: A part of text is looked at in one piece, so it must fit.
MAX_MARKUP = 12 * MEBIBYTE
#: Parts that hold programs, or archives that nobody has looked into.
_PROGRAMS = re.compile(
    r"(^|/)(vbaProject[^/]*|vbaData\.xml|oleObject[^/]*|activeX[^/]*|macrosheets/.*|[^/]*\.(exe|dll|js|vbs|bat|cmd|ps1|jar"
    r"|com|scr|lnk|hta|msi|swf|zip|7z|rar|tar|gz|docm|dotm|xlsm|pptm))$|(^|/)(activeX|macrosheets)/",
    re.I,
)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\\|[\x00-\x1f]")
_MARKED_UP = (".xml", ".rels", ".xhtml", ".html", ".htm", ".svg", ".opf", ".ncx", ".vml")
_END, _END64 = b"PK\x05\x06", b"PK\x06\x07"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, UnicodeError)


def ends_like_one(file: BinaryIO, size: int) -> bool:
    """Whether an archive hangs on behind something else: programs look for it from the end."""
    file.seek(max(0, size - 65_557))
    return _END in file.read()


def check(file: BinaryIO, ending: str) -> None:
    _directory(file, ending)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _entries(entries, ending)
            total = 0
            for entry in entries:
                total += _entry(archive, entry, ending, total)
    except _BROKEN as error:
        raise wrong(ending) from error


def _directory(file: BinaryIO, ending: str) -> None:
    """An archive from the first byte to the last, whose list is short: read before the list is."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if file.read(4) != b"PK\x03\x04" or size < 22:
        raise wrong(ending)
    file.seek(max(0, size - 42))
    tail = file.read()
    if tail[-22:-18] != _END:
        raise polyglot(ending) if ends_like_one(file, size) else wrong(ending)
    count, length, start = struct.unpack("<HII", tail[-12:-2])
    if count > MAX_ENTRIES or length > MAX_DIRECTORY:
        raise bomb()
    # A second list, for archives of more than 4 GiB, would be the one that counts.
    if tail[:4] == _END64 or start + length != size - 22:
        raise polyglot(ending)
    file.seek(0)


def _entries(entries: list[zipfile.ZipInfo], ending: str) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MAX_ENTRIES:
        raise bomb()
    if REQUIRED[ending] not in names:
        raise wrong(ending)
    # Of two parts with one name, this program would look at one and another program open the other.
    if len({name.lower() for name in names}) != len(names):
        raise polyglot(ending)
    for entry in entries:
        link = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if link or _OUTSIDE.search(entry.filename) or _OUTSIDE.search(entry.orig_filename):
            raise active(_("The file contains a part that would be unpacked elsewhere."))
        if _PROGRAMS.search(entry.filename):
            raise active(_("The file contains a program or macro."))
        if entry.flag_bits & 1:
            raise locked()
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise wrong(ending)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, ending: str, before: int) -> int:
    """Bytes of one part, counted while they come, for the list may lie; and what its text would do."""
    marked = entry.filename.lower().endswith(_MARKED_UP)
    kept, unpacked = [], 0
    with archive.open(entry) as stream:
        while chunk := stream.read(MEBIBYTE):
            unpacked += len(chunk)
            if before + unpacked > MAX_UNPACKED or unpacked > MEBIBYTE + MAX_RATIO * entry.compress_size:
                raise bomb()
            if marked:
                if unpacked > MAX_MARKUP:
                    raise bomb()
                kept.append(chunk)
    if marked:
        markup.check(entry.filename.lower(), b"".join(kept), ending)
    return unpacked
