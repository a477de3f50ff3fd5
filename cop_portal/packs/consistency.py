"""What a schema cannot say: keys that must exist, words that must fit their facts."""

import re
from collections import Counter, defaultdict

from django.conf import settings

from common.choices import LANDING_SLUGS, Audience
from cop_portal.packs import activities
from cop_portal.packs.adapters import PAGE_MODELS
from cop_portal.packs.source import FACTS, Pack, Part
from cop_portal.packs.tables import TABLES, Table
from cop_portal.packs.yamlio import Fault

#: Fields of page words, beside title and answer, that a page type may have.
FIELDS = {
    "home": {"headline", "lead"},
    "landing": {"promise", "start"},
    "set": {"lead", "intro"},
    "section": {"lead", "intro", "cards"},
    "topics": {"lead", "intro"},
    "topic": {"lead", "intro", "happening"},
    "alignment": {"lead", "body"},
    "guide": {"lead", "body"},
    "info": {"lead", "body"},
    "library": {"lead"},
    "sheet": {"lead", "sheet"},
    "help": {"lead", "hiding"},
    "situations": {"lead", "danger", "situations", "phases", "hiding"},
}
PARENTS = {
    "home": {""},
    "landing": {"home"},
    "set": {"landing"},
    "section": {"set"},
    "topics": {"home"},
    "topic": {"topics"},
    "alignment": {"landing"},
    "guide": {"landing"},
    "info": {"home", "info"},
    "library": {"home"},
    "sheet": {"library"},
    "help": {"home"},
    "situations": {"help"},
}
SHEET_FACTS = ("audiences", "ages", "terms", "items")
_LINK = re.compile(r'href="(?:item|page):([^"]+)"')


def check(pack: Pack) -> None:
    """Add a fault to the pack for everything that does not fit together."""
    pages = {part.key: part for part in pack.of("page", FACTS)}
    items = {part.key: part for part in pack.of("item", FACTS)}
    terms = {part.key: part for part in pack.of("term", FACTS)}
    known = pages.keys() | items.keys()
    _check_terms(pack, terms)
    for table in TABLES.values():
        _check_table(pack, table)
    _check_pages(pack, pages, terms, items)
    _check_items(pack, pages, items, terms)
    for language in pack.languages():
        for part in pack.of("page", language):
            _check_page_words(pack, part, pages, known)
            activities.check_cards(pack, part)
        for part in pack.of("item", language):
            _check_item_words(pack, part, items, known)
        for part in pack.of("term", language):
            if part.key not in terms:
                pack.wrong(part, (), f"words for an unknown term “{part.key}”")
        if language != pack.source_language:
            _check_translated(pack, language, pages, items)
    for kind, table in (("page", pages), ("item", items), ("term", terms)):
        for key, part in table.items():
            if pack.get(kind, key, pack.source_language) is None:
                pack.wrong(part, (), f"{key} has no words in the source language")
    _check_slugs(pack, pages, items)
    activities.check_names(pack, pack.parts.values())


def _check_terms(pack: Pack, terms: dict[str, Part]) -> None:
    for part in terms.values():
        parent = part.payload["parent"]
        if parent and parent not in terms:
            pack.wrong(part, ("parent",), f"no term “{parent}”")
    _check_circles(pack, terms, "parent")
    for language in pack.languages():
        spoken = pack.of("term", language)
        if spoken and language not in settings.MODELTRANSLATION_LANGUAGES:
            pack.wrong(spoken[0], (), f"this installation keeps no terms in {language}")


def _check_table(pack: Pack, table: Table) -> None:
    """Countries and services: what the admin would refuse, and keys that lead nowhere."""
    rows = {part.key: part for part in pack.of(table.kind, FACTS)}
    for part in rows.values():
        for name, reason in table.faults(part.payload):
            pack.wrong(part, (name,), reason)
        country = part.payload.get("country", "")
        if country and pack.get("country", country, FACTS) is None:
            pack.wrong(part, ("country",), f"no country “{country}”")
        for index, key in enumerate(part.payload.get("terms", [])):
            if pack.get("term", key, FACTS) is None:
                pack.wrong(part, ("terms", index), f"no term “{key}”")
        if pack.get(table.kind, part.key, pack.source_language) is None:
            pack.wrong(part, (), f"{part.key} has no words in the source language")
    for language in pack.languages():
        spoken = pack.of(table.kind, language)
        for part in spoken:
            if part.key not in rows:
                pack.wrong(part, (), f"words for an unknown {table.kind} “{part.key}”")
        if spoken and language not in settings.MODELTRANSLATION_LANGUAGES:
            pack.wrong(spoken[0], (), f"this installation keeps no {table.folder} in {language}")


