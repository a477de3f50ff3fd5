"""Answers from the page store, as nginx gives them: same bytes, same headers."""

import os
import re
from functools import lru_cache
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from common.middleware import PUBLIC_CACHE
from cop_portal.publishing.store import ENCODINGS, Store, content_type

NOT_FOUND = "404.html"
_REFUSED = re.compile(r";q=0(\.0*)?$")
#: Sent with every stored page, by nginx and by Django.
STORED_HEADERS = {"Vary": "Accept-Encoding", "Cache-Control": PUBLIC_CACHE}


@lru_cache(maxsize=64)
def chosen_encoding(accepted: str) -> str:
    """ "br", "gzip" or "" by an Accept-Encoding header, read as plainly as nginx.conf reads it."""
    offers = [part.strip().replace(" ", "") for part in accepted.lower().split(",")]
    names = {offer.split(";")[0] for offer in offers if not _REFUSED.search(offer)}
    return "br" if "br" in names else "gzip" if "gzip" in names else ""


def etag_of(seconds: int, size: int) -> str:
    """nginx's own form, so that both give a page the same."""
    return f'"{seconds:x}-{size:x}"'


def from_store(request: HttpRequest, pages: Store, key: str, name: str) -> HttpResponse | None:
    """The stored page of a generation (`key`), or the newest copy whatever made it (key "")."""
    base = pages.generations / key if key else pages.latest
    encoding = chosen_encoding(request.META.get("HTTP_ACCEPT_ENCODING", "")[:200])
    for one in (encoding, "") if encoding else ("",):
        try:
            with open(base / f"{name}{ENCODINGS.get(one, '')}", "rb") as file:
                return _answer(request, name, file, one)
        except OSError:
            continue
    return None


def _answer(request: HttpRequest, name: str, file, encoding: str) -> HttpResponse:
    facts = os.fstat(file.fileno())
    seconds = int(facts.st_mtime)
    etag = etag_of(seconds, facts.st_size)
    if is_unchanged(request.META, etag, seconds):
        response: HttpResponse = HttpResponseNotModified()
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(file.read(), content_type=content_type(name))
        response.headers["Content-Length"] = str(len(response.content))
        if encoding:
            response.headers["Content-Encoding"] = encoding
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(seconds)
    for header, value in STORED_HEADERS.items():
        response.headers[header] = value
    return response


def is_unchanged(environ: dict, etag: str, seconds: int) -> bool:
    """Whether the client already has it, by what it says in the request."""
    wanted = environ.get("HTTP_IF_NONE_MATCH")
    if wanted is not None:
        known = parse_etags(wanted)
        return etag in known or f"W/{etag}" in known or "*" in known
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return since is not None and parse_http_date_safe(since) == seconds


def stored_not_found(request: HttpRequest) -> HttpResponse | None:
    """The one 404 of the reader's language, made by an earlier one."""
    from cop_portal.publishing import site

    pages = site.store()
    key = pages.current_key() if pages else ""
    if not pages or not key:
        return None
    request_without = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"} & request.META.keys()
    for header in request_without:
        del request.META[header]
    response = from_store(request, pages, key, f"{translation.get_language()}/{NOT_FOUND}")
    if response is None:
        return None
    response.status_code = HTTPStatus.NOT_FOUND
    for header in ("ETag", "Last-Modified"):
        del response.headers[header]
    response.headers["Cache-Control"] = "public, max-age=0, s-maxage=60"
    return response
