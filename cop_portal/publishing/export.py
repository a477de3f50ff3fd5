"""A mirror of the public site as plain files with relative links: for any web server, or a USB stick."""

import re
import shutil
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from common.languages import active_codes, direction, native_name
from cop_portal.publishing.addresses import all_addresses
from cop_portal.publishing.fill import render
from cop_portal.publishing.store import HTML, ROOT_FILES

#: Attributes that hold one address. `srcset` is read apart.
_ADDRESS = re.compile(r'(?P<before>\s(?:href|src|action|poster|data|xlink:href)=")(?P<address>[^"]*)"', re.I)
_SRCSET = re.compile(r'(\ssrcset=")([^"]*)"', re.I)
_IN_CSS = re.compile(r"""url\((['"]?)(/[^'")]+)\1\)""")
#: Absolute on purpose: search engines and shares must find the living site.
_KEEPS_ABSOLUTE = re.compile(r'<(?:link rel="(?:canonical|alternate)"|meta )[^>]*>', re.I)
_HEAD_LINKS_TO_DROP = re.compile(r'<link rel="manifest"[^>]*>\s*')


class Exporter:
    """One export into one folder."""

    def __init__(self, folder: Path, progress: Callable[[int, int], None] = lambda done, total: None):
        self.folder, self.progress = folder, progress
        self.pages: set[str] = set()
        self.files: set[str] = set()
        self.failed: dict[str, int] = {}

    def run(self) -> "Exporter":
        """Write everything. The folder must be empty or hold an earlier export."""
        mark = self.folder / ".cop-export"
        if self.folder.exists() and any(self.folder.iterdir()) and not mark.exists():
            raise FileExistsError(f"{self.folder} is not empty, and not an earlier export.")
        for child in list(self.folder.iterdir()) if self.folder.exists() else []:
            shutil.rmtree(child) if child.is_dir() else child.unlink()
        self.folder.mkdir(parents=True, exist_ok=True)
        mark.write_text("Made by manage.py export_site. The next export replaces everything in this folder.\n")
        addresses = all_addresses()
        self.pages = set(addresses)
        for number, address in enumerate(addresses, start=1):
            self._page(address)
            self.progress(number, len(addresses))
        for code in active_codes():
            self._write(f"{code}/404.html", self._relative(self._not_found(code), f"/{code}/404.html"))
        self._write("index.html", _language_page())
        for name in sorted(self.files):
            self._file(name)
        return self

    def _not_found(self, code: str) -> str:
        return render(f"/{code}/this-page-does-not-exist/").content.decode()

    def _page(self, address: str) -> None:
        response = render(address)
        if response.status_code != 200:
            self.failed[address] = response.status_code
            return
        if address in ROOT_FILES:
            self._write(address[1:], response.content.decode())
        elif response.headers["Content-Type"] == HTML:
            self._write(f"{address[1:]}index.html", self._relative(response.content.decode(), f"{address}index.html"))
        else:
            (self.folder / self._name_of(address, response.headers)).write_bytes(response.content)

    @staticmethod
    def _name_of(address: str, headers) -> str:
        return f"{address[1:].rstrip('/')}.{headers['Content-Type'].split(';')[0].split('/')[-1]}"

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def _relative(self, html: str, at: str) -> str:
        """Addresses of this portal, made relative to the page that stands at `at`."""
        here = str(PurePosixPath(at).parent)
        kept: list[str] = []

        def keep(match: re.Match) -> str:
            kept.append(match[0])
            return f"\0{len(kept) - 1}\0"

        html = _HEAD_LINKS_TO_DROP.sub("", html)
        html = _KEEPS_ABSOLUTE.sub(keep, html)
        html = _ADDRESS.sub(lambda m: f'{m["before"]}{escape(self._to(unescape(m["address"]), here))}"', html)
        html = _SRCSET.sub(lambda m: f'{m[1]}{", ".join(self._candidate(one, here) for one in m[2].split(","))}"', html)
        html = _IN_CSS.sub(lambda m: f"url({m[1]}{self._to(m[2], here)}{m[1]})", html)
        return re.sub("\0(\\d+)\0", lambda m: kept[int(m[1])], html)

    def _candidate(self, one: str, here: str) -> str:
        address, _, size = one.strip().partition(" ")
        return f"{self._to(address, here)} {size}".strip()

    def _to(self, address: str, here: str) -> str:
        """Where a link leads in the mirror: a page, a file, or, for what only the living site can do, that site."""
        base = settings.COP_BASE_URL
        if address.startswith(f"{base}/"):
            address = address[len(base) :]
        if not address.startswith("/") or address.startswith("//"):
            return address
        parts = urlsplit(address)
        rest = f"#{parts.fragment}" if parts.fragment else ""
        if parts.path == "/":
            return relpath("/index.html", here) + rest
        if parts.path in self.pages and not parts.query:
            target = parts.path if parts.path in ROOT_FILES else f"{parts.path}index.html"
            return relpath(target, here) + rest
        if parts.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            self.files.add(parts.path)
            return relpath(parts.path, here) + rest
        return f"{base}{address}"

    def _file(self, address: str) -> None:
        """Copy a static or media file; style sheets are searched for more."""
        if address.startswith(settings.STATIC_URL):
            name = address.removeprefix(settings.STATIC_URL)
            source = Path(staticfiles_storage.path(name))
            if not source.is_file():  # a demo has collected nothing
                source = Path(finders.find(name) or source)
        else:
            source = Path(settings.MEDIA_ROOT) / address.removeprefix(settings.MEDIA_URL)
        target = self.folder / address.lstrip("/")
        if ".." in PurePosixPath(address).parts or not source.is_file():
            self.failed[address] = 404
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _language_page() -> str:
    """The first page of the mirror: its languages, each in its own words."""
    rows = "".join(
        f'<li><a href="{code}/index.html" lang="{code}" dir="{direction(code)}">{escape(native_name(code))}</a></li>'
        for code in active_codes()
    )
    name = escape(settings.COP_SITE_NAME)
    return (
        f'<!doctype html>\n<html lang="{settings.LANGUAGE_CODE}"><head><meta charset="utf-8"><title>{name}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"></head>'
        f"<body><h1>{name}</h1><ul>{rows}</ul></body></html>\n"
    )
