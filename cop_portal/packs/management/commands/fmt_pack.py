"""Bring a pack's files into canonical form."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cop_portal.packs.export import files_of_pack
from cop_portal.packs.source import open_pack


class Command(BaseCommand):
    help = "Rewrite the files of a pack in the canonical form, or only check that they are."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.COP_PACK_DIR)
        parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is not canonical")

    def handle(self, *args, folder: Path, check: bool, **options):
        pack = open_pack(folder)
        if pack.faults:
            for fault in pack.faults[:200]:
                self.stderr.write(str(fault))
            raise CommandError(f"{len(pack.faults)} faults.")
        changed = [name for name, data in files_of_pack(pack).items() if (pack.root / name).read_bytes() != data]
        for name in changed:
            self.stdout.write(name)
            if not check:
                (pack.root / name).write_bytes(files_of_pack(pack)[name])
        if check and changed:
            raise CommandError(f"{len(changed)} files are not canonical; run manage.py fmt_pack.")
        self.stdout.write(f"{len(changed)} files {'differ' if check else 'rewritten'}.")
