"""Links inside the portal: `item:PA-1.1` and `page:about` in files, page ids in the database."""

import re
from functools import cached_property
from html import unescape
from typing import Any
from uuid import UUID

from django.conf import settings
from wagtail.models import Page

from common.keys import STABLE_ID, translation_key
from common.richtext import sanitise

_INWARD = re.compile(r'<a href="(?:item|page):([^"]+)">')
_OUTWARD = re.compile(r'<a\s+(?:id="(\d+)"\s+linktype="page"|linktype="page"\s+id="(\d+)")\s*>')


class Links:
    """Resolves keys to pages of one language, or of the source language where a translation is missing.

    `provisional` holds the keys that found no page of this language: it may be written later in the same load.
    """

    def __init__(self, language: str):
        self.language = language
        self.provisional: set[str] = set()

    @cached_property
    def _ids(self) -> dict[UUID, tuple[int, str]]:
        pages = Page.objects.filter(locale__language_code__in={self.language, settings.LANGUAGE_CODE})
        table: dict[UUID, tuple[int, str]] = {}
        for key, code, pk in pages.values_list("translation_key", "locale__language_code", "pk"):
            if key not in table or code == self.language:
                table[key] = pk, code
        return table

    @cached_property
    def _keys(self) -> dict[int, str]:
        from cop_portal.packs.adapters import PAGE_MODELS

        return {pk: key for model in PAGE_MODELS.values() for pk, key in model.objects.values_list("pk", "key")}

    def page_id(self, key: str) -> int | None:
        """Primary key of the page with this content key, or None."""
        found, code = self._ids.get(translation_key(key), (None, ""))
        if code != self.language:
            self.provisional.add(key)
        return found

    def key_of(self, page_id: int) -> str:
        return self._keys.get(page_id, "")

    def inward(self, html: str) -> str:
        """Replace file links by the editor's; a link to an unknown page becomes plain text."""

        def replace(match: re.Match) -> str:
            found = self.page_id(match[1])
            return f'<a linktype="page" id="{found}">' if found else "<a>"

        return _without_dead_links(_INWARD.sub(replace, html))

    def outward(self, html: str) -> str:
        """Replace the editor's links by file links, blocks on lines of their own."""

        def replace(match: re.Match) -> str:
            key = self.key_of(int(match[1] or match[2]))
            scheme = "item" if STABLE_ID.match(key) else "page"
            return f'<a href="{scheme}:{key}">' if key else "<a>"

        return tidy_html(_without_dead_links(_OUTWARD.sub(replace, html)))

    def here(self, value: Any) -> Any:
        """A payload as it stands where pages that it links to were deleted: links are gone, their words are not."""
        if isinstance(value, dict):
            kept = {key: self.here(inner) for key, inner in value.items()}
            if "target" in kept and translation_key(kept["target"]) not in self._ids:
                del kept["target"]
            if "more" in kept:
                kept["more"] = [key for key in kept["more"] if translation_key(key) in self._ids]
                if not kept["more"]:
                    del kept["more"]
            return kept
        if isinstance(value, list):
            return [self.here(inner) for inner in value]
        if '<a href="' not in value:
            return value
        kept = _INWARD.sub(lambda link: link[0] if translation_key(link[1]) in self._ids else "<a>", value)
        return _without_dead_links(kept)


def _without_dead_links(html: str) -> str:
    return re.sub(r"<a>(.*?)</a>", r"\1", html, flags=re.S)


def tidy_html(html: str) -> str:
    """One spelling for one meaning, and one block element a line, so that one changed sentence is one changed line."""
    html = re.sub(r'\s*data-block-key="[^"]*"', "", html).replace("&nbsp;", "\u00a0").strip()
    for short, meaning in (("b", "strong"), ("i", "em")):  # the editor writes the short ones
        html = re.sub(rf"<(/?){short}>", rf"<\1{meaning}>", html)
    html = re.sub(r"\s*\n\s*", " ", html)
    html = re.sub(r"\s*(<(?:p|ul|ol|li)>)", r"\n\1", html)
    html = re.sub(r"\s*(</(?:ul|ol)>)", r"\n\1", html)
    return html.strip()


def clean_html(html: str) -> tuple[str, bool]:
    """Canonical rich text of a file, and whether nothing but the spelling of a character was changed."""
    written = tidy_html(html)
    clean = tidy_html(sanitise(written))
    foreign = re.search(r"<a\b(?! href=\"[^\"]*\">)", written)
    return clean, not foreign and unescape(clean) == unescape(written)
