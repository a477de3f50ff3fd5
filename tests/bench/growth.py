"""Issue 4, “Done when” 3: 10,000 pages against the shipped edition, every public template, SQLite and PostgreSQL.

`python tests/bench/growth.py [sqlite|postgresql]`; how it is measured: sides.py. More sets of the same section size are
added. Exits 1 when a bar is missed: 1.5 times as long, more queries, or more than an uncached page may ask.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.many import SETS, grow
from tests.bench.sides import main

SIZES, MOST_QUERIES = (0, 10_000), 12
#: Files that list every page and every recommendation to governments there is; their size is the answer.
LIST_EVERYTHING = {"sitemap", "AlignmentPage csv/"}


def templates() -> dict[str, str]:
    """One address for each page type and route (of landings each: they differ), and what stands beside the tree.

    Of topics the longest: what a topic lists is bounded, and a short one grows up to that.
    """
    from django.db.models import Count
    from wagtail.models import Page

    from cop_portal.publishing.addresses import _plain_routes, all_addresses

    known, found = set(all_addresses()), {}
    pages = Page.objects.live().filter(depth__gte=2, locale__language_code="en").select_related("content_type")
    for page in pages.annotate(tagged=Count("topicpage__term__items")).order_by("-tagged", "pk"):
        base = f"/en/{page.url_path.split('/', 2)[2]}"
        name = page.specific_class.__name__
        name = f"{name} {page.slug}" if name == "AudienceLandingPage" else name
        for route in ("", *_plain_routes(page.specific_class)):
            if f"{base}{route}" in known:
                found.setdefault(f"{name} {route}".strip(), f"{base}{route}")
    return {**found, "not found": "/en/nowhere/", "sitemap": "/sitemap.xml"}


if __name__ == "__main__":
    sys.exit(main(__file__, SIZES, lambda wanted: grow(wanted, SETS), templates, MOST_QUERIES, LIST_EVERYTHING))
