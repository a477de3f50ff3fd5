"""Where publishing meets Wagtail."""

from django.http import HttpRequest
from laces.components import Component
from wagtail import hooks
from wagtail.models import Page

from cop_portal.publishing.health import TITLES, findings


@hooks.register("before_serve_page", order=100)
def note_page(page: Page, request: HttpRequest, serve_args: list, serve_kwargs: dict) -> None:
    """Remember which page answers, so that its stored copies can be taken away with it."""
    request.stored_page = page.pk


class StatePanel(Component):
    """On the admin's first page: what somebody should look at, in words; nothing when all is well."""

    name, order = "portal-state", 50
    template_name = "wagtailadmin/panels/portal_state.html"

    def get_context_data(self, parent_context) -> dict:
        user = parent_context["request"].user
        if not user.has_perm("wagtailadmin.access_admin"):
            return {"faults": []}
        return {"faults": [(TITLES[one.name], one.words) for one in findings() if not one.ok]}


@hooks.register("construct_homepage_panels")
def show_state(request: HttpRequest, panels: list) -> None:
    panels.insert(0, StatePanel())
