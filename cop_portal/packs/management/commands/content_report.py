"""Measure the texts of a content pack against the rules in docs/writing.md."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cop_portal.packs.prose import write_shingles
from cop_portal.packs.report import Report
from cop_portal.packs.source import open_pack


class Command(BaseCommand):
    help = (
        "Print figures on a pack's texts in its source language, and fail where they break a rule of docs/writing.md."
    )
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.COP_PACK_DIR)
        parser.add_argument(
            "--seeds",
            type=Path,
            metavar="DIR",
            help="first renew style/seed-shingles.txt.gz from the documents (*.txt) in DIR: hashes of their runs of "
            "eight words, never the text, so that a clone without the documents can be checked against them",
        )

    def handle(self, *args, folder: Path, seeds: Path | None, **options):
        pack = open_pack(folder)
        if pack.faults:
            for fault in pack.faults[:200]:
                self.stderr.write(str(fault))
            raise CommandError(f"{len(pack.faults)} faults of form; mend them first.")
        if seeds:
            documents = [path.read_text("utf-8", errors="replace") for path in sorted(seeds.glob("*.txt"))]
            if not documents:
                raise CommandError(f"No *.txt in {seeds}.")
            number = write_shingles(documents, pack.root / "style/seed-shingles.txt.gz")
            self.stdout.write(f"{number} runs of {len(documents)} documents remembered.")
        report = Report(pack)
        for line in report.figures:
            self.stdout.write(line)
        for fault in report.faults:
            self.stderr.write(fault)
        if report.faults:
            raise CommandError(f"{len(report.faults)} faults.")
        self.stdout.write("Clean.")
