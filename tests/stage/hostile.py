"""Hostile uploads, each with what must become of it: the code of a refusal, or CLEANED for a picture that is kept."""

import zlib
from collections.abc import Callable
from typing import NamedTuple

from tests.stage.files import (
    BOOK,
    PDF,
    WORD,
    archive,
    exif,
    flooded_directory,
    gif,
    linked_archive,
    mp4,
    packed,
    picture,
    png,
    real_xlsx,
    twice,
    webp_frames,
)

CLEANED = "cleaned"
SCRIPT = b"<script>alert('MARKER')</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'>"
MIB = 1024 * 1024
MANY = b"<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><x>&c;</x>"


class Hostile(NamedTuple):
    name: str
    make: Callable[[], bytes]
    wanted: str

    def __str__(self) -> str:
        return self.name


def word(**parts: bytes) -> Callable[[], bytes]:
    return lambda: archive({**WORD, **{name.replace("__", "/"): data for name, data in parts.items()}})


def relation(kind: str, target: str) -> bytes:
    return (
        f"<Relationships><Relationship Id='r' Type='http://schemas.example/relationships/{kind}' "
        f"Target='{target}' TargetMode='External'/></Relationships>"
    ).encode()


def book(page: bytes) -> Callable[[], bytes]:
    return lambda: archive({**BOOK, "c1.xhtml": b"<html>" + page + b"</html>"})


def hidden_stream() -> bytes:
    """Packed objects inside what another reader would take for an ordinary stream."""
    return PDF + b"8 0 obj <</Length 9>> stream\n%" + packed(b"4 0 <</S/JavaScript/JS(x)>>")


DOCUMENTS = [
    Hostile("svg-script.svg", lambda: SVG + SCRIPT + b"</svg>", "ending"),
    Hostile("program.exe", lambda: b"MZ" + b"\0" * 500, "ending"),
    Hostile("page.html", lambda: b"<html>" + SCRIPT, "ending"),
    Hostile("macro.docm", word(**{"word__vbaProject.bin": b"x"}), "ending"),
    Hostile("page.pdf", lambda: b"<!doctype html>" + SCRIPT, "content"),
    Hostile("svg.pdf", lambda: SVG + SCRIPT + b"</svg>", "content"),
    Hostile("program.mp3", lambda: b"MZ" + b"\0" * 500, "content"),
    Hostile("tool.php.pdf", lambda: PDF, "name"),
    Hostile("empty.pdf", lambda: b"", "empty"),
    Hostile("large.pdf", lambda: PDF + b"\0" * (20 * MIB), "too-large"),
    Hostile("pdf-and-page.pdf", lambda: PDF + b"<html>" + SCRIPT, "polyglot"),
    Hostile("pdf-and-zip.pdf", lambda: PDF + b"\n%%EOF\n" + archive(WORD), "polyglot"),
    Hostile("pdf-with-tail.pdf", lambda: PDF + b"\n%%EOF\n" + b"MZ" + b"\x01" * 900, "polyglot"),
    Hostile("script.pdf", lambda: PDF + b"2 0 obj <</S/JavaScript/JS(app.alert(1))>> endobj", "active"),
    Hostile("script-in-hex.pdf", lambda: PDF + b"2 0 obj <</S/J#61vaScr#69pt/J#53(x)>> endobj", "active"),
    Hostile("script-in-comment-stream.pdf",
            lambda: PDF + b"%stream\n2 0 obj <</S/JavaScript/JS(x)>> endobj\n%endstream", "active"),
    Hostile("script-packed.pdf", lambda: PDF + packed(b"4 0 <</S/JavaScript/JS(x)>>"), "active"),
    Hostile("script-packed-and-indented.pdf", lambda: PDF + packed(b"\n %x\n4 0 <</S/JavaScript/JS(x)>>"), "active"),
    Hostile("script-packed-in-a-stream.pdf", hidden_stream, "active"),
    Hostile("script-packed-without-type.pdf",
            lambda: PDF + packed(b"4 0 <</S/JavaScript/JS(x)>>", b"/N 1/First 4/Filter/FlateDecode"), "active"),
    Hostile("packed-otherwise.pdf",
            lambda: PDF + b"9 0 obj <</Type/ObjStm/Filter/LZWDecode>> stream\nxxx\nendstream", "active"),
    Hostile("packed-twice.pdf",
            lambda: PDF + packed(b"4 0 <<>>", b"/Type/ObjStm/Filter[/FlateDecode/ASCIIHexDecode]"), "active"),
    Hostile("name-in-a-string.pdf",
            lambda: PDF + b"9 0 obj <</Type/ObjStm/X(1 0 obj)/Filter/LZWDecode>> stream\nxxx\nendstream", "active"),
    Hostile("launch.pdf", lambda: PDF + b"2 0 obj <</S/Launch/F(cmd.exe)>> endobj", "active"),
    Hostile("attachment.pdf", lambda: PDF + b"2 0 obj <</Type/EmbeddedFile>> endobj", "active"),
    Hostile("forms.pdf", lambda: PDF + b"2 0 obj <</XFA 3 0 R>> endobj", "active"),
    Hostile("locked.pdf", lambda: PDF + b"trailer <</Encrypt 5 0 R>>", "locked"),
    Hostile("bomb.pdf", lambda: PDF + packed(b"\0" * (210 * MIB), b"/Filter/FlateDecode"), "bomb"),
    Hostile("bomb.docx", word(word__media__x=b"\0" * (30 * MIB)), "bomb"),
    Hostile("bomb-of-text.docx", word(**{"word__x.xml": b" " * (30 * MIB)}), "bomb"),
    Hostile("flood.xlsx", flooded_directory, "bomb"),
    Hostile("entities.docx", word(**{"word__styles.xml": MANY}), "active"),
    Hostile("entities.xlsx", lambda: archive({"xl/workbook.xml": MANY}), "active"),
    Hostile("macro.docx", word(**{"word__vbaProject.bin": b"x"}), "active"),
    Hostile("old-macro.xlsx",
            lambda: archive({"xl/workbook.xml": b"<w/>", "xl/macrosheets/sheet1.xml": b"<m/>"}), "active"),
    Hostile("template.docx",
            word(**{"word___rels__settings.xml.rels": relation("attachedTemplate", "http://evil.example")}), "active"),
    Hostile("tracked.docx",
            word(**{"word___rels__document.xml.rels": relation("image", "http://evil.example/p.png")}), "active"),
    Hostile("command.docx",
            word(**{"word__footer1.xml": b"<w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>"}), "active"),
    Hostile("up.docx", lambda: archive({**WORD, "../../etc/cron.d/x": b"x"}), "active"),
    Hostile("up-with-backslashes.xlsx",
            lambda: archive({"xl/workbook.xml": b"<w/>", "..\\..\\x.xml": b"x"}), "active"),
    Hostile("absolute.epub", lambda: archive({**BOOK, "/etc/passwd": b"x"}), "active"),
    Hostile("link.docx", linked_archive, "active"),
    Hostile("twice.docx", lambda: twice("word/styles.xml", b"<a/>", b"<b/>"), "polyglot"),
    Hostile("something-before.docx", lambda: b"PK\x03\x04" + b"\0" * 60 + archive(WORD), "polyglot"),
    Hostile("script.epub", book(SCRIPT), "active"),
    Hostile("script-in-entities.epub", book(b"<a href='&#106;avascript:x()'>x</a>"), "active"),
    Hostile("script-in-drawing.epub",
            lambda: archive({**BOOK, "d.svg": SVG + b"<foreignObject><p/></foreignObject></svg>"}), "active"),
    Hostile("script-in-utf16.epub",
            lambda: archive({**BOOK, "c.xhtml": ("<html>" + SCRIPT.decode()).encode("utf-16")}), "content"),
    Hostile("tracked.epub", book(b"<img src='https://evil.example/p.png'/>"), "active"),
    Hostile("script.csv", lambda: b"a," + SCRIPT, "active"),
    Hostile("formula.csv", lambda: b"a,=cmd|'/C calc'!A0\n", "active"),
    Hostile("script.vtt", lambda: b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + SCRIPT, "active"),
    Hostile("place.mp4", lambda: mp4((b"udta", b"\0\0\0\x1a\xa9xyz\0\x12\x15\xc7+12.345+034.567/")), "place"),
    Hostile("film-with-tail.mp4", lambda: mp4() + SCRIPT, "polyglot"),
    Hostile("song-and-zip.mp3", lambda: b"ID3\x03\0\0\0\0\0\0" + b"\0" * 500 + archive(WORD), "polyglot"),
]  # fmt: skip

