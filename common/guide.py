"""The editors' guide inside the admin: `docs/editors.md`, the same file that the repository shows.

The guide keeps to headings, paragraphs, flat lists, bold and links, so that no Markdown library is needed for it.
"""

import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

GUIDE = Path(settings.BASE_DIR) / "docs" / "editors.md"
_LIST_ITEM = re.compile(r"^(?:(-)|\d+\.) +")


def inline(text: str) -> str:
    """Bold, code and links; everything else escaped."""
    text = escape(text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    text = re.sub(r"`(.+?)`", r"<code>\1</code>", text)
    return re.sub(r"\[(.+?)\]\(([^)\s]+)\)", r'<a href="\2">\1</a>', text)


def block(text: str) -> str:
    """One block of the guide, set off by empty lines, as HTML."""
    lines = text.split("\n")
    if heading := re.match(r"(#{2,3}) (.+)", text):
        level = len(heading[1])
        return f'<h{level} id="{slugify(heading[2])}">{inline(heading[2])}</h{level}>'
    if first := _LIST_ITEM.match(lines[0]):
        # A line that begins no item of its own goes on with the one before.
        items = re.split(r"\n(?=(?:-|\d+\.) )", text)
        tag = "ul" if first[1] else "ol"
        rows = "".join(f"<li>{inline(_LIST_ITEM.sub('', ' '.join(item.split())))}</li>" for item in items)
        return f"<{tag}>{rows}</{tag}>"
    return f"<p>{inline(' '.join(lines))}</p>"


def to_html(text: str) -> SafeString:
    return mark_safe("\n".join(block(part) for part in re.split(r"\n{2,}", text.strip())))  # nosec B308, B703 # noqa: S308 -- escaped above


def guide(request: HttpRequest) -> HttpResponse:
    """The guide with a list of its tasks."""
    title, _first, text = GUIDE.read_text("utf-8").partition("\n")
    tasks = re.findall(r"^## (.+)$", text, flags=re.M)
    return render(
        request,
        "wagtailadmin/guide.html",
        {
            "page_title": title.lstrip("# "),
            "header_title": title.lstrip("# "),
            "header_icon": "help",
            "breadcrumbs_items": [{"url": "", "label": _("Guide for editors")}],
            "tasks": [{"id": slugify(task), "name": task} for task in tasks],
            "body": to_html(text),
        },
    )
