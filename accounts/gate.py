"""The second factor: nothing under /cms/ without it, whatever way a session came about."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

ADMIN, ACCOUNTS = "/cms/", "/accounts/"
#: What somebody with a password but no second factor may still do: finish signing in, or leave.
SIGNING_IN = ("/accounts/login/", "/accounts/logout/", "/accounts/2fa/authenticate/")
DEMO_EMAIL = "editor@example.org"
LOOPBACK = {"127.0.0.1", "::1"}


class SecondFactor:
    """Leads staff to what they still owe: a code of this session, an authenticator app, recovery codes.

    Elsewhere a session without the second factor counts as nobody's, so that it opens no private document either.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ADMIN):
            answer = self.for_admin(request)
        elif request.path.startswith(ACCOUNTS):
            answer = self.for_account(request)
        else:
            user, answer = request.user, None
            request.user = SimpleLazyObject(lambda: user if owes(request, user) is None else AnonymousUser())
        return answer or self.get_response(request)

    @staticmethod
    def for_admin(request: HttpRequest) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None  # Wagtail sends them to sign in.
        owed = owes(request, request.user)
        if owed == "sign in":
            logout(request)
            return redirect(settings.LOGIN_URL)
        return redirect(owed) if owed else None

    @staticmethod
    def for_account(request: HttpRequest) -> HttpResponse | None:
        """A password alone must not be enough to take the second factor away."""
        if request.path.startswith(SIGNING_IN) or not request.user.is_authenticated:
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
