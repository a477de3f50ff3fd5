"""Load a content pack into the portal."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cop_portal.packs.load import DoesNotSurvive, load
from cop_portal.packs.plan import Plan, Status, make_plan
from cop_portal.packs.source import open_pack

QUIET = (Status.NEW, Status.UNCHANGED)


class Command(BaseCommand):
    help = "Validate a content pack, print what loading it would do, and load it."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.COP_PACK_DIR)
        parser.add_argument("--dry-run", action="store_true", help="print the plan and stop")
        parser.add_argument("--quiet", action="store_true", help="say only what changes")
        parser.add_argument("--only", help="load up to this language only (the source language comes first)")

    def handle(self, *args, folder: Path, dry_run: bool, only: str | None, quiet: bool, **options):
        pack = open_pack(folder)
        if pack.faults:
            for fault in pack.faults[:200]:
                self.stderr.write(str(fault))
            raise CommandError(f"{len(pack.faults)} faults; nothing was written.")
        if only:
            if only not in pack.languages():
                raise CommandError(f"The pack has no “{only}”.")
            pack.head["languages"] = [code for code in pack.languages() if code in (only, pack.source_language)]
            pack.parts = {i: p for i, p in pack.parts.items() if p.part in ("facts", *pack.head["languages"])}
        plan = make_plan(pack, thorough=dry_run)
        if not quiet:
            self.show(plan)
        if dry_run:
            return
        try:
            done = load(pack, lambda line: (self.stdout.write(line), self.stdout.flush()))
        except DoesNotSurvive as error:
            raise CommandError(f"{error} Nothing of this language was written.") from error
        if not quiet and not any(one.written for one in done.values()):
            self.stdout.write("Nothing new: nothing was written.")

    def show(self, plan: Plan) -> None:
        """Print the plan: how many parts meet which fate, and each part that is not simply new or unchanged."""
        for status, number in plan.counts().items():
            self.stdout.write(f"{number:6} {status.value}")
        for ident in plan.having(*(status for status in Status if status not in QUIET)):
            self.stdout.write(f"       {plan.steps[ident].value}: {ident[0]} {ident[1]} [{ident[2]}]")
