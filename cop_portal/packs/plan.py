"""What a load would do, part by part, and why."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from wagtail.models import Page

from common.keys import translation_key
from cop_portal.packs import shape
from cop_portal.packs.adapters import (
    ItemFacts,
    PageFacts,
    TermFacts,
    TermWords,
    page_of,
    source_page,
    words_of,
)
from cop_portal.packs.links import Links
from cop_portal.packs.models import LoadedPart
from cop_portal.packs.source import FACTS, Pack, Part
from cop_portal.packs.tables import TABLES
from guidelines.models import GuidelineItem
from resources.models import Term

Ident = tuple[str, str, str]


class Status(StrEnum):
    """The fate of one part."""

    NEW = "new"
    CHANGED = "changed upstream"
    UNCHANGED = "unchanged"
    ADOPTED = "already the same here"
    LOCAL = "locally changed, left alone"
    HELD = "changed on both sides, left alone"
    DELETED = "deleted here, left deleted"
    NO_PLACE = "no place for it here, left out"
    REMOVED = "removed upstream, reported only"


@dataclass
class Plan:
    """Statuses by part, including parts that the pack no longer has; `memory` is what earlier loads left behind."""

    steps: dict[Ident, Status] = field(default_factory=dict)
    memory: dict[Ident, LoadedPart] = field(default_factory=dict)
    written: bool = False

    def counts(self) -> dict[Status, int]:
        return {status: n for status in Status if (n := sum(one is status for one in self.steps.values()))}

    def having(self, *statuses: Status) -> list[Ident]:
        return [ident for ident, status in self.steps.items() if status in statuses]

    def to_remember(self, pack: Pack) -> dict[Ident, tuple[dict, dict | None]]:
        """(base, theirs) of each part whose memory is not yet what this plan leaves behind; {} = nothing to do."""
        due = {}
        for ident, status in self.steps.items():
            known = self.memory.get(ident)
            before = (known.base, known.theirs) if known else None
            if status in (Status.NEW, Status.CHANGED, Status.ADOPTED):
                after = (pack.parts[ident].payload, None)
            elif status is Status.HELD:
                after = (known.base if known else {}, pack.parts[ident].payload)
            elif status in (Status.UNCHANGED, Status.LOCAL):
                after = (known.base, None)  # upstream took back what was held
            else:
                continue
            if after != before:
                due[ident] = after
        return due


class Standing:
    """Which terms, items and pages exist here: four queries, so that a first load need not ask for each part."""

    @cached_property
    def terms(self) -> dict[str, Term]:
        return {term.key: term for term in Term.objects.all()}

    @cached_property
    def items(self) -> set[str]:
        return set(GuidelineItem.objects.exclude(pages=None, activities=None).values_list("stable_id", flat=True))

    @cached_property
    def pages(self) -> dict[tuple[UUID, str], tuple[str, bool]]:
        """(path, live) by translation key and language."""
        rows = Page.objects.values_list("translation_key", "locale__language_code", "path", "live")
        return {(key, code): (path, live) for key, code, path, live in rows}

    @cached_property
    def addresses(self) -> dict[tuple[str, str], UUID]:
        """Translation keys by path of the parent and slug."""
        rows = Page.objects.values_list("path", "slug", "translation_key")
        return {(path[: -Page.steplen], slug): key for path, slug, key in rows}

    @cached_property
    def rows(self) -> dict[str, set[str]]:
        """Keys of the tables' rows by kind."""
        return {kind: set(table.model.objects.values_list(table.ident, flat=True)) for kind, table in TABLES.items()}

    def page(self, key: str, language: str) -> tuple[str, bool] | None:
        return self.pages.get((translation_key(key), language))

    def holds(self, kind: str, key: str, part: str) -> bool:
        if kind == "term":
            term = self.terms.get(key)
            return term is not None and (part == FACTS or TermWords.read(term, part) is not None)
        if kind in TABLES:
            return key in self.rows[kind]
        if kind == "item" and part == FACTS:
            return key in self.items
        return self.page(key, settings.LANGUAGE_CODE if part == FACTS else part) is not None


def make_plan(pack: Pack, languages: list[str] | None = None, thorough: bool = False) -> Plan:
    """Compare a validated pack with what was loaded and what is live.

    Facts belong to the source language. Without `thorough`, parts whose file has not changed are not compared
    with the database.
    """
    spoken = languages or pack.languages()
    wanted = {*spoken, FACTS} if pack.source_language in spoken else set(spoken)
    plan, standing = Plan(), Standing()
    plan.memory = {(one.kind, one.key, one.part): _of_today(one) for one in LoadedPart.objects.filter(part__in=wanted)}
    links = {code: Links(code) for code in pack.languages()} | {FACTS: Links(settings.LANGUAGE_CODE)}
    for ident, part in pack.parts.items():
        if part.part in wanted:
            plan.steps[ident] = _status(part, plan.memory.get(ident), links[part.part], standing, thorough)
    for ident in plan.memory.keys() - pack.parts.keys():
        plan.steps[ident] = Status.REMOVED
    for language in spoken:
        _leave_out(pack, plan, standing, language)
    _leave_out_services(pack, plan, standing)
    return plan


