"""Recommendations against international frameworks, computed from the items' framework terms."""

import csv
import io
from typing import Any

from django.apps import apps
from django.db.models import Q
from wagtail.models import Locale

from common.tree import tree


def sets(page: Any) -> list:
    """Live sets beside an alignment page, in order; one query. Each has a table of its own."""
    Set = apps.get_model("guidelines", "GuidelineSetPage")
    return list(Set.objects.live().sibling_of(page).order_by("order", "path").defer_streamfields())


def table(locale: Locale, path: str = "") -> dict[str, Any]:
    """Frameworks as columns, policy recommendations (below the set at `path`) as rows; three queries.

    Returns `frameworks` (list of Term) and `rows` (list of {page, cells}), each cell a list of Terms.
    """
    Page = apps.get_model("guidelines", "RecommendationPage")
    pages = (
        Page.objects.live()
        .filter(tree(path) if path else Q(), locale=locale)
        .filter(item__audience="policy-makers", item__retired_on__isnull=True)
        .select_related("item")
        .prefetch_related("item__terms__parent")
        .defer_streamfields()
        .order_by("path")
    )
    rows, frameworks = [], {}
    for page in pages:
        entries = [term for term in page.item.terms.all() if term.vocabulary == "framework"]
        for term in entries:
            root = term.parent or term
            frameworks[root.pk] = root
        rows.append({"page": page, "entries": entries})
    columns = sorted(frameworks.values(), key=lambda term: term.order)
    for row in rows:
        row["cells"] = [
            [term for term in row["entries"] if (term.parent_id or term.pk) == column.pk] for column in columns
        ]
    return {"frameworks": columns, "rows": rows}


def as_csv(locale: Locale) -> str:
    """The tables of all sets as CSV with a byte order mark, so that office programs read it as UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["id", "recommendation", "framework", "entry", "name", "provenance"])
    for row in table(locale)["rows"]:
        for term in row["entries"]:
            root = term.parent or term
            writer.writerow(
                [row["page"].item.stable_id, row["page"].title, root.name, term.key, term.name, "editorial"]
            )
    return "\ufeff" + buffer.getvalue()
