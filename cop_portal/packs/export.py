"""Live objects to pack files, byte for byte what a canonical pack would hold."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import translation
from wagtail.models import Page

from common.pages import BasePage
from cop_portal.packs.adapters import (
    ITEM_PAGES,
    PAGE_MODELS,
    ItemFacts,
    PageFacts,
    TermFacts,
    TermWords,
    words_of,
)
from cop_portal.packs.links import Links
from cop_portal.packs.source import FACTS, Pack, file_name
from cop_portal.packs.tables import LISTS, TABLES
from cop_portal.packs.yamlio import write
from resources.models import Term


def files_of_pack(pack: Pack) -> dict[str, bytes]:
    """Canonical files of a pack on disk: relative name to bytes (the style folder is not touched)."""
    files = {"pack.yaml": write(pack.head)}
    for part in pack.parts.values():
        if part.kind not in LISTS:
            folder = "facts" if part.part == "facts" else f"words/{part.part}"
            files[f"{folder}/{part.kind}s/{file_name(part.key)}"] = write(part.payload)
    for kind, name in LISTS.items():
        words = {code: {one.key: one.payload for one in pack.of(kind, code)} for code in pack.languages()}
        files.update(_list_files(name, [part.payload for part in pack.of(kind, FACTS)], words))
    return files


def _list_files(name: str, facts: list[dict], words: dict[str, dict]) -> dict[str, bytes]:
    """Files of a kind whose parts stand together: in their order, or by key where order carries no meaning."""
    ordered = sorted(facts, key=lambda one: (int(one.get("order", "0")), one["key"]))
    files = {}
    if facts:
        files[f"facts/{name}.yaml"] = write([{k: v for k, v in one.items() if k != "order"} for one in ordered])
    for language, by_key in words.items():
        if by_key:
            files[f"words/{language}/{name}.yaml"] = write(
                {one["key"]: by_key[one["key"]] for one in ordered if one["key"] in by_key}
            )
    return files


def _table_files(languages: list[str]) -> dict[str, bytes]:
    """Countries and services as they stand."""
    files = {}
    for table in TABLES.values():
        rows = table.rows()
        words = {
            code: {key: said for key, row in rows.items() if (said := table.read_words(row, code)) is not None}
            for code in languages
        }
        files.update(_list_files(table.folder, [table.read(row) for row in rows.values()], words))
    return files


def files_of_portal(head: dict) -> dict[str, bytes]:
    """The same from what is live: `head` is the pack.yaml to write, its languages those to export."""
    languages = [settings.LANGUAGE_CODE, *(code for code in head["languages"] if code != settings.LANGUAGE_CODE)]
    with translation.override(settings.LANGUAGE_CODE):
        terms = list(Term.objects.select_related("parent"))
        words = {
            code: {term.key: said for term in terms if (said := TermWords.read(term, code)) is not None}
            for code in languages
        }
        files = {"pack.yaml": write(head)}
        files.update(
            _list_files(
                "terms", [TermFacts.read(term) for term in terms], {code: by for code, by in words.items() if by}
            )
        )
        files.update(_table_files(languages))
        shown = {page.key: page for page in _shown_pages(settings.LANGUAGE_CODE)}
        for page in shown.values():
            files.update(_facts_file(page, shown))
        for code in languages:
            links = Links(code)
            for page in _shown_pages(code):
                # A translation of what the source language does not show has no facts to stand on.
                if page.key in shown:
                    files.update(_words_file(page, code, links))
    return files


def _shown_pages(language: str) -> Iterator[BasePage]:
    """Pages of a language that are live, as is everything above them."""
    hidden = tuple(Page.objects.filter(live=False).values_list("path", flat=True))
    for model in PAGE_MODELS.values():
        for page in model.objects.live().filter(locale__language_code=language):
            if not page.path.startswith(hidden):
                yield page


def _facts_file(page: BasePage, shown: dict[str, BasePage]) -> dict[str, bytes]:
    if not isinstance(page, ITEM_PAGES):
        return {f"facts/pages/{file_name(page.key)}": write(PageFacts.read(page))}
    facts = ItemFacts.read(page.item)
    facts["related"] = [key for key in facts["related"] if key in shown]
    return {f"facts/items/{file_name(page.key)}": write(facts)}


def _words_file(page: BasePage, language: str, links: Links) -> dict[str, bytes]:
    kind = "items" if isinstance(page, ITEM_PAGES) else "pages"
    return {f"words/{language}/{kind}/{file_name(page.key)}": write(words_of(page).read(page, links))}


def write_folder(files: dict[str, bytes], target: Path) -> None:
    """Write files to a new folder, complete or not at all. Raises FileExistsError where the folder holds something."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"{target} is not an empty folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as scratch:
        built = Path(scratch) / "pack"
        for name, data in files.items():
            path = built / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if target.exists():
            target.rmdir()
        shutil.move(built, target)
