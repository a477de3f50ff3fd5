"""Issue 7, “Done when” 2: search and finder over 10,000 pages against 500, on SQLite and on PostgreSQL.

`python tests/bench/search.py [sqlite|postgresql]`. The edition grows by `many.grow`: no word and no choice is rarer
than in real content. Each size has a database and a process of its own; rounds alternate between them, medians are of
rounds. CPU time on SQLite, wall time on PostgreSQL, whose own work is in another process. Answers of the cache are
forgotten before each view; `first` is the first view after all else was forgotten, too. Exits 1 when a bar is missed:
1.5 times as long, or more queries. (A page of results without anything from the library needs two queries fewer; among
so many copies of the best page there is none.)
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
ROUNDS, VIEWS, MOST_TIMES = int(os.environ.get("ROUNDS", "9")), 3, 1.5
SIZES = (500, 10_000)
SERVER = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432/postgres")
#: Words of nearly every page, of few pages, mistyped, whole questions, danger; choices of each audience.
VIEWED = (
    "/en/search/?q=child",
    "/en/search/?q=child+online+safety",
    "/en/search/?q=password",
    "/en/search/?q=passwrods",
    "/en/search/?q=someone+I+don't+know+writes+to+my+daughter,+eleven,+in+a+game",
    "/en/search/?q=what+must+our+company+do+about+reports+of+abuse",
    "/en/search/?q=blackmailed+with+nudes",
    "/en/search/?q=picture&band=9-12",
    "/en/industry/find/industry/",
    "/en/industry/find/industry/?service=games",
    "/en/industry/find/industry/?area=area-policy&service=games&size=few",
    "/en/parents-educators/find/parents/?about=grooming&age=9-12",
    "/en/parents-educators/find/educators/?about=sharing-images&role=role-leadership",
    "/en/policy-makers/find/policy-makers/?about=sextortion",
    "/en/children/find/children/?about=games&age=9-12",
    "/en/industry/find/industry/print/?service=games",
)


def prepare(wanted: int) -> None:
    """The shipped edition, if it is not there, grown to so many pages."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.bench.many import grow

    with open(os.devnull, "w") as nowhere:
        if wanted == SIZES[0]:
            call_command("migrate", verbosity=0)
            call_command("load_pack", stdout=nowhere)
    grow(wanted)


def side(clock: str) -> None:
    """A process that views pages when told, and answers with medians in ms."""
    import django

    django.setup()
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, cache = Client(headers={"host": "127.0.0.1"}), caches["computed"]
    tick = time.process_time if clock == "cpu" else time.perf_counter

    def view(address: str) -> float:
        for name in [name for name in cache._cache if "finder-" not in name and "known-" not in name]:
            cache._delete(name)
        began = tick()
        assert client.get(address).status_code == 200, address
        return (tick() - began) * 1000

    firsts, queries = [], []
    for address in VIEWED:
        view(address)  # templates and translations
    for address in VIEWED:
        cache.clear()
        firsts.append(view(address))
        with CaptureQueriesContext(connection) as seen:
            view(address)
        queries.append(len(seen))
    print(json.dumps([firsts, queries]), flush=True)
    for _ in sys.stdin:
        times = [[view(address) for address in VIEWED] for _ in range(VIEWS)]
        print(json.dumps([statistics.median(one) for one in zip(*times, strict=True)]), flush=True)


class Side:
    """This end of `side`."""

    def __init__(self, clock: str, environment: dict[str, str]):
        self.process = subprocess.Popen(
            [sys.executable, __file__, "side", clock],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.firsts, self.queries = self._answer()
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


def run(database: str, folder: str) -> int:
    """Both sizes on one database. Returns how many bars are missed."""
    from psycopg import connect, sql

    few, many = (f"{folder}/{size}" for size in SIZES)
    names = [f"cop_bench_{os.getpid()}_{size}" for size in SIZES]
    server = connect(SERVER, autocommit=True) if database == "postgresql" else None
    settings = {"DJANGO_SETTINGS_MODULE": "cop_portal.settings.dev", "COP_NO_STORE": "yes"}
    environments = [{**os.environ, **settings, "COP_VAR_DIR": one} for one in (few, many)]
    for one, name in zip(environments, names, strict=True):
        one.pop("DATABASE_URL", None)
        if server:
            one["DATABASE_URL"] = f"{SERVER.rpartition('/')[0]}/{name}"
    begin = sql.SQL("CREATE DATABASE {}")
    sides: list[Side] = []
    try:
        Path(few).mkdir(parents=True)
        if server:
            server.execute(begin.format(sql.Identifier(names[0])))
        grown(SIZES[0], environments[0])
        shutil.copytree(few, many)
        if server:
            template = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(template.format(*map(sql.Identifier, reversed(names))))
        grown(SIZES[1], environments[1])
        sides = [Side("wall" if server else "cpu", one) for one in environments]
        for _ in range(ROUNDS):
            for one in sides:
                one.view()
    finally:
        for one in sides:
            one.close()
        for name in names if server else ():
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    return verdict(database, *sides)


def grown(size: int, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, __file__, "prepare", str(size)], env=environment, check=True)


def verdict(database: str, few: Side, many: Side) -> int:
    missed = 0
    print(f"\n{database}: {SIZES[0]} and {SIZES[1]} pages, medians of {ROUNDS} alternating rounds")
    print(f"{'page':82} {'ms':>15} {'times':>6} {'queries':>8} {'first':>13}")
    for place, address in enumerate(VIEWED):
        one, two = (statistics.median(row[place] for row in one.rounds) for one in (few, many))
        queries = few.queries[place], many.queries[place]
        bad = two > one * MOST_TIMES or queries[1] > queries[0]
        missed += bad
        print(
            f"{address:82} {one:7.1f} {two:7.1f} {two / one:6.2f} {queries[0]:4}{queries[1]:4} "
            f"{few.firsts[place]:6.0f} {many.firsts[place]:6.0f}{'  MISSED' if bad else ''}",
            flush=True,
        )
    return missed


def main() -> int:
    if sys.argv[1:2] == ["prepare"]:
        prepare(int(sys.argv[2]))
        return 0
    if sys.argv[1:2] == ["side"]:
        side(sys.argv[2])
        return 0
    missed = 0
    for database in sys.argv[1:] or ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix="cop-search-") as folder:
            missed += run(database, folder)
    print(f"\n{missed} bars missed" if missed else "\nAll bars hold")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
