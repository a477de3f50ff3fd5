"""Tags of the children's activities."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.shortcuts import get_rendition_or_not_found

from common import assets
from guidelines.blocks.interactive.values import LETTERS
from guidelines.brand import current

register = template.Library()
_ANCHOR = re.compile(r'(\s(?:id="|href="#|aria-labelledby="))')


@register.filter
def letter(number: int) -> str:
    """0 is A, 1 is B."""
    return LETTERS[int(number) % len(LETTERS)]


@register.filter
def at(table: dict, module) -> list:
    """The activities of a module, or nothing."""
    return table.get(module.pk, []) if table and module else []


@register.filter
def apart(markup: str, key: str) -> SafeString:
    """Markup of one activity among others on a sheet: its anchors, and links to them, begin with its key."""
    stem = key.replace(":", "")
    return mark_safe(_ANCHOR.sub(rf"\1{stem}-", markup))  # nosec B308, B703 # noqa: S308 -- rendered by our templates


@register.simple_tag(takes_context=True)
def frame_picture(context: template.Context, page, value) -> SafeString:
    """The picture of a story frame: what an editor uploaded for it, else the drawing; "" where there is neither."""
    recording = page.media.get(value.get("key")) if page else None
    if recording and recording.picture:
        rendition = get_rendition_or_not_found(recording.picture, "width-800|format-webp")
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="{}" class="frame__art">',
            rendition.url,
            rendition.width,
            rendition.height,
            value["alt"],
        )
    drawing = assets.illustration(value.get("drawing") or "")
    if not drawing:
        return format_html('<p class="frame__art frame__art--words">{}</p>', value["alt"])
    return format_html('<div class="frame__art" role="img" aria-label="{}">{}</div>', value["alt"], mark_safe(drawing))  # nosec B308, B703 # noqa: S308 -- our own files


@register.inclusion_tag("components/recordings.html", takes_context=True)
def recordings(context: template.Context, page, value) -> dict:
    """A recorded voice and a sign-language video for a block, where editors uploaded them."""
    return {"recording": page.media.get(value.get("key")) if page and value.get("key") else None}


@register.simple_tag(takes_context=True)
def guide_drawing(context: template.Context) -> SafeString:
    """The guide: an uploaded picture as an image, else the portal's own drawing."""
    request = context.get("request")
    if request is None or not hasattr(request, "_cop_guide"):
        brand = current(request)
        picture = brand.picture if brand else None
        drawing = assets.illustration("guide")
        if picture:
            rendition = get_rendition_or_not_found(picture, "max-160x160|format-webp")
            drawing = format_html(
                '<img src="{}" width="{}" height="{}" alt="">', rendition.url, rendition.width, rendition.height
            )
        if request is None:
            return mark_safe(drawing)  # nosec B308, B703 # noqa: S308 -- our own file, or escaped above
        request._cop_guide = drawing
    return mark_safe(request._cop_guide)  # nosec B308, B703 # noqa: S308 -- our own file, or escaped above
