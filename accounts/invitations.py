"""People are invited: an account has no password until its owner sets one through a link that works once."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse


def invitation(user) -> str:
    """A link with which a person sets the first (or a new) password. It dies with use, or after three days."""
    where = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.COP_BASE_URL + reverse("account_reset_password_from_key", kwargs=where)
