"""All addresses of the public site that are stored."""

from collections.abc import Iterator

from django.utils import translation
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from common.languages import active_codes
from cop_portal.publishing.store import ROOT_FILES, name_of

#: Below every language, outside the tree.
BESIDE_THE_TREE = ("looks/",)


def all_addresses() -> list[str]:
    """Every stored address once: what readers need first comes first. A query a page type, besides two."""
    found = list(dict.fromkeys(_addresses()))
    return [address for address in found if name_of(address)]


def _addresses() -> Iterator[str]:
    codes = active_codes()
    yield from (f"/{code}/" for code in codes)
    pages = list(
        Page.objects.live().public().filter(depth__gte=2, locale__language_code__in=codes)
        .select_related("locale", "content_type").order_by("depth", "path")
    )  # fmt: skip
    talkative = {page.pk: page for page in _with_more(pages)}
    for page in pages:
        base = f"/{page.locale.language_code}/{page.url_path.split('/', 2)[2]}"
        yield base
        for route in _plain_routes(page.specific_class):
            yield f"{base}{route}"
        if page.pk in talkative:
            with translation.override(page.locale.language_code):
                yield from (f"{base}{more}" for more in talkative[page.pk].more_addresses())
    for code in codes:
        yield from (f"/{code}/{name}" for name in BESIDE_THE_TREE)
    yield from ROOT_FILES


def _with_more(pages: list[Page]) -> Iterator[Page]:
    """Pages whose type declares `more_addresses()`: addresses below its own that routes alone do not tell."""
    by_type: dict[type, list[int]] = {}
    for page in pages:
        if hasattr(page.specific_class, "more_addresses"):
            by_type.setdefault(page.specific_class, []).append(page.pk)
    for model, keys in by_type.items():
        yield from model.objects.filter(pk__in=keys).select_related("locale")


def _plain_routes(model: type[Page] | None) -> list[str]:
    """Routes of a routable page that take no arguments."""
    if model is None or not issubclass(model, RoutablePageMixin):
        return []
    routes = [str(pattern.pattern).lstrip("^").rstrip("$") for pattern in model.get_subpage_urls()]
    return [route for route in routes if route and not set(route) & set("<>()[]?*+\\|")]
