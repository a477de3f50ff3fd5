"""Who may do what in the admin beyond Wagtail's own rules."""

from typing import Any

from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy

from common.second_person import guards

#: Roles that Wagtail makes. Editors write drafts; moderators publish, and so may change what is live at once.
EDITORS, MODERATORS = "Editors", "Moderators"


class EditOnlyPolicy(ModelPermissionPolicy):
    """Rows that come and go with something else: nobody adds or deletes them by hand, superusers included."""

    CLOSED = frozenset({"add", "delete"})

    def user_has_permission(self, user, action: str) -> bool:
        return action not in self.CLOSED and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class HouseTester(PagePermissionTester):
    """Nobody moves something published to where a second person publishes (common/second_person.py)."""

    def can_move_to(self, destination: Page) -> bool:
        smuggled = self.page.live and guards(destination) and not guards(self.page)
        return not smuggled and super().can_move_to(destination)


class GuardedTester(HouseTester):
    """Nobody publishes such a page alone; all else is as Wagtail has it."""

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return super().can_publish()

    def can_set_view_restrictions(self) -> bool:
        return super().can_publish()


def grant(apps: Any, group: str, app_label: str, model: str, codenames: list[str]) -> None:
    """In a migration: give a role permissions on a model.

    Django makes permissions only after all migrations, so those not yet there are made here, as Wagtail does.
    """
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    role, _ = Group.objects.get_or_create(name=group)
    kind, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    for codename in codenames:
        permission, _ = Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
        )
        role.permissions.add(permission)
