"""Small real files, and tools to spoil them: what tests and the drill of hostile uploads are made from."""

import io
import struct
import zipfile
import zlib

from openpyxl import Workbook
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj <</Type/Catalog/OpenAction[3 0 R/XYZ]>> endobj\n"
WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
BOOK = {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<container/>"}
#: Fort Apache, where a camera of these tests stands: 12 degrees north, 34 degrees east.
PLACE = b"\x00\x00\x00\x0c\x00\x00\x00\x01"


def archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as one:
        for name, data in files.items():
            one.writestr(name, data)
    return buffer.getvalue()


def linked_archive() -> bytes:
    """A document one of whose parts is a link to somewhere else on the disk."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as one:
        for name, data in WORD.items():
            one.writestr(name, data)
        link = zipfile.ZipInfo("word/media/link")
        link.external_attr = 0o120777 << 16
        one.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def twice(name: str, first: bytes, second: bytes) -> bytes:
    """An archive with two parts of one name."""
    import warnings

    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as one:
        warnings.simplefilter("ignore")
        for part, data in {**WORD, name: first}.items():
            one.writestr(part, data)
        one.writestr(name, second)
    return buffer.getvalue()


def flooded_directory(entries: int = 60_000) -> bytes:
    """A list of so many parts that reading it alone would fill the memory."""
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0) + b"word/a"
    head = archive(WORD)[:200]
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(entry) * entries, len(head), 0)
    return head + entry * entries + end


def packed(text: bytes, header: bytes = b"/Type/ObjStm/Filter/FlateDecode") -> bytes:
    return b"9 0 obj <<" + header + b">> stream\n" + zlib.compress(text) + b"\nendstream endobj\n"


def real_xlsx() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def picture(kind: str, size: tuple[int, int] = (40, 30), **options) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, (200, 90, 30)).save(buffer, kind, **options)
    return buffer.getvalue()


def exif(orientation: int = 6) -> Image.Exif:
    """What a telephone writes: place, name, and how the picture is turned."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F] = "Marker Phones"
    told[0x8825] = {1: "N", 2: (12.0, 34.0, 56.0), 3: "E", 4: (34.0, 5.0, 6.0)}
    return told


def png(width: int, height: int, *extra: tuple[bytes, bytes], idat: bytes = b"") -> bytes:
    """A PNG that claims this size, with further pieces before its end."""

    def piece(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pieces = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), *extra]
    pieces += [(b"IDAT", idat or zlib.compress(b"\0" * (width + 1) * min(height, 2000), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(piece(*one) for one in pieces)


def gif(width: int, height: int, frames: int, frame: tuple[int, int] | None = None) -> bytes:
    """A GIF of many frames in a few bytes each."""
    wide, high = frame or (width, height)
    one = b"\x2c" + struct.pack("<HHHHB", 0, 0, wide, high, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0" * 6 + one * frames + b";"


def webp_frames(side: int, frames: int) -> bytes:
    """A moving WebP whose frames are as large as the format allows."""
    still = picture("WEBP")[12:]

    def three(number: int) -> bytes:
        return struct.pack("<I", number)[:3]

    head = b"VP8X" + struct.pack("<IB", 10, 2) + b"\0" * 3 + three(side - 1) * 2
    body = three(0) * 2 + three(side - 1) * 2 + three(10) + b"\0" + still
    frame = b"ANMF" + struct.pack("<I", len(body)) + body + b"\0" * (len(body) & 1)
    anim = b"ANIM" + struct.pack("<IIH", 6, 0, 0)
    pieces = b"WEBP" + head + anim + frame * frames
    return b"RIFF" + struct.pack("<I", len(pieces)) + pieces


def mp4(*extra: tuple[bytes, bytes]) -> bytes:
    boxes = [(b"ftyp", b"isom\0\0\2\0isomiso2mp41"), (b"moov", b"\0" * 32), *extra, (b"mdat", b"\0" * 64)]
    return b"".join(struct.pack(">I", len(data) + 8) + kind + data for kind, data in boxes)
