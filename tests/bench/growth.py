"""Issue 4, “Done when” 3: 10,000 pages against the shipped edition: time and queries of every public template.

`python tests/bench/growth.py [PAGES]`; PostgreSQL with BENCH_DATABASE_URL (an empty database). More sets of the same
section size are added; CPU medians come from alternating rounds over all templates. Exits 1 when a bar is missed.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
ROUNDS = int(os.environ.get("ROUNDS", "9"))
MOST_QUERIES, MOST_TIMES, SECTIONS, IN_A_SECTION = 12, 1.5, 10, 7
#: Words of every added page, of few pages, mistyped, and a whole question; what is added carries none of the choices.
QUESTIONS = (
    "child company report",
    "password",
    "passwrods",
    "someone I don't know writes to my daughter",
    "what must our company do about reports of abuse",
)
CHOICES = ("service=games", "service=games&area=area-policy")
#: A finder asks for its form, its results and its sheets in one page.
MORE_QUERIES = {"finder": 24}


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    os.environ["DJANGO_SETTINGS_MODULE"] = "cop_portal.settings.dev"
    os.environ["COP_NO_STORE"] = "yes"
    database = os.environ.get("BENCH_DATABASE_URL", "")
    os.environ.pop("DATABASE_URL", None)
    if database:
        os.environ["DATABASE_URL"] = database
    with tempfile.TemporaryDirectory(prefix="cop-growth-") as folder:
        os.environ["COP_VAR_DIR"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        with open(os.devnull, "w") as nowhere:
            call_command("migrate", verbosity=0)
            call_command("load_pack", stdout=nowhere)
        addresses = templates()
        before = measure(addresses)
        added = grow(wanted)
        after = measure(addresses)
    return verdict(before, after, added)


def templates() -> dict[str, str]:
    """One address for each page type and route, and what stands beside the tree."""
    from wagtail.models import Page

    from cop_portal.publishing.addresses import _plain_routes, all_addresses

    known, found = set(all_addresses()), {}
    for page in Page.objects.live().filter(depth__gte=2, locale__language_code="en").select_related("content_type"):
        base = f"/en/{page.url_path.split('/', 2)[2]}"
        for route in ("", *_plain_routes(page.specific_class)):
            if f"{base}{route}" in known:
                found.setdefault(f"{page.specific_class.__name__} {route}".strip(), f"{base}{route}")
    found |= {f"search: {question}": f"/en/search/?q={question.replace(' ', '+')}" for question in QUESTIONS}
    found |= {f"finder: {query}": f"/en/industry/find/industry/?{query}" for query in CHOICES}
    return {**found, "not found": "/en/nowhere/", "sitemap": "/sitemap.xml"}


def grow(wanted: int) -> int:
    """Add sets beside a shipped one until there are so many pages."""
    from django.db import transaction
    from wagtail.models import Page
    from wagtail.models.reference_index import ReferenceIndex

    from common.signals import content_changed
    from guidelines.models import GuidelineItem, GuidelineSetPage, RecommendationPage, SectionPage

    like = RecommendationPage.objects.live().filter(locale__language_code="en", item__audience="industry").first()
    home_of_sets = like.get_parent().get_parent().get_parent().specific
    began, added, number = time.monotonic(), 0, 0
    total = Page.objects.count()
    content_changed.disconnect(dispatch_uid="cop.search")  # once at the end, as a load does it
    ReferenceIndex.create_or_update_for_object = classmethod(lambda cls, thing: None)  # not what is measured
    while total + added < wanted:
        number += 1
        with transaction.atomic():
            one = home_of_sets.add_child(
                instance=GuidelineSetPage(title=f"Set {number}", slug=f"more-{number}", audience="industry")
            )
            added += 1
            for place in range(SECTIONS):
                section = one.add_child(instance=SectionPage(title=f"Part {place}", slug=f"part-{place}", order=place))
                added += 1
                for row in range(IN_A_SECTION):
                    item = GuidelineItem.objects.create(
                        stable_id=f"b{number % 10}b:IN-{number}.{place * 10 + row}", audience="industry", order=row
                    )
                    section.add_child(
                        instance=RecommendationPage(
                            title=f"Do {number} {place} {row}",
                            slug=f"do-{row}",
                            item=item,
                            locale=section.locale,
                            statement="Do it.",
                            why=like.why,
                            actions=like.actions,
                            details=like.details,
                        )
                    )
                    added += 1
        if number % 10 == 0:
            print(f"          {total + added} pages, {time.monotonic() - began:.0f} s", flush=True)
    from cop_portal.search.index import refresh

    began = time.monotonic()
    print(f"          {refresh()} pages indexed for search in {time.monotonic() - began:.0f} s", flush=True)
    return added


def measure(addresses: dict[str, str]) -> dict[str, tuple[float, int]]:
    """Median CPU in ms, and warm queries, of each template."""
    from django.core.cache import cache, caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    cache.clear()
    forget = caches["computed"].clear  # an answer that is kept for a minute says nothing of what it costs
    client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    times: dict[str, list[float]] = {name: [] for name in addresses}
    queries = {}
    for name, address in addresses.items():
        client.get(address)
        forget()
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        queries[name] = len(seen)
    for _ in range(ROUNDS):
        for name, address in addresses.items():
            forget()
            began = time.process_time()
            client.get(address)
            times[name].append((time.process_time() - began) * 1000)
    return {name: (statistics.median(times[name]), queries[name]) for name in addresses}


def verdict(before: dict, after: dict, added: int) -> int:
    print(f"\n{added} pages added\n{'template':52} {'CPU ms':>16} {'times':>6} {'queries':>9}")
    missed = 0
    for name, (cpu, queries) in before.items():
        later, later_queries = after[name]
        # The sitemap and the landing list every page or set there is; their size is the answer.
        lists_all = name in {"sitemap", "AudienceLandingPage", "HomePage"}
        most = MORE_QUERIES.get(name.partition(":")[0], MOST_QUERIES)
        bad = (later > cpu * MOST_TIMES and not lists_all) or later_queries != queries or later_queries > most
        missed += bad
        print(
            f"{name:52} {cpu:7.1f} {later:8.1f} {later / cpu:6.2f} {queries:4} {later_queries:4}"
            f"{'  MISSED' if bad else ''}{'  (lists everything)' if lists_all else ''}"
        )
    print(f"\n{missed} bars missed" if missed else "\nAll bars hold")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
