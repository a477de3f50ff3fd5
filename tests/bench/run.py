"""Time, queries and bytes of each public template, and how long loading takes. Run by `make bench`.

Uses a database of its own with the whole shipped edition. Figures, not tests: nothing here passes or fails.
"""

import gzip
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "15"))
PAGES = {
    "home": "/en/",
    "landing, doors": "/en/parents-educators/",
    "landing, policy": "/en/policy-makers/",
    "landing, industry": "/en/industry/",
    "landing, children": "/en/children/",
    "set": "/en/parents-educators/parents/",
    "section": "/en/industry/guidelines/user-content/",
    "recommendation, parents": "PA-3.2",
    "recommendation, policy": "PM-2.1",
    "recommendation, industry": "IN-8.1",
    "band": "/en/children/9-12/",
    "cards": "/en/children/9-12/you-can/",
    "topic": "/en/topics/cyberbullying/",
    "alignment": "/en/policy-makers/alignment/",
    "info": "/en/about/",
    "print, whole set": "/en/parents-educators/parents/print/",
    "not found": "/en/nowhere/",
}


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "cop_portal.settings.dev"
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="cop-bench-") as folder:
        os.environ["COP_VAR_DIR"] = folder
        os.environ["COP_NO_STORE"] = "yes"  # What rendering costs, not what serving a file costs.
        import django

        django.setup()
        loading()
        table()


def loading() -> None:
    """Migrate, load twice; seconds."""
    from django.core.management import call_command

    with open(os.devnull, "w") as nowhere:
        for label, command, options in (
            ("migrate from nothing", "migrate", {"verbosity": 0}),
            ("load the shipped edition", "load_pack", {"stdout": nowhere}),
            ("load it again", "load_pack", {"stdout": nowhere}),
        ):
            start = time.perf_counter()
            call_command(command, **options)
            print(f"{label:28} {time.perf_counter() - start:7.1f} s")


def table() -> None:
    """One line per template: queries warm, CPU median in ms, bytes plain, gzip and brotli-5."""
    import brotli
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    print(f"\n{'template':26} {'queries':>7} {'CPU ms':>7} {'bytes':>8} {'gzip':>7} {'brotli':>7}")
    for name, address in PAGES.items():
        if not address.startswith("/"):
            address = client.get(f"/r/{address}").headers["Location"]
        client.get(address)
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            response = client.get(address)
            times.append((time.process_time() - start) * 1000)
        with CaptureQueriesContext(connection) as queries:
            body = client.get(address).content
        sizes = len(body), len(gzip.compress(body, 6)), len(brotli.compress(body, quality=5))
        print(
            f"{name:26} {len(queries):7} {statistics.median(times):7.1f} {sizes[0]:8} {sizes[1]:7} {sizes[2]:7}"
            + ("" if response.status_code == 200 else f"   ({response.status_code})")
        )


if __name__ == "__main__":
    main()
