"""An edition of many pages for the growth figures: shipped recommendations again and again, with all that finds them.

Every copy has its original's terms, chief terms, ages and words, and a section of its own, so that no choice and no
word is rarer than in real content. Written in bulk; the portal's own receivers are not what is measured.
"""

from typing import Any

LANGUAGE = "en"


def grow(wanted: int) -> int:
    """Copy recommendations until there are so many English pages. Returns how many there are then."""
    from django.db import connection, transaction
    from wagtail.models import Page

    from common.announce import changed
    from common.signals import content_changed
    from guidelines.models import GuidelineItem, RecommendationPage

    content_changed.receivers = []
    content_changed.sender_receivers_cache.clear()
    shipped = list(
        RecommendationPage.objects.live()
        .filter(locale__language_code=LANGUAGE)
        .select_related("item")
        .prefetch_related("item__terms", "item__chief_terms")
        .order_by("path")
    )
    total = Page.objects.live().filter(locale__language_code=LANGUAGE).count()
    with transaction.atomic():
        while total < wanted:
            total += copy(shipped, total, wanted - total)
    changed(GuidelineItem)
    with connection.cursor() as cursor:  # as the database's own housekeeping would, minutes later
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return total


def copy(shipped: list, mark: int, most: int) -> int:
    """Copy sections with their recommendations once, at most so many pages. Returns how many were made."""
    from guidelines.models import GuidelineItem, SectionPage

    by_section: dict[str, list] = {}
    for page in shipped:
        by_section.setdefault(page.path[: -page.steplen], []).append(page)
    sections = {one.path: one for one in SectionPage.objects.filter(path__in=by_section)}
    made: list[Any] = []
    items, tags, chief, originals = [], [], [], []
    for path, pages in by_section.items():
        pages = pages[: max(0, most - len(made) - 1)]
        if not pages:
            break
        section = _fresh(sections[path], f"{mark}", _beside(sections[path], len(made) + mark))
        made.append(section)
        originals.append(sections[path])
        for number, page in enumerate(pages, start=1):
            item = _item(page.item, f"b{mark}b:{page.item.stable_id}")
            items.append(item)
            tags += [(item, term) for term in page.item.terms.all()]
            chief += [(item, term) for term in page.item.chief_terms.all()]
            child = _fresh(page, f"{mark}", f"{section.path}{number:04d}")
            child.item = item
            made.append(child)
            originals.append(page)
    GuidelineItem.objects.bulk_create(items)
    for child in made:
        if hasattr(child, "item"):
            child.item_id = child.item.pk
    for through, rows in ((GuidelineItem.terms.through, tags), (GuidelineItem.chief_terms.through, chief)):
        through.objects.bulk_create(through(guidelineitem=item, term_id=term.pk) for item, term in rows)
    _write(made, originals)
    return len(made)


def _beside(section: Any, number: int) -> str:
    """A path under the same set that no shipped section has."""
    from wagtail.models import Page

    return Page._get_path(section.path[: -section.steplen], section.depth, 1000 + number)


def _item(like: Any, stable_id: str) -> Any:
    from guidelines.models import GuidelineItem

    values = {field.attname: getattr(like, field.attname) for field in GuidelineItem._meta.concrete_fields}
    return GuidelineItem(**{**values, "id": None, "stable_id": stable_id[:40]})


def _fresh(like: Any, mark: str, path: str) -> Any:
    """A page like another, elsewhere; not yet written."""
    import uuid

    values = {
        field.attname: getattr(like, field.attname)
        for field in like._meta.concrete_fields
        if field.attname not in ("id", "page_ptr_id", "key")
    }
    one = type(like)(**values)
    one.path, one.slug, one.key = path, f"{like.slug}-{mark}"[:250], ""
    one.url_path = f"{like.url_path.rstrip('/')}-{mark}/"
    one.translation_key, one.live_revision_id, one.latest_revision_id = uuid.uuid4(), None, None
    return one


def _write(made: list, originals: list) -> None:
    """Pages, and what search knows of them."""
    from django.db.models import F
    from wagtail.models import Page

    from cop_portal.search.models import Entry, Stem, Word

    shared = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    rows = Page.objects.bulk_create(
        [Page(**{name: getattr(one, name) for name in shared}) for one in made], batch_size=200
    )
    for one, row in zip(made, rows, strict=True):
        one.pk = one.id = one.page_ptr_id = row.pk
        one.save_base(raw=True)
    entries = {entry.page_id: entry for entry in Entry.objects.filter(page__in=originals)}
    words: dict[int, list] = {}
    for key, stem, weight in Word.objects.filter(entry__in=entries.values()).values_list("entry", "stem", "weight"):
        words.setdefault(key, []).append((stem, weight))
    pairs = []
    for one, like in zip(made, originals, strict=True):
        if entry := entries.get(like.pk):
            values = {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
            pairs.append((entry.pk, Entry(**{**values, "id": None, "page_id": one.pk, "place": one.path})))
    Entry.objects.bulk_create([entry for _like, entry in pairs])
    held = [Word(entry=e, language=LANGUAGE, stem=s, weight=w) for like, e in pairs for s, w in words.get(like, ())]
    Word.objects.bulk_create(held, batch_size=2000)
    seen: dict[str, int] = {}
    for row in held:
        seen[row.stem] = seen.get(row.stem, 0) + 1
    numbers: dict[int, list[str]] = {}
    for stem, number in seen.items():
        numbers.setdefault(number, []).append(stem)
    for number, stems in numbers.items():
        for start in range(0, len(stems), 500):
            some = Stem.objects.filter(language=LANGUAGE, stem__in=stems[start : start + 500])
            some.update(number=F("number") + number)
