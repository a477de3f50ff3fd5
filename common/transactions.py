"""Every change made in the admin is one transaction: whole, or not at all."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.areas import ADMIN, area_of

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
#: More lines than this tell an editor nothing new.
SHOWN_REFERENCES = 50


class AtomicWrites:
    """Wraps each unsafe request to the admin in one transaction, so that what follows from a change
    (facts copied to translations, the publishing token) is stored with it or not at all.

    A view's exception has become a response by the time it arrives here; `process_exception` remembers it.
    Must stand last in MIDDLEWARE: sessions are saved outside the transaction, and no other middleware can
    answer an exception before it is seen here.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or not is_admin(request):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if getattr(request, "view_failed", False) or response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Undo what a failed view wrote; explain in words when something is still needed elsewhere."""
        request.view_failed = True
        if isinstance(exception, ProtectedError | RestrictedError) and is_admin(request):
            blockers = getattr(exception, "protected_objects", None) or getattr(exception, "restricted_objects", ())
            return still_needed(request, blockers)
        return None


def is_admin(request: HttpRequest) -> bool:
    return area_of(request.path_info) == ADMIN


def still_needed(request: HttpRequest, blockers: Iterable[Model]) -> HttpResponse:
    """The page that says where a thing is used that somebody wanted to delete."""
    status = 200 if request.method in SAFE_METHODS else 409
    return render(request, "wagtailadmin/still_needed.html", {"references": references(blockers)}, status=status)


def references(objects: Iterable[Model]) -> list[dict[str, str]]:
    """What refers to a thing, in words: dicts of `kind`, `name`, `url` (of its editor, or "")."""
    from wagtail.admin.admin_url_finder import AdminURLFinder

    finder = AdminURLFinder()
    return [
        {"kind": str(one._meta.verbose_name), "name": str(one), "url": finder.get_edit_url(one) or ""}
        for one in list(objects)[:SHOWN_REFERENCES]
    ]
