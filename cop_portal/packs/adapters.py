"""Live objects to canonical payloads and back, one adapter for each kind of part.

`read` gives what the pack would say of an object; `apply` makes the object say what a payload says; `write` saves it
too.
"""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from audiences.models import AudienceLandingPage, HelpPage, HomePage, InfoPage, SituationsPage
from common.keys import translation_key
from cop_portal.packs import shape
from cop_portal.packs.links import Links, tidy_html
from cop_portal.packs.shape import tidy
from cop_portal.packs.source import natural
from cop_portal.packs.streams import stream_to_payload, stream_to_raw
from cop_portal.packs.tables import column
from guidelines.models import (
    ActivityPage,
    AlignmentPage,
    GuidelineItem,
    GuidelineSetPage,
    RecommendationPage,
    SectionPage,
    TeachersGuidePage,
    TopicIndexPage,
    TopicPage,
)
from resources.models import Resource, ResourceKind, ResourceLibraryPage, SheetPage, Term

PAGE_MODELS = {
    "home": HomePage,
    "landing": AudienceLandingPage,
    "set": GuidelineSetPage,
    "section": SectionPage,
    "topics": TopicIndexPage,
    "topic": TopicPage,
    "alignment": AlignmentPage,
    "guide": TeachersGuidePage,
    "info": InfoPage,
    "library": ResourceLibraryPage,
    "sheet": SheetPage,
    "help": HelpPage,
    "situations": SituationsPage,
    "recommendation": RecommendationPage,
    "activity": ActivityPage,
}
#: Pages of items; all others stand for themselves.
ITEM_PAGES = (RecommendationPage, ActivityPage)
TYPE_OF = {model: name for name, model in PAGE_MODELS.items()}
PLAIN = ("headline", "lead", "promise", "danger")
RICH = ("intro", "hiding")
STREAMS = ("happening", "situations", "phases", "start", "cards", "body", "sheet")
LIST_TYPES = {"happening": "line", "situations": "situation", "phases": "phase", "start": "task", "cards": "card"}


def yes(flag: bool) -> str:
    return "yes" if flag else "no"


class TermFacts:
    """Facts of terms."""

    @staticmethod
    def read(term: Term) -> dict:
        return shape.canonical(
            "term-facts",
            {
                "key": term.key,
                "vocabulary": term.vocabulary,
                "parent": term.parent.key if term.parent else "",
                "address": term.address,
                "sensitive": yes(term.sensitive),
                "min_band": term.min_band,
            },
        ) | {"order": str(term.order)}

    @staticmethod
    def apply(term: Term, payload: dict, parent: Term | None) -> None:
        term.vocabulary, term.parent, term.address = payload["vocabulary"], parent, payload["address"]
        term.order, term.sensitive = int(payload["order"]), payload["sensitive"] == "yes"
        term.min_band = payload["min_band"]


class TermWords:
    """Name and definition of a term in one language; None while it has no name there."""

    @staticmethod
    def read(term: Term, language: str) -> dict | None:
        name = getattr(term, column("name", language), "") or ""
        definition = getattr(term, column("definition", language), "") or ""
        if not name and not definition:
            return None
        return shape.canonical("term-words", {"name": tidy(name), "definition": tidy(definition)})

    @staticmethod
    def apply(term: Term, payload: dict, language: str) -> None:
        setattr(term, column("name", language), payload["name"])
        setattr(term, column("definition", language), payload.get("definition", ""))


