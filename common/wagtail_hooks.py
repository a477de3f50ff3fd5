"""The admin as a whole: its front page, its help, and what protects everybody's text."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from common import guide, stale
from common.richtext import PageLinks

hooks.register("before_edit_page", stale.refuse_stale_save)


@hooks.register("register_log_actions")
def log_refused_saves(actions):
    actions.register_action(stale.LOG_ACTION, stale.LOG_LABEL, _("Kept what a refused save would have said"))


@hooks.register("register_rich_text_features", order=100)
def cheap_page_links(features):
    """Registered after Wagtail's own handler, whose place it takes."""
    features.register_link_type(PageLinks)


@hooks.register("register_admin_urls")
def guide_address():
    return [path("guide/", guide.guide, name="cop_guide")]


@hooks.register("construct_help_menu")
def own_help_only(request, menu_items):
    """Our guide instead of links to the makers of the software."""
    menu_items[:] = [item for item in menu_items if item.name == "keyboard-shortcuts-trigger"]
    menu_items.insert(
        0, MenuItem(_("Guide for editors"), reverse("cop_guide"), name="guide", icon_name="help", order=1)
    )


@hooks.register("insert_global_admin_css")
def admin_style():
    return format_html('<link rel="stylesheet" href="{}">', static("staff/admin.css"))


@hooks.register("insert_editor_js")
def follow_autosaves():
    return format_html('<script type="module" src="{}"></script>', static("staff/editor.js"))


class TasksPanel(Component):
    """What people come to do, in their words."""

    name = "tasks"
    template_name = "wagtailadmin/home/tasks.html"
    order = 100

    def get_context_data(self, parent_context):
        return {"request": parent_context["request"], "perms": parent_context["perms"]}


@hooks.register("construct_homepage_panels")
def tasks_first(request, panels):
    panels.append(TasksPanel())
