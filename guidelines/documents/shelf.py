"""Which documents the live pages call for, and the library's rows for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Page

from common.choices import AgeBand, Audience
from common.languages import active_codes
from guidelines.models import ActivityPage, GuidelineItem, GuidelineSetPage, SectionPage, TeachersGuidePage
from resources.models import Edition, Resource, ResourceKind, SheetPage

#: Where kinds begin in the library's suggested order; sheets come first with small numbers of their own.
FIRST = {
    ResourceKind.CHECKLIST: 1000,
    ResourceKind.WORKSHEET: 2000,
    ResourceKind.FULL_SET: 900,
    ResourceKind.POSTER: 800,
    ResourceKind.STORYBOOK: 850,
    ResourceKind.WORKBOOK: 860,
    ResourceKind.TEACHERS_GUIDE: 870,
}
#: Audiences who keep trackers.
TRACKERS = (Audience.POLICY_MAKERS, Audience.INDUSTRY, Audience.EDUCATORS)
#: Audiences who adapt a checklist to their class or family and tick it.
ADAPTERS = (Audience.PARENTS, Audience.EDUCATORS)
#: Who looks for what was made for children.
READERS = {
    ResourceKind.STORYBOOK: (Audience.PARENTS, Audience.EDUCATORS, Audience.CHILDREN),
    ResourceKind.WORKBOOK: (Audience.PARENTS, Audience.EDUCATORS, Audience.CHILDREN),
    ResourceKind.POSTER: (Audience.EDUCATORS, Audience.CHILDREN),
}
SHOWN_VOCABULARIES = ("topic", "harm", "risk", "technology")


@dataclass(frozen=True)
class Wanted:
    """A document in one language. `page` bears its words; `key` is its resource's."""

    key: str
    kind: str
    page: Any
    language: str
    format: str
    audience: str
    ages: tuple[str, ...] = ()
    terms: tuple[int, ...] = ()
    order: int = 0

    @property
    def name(self) -> str:
        """A file name for people: cop-industry-set-checklist.fr.pdf."""
        stem = self.page.key.replace("/", "-").replace(":", "-").lower()
        if isinstance(self.page, SectionPage):
            band = self.page.guideline_set.band
            stem = (
                f"{self.audience}-{band}"
                if self.kind == ResourceKind.STORYBOOK
                else f"{self.audience}-{self.page.slug}"
            )
            stem += f"-{band}" if self.page.cards else ""
        kind = "" if isinstance(self.page, SheetPage) or stem == self.kind else f"-{self.kind}"
        stem = stem.removeprefix("library-").removesuffix("-set")
        return f"cop-{stem}{kind}.{self.language}.{self.format}"

    @property
    def title(self) -> str:
        """The page's title; a workbook has the name of the product, which stands for a whole set."""
        return "{workbook}" if self.kind == ResourceKind.WORKBOOK else self.page.title

    @property
    def readers(self) -> list[str]:
        """Audiences under which the library offers it."""
        return [str(one) for one in READERS.get(self.kind, ())] or [self.audience]

    @property
    def ident(self) -> tuple[str, str, str]:
        return self.key, self.language, self.format


def wanted() -> list[Wanted]:
    """Every document that the live pages call for, web pages included; eight queries for all languages."""
    hidden = tuple(Page.objects.filter(live=False).values_list("path", flat=True)) or ("-",)
    sets = [one for one in _live(GuidelineSetPage) if not one.path.startswith(hidden)]
    sections = [one for one in _live(SectionPage) if not one.path.startswith(hidden)]
    facts = _facts_by_section()
    played = {path[: -ActivityPage.steplen] for path in _live(ActivityPage, only_paths=True)}
    found: list[Wanted] = []
    for one in sets:
        own = [section for section in sections if section.path.startswith(one.path)]
        for section in own:
            section.guideline_set, section.is_played = one, section.path in played
            found += _of_section(section, facts)
        if own:
            found += _of_set(one, facts, own)
    for sheet in _live(SheetPage):
        if not sheet.path.startswith(hidden):
            found += _of_sheet(sheet)
    for guide in _live(TeachersGuidePage):
        if not guide.path.startswith(hidden):
            found += _make(guide, ResourceKind.TEACHERS_GUIDE, ["html", "pdf"], Audience.EDUCATORS, {}, 0)
    return found


