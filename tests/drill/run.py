"""Issue 4, “Done when” 4, 5 and 7: what happens when things fall, or are attacked. Run by `make drill [ONLY=name,…]`.

Each drill sets its own stage: gunicorn, worker, nginx, SQLite or a PostgreSQL server of its own. Exits 1 when a bar
is missed. What cannot be run here is named.
"""

import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from tests.drill import bare, crawl, doors, fuzz, observatory, uploads  # noqa: E402
from tests.stage import Stage, free_port, get  # noqa: E402

missed: list[str] = []
PG_BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def bar(words: str, value: object, holds: bool) -> None:
    print(f"  {'ok    ' if holds else 'MISSED'} {words}: {value}", flush=True)
    if not holds:
        missed.append(words)


class Postgres:
    """A server of the drill's own, in a temporary folder."""

    def __enter__(self) -> "Postgres":
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="cop-pg-")), free_port()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", self.folder / "data", "-U", "postgres", "-A", "trust", "--no-sync")
        self.start()
        return self

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(PG_BIN / program), *map(str, arguments)]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(
            command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=90
        )

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def __exit__(self, *args) -> None:
        try:
            self.stop()
        except subprocess.CalledProcessError:
            pass
        shutil.rmtree(self.folder, ignore_errors=True)


class Readers:
    """Somebody who reads all sitemap addresses again and again, at so many requests a second."""

    def __init__(self, stage: Stage, rate: float = 20):
        text = get(f"{stage.base}/sitemap.xml")[2].decode()
        self.addresses = [one.split("</loc>")[0] for one in text.split("<loc>")[1:]]
        assert self.addresses, "the sitemap is empty"
        self.stage, self.rate = stage, rate
        self.statuses: Counter = Counter()
        self.unstyled, self.times = 0, []

    def __enter__(self) -> "Readers":
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.read, args=(number,)) for number in range(8)]
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *args) -> None:
        self.stop.set()
        for one in self.threads:
            one.join()

    def read(self, number: int) -> None:
        place = number * len(self.addresses) // 8
        while not self.stop.is_set():
            began = time.monotonic()
            self.look(self.addresses[place % len(self.addresses)])
            place += 1
            self.stop.wait(max(0.0, 8 / self.rate - (time.monotonic() - began)))

    def look(self, address: str) -> None:
        import base64
        import hashlib

        began = time.monotonic()
        status, headers, body = get(address, timeout=30)
        self.times.append(time.monotonic() - began)
        self.statuses[status] += 1
        if status == 200:
            style = body.split(b"<style>", 1)[1].split(b"</style>", 1)[0]
            mark = base64.b64encode(hashlib.sha256(style).digest()).decode()
            self.unstyled += mark not in headers.get("content-security-policy", "")

    def verdict(self, words: str) -> None:
        failed = sum(count for status, count in self.statuses.items() if status != 200)
        seen = len(self.times)
        bar(
            f"{words}: failed views of {seen} over {len(self.addresses)} addresses (= 0)",
            dict(self.statuses),
            failed == 0,
        )
        bar(f"{words}: unstyled (= 0)", self.unstyled, self.unstyled == 0)

    def each_once(self) -> None:
        for address in self.addresses:
            self.look(address)


def release(stage: Stage, name: str) -> None:
    """Another build, as an upgrade brings it: nginx is told first, then the program is started anew."""
    stage.env["COP_SITE_NAME"] = name
    stage.manage("prepare_release")
    os.kill(stage.processes["nginx"].pid, signal.SIGHUP)
    stage.stop("django")
    stage.start_django()


def publish() -> None:
    with Stage(worker=True) as stage:
        stage.wait_until_filled(after=2.5)
        edit = (
            "from guidelines.models import RecommendationPage as R; p = R.objects.live().first(); "
            "p.title = 'Freshly published'; r = p.save_revision()\n"
            "from django.db import transaction; import os, time\n"
            "with transaction.atomic(): r.publish()\n"
            "print(time.time(), p.get_url(), flush=True); os._exit(0)"
        )
        with Readers(stage, rate=50) as readers:
            at, path = stage.python(edit).split()
            while "Freshly published" not in get(f"{stage.base}{path}")[2].decode():
                time.sleep(0.05)
            fresh = time.time() - float(at)
            began = time.monotonic()
            stage.wait_until_filled(after=2.5)
            whole = time.monotonic() - began
        bar("4. edited page new after (<= 2 s)", f"{fresh:.2f} s", fresh <= 2)
        bar("4. whole site after (<= 120 s)", f"{whole:.0f} s", whole <= 120)
        p99 = statistics.quantiles(readers.times, n=100)[98] * 1000
        bar("4. p99 at 50 requests/s meanwhile (<= 500 ms)", f"{p99:.0f} ms of {len(readers.times)}", p99 <= 500)
        readers.verdict("4. meanwhile")


def edits() -> None:
    number = os.environ.get("EDITS", "200")
    with Stage(worker=True) as stage:
        stage.env.update(DOOR=stage.base, EDITS=number, PYTHONPATH=str(ROOT))
        said = (
            stage.manage("shell", "-v0", "-c", (ROOT / "tests/drill/edits.py").read_text(), timeout=1800)
            .strip()
            .split("\n")
        )
        print(f"          {said[0]}")
        bar(f"4. stale pages after {number} random edits (= 0)", len(said) - 1, len(said) == 1)
        print("\n".join(f"          {line}" for line in said[1:20]), end="")


