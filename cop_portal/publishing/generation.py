"""Generations: which state of the content a stored page shows."""

import hashlib
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from cop_portal.publishing.models import Change

NONCE_BITS = 40
ROWS_BEFORE_COMPACTION = 50
#: What a page's bytes depend on beside the content.
BUILD_FOLDERS = ("templates", "static", "locale", "common", "resources", "guidelines", "audiences", "cop_portal")
BUILD_SUFFIXES = {".html", ".css", ".js", ".svg", ".xml", ".mo", ".py", ".json", ".woff2"}
SHOWN_SETTINGS = (
    "COP_BASE_URL",
    "COP_EXIT",
    "COP_NAMESPACE",
    "COP_SITE_NAME",
    "LANGUAGE_CODE",
    "MEDIA_URL",
    "MODELTRANSLATION_LANGUAGES",
    "SITE_COUNTRY",
    "STATIC_URL",
    "TIME_ZONE",
)


def token() -> str:
    """The generation that the database is in. One query."""
    return str(Change.objects.aggregate(total=Sum("nonce"))["total"] or 0)


def bump() -> None:
    """Begin a new generation, inside the caller's transaction."""
    Change.objects.create(nonce=secrets.randbits(NONCE_BITS) + 1)


def compact() -> None:
    """Add many rows together; the sum, and so the generation, stays."""
    if Change.objects.count() < ROWS_BEFORE_COMPACTION:
        return
    with transaction.atomic():
        rows = list(Change.objects.select_for_update())
        Change.objects.filter(pk__in=[row.pk for row in rows]).delete()
        Change.objects.create(nonce=sum(row.nonce for row in rows))


@cache
def build_id() -> str:
    """Digest of code, templates, styles and the settings that pages show, as they were when this process started."""
    digest = hashlib.blake2b(digest_size=8)
    for folder in BUILD_FOLDERS:
        base = Path(settings.BASE_DIR) / folder
        for path in sorted(path for path in base.rglob("*") if path.suffix in BUILD_SUFFIXES and path.is_file()):
            digest.update(str(path.relative_to(base)).encode() + b"\0")
            digest.update(path.read_bytes())
    digest.update(repr([(name, getattr(settings, name, "")) for name in SHOWN_SETTINGS]).encode())
    return digest.hexdigest()


def key_of(token_now: str, build: str) -> str:
    """Name of a generation's folder."""
    return hashlib.blake2b(f"{token_now} {build}".encode(), digest_size=10).hexdigest()
