"""Backup, wipe, restore: the same rows and files; a damaged archive is refused and nothing is touched."""

import gzip
import hashlib
import io
import os
import random
import sqlite3
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dj_database_url
import psycopg
import pytest
from django.core.management import CommandError, call_command

from cop_portal.publishing import backups, snapshots
from cop_portal.publishing.backups import BackupError, Place

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
TABLES = ["CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT)", "CREATE TABLE empty (id INTEGER PRIMARY KEY)"]
ROWS = [(1, "Talk little and often"), (2, "حماية الأطفال"), (3, 'O\'Reilly \\ "quoted"\n')]


class Sqlite:
    def __init__(self, folder: Path):
        self.config = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "db.sqlite3"}
        self.run("PRAGMA journal_mode=WAL")

    def run(self, sql: str, *values):
        connection = sqlite3.connect(self.config["NAME"])
        try:
            return connection.execute(sql.replace("%s", "?"), values).fetchall()
        finally:
            connection.commit()
            connection.close()

    def wipe(self):
        for path in Path(self.config["NAME"]).parent.glob("db.sqlite3*"):
            path.unlink()


class Postgres:
    SCRATCH = f"cop_backup_{os.getpid()}"

    def __init__(self, url: str):
        self.url, config = url, dj_database_url.parse(url)
        self.admin("DROP DATABASE IF EXISTS " + self.SCRATCH)
        self.admin("CREATE DATABASE " + self.SCRATCH)
        self.config = {**config, "NAME": self.SCRATCH}

    def admin(self, sql: str):
        with psycopg.connect(self.url, autocommit=True, connect_timeout=3) as connection:
            connection.execute(sql)

    def run(self, sql: str, *values):
        with psycopg.connect(self.url, dbname=self.SCRATCH, connect_timeout=3) as connection:
            cursor = connection.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    def wipe(self):
        self.run("DROP TABLE words")
        self.run("CREATE TABLE later (id INTEGER PRIMARY KEY)")


@pytest.fixture(params=["sqlite", "postgres"])
def database(request, tmp_path):
    if request.param == "sqlite":
        yield Sqlite(tmp_path)
        return
    url = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    try:
        made = Postgres(url)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers")
    yield made
    made.admin("DROP DATABASE " + made.SCRATCH)


@pytest.fixture
def place(database, tmp_path) -> Place:
    for sql in TABLES:
        database.run(sql)
    for row in ROWS:
        database.run("INSERT INTO words VALUES (%s, %s)", *row)
    media = tmp_path / "media"
    (media / "images").mkdir(parents=True)
    (media / "images" / "boat.png").write_bytes(bytes(range(256)) * 4000)
    (media / "documents").mkdir()
    (media / "documents" / "ورقة.pdf").write_bytes(b"%PDF-1.7")
    return Place(database.config, media)


