"""The portal's drawings in the admin: all at a glance, and each as a picture with its colours."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from common.choices import AgeBand, Audience
from guidelines.blocks.drawings import drawings
from guidelines.documents.content import drawing


def gallery(request: HttpRequest) -> HttpResponse:
    """All drawings, each with the name it has in the list of choices."""
    return render(
        request,
        "wagtailadmin/drawings.html",
        {
            "page_title": _("Drawings"),
            "header_title": _("Drawings"),
            "header_icon": "image",
            "breadcrumbs_items": [{"url": "", "label": _("Drawings")}],
            "groups": drawings(),
        },
    )


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """One drawing as an image. Inside a page its colours come from the page; an image has to bring them."""
    if not any(name == one for _title, rows in drawings() for one, _label in rows):
        raise Http404("No such drawing.")
    return HttpResponse(drawing(name, Audience.CHILDREN, AgeBand.UNDER_9), content_type="image/svg+xml")