PICTURES = [
    Hostile("script.svg", lambda: SVG + SCRIPT + b"</svg>", "content"),
    Hostile("drawing.png", lambda: SVG + SCRIPT + b"</svg>", "content"),
    Hostile("page.jpg", lambda: b"<html>" + SCRIPT, "content"),
    Hostile("program.php.jpg", lambda: picture("JPEG"), "name"),
    Hostile("huge.png", lambda: png(11_000, 11_000), "pixels"),
    Hostile("endless.png", lambda: png(2**31 - 1, 2**31 - 1, idat=zlib.compress(b"\0")), "pixels"),
    Hostile("frames.png", lambda: png(4000, 4000, (b"acTL", b"\0\0\x03\xe8\0\0\0\0")), "pixels"),
    Hostile("frames.gif", lambda: gif(5000, 5000, 400), "pixels"),
    Hostile("larger-frame.gif", lambda: gif(10, 10, 2, (60_000, 60_000)), "content"),
    Hostile("many-frames.gif", lambda: gif(1, 1, 500_000), "pixels"),
    Hostile("frames.webp", lambda: webp_frames(16_384, 40), "pixels"),
    Hostile("cut.jpg", lambda: picture("JPEG", (400, 300))[:-900], "content"),
    Hostile("too-large.jpg", lambda: picture("JPEG") + b"\0" * (11 * MIB), "file_too_large"),
    Hostile("place.jpg", lambda: picture("JPEG", exif=exif()), CLEANED),
    Hostile("place.png", lambda: picture("PNG", exif=exif()), CLEANED),
    Hostile("place.webp", lambda: picture("WEBP", exif=exif(1)), CLEANED),
    Hostile("jpeg-and-zip.jpg", lambda: picture("JPEG") + archive(WORD), CLEANED),
    Hostile("png-and-page.png", lambda: picture("PNG") + SCRIPT, CLEANED),
    Hostile("gif-and-script.gif", lambda: picture("GIF") + SCRIPT, CLEANED),
    Hostile("comment.gif", lambda: picture("GIF", comment=SCRIPT), CLEANED),
    Hostile("texts.png", lambda: png(4, 4, (b"zTXt", b"a\0\0" + zlib.compress(b"MARKER" * 150_000))), CLEANED),
    Hostile("real.xlsx.png", real_xlsx, "content"),
]  # fmt: skip
#: Nothing of these may be left in a picture that is kept.
TALES = (b"Marker Phones", b"MARKER", b"Exif\0\0II", b"<script", b"word/document.xml", b"GPS", b"EXIF", b"eXIf")
