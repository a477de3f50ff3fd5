"""A changed country or service reaches the public pages at once."""

from django.apps import apps
from django.db.models.signals import post_delete, post_save

from common.announce import changed
from resources.models import Country, HelpService


def pages_with_services() -> tuple[int, ...]:
    """Keys of all pages that print services; two queries."""
    names = (("audiences", "HelpPage"), ("audiences", "SituationsPage"), ("guidelines", "GuidelineSetPage"))
    models = [apps.get_model(*name) for name in names]
    return tuple(pk for model in models for pk in model.objects.live().values_list("pk", flat=True))


def _changed(sender, raw: bool = False, **kwargs) -> None:
    # A number that was taken back for safety must not be served from an older copy, so the pages are withdrawn.
    if not raw:
        changed(sender, pages_with_services())


def connect() -> None:
    """Listen to both models. Called once, when Django starts."""
    for model in (Country, HelpService):
        post_save.connect(_changed, sender=model, dispatch_uid=f"help-{model.__name__}-saved")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"help-{model.__name__}-deleted")
