"""Between database and store: which generation answers, and what must be gone."""

import logging
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Site

from common import assets, computed, languages
from cop_portal.publishing import generation
from cop_portal.publishing.models import Withdrawal
from cop_portal.publishing.store import Store

log = logging.getLogger("cop.publishing")
_seen: dict[str, str] = {}


@cache
def store_at(root: Path) -> Store:
    store = Store(root)
    store.prepare()
    return store


def store() -> Store | None:
    """This installation's page store; None where it is switched off (tests, templates under development)."""
    root = getattr(settings, "PUBLISHING_DIR", None)
    return store_at(Path(root)) if root and not settings.DEBUG else None


def announce_build(pages: Store) -> None:
    """Make this process's build the one whose pages are stored. Called by whatever starts to serve."""
    build = generation.build_id()
    assets.remember_styles()
    if pages.build() != build:
        pages.set_build(build)


def reconcile(pages: Store) -> str:
    """Point `current` at the generation that the database is in, and take away what must be gone. Its key.

    Raises DatabaseError when the database does not answer.
    """
    with pages.switching():
        now = generation.token()
        key = generation.key_of(now, pages.build())
        pages.switch(key)
    forget_old(key)
    if Withdrawal.objects.exists():
        take_away(pages)
    return key


def take_away(pages: Store) -> None:
    """Carry out the withdrawals that were committed."""
    for row in Withdrawal.objects.all():
        if row.names:
            pages.withdraw(row.names)
        else:
            pages.withdraw_everything()
        row.delete()


def forget_old(key: str) -> None:
    """Drop what this process remembers of an older generation."""
    if _seen.get("key") == key:
        return
    _seen["key"] = key
    languages.forget()
    Site.clear_site_root_paths_cache()  # Wagtail does so in the process only that changed a site.
    computed.forget()


def is_current(pages: Store, key: str) -> bool:
    """Whether a page rendered for a generation may still be stored: neither content nor build moved on."""
    build = pages.build()
    return build == generation.build_id() and generation.key_of(generation.token(), build) == key


def content_has_changed(sender, withdrawn=(), published=(), everything: bool = False, **kwargs) -> None:
    """Receiver of `content_changed`: new generation and withdrawals in the transaction, files before and after."""
    with transaction.atomic():
        generation.bump()
        pages = store()
        if pages is None:
            return
        names = sorted({name for page in withdrawn for name in pages.names_of(page)})
        if names or everything:
            Withdrawal.objects.create(names=[] if everything else names)
            # At once, so that a crash right after the commit leaves nothing standing; and again after it,
            # because somebody may have rendered the page from the state before.
            try:
                pages.withdraw_everything() if everything else pages.withdraw(names)
            except OSError:
                log.exception("could not withdraw pages")
        edited = [name for page in published for name in pages.names_of(page)]
        transaction.on_commit(lambda: after_commit(edited))


def after_commit(edited: list[str]) -> None:
    """Serve the new generation. What fails here is made good by the next request or by the worker."""
    pages = store()
    if pages is None:
        return
    try:
        pages.mark_outdated(edited)
        reconcile(pages)
    except Exception:
        log.exception("could not point the site at the new generation")
