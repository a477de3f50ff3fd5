"""Tells the rooms on the right that the public site must change, and in which pages' case: at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from common import languages
from common.signals import content_changed

#: Ids of withdrawn pages that `announced_once` has yet to tell, while it collects.
_collected: ContextVar[set[int] | None] = ContextVar("collected", default=None)


def changed(sender: type, withdrawn: tuple[int, ...] = (), published: tuple[int, ...] = ()) -> None:
    """Send `content_changed` inside a transaction, opening one where a command has none."""
    if (collected := _collected.get()) is not None:
        collected.update(withdrawn)
        return
    with transaction.atomic():
        content_changed.send(sender=sender, withdrawn=withdrawn, published=published)


@contextmanager
def announced_once(sender: type) -> Iterator[None]:
    """Announce what changes in this block together, at its end: a load saves thousands of rows in one transaction."""
    collected: set[int] = set()
    token = _collected.set(collected)
    try:
        yield
    finally:
        _collected.reset(token)
    changed(sender, tuple(sorted(collected)))


def announce_model(model: type[Model], *relations: type[Model]) -> None:
    """Have every saved, deleted or re-tagged row of a model that pages show announced.

    `relations` are the tables behind its many-to-many fields.
    """
    name = f"announce-{model._meta.label}"
    post_save.connect(_row_changed, sender=model, dispatch_uid=f"{name}-save")
    post_delete.connect(_row_changed, sender=model, dispatch_uid=f"{name}-delete")
    for relation in relations:
        m2m_changed.connect(_tags_changed, sender=relation, dispatch_uid=f"{name}-{relation._meta.label}")


def _row_changed(sender, **kwargs) -> None:
    if not kwargs.get("raw"):
        changed(sender)


def _tags_changed(sender, action: str, **kwargs) -> None:
    if action.startswith("post_"):
        changed(sender)


def _with_descendants(page: Page) -> tuple[int, ...]:
    return tuple(page.get_descendants(inclusive=True).values_list("pk", flat=True))


def _is_home(page: Page) -> bool:
    return page.depth == 2


def _published(sender, instance: Page, **kwargs) -> None:
    if _is_home(instance):
        languages.forget()
    changed(sender, published=(instance.pk,))


def _unpublished(sender, instance: Page, **kwargs) -> None:
    if _is_home(instance):
        languages.forget()
    changed(sender, (instance.pk,))


def _deleted(sender, instance: Page, **kwargs) -> None:
    if _is_home(instance):
        languages.forget()
    changed(sender, (instance.pk,))


def _note_address(sender, instance, raw: bool = False, **kwargs) -> None:
    """Wagtail tells of a changed slug only after the transaction; so the old address is noted before the save."""
    if isinstance(instance, Page) and instance.pk and not raw:
        instance.address_before = (
            Page.objects.filter(pk=instance.pk, live=True).values_list("url_path", flat=True).first()
        )


def _compare_address(sender, instance, raw: bool = False, **kwargs) -> None:
    """Nothing may stay behind at the old addresses of a page and what stands below it."""
    before = getattr(instance, "address_before", None) if isinstance(instance, Page) and not raw else None
    if before and before != instance.url_path:
        changed(sender, _with_descendants(instance))


def _moved(sender, instance: Page, url_path_before: str, url_path_after: str, **kwargs) -> None:
    changed(sender, () if url_path_before == url_path_after else _with_descendants(instance))


def _restricted(sender, instance: PageViewRestriction, **kwargs) -> None:
    changed(sender, _with_descendants(instance.page))


def _locale_changed(sender, **kwargs) -> None:
    languages.forget()
    changed(sender)


def connect() -> None:
    """Listen to Wagtail. Called once, when Django starts."""
    page_published.connect(_published, dispatch_uid="announce-published")
    page_unpublished.connect(_unpublished, dispatch_uid="announce-unpublished")
    pre_save.connect(_note_address, dispatch_uid="announce-note-address")
    post_save.connect(_compare_address, dispatch_uid="announce-compare-address")
    post_page_move.connect(_moved, dispatch_uid="announce-moved")
    # Django reports the deletion of a page once as its own type and once as Page; the second is enough.
    post_delete.connect(_deleted, sender=Page, dispatch_uid="announce-deleted")
    post_save.connect(_restricted, sender=PageViewRestriction, dispatch_uid="announce-restricted")
    post_delete.connect(_restricted, sender=PageViewRestriction, dispatch_uid="announce-unrestricted")
    post_save.connect(_locale_changed, sender=Locale, dispatch_uid="announce-locale")
    post_delete.connect(_locale_changed, sender=Locale, dispatch_uid="announce-locale-deleted")
