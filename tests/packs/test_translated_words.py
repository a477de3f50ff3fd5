"""The shipped words in French and Arabic keep the typography that docs/glossary.md asks for."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.conf import settings

BAD = {
    # A plain space before high punctuation or inside quotation marks breaks the line there; straight apostrophes.
    "fr": re.compile(r" [:;?!»%]|« |'"),
    # Latin punctuation after an Arabic word; drawn-out letters; direction marks, which the templates make needless.
    "ar": re.compile(r"(?<=[\u0600-\u06ff])[,;?]|\u0640(?![ «])|[\u200e\u200f\u202a-\u202e]|[\u0660-\u0669]"),
}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


@pytest.mark.content
@pytest.mark.parametrize("code", BAD)
def test_words_keep_the_typography_of_their_language(code):
    root = settings.COP_PACK_DIR / "words" / code
    files = sorted(root.rglob("*.yaml"))
    assert len(files) > 15
    wrong = [
        (path.relative_to(root).as_posix(), text[:120])
        for path in files
        for text in texts(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))
        if BAD[code].search(text)
    ]
    assert wrong == []


def outline(value: Any, path: tuple = ()) -> Iterator[tuple]:
    """Which keys and fields a page has, and how many texts a list holds; not the texts themselves."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from outline(inner, (*path, value.get("key", ""), name))
    elif isinstance(value, list):
        yield (*path, len(value))
        for inner in value:
            if isinstance(inner, dict):
                yield from outline(inner, path)
    else:
        yield (*path, value if path[-1] == "key" else "", value.count("<p>"))


@pytest.mark.content
@pytest.mark.parametrize("code", BAD)
def test_translated_help_leaves_out_no_situation_and_no_step(code):
    # A page that is missing is shown in English; a step that is missing inside a page, nobody would notice.
    words = settings.COP_PACK_DIR / "words"
    pages = [*sorted((words / "en/pages").glob("help/*.yaml")), words / "en/pages/help.yaml"]
    assert len(pages) == 6
    for page in pages:
        theirs = words / code / page.relative_to(words / "en")
        if theirs.exists():
            want, have = (
                set(outline(yaml.load(one.read_text("utf-8"), Loader=yaml.BaseLoader))) for one in (page, theirs)
            )
            assert have == want, f"{theirs.name} differs from the English page"