def _of_today(known: LoadedPart) -> LoadedPart:
    """A field that came later must not look like somebody's change here."""
    if known.part == FACTS:
        known.base = known.base and shape.filled(f"{known.kind}-facts", known.base)
        known.theirs = known.theirs and shape.filled(f"{known.kind}-facts", known.theirs)
    return known


def _status(part: Part, known: LoadedPart | None, links: Links, standing: Standing, thorough: bool) -> Status:
    if known is not None and known.base == part.payload and not thorough:
        return Status.UNCHANGED
    states = []
    if standing.holds(*part.ident):
        states = current(part.kind, part.key, part.part, links)
    if known is None:
        if not states:
            return Status.NEW
        return Status.ADOPTED if all(state == links.here(part.payload) for state in states) else Status.HELD
    if not states:
        return Status.DELETED
    touched = any(state != links.here(known.base) for state in states)
    if known.base == part.payload:
        return Status.LOCAL if touched else Status.UNCHANGED
    if not touched:
        return Status.CHANGED
    return Status.ADOPTED if all(state == links.here(part.payload) for state in states) else Status.HELD


def _leave_out(pack: Pack, plan: Plan, standing: Standing, language: str) -> None:
    """New pages that an editor's decision leaves no place for: a deleted parent, source or term, a taken address."""
    new = [
        pack.parts[ident] for ident in plan.having(Status.NEW) if ident[2] == language and ident[0] in ("item", "page")
    ]
    for part in sorted(new, key=lambda one: len(pack.lineage(one))):
        if _has_place(pack, plan, standing, part):
            continue
        plan.steps[part.ident] = Status.NO_PLACE
        facts = (part.kind, part.key, FACTS)
        if language == pack.source_language and plan.steps.get(facts) is Status.NEW:
            plan.steps[facts] = Status.NO_PLACE


def _leave_out_services(pack: Pack, plan: Plan, standing: Standing) -> None:
    """New services of a country that an editor deleted here."""
    for kind, key, part in plan.having(Status.NEW):
        facts = pack.get(kind, key, FACTS) if kind == "service" else None
        country = facts.payload["country"] if facts else ""
        coming = plan.steps.get(("country", country, FACTS)) is Status.NEW
        if country and not coming and country not in standing.rows["country"]:
            plan.steps[(kind, key, part)] = Status.NO_PLACE


def _has_place(pack: Pack, plan: Plan, standing: Standing, part: Part) -> bool:
    def coming(kind: str, key: str, name: str) -> bool:
        return plan.steps.get((kind, key, name)) is Status.NEW

    facts, language = pack.get(part.kind, part.key, FACTS).payload, part.part
    if language != pack.source_language:
        source = standing.page(part.key, pack.source_language)
        # A page that was withdrawn in the source language must not appear in another one.
        if not (source[1] if source else coming(part.kind, part.key, pack.source_language)):
            return False
    if (term := facts.get("term")) and not (term in standing.terms or coming("term", term, FACTS)):
        return False
    parent = facts.get("section") or facts.get("parent")
    if not parent:
        return True
    place = standing.page(parent, language)
    if place is None:
        return coming("page", parent, language)
    return standing.addresses.get((place[0], facts["slug"])) in (None, translation_key(part.key))


#: Stands for a state that no file can say, such as a page that an editor unpublished.
WITHDRAWN: dict[str, Any] = {"withdrawn": "yes"}


def current(kind: str, key: str, part: str, links: Links) -> list[dict]:
    """What stands here now: the live state and, where it differs, an editor's unpublished draft; [] if gone."""
    if kind == "term":
        term = Term.objects.filter(key=key).select_related("parent").first()
        state = (TermFacts.read(term) if part == FACTS else TermWords.read(term, part)) if term else None
        return [state] if state else []
    if kind in TABLES:
        table, row = TABLES[kind], TABLES[kind].row(key)
        state = (table.read(row) if part == FACTS else table.read_words(row, part)) if row else None
        return [state] if state else []
    if kind == "item" and part == FACTS:
        item = GuidelineItem.objects.filter(stable_id=key).first()
        return [ItemFacts.read(item)] if item and source_page(item) else []
    page = page_of(key, settings.LANGUAGE_CODE if part == FACTS else part)
    if page is None:
        return []
    draft = page.latest_revision.as_object() if page.has_unpublished_changes and page.latest_revision else None
    if part == FACTS:
        return [PageFacts.read(page), *([PageFacts.read(draft)] if draft else [])]
    reader = words_of(page)
    states = [reader.read(page, links)] if page.live else [WITHDRAWN]
    return [*states, *([reader.read(draft, links)] if draft else [])]


__all__ = ["WITHDRAWN", "Plan", "Standing", "Status", "current", "make_plan"]
