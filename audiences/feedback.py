""" "This did not work": one tap, no text, nothing kept but a count per service and day."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from audiences.models import HelpPage, SituationsPage
from audiences.models.help import NOTED
from common.languages import active_codes
from resources.models import HelpService, ServiceTrouble

#: A service's count stops here each day: enough to be seen in the report, worthless to fill.
DAILY_LIMIT = 200
#: One tap a service in so many seconds, from everybody together; no visitor is told from another.
PAUSE = 3


@csrf_exempt  # there is no session and no cookie to protect; `is_own` refuses other sites
@never_cache
def did_not_work(request: HttpRequest, language: str, reader: str, key: str) -> HttpResponse:
    """Count a tap on one service's button and lead to the page that says what to do now."""
    if request.method != "POST":
        return _plain(HTTPStatus.METHOD_NOT_ALLOWED)
    if not is_own(request):
        return _plain(HTTPStatus.FORBIDDEN)
    if request.META.get("CONTENT_LENGTH") not in (None, "", "0"):
        return _plain(HTTPStatus.BAD_REQUEST)
    back = _page(language, reader)
    service = HelpService.objects.filter(key=key).only("pk", "key").first()
    if back is None or service is None:
        return _plain(HTTPStatus.NOT_FOUND)
    if not cache.add(f"cop.trouble.{service.pk}", 1, PAUSE):
        return _too_soon(request, back, language)
    with transaction.atomic():
        row, _ = ServiceTrouble.objects.get_or_create(service=service, day=timezone.localdate())
        ServiceTrouble.objects.filter(pk=row.pk, count__lt=DAILY_LIMIT).update(count=F("count") + 1)
    return HttpResponseRedirect(f"{back.get_url(request)}{NOTED}/", status=HTTPStatus.SEE_OTHER)


def is_own(request: HttpRequest) -> bool:
    """Whether the tap came from a page of this portal. The referrer policy leaves Origin as "null" in old browsers."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return urlsplit(origin).netloc == request.get_host() or origin == settings.COP_BASE_URL


def _page(language: str, reader: str):
    if language not in active_codes():
        return None
    model = HelpPage if reader == "all" else SituationsPage
    pages = model.objects.live().filter(locale__language_code=language)
    page = (pages if reader == "all" else pages.filter(reader=reader)).first()
    return page if page is not None and page.has_numbers else None


def _too_soon(request: HttpRequest, back, language: str) -> HttpResponse:
    """Not counted. Somebody frightened may have tapped twice, so this is the same page in the same words."""
    with translation.override(language):
        response = back.beside_view(request, NOTED)
        response.render()
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    return response


def _plain(status: HTTPStatus) -> HttpResponse:
    return HttpResponse(status.phrase, status=status, content_type="text/plain; charset=utf-8")
