"""Identity of content across languages and installations."""

import re
import uuid

#: Namespace of all translation keys that derive from content keys. Never change: it is in every installation.
KEY_SPACE = uuid.UUID("6f1d6c0e-52f4-5f6e-9f0a-0f3a7c1b9d20")

STABLE_ID = re.compile(
    r"^(?:(?P<namespace>[a-z][a-z0-9-]{1,19}):)?(?P<prefix>[A-Z]{2})-(?P<section>\d{1,3})\.(?P<number>\d{1,3})$"
)
ACTION_KEY = re.compile(r"^a\d{1,3}$")


def translation_key(key: str) -> uuid.UUID:
    """The `translation_key` of the page with this content key, equal on every installation."""
    return uuid.uuid5(KEY_SPACE, key)


def block_id(*path: str) -> str:
    """A stable StreamField block id for a place in the content, shared by all languages."""
    return str(uuid.uuid5(KEY_SPACE, "/".join(path)))
