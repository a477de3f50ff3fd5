"""Stored pages before Django: what a portal without nginx serves most, for less than any Django view costs."""

import os
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.http import http_date

from common.areas import is_private
from common.assets import remembered_styles
from common.computed import answers_queries
from cop_portal.publishing import site
from cop_portal.publishing.serve import chosen_encoding, etag_of, is_unchanged
from cop_portal.publishing.store import ENCODINGS, content_type, name_of

Answer = tuple[str, list[tuple[str, str]], bytes]


class StoredFirst:
    """A WSGI application: a page of the generation that holds now is answered at once, all else goes to Django."""

    def __init__(self, application: Callable):
        self.application = application
        self.pages = site.store()
        self.headers: list[tuple[str, str]] = []
        self.styles: tuple[str, ...] | None = None
        self.hosts: set[str] = set()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        answer = self.stored(environ) if self.pages is not None else None
        if answer is None:
            return self.application(environ, start_response)
        status, headers, body = answer
        start_response(status, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def stored(self, environ: dict) -> Answer | None:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or is_private(path) or not self.welcome(environ):
            return None
        name = name_of(path)
        if name is None or (environ.get("QUERY_STRING") and answers_queries(path)):
            return None
        key = self.pages.current_key()
        encoding = chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")[:200])
        try:
            with open(f"{self.pages.generations}/{key}/{name}{ENCODINGS.get(encoding, '')}", "rb") as file:
                facts = os.fstat(file.fileno())
                body = file.read()
        except OSError:
            return None
        return self.answer(environ, name, encoding, int(facts.st_mtime), body)

    def answer(self, environ: dict, name: str, encoding: str, seconds: int, body: bytes) -> Answer:
        etag = etag_of(seconds, len(body))
        headers = [*self.public_headers(), ("ETag", etag), ("Last-Modified", http_date(seconds))]
        if is_unchanged(environ, etag, seconds):
            return "304 Not Modified", headers, b""
        headers += [("Content-Type", content_type(name)), ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return "200 OK", headers, body

    def welcome(self, environ: dict) -> bool:
        """A host of this installation, over TLS where that is the rule; Django says what is wrong otherwise."""
        if settings.SECURE_SSL_REDIRECT:
            name, value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
            if environ["wsgi.url_scheme"] != "https" and environ.get(name) != value:
                return False
        host = environ.get("HTTP_HOST", "")
        if host in self.hosts:
            return True
        domain, _ = split_domain_port(host)
        if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
            return False
        if len(self.hosts) < len(settings.ALLOWED_HOSTS) * 2 + 2:
            self.hosts.add(host)
        return True

    def public_headers(self) -> list[tuple[str, str]]:
        """What the middleware around the store would add; computed anew when another build told its style."""
        styles = remembered_styles()
        if styles != self.styles:
            from cop_portal.publishing.release import public_headers

            self.headers, self.styles = list(public_headers(settings.SECURE_SSL_REDIRECT).items()), styles
        return self.headers
