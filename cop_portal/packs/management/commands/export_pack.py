"""Write what is live into a content pack."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common.languages import active_codes
from cop_portal.packs.export import files_of_portal, write_folder
from cop_portal.packs.source import open_pack
from cop_portal.packs.yamlio import read


class Command(BaseCommand):
    help = "Export the live content, facts and words, as a content pack."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that is empty or does not exist yet")

    def handle(self, *args, folder: Path, **options):
        head = read((settings.COP_PACK_DIR / "pack.yaml").read_bytes(), "pack.yaml").value
        extra = [code for code in active_codes() if code not in head["languages"]]
        head["languages"] = [*head["languages"], *extra]
        files = files_of_portal(head)
        try:
            write_folder(files, folder.resolve())
        except FileExistsError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(files)} files in {folder}.")
        for fault in open_pack(folder).faults:
            self.stderr.write(f"mend before loading it: {fault}")
