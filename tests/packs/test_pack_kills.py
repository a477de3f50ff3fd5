"""A load that is killed at any moment leaves each language old or new, and the next one finishes the work."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from cop_portal.packs.export import files_of_portal
from cop_portal.packs.load import load
from cop_portal.packs.models import LoadedPart
from guidelines.models import GuidelineItem
from resources.models import Term
from tests.factories import PackFolder

POINTS = 6
TABLES = (Page, Revision, Term, GuidelineItem, IndexEntry, ReferenceIndex)


class Killed(BaseException):
    """Stands for the end of the process: nothing in the loader may catch it."""


class Writes:
    """Counts statements that write, and kills at the n-th."""

    def __init__(self, last: int | None = None):
        self.count, self.last = 0, last

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.count += 1
            if self.last is not None and self.count >= self.last:
                raise Killed
        return execute(sql, params, many, context)


def state(pack: PackFolder) -> dict:
    """All that a load leaves behind."""
    return {
        "files": files_of_portal(pack.open().head),
        "memory": set(LoadedPart.objects.values_list("kind", "key", "part", "base__title")),
        "rows": {model: model.objects.count() for model in TABLES},
        "tree": Page.find_problems(),
    }


def load_killed_at(pack: PackFolder, last: int) -> None:
    with connection.execute_wrapper(Writes(last)), pytest.raises(Killed):
        load(pack.open())


def states_on_the_way(pack: PackFolder) -> tuple[list[dict], int]:
    """The state before, after each language, and how many writes there are; then everything is undone."""
    states, opened, writes = [state(pack)], pack.open(), Writes()
    with transaction.atomic():
        with connection.execute_wrapper(writes):
            load(opened, lambda line: states.append(state(pack)) if " of " not in line else None)
        transaction.set_rollback(True)
    return states, writes.count


def assert_old_or_new(pack: PackFolder) -> None:
    states, writes = states_on_the_way(pack)
    assert len(states) == 3 and writes > POINTS
    met = []
    for point in range(1, writes + 1, max(1, writes // POINTS)):
        with transaction.atomic():
            load_killed_at(pack, point)
            now = state(pack)
            assert now in states, f"a mixture after {point} of {writes} writes"
            met.append(states.index(now))
            load(pack.open())
            assert state(pack) == states[-1]
            transaction.set_rollback(True)
    assert met == sorted(met) and set(met) == {0, 1}


def test_a_first_load_killed_at_many_points(pack, db):
    assert_old_or_new(pack)


def test_an_update_killed_at_many_points(loaded):
    for code in ("en", "fr"):
        loaded.edit(f"words/{code}/items/PA-1.1.yaml", why=f"New {code}.")
        loaded.edit(f"words/{code}/pages/about.yaml", lead=f"New {code}.")
    loaded.edit("facts/pages/PA-1.yaml", slug="talk").edit("facts/items/PA-1.1.yaml", section="PA-2")
    loaded.files["words/fr/pages/PA-2.yaml"] = {"title": "FR Playing"}
    loaded.add_item("PA-1.9", "New").remove("words/en/pages/topics/gaming.yaml", "facts/pages/topics/gaming.yaml")
    assert_old_or_new(loaded)


# --- a real process, really killed


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Path:
    """An SQLite file with all tables and nothing in them, whatever database the tests run on."""
    path = tmp_path_factory.mktemp("migrated") / "db.sqlite3"
    subprocess.run([*MANAGE, "migrate", "-v0"], env=environment(path), check=True)
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(migrated, tmp_path))


MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


def environment(database: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cop_portal.settings.test",
        "TEST_DATABASE_URL": f"sqlite:///{database}",
        "COP_TEST_DIR": str(database.parent),
    }


def loading(pack: PackFolder, database: Path) -> subprocess.Popen:
    with (database.parent / "errors.txt").open("a") as errors:
        return subprocess.Popen(
            [*MANAGE, "load_pack", str(pack.root)],
            env=environment(database),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )


def loaded_parts(database: Path) -> Counter:
    with closing(sqlite3.connect(database)) as reader:
        assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        parts = reader.execute("SELECT CASE part WHEN 'facts' THEN 'en' ELSE part END FROM packs_loadedpart").fetchall()
        pages = reader.execute(
            "SELECT l.language_code FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id"
            " WHERE depth > 2"
        ).fetchall()
    return Counter(f"parts {code}" for (code,) in parts) + Counter(f"pages {code}" for (code,) in pages)


@pytest.mark.parametrize(("moment", "languages"), [("en: 50 of", set()), ("fr: 50 of", {"en"})])
def test_a_process_killed_in_the_middle_of_a_language(pack, database, moment, languages):
    pack.grow(60)
    process = loading(pack, database)
    for line in process.stdout:
        if line.startswith(moment):
            os.kill(process.pid, signal.SIGKILL)
            break
    assert process.wait(timeout=60) == -signal.SIGKILL, (database.parent / "errors.txt").read_text()
    after_kill = loaded_parts(database)
    assert {name.split()[1] for name in after_kill} == languages
    finished = loading(pack, database)
    out, _ = finished.communicate(timeout=120)
    assert finished.returncode == 0, out
    whole = loaded_parts(database)
    opened = pack.open()
    english = [part for part in opened.parts.values() if part.part in ("facts", "en")]
    assert whole["parts en"] == len(english) and whole["parts fr"] == len(opened.parts) - len(english)
    assert all(whole[name] == number for name, number in after_kill.items())  # nothing was written twice
