"""Put back what a backup holds."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from common.signals import content_changed
from cop_portal.publishing import backups


class Command(BaseCommand):
    help = "Replace database and uploaded files by those in an archive. A damaged archive is refused, untouched."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument(
            "--keep-pages",
            action="store_true",
            help="stored pages answer until they are made anew: only for a state that was public a moment ago",
        )
        parser.add_argument("--check", action="store_true", help="only say whether the archive is whole")

    def handle(self, *args, archive: Path, yes: bool, check: bool, keep_pages: bool, **options):
        if check:
            with tempfile.TemporaryDirectory(dir=archive.parent if archive.exists() else None) as scratch:
                manifest = self.refused_in_words(backups.verify, archive, Path(scratch))
            self.stdout.write(f"Whole: {len(manifest['files'])} files, made {manifest['made']}.")
            return
        if not yes and input("Everything now in the portal will be replaced. Type “yes”: ").strip() != "yes":
            raise CommandError("Nothing was changed.")
        connections.close_all()
        place = backups.Place(settings.DATABASES["default"], Path(settings.MEDIA_ROOT))
        manifest = self.refused_in_words(backups.restore, archive, place)
        connections.close_all()
        self.stdout.write(f"Restored what was kept on {manifest['made']}.")
        self.forget_the_public_site(everything=not keep_pages)

    @staticmethod
    def refused_in_words(work, *args) -> dict:
        try:
            return work(*args)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        except PermissionError as error:
            raise CommandError(
                f"{error.filename} cannot be read by the service's user. Put it into backups/."
            ) from error

    def forget_the_public_site(self, everything: bool) -> None:
        """Stored pages are of another state: none may answer any more; if not `everything`, none as the current one."""
        try:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                self.stdout.write("The backup is of an older version. Run “manage.py migrate”.")
            with transaction.atomic():
                content_changed.send(sender=Command, withdrawn=(), everything=everything)
        except DatabaseError as error:
            self.stderr.write(f"Stored pages could not be taken away ({type(error).__name__}): delete var/public.")
