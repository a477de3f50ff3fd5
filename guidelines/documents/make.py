"""Making files, one at a time: only what changed, at low priority, under a memory ceiling, whole or not at all.

Each document is made in a child process, so that neither its memory nor a fault in it stays behind. The child says
what the document would be made of; when that has the digest of the file that stands there, nothing is made.
"""

import fcntl
import hashlib
import json
import math
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone, translation

from common import pdf
from common.announce import changed
from common.choices import Audience
from guidelines.documents import epub, paper, plan, sheet, shelf, ticklist
from guidelines.documents.shelf import Wanted
from resources.models import Edition, Resource, ResourceKind

#: How long a replaced file stays, for pages that still link to it.
GRACE = 24 * 3600
SECONDS = 120
#: Each word of new files has the whole site made anew: not more often than it can be.
TELL_SECONDS = 120
#: Word left for the next pass: the last change of content, and the change that the last whole pass began with.
STALE, FRESH = ".stale", ".fresh"
_FIRST_MADE = (ResourceKind.CHECKLIST, ResourceKind.SHEET, ResourceKind.WORKSHEET, ResourceKind.POSTER)
Progress = Callable[[str], None]
#: Sources whose change changes every file they make.
_SOURCES = ("guidelines/documents", "templates/documents", "templates/blocks", "templates/components", "common/pdf.py")


class Busy(Exception):
    """Another process is making documents."""


def builder(wanted: Wanted):
    """The module that makes a format: it has `source(wanted)` and `build(wanted, source)`."""
    if wanted.format == "pdf":
        return paper
    if wanted.format == "epub":
        return epub
    return {ResourceKind.SHEET: sheet, ResourceKind.CHECKLIST: ticklist}.get(wanted.kind, plan)


def make_all(
    progress: Progress = lambda line: None, only: str = "", language: str = "", force: bool = False
) -> dict[str, int]:
    """Refresh the library's rows, then make what is missing or out of date. Raises Busy."""
    with _one_at_a_time():
        stamp = _read(STALE)
        documents, change = shelf.refresh()
        remove(change.files)
        done = {"made": 0, "unchanged": 0, "failed": 0, "skipped": 0}
        files = [one for one in documents if one.format != "html"]
        files = [one for one in files if only in one.name and language in ("", one.language)]
        files.sort(key=_urgency)
        reason = pdf.missing() if any(one.format == "pdf" for one in files) else ""
        if reason:
            progress(f"No PDFs: {reason} The pages for print stand in.")
        touched = bool(change)
        last, told = "", -math.inf
        for one in files:
            if touched and last not in ("", one.kind) and time.monotonic() - told > TELL_SECONDS:
                changed(Wanted)  # pages show what is there, kind by kind, and not only when the last book is done
                touched, told = False, time.monotonic()
            last = one.kind
            if reason and one.format == "pdf":
                done["skipped"] += 1
                continue
            outcome = make(one, force)
            done[outcome[0]] += 1
            touched = touched or outcome[0] == "made"
            if outcome[0] in ("made", "failed"):
                progress(f"{outcome[0]} {one.name}{': ' if outcome[1] else ''}{outcome[1]}")
        _sweep()
        if touched:
            changed(Wanted)
        if not (only or language):
            _write(FRESH, f"{stamp}\n{code_digest()}")
    return done


def _urgency(wanted: Wanted) -> tuple[int, int, int]:
    """What people come for with tomorrow in mind is made first: sheets and checklists, trackers, then books."""
    kinds = list(_FIRST_MADE)
    kind = kinds.index(wanted.kind) if wanted.kind in kinds else len(kinds)
    return kind, wanted.audience != Audience.EDUCATORS, wanted.order


def mark_stale(stamp: str) -> None:
    """Leave word that the content has changed."""
    files().mkdir(parents=True, exist_ok=True)
    _write(STALE, stamp)


def is_stale() -> bool:
    """Whether content or templates changed since all files were last looked at."""
    return _read(FRESH) != f"{_read(STALE)}\n{code_digest()}"


def _read(name: str) -> str:
    path = files() / name
    return path.read_text("utf-8") if path.exists() else ""


def _write(name: str, text: str) -> None:
    scratch = files() / f"{name}.{os.getpid()}"
    scratch.write_text(text, "utf-8")
    scratch.replace(files() / name)


