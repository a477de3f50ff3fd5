"""How allauth behaves here: staff are invited, nobody signs up."""

import time
from datetime import UTC, datetime

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest


class StaffOnlyAdapter(DefaultAccountAdapter):
    """Closes public sign-up; readers never need an account."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Whoever has just typed the password to set up a first second factor need not type it again at once."""
        if app == "allauth.mfa" and sets_up_first_factor(self.request):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


def sets_up_first_factor(request: HttpRequest) -> bool:
    """Whether this session began with the password, a few minutes ago, when the person had no second factor yet."""
    first = next(iter(get_authentication_records(request, request.user)), {})
    began = first.get("at", 0)
    if first.get("method") != "password" or not 0 <= time.time() - began < app_settings.REAUTHENTICATION_TIMEOUT:
        return False
    before = datetime.fromtimestamp(began, UTC)
    return not Authenticator.objects.filter(user=request.user, created_at__lt=before).exists()