def _live(model: type, only_paths: bool = False) -> Iterator[Any]:
    pages = model.objects.live().public().filter(locale__language_code__in=active_codes(), alias_of__isnull=True)
    if only_paths:
        return pages.values_list("path", flat=True).iterator()
    extra = ("resource",) if model is SheetPage else ()
    return pages.select_related("locale", *extra).order_by("path").iterator()


def _facts_by_section() -> dict[str, dict[str, Any]]:
    """Ages and terms of the items in each section, by the section's content key."""
    found: dict[str, dict[str, Any]] = {}
    items = GuidelineItem.objects.current().filter(stable_id__contains=".").prefetch_related("terms")
    for item in items:
        row = found.setdefault(item.stable_id.rpartition(".")[0], {"ages": set(), "terms": {}, "count": 0})
        row["ages"].update(item.ages)
        row["count"] += 1
        for term in item.terms.all():
            if term.vocabulary in SHOWN_VOCABULARIES:
                row["terms"][term.pk] = row["terms"].get(term.pk, 0) + 1
    return found


def _make(
    page: Any, kind: str, formats: Iterable[str], audience: str, row: dict[str, Any], number: int
) -> list[Wanted]:
    ages = tuple(band.value for band in AgeBand if band in row.get("ages", ()))
    shared = tuple(sorted(pk for pk, n in row.get("terms", {}).items() if 3 * n >= row["count"]))
    order = FIRST[kind] + 100 * list(Audience).index(Audience(audience)) + number
    code = page.locale.language_code
    return [Wanted(f"{page.key}/{kind}", kind, page, code, one, audience, ages, shared, order) for one in formats]


