"""EPUB 3 of whole sets: a zip file of XHTML with a contents page and accessibility metadata."""

import base64
import hashlib
import io
import uuid
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as soup

from common.keys import KEY_SPACE
from common.languages import direction
from guidelines.documents import content
from guidelines.documents.shelf import Wanted
from resources.models import ResourceKind

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
MEDIA_TYPES = {"xhtml": "application/xhtml+xml", "css": "text/css", "svg": "image/svg+xml", "jpg": "image/jpeg"}
PROPERTIES = {"nav.xhtml": "nav", "cover.svg": "cover-image"}
FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "unlocked")
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def source(wanted: Wanted) -> tuple[dict[str, Any], list[int]]:
    """Title, cover and chapters as markup, and the pages that they are made of."""
    page, parts = wanted.page, content.sections(wanted)
    edition = getattr(page, "edition", "") or page.guideline_set.edition
    base = {"page": page, "portal": settings.COP_SITE_NAME, "address": content.web_address(wanted), "edition": edition}
    drawings: dict[str, str] = {}

    def place(data: bytes, ending: str) -> str:
        name = f"d{hashlib.sha256(data).hexdigest()[:10]}.{ending}"
        drawings[name] = base64.b64encode(data).decode()
        return name

    chapters = [_chapter(wanted, parts, place, *rest) for rest in _outline(wanted, parts, base)]
    said = {
        "title": wanted.title,
        "description": page.search_description,
        "edition": edition,
        "first": render_to_string("documents/title_page.html", base),
        "cover": str(content.scene(wanted)),
        "drawings": drawings,
        "css": render_to_string(
            "documents/book.css", {"colours": content.style_of(wanted.audience, content.band_of(wanted))}
        ),
        "chapters": chapters,
    }
    for markup in (said, *chapters):
        for name in ("first", "html"):
            if name in markup:
                markup[name] = content.named_markup(markup[name], wanted.language)
    return content.named(said, wanted.language), content.made_of(wanted, parts)


def _outline(wanted: Wanted, parts: list, base: dict[str, Any]) -> Iterator[tuple[int, str, str, list]]:
    """Number, title, markup and inner entries of each chapter: the parts of a set, or the stories of a storybook."""
    if wanted.kind == ResourceKind.STORYBOOK:
        stories = parts[0].activities
        for number, story in enumerate(stories, start=1):
            yield number, story.title, render_to_string("documents/story.html", {**base, "activity": story}), []
        key = render_to_string("documents/key.html", {**base, "activities": stories})
        yield len(stories) + 1, _("Key for the grown-up"), key, []
        return
    for part in parts:
        inner = [(one.item.stable_id, f"{one.number} {one.title}") for one in part.recommendations]
        inner += [(one.item.stable_id, one.title) for one in part.activities]
        markup = render_to_string("documents/chapter.html", {**base, "section": part, "paper": True})
        yield part.number, f"{part.number}. {part.title}", markup, inner


def _chapter(
    wanted: Wanted, parts: list, place: Callable, number: int, title: str, markup: str, inner: list
) -> dict[str, Any]:
    markup = content.pictures(content.inside(markup, parts, _spot), wanted, place)
    return {"number": number, "title": title, "html": markup, "inside": inner}


def build(wanted: Wanted, said: dict[str, Any]) -> tuple[bytes, None]:
    """The book's bytes."""
    figure = '<p class="scene"><img src="cover.svg" alt=""/></p>' if said["cover"] else ""
    files = {"title.xhtml": _page(wanted, said["title"], said["first"] + figure)}
    for chapter in said["chapters"]:
        files[f"c{chapter['number']}.xhtml"] = _page(wanted, chapter["title"], chapter["html"], lift=True)
    spine = list(files)
    files["nav.xhtml"] = _nav(wanted, said)
    files["style.css"] = said["css"].encode()
    if said["cover"]:
        files["cover.svg"] = said["cover"].encode()
    files |= {name: base64.b64decode(drawing) for name, drawing in said["drawings"].items()}
    files["package.opf"] = _package(wanted, said, spine, list(files))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        # The first file says what this is, uncompressed, so that a reader sees it in the first bytes.
        book.writestr(zipfile.ZipInfo("mimetype", (2026, 1, 1, 0, 0, 0)), "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", CONTAINER)
        for name, data in files.items():
            book.writestr(f"book/{name}", data)
    return buffer.getvalue(), None


def _spot(number: int, key: str) -> str:
    return f"c{number}.xhtml#{_id(key)}"


