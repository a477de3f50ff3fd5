"""The second factor: nothing under /cms/ without it, whatever way a session came about."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from common.areas import ACCOUNTS, ADMIN, area_of, view_name

#: What somebody with a password but no second factor may still do: finish signing in, or leave.
SIGNING_IN = {"account_login", "account_logout", "mfa_authenticate"}
#: Only lead to allauth's own, below /accounts/.
ADMIN_SIGNS = {"admin_login", "admin_logout"}
DEMO_EMAIL = "editor@example.org"
LOOPBACK = {"127.0.0.1", "::1"}


class SecondFactor:
    """Leads staff to what they still owe: a code of this session, an authenticator app, recovery codes.

    Where an address leads is asked of Django's resolver (common/areas.py). Everywhere else a session without the second
    factor counts as nobody's: it opens no private document, and no admin that somebody mounts at another address.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        area = area_of(request.path_info)
        if area == ADMIN:
            answer = self.for_admin(request)
        elif area == ACCOUNTS:
            answer = self.for_account(request)
        else:
            user, answer = request.user, None
            request.user = SimpleLazyObject(lambda: user if owes(request, user) is None else AnonymousUser())
        return answer or self.get_response(request)

    @staticmethod
    def for_admin(request: HttpRequest) -> HttpResponse | None:
        """Not even the texts and drawings of the admin's own scripts go to strangers."""
        if not request.user.is_authenticated:
            if view_name(request.path_info) in ADMIN_SIGNS:
                return None
            if request.headers.get("X-Requested-With") == "XMLHttpRequest":
                raise PermissionDenied  # What Wagtail's scripts understand as "sign in again".
            return redirect_to_login(request.get_full_path())
        owed = owes(request, request.user)
        if owed == "sign in":
            logout(request)
            return redirect(settings.LOGIN_URL)
        return redirect(owed) if owed else None

    @staticmethod
    def for_account(request: HttpRequest) -> HttpResponse | None:
        """A password alone must not be enough to take the second factor away."""
        if view_name(request.path_info) in SIGNING_IN or not request.user.is_authenticated:
            return None
        if owes(request, request.user) == "sign in":
            logout(request)
            return redirect(settings.LOGIN_URL)
        return None


def owes(request: HttpRequest, user) -> str | None:
    """What is missing before this session may enter: the name of a view, "sign in", or None."""
    if not user.is_authenticated or is_demo_editor(request, user):
        return None
    kinds = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    if Authenticator.Type.TOTP not in kinds:
        return "mfa_activate_totp"
    if not any(one.get("method") == "mfa" for one in get_authentication_records(request, user)):
        return "sign in"
    return None if Authenticator.Type.RECOVERY_CODES in kinds else "mfa_generate_recovery_codes"


def is_demo_editor(request: HttpRequest, user) -> bool:
    """The one account that needs no second factor: the demo's, on the machine it runs on, asked from that machine."""
    return (
        settings.COP_LOCAL_DEMO
        and user.email.lower() == DEMO_EMAIL
        and request.META.get("REMOTE_ADDR") in LOOPBACK
        and "HTTP_X_FORWARDED_FOR" not in request.META
    )


@receiver(authenticator_added)
def proved_by_adding(sender, request, user, authenticator, **kwargs) -> None:
    """Whoever has just set up an app has typed its code: that counts for this session."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