def make(wanted: Wanted, force: bool = False) -> tuple[str, str]:
    """Make one file if its inputs changed. Returns what happened ("made", "unchanged", "failed") and why."""
    row = Edition.objects.filter(resource__key=wanted.key, language=wanted.language, format=wanted.format).first()
    current = "" if force or row is None or not (files() / row.file).is_file() else row.file.partition("/")[0]
    answer = _in_child(wanted, current)
    if answer.get("error"):
        return "failed", answer["error"]
    if answer["digest"] == current:
        return "unchanged", ""
    values = {
        "file": f"{answer['digest']}/{wanted.name}",
        "size": answer["size"],
        "pages": answer["pages"],
        "checksum": answer["checksum"],
        "generated": True,
        "date": timezone.localdate(),
        "made_of": f",{','.join(map(str, answer['made_of']))},",
    }
    owner = Resource.objects.get(key=wanted.key)
    if row is None:
        Edition.objects.bulk_create([Edition(resource=owner, language=wanted.language, format=wanted.format, **values)])
    else:
        Edition.objects.filter(pk=row.pk).update(**values)
    return "made", f"{answer['size'] // 1024} KiB, {answer['seconds']:.1f} s, {answer['memory']} MiB"


def files() -> Path:
    return Path(settings.COP_FILES_DIR)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    files().mkdir(parents=True, exist_ok=True)
    with (files() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy("Documents are being made by another process.") from error
        yield


def code_digest() -> str:
    """Digest of everything that makes documents, content aside."""
    digest = hashlib.sha256()
    for name in _SOURCES:
        root = Path(settings.BASE_DIR) / name
        for path in sorted(root.rglob("*") if root.is_dir() else [root]):
            if path.suffix in (".py", ".html", ".css", ".xhtml"):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _in_child(wanted: Wanted, current: str) -> dict:
    """Run `_work` in a child with a low priority and a ceiling; its answer, or {"error": why}."""
    connections.close_all()  # a database connection must not be shared with a child
    reader, writer = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(reader)
        code = 1
        try:
            _limit()
            answer = _work(wanted, current)
            code = 0
        except MemoryError:
            answer = {"error": f"more than {settings.COP_DOCUMENT_MEMORY} MiB"}
        except Exception as error:  # noqa: BLE001 -- whatever it is, the parent reports it and goes on
            answer = {"error": f"{type(error).__name__}: {error}"[:500]}
        with os.fdopen(writer, "w") as stream:
            stream.write(json.dumps(answer))
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as stream:
        text = stream.read()
    _, status = os.waitpid(child, 0)
    if not text:
        return {"error": f"the process ended with {os.waitstatus_to_exitcode(status)}"}
    return json.loads(text)


def _limit() -> None:
    os.nice(15)
    ceiling = settings.COP_DOCUMENT_MEMORY * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _work(wanted: Wanted, current: str) -> dict:
    started = time.monotonic()
    maker = builder(wanted)
    with translation.override(wanted.language):
        source, made_of = maker.source(wanted)
        text = source if isinstance(source, str) else json.dumps(source, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(f"{code_digest()}\0{wanted.name}\0{text}".encode()).hexdigest()[:12]
        if digest == current:
            return {"digest": digest}
        data, pages = maker.build(wanted, source)
    folder = files() / digest
    folder.mkdir(parents=True, exist_ok=True)
    scratch = folder / f".{os.getpid()}"
    scratch.write_bytes(data)
    scratch.rename(folder / wanted.name)
    return {
        "digest": digest,
        "size": len(data),
        "pages": pages,
        "made_of": made_of,
        "checksum": hashlib.sha256(data).hexdigest(),
        "seconds": time.monotonic() - started,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def remove(names: list[str]) -> None:
    for name in names:
        shutil.rmtree(files() / name.partition("/")[0], ignore_errors=True)


def withdraw(page_ids: list[int]) -> None:
    """Take away every made file that holds words of these pages: at once, not when the next one is made."""
    for pk in page_ids:
        rows = Edition.objects.filter(generated=True, made_of__contains=f",{pk},")
        names = list(rows.exclude(file="").values_list("file", flat=True))
        if names:
            rows.exclude(file="").delete()
            remove(names)


def _sweep() -> None:
    """Remove files that no row names any more, once pages have had a day to follow."""
    named = {name.partition("/")[0] for name in Edition.objects.exclude(file="").values_list("file", flat=True)}
    for folder in files().iterdir():
        if folder.is_dir() and folder.name not in named and folder.stat().st_mtime < time.time() - GRACE:
            shutil.rmtree(folder, ignore_errors=True)