def _page(wanted: Wanted, title: str, markup: str, lift: bool = False) -> bytes:
    """A well-formed XHTML file from the markup of our templates; `lift` makes h2 the first heading."""
    body = soup.fragment_fromstring(markup, create_parent="body")
    for element in list(body.iter(soup.etree.Element)):
        if lift and element.tag in ("h2", "h3", "h4"):
            element.tag = f"h{int(element.tag[1]) - 1}"
        for name in ("data-lines", "data-tick"):
            element.attrib.pop(name, None)
    return _document(wanted, title, list(body), body.text)


def _document(wanted: Wanted, title: str, children: list, text: str | None = None) -> bytes:
    code = wanted.language
    root = etree.Element("html", lang=code, dir=direction(code), nsmap={"epub": OPS})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "link", rel="stylesheet", type="text/css", href="style.css")
    body = etree.SubElement(root, "body")
    body.text = text
    body.extend(children)
    soup.html_to_xhtml(root)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", code)
    markup = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{markup}'.encode()


def _nav(wanted: Wanted, said: dict[str, Any]) -> bytes:
    nav = etree.Element("nav", {f"{{{OPS}}}type": "toc", "id": "toc", "role": "doc-toc"}, nsmap={"epub": OPS})
    etree.SubElement(nav, "h1").text = _("Contents")
    top = etree.SubElement(nav, "ol")
    for chapter in said["chapters"]:
        number, entry = chapter["number"], etree.SubElement(top, "li")
        etree.SubElement(entry, "a", href=f"c{number}.xhtml").text = chapter["title"]
        if chapter["inside"]:
            inner = etree.SubElement(entry, "ol")
            for key, title in chapter["inside"]:
                etree.SubElement(etree.SubElement(inner, "li"), "a", href=_spot(number, key)).text = title
    return _document(wanted, said["title"], [nav])


def _id(key: str) -> str:
    return key.replace(":", "")


def _package(wanted: Wanted, said: dict[str, Any], spine: list[str], names: list[str]) -> bytes:
    """Metadata, list of files and reading order."""
    opf, dc = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
    root = etree.Element(
        f"{{{opf}}}package",
        {"version": "3.0", "unique-identifier": "id", "dir": direction(wanted.language)},
        nsmap={None: opf, "dc": dc},
    )
    root.set("{http://www.w3.org/XML/1998/namespace}lang", wanted.language)
    meta = etree.SubElement(root, f"{{{opf}}}metadata")

    def add(name: str, text: str, **attributes: str) -> None:
        etree.SubElement(meta, f"{{{dc}}}{name}", **attributes).text = text

    def note(key: str, text: str) -> None:
        etree.SubElement(meta, f"{{{opf}}}meta", property=key).text = text

    add("identifier", f"urn:uuid:{uuid.uuid5(KEY_SPACE, f'{wanted.key}/{wanted.language}')}", id="id")
    add("title", said["title"])
    add("language", wanted.language)
    add("creator", settings.COP_SITE_NAME)
    add("description", said["description"] or said["title"])
    add("rights", "CC BY 4.0")
    note("dcterms:modified", timezone.now().strftime("%Y-%m-%dT00:00:00Z"))
    for value in ("textual", "visual"):
        note("schema:accessMode", value)
    note("schema:accessModeSufficient", "textual")
    described = ["alternativeText"] if said["drawings"] else []
    for value in (
        *described,
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
        "unlocked",
    ):
        note("schema:accessibilityFeature", value)
    note("schema:accessibilityHazard", "none")
    note("schema:accessibilitySummary", _summary(said))
    manifest = etree.SubElement(root, f"{{{opf}}}manifest")
    for name in names:
        kind = MEDIA_TYPES[name.rpartition(".")[2]]
        entry = etree.SubElement(
            manifest, f"{{{opf}}}item", {"id": name.replace(".", "-"), "href": name, "media-type": kind}
        )
        if name in PROPERTIES:
            entry.set("properties", PROPERTIES[name])
    direction_of_pages = {"page-progression-direction": "rtl"} if direction(wanted.language) == "rtl" else {}
    order = etree.SubElement(root, f"{{{opf}}}spine", direction_of_pages)
    for name in [spine[0], "nav.xhtml", *spine[1:]]:
        etree.SubElement(order, f"{{{opf}}}itemref", idref=name.replace(".", "-"))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _summary(said: dict[str, Any]) -> str:
    if said["drawings"]:
        return _("Text with headings and a contents page; every picture of a story is described in words.")
    return _("Text with headings and a contents page; pictures are decoration.")
