"""The one background process: keeps the public site in step with the database and does what time brings."""

import json
import logging
import os
import shutil
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone

from common.signals import content_changed, day_began, minute_passed
from cop_portal.publishing import generation, site
from cop_portal.publishing.fill import Filler
from cop_portal.publishing.store import Store

log = logging.getLogger("cop.worker")
HEARTBEAT = "worker.json"
SLICE_SECONDS = 0.5
MINUTE = 60
PATIENCE_WITHOUT_DATABASE = 2


class Worker:
    """Runs until it is told to stop. Every duty is done again next time if it fails this time."""

    def __init__(self, pages: Store):
        self.pages = pages
        self.filler = Filler(pages)
        self.stopping = False
        self.minute_due = 0.0
        self.day: date | None = None
        self.errors: dict[str, str] = {}

    def stop(self, *args) -> None:
        self.stopping = True

    def run(self, until: Callable[[], bool] = lambda: False) -> None:
        for kind in (signal.SIGTERM, signal.SIGINT):
            signal.signal(kind, self.stop)
        site.announce_build(self.pages)
        while not self.stopping and not until():
            began = time.monotonic()
            self.turn()
            self.beat()
            if self.filler.done or self.errors:
                time.sleep(max(0.0, 1 - (time.monotonic() - began)))
        close_old_connections()

    def turn(self) -> None:
        """One turn: reconcile, the minute's duties when due, then half a second of filling."""
        if not connection.in_atomic_block:
            close_old_connections()  # What a web server does around each request.
        if not self.duty("database", self.follow):
            connection.close()
            time.sleep(PATIENCE_WITHOUT_DATABASE)
            return
        if time.monotonic() >= self.minute_due:
            self.minute_due = time.monotonic() + MINUTE
            self.every_minute()
        self.duty("filling", self.fill)

    def follow(self) -> None:
        self.filler.begin(site.reconcile(self.pages))

    def fill(self) -> None:
        if self.filler.todo and len(self.filler.todo) == len(self.filler.all):
            self.filler.not_found_pages()
        until = time.monotonic() + SLICE_SECONDS
        while not self.stopping and not self.filler.done and time.monotonic() < until:
            self.filler.step()

    def every_minute(self) -> None:
        self.duty("scheduled publishing", self.scheduled)
        self.duty("review dates and documents", self.tell_minute)
        self.duty("date", self.new_day)
        self.duty("cleaning", self.clean)

    @staticmethod
    def scheduled() -> None:
        with transaction.atomic():
            call_command("publish_scheduled", verbosity=0)

    @staticmethod
    def tell_minute() -> None:
        failed = [result for _, result in minute_passed.send_robust(sender=Worker, now=timezone.now())]
        raise_first(failed)

    def new_day(self) -> None:
        """Pages may show what depends on the date, never on the hour: once a day the site is made anew."""
        today = timezone.localdate()
        file = self.pages.root / "day"
        known = file.read_text() if file.exists() else ""
        if known == today.isoformat():
            return
        results = [result for _, result in day_began.send_robust(sender=Worker, today=today)]
        if known:
            with transaction.atomic():
                content_changed.send(sender=Worker, withdrawn=())
        file.write_text(today.isoformat())
        raise_first(results)

    def clean(self) -> None:
        self.pages.clean()
        generation.compact()

    def duty(self, name: str, work: Callable[[], None]) -> bool:
        """Do one thing; a failure is logged once and shown until it is over."""
        try:
            work()
        except Exception as error:
            said = f"{type(error).__name__}: {error}"[:300]
            if self.errors.get(name) != said:
                log.error("%s: %s", name, said, exc_info=not isinstance(error, DatabaseError | OSError))
            self.errors[name] = said
            return False
        if self.errors.pop(name, None):
            log.warning("%s: works again", name)
        return True

    def beat(self) -> None:
        """Write down that the worker lives, what it is at, and what does not work."""
        state = {
            "at": int(time.time()),
            "pid": os.getpid(),
            "pages": len(self.filler.all),
            "missing": len(self.filler.todo),
            "failed": dict(list(self.filler.failed.items())[:20]),
            "errors": self.errors,
        }
        path = self.pages.root / HEARTBEAT
        try:
            new = path.with_suffix(".new")
            new.write_text(json.dumps(state))
            new.replace(path)
        except OSError:
            log.error("the heartbeat cannot be written: is the disk full?")


def raise_first(results: list) -> None:
    for result in results:
        if isinstance(result, Exception):
            raise result


def heartbeat(pages: Store) -> dict | None:
    """What the worker last said; None when it never did."""
    try:
        return json.loads((pages.root / HEARTBEAT).read_text())
    except (OSError, ValueError):
        return None


def free_bytes(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
