"""A pack on disk: found, read, validated, before anything touches the database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from common.choices import AgeBand, Audience
from common.keys import STABLE_ID
from cop_portal.packs import shape
from cop_portal.packs.links import clean_html
from cop_portal.packs.tables import LISTS, TABLES
from cop_portal.packs.yamlio import MAX_BYTES, BadFile, Document, Fault, read

FORMAT = "1"
MAX_FILES = 20_000
FACTS = "facts"


@dataclass
class Part:
    """Facts, or the words of one language, of one term, item or page. `payload` is canonical."""

    kind: str
    key: str
    part: str
    payload: dict
    file: str
    document: Document = field(repr=False, default=None)
    path: tuple = ()

    @property
    def ident(self) -> tuple[str, str, str]:
        return self.kind, self.key, self.part


@dataclass
class Pack:
    """A whole pack: `head` is pack.yaml, `parts` by (kind, key, part); `faults` is empty when it may be loaded."""

    root: Path
    head: dict = field(default_factory=dict)
    parts: dict[tuple[str, str, str], Part] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def source_language(self) -> str:
        return self.head.get("source_language", "en")

    def languages(self) -> list[str]:
        """Languages to load, the source first."""
        rest = [code for code in self.head.get("languages", []) if code != self.source_language]
        return [self.source_language, *rest]

    def of(self, kind: str, part: str) -> list[Part]:
        return [one for one in self.parts.values() if one.kind == kind and one.part == part]

    def get(self, kind: str, key: str, part: str) -> Part | None:
        return self.parts.get((kind, key, part))

    def lineage(self, part: Part) -> list[str]:
        """Keys of what stands above a part in the pack, nearest first. The pack must be checked: no circles."""
        above, facts = [], self.get(part.kind, part.key, FACTS)
        while facts is not None and (parent := parent_key(facts.payload)):
            above.append(parent)
            facts = self.get("term" if part.kind == "term" else "page", parent, FACTS)
        return above

    def wrong(self, part: Part, path: Iterable, message: str) -> None:
        self.faults.append(Fault(part.file, part.document.line((*part.path, *path)), message))


def parent_key(facts: dict) -> str:
    """Key of the page or term that facts put a thing below, or ""."""
    return facts.get("section") or facts.get("parent") or ""


def open_pack(root: Path) -> Pack:
    """Read and validate a pack folder. Faults are collected, never raised."""
    pack = Pack(root.resolve())
    if not root.is_dir():
        pack.faults.append(Fault(str(root), 1, "no such folder"))
        return pack
    head = _document(pack, root / "pack.yaml")
    if head is None:
        return pack
    found = head.value.get("format") if isinstance(head.value, dict) else None
    if isinstance(found, str) and found != FORMAT:
        line = head.line(("format",))
        pack.faults.append(
            Fault("pack.yaml", line, f"format {found[:20]}; this portal reads format {FORMAT}, update it first")
        )
        return pack
    for path, message in shape.faults("pack", head.value):
        pack.faults.append(Fault("pack.yaml", head.line(path), message))
    if pack.faults:
        return pack
    pack.head = head.value
    known = dict(settings.LANGUAGES)
    for index, code in enumerate(pack.head["languages"]):
        if code not in known:
            pack.faults.append(Fault("pack.yaml", head.line(("languages", index)), f"unknown language “{code}”"))
    if pack.source_language != settings.LANGUAGE_CODE:
        pack.faults.append(
            Fault(
                "pack.yaml",
                head.line(("source_language",)),
                f"this installation’s source language is {settings.LANGUAGE_CODE}",
            )
        )
    _read_parts(pack)
    _report_strays(pack)
    if not pack.faults:
        from cop_portal.packs.consistency import check

        check(pack)
    pack.faults.sort()
    return pack


def _document(pack: Pack, path: Path) -> Document | None:
    name = path.relative_to(pack.root).as_posix() if path.is_relative_to(pack.root) else path.name
    try:
        if path.is_symlink() or not path.resolve().is_relative_to(pack.root):
            raise BadFile(Fault(name, 1, "links are not followed"))
        if path.exists() and not path.is_file():
            raise BadFile(Fault(name, 1, "not a file"))
        with path.open("rb") as stream:
            return read(stream.read(MAX_BYTES + 1), name)
    except FileNotFoundError:
        pack.faults.append(Fault(name, 1, "missing"))
    except OSError as error:
        pack.faults.append(Fault(name, 1, f"cannot be read: {error.strerror}"))
    except BadFile as error:
        pack.faults.append(error.fault)
    return None


def _files(pack: Pack, folder: str) -> list[tuple[str, Path]]:
    """(key, path) of the files in a folder, sorted; the key is the path without its ending."""
    root = pack.root / folder
    if not root.is_dir():
        return []
    paths = sorted(path for path in root.rglob("*") if not path.is_dir() or path.is_symlink())
    if len(paths) > MAX_FILES:
        pack.faults.append(Fault(folder, 1, f"more than {MAX_FILES} files"))
        return []
    for path in paths:
        if path.suffix != ".yaml":
            pack.faults.append(Fault(path.relative_to(pack.root).as_posix(), 1, "not a .yaml file"))
    return [(file_key(path.relative_to(root).with_suffix("")), path) for path in paths if path.suffix == ".yaml"]


def _report_strays(pack: Pack) -> None:
    """A file that nothing reads is its writer's mistake, not something to pass over."""
    for root in ("facts", *(f"words/{code}" for code in pack.languages())):
        for path in sorted((pack.root / root).rglob("*")):
            place = path.relative_to(pack.root / root).parts
            lists = len(place) == 1 and place[0] in {f"{name}.yaml" for name in LISTS.values()}
            expected = lists or (len(place) > 1 and place[0] in ("items", "pages"))
            if not expected and not path.is_dir():
                pack.faults.append(Fault(path.relative_to(pack.root).as_posix(), 1, "no file of a pack has this name"))


