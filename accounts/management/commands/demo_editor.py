"""A local editor for the demo. A server has no account that nobody made."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

EMAIL = "editor@example.org"
LOGIN_FILE = "demo_login"


class Command(BaseCommand):
    """Makes the demo's editor once and keeps it; its password is generated, shown and kept in the var folder."""

    help = "Make or keep the local demo editor. Refused outside the settings for one local machine."

    def handle(self, *args, **options):
        if not settings.COP_LOCAL_DEMO:
            raise CommandError("A demo editor exists only with the settings for one local machine (COP_LOCAL_DEMO).")
        kept = Path(settings.VAR_DIR) / LOGIN_FILE
        user = get_user_model().objects.filter(email__iexact=EMAIL).first()
        if user and kept.exists():
            self.stdout.write(kept.read_text().splitlines()[0])
            return
        password = secrets.token_urlsafe(12)
        if user is None:
            user = get_user_model().objects.create_user(EMAIL, password, first_name="Demo", last_name="Editor")
        else:
            user.set_password(password)
            user.save(update_fields=["password"])
        user.groups.add(*Group.objects.filter(name__in=["Editors", "Moderators"]))
        write_private(kept, f"{EMAIL}  {password}\n")
        self.stdout.write(f"{EMAIL}  {password}")


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, from its first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)
