"""The public site as a folder: files only, no database. See docs/decisions/0006-the-public-site-is-a-folder.md.

build                the build (code, templates, styles) whose pages may be written now
current  ->          generations/<key of this generation>
generations/<key>/en/help/index.html, .html.gz, .html.br     (and en/404.html, sitemap.xml, …)
latest/              the newest copy of every page, hard links, whatever generation made it; .outdated beside a copy:
                     the page was edited since
pages/<page id>      names under which a page was stored, one a line, so that it can be taken away
locks/               who renders what, and who may write
"""

import fcntl
import gzip
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import brotli

#: Only these addresses are pages of the store: lower case, a trailing slash, nothing to be normalised.
ADDRESS = re.compile(r"/[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}/(?:[a-z0-9_](?:[a-z0-9_.-]{0,118}[a-z0-9_-])?/){0,9}")
#: What belongs to no language and is stored too.
ROOT_FILES = {
    "/sitemap.xml": "application/xml",
    "/robots.txt": "text/plain; charset=utf-8",
    "/manifest.webmanifest": "application/manifest+json",
}
HTML = "text/html; charset=utf-8"
ENCODINGS = {"br": ".br", "gzip": ".gz"}
#: Left beside a page that was compressed in a hurry, for the worker to do better.
HURRIED = ".hurried"
#: Left beside the newest copy of a page that somebody has edited since: not good enough while Django answers.
OUTDATED = ".outdated"
STRIPES = 1024
MAX_LENGTH = 600


def name_of(address: str) -> str | None:
    """File name, inside a generation, of an address; None for addresses that are not stored."""
    if address in ROOT_FILES:
        return address[1:]
    if len(address) <= MAX_LENGTH and ADDRESS.fullmatch(address):
        return f"{address[1:]}index.html"
    return None


def plain(name: str) -> str:
    """The name of a page without what stands beside it: encodings and marks."""
    for suffix in (*ENCODINGS.values(), HURRIED, OUTDATED):
        name = name.removesuffix(suffix)
    return name


def content_type(name: str) -> str:
    return ROOT_FILES.get(f"/{name}", HTML)


def compress(body: bytes, strong: bool) -> dict[str, bytes]:
    """The body as it is and in both encodings. Text that a client needs at once is compressed fast."""
    return {
        "": body,
        ".gz": gzip.compress(body, 9 if strong else 5, mtime=0),
        ".br": brotli.compress(body, quality=11 if strong else 4),
    }


