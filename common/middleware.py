"""Request hygiene, languages in addresses, and the headers that every response carries."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_language_from_path, parse_accept_lang_header

from common.areas import is_private
from common.languages import active_codes
from common.policies import PERMISSIONS, public_policy, staff_policy

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
MAX_QUERY_BYTES = 4096
PUBLIC_CACHE = "public, max-age=0, s-maxage=60, stale-while-revalidate=120, stale-if-error=86400"


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
        if not is_private(request.path_info):
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
        private = is_private(request.path_info)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", staff_policy(request.path_info) if private else public_policy())
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
