"""PDF: no scripts and nothing that runs, in the open or inside packed objects; no lock, no bomb, nothing behind it."""

import re
import zlib
from typing import BinaryIO

import filetype
from django.utils.translation import gettext as _

from common.uploads.refusals import MAX_UNPACKED, MEBIBYTE, active, bomb, locked, polyglot, wrong


def _name(word: str) -> str:
    """A PDF name in every spelling: any letter may stand as # and two hexadecimal digits."""
    return "".join(f"(?:{sign}|#(?i:{ord(sign):02x}))" for sign in word)


def _names(*words: str) -> re.Pattern[bytes]:
    return re.compile(f"/(?:{'|'.join(map(_name, words))})(?![A-Za-z0-9#])".encode())


#: Long enough not to occur by chance in a picture's bytes, so they are looked for in the whole file: what lies in a
#: stream, a comment or a string by one reading is an object by another.
_ACTIVE = _names(
    "JavaScript", "Launch", "SubmitForm", "ImportData", "RichMedia", "Rendition", "EmbeddedFile", "EmbeddedFiles",
    "GoToE",
)  # fmt: skip
_FORMS = re.compile(rb"/" + _name("XFA").encode() + rb"[\s\x00]*(?:\[|\d+[\s\x00]+\d+[\s\x00]+R)")
_LOCKED = re.compile(rb"/" + _name("Encrypt").encode() + rb"[\s\x00]*(?:<<|\d+[\s\x00]+\d+[\s\x00]+R)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_TYPED = _names("ObjStm")
#: Packed once, in the ordinary way.
_FLATE = re.compile(
    rb"/(?:"
    + _name("Filter").encode()
    + rb")\s*(?:/FL(?=[\s/>])|\[\s*/FL\s*\])".replace(b"FL", _name("FlateDecode").encode())
)
_ANY_FILTER = _names("Filter", "F")
_PREDICTED = re.compile(rb"/" + _name("Predictor").encode() + rb"\s*(?!1\b)\d")
#: Numbers of objects and their places, as packed objects begin; comments may stand before.
_LOOKS_PACKED = re.compile(rb"(?:\s|\x00|%[^\r\n]*[\r\n])*\d+\s+\d+\s")
_MARKUP = re.compile(rb"<\s*(?:script|svg|html|iframe|!doctype)", re.I)
HEADER, MAX_TRIES = 64 * 1024, 100
#: Of one group of packed objects, and of the streams of a document.
MAX_OBJECTS, MAX_STREAMS = 16 * MEBIBYTE, 20_000


def check(file: BinaryIO, ending: str) -> None:
    data = file.read()
    found = filetype.guess(data[:8192])
    if found is None or found.extension != "pdf":
        raise wrong(ending)
    if _MARKUP.search(data, 0, 1024):
        raise polyglot(ending)
    behind = data.rpartition(b"%%EOF")
    if behind[1] and behind[2].strip(b"\0\t\n\f\r \x1a"):
        raise polyglot(ending)
    if _LOCKED.search(data):
        raise locked()
    if _ACTIVE.search(data) or _FORMS.search(data):
        raise _refused()
    _packed(data)


def _refused():
    return active(_("This PDF contains a script, a form that sends data or an attachment. Print it to a new PDF."))


def _packed(data: bytes) -> None:
    """Every stream that might hold objects is unpacked and looked into; one that cannot be is refused.

    Every place where a stream could begin is tried, so that none hides inside another.
    """
    left, known = MAX_UNPACKED, 0
    for number, match in enumerate(_STREAM.finditer(data)):
        header = _header(data, match.start())
        typed = bool(_TYPED.search(header))
        known += typed
        if number > MAX_STREAMS:
            raise bomb()
        packed = not typed or bool(_ANY_FILTER.search(header))
        if typed and packed and (not _FLATE.search(header) or _PREDICTED.search(header)):
            raise _refused()
        unpacked, text = _unpacked(data, match.end(), left) if packed else (0, b"")
        left -= unpacked
        if left <= 0:
            raise bomb()
        if _ACTIVE.search(text) or _FORMS.search(text) or (typed and packed and not text):
            raise _refused()
    # One that is named, but before which no stream begins as we read it, is hidden from us.
    if sum(1 for _one in _TYPED.finditer(data)) > known:
        raise _refused()


def _header(data: bytes, end: int) -> bytes:
    """What stands before a stream, from the beginning of its object."""
    first, place = max(0, end - HEADER), end
    for _try in range(MAX_TRIES):
        place = data.rfind(b"obj", first, place)
        if place <= 0:
            break
        if data[place - 1 : place] in b" \t\r\n\f\0" and data[max(0, place - 12) : place].rstrip()[-1:].isdigit():
            return data[place + 3 : end]
    return data[first:end]


def _unpacked(data: bytes, start: int, limit: int) -> tuple[int, bytes]:
    """How much a stream unpacks to, and its text when it looks like packed objects. Never the whole in memory."""
    head = data[start : start + 2]
    if len(head) < 2 or head[0] & 15 != 8 or int.from_bytes(head) % 31:
        return 0, b""
    unpacker, count, kept = zlib.decompressobj(), 0, []
    looks, place, waiting = None, start, b""
    while count < limit and not unpacker.eof:
        if not waiting:
            waiting = data[place : place + 65536]
            place += len(waiting)
            if not waiting:
                break
        try:
            text = unpacker.decompress(waiting, MEBIBYTE)
        except zlib.error:
            break
        waiting = unpacker.unconsumed_tail
        count += len(text)
        if looks is None and text:
            looks = bool(_LOOKS_PACKED.match(text))
        if looks:
            if count > MAX_OBJECTS:
                raise bomb()
            kept.append(text)
    return count, b"".join(kept)
