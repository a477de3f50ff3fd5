"""Issue 6, “Done when” 1 and 2: a library of 2,000 against 200, and page views while all documents are built.

`python tests/bench/library.py [shelf|builder]`. Medians of alternating rounds, each side in a process of its own.
Exits 1 when a bar is missed.
"""

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
ROUNDS, VIEWS = int(os.environ.get("ROUNDS", "7")), 12
MOST_TIMES, MOST_SLOWER, CEILING = 1.5, 1.2, 1024
SHELVES = (200, 2000)
QUERIES = ("", "?audience=parents&kind=sheet", "?language=fr&sort=title&topic=t1", "?format=pdf&page=2")
PAGES = ("/en/", "/en/industry/guidelines/user-content/", "/en/parents-educators/", "/en/library/?kind=sheet")


def prepare(folder: str) -> None:
    """The shipped edition in a database of its own."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "cop_portal.settings.dev", "COP_NO_STORE": "yes", "COP_VAR_DIR": folder}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    with open(os.devnull, "w") as nowhere:
        call_command("migrate", verbosity=0)
        call_command("load_pack", stdout=nowhere)


class Side:
    """A process that views pages when told, and answers with medians in ms and numbers of queries."""

    def __init__(self, folder: str, clock: str, addresses: tuple[str, ...], fill: int = 0):
        environment = {**os.environ, "COP_VAR_DIR": folder}
        command = [sys.executable, __file__, "side", clock, str(fill), json.dumps(addresses)]
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.rounds: list[list[float]] = []
        self.queries = json.loads(self._answer())

    def _answer(self) -> str:
        return next(line for line in self.process.stdout if line.startswith("["))

    def view(self) -> list[float]:
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return json.loads(self._answer())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def side(clock: str, fill: int, addresses: list[str]) -> None:
    """The other end of `Side`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cop_portal.settings.dev"
    import django

    django.setup()
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    if fill:
        from common.signals import content_changed
        from resources.models import Resource
        from tests.common import test_facets

        content_changed.receivers = []  # what follows from each new row is not what is measured
        content_changed.sender_receivers_cache.clear()

        test_facets.fill(fill - Resource.objects.count())
    client = Client(headers={"host": "127.0.0.1"})
    queries = []
    for address in addresses:
        client.get(address)
        caches["computed"].clear()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        queries.append(len(seen))
    print(json.dumps(queries), flush=True)
    tick = time.process_time if clock == "cpu" else time.perf_counter
    for _ in sys.stdin:
        times: list[list[float]] = [[] for _ in addresses]
        for _ in range(VIEWS):
            for number, address in enumerate(addresses):
                caches["computed"].clear()
                began = tick()
                client.get(address)
                times[number].append((tick() - began) * 1000)
        print(json.dumps([statistics.median(one) for one in times]), flush=True)


def shelf(folder: str) -> int:
    """200 and 2,000 resources: CPU and queries of the library."""
    sides = []
    for number in SHELVES:
        own = f"{folder}-{number}"
        shutil.copytree(folder, own)
        sides.append(Side(own, "cpu", tuple(f"/en/library/{query}" for query in QUERIES), number))
    rounds: list[list[list[float]]] = [[] for _ in sides]
    for _ in range(ROUNDS):
        for number, one in enumerate(sides):
            rounds[number].append(one.view())
    missed = 0
    print(f"{'library':38} {'CPU ms':>15} {'times':>6} {'queries':>8}")
    for place, query in enumerate(QUERIES):
        few, many = (statistics.median(one[place] for one in side) for side in rounds)
        counted = [one.queries[place] for one in sides]
        bad = many > MOST_TIMES * few or counted[0] != counted[1]
        missed += bad
        verdict = "  MISSED" if bad else ""
        print(
            f"{query or 'everything':38} {few:7.1f} {many:7.1f} {many / few:6.2f} {counted[0]:4}{counted[1]:4}{verdict}"
        )
    for number, one in zip(SHELVES, sides, strict=True):
        one.close()
        shutil.rmtree(f"{folder}-{number}")
    return missed


def builder(folder: str) -> int:
    """Page views while every document is built, at once and with the builder stopped, in turn."""
    views = Side(folder, "wall", PAGES)
    builds: list[int] = []

    def start() -> subprocess.Popen:
        command = ["nice", sys.executable, str(ROOT / "manage.py"), "make_documents", "--force"]  # as the worker does
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)

    process, began = start(), time.monotonic()
    time.sleep(5)
    alone, beside = [], []
    for _ in range(ROUNDS):
        if process.poll() is not None:
            builds.append(round(time.monotonic() - began))
            process, began = start(), time.monotonic()
            time.sleep(5)
        beside.append(views.view())
        os.killpg(process.pid, signal.SIGSTOP)
        alone.append(views.view())
        os.killpg(process.pid, signal.SIGCONT)
    views.close()
    process.wait()
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    missed = 0
    print(f"\n{'page, wall ms':46} {'alone':>7} {'beside':>7} {'times':>6}")
    for place, address in enumerate(PAGES):
        one, two = (statistics.median(row[place] for row in rows) for rows in (alone, beside))
        bad = two > MOST_SLOWER * one
        missed += bad
        print(f"{address:46} {one:7.1f} {two:7.1f} {two / one:6.2f}{'  MISSED' if bad else ''}")
    print(f"most memory of any process: {peak} MiB (ceiling {CEILING} MiB of addresses)")
    return missed + (peak > CEILING)


def main() -> int:
    if sys.argv[1:2] == ["side"]:
        side(sys.argv[2], int(sys.argv[3]), json.loads(sys.argv[4]))
        return 0
    with tempfile.TemporaryDirectory(prefix="cop-library-") as outer:
        folder = f"{outer}/var"
        Path(folder).mkdir()
        prepare(folder)
        chosen = sys.argv[1:] or ["shelf", "builder"]
        missed = sum({"shelf": shelf, "builder": builder}[one](folder) for one in chosen)
    print(f"{missed} bars missed" if missed else "All bars hold")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
