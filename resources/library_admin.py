"""The admin of the library: what others publish, the facts of sheets, and which resource lacks which language."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from common.languages import active_codes, direction, native_name
from resources.forms import ResourceForm
from resources.models import Resource
from resources.templatetags.library import language_name

#: What follows the page of a sheet, or of a document made here; nobody types it twice.
WORDS = ("title", "description")


class EditionsPanel(InlinePanel):
    """Editions of what others publish. Those of our own documents and sheets are made by the portal."""

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs):
            form = kwargs.get("form")
            if form is None or kwargs["panel"].relation_name in form.formsets:
                super().__init__(**kwargs)
            else:
                Panel.BoundPanel.__init__(self, **kwargs)

        def is_shown(self):
            return not self.instance.made_from


def words_tab(code: str) -> ObjectList:
    """Title and description in one language, written in that language's direction."""
    attrs = {"lang": code, "dir": direction(code)}
    return ObjectList(
        [
            FieldPanel(
                build_localized_fieldname("title", code),
                heading=_("Title"),
                help_text=_("As its publisher writes it in this language; empty where there is none. Never translate."),
                widget=forms.TextInput(attrs=attrs),
            ),
            FieldPanel(
                build_localized_fieldname("description", code),
                heading=_("What it is good for"),
                widget=AdminAutoHeightTextInput(attrs=attrs),
            ),
        ],
        heading=native_name(code),
    )


def languages_of(resource: Resource) -> str:
    """Languages of a resource's editions, for a list."""
    return ", ".join(sorted({native_name(one.language) for one in resource.editions.all()})) or "–"


class ResourceViewSet(SnippetViewSet):
    """Resources of others with their editions, and the facts of sheets to fill in. The rest makes itself."""

    model = Resource
    icon = "doc-full"
    menu_label = _("Resources")
    menu_name = "resources"
    menu_order = 165
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        Column("title", label=_("Title"), accessor=str, sort_key="key"),
        Column("kind", label=_("What it is"), accessor="kind_label", sort_key="kind"),
        Column("languages", label=_("Languages"), accessor=languages_of),
        "live",
    ]
    list_filter = ["kind", "live"]
    list_per_page = 50
    ordering = ["order", "key"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    HelpPanel(
                        _(
                            "<p>Checklists, worksheets, whole sets and posters make themselves from live pages and are "
                            "not listed here. A sheet to fill in is a page below the library; here are its facts.</p>"
                        )
                    ),
                    FieldPanel("key", help_text=_("Letters, digits and hyphens. Never changes.")),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("order"), FieldPanel("live")]),
                    FieldPanel("audiences", heading=_("For whom")),
                    MultiFieldPanel(
                        [FieldPanel("ages"), FieldPanel("sensitive")], heading=_("Children’s ages and safety")
                    ),
                    MultiFieldPanel(
                        [FieldPanel("publisher"), FieldPanel("licence"), FieldPanel("source")],
                        heading=_("Where it comes from"),
                    ),
                    FieldPanel("terms", heading=_("What it is about")),
                ],
                heading=_("What it is"),
            ),
            ObjectList(
                [
                    EditionsPanel(
                        "editions",
                        heading=_("Editions"),
                        label=_("Edition"),
                        help_text=_("One for each language and format: an uploaded file or an address, not both."),
                        panels=[
                            FieldRowPanel([FieldPanel("language"), FieldPanel("format")]),
                            FieldPanel("title"),
                            FieldPanel("document"),
                            FieldPanel("address"),
                            FieldRowPanel([FieldPanel("version"), FieldPanel("date"), FieldPanel("pages")]),
                        ],
                    ),
                    FieldPanel("also_in"),
                ],
                heading=_("Languages and files"),
            ),
            *[words_tab(code) for code in settings.MODELTRANSLATION_LANGUAGES],
        ],
        base_form_class=ResourceForm,
    )

    def get_queryset(self, request):
        rows = Resource.objects.filter(Q(made_from="") | Q(pk__in=Resource.objects.filter(sheets__isnull=False)))
        return rows.prefetch_related("editions").order_by(*self.ordering)


register_snippet(ResourceViewSet)


# --- which resource lacks which language


def gaps() -> tuple[list[str], list[dict[str, Any]]]:
    """The portal's languages, and for each offered resource what there is in each; two queries.

    Rows are dicts of `resource`, `cells` (formats by language, in the order of the languages) and `missing`; those
    that lack most come first.
    """
    codes = sorted(active_codes(), key=list(settings.MODELTRANSLATION_LANGUAGES).index)
    rows = []
    for resource in Resource.objects.filter(live=True).prefetch_related("editions"):
        there: dict[str, list[str]] = {}
        for edition in resource.editions.all():
            there.setdefault(edition.language, []).append(edition.format_short)
        cells = [list(dict.fromkeys(there.get(code, []))) for code in codes]
        others = sorted(set(there) - set(codes))
        missing = sum(not cell for cell in cells)
        rows.append({"resource": resource, "cells": cells, "others": others, "missing": missing})
    return codes, sorted(rows, key=lambda row: (-row["missing"], row["resource"].order, row["resource"].key))


@permission_required("resources.view_resource")
def languages_report(request: HttpRequest) -> HttpResponse:
    """The report; `?missing=fr` leaves only what French lacks."""
    codes, rows = gaps()
    lacking = {code: sum(not row["cells"][place] for row in rows) for place, code in enumerate(codes)}
    chosen = request.GET.get("missing", "")
    if chosen in codes:
        rows = [row for row in rows if not row["cells"][codes.index(chosen)]]
    for row in rows:
        own = row["resource"]
        row["url"] = "" if own.made_from else reverse("wagtailsnippets_resources_resource:edit", args=[own.pk])
    names = [{"code": code, "name": language_name(code), "lacks": lacking[code]} for code in codes]
    context = {"languages": names, "rows": rows, "chosen": chosen if chosen in codes else "", "total": len(rows)}
    return render(request, "wagtailadmin/resource_languages.html", context)


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("resources/languages/", languages_report, name="resource_languages")]


class ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("resources.view_resource")


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return ReportItem(_("Resources and languages"), reverse("resource_languages"), icon_name="site", order=160)
