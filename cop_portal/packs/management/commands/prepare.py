"""Bring a database up to date: migrations, the source language, the local demo editor."""

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate and load the source language; one process, so that it is quick."

    def handle(self, *args, **options):
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        self.stdout.write("Database ready.")
        call_command("load_pack", only=settings.LANGUAGE_CODE, quiet=True, stdout=self.stdout)
        call_command("refresh_search", stdout=self.stdout)  # a new version may index in another way
        if settings.COP_LOCAL_DEMO and "demo_editor" in get_commands():
            call_command("demo_editor", stdout=self.stdout)
