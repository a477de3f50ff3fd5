"""The names of the children's products and of their guide: one record, used as variables everywhere.

Texts, templates and files say `{storybook}` or `{guide}`; the names are filled in as a response leaves the portal.
"""

import json
import re
from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext
from modeltranslation.utils import build_localized_fieldname

#: What may stand in braces in any text of the portal: `{guide}`.
NAMES = ("storybook", "workbook", "challenge", "guide")
#: The seeds' own names, exact and the same in every language.
SEEDS = {
    "storybook": "Online with Sango",
    "workbook": "Work with Sango",
    "challenge": "The Net rules challenge",
    "guide": "Sango",
}
_TOKEN = re.compile(r"\{(" + "|".join(NAMES) + r")\}")
_TEXT = (
    "text/html",
    "text/plain",
    "text/csv",
    "application/xml",
    "text/xml",
    "application/rss+xml",
    "application/json",
)
_NEVER = ("/cms/", "/accounts/", "/static/", "/media/")


def neutral() -> dict[str, str]:
    """Names that belong to nobody, in the active language."""
    return {
        "storybook": gettext("Kite stories"),
        "workbook": gettext("Kite workbook"),
        "challenge": gettext("Eight rules"),
        "guide": gettext("Kiri"),
    }


def current(request: HttpRequest | None = None):
    """The brand record, or None while nobody has saved one; one query, once a request."""
    if request is not None and hasattr(request, "_cop_brand"):
        return request._cop_brand
    brand = apps.get_model("guidelines", "Brand").objects.select_related("picture").first()
    if request is not None:
        request._cop_brand = brand
    return brand


def names(language: str | None = None, request: HttpRequest | None = None) -> dict[str, str]:
    """The names in force in a language (the active one where none is given)."""
    code = language or translation.get_language() or settings.LANGUAGE_CODE
    brand = current(request)
    if brand is None or brand.preset == "seeds":
        return dict(SEEDS)
    with translation.override(code):
        base = neutral()
    return base if brand.preset == "neutral" else {name: _own(brand, name, code) or base[name] for name in NAMES}


def _own(brand, name: str, code: str) -> str:
    codes = [code, settings.LANGUAGE_CODE]
    found = (
        getattr(brand, build_localized_fieldname(name, one), "")
        for one in codes
        if one in settings.MODELTRANSLATION_LANGUAGES
    )
    return next((one for one in found if one), "")


def fill(
    text: str, language: str | None = None, quote: Callable[[str], str] = str, request: HttpRequest | None = None
) -> str:
    """`text` with the names filled in; called by hand for what does not leave as a response: files, mails."""
    if not _TOKEN.search(text):
        return text
    known = names(language, request)
    return _TOKEN.sub(lambda match: quote(known[match[1]]), text)


class BrandNames:
    """Fills the names into every text that the public gets."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "").split(";")[0]
        if response.streaming or response.has_header("Content-Encoding"):
            return response  # Compressed bytes come from the store, where the names are filled in already.
        if kind not in _TEXT or request.path.startswith(_NEVER) or b"{" not in response.content:
            return response
        quote = (lambda name: json.dumps(name)[1:-1]) if kind == "application/json" else escape
        text = response.content.decode(response.charset)
        filled = fill(text, quote=str if kind in ("text/plain", "text/csv") else quote, request=request)
        if filled is not text:
            response.content = filled
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
        return response
