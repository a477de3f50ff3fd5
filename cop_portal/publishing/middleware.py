"""Serves stored pages where no nginx does, and stores what had to be rendered."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from common.areas import is_private
from common.computed import answers_queries
from cop_portal.publishing import site
from cop_portal.publishing.serve import NOT_FOUND, from_store
from cop_portal.publishing.store import ROOT_FILES, Store, name_of

log = logging.getLogger("cop.publishing")
#: In the WSGI environment of the filler's own requests: never answer with an older copy.
FILLING = "cop.filling"
RETRY_AFTER = "10"


class StoredPages:
    """Stored pages first; a page that is missing is rendered once, however many ask, and kept."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response
        self.started = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        head = request.method == "HEAD"
        response = self.answer(request)
        if head and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        pages = site.store()
        # An editor's preview runs through here as a request that never was: neither answered from the store nor kept.
        preview = getattr(request, "is_dummy", False)
        if pages is None or preview or request.method not in {"GET", "HEAD"} or is_private(request.path_info):
            return self.get_response(request)
        if not self.started:
            self.start(pages)
        name = name_of(request.path_info)
        if name is None or is_computed(request):
            return self.get_response(request)
        request.get_host()  # An unknown host is a bad request for a stored page, too.
        if FILLING not in request.META:
            response = from_store(request, pages, pages.current_key(), name)
            if response is not None:
                return response
        return self.missing(request, pages, name)

    def start(self, pages: Store) -> None:
        """Once a process: its build is what is stored from now on, and nothing stale was left by a crash."""
        try:
            site.announce_build(pages)
            site.reconcile(pages)
            self.started = True
        except (OSError, DatabaseError):
            log.exception("could not prepare the page store")

    def missing(self, request: HttpRequest, pages: Store, name: str) -> HttpResponse:
        filling = FILLING in request.META
        try:
            key = site.reconcile(pages)
        except DatabaseError:
            log.warning("the database does not answer: serving the newest copies")
            return from_store(request, pages, "", name) or unavailable()
        except OSError:
            log.exception("the page store does not work: serving without it")
            return self.get_response(request)
        older = None if filling else from_store(request, pages, "", name)
        needed = older is None or pages.is_outdated(name)
        with pages.refreshing(needed) as turn, pages.rendering(name, wait=older is None) as mine:
            if older is not None and not (turn and mine):
                return older
            if not mine:
                return unavailable()
            if not filling:
                response = from_store(request, pages, key, name)
                if response is not None:
                    return response
            return self.render(request, pages, key, name) or older or unavailable()

    def render(self, request: HttpRequest, pages: Store, key: str, name: str) -> HttpResponse | None:
        """Render, keep what may be kept. None when rendering failed and an older copy should answer."""
        request.META["QUERY_STRING"] = ""  # Nothing of a stored page depends on it.
        request.__dict__.pop("GET", None)
        request.method = "GET"  # The body of a HEAD is kept, too; the server does not send it.
        log.info("rendered %s", request.path_info)
        response = self.get_response(request)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR and request.path_info not in ROOT_FILES:
            return None if FILLING not in request.META and pages.latest.joinpath(name).exists() else response
        try:
            if storable(response, name):
                kept = self.keep(pages, key, name, response, getattr(request, "stored_page", None))
                if kept and FILLING not in request.META:
                    return from_store(request, pages, key, name) or response
            elif response.status_code == HTTPStatus.NOT_FOUND and getattr(response, "fresh_not_found", False):
                lost = f"{translation.get_language()}/{NOT_FOUND}"
                self.keep(pages, key, lost, response, None)
        except DatabaseError:
            log.warning("the database does not answer: a page was rendered but not stored")
        except OSError:
            log.exception("a page could not be stored")
        if "Cookie" in response.headers.get("Vary", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    @staticmethod
    def keep(pages: Store, key: str, name: str, response: HttpResponse, page: int | None) -> bool:
        with pages.writing():
            # Read again, under the lock: what was withdrawn meanwhile must not come back.
            if not site.is_current(pages, key):
                return False
            pages.put(key, name, response.content, page=page)
            return True


def storable(response: HttpResponse, name: str) -> bool:
    """Whether a response is the same for everybody."""
    headers = response.headers
    kind = headers.get("Content-Type", "").split(";")[0]
    expected = ROOT_FILES.get(f"/{name}", "text/html").split(";")[0]
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and kind == expected
        and not response.cookies
        and "Cookie" not in headers.get("Vary", "")
        and "Content-Encoding" not in headers
        and not any(word in headers.get("Cache-Control", "") for word in ("private", "no-store"))
    )


def is_computed(request: HttpRequest) -> bool:
    """Whether the answer depends on the query: see common/computed.py."""
    return bool(request.META.get("QUERY_STRING")) and answers_queries(request.path_info)


def unavailable() -> HttpResponse:
    """Neither a page nor an older copy of it: what nginx says with its own 503."""
    try:
        body = loader.get_template("500.html").render({"status": 503})
    except Exception:  # noqa: BLE001 -- the last resort must not fail
        body = "Please try again in a few minutes."
    return HttpResponse(body, status=503, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})
