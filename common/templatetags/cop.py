"""Tags and filters of the public templates."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from modeltranslation.utils import build_localized_fieldname
from wagtail.models import Page

from common import assets
from common.choices import AgeBand, Audience
from common.frame import Frame
from common.languages import code_of, direction, in_words

register = template.Library()


@register.simple_tag
def style(plain: bool = False) -> SafeString:
    """The style sheet, inlined; its hash stands in the content security policy."""
    return mark_safe(f"<style>{assets.style(plain)}</style>")  # nosec B308, B703 # noqa: S308 -- our own file


@register.simple_tag
def ill(name: str) -> SafeString:
    """A drawing of this project, inlined so that it follows theme and dark mode; "" where there is none."""
    return mark_safe(assets.illustration(name))  # nosec B308, B703 # noqa: S308 -- our own files, never an upload


@register.simple_tag
def poster_files(language: str, key: str) -> tuple[assets.Poster, ...]:
    """The campaign kit's files for one rule."""
    return assets.posters(language, key)


@register.simple_tag(takes_context=True)
def frame(context: template.Context) -> Frame:
    """Everything around the page's own content: languages, crumbs, footer, theme."""
    request = context.get("request")
    page = context.get("page") or context.get("self")
    found = getattr(request, "_cop_frame", None) if request else None
    if found is None:
        found = Frame(request, page if isinstance(page, Page) else None)
        if request is not None:
            request._cop_frame = found
    return found


@register.simple_tag
def say(thing: Any, field: str) -> str:
    """A translated field of something that is not a page; text in another language is marked as such."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    own = getattr(thing, build_localized_fieldname(field, language), None) if _has_column(language) else None
    if own:
        return own
    fallback = getattr(thing, build_localized_fieldname(field, settings.LANGUAGE_CODE), "") or ""
    if not fallback or language == settings.LANGUAGE_CODE:
        return fallback
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', settings.LANGUAGE_CODE, direction(settings.LANGUAGE_CODE), fallback
    )


def _has_column(language: str) -> bool:
    return language in settings.MODELTRANSLATION_LANGUAGES


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, page: Page, text: str = "", rel: str = "") -> str:
    """A link to a page; a page in another language is marked, and says so in words."""
    code = _other_language(context, page)
    address = page.get_url(context.get("request")) or ""
    other = format_html(' hreflang="{}"', code) if code else ""
    relation = format_html(' rel="{}"', rel) if rel else ""
    return format_html('<a href="{}"{}{}>{}</a>', address, other, relation, _name(page, code, text))


@register.simple_tag(takes_context=True)
def page_name(context: template.Context, page: Page) -> str:
    """What `page_link` shows, without the link: a page's title, marked where it is in another language."""
    return _name(page, _other_language(context, page))


def _name(page: Page, code: str, text: str = "") -> str:
    """`text` is in the reader's language, the page's title in the page's own."""
    if not code:
        return format_html("{}", text or page.title)
    label = format_html("{}", text) if text else in_language(page.title, code)
    return format_html("{} <small>({})</small>", label, language_in_words(code))


def _other_language(context: template.Context, page: Page) -> str:
    """Language of a page if it is not the language of the page being shown, else ""."""
    here = context.get("page")
    if getattr(here, "locale_id", None) == page.locale_id:
        return ""
    code = code_of(page)
    return "" if code == translation.get_language() else code


@register.simple_tag(takes_context=True)
def lang_of(context: template.Context, page: Page) -> str:
    """The attributes `lang` and `dir` for text from a page in another language, else ""."""
    code = _other_language(context, page)
    return format_html(' lang="{}" dir="{}"', code, direction(code)) if code else ""


@register.simple_tag
def in_language(text: str, code: str) -> str:
    """Text in a language that may not be the page's, marked as such."""
    if not text or code == translation.get_language():
        return format_html("{}", text)
    return format_html('<span lang="{}" dir="{}">{}</span>', code, direction(code), text)


@register.simple_tag
def in_source(text: str) -> str:
    """A fact's text, which stands in the source language on pages of every language."""
    return in_language(text, settings.LANGUAGE_CODE)


@register.filter
def language_in_words(code: str) -> str:
    """ "in French", "en anglais": a language in the reader's own."""
    return in_words(code)


@register.filter
def audience_label(value: str) -> str:
    """ "parents" to "Parents and carers"."""
    return Audience(value).label if value in Audience.values else ""


@register.filter
def band_label(value: str) -> str:
    """ "9-12" to "9 to 12"."""
    return AgeBand(value).label if value in AgeBand.values else ""


@register.filter
def bands_in_words(values: list[str]) -> str:
    """A list of bands for readers; "all ages" when it is all of them."""
    if len(values) in (0, len(AgeBand)):
        return gettext("all ages")
    return gettext(", ").join(str(AgeBand(value).label) for value in values if value in AgeBand.values)


@register.simple_tag
def illustration_for(name: str, fallback: str = "mark") -> SafeString:
    """A drawing, or another where it does not exist."""
    return mark_safe(assets.illustration(name) or assets.illustration(fallback))  # nosec B308, B703 # noqa: S308 -- our own files


@register.filter
def draws_nobody(name: str) -> bool:
    """Whether a drawing shows things only, and may stand where a page speaks of harm."""
    return name in assets.THINGS


@register.filter
def absolute(address: str) -> str:
    """An address with the portal's own host in front."""
    return address if address.startswith("http") else f"{settings.COP_BASE_URL}{address}"


@register.simple_tag
def share_picture(name: str) -> str:
    """Absolute address of the share picture for a landing slug; the home page's where there is none."""
    names = {"policy-makers", "industry", "parents-educators", "children"}
    return absolute(static(f"share/{name if name in names else 'home'}.png"))


@register.simple_tag
def json_ld(data: dict) -> SafeString:
    """A JSON-LD block that cannot be left by anything its text contains."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # nosec B308, B703 # noqa: S308 -- escaped above


@register.simple_tag(takes_context=True)
def component(context: template.Context, name: str, **values: Any) -> SafeString:
    """Render `templates/components/<name>.html` with only the values given."""
    return mark_safe(render_to_string(f"components/{name}.html", {**values, "request": context.get("request")}))  # nosec B308, B703 # noqa: S308 -- rendered by our own template
