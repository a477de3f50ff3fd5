"""Two sizes of the edition beside each other, for the growth figures.

Each size has a database and a process of its own; rounds alternate between them, so that a busy machine slows both, and
medians are of rounds. CPU time on SQLite, wall time on PostgreSQL, whose own work is in another process. Kept answers
are forgotten before each view; `first` is the first view after all else was forgotten, too.

A bench calls `main` with how it grows an edition, what is viewed, and its bars; it is run again as `prepare SIZE` and
as `side CLOCK` in the processes that this needs.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS, VIEWS, MOST_TIMES = int(os.environ.get("ROUNDS", "9")), 3, 1.5
SERVER = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")


def prepare(shipped: bool, grow: Callable[[], None]) -> None:
    """The shipped edition, then grown."""
    import django

    django.setup()
    from django.core.management import call_command

    with open(os.devnull, "w") as nowhere:
        if shipped:
            call_command("migrate", verbosity=0)
            call_command("load_pack", stdout=nowhere)
    grow()


def side(clock: str, addresses: Callable[[], dict[str, str]]) -> None:
    """A process that views pages when told, and answers with medians in ms."""
    import django

    django.setup()
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, cache = Client(headers={"host": "127.0.0.1"}), caches["computed"]
    tick = time.process_time if clock == "cpu" else time.perf_counter
    viewed = addresses()

    def view(address: str) -> float:
        for name in [name for name in cache._cache if "finder-" not in name and "known-" not in name]:
            cache._delete(name)
        began = tick()
        answer = client.get(address)
        took = (tick() - began) * 1000
        assert answer.status_code in (200, 404), address
        return took

    firsts, queries = [], []
    for address in viewed.values():
        view(address)  # templates and translations
    for address in viewed.values():
        cache.clear()
        firsts.append(view(address))
        asked = []
        for _ in range(3):  # what is kept for a minute may run out in between
            with CaptureQueriesContext(connection) as seen:
                view(address)
            asked.append(len(seen))
        queries.append(min(asked))
    print(json.dumps([list(viewed), firsts, queries]), flush=True)
    for _ in sys.stdin:
        times = [[view(address) for address in viewed.values()] for _ in range(VIEWS)]
        print(json.dumps([statistics.median(one) for one in zip(*times, strict=True)]), flush=True)


class Side:
    """This end of `side`."""

    def __init__(self, script: str, clock: str, environment: dict[str, str]):
        self.process = subprocess.Popen(
            [sys.executable, script, "side", clock],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.names, self.firsts, self.queries = self._answer()
        self.rounds: list[list[float]] = []

    def _answer(self) -> list:
        return json.loads(next(line for line in self.process.stdout if line.startswith("[")))

    def view(self) -> None:
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        self.rounds.append(self._answer())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def median(self, place: int) -> float:
        return statistics.median(row[place] for row in self.rounds)


def pair(script: str, database: str, sizes: tuple[int, int], folder: str) -> list[Side]:
    """Both sizes on one database, viewed in turn."""
    from psycopg import connect, sql

    few, many = (f"{folder}/{size}" for size in sizes)
    names = [f"cop_bench_{os.getpid()}_{size}" for size in sizes]
    server = connect(SERVER, autocommit=True) if database == "postgresql" else None
    settings = {"DJANGO_SETTINGS_MODULE": "cop_portal.settings.dev", "COP_NO_STORE": "yes"}
    environments = [{**os.environ, **settings, "COP_VAR_DIR": one} for one in (few, many)]
    for one, name in zip(environments, names, strict=True):
        one.pop("DATABASE_URL", None)
        if server:
            one["DATABASE_URL"] = f"{SERVER.rpartition('/')[0]}/{name}"

    def prepared(size: int, environment: dict[str, str]) -> None:
        subprocess.run([sys.executable, script, "prepare", str(size)], env=environment, check=True)

    sides: list[Side] = []
    try:
        Path(few).mkdir(parents=True)
        if server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(names[0])))
        prepared(sizes[0], environments[0])
        shutil.copytree(few, many)
        if server:
            template = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(template.format(*map(sql.Identifier, reversed(names))))
        prepared(sizes[1], environments[1])
        sides = [Side(script, "wall" if server else "cpu", one) for one in environments]
        for _ in range(ROUNDS):
            for one in sides:
                one.view()
    finally:
        for one in sides:
            one.close()
        for name in names if server else ():
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    return sides


def report(database: str, sizes: tuple[int, int], few: Side, many: Side, most_queries: int, free: set[str]) -> int:
    """One line for each page. Returns how many bars are missed; `free` pages list everything, so only queries count."""
    missed = 0
    print(f"\n{database}: {sizes[0]} and {sizes[1]} pages, medians of {ROUNDS} alternating rounds")
    print(f"{'page':82} {'ms':>15} {'times':>6} {'queries':>8} {'first':>13}")
    for place, name in enumerate(few.names):
        one, two, queries = few.median(place), many.median(place), (few.queries[place], many.queries[place])
        slow = two > one * MOST_TIMES and name not in free
        bad = slow or queries[1] > queries[0] or queries[1] > most_queries
        missed += bad
        print(
            f"{name:82} {one:7.1f} {two:7.1f} {two / one:6.2f} {queries[0]:4}{queries[1]:4} "
            f"{few.firsts[place]:6.0f} {many.firsts[place]:6.0f}"
            f"{'  MISSED' if bad else ''}{'  (lists everything)' if name in free else ''}",
            flush=True,
        )
    return missed


def main(
    script: str,
    sizes: tuple[int, int],
    grow: Callable[[int], object],
    addresses: Callable[[], dict[str, str]],
    most_queries: int,
    free: set[str] = frozenset(),
) -> int:
    """`[sqlite|postgresql]`: both where none is named. Exits 1 when a bar is missed."""
    if sys.argv[1:2] == ["prepare"]:
        size = int(sys.argv[2])
        prepare(size == sizes[0], lambda: grow(size))
        return 0
    if sys.argv[1:2] == ["side"]:
        side(sys.argv[2], addresses)
        return 0
    missed = 0
    for database in sys.argv[1:] or ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix="cop-bench-") as folder:
            missed += report(database, sizes, *pair(script, database, sizes, folder), most_queries, free)
    print(f"\n{missed} bars missed" if missed else "\nAll bars hold")
    return bool(missed)
