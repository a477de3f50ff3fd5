"""Sheets to fill in as text documents, to be adapted to a school's or family's own rules."""

from typing import Any

from django.utils.translation import gettext as _

from guidelines.documents import content, office
from guidelines.documents.shelf import Wanted
from resources.templatetags.library import gaps, grid_rows


def source(wanted: Wanted) -> tuple[dict[str, Any], list[int]]:
    """Title, lead and blocks as plain data, and the page that they come from."""
    page = wanted.page
    blocks = [{"type": block.block_type, **_plain(block.value)} for block in page.sheet]
    said = {"title": page.title, "lead": page.lead, "blocks": blocks, "address": content.web_address(wanted)}
    said |= {"signature": _("Signature and date"), "end": _("The same on the web, always the newest:")}
    return content.named(said, wanted.language), [page.pk]


def _plain(value: Any) -> Any:
    if hasattr(value, "items") and not isinstance(value, list):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, str) or value is None:
        return value or ""
    return [_plain(inner) for inner in value]


def build(wanted: Wanted, said: dict[str, Any]) -> tuple[bytes, None]:
    """The document's bytes."""
    widest = max([len(block["columns"]) for block in said["blocks"] if block["type"] == "grid"], default=0)
    paper = office.Paper(said["title"], wanted.language, landscape=widest > 4)
    paper.heading(said["title"])
    if said["lead"]:
        paper.text(said["lead"], italic=True)
    for block in said["blocks"]:
        _block(paper, block, said)
    paper.foot(said["end"], said["address"])
    return paper.data(), None


def _block(paper: office.Paper, block: dict[str, Any], said: dict[str, Any]) -> None:
    kind = block["type"]
    if kind == "heading":
        paper.heading(block["text"], 2)
    elif kind == "text":
        for paragraph in block["text"].split("\n\n"):
            paper.text(gaps(paragraph))
    elif kind == "ticks":
        if block["title"]:
            paper.text(block["title"], bold=True, leads=True)
        for item in block["items"]:
            paper.tick(gaps(item))
    elif kind == "grid":
        paper.text(block["caption"], bold=True, leads=True)
        paper.table(block["columns"], grid_rows(block), height=1.0)
    elif kind == "fill":
        paper.fill([(one["label"], one.get("hint", ""), int(one["lines"])) for one in block["fields"]])
    else:
        paper.fill([(person, said["signature"], 2) for person in block["people"]])
