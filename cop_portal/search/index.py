"""Keeping the search index equal to what is live."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.html import strip_tags
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from common.choices import AgeBand
from common.pages import BasePage, Part
from common.signals import content_changed
from common.text import words
from cop_portal.search import shelf
from cop_portal.search.models import DangerWords, Entry, Stem, SynonymSet, Word
from resources.models import Term

#: What a word weighs by where it stands. Running text adds less the more there is of it.
TITLE, TERM, ANSWER, STATEMENT = 120, 40, 40, 30
STEM_LENGTH = 40
#: Keys of actions, cards and tasks stand in blocks, too; nobody searches for them.
_KEY = re.compile(r"[a-z]\d{1,3}")
VERSION = "9"


def connect() -> None:
    """Refresh after every change of public content, inside its transaction."""
    content_changed.connect(_on_change, dispatch_uid="cop.search")


def _on_change(sender, **kwargs) -> None:
    if sender not in (SynonymSet, DangerWords):  # they are asked when somebody searches
        refresh()


def page_types() -> list[type[BasePage]]:
    """Concrete page types of the portal, in a fixed order."""

    def below(model: type) -> Iterator[type]:
        for child in model.__subclasses__():
            if not child._meta.abstract:
                yield child
            yield from below(child)

    return sorted(set(below(BasePage)), key=lambda model: model._meta.label)


def refresh(everything: bool = False) -> int:
    """Index what has changed since it was indexed, forget what is gone. Returns how many pages were indexed."""
    stamps = dict(Entry.objects.filter(resource=None).values_list("page_id", "stamp"))
    if everything:
        stamps = {}
    wanted: dict[int, str] = {}
    by_type: dict[type[BasePage], list[int]] = {}
    for model in page_types():
        for pk, stamp in _stamps(model):
            wanted[pk] = stamp
            if stamps.get(pk) != stamp:
                by_type.setdefault(model, []).append(pk)
    with transaction.atomic():
        if everything:
            Entry.objects.all().delete()
            Stem.objects.all().delete()
        counts: Counter[tuple[str, str]] = Counter()
        _remove(list(stamps.keys() - wanted.keys()), counts)
        done = sum(_index(model, keys, wanted, counts) for model, keys in sorted(by_type.items(), key=_by_label))
        done += shelf.refresh(counts)
        _count(counts)
    return done


def _by_label(typed: tuple[type, list[int]]) -> str:
    return typed[0]._meta.label


def _remove(pages: list[int], counts: Counter, batch: int = 500) -> None:
    for start in range(0, len(pages), batch):
        forget(Entry.objects.filter(page_id__in=pages[start : start + batch]), counts)


def forget(entries: QuerySet, counts: Counter) -> None:
    """Take entries out, and note which stems have become rarer."""
    counts.subtract(Word.objects.filter(entry__in=entries).values_list("language", "stem"))
    entries.delete()


def _count(changes: Counter) -> None:
    """Bring the numbers of entries of each stem up to date, one statement for each difference."""
    by_language: dict[str, dict[str, int]] = {}
    for (language, stem), number in changes.items():
        if number:
            by_language.setdefault(language, {})[stem] = number
    for language, numbers in by_language.items():
        known = set(Stem.objects.filter(language=language).values_list("stem", flat=True))
        new = [Stem(language=language, stem=stem, number=n) for stem, n in numbers.items() if stem not in known]
        Stem.objects.bulk_create(sorted(new, key=lambda one: one.stem), batch_size=1000)
        for number in sorted(set(numbers.values())):
            stems = [stem for stem, n in numbers.items() if n == number and stem in known]
            for start in range(0, len(stems), 500):
                rows = Stem.objects.filter(language=language, stem__in=stems[start : start + 500])
                rows.update(number=F("number") + number)
    Stem.objects.filter(number__lte=0).delete()


def _stamps(model: type[BasePage]) -> list[tuple[int, str]]:
    """(page id, stamp) of the live pages of a type."""
    rows = model.objects.live().filter(alias_of__isnull=True)
    if any(field.name == "item" for field in model._meta.fields):
        rows = rows.filter(item__retired_on__isnull=True).annotate(newest_term=Max("item__terms"))
        values = rows.values_list("pk", "live_revision_id", "last_published_at", "newest_term", "item__sensitive")
    else:
        values = rows.values_list("pk", "live_revision_id", "last_published_at")
    return [(row[0], ":".join([VERSION, *(str(one) for one in row[1:])])[:80]) for row in values]


def _index(model: type[BasePage], keys: list[int], stamps: dict[int, str], counts: Counter, batch: int = 200) -> int:
    related = [name for name in getattr(model, "route_related", ("locale",)) if name != "locale"]
    for start in range(0, len(keys), batch):
        chosen = keys[start : start + batch]
        _remove(chosen, counts)
        pages = list(model.objects.filter(pk__in=chosen).select_related("locale", *related).order_by("path"))
        entries = [_entry(page, stamps[page.pk]) for page in pages]
        terms = [term_names(page, entry.language) for page, entry in zip(pages, entries, strict=True)]
        add(entries, [getattr(page, "statement", "") for page in pages], terms, counts)
        parts = [_entry(page, stamps[page.pk], part) for page in pages for part in page.parts()]
        add(parts, ["" for _one in parts], [[] for _one in parts], counts)
    return len(keys)


def add(entries: list[Entry], statements: list[str], terms: list[list[str]], counts: Counter) -> None:
    """Store entries with their words, and note which stems have become more frequent."""
    rows: list[Word] = []
    for entry, statement, names in zip(Entry.objects.bulk_create(entries), statements, terms, strict=True):
        rows += [
            Word(entry=entry, language=entry.language, stem=stem, weight=weight)
            for stem, weight in weights(entry, statement, names).items()
        ]
    Word.objects.bulk_create(rows, batch_size=1000)
    counts.update((row.language, row.stem) for row in rows)


def _entry(page: BasePage, stamp: str, part: Part | None = None) -> Entry:
    """The entry of a page, or of one of its parts."""
    item = getattr(page, "item", None)
    theme = page.theme()
    return Entry(
        page=page,
        place=page.path,
        language=page.locale.language_code,
        kind=kind_of(page),
        audience=theme["audience"],
        band=theme["band"],
        min_band=item.min_band if item else page.min_band,
        ages=ages_of(page, theme["band"]),
        sensitive=bool(page.sensitive or getattr(page, "wants_exit", False) or (item and item.sensitive)),
        part=part.key if part else "",
        title=part.title if part else page.title,
        answer=part.answer if part else page.search_description,
        text=part.text if part else " ".join(texts(page))[:20_000],
        stamp=stamp,
    )


def ages_of(page: BasePage, band: str) -> str:
    """The children's ages that a page is for, as far as it is for some only."""
    facts = getattr(page, "item", None) or getattr(page, "resource", None)
    ages = [band] if band else list(facts.ages) if facts else []
    return f",{','.join(ages)}," if 0 < len(ages) < len(AgeBand) else ""