class Store:
    """One folder, shared by all processes of an installation."""

    def __init__(self, root: Path):
        self.root = Path(root)
        self.current, self.latest = self.root / "current", self.root / "latest"
        self.generations, self.locks, self.pages = self.root / "generations", self.root / "locks", self.root / "pages"

    def prepare(self) -> None:
        for folder in (self.generations, self.latest, self.locks, self.pages):
            folder.mkdir(parents=True, exist_ok=True)

    # --- reading

    def current_key(self) -> str:
        """Key of the generation that answers now; "" where there is none."""
        try:
            return os.path.basename(os.readlink(self.current))
        except OSError:
            return ""

    def has(self, key: str, name: str) -> bool:
        return (self.generations / key / name).exists()

    # --- locks

    @contextmanager
    def writing(self, alone: bool = False) -> Iterator[None]:
        """Held while pages are written (many at a time) or taken away (alone), so that nothing comes back."""
        with self._locked("writing", fcntl.LOCK_EX if alone else fcntl.LOCK_SH):
            yield

    @contextmanager
    def switching(self) -> Iterator[None]:
        """Held from reading the generation to pointing `current` at it, so that it never goes backwards."""
        with self._locked("switching", fcntl.LOCK_EX):
            yield

    @contextmanager
    def _locked(self, name: str, how: int) -> Iterator[None]:
        handle = os.open(self.locks / name, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, how)
            yield
        finally:
            os.close(handle)

    @contextmanager
    def rendering(self, name: str, wait: bool = True, patience: float = 20) -> Iterator[bool]:
        """Yields whether the caller is the one who renders `name`. Locks are striped, so their number is bounded.

        With `wait` the caller queues behind another's render (False only after `patience` seconds); without,
        it is told at once, unless the lock is merely held for another page of the same stripe.
        """
        stripe = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest()) % STRIPES
        handle = os.open(self.locks / f"render-{stripe:04}", os.O_RDWR | os.O_CREAT, 0o644)
        mine, until = False, time.monotonic() + patience
        try:
            while not mine and time.monotonic() < until:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    mine = True
                except BlockingIOError:
                    if not wait and os.pread(handle, MAX_LENGTH, 0).decode(errors="replace") == name:
                        break
                    time.sleep(0.01)
            if mine:
                os.ftruncate(handle, 0)
                os.pwrite(handle, name.encode(), 0)
            yield mine
        finally:
            os.close(handle)

    @contextmanager
    def refreshing(self, needed: bool) -> Iterator[bool]:
        """Yields whether a reader's request may make a page anew. `needed`: no copy exists that is good enough.

        Otherwise one at a time on the whole machine: after a change every page is missing at once, and readers who
        all waited for renders would wait for each other. The others get the older copy; the worker is on its way.
        """
        if needed:
            yield True
            return
        handle = os.open(self.locks / "refreshing", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                turn = True
            except BlockingIOError:
                turn = False
            yield turn
        finally:
            os.close(handle)

    # --- writing

    def put(self, key: str, name: str, body: bytes, page: int | None = None, strong: bool = False) -> None:
        """Keep a page in a generation and as the newest copy. Call inside `writing()`."""
        if self._unchanged(name, body):
            for suffix in ("", ".gz", ".br", HURRIED):
                if (self.latest / f"{name}{suffix}").exists():
                    self._link(self.latest / f"{name}{suffix}", self.generations / key / f"{name}{suffix}")
        else:
            self._write(key, name, compress(body, strong), hurried=not strong)
        (self.latest / f"{name}{OUTDATED}").unlink(missing_ok=True)
        if page is not None:
            self._remember(page, name)

    def mark_outdated(self, names: Iterable[str]) -> None:
        """Pages that were edited: whoever asks next sees the new text, and no older copy."""
        for name in names:
            with suppress(FileNotFoundError):
                (self.latest / f"{name}{OUTDATED}").touch()

    def is_outdated(self, name: str) -> bool:
        return (self.latest / f"{name}{OUTDATED}").exists()

    def strengthen(self, key: str, name: str) -> bool:
        """Compress a hurried page as well as can be. Whether there was one."""
        path = self.generations / key / name
        hurried = path.with_name(f"{path.name}{HURRIED}")
        if not hurried.exists():
            return False
        try:
            parts = compress(path.read_bytes(), strong=True)
            with self.writing():
                if path.exists():
                    parts.pop("")
                    self._write(key, name, parts, hurried=False)
        except FileNotFoundError:
            return False  # Withdrawn or replaced meanwhile.
        return True

    def _unchanged(self, name: str, body: bytes) -> bool:
        try:
            return (self.latest / name).read_bytes() == body and all(
                (self.latest / f"{name}{suffix}").exists() for suffix in ENCODINGS.values()
            )
        except OSError:
            return False

    def _write(self, key: str, name: str, parts: dict[str, bytes], hurried: bool) -> None:
        folder = (self.generations / key / name).parent
        folder.mkdir(parents=True, exist_ok=True)
        stamp = self._stamp(name)
        made = []
        try:
            for suffix, data in parts.items():
                handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
                made.append((temporary, suffix))
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                os.chmod(temporary, 0o644)
                os.utime(temporary, (stamp, stamp))
            # The plain file last: where it stands, its encodings stand too.
            for temporary, suffix in sorted(made, key=lambda pair: pair[1] == ""):
                path = self.generations / key / f"{name}{suffix}"
                os.replace(temporary, path)
                self._link(path, self.latest / f"{name}{suffix}")
        finally:
            for temporary, _ in made:
                with suppress(FileNotFoundError):
                    os.unlink(temporary)
        for base in (self.generations / key, self.latest):
            mark = base / f"{name}{HURRIED}"
            if hurried:
                mark.touch()
            else:
                mark.unlink(missing_ok=True)

    def _stamp(self, name: str) -> int:
        """Time of change, newer by a second at least than the copy before: ETags are made of time and length."""
        try:
            before = int((self.latest / name).stat().st_mtime)
        except OSError:
            before = 0
        return max(int(time.time()), before + 1)

    @staticmethod
    def _link(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = tempfile.mktemp(dir=target.parent, prefix=".new-")  # nosec B306 # noqa: S306 -- link() refuses existing names
        os.link(source, temporary)
        os.replace(temporary, target)
        with suppress(FileNotFoundError):
            os.unlink(temporary)  # replace() does nothing when both are the same file.

    def _remember(self, page: int, name: str) -> None:
        path = self.pages / str(page)
        if name not in self.names_of(page):
            with path.open("a") as file:
                file.write(f"{name}\n")

    def names_of(self, page: int) -> list[str]:
        """Names under which a page of the tree was ever stored."""
        try:
            return (self.pages / str(page)).read_text().split("\n")[:-1]
        except OSError:
            return []

    # --- taking away

    def withdraw(self, names: Iterable[str]) -> None:
        """Remove pages from what answers now and from the newest copies. A locale's home takes its language along."""
        names = [name for name in names if name]
        with self.writing(alone=True):
            for base in (self.latest, self.current):
                for name in names:
                    if name.count("/") == 1:
                        shutil.rmtree(base / name.split("/")[0], ignore_errors=True)
                    for suffix in ("", *ENCODINGS.values(), HURRIED, OUTDATED):
                        with suppress(OSError):
                            (base / f"{name}{suffix}").unlink()

    def withdraw_everything(self) -> None:
        """Where one cannot say which pages show what was withdrawn."""
        with self.writing(alone=True):
            for base in (self.latest, self.current):
                for child in list(base.iterdir()) if base.exists() else []:
                    if child.is_dir():
                        shutil.rmtree(child, ignore_errors=True)
                    else:
                        child.unlink(missing_ok=True)

    # --- generations

    def build(self) -> str:
        try:
            return (self.root / "build").read_text()
        except OSError:
            return ""

    def set_build(self, build: str) -> None:
        self.prepare()
        temporary = self.root / f".build-{os.getpid()}"
        temporary.write_text(build)
        os.replace(temporary, self.root / "build")

    def switch(self, key: str) -> None:
        """Point `current` at a generation. Call inside `switching()`."""
        if self.current_key() == key and self.current.is_dir():
            return
        (self.generations / key).mkdir(parents=True, exist_ok=True)
        temporary = self.root / f".current-{os.getpid()}-{time.monotonic_ns()}"
        os.symlink(f"generations/{key}", temporary)
        os.replace(temporary, self.current)

    def clean(self, keep: int = 2, age: float = 60) -> None:
        """Remove generations that nobody reads any more."""
        here = self.current_key()
        old = sorted(
            (path for path in self.generations.iterdir() if path.name != here), key=lambda path: path.stat().st_mtime
        )
        for path in old[: max(0, len(old) - keep + 1)]:
            if time.time() - path.stat().st_mtime > age:
                shutil.rmtree(path, ignore_errors=True)
        for path in [*self.root.glob(".current-*"), *self.root.glob(".build-*")]:
            with suppress(OSError):
                if time.time() - path.lstat().st_mtime > age:
                    path.unlink()

    def prune_latest(self, key: str, known: Iterable[str]) -> int:
        """After a whole generation was made: forget newest copies of addresses that are no more. How many.

        `known`: names that the site still has. A copy of one stays even where the generation lacks it: the content may
        have moved on while it was made, and the copy is all there is if the database falls now.
        """
        gone, kept = 0, set(known)
        with self.writing(alone=True):
            for path in list(self.latest.rglob("*")):
                name = path.relative_to(self.latest)
                if path.is_file() and plain(str(name)) not in kept and not (self.generations / key / name).exists():
                    path.unlink(missing_ok=True)
                    gone += 1
            for path in sorted(self.latest.rglob("*"), reverse=True):
                if path.is_dir():
                    with suppress(OSError):
                        path.rmdir()
        return gone
