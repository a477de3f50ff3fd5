"""Pictures: walked through piece by piece, counted before anything opens them, and kept without what they tell.

Where, when, by whom and with what a picture was taken goes (EXIF, XMP, comments, previews), and so does whatever hangs
on behind it. The picture itself is not packed anew. How it is turned, and its colours, stay.
"""

import re
import struct
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.uploads.refusals import wrong

#: All frames together; the same as WAGTAILIMAGES_MAX_IMAGE_PIXELS, counted without opening the picture.
MAX_PIXELS, MAX_FRAMES, MAX_SCANS = 25_000_000, 500, 200
_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def cleaned(data: bytes) -> bytes:
    """The same picture without its tales. Raises ValidationError for what is not a whole picture, or is too much."""
    for kind, begins, walk in (
        ("JPEG", lambda: data[:3] == b"\xff\xd8\xff", _jpeg),
        ("PNG", lambda: data[:8] == b"\x89PNG\r\n\x1a\n", _png),
        ("GIF", lambda: data[:6] in (b"GIF87a", b"GIF89a"), _gif),
        ("WebP", lambda: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp),
        ("AVIF", lambda: data[4:8] == b"ftyp", _avif),
    ):
        if begins():
            try:
                return b"".join(walk(data))
            except (IndexError, struct.error) as error:
                raise _broken(kind) from error
    raise ValidationError(_("This is not a picture that the portal knows, whatever its name says."), code="content")


def _broken(kind: str) -> ValidationError:
    return ValidationError(
        _("This %(kind)s picture is damaged or cut off. Save it anew.") % {"kind": kind}, code="content"
    )


def _count(pixels: int, frames: int = 1) -> None:
    if pixels > MAX_PIXELS or frames > MAX_FRAMES:
        raise ValidationError(
            _("The picture has more than %(limit)s million pixels, all its frames together. Make it smaller.")
            % {"limit": MAX_PIXELS // 1_000_000},
            code="pixels",
        )
    if pixels <= 0:
        raise _broken("")


def _turned(exif: bytes) -> int:
    """How a camera says that its picture must be turned: 1 is not at all."""
    try:
        order = {b"II": "<", b"MM": ">"}[exif[:2]]
        start = struct.unpack(order + "I", exif[4:8])[0]
        for number in range(min(100, struct.unpack(order + "H", exif[start : start + 2])[0])):
            tag, kind = struct.unpack(order + "HH", exif[start + 2 + 12 * number : start + 6 + 12 * number])
            if (tag, kind) == (0x0112, 3):
                said = struct.unpack(order + "H", exif[start + 10 + 12 * number : start + 12 + 12 * number])[0]
                return said if 1 <= said <= 8 else 1
    except (KeyError, struct.error):
        pass
    return 1


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    place, scans, sized = 2, 0, False
    while True:
        match = _MARKER.match(data, place)
        if not match:
            raise _broken("JPEG")
        marker, place = match[1][0], match.end()
        if marker == 0xD9:
            if not scans:
                raise _broken("JPEG")
            yield b"\xff\xd9"  # Whatever stands behind is no part of the picture.
            return
        length = struct.unpack(">H", data[place : place + 2])[0]
        body = data[place + 2 : place + length]
        if length < 2 or len(body) != length - 2:
            raise _broken("JPEG")
        place += length
        if marker in _SIZES:
            height, width = struct.unpack(">HH", body[1:5])
            if sized:
                raise _broken("JPEG")
            _count(width * height)
            sized = True
        if marker == 0xE1 and body[:6] == b"Exif\0\0" and (turned := _turned(body[6:])) != 1:
            # A list with one entry, the turn, and nothing else.
            exif = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)
            yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        kept = marker < 0xE0 or marker == 0xE0 or (marker == 0xE2 and body[:12] == b"ICC_PROFILE\0")
        if kept or (marker == 0xEE and body[:5] == b"Adobe"):
            yield b"\xff" + bytes([marker]) + struct.pack(">H", length) + body
        if marker == 0xDA:
            scans += 1
            if scans > MAX_SCANS:
                raise _broken("JPEG")
            match = _MARKER.search(data, place)
            if not match or not sized:
                raise _broken("JPEG")
            yield data[place : match.start()]
            place = match.start()


