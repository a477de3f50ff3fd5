"""A tiny but complete content pack, made in a folder and changed file by file."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from cop_portal.packs.source import Pack, open_pack
from cop_portal.packs.yamlio import write

NO = {"sensitive": "no", "min_band": ""}

DETAILS = [
    {"type": "words", "items": [{"when": "He will not stop", "say": "Which round are you in?"}]},
    {"type": "by_age", "under_9": "Sit beside them.", "age_13_18": "Ask, then listen."},
    {"type": "not_to_do", "items": ["Do not take the phone away for telling you."]},
    {"type": "already_happened", "steps": ["Breathe.", "Thank your child."]},
    {
        "type": "setting",
        "called": ["Screen time"],
        "where": "Settings, family.",
        "cannot": "See chats.",
        "checked": "2026-11",
    },
    {"type": "in_class", "text": "Ask what one could do."},
    {"type": "school_policy", "text": "Staff write from school accounts."},
    {"type": "answers_for_it", "who": "The head", "how": "Shows the log each term."},
    {"type": "lead", "lead": "Ministry for children", "partners": ["Regulator", "Police"]},
    {"type": "done_when", "items": ["The budget line has a name."]},
    {"type": "sample_clause", "title": "Duty", "text": "The authority shall answer.\n\nWithin ten days."},
    {"type": "in_company", "owner": "Trust lead", "others": "Legal"},
    {"type": "evidence", "items": ["Minutes with a date."]},
    {"type": "small_company", "text": "One of you owns it."},
    {"type": "case", "title": "Two brothers", "text": "Say a boy wants his turn …"},
    {
        "type": "case",
        "title": "Ruritania, 2020",
        "text": "The regulator published its figures.",
        "source": "Gazette",
        "address": "https://example.org/g",
        "date": "2020-10",
    },
    {
        "type": "figure",
        "value": "168",
        "text": "members",
        "source": "Report",
        "address": "https://example.org/r",
        "date": "2020",
    },
    {"type": "form", "title": "Record", "fields": ["Date", "Who was told"]},
    {
        "type": "table",
        "caption": "Duties",
        "columns": ["Who", "What"],
        "rows": [["Regulator", "Publishes"], ["Police", ""]],
    },
]
BODY = [
    {"type": "heading", "text": "How it began"},
    {
        "type": "text",
        "html": '<p>See <a href="item:PA-1.1">talking</a> &amp; <a href="page:parents">all</a>.</p>\n'
        "<ul>\n<li><strong>One</strong></li>\n</ul>",
    },
    {"type": "notice", "text": "Not reviewed yet."},
    {"type": "figure", "value": "5", "text": "points", "source": "Slides", "date": "2020"},
    {"type": "table", "caption": "Years", "columns": ["Year"], "rows": [["2008"], ["2009"]]},
    {"type": "form", "title": "Sheet", "fields": ["Name of the school"]},
]


def term(key: str, vocabulary: str, parent: str = "") -> dict:
    return {"key": key, "vocabulary": vocabulary, "parent": parent, "address": "", **NO}


def page(key: str, kind: str, parent: str, order: int = 10, **facts: str) -> dict:
    slug = "" if kind == "home" else key.rpartition("/")[2].lower()
    base = {"key": key, "type": kind, "parent": parent, "slug": slug, "order": str(order), "audience": "", "band": ""}
    return {**base, "term": "", **NO, **facts}


def item(key: str, section: str, order: int, related: list[str], actions: int = 2) -> dict:
    return {
        "id": key,
        "kind": "recommendation",
        "section": section,
        "slug": f"advice-{key.lower().replace('.', '-')}",
        "order": str(order),
        "terms": ["gaming", "crc-16"],
        "chief": ["gaming"],
        "ages": ["under-9", "9-12"],
        "chief_ages": ["9-12"] if key == "PA-1.2" else [],
        **NO,
        "actions": [f"a{number}" for number in range(1, actions + 1)],
        "related": related,
        "first_hundred_days": "no",
        "provenance": "sourced practice",
        "source": {"title": "A source", "address": "https://example.org/"},
        "edition": "2026.1",
    }


def words(title: str, tongue: str = "", details: list | None = None, actions: int = 2) -> dict:
    """Words of a recommendation; `tongue` stands before every text, so that languages can be told apart."""
    return {
        "title": f"{tongue}{title}",
        "statement": f"{tongue}{title} tonight.",
        "answer": f"{tongue}{title}: five minutes are enough.",
        "why": f"{tongue}It works.\n\nTry it.",
        "actions": {f"a{number}": f"{tongue}{title}, step {number}." for number in range(1, actions + 1)},
        **({"details": details} if details else {}),
    }


def tiny_pack() -> dict[str, Any]:
    """Values of the files of a valid pack: ten English pages and three items, part of it also in French."""
    start = [
        {"key": f"s{n}", "title": f"Task {n}", "text": "Begin here.", "target": target}
        for n, target in enumerate(("PA-1.1", "PA-1.2", "about"), start=1)
    ]
    cards = [{"key": "c1", "title": "I can say no", "text": "No is a full sentence."}]
    files: dict[str, Any] = {
        "pack.yaml": {
            "format": "1",
            "name": "tiny",
            "title": "Tiny",
            "edition": "2026.1",
            "namespace": "",
            "source_language": "en",
            "languages": ["en", "fr"],
            "licence": "CC BY 4.0",
        },
        "facts/terms.yaml": [
            term("gaming", "technology"),
            term("crc", "framework"),
            term("crc-16", "framework", "crc"),
        ],
        "words/en/terms.yaml": {
            "gaming": {"name": "Gaming", "definition": "Playing with others."},
            "crc": {"name": "Convention"},
            "crc-16": {"name": "Article 16"},
        },
        "words/fr/terms.yaml": {"gaming": {"name": "Jeux"}},
    }
    facts = [
        page("home", "home", ""),
        page("parents-educators", "landing", "home"),
        page("parents", "set", "parents-educators", audience="parents"),
        page("PA-1", "section", "parents", 10),
        page("PA-2", "section", "parents", 20),
        page("children", "landing", "home", 20),
        page("9-12", "set", "children", audience="children", band="9-12"),
        page("9-12/you-can", "section", "9-12"),
        page("topics", "topics", "home", 30),
        page("topics/gaming", "topic", "topics", term="gaming"),
        page("about", "info", "home", 40),
    ]
    spoken = {
        "home": {"title": "Home", "answer": "Where to begin.", "headline": "Welcome", "lead": "Four doors."},
        "parents-educators": {"title": "Parents and educators", "promise": "Advice for tonight.", "start": start},
        "parents": {"title": "Parents", "lead": "All of it.", "intro": "<p>Read <em>one</em>.</p>"},
        "PA-1": {"title": "Talking", "lead": "Talk."},
        "PA-2": {"title": "Playing", "lead": "Play."},
        "children": {"title": "Children", "promise": "For you.", "start": start},
        "9-12": {"title": "9 to 12", "lead": "Your edition."},
        "9-12/you-can": {"title": "You can", "lead": "Things.", "cards": cards},
        "topics": {"title": "Topics", "lead": "All topics."},
        "topics/gaming": {"title": "Gaming", "lead": "Games.", "happening": ["He cannot stop.", "He is afraid."]},
        "about": {"title": "About", "lead": "Who we are.", "body": BODY},
    }
    for one in facts:
        files[f"facts/pages/{one['key']}.yaml"] = one
        files[f"words/en/pages/{one['key']}.yaml"] = spoken[one["key"]]
    for key in ("home", "parents-educators", "parents", "PA-1", "about"):
        files[f"words/fr/pages/{key}.yaml"] = {**spoken[key], "title": f"FR {spoken[key]['title']}"}
    items = {"PA-1.1": "Talk", "PA-1.2": "Listen", "PA-2.1": "Play"}
    for order, (key, title) in enumerate(items.items(), start=1):
        related = [other for other in items if other != key]
        files[f"facts/items/{key}.yaml"] = item(key, key.rpartition(".")[0], 10 * order, related)
        files[f"words/en/items/{key}.yaml"] = words(title, details=DETAILS if key == "PA-1.1" else None)
    files["words/fr/items/PA-1.1.yaml"] = words("Talk", "FR ")
    return deepcopy(files)


class PackFolder:
    """A pack in a folder. `files` holds values by file name; `write` brings them to disk in canonical form."""

    def __init__(self, root: Path):
        self.root, self.files = root, tiny_pack()
        self.write()

    def write(self) -> PackFolder:
        for path in list(self.root.rglob("*.yaml")):
            path.unlink()
        for name, value in self.files.items():
            self.put(name, write(value))
        return self

    def put(self, name: str, data: bytes | str) -> Path:
        """Write raw bytes or text to a file, past everything that would make it valid."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def edit(self, name: str, /, **fields: Any) -> PackFolder:
        """Change top-level fields of a file; None removes one."""
        value = {**self.files[name], **fields}
        self.files[name] = {key: inner for key, inner in value.items() if inner is not None}
        return self.write()

    def remove(self, *names: str) -> PackFolder:
        for name in names:
            del self.files[name]
        return self.write()

    def add_item(self, key: str, title: str, slug: str = "") -> PackFolder:
        self.files[f"facts/items/{key}.yaml"] = item(key, key.rpartition(".")[0], 90, [])
        self.files[f"words/en/items/{key}.yaml"] = words(title)
        if slug:
            self.files[f"facts/items/{key}.yaml"]["slug"] = slug
        return self.write()

    def grow(self, number: int) -> PackFolder:
        """Add so many items with words in both languages: a pack that takes a while to load."""
        for count in range(10, 10 + number):
            key = f"PA-1.{count}"
            self.files[f"facts/items/{key}.yaml"] = item(key, "PA-1", count, [])
            self.files[f"words/en/items/{key}.yaml"] = words(f"Advice {count}")
            self.files[f"words/fr/items/{key}.yaml"] = words(f"Advice {count}", "FR ")
        return self.write()

    def open(self) -> Pack:
        return open_pack(self.root)

    def bytes(self) -> dict[str, bytes]:
        """Every file's bytes by name, the style folder aside."""
        paths = (path for path in self.root.rglob("*") if path.is_file())
        named = {path.relative_to(self.root).as_posix(): path.read_bytes() for path in paths}
        return {name: data for name, data in named.items() if not name.startswith("style/")}
