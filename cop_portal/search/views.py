"""The search page: computed, never stored on disk, nothing of a question kept."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from audiences.models import SituationsPage
from common import computed
from common.choices import AgeBand
from common.text import MAX_CHARACTERS
from cop_portal.search import kinds, starts
from cop_portal.search.excerpt import excerpt
from cop_portal.search.models import Entry
from cop_portal.search.query import MOST, search
from cop_portal.search.suggestions import suggestions
from resources import library
from resources.models import Resource

PER_PAGE = 20
#: So many results stand in front, whatever their kind; those behind them are grouped.
CLOSEST = 3
#: Kinds of results in the order in which they are shown when several score alike, with readers' names for them.
KINDS = {
    "situations": _("Help"),
    "help": _("Help"),
    "recommendation": _("Advice"),
    "topic": _("Topics"),
    "activity": _("Activities"),
    "section": _("Parts of a set"),
    "guidelineset": _("Sets of guidelines"),
    "resourcelibrary": _("Library"),
    "sheet": _("Sheets to fill in"),
    "resource": _("In the library"),
    "info": _("About this portal"),
    "audiencelanding": _("Start pages"),
}


def most_pages() -> int:
    """More pages than this no question has."""
    return -(-MOST // PER_PAGE)


@computed.answer
def search_page(request: HttpRequest) -> HttpResponse:
    """Results for `q`; `band` keeps a child within its walls, `page` pages. Unknown keys are ignored."""
    text = " ".join(request.GET.get("q", "")[:MAX_CHARACTERS].split())
    band = request.GET.get("band", "")
    request.cop_band = band = band if band in AgeBand.values else ""
    language = translation.get_language()
    answer = search(text, language, band, audience="" if band else starts.audience_of(text, language))
    # Whoever asks about danger may have to leave quickly.
    request.cop_sensitive = answer.danger
    number = request.GET.get("page", "1")
    number = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 1
    pages = max(1, -(-len(answer.keys) // PER_PAGE))
    number = min(max(1, number), pages)
    shown = answer.entries((number - 1) * PER_PAGE, number * PER_PAGE)
    for entry in shown:
        entry.excerpt = excerpt(entry, answer.words, language)
        entry.address = address_of(entry, request)
        entry.kind_label = KINDS.get(entry.kind, _("Pages"))
    shelved = {entry.resource_id: entry for entry in shown if entry.resource_id}
    for resource in Resource.objects.filter(pk__in=shelved).with_editions() if shelved else ():
        shelved[resource.pk].offer = library.entry(resource, language)
    closest = shown[:CLOSEST] if number == 1 and len(shown) > CLOSEST else []
    first_help, help_pages = help_for(answer.reader or band, language) if answer.danger else (None, [])
    plain = number == 1 and not band and not answer.danger
    doors = [*([first_help] if first_help else []), *help_pages]
    parts = answer.parts_of(door.pk for door in doors)
    for door in doors:
        door.part = parts.get(door.pk)
    start = starts.start(text, language, request) if plain and not answer.reader else None
    context = {
        "q": text,
        "band": band,
        "answer": answer,
        "first_help": first_help,
        "help_pages": help_pages,
        "total": len(answer.keys),
        "number": number,
        "pages": range(1, pages + 1),
        "closest": closest,
        "start": start,
        "all_doors": plain and not start and starts.asks_where(text, language),
        # Beside results the list is fetched when the field is used (static/js/search.js).
        "suggestions": [] if text else suggestions(language, band),
        "shelves": kinds.shelves(text, language, answer.reader) if plain else [],
        "groups": grouped(shown[len(closest) :]),
    }
    return render(request, "search.html", context)


def address_of(entry: Entry, request: HttpRequest) -> str:
    """Where a result leads: to its page, or to the part of it that was found; "" where the library has the files."""
    if not entry.page_id:
        return ""
    return f"{entry.page.get_url(request)}{f'#{entry.part}' if entry.part else ''}"


def help_for(reader: str, language: str) -> tuple[SituationsPage | None, list[SituationsPage]]:
    """Help for the reader who seems to ask, and the pages of all others; for a child its own alone. One query."""
    found = list(SituationsPage.objects.live().filter(locale__language_code=language).order_by("order", "path"))
    own = next((page for page in found if page.slug == reader), None)
    return own, [] if reader in AgeBand.values else [page for page in found if page is not own]


def grouped(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Results by kind, groups in the order of their best result; the order inside a group stays."""
    labels = list(dict.fromkeys(str(entry.kind_label) for entry in entries))
    ordered = sorted(entries, key=lambda entry: labels.index(str(entry.kind_label)))
    return [(label, list(rows)) for label, rows in groupby(ordered, key=lambda entry: str(entry.kind_label))]
