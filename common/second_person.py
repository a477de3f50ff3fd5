"""What lies under children and under help is published by a second person: one who did not write it.

Source of the rule: docs/decisions/0011-a-second-person.md. It binds administrators, too. Withdrawing needs nobody
else: what harms must be gone at once.
"""

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings

if TYPE_CHECKING:  # Wagtail's models import this module while they are made.
    from wagtail.models import Page, Workflow, WorkflowState

#: First-level addresses below which the rule holds.
GUARDED = frozenset({"children", "help"})


def guards(page: "Page") -> bool:
    """Whether a page lies where a second person publishes."""
    steps = (page.url_path or "").split("/")
    return settings.COP_SECOND_PERSON and len(steps) > 2 and steps[2] in GUARDED


def workflow() -> "Workflow":
    """The way such a page goes: one task, for everybody who may publish elsewhere."""
    return apps.get_model("accounts", "SecondPersonTask").way()


def publish_approved(state: "WorkflowState", user=None) -> None:
    """Publish what a second person has approved (WAGTAIL_FINISH_WORKFLOW_ACTION): the approval is the permission."""
    state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
