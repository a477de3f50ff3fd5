"""Drawings: every one that a text names is there, light enough, without words, and hidden from assistive technology."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from common.assets import illustration

BASE = Path(settings.BASE_DIR)
DRAWINGS = sorted((BASE / "static" / "illustrations").rglob("*.svg"))
CARDS = [
    (path.parent.name, path.stem, card)
    for path in sorted((BASE / "content/words/en/pages").glob("*/*.yaml"))
    for card in yaml.safe_load(path.read_text("utf-8")).get("cards", [])
    if path.stem in ("my-rights", "you-can")
]


def test_every_card_of_the_children_shows_a_drawing_that_exists():
    assert len(CARDS) == 45
    assert [card["title"] for _, _, card in CARDS if not illustration(card.get("drawing", ""))] == []


def test_a_page_shows_no_drawing_twice():
    for place in {(band, page) for band, page, _ in CARDS}:
        shown = [card["drawing"] for band, page, card in CARDS if (band, page) == place]
        assert len(set(shown)) == len(shown), place


@pytest.mark.parametrize("words", ["sexual", "sextortion", "want to die"])
def test_no_figure_stands_beside_sexual_harm_or_danger_to_life(words):
    told = [card["drawing"] for _, _, card in CARDS if words in card["text"].lower()]
    assert told and all(SKIN.isdisjoint(set(re.findall(r"#[0-9a-f]{6}", illustration(name)))) for name in told)


#: The kit's skin tones (docs/illustrations/kit.py): whoever is drawn has one.
SKIN = {"#f6d3b8", "#e3ad84", "#c98a5e", "#a5683f", "#7b4a2b", "#55321e"}


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_light_bare_and_wordless(path):
    text = path.read_text("utf-8")
    assert len(text) <= 12_300
    assert not re.search(r"<(text|script|style|image|use|a|foreignObject)\b|\bid=|\bon[a-z]+=|href|url\(", text)


def test_drawings_are_silent():
    assert illustration("card-play").startswith('<svg aria-hidden="true"')
    assert illustration("no-such-drawing") == illustration("../tokens") == ""
