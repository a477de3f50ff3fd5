"""How search does on the judged questions, half by half: `python tests/search/figures.py`.

Loads the shipped edition into a database of its own (or DATABASE_URL's, an empty one) and prints figures; of the halves
that are tuned on also the misses. What the held halves miss is not shown: whoever has read it tunes for it.
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
        from tests.search import cries, judged

        for half in ("tune", "held"):
            total = sum(one["half"] == half for one in judged.questions())
            missed = judged.misses(half)
            print(f"judged, {half}: {total - len(missed)} of {total}{shown(half, missed)}")
        for kind in ("cry", "harmless"):
            for half in cries.HALVES:
                for language in ("", "en", "fr", "ar"):
                    missed, total = cries.wrong(half, kind, language)
                    right = total - len(missed)
                    print(f"{kind}, {half}, {language or 'all'}: {right} of {total}, {right / total:.1%}", end="")
                    print(shown(half, missed) if language else "")


def shown(half: str, missed: list[str]) -> str:
    return f"; missed: {'; '.join(missed)}" if missed and half == "tune" else ""


if __name__ == "__main__":
    main()
