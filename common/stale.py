"""Two editors on one page: the second save is refused, and its text is kept.

Wagtail compares revisions on autosave only; an ordinary save overwrites. Here both are compared, under a lock on
the page's row, and what was refused becomes a revision: listed in the page's history, comparable, and ready to
be opened and carried on with.
"""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BlockField
from wagtail.log_actions import log
from wagtail.models import Page, Revision

LOG_ACTION = "cop.save_refused"
LOG_LABEL = gettext_lazy("Keep a refused save")


def refuse_stale_save(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook before a page is edited: None lets the save through."""
    if request.method != "POST" or page.alias_of_id:
        return None
    # The lock makes check and save one step: a second save waits here until the first is stored.
    latest = Page.objects.select_for_update().get(pk=page.pk).latest_revision
    if latest is None or is_current(request.POST, latest):
        return None
    refused = keep(request, page, latest)
    if not request.accepts("text/html"):
        text = _("Somebody else saved this page after you opened it. What you typed is kept in the page’s history.")
        return JsonResponse({"success": False, "error_code": "invalid_revision", "error_message": text}, status=400)
    return explain(request, page, latest, refused)


def is_current(data, latest: Revision) -> bool:
    """Whether a posted form was made from the latest revision. A form that names none is not judged."""
    if own := data.get("overwrite_revision_id"):
        return own == str(latest.pk)
    if loaded := data.get("loaded_revision_id"):
        return loaded == str(latest.pk) and data.get("loaded_revision_created_at", "") in (
            "",
            latest.created_at.isoformat(),
        )
    return True


def keep(request: HttpRequest, page: Page, latest: Revision) -> Revision:
    """Store the posted form as a revision that is not the latest; later tries from the same form replace it."""
    session_key = (
        f"refused-{page.pk}-{request.POST.get('overwrite_revision_id') or request.POST.get('loaded_revision_id')}"
    )
    content = posted_page(request, page).serializable_data()
    known = page.revisions.filter(pk=request.session.get(session_key), user=request.user).first()
    if known:
        known.content = content
        known.save(update_fields=["content"])
        return known
    refused = Revision.objects.create(
        content_type_id=page.content_type_id,
        base_content_type=latest.base_content_type,
        object_id=str(page.pk),
        object_str=str(page),
        user=request.user,
        content=content,
        # Wagtail takes the youngest revision for the latest, so a refused one stands just before it.
        created_at=latest.created_at - timedelta(microseconds=1),
    )
    log(instance=page, action=LOG_ACTION, user=request.user, revision=refused, content_changed=True)
    request.session[session_key] = refused.pk
    return refused


def posted_page(request: HttpRequest, page: Page) -> Page:
    """The page as the posted form says it, also where a field is not valid: this is for keeping, not publishing."""
    row = Page.objects.get(pk=page.pk).specific
    mine = row.get_latest_revision_as_object()
    form_class = mine.get_edit_handler().get_form_class()
    form = form_class(request.POST, request.FILES, instance=mine, parent_page=row.get_parent(), for_user=request.user)
    form.defer_required_fields()
    form.is_valid()
    for name in form.errors:
        field = form.fields.get(name)
        if field and (isinstance(field, BlockField) or isinstance(getattr(mine, name, None), str)):
            setattr(mine, name, form[name].data)
    return mine


def explain(request: HttpRequest, page: Page, latest: Revision, refused: Revision) -> HttpResponse:
    """The page that shows both texts and the ways on."""
    theirs, mine = latest.as_object(), refused.as_object()
    fields = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None).get_comparison()
    compared = [field(theirs, mine) for field in fields]
    messages.warning(request, _("Not saved: somebody else changed this page first. Your text is kept."))
    return render(
        request,
        "wagtailadmin/pages/stale_save.html",
        {
            "page": page,
            "page_title": _("Somebody else saved this page first"),
            "page_subtitle": page.get_admin_display_title(),
            "header_title": _("Somebody else saved this page first"),
            "header_icon": "warning",
            "latest": latest,
            "refused": refused,
            "comparison": [one for one in compared if one.has_changed()],
        },
        status=409,
    )