_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
             b"acTL", b"fcTL", b"fdAT", b"cICP"}  # fmt: skip


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    place, frames, pixels, kind, seen = 8, 1, 0, b"", set()
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        piece = data[place : place + 12 + length]
        if len(piece) != 12 + length or (not seen) != (kind == b"IHDR"):
            raise _broken("PNG")
        seen.add(kind)
        if kind == b"IHDR":
            width, height = struct.unpack(">II", piece[8:16])
            pixels = width * height
            _count(pixels)
        elif kind == b"acTL":
            frames = struct.unpack(">I", piece[8:12])[0]
            _count(pixels * max(1, frames), frames)
        if kind in _PNG_KEPT:
            yield piece
        place += 12 + length
    if b"IDAT" not in seen:
        raise _broken("PNG")


def _gif_blocks(data: bytes, place: int) -> int:
    """Where a row of small blocks ends."""
    while length := data[place]:
        place += 1 + length
    return place + 1


def _gif(data: bytes) -> Iterator[bytes]:
    width, height, flags = struct.unpack("<HHB", data[6:11])
    _count(width * height)
    place = 13 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
    yield data[:place]
    frames = pixels = 0
    while data[place] != 0x3B:
        start = place
        if data[place] == 0x2C:
            left, top, wide, high, local = struct.unpack("<HHHHB", data[place + 1 : place + 10])
            frames, pixels = frames + 1, pixels + max(wide * high, width * height)
            if left + wide > max(width, 1) or top + high > max(height, 1):
                raise _broken("GIF")
            _count(pixels, frames)
            place += 10 + (3 << (local & 7) + 1 if local & 0x80 else 0)
            place = _gif_blocks(data, place + 1)
            yield data[start:place]
        elif data[place] == 0x21:
            place = _gif_blocks(data, place + 2)
            repeats = data[start + 1] == 0xFF and data[start + 3 : start + 14] == b"NETSCAPE2.0"
            if data[start + 1] == 0xF9 or repeats:
                yield data[start:place]
        else:
            raise _broken("GIF")
    if not frames:
        raise _broken("GIF")
    yield b";"


_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}


def _three(data: bytes) -> int:
    return int.from_bytes(data[:3], "little") + 1


def _webp(data: bytes) -> Iterator[bytes]:
    size = struct.unpack("<I", data[4:8])[0] + 8
    if size > len(data):
        raise _broken("WebP")
    pieces, place, frames, pixels = [], 12, 0, 0
    while place + 8 <= size:
        kind, length = struct.unpack("<4sI", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        if len(body) != length:
            raise _broken("WebP")
        if kind == b"VP8X":
            _count(_three(body[4:7]) * _three(body[7:10]))
            body = bytes([body[0] & ~0x0C]) + body[1:]  # Neither EXIF nor XMP any more.
        elif kind == b"ANMF":
            frames, pixels = frames + 1, pixels + _three(body[6:9]) * _three(body[9:12])
        elif kind == b"VP8L":
            bits = int.from_bytes(body[1:5], "little")
            pixels += ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
        elif kind == b"VP8 ":
            wide, high = struct.unpack("<HH", body[6:10])
            pixels += (wide & 0x3FFF) * (high & 0x3FFF)
        _count(max(1, pixels), frames)
        if kind in _WEBP_KEPT:
            pieces.append(struct.pack("<4sI", kind, length) + body + b"\0" * (length & 1))
        place += 8 + length + (length & 1)
    if not pixels:
        raise _broken("WebP")
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, pieces))) + b"WEBP"
    yield from pieces


def _avif(data: bytes) -> Iterator[bytes]:
    """Boxes to the last byte. Its descriptions are woven into it, so a picture that has some is refused."""
    if data[8:12] not in (b"avif", b"mif1", b"miaf"):
        raise wrong("avif")
    place, kinds = 0, []
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        if length < 8 or place + length > len(data) or kind not in (b"ftyp", b"meta", b"mdat", b"free"):
            raise _broken("AVIF")
        if kind == b"meta":
            meta = data[place : place + length]
            if b"Exif" in meta or b"rdf+xml" in meta:
                text = _("This AVIF picture says where or by whom it was taken. Export it without that, or as JPEG.")
                raise ValidationError(text, code="place")
            sizes = [struct.unpack(">II", meta[m.end() + 4 : m.end() + 12]) for m in re.finditer(b"ispe", meta)]
            _count(max(width * height for width, height in sizes) if sizes else 0)
        kinds.append(kind)
        place += length
    if kinds[0] != b"ftyp" or kinds.count(b"meta") != 1 or b"mdat" not in kinds:
        raise _broken("AVIF")
    yield data
