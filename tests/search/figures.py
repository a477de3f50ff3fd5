"""How search does on the judged questions, half by half: `python tests/search/figures.py`.

Loads the shipped edition into a database of its own (or DATABASE_URL's, an empty one) and prints figures and misses.
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="cop-order-") as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "cop_portal.settings.dev", "COP_VAR_DIR": folder}
        import django

        django.setup()
        from django.core.management import call_command

        with open(os.devnull, "w") as nowhere:
            call_command("migrate", verbosity=0)
            call_command("load_pack", stdout=nowhere)
        from tests.search import judged

        for half in ("tune", "held"):
            total = sum(one["half"] == half for one in judged.questions())
            missed = judged.misses(half)
            print(f"{half}: {total - len(missed)} of {total}; missed: {'; '.join(missed) or 'none'}")


if __name__ == "__main__":
    main()
