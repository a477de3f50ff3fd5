"""Which languages the public site speaks."""

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils.translation import get_language, get_language_info, gettext
from wagtail.models import Locale, Page

CACHE_KEY = "cop.active-languages"
LOCALES_KEY = "cop.locale-codes"


def active_codes() -> list[str]:
    """Codes of the public locales, source language first. A locale is public once its home page is live."""
    codes = cache.get(CACHE_KEY)
    if codes is None:
        homes = Page.objects.filter(depth=2, live=True).values_list("locale__language_code", flat=True)
        codes = sorted(set(homes), key=lambda code: (code != settings.LANGUAGE_CODE, code)) or [settings.LANGUAGE_CODE]
        cache.set(CACHE_KEY, codes, 60)
    return codes


def forget() -> None:
    """Ask the database again next time."""
    cache.delete_many([CACHE_KEY, LOCALES_KEY])


def code_of(page: Page) -> str:
    """Language code of a page without a query a page."""
    if "locale" in page._state.fields_cache:
        return page.locale.language_code
    known = cache.get(LOCALES_KEY) or {}
    if page.locale_id not in known:
        known = dict(Locale.objects.values_list("pk", "language_code"))
        cache.set(LOCALES_KEY, known, 60)
    return known.get(page.locale_id, settings.LANGUAGE_CODE)


def direction(code: str) -> str:
    """ "rtl" or "ltr" for a language code."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def in_this_language(ids: set[int], beside: Q | None = None) -> dict[int, Page]:
    """Live pages by id, each as its translation where the reader's language has one: a link may be older. One query.

    `beside` brings other pages along in the same query, as they are.
    """
    here = get_language() or settings.LANGUAGE_CODE
    pages = Page.objects.live().order_by()
    keys = Page.objects.filter(pk__in=ids).order_by().values("translation_key")
    # The key first and alone, and what is beside it for itself, so that each is answered by an index.
    wanted = pages.filter(translation_key__in=keys).filter(Q(pk__in=ids) | Q(locale__language_code=here))
    if beside is not None:
        wanted = pages.filter(pk__in=wanted.values("pk").union(pages.filter(beside).values("pk")))
    rows = list(wanted.select_related("locale"))
    own = {page.translation_key: page for page in rows if page.locale.language_code == here}
    return {page.pk: own.get(page.translation_key, page) if page.pk in ids else page for page in rows}


#: Languages that write the names of languages with a capital in the middle of a sentence.
_CAPITAL = ("en", "de", "nl")


def in_words(code: str) -> str:
    """A language's name in the reader's language, in the middle of a sentence: "in French", "en anglais"."""
    name = gettext(get_language_info(code)["name"])
    if not (get_language() or "").startswith(_CAPITAL):
        name = name[:1].lower() + name[1:]
    return gettext("in %(language)s") % {"language": name}


def native_name(code: str) -> str:
    """A language's name in that language."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]
