"""What stands around every page: languages, crumbs, doors, theme. At most five queries a page."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Page

from common import leave
from common.choices import FIXED_SLUGS, LANDING_SLUGS, Audience
from common.languages import active_codes, direction, native_name
from common.tree import tree

#: The name an installation has until it chooses its own; translated, while a chosen name stays as it is.
DEFAULT_NAME = gettext_noop("Safe Online")


@dataclass(frozen=True)
class Language:
    """One entry of the language list."""

    code: str
    name: str
    dir: str
    url: str
    current: bool


@dataclass(frozen=True)
class Link:
    """A link of the frame."""

    url: str
    title: str
    key: str = ""


class Frame:
    """The frame of one response. `page` is None on error pages and other pages outside the tree.

    A page that answers below its own address (`help/gh/`) says so by `request.cop_route` ("gh/"), and what country
    it speaks of by `request.cop_country`. An answer to a query for children of one band sets `request.cop_band`, one
    that is about danger `request.cop_sensitive`.
    """

    def __init__(self, request: HttpRequest | None, page: Page | None):
        self.request, self.page = request, page
        self.code = page.locale.language_code if page else (translation.get_language() or settings.LANGUAGE_CODE)

    @cached_property
    def dir(self) -> str:
        return direction(self.code)

    @cached_property
    def site_name(self) -> str:
        return gettext(settings.COP_SITE_NAME)

    @cached_property
    def theme(self) -> dict[str, str]:
        if band := getattr(self.request, "cop_band", ""):
            return {"audience": Audience.CHILDREN.value, "band": band}
        return self.page.theme() if self.page and hasattr(self.page, "theme") else {"audience": "", "band": ""}

    @property
    def audience(self) -> str:
        return self.theme["audience"]

    @property
    def band(self) -> str:
        return self.theme["band"]

    @property
    def in_band(self) -> bool:
        """Inside one band's pages: links lead only to that band, a younger one, help and the marked door."""
        return bool(self.band)

    @property
    def kite(self) -> str:
        return self.band or self.audience or "mark"

    @property
    def foot_drawing(self) -> str:
        return (
            f"foot-{self.audience}" if self.audience in Audience.values and self.audience != "children" else "foot-core"
        )

    @property
    def landing(self) -> str:
        """Slug of the landing this page lies under, for share pictures."""
        return Audience(self.audience).landing_slug if self.audience else ""

    @cached_property
    def _around(self) -> list[Page]:
        """Pages above this one, its translations, the fixed first-level pages of its language, and help; one query."""
        wanted = Q()
        home = ""
        if self.page is not None and self.page.path:
            steps = range(2 * Page.steplen, len(self.page.path), Page.steplen)
            wanted = Q(path__in=[self.page.path[:length] for length in steps])
            wanted |= Q(translation_key=self.page.translation_key)
            home = self.page.path[: 2 * Page.steplen]
        elif self.home is not None:
            home = self.home.path
        if self.sensitive or self.code != settings.LANGUAGE_CODE:  # help in other languages
            wanted |= Q(depth=3, live=True, slug="help") | Q(depth=4, live=True, slug=self.reader or "-")
        if home:
            wanted |= tree(home) & Q(depth=3, live=True, slug__in=FIXED_SLUGS)
            if self.reader:  # help for this page's readers, and the cover of their band
                wanted |= tree(home) & Q(depth=4, live=True, slug=self.reader)
            if self._in_childrens_help:
                wanted |= tree(home) & Q(depth=4, live=True, slug="parents")
        return list(Page.objects.filter(wanted).select_related("locale").order_by("path")) if wanted else []

    @property
    def _in_childrens_help(self) -> bool:
        return bool(getattr(self.page, "reader_band", ""))

    @cached_property
    def ancestors(self) -> list[Page]:
        """Pages above this one, from home down."""
        if self.page is None:
            return []
        above = [one for one in self._around if one.pk != self.page.pk and one.depth >= 2]
        return [one for one in above if self.page.path.startswith(one.path)]

    @cached_property
    def home(self) -> Page | None:
        if self.page is not None and self.page.depth == 2:
            return self.page
        if self.page is not None and self.ancestors:
            return self.ancestors[0]
        code = self.code if self.code in active_codes() else settings.LANGUAGE_CODE
        return Page.objects.live().filter(depth=2, locale__language_code=code).first()

    @property
    def home_url(self) -> str:
        return f"/{self.code}/"

    @cached_property
    def brand_url(self) -> str:
        """Home; inside a band, that band's cover."""
        cover = self.band_cover
        if cover is None:  # where a band has no cover yet, home would lead out of it
            return self.help_url if self.in_band and self.help_url else self.home_url
        return cover.get_url(self.request)

    @cached_property
    def band_cover(self) -> Page | None:
        if not self.in_band:
            return None
        return self._doors.get(f"children/{self.band}")

    @cached_property
    def crumbs(self) -> list[Link]:
        above = [*self.ancestors, self.page] if self.route else self.ancestors
        if self.in_band:
            above = [page for page in above if page.depth >= 4]
        return [
            Link(page.get_url(self.request) or "", gettext("Home") if page.depth == 2 else page.title) for page in above
        ]

    @cached_property
    def languages(self) -> list[Language]:
        """Languages this page really exists in; on pages outside the tree, all public ones."""
        if self.page is None or not self.page.pk:
            rows = [(code, f"/{code}/") for code in active_codes()]
        else:
            key = self.page.translation_key
            real = [one for one in self._around if one.translation_key == key and one.live and not one.alias_of_id]
            pages = {page.locale.language_code: page for page in real}
            urls = {code: pages[code].get_url(self.request) for code in active_codes() if code in pages}
            # A tree that went live while this page was being made has no address in Wagtail's cached roots yet.
            rows = [(code, url + self.route) for code, url in urls.items() if url]
        return [Language(code, native_name(code), direction(code), url, code == self.code) for code, url in rows]

    @cached_property
    def elsewhere(self) -> list[tuple[Language, str]]:
        """On a sensitive page without translations: help in the other languages, or their home, with its title.

        Kept apart from `languages`, which lists real translations only. A band is led to help for that band or nowhere.
        """
        if not self.sensitive or self.page is None or len(self.languages) > 1:
            return []
        wanted = [f"help/{self.reader}"] if self.reader else []
        wanted += [] if self.in_band else ["help"]
        found = []
        for code in (one for one in active_codes() if one != self.code):
            there = self._in_language(code)
            page = next((there[path] for path in wanted if path in there), None)
            if page is None and self.in_band:
                continue
            with translation.override(code):
                title = page.title if page else gettext("Home")
            url = (page and page.get_url(self.request)) or f"/{code}/"
            found.append((Language(code, native_name(code), direction(code), url, False), title))
        return found

    @property
    def reader(self) -> str:
        """Who reads this page, where help has a page of its own for them; "" where two kinds of readers do."""
        if len(getattr(self.page, "audiences", ())) > 1:
            return ""
        return self.band or (self.audience if self.audience in ("parents", "educators") else "")

    @cached_property
    def _doors(self) -> dict[str, Page]:
        """Live pages of this language by their address below home: "help", "help/9-12"."""
        if self.home is None:
            return {}
        stem, path = self.home.url_path, self.home.path
        own = [one for one in self._around if one.live and one.path.startswith(path)]
        return {one.url_path.removeprefix(stem).strip("/"): one for one in own}

    def _in_language(self, code: str) -> dict[str, Page]:
        """Live pages of another language that are known here, by their address below its home."""
        own = [one for one in self._around if one.live and one.locale.language_code == code]
        return {one.url_path.split("/", 2)[2].strip("/"): one for one in own}

    def _links(self, slugs: tuple[str, ...]) -> list[Link]:
        found = [self._doors[slug] for slug in slugs if slug in self._doors]
        return [Link(page.get_url(self.request), page.title, page.slug) for page in found]

    @cached_property
    def landings(self) -> list[Link]:
        order = ("parents-educators", "children", "policy-makers", "industry")
        return self._links(tuple(slug for slug in order if slug in LANDING_SLUGS))

    @cached_property
    def finding(self) -> list[Link]:
        return self._links(("help", "library", "topics"))

    @cached_property
    def library_url(self) -> str:
        """The library; "" while there is none, and on children's pages."""
        page = None if self.audience == "children" else self._doors.get("library")
        return page.get_url(self.request) if page else ""

    @cached_property
    def about(self) -> list[Link]:
        return self._links(("about", "accessibility", "privacy"))

    @cached_property
    def _help(self) -> Page | None:
        """Help in the version for this page's readers; in the source language where this one has none for them.

        A child is never led to the adults' version only because a translation is missing.
        """
        wanted = [f"help/{self.reader}"] if self.reader else ["help"]
        if not self.in_band:
            wanted.append("help")
        found = next((self._doors[path] for path in wanted if path in self._doors), None)
        if found is None and self.code != settings.LANGUAGE_CODE:
            there = self._in_language(settings.LANGUAGE_CODE)
            found = next((there[path] for path in wanted if path in there), None)
        return found or self._doors.get("help")

    @property
    def help_url(self) -> str:
        return self._help.get_url(self.request) if self._help is not None else ""

    @property
    def help_code(self) -> str:
        """Language of the help that `help_url` leads to, where it is another than this page's."""
        return settings.LANGUAGE_CODE if self._help is not None and self._help not in self._doors.values() else ""

    @cached_property
    def grown_up_url(self) -> str:
        """The one marked door out of the children's pages; from their help it leads to help for parents."""
        wanted = ("help/parents", "help") if self._in_childrens_help else ("parents-educators",)
        page = next((self._doors[path] for path in wanted if path in self._doors), None)
        return page.get_url(self.request) if page else ""

    @property
    def canonical(self) -> str:
        path = self.page.get_url(self.request) if self.page is not None and self.page.pk else ""
        return f"{settings.COP_BASE_URL}{path}{self.route}" if path else ""

    @property
    def route(self) -> str:
        """What follows the page's own address in this response's address."""
        return getattr(self.request, "cop_route", "")

    @property
    def sensitive(self) -> bool:
        """Whether quick exit stands on top."""
        return bool(
            getattr(self.request, "cop_sensitive", False)
            or getattr(self.page, "wants_exit", False)
            or getattr(self.page, "sensitive", False)
            or getattr(getattr(self.page, "item", None), "sensitive", False)
        )

    @property
    def exit_url(self) -> str:
        return leave.target(self.code, getattr(self.request, "cop_country", ""))

    @property
    def source_code(self) -> str:
        """The language that texts are first written in."""
        return settings.LANGUAGE_CODE

    @property
    def default_url(self) -> str:
        """Address of this page in the source language, for hreflang's x-default."""
        return next((one.url for one in self.languages if one.code == settings.LANGUAGE_CODE), "")
