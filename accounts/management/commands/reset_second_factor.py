"""For somebody who lost telephone and recovery codes."""

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from accounts.invitations import invitation


class Command(BaseCommand):
    help = "Take a person's second factor away; at the next sign-in they set up a new one. First make sure who asks."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email: str, **options):
        user = get_user_model().objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        number, _ = Authenticator.objects.filter(user_id=user.pk).delete()
        # Whoever knows the old password could set up an app of their own: it must be set anew, too.
        user.set_unusable_password()
        user.save(update_fields=["password"])
        self.stdout.write(f"{number} removed, and the password with them. A link for a new one, to be given in person:")
        self.stdout.write(invitation(user))
