"""Activities in a pack: the adapter of their words, and what their schema cannot say."""

import re
from collections.abc import Iterable

from cop_portal.packs import shape
from cop_portal.packs.links import Links
from cop_portal.packs.source import Pack, Part
from cop_portal.packs.streams import stream_to_payload, stream_to_raw
from guidelines.brand import NAMES
from guidelines.models import ActivityPage
from guidelines.playing import payload_faults
from guidelines.skeleton import skeleton

SCHEMA = "activity-words"
#: Blocks of a teacher's guide.
GUIDE = ("heading", "text", "notice", "lesson")
_NAME = re.compile(r"\{([^{}]*)\}")


class ActivityWords:
    """Words of an activity in one language."""

    @staticmethod
    def read(page: ActivityPage, links: Links) -> dict:
        return shape.canonical(
            SCHEMA,
            {
                "title": shape.tidy(page.title),
                "statement": shape.tidy(page.statement),
                "answer": shape.tidy(page.search_description),
                "blocks": stream_to_payload(page.blocks, links),
            },
        )

    @staticmethod
    def apply(page: ActivityPage, payload: dict, links: Links) -> None:
        page.title, page.statement, page.search_description = payload["title"], payload["statement"], payload["answer"]
        block = page._meta.get_field("blocks").stream_block
        page.blocks = block.to_python(stream_to_raw(block, payload["blocks"], f"{page.key}/blocks", links))


def check_words(pack: Pack, part: Part, known: set[str]) -> None:
    """Keys, turns and targets fit; a translation has its source's skeleton."""
    for fault in payload_faults(part.payload["blocks"]):
        pack.wrong(part, ("blocks",), fault)
    for index, block in enumerate(part.payload["blocks"]):
        for number, band in enumerate(block.get("bands", [])):
            if band.get("target") and band["target"] not in known:
                pack.wrong(part, ("blocks", index, "bands", number, "target"), f"no page or item “{band['target']}”")
    source = pack.get("item", part.key, pack.source_language)
    if (
        source is not None
        and source is not part
        and skeleton(source.payload["blocks"]) != skeleton(part.payload["blocks"])
    ):
        pack.wrong(part, ("blocks",), "blocks, keys, choices and marks must be those of the source; only words differ")


def check_cards(pack: Pack, part: Part) -> None:
    """Cards of a translation show the drawings of their source."""
    source = pack.get("page", part.key, pack.source_language)
    theirs = {card["key"]: card.get("drawing") for card in source.payload.get("cards", [])} if source else {}
    for index, card in enumerate(part.payload.get("cards", [])):
        if card.get("drawing") != theirs.get(card["key"], card.get("drawing")):
            pack.wrong(
                part, ("cards", index, "drawing"), f"the source's card {card['key']} shows “{theirs[card['key']]}”"
            )


def check_lessons(pack: Pack, part: Part, pages: dict[str, Part]) -> None:
    """Lessons stand in a teacher's guide only; what else may stand there is less than on other pages."""
    guide = pages[part.key].payload["type"] == "guide"
    for index, block in enumerate(part.payload.get("body", [])):
        if block["type"] not in GUIDE if guide else block["type"] == "lesson":
            pack.wrong(part, ("body", index, "type"), f"no “{block['type']}” on this page")
        if block["type"] == "lesson" and getattr(pages.get(block["module"]), "payload", {}).get("type") != "section":
            pack.wrong(part, ("body", index, "module"), f"no section “{block['module']}”")


def check_names(pack: Pack, parts: Iterable[Part]) -> None:
    """A name in braces is one of the brand's."""
    for part in parts:
        for name in _NAME.findall(str(_texts(part.payload))):
            if name not in NAMES:
                pack.wrong(part, (), f"no name “{{{name}}}”; known: {', '.join(NAMES)}")


def _texts(value) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value]
