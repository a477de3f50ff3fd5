"""Invite somebody to work in the admin."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts.invitations import invitation


class Command(BaseCommand):
    help = "Make an account without a password (or find it) and print a link with which its owner sets one."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--administrator", action="store_true", help="may do everything")
        parser.add_argument("--group", action="append", default=[], help="Editors or Moderators; may be given twice")

    def handle(self, *args, email: str, administrator: bool, group: list[str], **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        groups = list(Group.objects.filter(name__in=group))
        if missing := set(group) - {one.name for one in groups}:
            raise CommandError(f"No such group: {', '.join(sorted(missing))}.")
        User = get_user_model()
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            make = User.objects.create_superuser if administrator else User.objects.create_user
            user = make(email)
        elif not user.is_active:
            raise CommandError(f"{email} has been switched off. Switch it on in the admin first.")
        elif administrator and not user.is_superuser:
            raise CommandError(f"{email} exists and is no administrator. Change that in the admin.")
        user.groups.add(*groups)
        self.stdout.write(invitation(user))