def file_key(relative: Path) -> str:
    """Content key of a file: `gh+PM-2.14.yaml` holds `gh:PM-2.14`, since a colon cannot stand in every file name."""
    return relative.as_posix().replace("+", ":")


def file_name(key: str) -> str:
    return key.replace(":", "+") + ".yaml"


def _read_parts(pack: Pack) -> None:
    for kind, name in LISTS.items():
        _read_list(pack, kind, f"facts/{name}.yaml")
    for kind, folder in (("item", "items"), ("page", "pages")):
        for key, path in _files(pack, f"facts/{folder}"):
            document = _document(pack, path)
            if document is not None:
                _add(pack, kind, key, FACTS, document.value, path.relative_to(pack.root).as_posix(), document, ())
    _sort_references(pack)
    for language in pack.languages():
        _read_words(pack, language)
    words = pack.root / "words"
    spoken = {path.name for path in words.iterdir()} if words.is_dir() else set()
    for stray in sorted(spoken - set(pack.languages())):
        pack.faults.append(Fault(f"words/{stray}", 1, "a language that pack.yaml does not name"))


def _read_list(pack: Pack, kind: str, file: str) -> None:
    """Facts of a kind whose parts stand together in one file, in an order that matters or not."""
    document = _document(pack, pack.root / file) if (pack.root / file).exists() else None
    if document is None:
        return
    if not isinstance(document.value, list):
        pack.faults.append(Fault(file, 1, f"expected a list of {LISTS[kind]}"))
        return
    ordered = kind not in TABLES or TABLES[kind].ordered
    for index, entry in enumerate(document.value):
        key = entry.get("key", "") if isinstance(entry, dict) else ""
        _add(pack, kind, key, FACTS, entry, file, document, (index,), order=index if ordered else None)


