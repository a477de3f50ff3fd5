"""The one place that says which markup editors' and packs' text may hold."""

import nh3
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from common.languages import in_this_language, in_words

#: Editor features that produce exactly the tags below.
FEATURES = ["bold", "italic", "link", "ol", "ul"]
TAGS = {"p", "strong", "b", "em", "i", "ul", "ol", "li", "a", "br"}
_ATTRIBUTES = {"a": {"href", "linktype", "id"}}


def sanitise(html: str) -> str:
    """Return `html` with everything removed that is not a paragraph, list, bold, italic or link."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "item", "page"},
        link_rel=None,
    )


class PageLinks(PageLinkHandler):
    """Links between pages: one query for all links of a text, and a mark where the page is in another language.

    Wagtail's own handler looks for each page's translation by itself.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        wanted = {int(attrs["id"]) for attrs in attrs_list if attrs.get("id", "").isdigit()}
        pages = in_this_language(wanted)
        return [cls._open(pages.get(int(attrs["id"]) if attrs.get("id", "").isdigit() else 0)) for attrs in attrs_list]

    @staticmethod
    def _open(page: Page | None) -> str:
        if page is None:
            return "<a>"
        code = page.locale.language_code
        if code == translation.get_language():
            return f'<a href="{escape(page.get_url() or "")}">'
        # The style shows `data-in` behind the link.
        other = f'hreflang="{code}" data-in="{escape(in_words(code))}"'
        return f'<a href="{escape(page.get_url() or "")}" {other}>'


_PARTING = "<hr data-parting>"


def expand_all(texts: list[str]) -> list[SafeString]:
    """Rich texts of one page for readers, with one query for the links of all of them."""
    if not texts:
        return []
    expanded = expand_db_html(_PARTING.join(text or "" for text in texts))
    return [mark_safe(html) for html in expanded.split(_PARTING)]  # nosec B308, B703 # noqa: S308 -- sanitised on save
