"""Texts as words, sentences and runs of words, for measuring them."""

import gzip
import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

#: Fields that hold no prose of ours: keys, addresses, dates, names of sources.
NOT_PROSE = {"type", "key", "target", "more", "address", "article", "checked", "date", "source"}
SEED_RUN = 8

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CLOSING = "[\"'”’)\\]]"
_SENTENCE_END = re.compile("|".join(rf"(?<=[.!?…]{_CLOSING * number})\s+" for number in range(3)) + r"|\n+")
Run = tuple[str, ...]


def texts(value: Any, path: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """(path, text) of every prose text in a payload, markup removed."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_PROSE:
                yield from texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from texts(inner, (*path, index))
    elif value:
        yield path, html.unescape(re.sub(r"<[^>]+>", " ", value)).strip()


def words(text: str) -> list[str]:
    """The words of a text, folded so that spelling of quotes and capitals does not matter."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("’", "'").casefold())


def sentences(text: str) -> Iterator[tuple[str, list[str]]]:
    """(sentence, its words) of a text; labels and headings come out as well, see `is_whole`."""
    for sentence in _SENTENCE_END.split(text):
        if found := words(sentence):
            yield sentence.strip(), found


def is_whole(sentence: str) -> bool:
    """Whether it ends as a sentence does: a label or heading would flatter the mean length."""
    return sentence.rstrip("\"'”’)] ").endswith((".", "!", "?", "…", ":"))


def runs(found: list[str], length: int) -> set[Run]:
    """All runs of `length` words in a row."""
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


def phrase(pattern: str) -> re.Pattern[str]:
    """A banned word or phrase, at word boundaries; "…" stands for up to eight words between."""
    inner = r"(?:\W+\w+){0,8}\W+".join(re.escape(bit.strip()) for bit in pattern.split("…"))
    return re.compile(rf"\b{inner}\b", re.IGNORECASE)


def lines_of(path: Path) -> list[str]:
    """Entries of a list file; empty lines and comments left out, [] where there is no file."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


# --- the seeds, whose words must not be ours


def fingerprint(run: Run) -> str:
    """48 bits of a run's hash: enough to recognise it, too little to read it."""
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:12]


def write_shingles(documents: Iterable[str], path: Path) -> int:
    """Keep the fingerprints of the documents' eight-word runs, never their text. Returns how many."""
    known = sorted({fingerprint(run) for document in documents for run in runs(words(document), SEED_RUN)})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(known).encode(), mtime=0))
    return len(known)


def read_shingles(path: Path) -> set[str]:
    """Fingerprints from such a file; none where it does not exist."""
    return set(gzip.decompress(path.read_bytes()).decode().split()) if path.exists() else set()


def without(text: str, titles: list[str]) -> list[str]:
    """The pieces of a text that are left when the exact titles in it are taken out."""
    if not titles:
        return [text]
    return re.split("|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True)), text)
