"""An edition of many pages for the growth figures: shipped sections or whole sets again and again, with all that finds
them.

Every copy of a recommendation has its original's terms, chief terms, ages and words, so that no choice and no word is
rarer than in real content. Written in bulk; the portal's own receivers are not what is measured.
"""

from collections import Counter
from typing import Any

LANGUAGE = "en"
#: What is copied, as steps above a recommendation.
SECTIONS, SETS = 1, 2


def grow(wanted: int, unit: int = SECTIONS) -> int:
    """Copy until there are so many English pages. Returns how many there are then."""
    from django.db import connection, transaction
    from wagtail.models import Page

    from common.announce import changed
    from common.signals import content_changed
    from guidelines.models import GuidelineItem, RecommendationPage

    content_changed.receivers = []
    content_changed.sender_receivers_cache.clear()
    shipped = (
        RecommendationPage.objects.live()
        .filter(locale__language_code=LANGUAGE)
        .select_related("item")
        .prefetch_related("item__terms", "item__chief_terms")
        .order_by("path")
    )
    units: dict[str, list] = {}
    for page in shipped:
        units.setdefault(page.path[: -page.steplen * unit], []).append(page)
    # An edition that was grown before has copies with lower numbers.
    total, number = 0, Page.objects.live().filter(locale__language_code=LANGUAGE).count()
    stems: Counter[str] = Counter()
    with transaction.atomic():
        while (total := Page.objects.live().filter(locale__language_code=LANGUAGE).count()) < wanted:
            for path, pages in units.items():
                if total < wanted:
                    number += 1
                    total += copy(path, pages, number, stems)
        _count(stems)
    changed(GuidelineItem)
    with connection.cursor() as cursor:  # as the database's own housekeeping would, minutes later
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return total


def copy(path: str, pages: list, number: int, stems: Counter[str]) -> int:
    """Copy what is at a path once, with its recommendations; `stems` are added to. Returns how many pages were made."""
    from wagtail.models import Page

    from guidelines.models import GuidelineItem, SectionPage

    top = Page.objects.get(path=path).specific
    inner = [one for one in SectionPage.objects.filter(path__startswith=path).order_by("path") if one.pk != top.pk]
    steps = (Page._get_path(path[: -top.steplen], top.depth, 1000 + number), f"{top.url_path.rstrip('/')}-{number}/")

    def moved(like: Any) -> Any:
        return _fresh(like, steps[0] + like.path[len(path) :], steps[1] + like.url_path[len(top.url_path) :])

    first = moved(top)
    first.slug = f"{top.slug}-{number}"
    made, originals = [first, *map(moved, inner)], [top, *inner, *pages]
    items = GuidelineItem.objects.bulk_create(_item(page.item, f"b{number}b:{page.item.stable_id}") for page in pages)
    for page, item in zip(pages, items, strict=True):
        child = moved(page)
        child.item = item
        made.append(child)
    for through, name in ((GuidelineItem.terms.through, "terms"), (GuidelineItem.chief_terms.through, "chief_terms")):
        through.objects.bulk_create(
            through(guidelineitem=item, term=term)
            for page, item in zip(pages, items, strict=True)
            for term in getattr(page.item, name).all()
        )
    stems.update(_write(made, originals))
    return len(made)


def _item(like: Any, stable_id: str) -> Any:
    from guidelines.models import GuidelineItem

    values = {field.attname: getattr(like, field.attname) for field in GuidelineItem._meta.concrete_fields}
    return GuidelineItem(**{**values, "id": None, "stable_id": stable_id[:40]})


def _fresh(like: Any, path: str, url_path: str) -> Any:
    """A page like another, elsewhere; not yet written."""
    import uuid

    values = {
        field.attname: getattr(like, field.attname)
        for field in like._meta.concrete_fields
        if field.attname not in ("id", "page_ptr_id", "key")
    }
    one = type(like)(**values)
    one.path, one.url_path, one.key = path, url_path, ""
    one.translation_key, one.live_revision_id, one.latest_revision_id = uuid.uuid4(), None, None
    return one


def _write(made: list, originals: list) -> list[str]:
    """Pages, and what search knows of them; their stems, once for each page that holds them."""
    from wagtail.models import Page

    from cop_portal.search.models import Entry, Word

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
    return [row.stem for row in held]


def _count(stems: Counter[str]) -> None:
    """Say of each stem how many pages more hold it; once for all, or PostgreSQL keeps every row that was."""
    from django.db.models import F

    from cop_portal.search.models import Stem

    numbers: dict[int, list[str]] = {}
    for stem, number in stems.items():
        numbers.setdefault(number, []).append(stem)
    for number, alike in numbers.items():
        for start in range(0, len(alike), 500):
            some = Stem.objects.filter(language=LANGUAGE, stem__in=alike[start : start + 500])
            some.update(number=F("number") + number)
