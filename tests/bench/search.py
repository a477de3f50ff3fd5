"""Issue 7, “Done when” 2: search over 10,000 pages against 500: time and queries of the same questions.

`python tests/bench/search.py [PAGES]`; PostgreSQL with BENCH_DATABASE_URL (an empty database). The index of the shipped
edition is written again and again, with every word where it stands, until it has so many pages: no word is rarer than
in real content. CPU medians of whole requests, answers of the cache forgotten. Exits 1 when a bar is missed.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
ROUNDS, MOST_TIMES, FIRST = 9, 1.5, 500
#: Words of nearly every page, of few pages, mistyped, whole questions, and danger.
QUESTIONS = (
    "child",
    "child online safety",
    "password",
    "passwrods",
    "someone I don't know writes to my daughter, eleven, in a game",
    "what must our company do about reports of abuse",
    "blackmailed with nudes",
)


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    os.environ |= {"DJANGO_SETTINGS_MODULE": "cop_portal.settings.dev", "COP_NO_STORE": "yes"}
    os.environ.pop("DATABASE_URL", None)
    if database := os.environ.get("BENCH_DATABASE_URL", ""):
        os.environ["DATABASE_URL"] = database
    with tempfile.TemporaryDirectory(prefix="cop-search-") as folder:
        os.environ["COP_VAR_DIR"] = folder
        import django

        django.setup()
        from django.core.management import call_command

        with open(os.devnull, "w") as nowhere:
            call_command("migrate", verbosity=0)
            call_command("load_pack", stdout=nowhere)
        grow(FIRST)
        before = measure()
        print(f"{grow(wanted)} pages of one language in the index")
        return verdict(before, measure())


def grow(wanted: int) -> int:
    """Repeat the English entries until there are so many; they are the library's, since a page has one entry."""
    from django.db import connection
    from django.db.models import F

    from common.announce import changed
    from cop_portal.search.models import Entry, Stem, Word
    from resources.models import Resource

    shipped = list(Entry.objects.filter(language="en", page__isnull=False).order_by("place"))
    words: dict[int, list[tuple[str, int]]] = {}
    for key, stem, weight in Word.objects.filter(entry__in=shipped).values_list("entry_id", "stem", "weight"):
        words.setdefault(key, []).append((stem, weight))
    total = Entry.objects.filter(language="en").count()
    while total < wanted:
        some = shipped[: wanted - total]
        shelf = Resource.objects.bulk_create(
            Resource(key=f"b{total + n}", kind="sheet", title_en=one.title) for n, one in enumerate(some)
        )
        copies = []
        for n, (one, resource) in enumerate(zip(some, shelf, strict=True)):
            copy = Entry.objects.get(pk=one.pk)
            copy.pk, copy.page_id, copy.resource, copy.place = None, None, resource, f"ZZZZ{total + n:014d}"
            copies.append(copy)
        made = Entry.objects.bulk_create(copies)
        rows = [
            Word(entry=copy, language="en", stem=stem, weight=weight)
            for copy, one in zip(made, some, strict=True)
            for stem, weight in words[one.pk]
        ]
        Word.objects.bulk_create(rows, batch_size=2000)
        seen: dict[str, int] = {}
        for row in rows:
            seen[row.stem] = seen.get(row.stem, 0) + 1
        for stem, number in seen.items():
            Stem.objects.filter(language="en", stem=stem).update(number=F("number") + number)
        total += len(some)
    from common.signals import content_changed

    content_changed.disconnect(dispatch_uid="cop.search")
    changed(Entry)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return total


def measure() -> dict[str, tuple[float, int]]:
    """Median CPU in ms, and queries, of each question."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    found = {}
    for question in QUESTIONS:
        client.get("/en/search/", {"q": question})
        times = []
        for _ in range(ROUNDS):
            caches["computed"].clear()
            began = time.process_time()
            assert client.get("/en/search/", {"q": question}).status_code == 200
            times.append((time.process_time() - began) * 1000)
        caches["computed"].clear()
        with CaptureQueriesContext(connection) as seen:
            client.get("/en/search/", {"q": question})
        found[question] = statistics.median(times), len(seen)
    return found


def verdict(before: dict, after: dict) -> int:
    missed = 0
    print(f"{'question':64} {'CPU ms':>15} {'times':>6} {'queries':>9}")
    for question, (cpu, queries) in before.items():
        later, later_queries = after[question]
        bad = later > cpu * MOST_TIMES or later_queries != queries
        missed += bad
        print(
            f"{question:64} {cpu:7.1f} {later:7.1f} {later / cpu:6.2f} {queries:4} {later_queries:4}"
            f"{'  MISSED' if bad else ''}"
        )
    print(f"{missed} bars missed" if missed else "All bars hold")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