def _of_section(page: SectionPage, facts: dict) -> list[Wanted]:
    audience, band = page.guideline_set.audience, page.guideline_set.band
    if audience == Audience.CHILDREN:
        row = {"ages": {band} if band else set()}
        found = _make(page, ResourceKind.POSTER, ["pdf"], audience, row, page.order) if page.cards else []
        if page.is_played and band == AgeBand.UNDER_9:
            found += _make(page, ResourceKind.STORYBOOK, ["html", "pdf", "epub"], audience, row, 0)
        return found
    row = facts.get(page.key)
    if row is None:
        return []
    # The page for print is there at once; the file follows.
    forms = ["html", "pdf", *(["docx"] if audience in ADAPTERS else [])]
    found = _make(page, ResourceKind.CHECKLIST, forms, audience, row, page.order // 10)
    if audience in TRACKERS:
        found += _make(page, ResourceKind.WORKSHEET, ["xlsx", "docx"], audience, row, page.order // 10)
    return found


def _of_set(page: GuidelineSetPage, facts: dict, sections: list[SectionPage]) -> list[Wanted]:
    rows = [facts[one.key] for one in sections if one.key in facts]
    row: dict[str, Any] = {"ages": {page.band} if page.band else {age for one in rows for age in one["ages"]}}
    if not rows and not any(one.cards or one.is_played for one in sections):
        return []
    found = _make(page, ResourceKind.FULL_SET, ["html", "pdf", "epub"], page.audience, row, 0)
    if page.band == AgeBand.AGE_9_12 and any(one.is_played for one in sections):
        found += _make(page, ResourceKind.WORKBOOK, ["html", "pdf"], page.audience, row, 0)
    if page.audience in TRACKERS and rows:
        found += _make(page, ResourceKind.WORKSHEET, ["xlsx", "docx"], page.audience, row, 0)
    return found


def _of_sheet(page: SheetPage) -> list[Wanted]:
    resource, code = page.resource, page.locale.language_code
    first = next(iter(resource.audiences), "")
    return [
        Wanted(resource.key, resource.kind, page, code, one, first, tuple(resource.ages), (), resource.order)
        for one in ("html", "pdf", "docx")
    ]


def printed(page: Page) -> str:
    """Where a page of this portal is read or printed whole."""
    return address(page) + ("print/" if isinstance(page, GuidelineSetPage | SectionPage) else "")


def address(page: Page) -> str:
    """Path of a page without asking for the site: every locale stands at the root."""
    return f"/{page.locale.language_code}/{page.url_path.split('/', 2)[2]}"


@dataclass
class Change:
    """What `refresh` did: numbers of rows, and files that are no longer offered."""

    made: int = 0
    changed: int = 0
    removed: int = 0
    files: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.made or self.changed or self.removed)


def refresh() -> tuple[list[Wanted], Change]:
    """Bring the library's rows in line with what is live. Writes nothing when nothing differs."""
    documents, change = wanted(), Change()
    with transaction.atomic():
        resources = _refresh_resources(documents, change)
        _refresh_editions(documents, resources, change)
    return documents, change


def _refresh_resources(documents: list[Wanted], change: Change) -> dict[str, Resource]:
    rows = {row.key: row for row in Resource.objects.exclude(made_from="").prefetch_related("terms")}
    first: dict[str, Wanted] = {}
    titles: dict[str, dict[str, str]] = {}
    for one in documents:
        if isinstance(one.page, SheetPage):
            continue
        # The source language's page says what holds in all languages.
        if one.key not in first or one.language == settings.LANGUAGE_CODE:
            first[one.key] = one
        if one.language in settings.MODELTRANSLATION_LANGUAGES:
            titles.setdefault(one.key, {})[build_localized_fieldname("title", one.language)] = one.title
    for key, one in first.items():
        facts = {
            "kind": one.kind,
            "audiences": one.readers,
            "ages": list(one.ages),
            "order": one.order,
            "made_from": one.page.key,
            "live": True,
            "sensitive": one.page.sensitive,
            "licence": "CC BY 4.0",
        }
        columns = [build_localized_fieldname("title", code) for code in settings.MODELTRANSLATION_LANGUAGES]
        facts |= {name: titles[key].get(name) for name in columns} | {
            "title_en": titles[key].get("title_en") or one.title
        }
        row = rows.get(key)
        if row is None:
            # bulk_create and update send no signals: the caller announces once.
            rows[key] = row = Resource.objects.bulk_create([Resource(key=key, **facts)])[0]
            change.made += 1
            tagged: set[int] = set()
        else:
            if any(getattr(row, name) != value for name, value in facts.items()):
                Resource.objects.filter(pk=row.pk).update(**facts)
                change.changed += 1
            tagged = {term.pk for term in row.terms.all()}
        if tagged != set(one.terms):
            through = Resource.terms.through.objects
            through.filter(resource_id=row.pk).delete()
            through.bulk_create([Resource.terms.through(resource_id=row.pk, term_id=term) for term in one.terms])
            change.changed += 1
    return rows


def _refresh_editions(documents: list[Wanted], resources: dict[str, Resource], change: Change) -> None:
    keep = {one.ident: one for one in documents if one.key in resources}
    made = Edition.objects.exclude(resource__made_from="").select_related("resource").filter(document=None, address="")
    there = {(row.resource.key, row.language, row.format): row for row in made}
    gone = [row for ident, row in there.items() if ident not in keep]
    for ident, one in keep.items():
        if one.format != "html":
            continue
        path = printed(one.page)
        row = there.get(ident)
        if row is None:
            Edition.objects.bulk_create(
                [Edition(resource=resources[one.key], language=one.language, format="html", path=path, generated=True)]
            )
            change.made += 1
        elif row.path != path:
            Edition.objects.filter(pk=row.pk).update(path=path)
            change.changed += 1
    if gone:
        change.files += [row.file for row in gone if row.file]
        change.removed += len(gone)
        Edition.objects.filter(pk__in=[row.pk for row in gone]).delete()
