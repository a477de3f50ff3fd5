"""Bring the search index up to date."""

from django.core.management.base import BaseCommand

from cop_portal.search.index import refresh


class Command(BaseCommand):
    help = "Index pages that changed since they were indexed (--all: every page)."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true")

    def handle(self, *args, **options):
        self.stdout.write(f"{refresh(everything=options['all'])} pages indexed.")
