"""Views that belong to no page: language choice, short addresses, error pages, the web manifest."""

import sys

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.utils import translation
from django.utils.cache import patch_vary_headers

from common.areas import is_private
from common.languages import active_codes
from cop_portal.publishing.middleware import unavailable
from cop_portal.publishing.serve import stored_not_found
from guidelines.models import (
    ActivityPage,
    GuidelineSetPage,
    RecommendationPage,
    SectionPage,
    TeachersGuidePage,
)


def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead from the bare address to the home page in the language that the browser asks for."""
    response = HttpResponseRedirect(f"/{translation.get_language() or settings.LANGUAGE_CODE}/")
    patch_vary_headers(response, ("Accept-Language",))
    return response


def short_address(request: HttpRequest, stable_id: str) -> HttpResponse:
    """Lead from `/r/PM-2.3` to the item's page in the reader's language, or in the source language.

    Documents carry such addresses of sections, sets and the teacher's guide too: `/r/PM-2`, `/r/parents`.
    """
    items, rest = (RecommendationPage, ActivityPage), (SectionPage, GuidelineSetPage, TeachersGuidePage)
    models = items if "." in stable_id else rest
    pages = [page for one in models for page in one.objects.live().filter(key=stable_id).select_related("locale")]
    by_code = {page.locale.language_code: page for page in pages}
    page = by_code.get(translation.get_language()) or by_code.get(settings.LANGUAGE_CODE)
    if page is None:
        raise Http404(stable_id)
    response = HttpResponseRedirect(page.get_url(request))
    patch_vary_headers(response, ("Accept-Language",))
    return response


def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, so that a phone can keep the portal on its home screen."""
    icons = [
        {"src": static(f"icons/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)
    ]
    body = {
        "name": settings.COP_SITE_NAME,
        "short_name": settings.COP_SITE_NAME,
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#FFFDF8",
        "theme_color": "#1B2440",
        "icons": icons,
    }
    return JsonResponse(body, content_type="application/manifest+json")


def looks(request: HttpRequest) -> HttpResponse:
    """Display choices, kept on the reader's device by a script; nothing is sent."""
    return render(request, "looks.html")


def _error(request: HttpRequest, status: int, template: str) -> HttpResponse:
    _speak_public_language()
    return render(request, template, {"status": status, "error_page": True}, status=status)


def _speak_public_language() -> None:
    if translation.get_language() not in active_codes():
        translation.activate(settings.LANGUAGE_CODE)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return HttpResponse("Bad request", status=400, content_type="text/plain; charset=utf-8")


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    return _error(request, 403, "403.html")


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """One page per language: rendered for the first reader who is lost, stored for all others."""
    _speak_public_language()
    known = stored_not_found(request) if not is_private(request.path_info) else None
    if known is not None:
        return known
    response = _error(request, 404, "404.html")
    response.fresh_not_found = True
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Must not touch the database: it may be what failed. Then the fault is not ours, and passes: 503."""
    if isinstance(sys.exc_info()[1], DatabaseError):
        return unavailable()
    try:
        body = loader.get_template("500.html").render({"status": 500})
    except Exception:  # noqa: BLE001 -- this page answers whatever broke
        body = "Something went wrong. Please try again later."
    return HttpResponse(body, status=500)