KILLED = """
import os, signal
from django.db import transaction
from cop_portal.publishing import site
from guidelines.models import RecommendationPage as R
die = lambda *a: os.kill(os.getpid(), signal.SIGKILL)
moment, title = {moment!r}, {title!r}
if moment == "after the commit": site.after_commit = die
if moment == "in the middle of switching": site.Store.switch = die
with transaction.atomic():
    p = R.objects.live().order_by("pk").first(); p.title = title; p.save_revision().publish()
    if moment == "before the commit": die()
die()
"""


def kills() -> None:
    with Stage(worker=True) as stage:
        path = stage.python(
            "from guidelines.models import RecommendationPage as R; "
            "print(R.objects.live().order_by('pk').first().get_url())"
        ).strip()
        for number in range(8):
            moment = ("before the commit", "after the commit", "in the middle of switching", "later")[number % 4]
            title = f"Killed {number} {random.random()}"
            get(f"{stage.base}{path}")
            subprocess.run(
                [sys.executable, "manage.py", "shell", "-v0", "-c", KILLED.format(moment=moment, title=title)],
                cwd=ROOT,
                env=stage.env,
                timeout=120,
                capture_output=True,
            )
            time.sleep(2)
            shown = title in get(f"{stage.base}{path}")[2].decode()
            wanted = moment != "before the commit"
            bar(f"4. kill -9 {moment}: new text shown 2 s later", shown, shown == wanted)


def withdrawn() -> None:
    with Stage(worker=True) as stage:
        path = stage.python(
            "from guidelines.models import RecommendationPage as R; print(R.objects.live().first().get_url())"
        ).strip()
        assert get(f"{stage.base}{path}")[0] == 200
        stage.python("from guidelines.models import RecommendationPage as R; R.objects.live().first().unpublish()")
        before = get(f"{stage.base}{path}")[0]
        stage.stop("worker")
        stage.stop("django")
        after = get(f"{stage.base}{path}")[0]
        bar(
            "4. withdrawn page: status, and with Django stopped",
            (before, after),
            before == 404 and after not in (0, 200),
        )


def database() -> None:
    if PG_BIN is None:
        bar("5. database stopped: NOT RUN, no PostgreSQL server on this machine", "", False)
        return
    seconds = float(os.environ.get("DOWN_SECONDS", "60"))
    with Postgres() as server, Stage(database=server.url, worker=True) as stage:
        stage.wait_until_filled(after=2.5)
        readers = Readers(stage)
        release(stage, "Another Build")
        server.stop()
        with readers:
            time.sleep(seconds)
        readers.verdict(f"5. database stopped for {seconds:.0f} s after a release")
        server.start()
        time.sleep(3)
        after = Counter(get(address)[0] for address in readers.addresses)
        bar("5. afterwards, every address once (all 200)", dict(after), set(after) == {200})
        logged = stage.log("django").count('"status": 500')
        bar("5. 500 in Django's log (= 0)", logged, logged == 0)


def workers() -> None:
    with Stage(worker=True) as stage:
        stage.wait_until_filled(after=2.5)
        readers = Readers(stage)
        release(stage, "Another Build")
        with readers:
            for _ in range(10):
                time.sleep(3)
                master = stage.processes["django"].pid
                found = subprocess.run(["pgrep", "-g", str(master)], capture_output=True, text=True).stdout.split()
                children = [int(one) for one in found if int(one) != master and _parent(int(one)) != os.getpid()]
                if children:
                    os.kill(random.choice(children), signal.SIGKILL)
        readers.verdict("5. a worker killed every 3 s after a release")


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def application() -> None:
    with Stage(worker=True) as stage:
        stage.wait_until_filled(after=2.5)
        readers = Readers(stage)
        release(stage, "Another Build")
        stage.stop("worker", signal.SIGKILL)
        stage.stop("django", signal.SIGKILL)
        readers.each_once()
        readers.verdict("5. application stopped after a release")


def fuzzer() -> None:
    number = int(os.environ.get("FUZZ", "10000"))
    with Stage() as stage:
        for name, port in (("nginx", stage.ports["nginx"]), ("Django alone", stage.ports["django"])):
            for seed in (1, 2, 3):
                seen = fuzz.run("127.0.0.1", port, seed, number // 2)
                bar(f"7. {number // 2} malformed requests, seed {seed}, {name}: 500 and hangs (= 0)",
                    dict(seen), not seen["500"] and not seen["hang"])  # fmt: skip
        bar("7. still answers", get(f"{stage.base}/en/")[0], get(f"{stage.base}/en/")[0] == 200)


DRILLS = {
    "publish": publish, "edits": edits, "kills": kills, "withdrawn": withdrawn, "database": database,
    "workers": workers, "application": application, "fuzzer": fuzzer, "bare": lambda: bare.bare(bar),
    "uploads": lambda: uploads.uploads(bar), "doors": lambda: doors.doors(bar), "crawl": lambda: crawl.crawl(bar),
    "observatory": lambda: observatory.observatory(bar),
}  # fmt: skip


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *args: sys.exit(1))  # so that the stage is struck
    if not shutil.which("nginx"):
        print("NOT RUN: nginx is missing")
        return 1
    only = [one for one in os.environ.get("ONLY", "").split(",") if one] or list(DRILLS)
    for name in only:
        began = time.monotonic()
        print(f"{name}", flush=True)
        DRILLS[name]()
        print(f"          {time.monotonic() - began:.0f} s")
    print(f"\n{len(missed)} bars missed" if missed else "\nAll bars hold")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
