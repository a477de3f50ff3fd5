"""Sound and film: of the kind that the name says, whole, and without the place where it was recorded."""

import struct
from typing import BinaryIO

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.uploads.refusals import polyglot, wrong

KINDS = {"mp3": {"mp3"}, "ogg": {"ogg", "oga", "opus"}, "mp4": {"mp4", "m4v", "m4a"}}
HEAD = 8192
#: Where cameras and telephones write coordinates.
_PLACES = (b"\xa9xyz", b"loci", b"com.apple.quicktime.location")
#: The part of a film that holds its descriptions is small; what is larger is not looked for places in one piece.
MAX_MOOV = 8 * 1024 * 1024


def check(file: BinaryIO, ending: str) -> None:
    head = file.read(HEAD)
    found = filetype.guess(head)
    if found is None or found.extension not in KINDS[ending]:
        raise wrong(ending)
    if ending == "mp4":
        _film(file)


def _film(file: BinaryIO) -> None:
    """Boxes from the first byte to the last, each of the length it gives."""
    file.seek(0, 2)
    size, place, kinds = file.tell(), 0, set()
    while place < size:
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            raise polyglot("mp4")
        length, kind = struct.unpack(">I4s", head[:8])
        if length == 1 and len(head) == 16:
            length = struct.unpack(">Q", head[8:])[0]
        elif length == 0:
            length = size - place
        if length < 8 or place + length > size or not all(32 <= sign < 127 for sign in kind):
            raise polyglot("mp4") if kinds else wrong("mp4")
        kinds.add(kind)
        if kind in (b"moov", b"meta", b"udta", b"uuid"):
            file.seek(place)
            described = file.read(min(length, MAX_MOOV + 1))
            if length > MAX_MOOV or any(one in described for one in _PLACES):
                raise ValidationError(
                    _("This film says where it was recorded. Export it anew without its location."), code="place"
                )
        place += length
    if b"moov" not in kinds and b"moof" not in kinds:
        raise wrong("mp4")
