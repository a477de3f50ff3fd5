"""Filters for the pages of help."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from resources.help import Group
from resources.models import HelpKind

register = template.Library()


@register.simple_tag(takes_context=True)
def linked(context: template.Context, text: str) -> SafeString:
    """The text; where it first names a picture removal service that the page shows, or how to hide a visit, a link.

    Services are the page's `world_groups`; the preview of a block stands without a page.
    """
    groups: Iterable[Group] = context.get("world_groups") or ()
    named = [
        (one.service.name_en, f"#{one.service.key}")
        for group in groups
        if group.kind == HelpKind.REMOVAL
        for one in group.services
    ]
    address = getattr(context.get("page"), "hiding_url", "")
    named += [(phrase, address) for phrase in _hiding() if address and phrase in text]
    for name, target in named:
        before, found, behind = text.partition(name)
        if found:
            return format_html('{}<a href="{}">{}</a>{}', before, target, found, behind)
    return format_html("{}", text)


def _hiding() -> list[str]:
    """How the texts name the page on hiding a visit; a language that has two ways of saying it parts them by a bar."""
    return [phrase.strip() for phrase in gettext("how to hide your visit").split("|")]


__all__ = ["linked"]
