"""The admin's account page leads to password and second factor, which allauth keeps."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages


@hooks.register("register_account_menu_item")
def password(request):
    return {
        "url": reverse("account_change_password"),
        "label": _("Password"),
        "help_text": _("Change the password you sign in with."),
    }


@hooks.register("register_account_menu_item")
def second_factor(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("A new telephone, or new recovery codes."),
    }


@hooks.register("after_edit_page")
def say_that_another_person_is_needed(request, page):
    """Whoever approved a page with changes of their own has written it: see `SecondPersonTask.on_action`."""
    if request.POST.get("workflow-action-name") == "approve" and page.workflow_in_progress:
        messages.warning(request, _("You wrote the newest version, so it waits for another person. Your text is kept."))