class ItemFacts:
    """Facts of items; section and slug are the source page's."""

    @staticmethod
    def read(item: GuidelineItem) -> dict:
        page = source_page(item)
        section = SectionPage.objects.parent_of(page).first() if page else None
        return shape.canonical(
            "item-facts",
            {
                "id": item.stable_id,
                "kind": item.kind,
                "section": section.key if section else "",
                "slug": page.slug if page else "",
                "order": str(item.order),
                "terms": sorted_terms(item.terms),
                "chief": sorted_terms(item.chief_terms),
                "ages": item.ages,
                "chief_ages": item.chief_ages,
                "sensitive": yes(item.sensitive),
                "min_band": item.min_band,
                "actions": item.action_keys,
                "related": sorted(item.related.values_list("stable_id", flat=True), key=natural),
                "first_hundred_days": str(item.first_hundred_days or "no"),
                "provenance": item.provenance,
                "source": {"title": item.source_title, "address": item.source_address},
                "edition": item.edition,
            },
        )

    @staticmethod
    def write(payload: dict, audience: str) -> GuidelineItem:
        """Save the columns; terms and related items are set by `relate` once all items exist."""
        numbers = [int(key[1:]) for key in payload["actions"]]
        item = GuidelineItem.objects.filter(stable_id=payload["id"]).first() or GuidelineItem(stable_id=payload["id"])
        item.kind, item.audience, item.order = payload["kind"], audience, int(payload["order"])
        item.ages, item.sensitive, item.min_band = payload["ages"], payload["sensitive"] == "yes", payload["min_band"]
        item.chief_ages = payload["chief_ages"]
        item.action_keys, item.last_action = payload["actions"], max([item.last_action, *numbers])
        day = payload["first_hundred_days"]
        item.first_hundred_days = int(day) if day.isdigit() else 0
        item.provenance, item.edition = payload["provenance"], payload["edition"]
        item.source_title = payload["source"].get("title", "")
        item.source_address = payload["source"].get("address", "")
        item.save()
        return item

    @staticmethod
    def relate(item: GuidelineItem, payload: dict, terms: dict[str, Term], items: dict[str, GuidelineItem]) -> None:
        """Set terms and related items, leaving out what was deleted here."""
        item.terms.set([terms[key] for key in payload["terms"] if key in terms])
        item.chief_terms.set([terms[key] for key in payload["chief"] if key in terms])
        item.related.set([items[key] for key in payload["related"] if key in items])


def source_page(item: GuidelineItem) -> Page | None:
    """The page of an item in the source language, whatever its kind."""
    return item.wordings.filter(locale__language_code=settings.LANGUAGE_CODE).first()


def sorted_terms(terms: QuerySet) -> list[str]:
    """Keys in the vocabulary's order: their order carries no meaning, so it is canonical."""
    return list(terms.order_by("order", "key").values_list("key", flat=True))


class PageFacts:
    """Facts of pages that are not recommendations."""

    @staticmethod
    def read(page: Page) -> dict:
        parent = page.get_parent()
        return shape.canonical(
            "page-facts",
            {
                "key": page.key,
                "type": TYPE_OF[type(page)],
                "parent": getattr(parent.specific, "key", "") if parent and parent.depth > 1 else "",
                "slug": "" if isinstance(page, HomePage) else page.slug,
                "order": str(page.order),
                "audience": getattr(page, "audience", ""),
                "band": getattr(page, "band", ""),
                "reader": getattr(page, "reader", ""),
                "term": page.term.key if isinstance(page, TopicPage) else "",
                "sensitive": yes(page.sensitive),
                "min_band": page.min_band,
                **(sheet_facts(page.resource) if isinstance(page, SheetPage) else {}),
            },
        )

    @staticmethod
    def apply(page: Page, payload: dict) -> None:
        """Set columns; the place in the tree is the loader's business."""
        page.order, page.sensitive = int(payload["order"]), payload["sensitive"] == "yes"
        page.min_band = payload["min_band"]
        if isinstance(page, GuidelineSetPage):
            page.audience, page.band = payload["audience"], payload["band"]
        if isinstance(page, TopicPage):
            page.term = Term.objects.get(key=payload["term"])
        if isinstance(page, SituationsPage):
            page.reader = payload["reader"]
        if isinstance(page, SheetPage):
            page.resource = write_sheet_facts(payload)


def sheet_facts(resource: Resource) -> dict[str, list[str]]:
    """What a sheet's facts say beyond those of any page."""
    return {
        "audiences": resource.audiences,
        "ages": resource.ages,
        "terms": sorted_terms(resource.terms),
        "items": sorted(resource.items.values_list("stable_id", flat=True), key=natural),
    }


