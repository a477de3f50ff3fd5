"""Pages below a page, asked for so that an index answers."""

from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Concat


def tree(path: Any) -> Q:
    """The page at a path (text, or a query for it) and all below it: a range, since SQLite reads all for a prefix.

    Paths are made of digits and capitals, and "[" comes after them. PostgreSQL compares them byte by byte, too (Wagtail
    collates the column so).
    """
    end = path + "[" if isinstance(path, str) else Concat(path, Value("["))
    return Q(path__gte=path, path__lt=end)