def _check_circles(pack: Pack, table: dict[str, Part], field: str) -> None:
    """Nothing stands above itself: the loader walks these paths upwards."""
    for part in table.values():
        seen, above = set(), part.key
        while above in table and above not in seen:
            seen.add(above)
            above = table[above].payload[field]
        if above == part.key:
            pack.wrong(part, (field,), f"“{part.key}” stands above itself")


def _check_pages(pack: Pack, pages: dict[str, Part], terms: dict, items: dict) -> None:
    tagged = Counter(term for part in items.values() for term in part.payload["terms"])
    for part in pages.values():
        facts = part.payload
        parent = facts["parent"]
        parent_type = pages[parent].payload["type"] if parent in pages else ""
        if parent and parent not in pages:
            pack.wrong(part, ("parent",), f"no page “{parent}”")
        elif parent_type not in PARENTS[facts["type"]]:
            pack.wrong(part, ("type",), f"a {facts['type']} cannot stand below {parent_type or 'the root'}")
        if facts["type"] == "landing" and facts["slug"] not in LANDING_SLUGS:
            pack.wrong(part, ("slug",), f"a landing’s slug is one of {', '.join(LANDING_SLUGS)}")
        if (facts["type"] == "home") == bool(facts["slug"]):
            pack.wrong(part, ("slug",), "a page needs a slug" if facts["type"] != "home" else "a home page has no slug")
        for name, owner in (("audience", "set"), ("band", "set"), ("term", "topic")):
            if facts[name] and facts["type"] != owner:
                pack.wrong(part, (name,), f"only a {owner} has “{name}”")
        for name in SHEET_FACTS:
            if name in facts and facts["type"] != "sheet":
                pack.wrong(part, (name,), f"only a sheet has “{name}”")
        for name, table in (("terms", terms), ("items", items)):
            for index, key in enumerate(facts.get(name, [])):
                if key not in table:
                    pack.wrong(part, (name, index), f"no {name[:-1]} “{key}”")
        if facts["type"] == "set" and not facts["audience"]:
            pack.wrong(part, ("audience",), "a set needs an audience")
        if (facts["type"] == "situations") != bool(facts.get("reader")):
            pack.wrong(part, ("reader",), "a page of situations, and no other, has a reader")
        elif facts.get("reader", facts["slug"]) != facts["slug"]:
            pack.wrong(part, ("slug",), f"its address is its reader’s, “{facts['reader']}”")
        if facts["type"] == "topic":
            if facts["term"] not in terms:
                pack.wrong(part, ("term",), f"no term “{facts['term']}”")
            elif tagged[facts["term"]] < 3:
                pack.wrong(
                    part,
                    ("term",),
                    f"a topic needs three items with “{facts['term']}”; there are {tagged[facts['term']]}",
                )
    _check_circles(pack, pages, "parent")
    if sum(part.payload["type"] == "home" for part in pages.values()) != 1:
        pack.faults.append(Fault("facts/pages", 1, "a pack has exactly one home page"))


def _check_items(pack: Pack, pages: dict[str, Part], items: dict[str, Part], terms: dict) -> None:
    namespace = pack.head["namespace"]
    for part in items.values():
        facts = part.payload
        section = pages.get(facts["section"])
        if section is None or section.payload["type"] != "section":
            pack.wrong(part, ("section",), f"no section “{facts['section']}”")
        elif section.payload["parent"] in pages:
            audience = pages[section.payload["parent"]].payload["audience"]
            prefix = part.key.rpartition(":")[2][:2]
            if audience and Audience(audience).prefix != prefix:
                pack.wrong(part, ("id",), f"an item of {audience} begins with {Audience(audience).prefix}")
        for index, key in enumerate(facts["terms"]):
            if key not in terms:
                pack.wrong(part, ("terms", index), f"no term “{key}”")
        for index, key in enumerate(facts["chief"]):
            if key not in facts["terms"]:
                pack.wrong(part, ("chief", index), f"“{key}” is not one of its terms")
        for index, key in enumerate(facts["chief_ages"]):
            if key not in facts["ages"]:
                pack.wrong(part, ("chief_ages", index), f"“{key}” is not one of its ages")
        for index, key in enumerate(facts["related"]):
            if key not in items or key == part.key:
                pack.wrong(part, ("related", index), f"no other item “{key}”")
        if (part.key.rpartition(":")[0]) != namespace:
            pack.wrong(
                part,
                ("id",),
                f"ids of this pack begin with “{namespace}:”" if namespace else "ids of this pack have no namespace",
            )


