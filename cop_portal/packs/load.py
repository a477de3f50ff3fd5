"""Loading a validated pack: one transaction a language, the source language first."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Page, Revision, Site

from common.announce import announced_once
from common.keys import translation_key
from common.languages import forget
from cop_portal.packs.adapters import (
    ITEM_PAGES,
    PAGE_MODELS,
    ItemFacts,
    PageFacts,
    TermFacts,
    TermWords,
    locale_of,
    page_of,
    words_of,
)
from cop_portal.packs.indexing import indexing_at_the_end
from cop_portal.packs.links import Links
from cop_portal.packs.models import LoadedPart
from cop_portal.packs.plan import Plan, Status, make_plan
from cop_portal.packs.source import FACTS, Pack, Part, natural, parent_key
from cop_portal.packs.tables import TABLES, Table
from guidelines.models import GuidelineItem
from resources.models import Term

WRITE = (Status.NEW, Status.CHANGED)
Progress = Callable[[str], None]


class DoesNotSurvive(Exception):
    """Text that the portal would refuse, or store differently from what the file says."""


def load(pack: Pack, progress: Progress = lambda line: None) -> dict[str, Plan]:
    """Load all languages of a pack without faults. Returns what was done, by language.

    Raises ValueError for a pack with faults, DoesNotSurvive when a stored text would differ from its file.
    """
    if pack.faults:
        raise ValueError("The pack has faults.")
    done = {}
    for language in pack.languages():
        with translation.override(settings.LANGUAGE_CODE):
            done[language] = _Loader(pack, language, progress).run()
        progress(f"{language}: {_say(done[language])}")
    forget()
    return done


def _say(plan: Plan) -> str:
    return ", ".join(f"{number} {status.value}" for status, number in plan.counts().items()) or "nothing"


class _Loader:
    """One language's transaction."""

    def __init__(self, pack: Pack, language: str, progress: Progress):
        self.pack, self.language, self.progress = pack, language, progress
        self.is_source = language == pack.source_language
        self.pages: dict[str, Page] = {}  # written or asked for, by key
        self.written: list[Part] = []

    def run(self) -> Plan:
        plan = make_plan(self.pack, [self.language])
        if not plan.to_remember(self.pack):
            return plan
        with transaction.atomic(), announced_once(type(self)), indexing_at_the_end():
            _lock()
            plan = make_plan(self.pack, [self.language])  # once more: now nobody else can write
            plan.written = True
            self.locale = locale_of(self.language)
            self.terms = {term.key: term for term in Term.objects.all()}
            if self.is_source:
                self._terms_facts(plan)
                self._items(plan)
            self._terms_words(plan)
            for table in TABLES.values():
                self._table(plan, table)
            self._pages(plan)
            self._publish()
            self._remember(plan)
        return plan

    def _writes(self, plan: Plan, kind: str, part: str) -> list[Part]:
        parts = [self.pack.parts[ident] for ident in plan.having(*WRITE) if ident[0] == kind and ident[2] == part]
        return sorted(parts, key=self._rank)

    def _rank(self, part: Part) -> tuple:
        """Parents before children, then the order of the facts."""
        facts = self.pack.get(part.kind, part.key, FACTS).payload
        return len(self.pack.lineage(part)), int(facts.get("order", "0")), natural(part.key)

    # --- what is not a page

    def _terms_facts(self, plan: Plan) -> None:
        for part in self._writes(plan, "term", FACTS):
            term = self.terms.setdefault(part.key, Term(key=part.key))
            TermFacts.apply(term, part.payload, self.terms.get(part.payload["parent"]))
            if term._state.adding:
                TermWords.apply(term, self.pack.get("term", part.key, self.language).payload, self.language)
            term.save()

    def _terms_words(self, plan: Plan) -> None:
        for part in self._writes(plan, "term", self.language):
            term = self.terms.get(part.key)
            if term and TermWords.read(term, self.language) != part.payload:
                TermWords.apply(term, part.payload, self.language)
                term.save()

    def _table(self, plan: Plan, table: Table) -> None:
        """Countries and services: facts with the source language, then this language's words."""
        rows, above, touched = table.rows(), TABLES["country"].rows(), {}
        for part in self._writes(plan, table.kind, FACTS) if self.is_source else []:
            row = touched[part.key] = rows.setdefault(part.key, table.new(part.key))
            table.apply(row, part.payload, above)
        for part in self._writes(plan, table.kind, self.language):
            if row := rows.get(part.key):
                touched[part.key] = row
                table.apply_words(row, part.payload, self.language)
        for row in touched.values():
            row.save()

    def _items(self, plan: Plan) -> None:
        parts = self._writes(plan, "item", FACTS)
        for part in parts:
            ItemFacts.write(part.payload, self._audience(part))
        items = {item.stable_id: item for item in GuidelineItem.objects.all()}
        for part in parts:
            ItemFacts.relate(items[part.key], part.payload, self.terms, items)

    def _audience(self, part: Part) -> str:
        section = self.pack.get("page", part.payload["section"], FACTS)
        return self.pack.get("page", section.payload["parent"], FACTS).payload["audience"]

    # --- pages

    def _pages(self, plan: Plan) -> None:
        changed = [
            self.pack.parts[ident] for ident in plan.having(Status.CHANGED) if self.is_source and ident[2] == FACTS
        ]
        changed = [part for part in changed if part.kind in ("item", "page")]
        for part in changed:
            self._change_facts(part)
        self.written = self._writes(plan, "page", self.language) + self._writes(plan, "item", self.language)
        self.links = Links(self.language)
        unresolved = []
        for number, part in enumerate(self.written, start=1):
            self.links.provisional.clear()
            self._page(part)
            if self.links.provisional:
                unresolved.append(part)
            if number % 50 == 0 or number == len(self.written):
                self.progress(f"{self.language}: {number} of {len(self.written)} pages")
        # Second look at links to pages that had not been written yet.
        self.links = Links(self.language)
        for part in unresolved:
            self._say_words(self.pages[part.key], part)
            self.pages[part.key].save(clean=False)
        self._move(changed)
        if not self.is_source:
            self._move(self._awaiting(plan))

    def _page(self, part: Part) -> None:
        facts = self.pack.get(part.kind, part.key, FACTS).payload
        page = page_of(part.key, self.language) if self._is_here(part) else None
        if page is not None:
            self._say_words(page, part)
            page.save(clean=False)
        else:
            page = self._new_page(part, facts)
            self._say_words(page, part)
            self._place(page, part, facts)
        self.pages[part.key] = page

    def _is_here(self, part: Part) -> bool:
        rows = Page.objects.filter(translation_key=translation_key(part.key), locale=self.locale)
        return rows.exists()

    def _new_page(self, part: Part, facts: dict[str, str]) -> Page:
        model = PAGE_MODELS[facts.get("type") or facts["kind"]]
        home_slug = "home" if self.is_source else f"home-{self.language}"
        page = model(key=part.key, locale=self.locale, slug=facts["slug"] or home_slug)
        page.translation_key = translation_key(part.key)
        if isinstance(page, ITEM_PAGES):
            page.item = GuidelineItem.objects.get(stable_id=part.key)
        else:
            PageFacts.apply(page, facts)
        if hasattr(page, "edition"):
            page.edition = self.pack.head["edition"]
        return page

    def _say_words(self, page: Page, part: Part) -> None:
        words_of(page).apply(page, part.payload, self.links)

    def _place(self, page: Page, part: Part, facts: dict[str, str]) -> None:
        parent = parent_key(facts)
        if not parent:
            self._place_home(page)
            return
        if parent not in self.pages:
            self.pages[parent] = page_of(parent, self.language)
        try:
            self.pages[parent].add_child(instance=page)
        except ValidationError as error:
            raise DoesNotSurvive(f"{part.file}: {'; '.join(error.messages)}") from error

    def _place_home(self, page: Page) -> None:
        """A home stands at the root; the source language's takes the place of Wagtail's welcome page."""
        welcome = (
            Page.objects.filter(depth=2, slug="home", content_type__model="page").first() if self.is_source else None
        )
        if welcome:
            Page.objects.filter(pk=welcome.pk).update(slug="welcome-page-of-wagtail")
        Page.get_first_root_node().add_child(instance=page)
        if self.is_source:
            site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
            site.root_page = page
            site.site_name = settings.COP_SITE_NAME
            site.save()
        if welcome:
            Page.objects.get(pk=welcome.pk).delete()

    # --- facts of pages that stand already

    def _change_facts(self, part: Part) -> None:
        """Bring changed facts to the page in every language, and into the revision that editors go on from."""
        rows = Page.objects.filter(translation_key=translation_key(part.key)).select_related("locale")
        pages = [row.specific for row in rows]
        for page in pages:
            self._say_facts(page, part)
            page.save(clean=False)
        for page in pages:
            if page.is_source and page.latest_revision_id:
                self._revise(page, part)

    def _say_facts(self, page: Page, part: Part) -> None:
        if part.kind == "page":
            PageFacts.apply(page, part.payload)
        if part.payload["slug"]:
            page.slug = part.payload["slug"]

    def _revise(self, page: Page, part: Part) -> None:
        """A new revision with the new facts: of the editor's draft where there is one, whose words stay."""
        before = page.latest_revision_id
        latest = page.latest_revision.as_object() if page.has_unpublished_changes else page
        self._say_facts(latest, part)
        revision = _revision(latest)
        revision.save()
        fields = {"latest_revision": revision, "latest_revision_created_at": revision.created_at}
        if page.live_revision_id == before:
            fields["live_revision"] = revision
        Page.objects.filter(pk=page.pk).update(**fields)
        # Translations put the source's words into another language, and those have not changed.
        type(page).objects.filter(source_revision_id=before).update(source_revision=revision)

    def _move(self, parts: list[Part]) -> None:
        """Bring pages below the page that their facts name, in every language that has both."""
        for part in parts:
            for page in Page.objects.filter(translation_key=translation_key(part.key)).select_related("locale"):
                parent = parent_key(part.payload)
                target = page_of(parent, page.locale.language_code, Page) if parent else None
                if target and page.get_parent().pk != target.pk:
                    page.move(target, pos="last-child")

    def _awaiting(self, plan: Plan) -> list[Part]:
        """Facts of translations whose page in the source language already stands below a page that is new here."""
        new = {ident[1] for ident in plan.having(Status.NEW) if ident[0] == "page"}
        parts = [*self.pack.of("page", FACTS), *self.pack.of("item", FACTS)] if new else []
        waiting = []
        for part in parts:
            if parent_key(part.payload) in new and part.key not in self.pages:
                source = page_of(part.key, self.pack.source_language, Page)
                if source and source.get_parent().translation_key == translation_key(parent_key(part.payload)):
                    waiting.append(part)
        return waiting

    # --- the end

    def _publish(self) -> None:
        """Check that every text was stored as written, and give each page a revision that is live."""
        now = timezone.now()
        pages = [self.pages[part.key] for part in self.written]
        for page, part in zip(pages, self.written, strict=True):
            self._verify(page, part)
            page.live, page.has_unpublished_changes = True, False
            page.first_published_at, page.last_published_at = page.first_published_at or now, now
        revisions = Revision.objects.bulk_create([_revision(page) for page in pages])
        sources = {} if self.is_source else self._source_revisions()
        for page, revision in zip(pages, revisions, strict=True):
            Page.objects.filter(pk=page.pk).update(
                live=True,
                has_unpublished_changes=False,
                draft_title=page.title,
                live_revision=revision,
                latest_revision=revision,
                latest_revision_created_at=revision.created_at,
                first_published_at=page.first_published_at,
                last_published_at=now,
            )
            if not self.is_source:
                type(page).objects.filter(pk=page.pk).update(source_revision=sources.get(page.translation_key))

    def _source_revisions(self) -> dict:
        rows = Page.objects.filter(locale__language_code=self.pack.source_language)
        return dict(rows.values_list("translation_key", "latest_revision_id"))

    def _verify(self, page: Page, part: Part) -> None:
        stored, said = words_of(page).read(page, self.links), self.links.here(part.payload)
        if stored != said:
            field = next((key for key in {**stored, **said} if stored.get(key) != said.get(key)), "?")
            raise DoesNotSurvive(f"{part.file}: “{field}” would be stored differently from what the file says.")

    def _remember(self, plan: Plan) -> None:
        edition = self.pack.head["edition"]
        fresh, stale = [], []
        for ident, (base, theirs) in plan.to_remember(self.pack).items():
            known = plan.memory.get(ident)
            row = known or LoadedPart(kind=ident[0], key=ident[1], part=ident[2])
            row.base, row.theirs, row.edition, row.loaded_at = base, theirs, edition, timezone.now()
            (stale if known else fresh).append(row)
        LoadedPart.objects.bulk_create(fresh)
        LoadedPart.objects.bulk_update(stale, ["base", "theirs", "edition", "loaded_at"])


def _lock() -> None:
    """Let editors and other loads wait. SQLite has taken its write lock already; PostgreSQL locks these rows."""
    list(Page.objects.select_for_update().values_list("pk"))


def _revision(page: Page) -> Revision:
    """An unsaved revision of a page as it stands in memory."""
    return Revision(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        created_at=timezone.now(),
        content=page.serializable_data(),
        object_str=str(page),
    )
