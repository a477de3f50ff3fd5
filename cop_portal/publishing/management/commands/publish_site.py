"""Fill the page store."""

import time

from django.core.management.base import BaseCommand, CommandError

from cop_portal.publishing.fill import fill_all


class Command(BaseCommand):
    help = "Render all public pages in all languages into the page store, with progress."

    def handle(self, *args, **options):
        began, told = time.monotonic(), 0.0

        def progress(what: str, done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told >= 1 or done == total:
                told = time.monotonic()
                self.stdout.write(f"{done} of {total} {what}")
                self.stdout.flush()

        try:
            filler = fill_all(progress)
        except RuntimeError as error:
            raise CommandError(str(error)) from error
        for address, status in filler.failed.items():
            self.stderr.write(f"{address}: {status}")
        self.stdout.write(f"{len(filler.all) - len(filler.failed)} pages in {time.monotonic() - began:.1f} s.")
        if filler.failed:
            raise CommandError(f"{len(filler.failed)} pages could not be rendered.")
