"""Write the public site as plain files."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cop_portal.publishing.export import Exporter


class Command(BaseCommand):
    help = "Write a static mirror with relative links, in all live languages, for any web server or a USB stick."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="empty, or an earlier export, which is replaced")

    def handle(self, *args, folder: Path, **options):
        began, told = time.monotonic(), 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told >= 1 or done == total:
                told = time.monotonic()
                self.stdout.write(f"{done} of {total} pages")
                self.stdout.flush()

        try:
            export = Exporter(folder, progress).run()
        except OSError as error:
            raise CommandError(str(error)) from error
        for address, status in export.failed.items():
            self.stderr.write(f"{address}: {status}")
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1024 / 1024
        self.stdout.write(f"{len(export.pages)} pages, {size:.1f} MB, {time.monotonic() - began:.1f} s: {folder}")
        if export.failed:
            raise CommandError(f"{len(export.failed)} addresses are missing in the mirror.")
