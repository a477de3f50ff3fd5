"""The judged questions, and what search makes of them."""

from functools import cache
from pathlib import Path

from wagtail.models import Page

from common.keys import translation_key
from cop_portal.packs.yamlio import read
from cop_portal.search.query import search

HERE = Path(__file__).parent
JUDGED = HERE / "judged.yaml"
FIRST = 3


@cache
def questions() -> list[dict]:
    return read(JUDGED.read_bytes(), JUDGED.name).value


def keys_by_page(language: str = "en") -> dict[int, str]:
    """Content keys of all pages of a language."""
    from cop_portal.packs.adapters import PAGE_MODELS

    rows = {}
    for model in PAGE_MODELS.values():
        rows |= dict(model.objects.filter(locale__language_code=language).values_list("pk", "key"))
    return rows


def first(question: dict, known: dict[int, str], number: int) -> list[str]:
    """Keys of the first results, in the order in which the search page shows them."""
    found = search(question["q"], "en", question.get("band", "")).entries(0, number)
    return [known.get(entry.page_id, f"resource {entry.resource_id}") for entry in found]


def misses(half: str) -> list[str]:
    """Questions of a half without a right page among the first three."""
    known = keys_by_page()
    rows = [one for one in questions() if one["half"] == half]
    return [one["q"] for one in rows if not set(first(one, known, FIRST)) & set(one["right"])]


def page_of(key: str) -> Page | None:
    return Page.objects.filter(translation_key=translation_key(key), locale__language_code="en").first()