def write_sheet_facts(payload: dict) -> Resource:
    """The saved resource of a sheet. Terms and items that were deleted here are left out."""
    new = Resource(key=payload["key"], kind=ResourceKind.SHEET, made_from=payload["key"], title_en=payload["key"])
    resource = Resource.objects.filter(key=payload["key"]).first() or new
    resource.audiences, resource.ages = payload.get("audiences", []), payload.get("ages", [])
    resource.order, resource.sensitive = int(payload["order"]), payload["sensitive"] == "yes"
    resource.save()
    resource.terms.set(Term.objects.filter(key__in=payload.get("terms", [])))
    resource.save()
    resource.items.set(GuidelineItem.objects.filter(stable_id__in=payload.get("items", [])))
    return resource


class PageWords:
    """Words of any page but a recommendation, in one language."""

    @staticmethod
    def read(page: Page, links: Links) -> dict:
        words: dict[str, Any] = {"title": page.title, "answer": tidy(page.search_description)}
        for name in PLAIN:
            if hasattr(page, name):
                words[name] = tidy(getattr(page, name))
        for name in RICH:
            if hasattr(page, name):
                words[name] = tidy_html(links.outward(getattr(page, name)))
        for name in STREAMS:
            if hasattr(page, name):
                entries = stream_to_payload(getattr(page, name), links)
                if name == "happening":
                    words[name] = [entry["text"] for entry in entries]
                elif name in LIST_TYPES:
                    words[name] = [{key: value for key, value in entry.items() if key != "type"} for entry in entries]
                else:
                    words[name] = entries
        return shape.canonical("page-words", words)

    @staticmethod
    def apply(page: Page, payload: dict, links: Links) -> None:
        page.title, page.search_description = payload["title"], payload.get("answer", "")
        for name in PLAIN:
            if hasattr(page, name):
                setattr(page, name, payload.get(name, ""))
        for name in RICH:
            if hasattr(page, name):
                setattr(page, name, links.inward(payload.get(name, "")))
        for name in STREAMS:
            if not hasattr(page, name):
                continue
            entries = payload.get(name, [])
            if name == "happening":
                set_plain_stream(page, name, "line", entries)
            else:
                typed = [{"type": LIST_TYPES[name], **entry} for entry in entries] if name in LIST_TYPES else entries
                set_stream(page, name, typed, links)


class RecommendationWords:
    """Words of a recommendation in one language."""

    @staticmethod
    def read(page: RecommendationPage, links: Links) -> dict:
        return shape.canonical(
            "item-words",
            {
                "title": page.title,
                "statement": tidy(page.statement),
                "answer": tidy(page.search_description),
                "why": tidy(page.why),
                "actions": {block.value["key"]: tidy(block.value["text"]) for block in page.actions},
                "details": stream_to_payload(page.details, links),
            },
        )

    @staticmethod
    def apply(page: RecommendationPage, payload: dict, links: Links) -> None:
        page.title, page.statement = payload["title"], payload["statement"]
        page.search_description, page.why = payload["answer"], payload.get("why", "")
        actions = [{"type": "action", "key": key, "text": text} for key, text in payload.get("actions", {}).items()]
        set_stream(page, "actions", actions, links)
        set_stream(page, "details", payload.get("details", []), links)


def words_of(page: Page | type[Page]) -> type:
    """The adapter of a page's words."""
    from cop_portal.packs.activities import ActivityWords

    model = page if isinstance(page, type) else type(page)
    return {RecommendationPage: RecommendationWords, ActivityPage: ActivityWords}.get(model, PageWords)


def set_stream(page: Page, name: str, entries: list[dict], links: Links) -> None:
    """Fill a StreamField from payloads, with ids that are the same in every language."""
    block = page._meta.get_field(name).stream_block
    setattr(page, name, block.to_python(stream_to_raw(block, entries, f"{page.key}/{name}", links)))


def set_plain_stream(page: Page, name: str, kind: str, texts: list[str]) -> None:
    from common.keys import block_id

    block = page._meta.get_field(name).stream_block
    raw = [
        {"type": kind, "value": text, "id": block_id(page.key, name, str(index))} for index, text in enumerate(texts)
    ]
    setattr(page, name, block.to_python(raw))


def page_of(key: str, language: str, model: type | None = None) -> Page | None:
    """The page with a content key in a language, specific, or None."""
    rows = (model or Page).objects.filter(translation_key=translation_key(key), locale__language_code=language)
    page = rows.first()
    return page.specific if page and model is None else page


def locale_of(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]
