"""From an address to its page in two queries, however deep the tree."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

#: Home, landing, set, section, page, and two levels of routes below a page. Longer addresses are nobody's.
MAX_PARTS = 8
SITE_KEY = "cop.site"


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at a path below its language's home; the hooks are Wagtail's own."""
    if "//" in request.path:
        raise Http404  # A page has one address.
    request._wagtail_route_for_request = find(request, [part for part in path.split("/") if part])
    return wagtail_serve(request, path)


def site_for(request: HttpRequest) -> Site | None:
    """The site of a request, remembered as long as Wagtail remembers its root paths; dropped when a site is saved."""
    if not hasattr(request, "_wagtail_site"):
        name = f"{SITE_KEY}.{request.get_host()}"
        site = cache.get(name)
        if site is None:
            site = Site.find_for_request(request)
            cache.set(name, site, 60)
        request._wagtail_site = site
    return request._wagtail_site


def find(request: HttpRequest, parts: list[str]) -> RouteResult:
    """The page for address parts, with what its class names in `route_related`. Raises Http404."""
    site = site_for(request)
    root = next(
        (
            one.root_path
            for one in Site.get_site_root_paths()
            if site and one.site_id == site.pk and one.language_code == request.LANGUAGE_CODE
        ),
        None,
    )
    if root is None or len(parts) > MAX_PARTS:
        raise Http404
    candidates = [root + "".join(f"{part}/" for part in parts[:number]) for number in range(len(parts) + 1)]
    page = Page.objects.filter(url_path__in=candidates).order_by("-depth").first()
    if page is None:
        raise Http404
    model = page.specific_class
    specific = model.objects.select_related(*getattr(model, "route_related", ("locale",))).get(pk=page.pk)
    return specific.route(request, parts[specific.depth - 2 :])
