"""Cries for help and harmless questions that resemble them, and which of them open the help panel."""

from functools import cache
from pathlib import Path

from cop_portal.packs.yamlio import read
from cop_portal.search.query import search

CRIES = Path(__file__).with_name("cries.yaml")
HALVES = ("tune", "held")


@cache
def lines() -> list[dict]:
    return read(CRIES.read_bytes(), CRIES.name).value


def wrong(half: str, kind: str, language: str = "") -> tuple[list[str], int]:
    """The lines of a half that do not what they should (cries open the panel, harmless ones do not), of how many."""
    asked = [
        one for one in lines() if one["half"] == half and one["kind"] == kind and language in ("", one["language"])
    ]
    bad = [one["q"] for one in asked if search(one["q"], one["language"]).danger != (kind == "cry")]
    return bad, len(asked)
