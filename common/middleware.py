"""Request hygiene, languages in addresses, and the headers that every response carries."""

import re
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_language_from_path, parse_accept_lang_header

from common.assets import style_hashes
from common.languages import active_codes

PRIVATE_PREFIXES = ("/cms/", "/accounts/", "/documents/", "/feedback/")
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
MAX_QUERY_BYTES = 4096


def is_private(path: str) -> bool:
    """Whether a path belongs to staff, not to the public site."""
    return path.startswith(PRIVATE_PREFIXES)


class PlainRequests:
    """Turns requests that no browser sends into plain 4xx answers before anything else sees them."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        fault = self.fault(request)
        if fault:
            return HttpResponse(fault.phrase, status=fault, content_type="text/plain; charset=utf-8")
        return self.get_response(request)

    @staticmethod
    def fault(request: HttpRequest) -> HTTPStatus | None:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "%00" in query or "\x00" in query:
            return HTTPStatus.BAD_REQUEST
        if request.method not in METHODS:
            return HTTPStatus.NOT_IMPLEMENTED
        if not is_private(request.path):
            if request.method not in {"GET", "HEAD"}:
                return HTTPStatus.METHOD_NOT_ALLOWED
            if len(query) > MAX_QUERY_BYTES:
                return HTTPStatus.REQUEST_URI_TOO_LONG
        return None


class ActiveLocaleMiddleware(LocaleMiddleware):
    """Languages are the public locales, not all that Django knows; others in an address are not found."""

    def process_request(self, request: HttpRequest) -> None:
        in_path = get_language_from_path(request.path_info)
        codes = active_codes()
        if in_path and in_path not in codes:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
            raise Http404("Not a public language.")
        translation.activate(in_path or negotiate(request, codes))
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not get_language_from_path(request.path_info):
            patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


def negotiate(request: HttpRequest, codes: list[str]) -> str:
    """The public language that a browser asks for first; the source language otherwise."""
    for wanted, _quality in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:500]):
        for code in (wanted, translation.to_language(translation.to_locale(wanted)), wanted.split("-")[0]):
            if code in codes:
                return code
        if wanted.startswith("zh") and wanted in {"zh", "zh-cn", "zh-sg"} and "zh-hans" in codes:
            return "zh-hans"
    return settings.LANGUAGE_CODE


class ResponseHeaders:
    """The same policy on every response: strict in public, relaxed under /cms/ to what each screen needs."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        private = is_private(request.path)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", staff_policy(request.path) if private else public_policy())
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        if private or response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            headers["Cache-Control"] = "no-store"
            # Without any referrer a browser names no origin on its forms, and Django refuses them.
            headers.setdefault("Referrer-Policy", "same-origin")
        elif "Cache-Control" not in headers:
            headers["Cache-Control"] = (
                PUBLIC_CACHE if response.status_code == HTTPStatus.OK else "public, max-age=0, s-maxage=60"
            )
        return response


#: Nothing that a device can feel, see or pay with.
PERMISSIONS = ", ".join(
    f"{one}=()"
    for one in (
        *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
        *("microphone", "midi", "payment", "usb", "xr-spatial-tracking"),
    )
)
PUBLIC_CACHE = "public, max-age=0, s-maxage=60, stale-while-revalidate=120, stale-if-error=86400"
#: Signing in: a form, a style sheet and the square for the authenticator app; no script at all.
ACCOUNTS_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
#: Somebody else's file, opened in a tab: it may do nothing.
DOCUMENTS_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#: Screens of Wagtail's that carry scripts or styles in the page. Measured with Chromium (tests/e2e/test_policies.py);
#: all others get none. What a rule does not name, no admin screen may do.
INLINE_SCREENS = re.compile(
    r"^/cms/("
    r"pages/$|pages/\d+/(edit/|copy/|history/|move/.*)?$|pages/add/|pages/search/|reports/|users/|groups/|redirects/"
    r"|workflows/|images/\d+/|documents/edit/|snippets/.+/(add|edit|history|usage)/|bulk/|translation/"
    r")"
)
#: A page as readers will see it lives under their policy.
PREVIEWS = re.compile(r"^/cms/(block-preview/|.*(/preview/|/view_draft/|/revisions/\d+/view/))")
INLINE = " 'unsafe-inline'"


def staff_policy(path: str) -> str:
    """What the screen at this address needs, and no more."""
    if path.startswith("/accounts/"):
        return ACCOUNTS_POLICY
    if path.startswith("/documents/"):
        return DOCUMENTS_POLICY
    if PREVIEWS.match(path):
        return public_policy()
    inline = INLINE if INLINE_SCREENS.match(path) else ""
    return (
        f"default-src 'none'; script-src 'self'{inline}; style-src 'self'{inline}; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; frame-src 'self'; media-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    )


def public_policy() -> str:
    """Nothing but this origin's own files, and the style sheet whose hash stands here (of the last builds, too)."""
    return _policy(style_hashes())


@lru_cache(maxsize=4)
def _policy(hashes: tuple[str, ...]) -> str:
    styles = " ".join(f"'{one}'" for one in hashes)
    return (
        f"default-src 'none'; style-src 'self' {styles}; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        "media-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    )