def _sort_references(pack: Pack) -> None:
    """The order of terms, ages and related items carries no meaning; bring it into the canonical one."""
    place = {part.key: int(part.payload["order"]) for part in pack.of("term", FACTS)}
    for part in pack.of("item", FACTS):
        for name in ("terms", "chief"):
            part.payload[name].sort(key=lambda key: (place.get(key, 0), key))
        part.payload["related"].sort(key=natural)
        for name in ("ages", "chief_ages"):
            part.payload[name] = [band.value for band in AgeBand if band in part.payload[name]]
    for part in pack.of("resource", FACTS):
        part.payload["editions"].sort(key=lambda one: (one["language"], one["format"], one.get("title", "")))
    for part in [*pack.of("page", FACTS), *pack.of("resource", FACTS)]:
        part.payload.get("terms", []).sort(key=lambda key: (place.get(key, 0), key))
        part.payload.get("items", []).sort(key=natural)
        for name, options in (("ages", AgeBand), ("audiences", Audience)):
            if name in part.payload:
                part.payload[name] = [one.value for one in options if one in part.payload[name]]


def natural(key: str) -> list:
    """Sort key that puts PA-1.10 after PA-1.9."""
    return [int(bit) if bit.isdigit() else bit for bit in re.split(r"(\d+)", key)]


def _read_words(pack: Pack, language: str) -> None:
    for kind, name in LISTS.items():
        file = f"words/{language}/{name}.yaml"
        document = _document(pack, pack.root / file) if (pack.root / file).exists() else None
        if document is not None and not isinstance(document.value, dict):
            pack.faults.append(Fault(file, 1, f"expected {name} by their keys"))
        elif document is not None:
            for key, entry in document.value.items():
                _add(pack, kind, key, language, entry, file, document, (key,))
    for kind, folder in (("item", "items"), ("page", "pages")):
        for key, file in _files(pack, f"words/{language}/{folder}"):
            document = _document(pack, file)
            if document is not None:
                _add(pack, kind, key, language, document.value, file.relative_to(pack.root).as_posix(), document, ())


def _rich_texts(payload: dict) -> list[tuple[tuple, dict, str]]:
    """(path, mapping, field) of every rich text in a payload."""
    found = [((name,), payload, name) for name in ("intro", "hiding") if name in payload]
    blocks = enumerate(payload.get("body", []))
    return found + [(("body", index, "html"), block, "html") for index, block in blocks if "html" in block]


def _schema(pack: Pack, kind: str, key: str, part: str) -> str:
    """Name of the schema of a part; the words of an activity have one of their own."""
    if part == FACTS:
        return f"{kind}-{FACTS}"
    facts = pack.get(kind, key, FACTS) if kind == "item" else None
    return "activity-words" if facts and facts.payload["kind"] == "activity" else f"{kind}-words"


def _add(
    pack: Pack,
    kind: str,
    key: str,
    part: str,
    value: Any,
    file: str,
    document: Document,
    path: tuple,
    order: int | None = None,
) -> None:
    name = _schema(pack, kind, key, part)
    value = shape.tidied(value)
    wrong = shape.faults(name, value)
    for inner, message in wrong:
        pack.faults.append(Fault(file, document.line((*path, *inner)), message))
    if wrong:
        return
    payload = shape.canonical(name, value)
    for place, holder, name_of_text in _rich_texts(payload):
        holder[name_of_text], kept = clean_html(holder[name_of_text])
        if not kept:
            pack.faults.append(Fault(file, document.line((*path, *place)), "markup that is not allowed, or not closed"))
    if order is not None:
        payload["order"] = str(order)
    one = Part(kind, key, part, payload, file, document, path)
    named = value.get("id" if kind == "item" else "key") if part == FACTS else key
    if named != key:
        pack.wrong(one, (), f"the file is named {key}, the key inside is {named}")
    if kind not in LISTS and not file.endswith(f"/{file_name(key)}"):
        pack.wrong(one, (), f"the file of {key} is named {file_name(key)}")
    if kind == "item" and not STABLE_ID.match(key):
        pack.wrong(one, (), "not an id like PA-1.2")
    if one.ident in pack.parts:
        pack.wrong(one, (), f"{key} stands twice")
    pack.parts[one.ident] = one