def kind_of(page: BasePage) -> str:
    """What readers would call it: the model's name without "Page"."""
    return page._meta.model_name.removesuffix("page")


def texts(page: BasePage) -> Iterable[str]:
    """Running text of a page, from the fields that its own classes add to Wagtail's."""
    inherited = {field.name for field in Page._meta.get_fields()}
    for field in page._meta.fields:
        if field.name in inherited or not field.editable:
            continue
        if isinstance(field, StreamField):
            content = field.stream_block.get_searchable_content(getattr(page, field.name))
            yield from (text for text in content if not _KEY.fullmatch(str(text)))
        elif isinstance(field, RichTextField):
            yield strip_tags(getattr(page, field.name))
        elif field.get_internal_type() == "TextField":
            yield getattr(page, field.name)


def weights(entry: Entry, statement: str, terms: list[str]) -> dict[str, int]:
    """Stem to weight for one entry."""
    language = entry.language
    score: Counter[str] = Counter()
    for text, weight in ((entry.title, TITLE), (entry.answer, ANSWER), (statement, STATEMENT)):
        for stem in set(words(text, language)):
            score[stem] += weight
    for name in terms:
        for stem in set(words(name, language)):
            score[stem] += TERM
    for stem, count in Counter(words(entry.text, language)).items():
        score[stem] += round(10 * (1 + log(count)))
    return {stem[:STEM_LENGTH]: weight for stem, weight in score.items()}


def term_names(page: BasePage, language: str) -> list[str]:
    """Names of the terms a page is tagged with, frameworks, stakeholders and roles left out: they are everywhere."""
    item, term = getattr(page, "item", None), getattr(page, "term", None)
    return names_of(list(item.terms.all()) if item else [term] if term else [], language)


def names_of(terms: Iterable[Term], language: str) -> list[str]:
    """Names of terms in a language, those that are everywhere left out."""
    column = f"name_{language.replace('-', '_')}"
    dull = {"framework", "stakeholder", "stage", "setting", "school-role"}
    return [getattr(one, column, "") or one.name for one in terms if one.vocabulary not in dull]
