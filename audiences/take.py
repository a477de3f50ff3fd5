"""A finder's selection to take away: a page for print, a PDF, a worksheet. Made when asked for, kept nowhere.

Files are made one at a time in a process, and pages of at most MOST recommendations, so that nobody can keep the
portal busy with them. A worksheet is light and holds the whole selection.
"""

import re
from dataclasses import replace
from threading import Lock
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from audiences import finder
from common import pdf
from common.choices import Audience
from common.languages import direction
from guidelines.documents import content, plan
from guidelines.documents.shelf import Wanted, address
from guidelines.models import RecommendationPage
from resources import help as help_services
from resources.kinds import ResourceKind
from resources.templatetags.library import MEDIA_TYPES

MOST = 24
#: Seconds that a request waits for its turn, and that a refused one is asked to wait.
PATIENCE, RETRY_AFTER = 8, "20"
_turn = Lock()


def take(landing: Any, request: HttpRequest, audience: str, form: str) -> HttpResponse:
    """The selection in one form. Without choices it leads to the finder. Raises Http404 where it cannot be made."""
    selection = finder.select(audience, landing.locale, request.GET, landing)
    if not selection.any:
        return HttpResponseRedirect(f"{landing.get_url(request)}find/{audience}/")
    if form == "pdf" and pdf.missing():
        raise Http404("pdf")
    if form == "print":
        context = {**said(landing, audience, selection), **help_services.on_paper()}
        return landing.render(request, template="audiences/finder_print.html", context_overrides=context)
    if not _turn.acquire(timeout=PATIENCE):
        return HttpResponse(_("Please try again in a few minutes."), status=503, headers={"Retry-After": RETRY_AFTER})
    try:
        told = said(landing, audience, selection, MOST if form == "pdf" else None)
        return _file(landing, audience, form, told)
    finally:
        _turn.release()


def said(landing: Any, audience: str, selection: finder.Selection, most: int | None = MOST) -> dict[str, Any]:
    """What all three forms say: the choices in words, and the recommendations with their actions, in order."""
    chosen = finder.whole(selection.rows[:most])
    whole = RecommendationPage.objects.select_related("item").in_bulk([page.pk for page in chosen])
    for number, page in enumerate(chosen, start=1):
        whole[page.pk].number = str(number)
    shown = finder.matches(chosen, selection, landing.locale)
    return {
        "audience": audience,
        "nearest": selection.nearest,
        "choices": [
            *(str(choice.label) for _label, choice in selection.facets.removable),
            *([_("Ten people or fewer")] if selection.size else []),
        ],
        "total": len(selection.rows),
        "matches": [replace(one, page=whole[one.page.pk]) for one in shown],
        "back": f"find/{audience}/{selection.address()}",
        "printing": True,
    }


def _file(landing: Any, audience: str, form: str, told: dict[str, Any]) -> HttpResponse:
    code = landing.locale.language_code
    ending = "pdf" if form == "pdf" else "docx" if audience == Audience.PARENTS else "xlsx"
    wanted = Wanted("finder", ResourceKind.WORKSHEET, landing, code, ending, audience)
    where = f"{settings.COP_BASE_URL}{address(landing)}{told['back']}"
    data = _paper(wanted, told, where) if form == "pdf" else _sheet(wanted, told, where)
    response = HttpResponse(data, content_type=MEDIA_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="cop-{audience}-selection.{code}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _title(told: dict[str, Any]) -> str:
    return _("What fits: %(choices)s") % {"choices": ", ".join(told["choices"])}


def _paper(wanted: Wanted, told: dict[str, Any], where: str) -> bytes:
    html = render_to_string(
        "documents/selection.html",
        {
            **told,
            "page": SimpleNamespace(title=_title(told), search_description=""),
            "language": wanted.language,
            "dir": direction(wanted.language),
            "families": pdf.families(wanted.language),
            "colours": content.style_of(wanted.audience),
            "kite": content.drawing(f"kite-{wanted.audience}", wanted.audience),
            "qr": content.qr(where),
            "address": re.sub(r"^https?://", "", where),
            "portal": settings.COP_SITE_NAME,
            "where_below_is": content.where_below_is(),
        },
    )
    return pdf.from_html(html)[0]


def _sheet(wanted: Wanted, told: dict[str, Any], where: str) -> bytes:
    part = SimpleNamespace(title=_title(told), recommendations=[one.page for one in told["matches"]])
    return plan.build(wanted, plan.tracker(_title(told), where, content.rows([part]), wanted.audience))[0]
