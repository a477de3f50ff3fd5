"""Is the portal alive, and is it ready? And what should an administrator look at?"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, gettext_lazy

from cop_portal.publishing import mail, site
from cop_portal.publishing.worker import free_bytes, heartbeat

WORKER_SILENT_AFTER = 90
LEAST_FREE_BYTES = 200 * 1024 * 1024
#: A process whose migrations were all there once need not look again: new ones come with a new program.
_known: set[str] = set()


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `words` say what is wrong and what to do; "" when all is well."""

    name: str
    words: str
    blocking: bool = False

    @property
    def ok(self) -> bool:
        return not self.words


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return gettext("The database does not answer. Readers get the stored pages; nothing can be edited.")
    return ""


def _migrated() -> str:
    if "migrated" not in _known:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return gettext("The database is older than the program: run “manage.py migrate”.")
        _known.add("migrated")
    return ""


def _disk() -> str:
    free = min(free_bytes(settings.VAR_DIR), free_bytes(settings.MEDIA_ROOT))
    if free < LEAST_FREE_BYTES:
        return gettext("Only %(megabytes)s MB of disk are free. Make room before something cannot be saved.") % {
            "megabytes": free // 1024 // 1024
        }
    return ""


def _store() -> str:
    pages = site.store()
    if pages is None:
        return ""
    try:
        probe = pages.root / ".probe"
        probe.write_text("")
        probe.unlink()
    except OSError:
        return gettext("The folder of the public site cannot be written. Pages are rendered anew for each reader.")
    return ""


def _worker() -> str:
    pages = site.store()
    if pages is None:
        return ""
    said = heartbeat(pages)
    if said is None or time.time() - said["at"] > WORKER_SILENT_AFTER:
        return gettext("The background process is silent. Scheduled pages are not published: start the worker.")
    if said["errors"]:
        name, error = next(iter(said["errors"].items()))
        return gettext("The background process reports a fault (%(duty)s: %(fault)s).") % {"duty": name, "fault": error}
    return ""


def _pages() -> str:
    pages = site.store()
    failed = (heartbeat(pages) or {}).get("failed") if pages else None
    if failed:
        return gettext("These pages cannot be shown: %(pages)s") % {"pages": ", ".join(failed)}
    return ""


def _mail() -> str:
    if mail.failing_since():
        return gettext("Mail cannot be sent. Nothing is lost, but nobody is notified: look at the mail settings.")
    return ""


CHECKS: tuple[tuple[str, Callable[[], str], bool], ...] = (
    ("database", _database, True),
    ("migrations", _migrated, True),
    ("disk", _disk, False),
    ("store", _store, False),
    ("worker", _worker, False),
    ("pages", _pages, False),
    ("mail", _mail, False),
)


def findings() -> list[Finding]:
    """Everything that is looked at, in the order of weight. Never raises."""
    found = []
    for name, check, blocking in CHECKS:
        try:
            words = check()
        except Exception as error:  # noqa: BLE001 -- whatever a check trips over is a finding
            words = gettext("Could not be looked at (%(fault)s).") % {"fault": type(error).__name__}
        found.append(Finding(name, words, blocking))
    return found


def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


def ready(request: HttpRequest) -> HttpResponse:
    """200 when edits and new pages work, else 503; with the names of all that is at fault, blocking or not."""
    found = findings()
    blocked = any(one.blocking and not one.ok for one in found)
    body = {"ready": not blocked, "checks": {one.name: "ok" if one.ok else "fault" for one in found}}
    return JsonResponse(body, status=503 if blocked else 200, headers={"Cache-Control": "no-store"})


TITLES = {
    "database": gettext_lazy("Database"),
    "migrations": gettext_lazy("Program and database"),
    "disk": gettext_lazy("Disk"),
    "store": gettext_lazy("Public site"),
    "worker": gettext_lazy("Background process"),
    "pages": gettext_lazy("Pages"),
    "mail": gettext_lazy("Mail"),
}
