"""Words to choose from while typing: one short list for each language, matched in the browser, never sent anywhere.

What needs help beside it is not suggested: nobody should meet it who did not look for it.
"""

from itertools import chain, zip_longest

from django.db.models import Q
from modeltranslation.utils import build_localized_fieldname

from cop_portal.search.models import Entry
from cop_portal.search.query import within
from resources.models import Term

#: Bytes of the whole list as it stands in the page.
MOST_BYTES = 8_000
OPTION = len("<option>")
VOCABULARIES = ("topic", "harm", "technology", "group", "service-type", "policy-field")
#: What is suggested first; pages of several audiences take turns.
KINDS = (("topic",), ("sheet",), ("recommendation", "activity"))


def suggestions(language: str, band: str = "") -> list[str]:
    """Names of terms and titles of pages, at most MOST_BYTES of them; within a band only what is for it."""
    found: dict[str, None] = {}
    left = MOST_BYTES
    silent = set(Entry.objects.filter(language=language, sensitive=True).values_list("title", flat=True))
    for text in chain(_terms(language, band), _titles(language, band)):
        size = len(text.encode()) + OPTION
        if text not in found and text not in silent and size <= left:
            found[text] = None
            left -= size
    return list(found)


def _terms(language: str, band: str) -> list[str]:
    column = build_localized_fieldname("name", language)
    if band or not hasattr(Term, column):
        return []  # what a child may search for is what its pages are called
    rows = Term.objects.filter(vocabulary__in=VOCABULARIES, sensitive=False).order_by("order", "key")
    return [name for name in rows.values_list(column, flat=True) if name]


def _titles(language: str, band: str) -> list[str]:
    walls = within(band) if band else ~Q(audience="children")
    rows = Entry.objects.filter(walls, language=language, sensitive=False).order_by("place")
    titles: list[str] = []
    known = list(
        rows.filter(kind__in=[kind for kinds in KINDS for kind in kinds]).values_list("kind", "audience", "title")
    )
    for kinds in KINDS:
        by_audience: dict[str, list[str]] = {}
        for kind, audience, title in known:
            if kind in kinds:
                by_audience.setdefault(audience, []).append(title)
        titles += [title for turn in zip_longest(*by_audience.values()) for title in turn if title]
    return titles
