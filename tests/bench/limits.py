"""Issue 4, “Done when” 1 and 2: how near the portal comes to the limit of the machine. Run by `make bench`.

Every figure is a ratio inside the same alternating rounds, because the machine is shared; medians are printed with
their range. Exits 1 when a bar is missed. Needs nginx and wrk.
"""

import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from tests.stage import Stage, get  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "7"))
SECONDS = int(os.environ.get("SECONDS_EACH", "2"))
PAGE = "/en/parents-educators/parents/"
missed: list[str] = []


def bar(words: str, value: float, holds: bool, spread: list[float] | None = None) -> None:
    around = f"  ({min(spread):.3g}-{max(spread):.3g}, {len(spread)} rounds)" if spread else ""
    print(f"  {'ok    ' if holds else 'MISSED'} {words}: {value:.3g}{around}", flush=True)
    if not holds:
        missed.append(words)


def wrk(address: str, connections: int = 8, seconds: int = SECONDS, **headers: str) -> dict[str, float]:
    """Requests a second, p99 in ms, errors."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "5s"]
    for name, value in headers.items():
        command += ["-H", f"{name.replace('_', '-')}: {value}"]
    text = subprocess.run([*command, address], capture_output=True, text=True, timeout=seconds + 60).stdout
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    errors = sum(int(one) for one in re.findall(r"(?:connect|read|write|timeout) (\d+)", text))
    errors += sum(int(one) for one in re.findall(r"Non-2xx or 3xx responses: (\d+)", text))
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        "p99": float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
        "errors": errors,
    }


def cpu_of(stage: Stage, name: str) -> float:
    """CPU seconds of a process and its children so far."""
    total, ticks = 0, os.sysconf("SC_CLK_TCK")
    group = stage.processes[name].pid
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            total += int(fields[11]) + int(fields[12])
    return total / ticks


def nginx_against_a_plain_file(stage: Stage) -> None:
    print("\n1. nginx, compressed page against the same compressed bytes as a plain file")
    for suffix, accepted in ((".br", "br"), (".gz", "gzip")):
        page = stage.var / f"public/current{PAGE}index.html{suffix}"
        shutil.copy(page, stage.folder / f"plain{suffix}")
        ratios = []
        for number in range(ROUNDS):
            pair = [
                ("stored", f"{stage.base}{PAGE}"),
                ("plain", f"http://127.0.0.1:{stage.ports['plain']}/plain{suffix}"),
            ]
            rates = {
                name: wrk(to, Accept_Encoding=accepted)["rate"] for name, to in (pair if number % 2 else pair[::-1])
            }
            ratios.append(rates["stored"] / rates["plain"])
        value = statistics.median(ratios)
        bar(f"{accepted}: share of nginx's own speed (>= 0.9)", value, value >= 0.9, ratios)


def middleware_against_a_bare_view(stage: Stage) -> None:
    print("\n   without nginx: CPU of a stored page against a bare Django view returning the same bytes")
    out = stage.manage("shell", "-v0", "-c", (ROOT / "tests/bench/bare.py").read_text())
    ratios = [float(one) for one in out.split()]
    value = statistics.median(ratios)
    bar("CPU ratio, in process (<= 1.5)", value, value <= 1.5, ratios)


def crowd(stage: Stage) -> None:
    print("\n2. many at once")
    rounds = [wrk(f"{stage.base}{PAGE}", connections=256, seconds=4, Accept_Encoding="br") for _ in range(3)]
    p99, errors = statistics.median(one["p99"] for one in rounds), sum(one["errors"] for one in rounds)
    bar("256 connections, p99 ms (<= 100)", p99, p99 <= 100, [one["p99"] for one in rounds])
    bar("256 connections, errors (= 0)", errors, errors == 0)

    stage.change(everything=True)
    path, before, answers = "/en/policy-makers/", stage.renders()["/en/policy-makers/"], []
    crowd = [threading.Thread(target=lambda: answers.append(get(f"{stage.base}{path}", 60)[0])) for _ in range(200)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    bar(
        "200 clients on one missing page: renders (= 1)",
        stage.renders()[path] - before,
        stage.renders()[path] == before + 1,
    )
    bar("   of 200, answered 200", Counter(answers)[200], Counter(answers)[200] == 200)


def random_queries(stage: Stage) -> None:
    from common import computed

    dice = random.Random(1)
    known = {place: sorted(computed._registered[place]) for place in computed.places()}
    targets = [(PAGE, ["x", "utm_source", "q"])] + [(f"/en/{place}/", keys) for place, keys in known.items()]
    for path, keys in targets:
        if get(f"{stage.base}{path}")[0] not in (200, 302):  # without choices there is nothing to take away
            print(f"          {path} does not exist in this edition")
            continue
        for kind, choose in (
            ("unknown keys", lambda: "".join(dice.choices("abcdefgh", k=6))),
            ("random values of known keys", lambda keys=keys: dice.choice([one for one in keys if one != "q"])),
        ):
            before = stage.renders()[path]
            for _ in range(1000):
                status = get(f"{stage.base}{path}?{choose()}={dice.random()}")[0]
                assert status in (200, 302), status
            done = stage.renders()[path] - before
            bar(f"{path}: 1,000 queries with {kind}: renders (<= 10)", done, done <= 10)


def random_addresses(stage: Stage) -> None:
    ratios = []
    for number in range(3):
        alone = wrk(f"{stage.base}{PAGE}", seconds=4, Accept_Encoding="br")["rate"]
        stop, asked = threading.Event(), [0]

        def lose_the_way(number=number, stop=stop, asked=asked):
            dice = random.Random(number)
            while not stop.is_set():
                get(f"{stage.base}/en/{dice.randrange(10**9)}/{dice.randrange(10**9)}/")
                asked[0] += 1

        crowd = [threading.Thread(target=lose_the_way) for _ in range(8)]
        for one in crowd:
            one.start()
        rates = []
        until = time.monotonic() + 60
        while asked[0] < 1700 and time.monotonic() < until:
            rates.append(wrk(f"{stage.base}{PAGE}", seconds=4, Accept_Encoding="br")["rate"])
        stop.set()
        for one in crowd:
            one.join()
        ratios.append(statistics.median(rates) / alone)
        print(f"          round {number + 1}: {asked[0]} random addresses meanwhile")
    value = statistics.median(ratios)
    bar("cached speed under random addresses (>= 0.3)", value, value >= 0.3, ratios)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *args: sys.exit(1))  # so that the stage is struck
    for program in ("nginx", "wrk"):
        if not shutil.which(program):
            print(f"NOT RUN: {program} is missing (apt-get install {program})")
            return 1
    print("Setting the stage: database, gunicorn, nginx …", flush=True)
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "cop_portal.settings.dev"
    os.environ.setdefault("COP_VAR_DIR", "/tmp/cop-bench-registry")
    django.setup()
    with Stage(nginx=False) as stage:
        from tests.stage import free_port

        stage.ports["plain"], stage.ports["nginx"] = free_port(), free_port()
        stage.base = f"http://127.0.0.1:{stage.ports['nginx']}"
        stage.env["COP_BASE_URL"] = stage.base
        stage.stop("django")
        stage.start_django()
        assert get(f"{stage.django}{PAGE}", Host=stage.base.removeprefix("http://"))[0] == 200
        stage.start_nginx(
            f"server {{ listen 127.0.0.1:{stage.ports['plain']}; root {stage.folder}; "
            f"access_log {stage.folder}/plain.log; }}"
        )
        nginx_against_a_plain_file(stage)
        middleware_against_a_bare_view(stage)
        crowd(stage)
        random_queries(stage)
        random_addresses(stage)
    print(f"\n{len(missed)} bars missed" if missed else "\nAll bars hold")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
