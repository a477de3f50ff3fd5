"""Filters for what the library shows."""

from typing import Any

from django import template
from django.template.defaultfilters import date, filesizeformat
from django.utils import translation
from django.utils.translation import gettext, ngettext

from common.languages import native_name as name_in_itself

register = template.Library()

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
}


@register.filter
def media_type(edition: Any) -> str:
    """Media type of an edition's file."""
    return MEDIA_TYPES.get(edition.format, "application/octet-stream")


@register.filter
def said_of(edition: Any) -> str:
    """What a reader wants to know before the click: size, pages, language, date, where it leads."""
    parts = []
    if edition.size:
        parts.append(filesizeformat(edition.size))
    if edition.pages:
        parts.append(ngettext("%(n)s page", "%(n)s pages", edition.pages) % {"n": edition.pages})
    if edition.language != translation.get_language() or edition.is_elsewhere:
        parts.append(language_name(edition.language))
    if edition.version:
        parts.append(edition.version)
    elif edition.date and not edition.generated:
        parts.append(date(edition.date))
    if edition.is_elsewhere:
        parts.append(gettext("on another site"))
    return ", ".join(parts)


@register.filter
def language_name(code: str) -> str:
    """A language's name in the reader's language."""
    try:
        return gettext(translation.get_language_info(code)["name"])
    except KeyError:
        return {"mt": gettext("Maltese")}.get(code, code)


@register.filter
def native_name(code: str) -> str:
    """A language's name in that language."""
    return name_in_itself(code)


@register.filter
def grid_rows(value: Any) -> list[list[str]]:
    """Rows of a table to fill in: first cells that are written, then empty rows."""
    width = len(value["columns"])
    written = [[first, *[""] * (width - 1)] for first in value.get("rows", [])]
    return [*written, *[[""] * width for _ in range(int(value.get("empty") or 0))]]


@register.filter
def gaps(text: str) -> str:
    """Text whose gaps ("____") are wide enough for a pen."""
    return text.replace("____", "_" * 24)
