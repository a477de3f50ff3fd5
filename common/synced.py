"""Facts that stand on the page in the source language and hold in all languages."""

from typing import TYPE_CHECKING

from wagtail.signals import page_published

if TYPE_CHECKING:
    from common.pages import BasePage

#: What makes a page this page. A revision's copy of it is never believed: a copied page's first
#: revisions still name the page that it was copied from.
IDENTITY = ("key", "translation_key", "source_revision_id", "item_id", "resource_id")
HOME_DEPTH = 2


def synced_fields(page: "BasePage") -> tuple[str, ...]:
    """Names of a page's synced facts. Its address is one too; only homes stand side by side, so theirs differ."""
    return page.SYNCED if page.depth == HOME_DEPTH else (*page.SYNCED, "slug")


def keep_facts(row: "BasePage", restored: "BasePage") -> None:
    """Give a page restored from a revision the identity of its row and, on translations, its facts."""
    for name in IDENTITY:
        if hasattr(row, name):
            setattr(restored, name, getattr(row, name))
    if not row.is_source:
        for name in synced_fields(row):
            setattr(restored, name, getattr(row, name))
        restored.set_url_path(row.get_parent())


def copy_to_translations(sender: type, instance: "BasePage", **kwargs) -> None:
    """After the source page is published, its facts hold on every translation at once."""
    from common.pages import BasePage

    if not isinstance(instance, BasePage) or not instance.is_source:
        return
    facts = {name: getattr(instance, name) for name in synced_fields(instance)}
    for twin in type(instance).objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk):
        stale = {name: value for name, value in facts.items() if getattr(twin, name) != value}
        if stale:
            for name, value in stale.items():
                setattr(twin, name, value)
            # No `update()`: a changed slug must reach the addresses of everything below the page.
            twin.save(clean=False)


def connect() -> None:
    """Listen to Wagtail. Called once, when Django starts."""
    page_published.connect(copy_to_translations, dispatch_uid="synced-facts")
