"""Whose address is it, staff's or the public's? Decided by where Django's own resolver leads, not by how it begins.

So the gate, the policies and the view that answers never disagree about an address, however it is spelled: escapes,
doubled slashes, dots, case, another mount.
"""

from functools import lru_cache

from django.urls import Resolver404, get_urlconf, resolve

ADMIN, ACCOUNTS, DOCUMENTS = "cms", "accounts", "documents"
PRIVATE = frozenset({ADMIN, ACCOUNTS, DOCUMENTS, "feedback"})
#: Longer addresses are no page's; remembering them would cost memory.
MAX_REMEMBERED = 200


def area_of(path: str) -> str:
    """The private part of the portal to which an address leads; "" for all that is public or does not exist."""
    return _where(path)[0]


def view_name(path: str) -> str:
    """The full name of the view that answers; "" where it has none, or where nothing answers."""
    return _where(path)[1]


def is_private(path: str) -> bool:
    """Whether an address belongs to staff, not to the public site."""
    return area_of(path) in PRIVATE


def _where(path: str) -> tuple[str, str]:
    find = _remembered if len(path) <= MAX_REMEMBERED else _resolved
    return find(path, get_urlconf())


def _resolved(path: str, urlconf: str | None) -> tuple[str, str]:
    try:
        match = resolve(path, urlconf)
    except Resolver404:
        return "", ""
    first = match.route.split("/", 1)[0]
    return (first if first in PRIVATE else ""), match.view_name or ""


#: The private addresses stand above the languages in urls.py, so the active language does not matter to the area.
_remembered = lru_cache(maxsize=4096)(_resolved)
