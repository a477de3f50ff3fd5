"""Keep a copy of everything that people made."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cop_portal.publishing import backups


class Command(BaseCommand):
    help = "Write database and uploaded files into one checked archive (var/backups), and delete the oldest."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=str(Path(settings.VAR_DIR) / "backups"))
        parser.add_argument("--keep", type=int, default=0, help="delete all but so many archives there (0: none)")

    def handle(self, *args, folder: str, keep: int, **options):
        place = backups.Place(settings.DATABASES["default"], Path(settings.MEDIA_ROOT))
        try:
            path = backups.back_up(place, Path(folder))
            manifest = backups.verify(path, path.parent)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        old = backups.prune(path.parent, keep)
        self.stdout.write(str(path))
        self.stdout.write(f"{len(manifest['files'])} files, {path.stat().st_size // 1024} KB; {len(old)} old deleted.")
