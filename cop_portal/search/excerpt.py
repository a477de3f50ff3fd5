"""The piece of a page that shows why it was found."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from common.text import words
from cop_portal.search.models import Entry

LENGTH = 180
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)


def excerpt(entry: Entry, asked: list[str], language: str) -> SafeString:
    """The answer if it holds a word of the question, else the text around the first such word; words marked."""
    wanted = set(asked)
    if entry.answer or not entry.text:
        return mark(entry.answer, wanted, language)
    hit = next(iter(_hits(entry.text, wanted, language)), None)
    if hit is None:
        return mark(entry.answer, wanted, language)
    start = max(0, hit[0] - LENGTH // 3)
    start = entry.text.rfind(" ", 0, start) + 1 if start else 0
    piece = entry.text[start : start + LENGTH].rsplit(" ", 1)[0]
    return mark(("… " if start else "") + piece + " …", wanted, language)


def mark(text: str, wanted: set[str], language: str) -> SafeString:
    """The text escaped, with the words of the question in `<mark>`."""
    parts, last = [], 0
    for start, end in _hits(text, wanted, language):
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    parts.append(escape(text[last:]))
    return mark_safe("".join(parts))  # nosec B308, B703 # noqa: S308 -- every piece is escaped


def _hits(text: str, wanted: set[str], language: str) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text) if wanted & set(words(match[0], language))]
