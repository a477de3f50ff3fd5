"""People are invited: an account has no password until its owner sets one through a link that works once."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.signals import password_reset
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse


def invitation(user) -> str:
    """A link with which a person sets the first (or a new) password. It dies with use, or after three days."""
    where = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.COP_BASE_URL + reverse("account_reset_password_from_key", kwargs=where)


def address_is_theirs(sender: type, user: Any, **kwargs) -> None:
    """Who used the link received it at this address, or from the administrator's hand: a portal without mail, too.

    Without it nobody could set up a second factor before a mail server works (allauth asks for a proven address).
    """
    email = user.email.lower()
    # An address belongs to the account that bears it now, whoever had it before.
    EmailAddress.objects.filter(email=email).exclude(user=user).delete()
    address, _ = EmailAddress.objects.get_or_create(user=user, email=email)
    address.verified = True
    address.save(update_fields=["verified"])
    address.set_as_primary()


def connect() -> None:
    """Called once, when Django starts."""
    password_reset.connect(address_is_theirs, dispatch_uid="invitation-proves-address")
