"""Run the background process."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cop_portal.publishing import site
from cop_portal.publishing.worker import Worker

NICENESS = 10


def step_back() -> None:
    """Readers first. Where the kernel weighs sessions against each other, niceness counts only within one."""
    os.nice(NICENESS)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(NICENESS))


class Command(BaseCommand):
    help = "Keep the public site in step: reconcile, scheduled publishing, filling, documents. Runs until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--until-filled", action="store_true", help="stop when the site is whole")

    def handle(self, *args, until_filled: bool, **options):
        pages = site.store()
        if pages is None:
            raise CommandError("The page store is switched off by the settings (DEBUG or PUBLISHING_DIR).")
        with (pages.root / "worker.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CommandError("Another worker is running.") from error
            step_back()
            worker = Worker(pages)
            worker.run(until=lambda: until_filled and worker.filler.done)
