"""People who work in the admin. Readers have no accounts."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Workflow, WorkflowTask

from common.permissions import MODERATORS


class UserManager(BaseUserManager):
    """Creates users by e-mail address; looks them up without regard to case."""

    use_in_migrations = True

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **extra) -> "User":
        """Create a user. Raises ValueError without an address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra) -> "User":
        """Create a user with every right."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractUser):
    """An editor, translator or administrator, known by e-mail address."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    preferred_language = models.CharField(
        _("preferred language"), max_length=12, choices=settings.LANGUAGES, blank=True, default=""
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_ci_unique")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class SecondPersonTask(AbstractGroupApprovalTask):
    """Somebody who did not write the newest version reads it and publishes it. See common/second_person.py."""

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    @classmethod
    def way(cls) -> Workflow:
        """The workflow of this task; made anew if somebody has deleted or switched it off."""
        found = Workflow.objects.filter(active=True, workflow_tasks__task__in=cls.objects.filter(active=True)).first()
        if found is None:
            task = cls.objects.create(name="A second person reads and publishes")
            task.groups.set(Group.objects.filter(name=MODERATORS))
            found = Workflow.objects.create(name="Second person")
            WorkflowTask.objects.create(workflow=found, task=task, sort_order=0)
        return found

    @staticmethod
    def wrote(page, user) -> bool:
        revision = page.get_latest_revision()
        return revision is not None and revision.user_id == user.pk

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        return [action for action in actions if action[0] != "approve"] if self.wrote(obj, user) else actions

    def on_action(self, task_state, user, action_name, **kwargs):
        """Approve or send back. Whoever changes the text while approving has written it: it waits for another."""
        if action_name == "approve" and self.wrote(task_state.workflow_state.content_object, user):
            return
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return _("Pages under children and help: published by a member of these groups who did not write them")