def _check_page_words(pack: Pack, part: Part, pages: dict[str, Part], known: set) -> None:
    facts = pages.get(part.key)
    if facts is None:
        pack.wrong(part, (), f"words for an unknown page “{part.key}”")
        return
    allowed = {"title", "answer"} | FIELDS[facts.payload["type"]]
    for name in part.payload:
        if name not in allowed:
            pack.wrong(part, (name,), f"a {facts.payload['type']} page has no “{name}”")
    activities.check_lessons(pack, part, pages)
    for index, task in enumerate(part.payload.get("start", [])):
        if task["target"] not in known:
            pack.wrong(part, ("start", index, "target"), f"no page or item “{task['target']}”")
    if "body" in part.payload and "body" in FIELDS[facts.payload["type"]]:
        _check_blocks(pack, part, facts.payload["type"])
    _check_tables(pack, part, "body")
    for name in ("situations", "phases"):
        for key, number in Counter(block["key"] for block in part.payload.get(name, [])).items():
            if number > 1:
                pack.wrong(part, (name,), f"key “{key}” stands twice")
    for index, phase in enumerate(part.payload.get("phases", [])):
        for number, key in enumerate(phase.get("more", [])):
            if key not in known:
                pack.wrong(part, ("phases", index, "more", number), f"no page or item “{key}”")
    rich = [((name,), part.payload.get(name, "")) for name in ("intro", "hiding")]
    rich += [
        (("body", index, "html"), block.get("html", "")) for index, block in enumerate(part.payload.get("body", []))
    ]
    for path, html in rich:
        for key in _LINK.findall(html):
            if key not in known:
                pack.wrong(part, path, f"link to unknown “{key}”")


def _check_blocks(pack: Pack, part: Part, page_type: str) -> None:
    """All pages share one schema of bodies, but not every page has every block of it."""
    known = PAGE_MODELS[page_type]._meta.get_field("body").stream_block.child_blocks
    for index, block in enumerate(part.payload["body"]):
        if block["type"] not in known:
            pack.wrong(part, ("body", index, "type"), f"a {page_type} page has no block “{block['type']}”")


def _check_tables(pack: Pack, part: Part, name: str) -> None:
    for index, block in enumerate(part.payload.get(name, [])):
        for number, row in enumerate(block.get("rows", [])):
            if len(row) != len(block["columns"]):
                pack.wrong(
                    part, (name, index, "rows", number), f"{len(row)} cells under {len(block['columns'])} columns"
                )


def _check_item_words(pack: Pack, part: Part, items: dict[str, Part], known: set) -> None:
    _check_tables(pack, part, "details")
    facts = items.get(part.key)
    if facts is None:
        pack.wrong(part, (), f"words for an unknown item “{part.key}”")
    elif facts.payload["kind"] == "activity":
        activities.check_words(pack, part, known)
    elif list(part.payload.get("actions", {})) != facts.payload["actions"]:
        pack.wrong(part, ("actions",), f"actions must be {', '.join(facts.payload['actions'])}, in this order")


def _check_translated(pack: Pack, language: str, pages: dict[str, Part], items: dict[str, Part]) -> None:
    """A page can only be translated below translated parents."""
    for part in [*pack.of("page", language), *pack.of("item", language)]:
        facts = pages.get(part.key) or items.get(part.key)
        parent = facts.payload.get("section") or facts.payload.get("parent") if facts else ""
        if parent and pack.get("page", parent, language) is None:
            pack.wrong(part, (), f"its parent “{parent}” has no words in {language}")


def _check_slugs(pack: Pack, pages: dict[str, Part], items: dict[str, Part]) -> None:
    seen: dict = defaultdict(dict)
    for part in [*pages.values(), *items.values()]:
        parent = part.payload.get("section") or part.payload.get("parent")
        slug = part.payload["slug"]
        if slug in seen[parent]:
            pack.wrong(part, ("slug",), f"slug “{slug}” is already {seen[parent][slug]}’s")
        seen[parent][slug] = part.key
