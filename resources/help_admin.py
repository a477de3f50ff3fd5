"""The admin of countries and help services, what is due to be verified, and the reminder on the admin's home."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from common.languages import direction, native_name
from common.unchanged import UnchangedSinceLoaded
from resources import help as rules
from resources.models import Confidence, Country, HelpService

#: Taps on "this did not work" of so many days are looked at, and so many are a reason to check.
WINDOW, MANY = 30, 3


class KeyedForm(UnchangedSinceLoaded):
    """What content files and addresses name does not change once it is given."""

    KEY = "key"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.KEY in self.fields:
            self.fields[self.KEY].disabled = True


class CountryForm(KeyedForm):
    KEY = "code"


def tab(code: str, names: dict[str, Any]) -> ObjectList:
    """Words in one language, written in that language's direction."""
    attrs = {"lang": code, "dir": direction(code)}
    panels = [
        FieldPanel(build_localized_fieldname(name, code), heading=heading, widget=forms.TextInput(attrs=attrs))
        for name, heading in names.items()
    ]
    return ObjectList(panels, heading=native_name(code))


SERVICE_WORDS = {
    "name": _("Name"),
    "about": _("What it is"),
    "note": _("Note"),
    "must_tell": _("Whom they may have to tell"),
}


class CountryViewSet(SnippetViewSet):
    """Countries of the help pages."""

    model = Country
    icon = "site"
    menu_label = _("Countries")
    list_display = ["name", "code", "emergency", "time_zone"]
    list_per_page = 60
    copy_view_enabled = False
    ordering = ["code"]
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("code"), FieldPanel("emergency"), FieldPanel("time_zone")], heading=_("What it is")),
            *[tab(code, {"name": _("Name")}) for code in settings.MODELTRANSLATION_LANGUAGES],
        ],
        base_form_class=CountryForm,
    )


class HelpServiceViewSet(SnippetViewSet):
    """Services that readers can turn to."""

    model = HelpService
    icon = "help"
    menu_label = _("Help services")
    list_display = ["name", "country", "kind", "phone", "confidence", "verified_on"]
    list_filter = ["country", "kind", "confidence"]
    list_per_page = 60
    copy_view_enabled = False
    ordering = ["order", "key"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("key", help_text=_("Small letters and hyphens, beginning with the country: gh-line.")),
                    FieldRowPanel([FieldPanel("country"), FieldPanel("kind"), FieldPanel("order")]),
                    FieldPanel("operator"),
                    MultiFieldPanel(
                        [FieldPanel(name) for name in ("phone", "sms", "sms_text", "chat", "address")],
                        heading=_("How to reach it"),
                    ),
                    FieldRowPanel([FieldPanel("hours"), FieldPanel("time_zone")]),
                    FieldRowPanel([FieldPanel("languages"), FieldPanel("age_from"), FieldPanel("age_to")]),
                    FieldRowPanel([FieldPanel("cost"), FieldPanel("anonymous")]),
                    MultiFieldPanel(
                        [FieldPanel("source"), FieldPanel("source_date"), FieldPanel("confidence")], heading=_("Source")
                    ),
                    MultiFieldPanel(
                        [FieldPanel("verified_on"), FieldPanel("verified_by"), FieldPanel("review_months")],
                        heading=_("Confirmed"),
                    ),
                ],
                heading=_("What it is"),
            ),
            *[tab(code, SERVICE_WORDS) for code in settings.MODELTRANSLATION_LANGUAGES],
        ],
        base_form_class=KeyedForm,
    )  # fmt: skip


class HelpGroup(SnippetViewSetGroup):
    """Both in one menu."""

    items = (HelpServiceViewSet, CountryViewSet)
    menu_icon = "help"
    menu_label = _("Helplines")
    menu_name = "help-services"
    menu_order = 170
    add_to_admin_menu = True


register_snippet(HelpGroup)


# --- what is due


def due() -> list[dict[str, Any]]:
    """Services somebody should call, the most urgent first: dicts of `service`, `reasons`, `taps`; two queries."""
    today = timezone.localdate()
    since = today - timedelta(days=WINDOW)
    taps = Sum("troubles__count", filter=Q(troubles__day__gt=since))
    rows = []
    for service in HelpService.objects.select_related("country").annotate(taps=taps):
        reasons = []
        if (service.taps or 0) >= MANY:
            reasons.append(gettext("Readers say that it did not work."))
        if service.verified_on is None:
            reasons.append(gettext("Never confirmed."))
        elif not service.is_confirmed(today):
            reasons.append(gettext("Due to be confirmed again since %(day)s.") % {"day": service.review_due})
        if service.confidence == Confidence.LOW:
            reasons.append(gettext("Not shown: confidence is low."))
        elif not service.can_be_reached:
            reasons.append(gettext("Not shown: there is nothing to reach it by."))
        if reasons:
            rows.append({"service": service, "reasons": reasons, "taps": service.taps or 0})
    home = settings.SITE_COUNTRY
    return sorted(
        rows, key=lambda row: (-row["taps"], getattr(row["service"].country, "code", "") != home, row["service"].order)
    )


@permission_required("resources.view_helpservice")
def to_verify(request: HttpRequest) -> HttpResponse:
    """The report."""
    rows = due()
    for row in rows:
        row["url"] = reverse("wagtailsnippets_resources_helpservice:edit", args=[row["service"].pk])
    return render(
        request, "wagtailadmin/help_to_verify.html", {"rows": rows, "missing": missing_in_words(), "days": WINDOW}
    )


def missing_in_words() -> list[str]:
    """What the installation's own country lacks, for people."""
    words = {
        "country": gettext("No country is set for this installation (SITE_COUNTRY), or it is not among the countries."),
        "emergency": gettext("The emergency number of this country is not known here."),
        "helpline": gettext("No helpline of this country has been confirmed."),
    }
    return [words[one] for one in rules.missing_at_home()]


class HelpReminder(Component):
    """On the admin's home, until somebody has called."""

    order = 50

    def render_html(self, parent_context: Any = None) -> str:
        missing = missing_in_words()
        return render_to_string("wagtailadmin/help_reminder.html", {"missing": missing}) if missing else ""


@hooks.register("construct_homepage_panels")
def remind(request: HttpRequest, panels: list) -> None:
    if request.user.has_perm("resources.view_helpservice"):
        panels.append(HelpReminder())


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("help/to-verify/", to_verify, name="help_to_verify")]


class ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("resources.view_helpservice")


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    return ReportItem(_("Help: to verify"), reverse("help_to_verify"), icon_name="help", order=150)
