"""StreamField values to pack payloads and back, generic over the blocks."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from common.keys import block_id
from common.richtext import sanitise
from cop_portal.packs.links import Links
from cop_portal.packs.shape import tidy


def stream_to_raw(block: blocks.StreamBlock, payload: list[dict], place: str, links: Links) -> list[dict]:
    """Raw StreamField data for a list of `{type, …}` payloads; block ids derive from `place`."""
    raw = []
    for index, entry in enumerate(payload):
        fields = {key: value for key, value in entry.items() if key != "type"}
        child = block.child_blocks[entry["type"]]
        raw.append(
            {
                "type": entry["type"],
                "value": _to_raw(child, fields, f"{place}/{index}", links),
                "id": block_id(place, str(index), entry["type"]),
            }
        )
    return raw


def _to_raw(block: blocks.Block, value: Any, place: str, links: Links) -> Any:
    if _is_table(block):
        return {"caption": value["caption"], "table": _table_to_raw(value)}
    if isinstance(block, blocks.StructBlock):
        return {
            name: _to_raw(child, value[name], f"{place}/{name}", links)
            for name, child in block.child_blocks.items()
            if name in value
        }
    if isinstance(block, blocks.ListBlock):
        if isinstance(block.child_block, blocks.PageChooserBlock):
            value = [key for key in value if links.page_id(key) is not None]
        return [
            {
                "type": "item",
                "value": _to_raw(block.child_block, one, f"{place}/{index}", links),
                "id": block_id(place, str(index)),
            }
            for index, one in enumerate(value)
        ]
    if isinstance(block, blocks.RichTextBlock):
        return sanitise(links.inward(value))
    if isinstance(block, blocks.PageChooserBlock):
        return links.page_id(value)
    return value


def stream_to_payload(value: blocks.StreamValue, links: Links) -> list[dict]:
    """The payloads of a live StreamField value."""
    return [_with_type(child.block_type, _to_payload(child.block, child.value, links)) for child in value]


def _with_type(kind: str, fields: Any) -> dict:
    return {"type": kind, **fields} if isinstance(fields, dict) else {"type": kind, "text": fields}


def _to_payload(block: blocks.Block, value: Any, links: Links) -> Any:
    if _is_table(block):
        table = value["table"]
        return {
            "caption": value["caption"],
            "columns": [tidy(column["heading"]) for column in table.columns] if table else [],
            "rows": [[tidy(str(cell.value)) for cell in row] for row in table.rows] if table else [],
        }
    if isinstance(block, blocks.StructBlock):
        fields = {name: _to_payload(child, value.get(name), links) for name, child in block.child_blocks.items()}
        return {name: field for name, field in fields.items() if field not in ("", None, [])}
    if isinstance(block, blocks.ListBlock):
        entries = [_to_payload(block.child_block, one, links) for one in value]
        # A page that was deleted here leaves an empty place in a list of pages.
        return [one for one in entries if one] if isinstance(block.child_block, blocks.PageChooserBlock) else entries
    if isinstance(block, blocks.RichTextBlock):
        return links.outward(value.source if value else "")
    if isinstance(block, blocks.PageChooserBlock):
        return links.key_of(value.pk) if value else ""
    return tidy(str(value)) if value is not None else ""


def _is_table(block: blocks.Block) -> bool:
    return isinstance(block, blocks.StructBlock) and any(
        isinstance(child, TypedTableBlock) for child in block.child_blocks.values()
    )


def _table_to_raw(value: dict) -> dict:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in value["columns"]],
        "rows": [{"values": list(row)} for row in value["rows"]],
        "caption": "",
    }