def state(database, place: Place) -> dict:
    files = {
        str(path.relative_to(place.media)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place.media.rglob("*")
        if path.is_file()
    }
    return {
        "rows": database.run("SELECT id, text FROM words ORDER BY id"),
        "empty": database.run("SELECT * FROM empty"),
        **files,
    }


def test_backup_wipe_restore(database, place, tmp_path):
    before = state(database, place)
    path = backups.back_up(place, tmp_path / "kept", NOW)
    assert path.name == "cop-20261121T030000Z.tar.gz"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    database.wipe()
    for one in place.media.rglob("*.p*"):
        one.unlink()
    (place.media / "later.txt").write_text("made after the backup")
    backups.restore(path, place)
    assert state(database, place) == before
    if isinstance(database, Postgres):
        assert not database.run("SELECT 1 FROM pg_tables WHERE tablename = 'later'")
    again = backups.back_up(place, tmp_path / "kept", NOW + timedelta(days=1))
    assert backups.verify(again, tmp_path)["files"].keys() == backups.verify(path, tmp_path)["files"].keys()


def damaged(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    seeded = random.Random(how)
    if how.startswith("flip"):
        place = seeded.randrange(20, len(data))
        data[place] ^= 1 << seeded.randrange(8)
    elif how.startswith("cut"):
        del data[seeded.randrange(len(data)) :]
    elif how == "inside":  # A proper archive whose content changed.
        plain = bytearray(gzip.decompress(data))
        plain[plain.index(b"%PDF")] = ord("X")
        data = gzip.compress(plain)
    path.write_bytes(data)


@pytest.mark.parametrize("how", [*(f"flip {n}" for n in range(12)), *(f"cut {n}" for n in range(6)), "inside"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_damaged_archive_is_refused_untouched(database, place, tmp_path, how):
    path = backups.back_up(place, tmp_path / "kept", NOW)
    damaged(path, how)
    database.run("DELETE FROM words WHERE id = 1")
    (place.media / "later.txt").write_text("newer")
    before = state(database, place)
    with pytest.raises(BackupError, match="refused"):
        backups.restore(path, place)
    assert state(database, place) == before
    assert not list(tmp_path.glob(".cop-*"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../outside", tarfile.REGTYPE),
        ("/etc/outside", tarfile.REGTYPE),
        ("media/../../outside", tarfile.REGTYPE),
        ("media/link", tarfile.SYMTYPE),
        ("media/dev", tarfile.CHRTYPE),
        ("media/extra", tarfile.REGTYPE),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_archive_with_odd_contents_is_refused(database, place, tmp_path, name, kind):
    path = backups.back_up(place, tmp_path / "kept", NOW)
    plain = io.BytesIO(gzip.decompress(path.read_bytes()))
    with tarfile.open(fileobj=plain, mode="a") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "/etc/passwd"
        archive.addfile(info)
    path.write_bytes(gzip.compress(plain.getvalue()))
    with pytest.raises(BackupError, match="refused"):
        backups.restore(path, place)
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_other_databases_and_missing_files_are_refused(database, place, tmp_path):
    path = backups.back_up(place, tmp_path / "kept", NOW)
    with pytest.raises(BackupError, match="is of sqlite3"):
        backups.restore(path, Place({"ENGINE": "django.db.backends.postgresql", "NAME": "x"}, place.media))
    with pytest.raises(BackupError, match="no such file"):
        backups.restore(tmp_path / "nothing.tar.gz", place)
    database.wipe()
    Path(place.database["NAME"]).write_bytes(b"not a database at all" * 500)
    with pytest.raises(BackupError, match="cannot be copied"):
        backups.back_up(place, tmp_path / "kept", NOW + timedelta(days=1))
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_no_archive(database, place, tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups.os, "fsync", full)
    with pytest.raises(BackupError, match="No space left"):
        backups.back_up(place, tmp_path / "kept", NOW)
    assert not list((tmp_path / "kept").iterdir())
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1000}))
    with pytest.raises(BackupError, match="Not enough room"):
        backups.back_up(place, tmp_path / "kept", NOW)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_a_restore_that_fails_leaves_postgres_as_it_was(database, place, tmp_path):
    path = tmp_path / "dump"
    snapshots.take(database.config, path)
    path.write_text(path.read_text() + "\nSELECT nonsense;\n")
    database.run("DELETE FROM words WHERE id = 1")
    before = state(database, place)
    with pytest.raises(snapshots.SnapshotError, match="nonsense"):
        snapshots.put_back(database.config, path)
    assert state(database, place) == before


def test_pruning_deletes_old_backups_and_nothing_else(tmp_path):
    for day in range(1, 6):
        (tmp_path / f"cop-2026110{day}T030000Z.tar.gz").touch()
    (tmp_path / "cop-notes.txt").touch()
    (tmp_path / "before-upgrade.tar.gz").touch()
    backups.prune(tmp_path, 2)
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "before-upgrade.tar.gz",
        "cop-20261104T030000Z.tar.gz",
        "cop-20261105T030000Z.tar.gz",
        "cop-notes.txt",
    ]
    backups.prune(tmp_path, 0)
    assert len(list(tmp_path.iterdir())) == 4


def test_the_commands_speak_in_words(tmp_path):
    (tmp_path / "x.tar.gz").write_bytes(b"nothing")
    with pytest.raises(CommandError, match="refused"):
        call_command("restore", str(tmp_path / "x.tar.gz"), "--check")
    with pytest.raises(CommandError, match="no such file"):
        call_command("restore", str(tmp_path / "y.tar.gz"), "--yes")


def test_an_archive_that_the_service_cannot_read_is_said_in_words(tmp_path, monkeypatch):
    def closed(archive, place):
        raise PermissionError(13, "Permission denied", str(archive))

    monkeypatch.setattr(backups, "restore", closed)
    with pytest.raises(CommandError, match=r"cop-1\.tar\.gz cannot be read by the service's user"):
        call_command("restore", str(tmp_path / "cop-1.tar.gz"), "--yes")
