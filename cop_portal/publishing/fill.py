"""Renders the whole public site into the store."""

import io
import logging
from collections import deque
from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse

from cop_portal.publishing import site
from cop_portal.publishing.addresses import all_addresses
from cop_portal.publishing.middleware import FILLING
from cop_portal.publishing.serve import NOT_FOUND
from cop_portal.publishing.store import Store, name_of

log = logging.getLogger("cop.publishing")


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def render(address: str) -> HttpResponse:
    """What the portal answers to an address, through the whole stack; the page is stored on the way."""
    base = urlsplit(settings.COP_BASE_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": base.hostname or "localhost",
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "HTTP_HOST": base.netloc,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": base.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        FILLING: True,
    }
    if base.scheme == "https":
        environ["HTTP_X_FORWARDED_PROTO"] = "https"
    return _handler().get_response(WSGIRequest(environ))


class Filler:
    """Fills one generation after the other, a page a step, so that its caller stays responsive.

    First every page is rendered and compressed fast; then those that were compressed in a hurry, as well as can be.
    """

    def __init__(self, pages: Store):
        self.pages = pages
        self.key = ""
        self.todo: deque[str] = deque()
        self.all: list[str] = []
        self.hurried: deque[str] = deque()
        self.failed: dict[str, int] = {}
        self.pruned = True

    def begin(self, key: str) -> None:
        """Turn to a generation, if it is another than the one at work."""
        if key == self.key:
            return
        self.key, self.failed, self.pruned = key, {}, False
        self.all = all_addresses()
        self.todo = deque(self.all)
        self.hurried = deque()

    @property
    def done(self) -> bool:
        return not self.todo and not self.hurried and self.pruned

    @property
    def complete(self) -> bool:
        """Every page of the generation stands, however it is compressed."""
        return bool(self.key) and not self.todo

    def step(self) -> None:
        """Do one small piece of work."""
        if self.todo:
            self._fill(self.todo.popleft())
        elif not self.pruned:
            self.pruned = True
            if not self.failed:
                self.pages.prune_latest(self.key, filter(None, map(name_of, self.all)))
        elif self.hurried:
            self.pages.strengthen(self.key, self.hurried.popleft())

    def _fill(self, address: str) -> None:
        name = name_of(address)
        if not self.pages.has(self.key, name):
            response = render(address)
            if response.status_code != 200:
                self.failed[address] = response.status_code
                log.warning("%s answers %s to the filler", address, response.status_code)
                return
            if not self.pages.has(self.key, name):
                return  # The content moved on meanwhile, or the answer is not the same for everybody.
        self.hurried.append(name)

    def not_found_pages(self) -> None:
        """Have the 404 of every language made before anybody is lost."""
        for address in [one for one in self.all if one.count("/") == 2]:
            name = f"{address[1:]}{NOT_FOUND}"
            if not self.pages.has(self.key, name):
                render(f"{address}this-page-does-not-exist/")
            self.hurried.append(name)


def fill_all(progress: Callable[[str, int, int], None] = lambda what, done, total: None) -> Filler:
    """Render and compress everything of the generation that holds now. Returns what was done.

    `progress` is told what is done ("pages", then "compressed"), how many, and of how many.
    """
    pages = site.store()
    if pages is None:
        raise RuntimeError("The page store is switched off by the settings (DEBUG or PUBLISHING_DIR).")
    site.announce_build(pages)
    filler = Filler(pages)
    filler.begin(site.reconcile(pages))
    filler.not_found_pages()
    total = len(filler.all)
    while not filler.complete:
        filler.step()
        progress("pages", total - len(filler.todo), total)
    total = len(filler.hurried)
    while not filler.done:
        filler.step()
        progress("compressed", total - len(filler.hurried), total)
    return filler
