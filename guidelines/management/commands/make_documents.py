"""Make the files of the library from what is live."""

from django.core.management.base import BaseCommand, CommandError

from guidelines.documents.make import Busy, make_all


class Command(BaseCommand):
    help = "Make PDF, EPUB, XLSX and DOCX files from the content: only those whose text changed, one at a time."

    def add_arguments(self, parser):
        parser.add_argument("--only", default="", help="only files with this in their name")
        parser.add_argument("--language", default="", help="only files of this language")
        parser.add_argument("--force", action="store_true", help="also files that are up to date")

    def handle(self, *args, only: str, language: str, force: bool, **options):
        try:
            done = make_all(lambda line: (self.stdout.write(line), self.stdout.flush()), only, language, force)
        except Busy as busy:
            raise CommandError(str(busy)) from busy
        said = ", ".join(f"{number} {word}" for word, number in done.items() if number) or "nothing to make"
        self.stdout.write(f"Documents: {said}.")
        if done["failed"]:
            raise CommandError(f"{done['failed']} documents could not be made; the older ones stay.")
