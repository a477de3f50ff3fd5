"""A copy of the database in one file, and back: SQLite by its own backup interface, PostgreSQL by pg_dump and psql."""

import os
import shutil
import sqlite3
import subprocess  # nosec B404 # pg_dump and pg_restore, in our own words, without a shell
from pathlib import Path

PATIENCE = 1800
#: Everything of this user's in the schema goes before the copy comes; one transaction, so all or nothing.
EMPTY = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', one.tablename);
  END LOOP;
  FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP SEQUENCE IF EXISTS %I CASCADE', one.sequencename);
  END LOOP;
END $$;
"""


class SnapshotError(Exception):
    """What went wrong, in words for an administrator."""


def engine(config: dict) -> str:
    """The kind of database: a copy goes back into its own kind only."""
    return str(config["ENGINE"]).rpartition(".")[2]


def take(config: dict, path: Path) -> None:
    """Write a copy of the database, as it is at one moment, to `path`. Raises SnapshotError."""
    _kinds(config)[0](config, path)


def put_back(config: dict, path: Path) -> None:
    """Replace the database by the copy, whole or not at all. Raises SnapshotError."""
    _kinds(config)[1](config, path)


def _kinds(config: dict):
    kinds = {"sqlite3": (_take_sqlite, _put_sqlite), "postgresql": (_take_postgres, _put_postgres)}
    if engine(config) not in kinds:
        raise SnapshotError(f"Databases of the kind {engine(config)} are not known here.")
    return kinds[engine(config)]


# --- SQLite


def _copy_sqlite(source: Path | str, target: Path | str) -> None:
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    origin = sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=20)
    copy = sqlite3.connect(target, timeout=20)
    try:
        origin.backup(copy)
    finally:
        origin.close()
        copy.close()


def _take_sqlite(config: dict, path: Path) -> None:
    try:
        _copy_sqlite(config["NAME"], path)
        # The copy must be one plain file, whatever the journal of the original.
        copy = sqlite3.connect(path)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.close()
        _check_sqlite(path)
    except sqlite3.Error as error:
        raise SnapshotError(f"The database cannot be copied: {error}.") from error


def _put_sqlite(config: dict, path: Path) -> None:
    """Through SQLite itself, so that processes that have the database open see the old state or the new."""
    _check_sqlite(path)
    try:
        _copy_sqlite(path, config["NAME"])
    except sqlite3.Error as error:
        raise SnapshotError(f"The database cannot be replaced: {error}. Stop the portal first.") from error


def _check_sqlite(path: Path) -> None:
    try:
        copy = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        said = copy.execute("PRAGMA integrity_check(3)").fetchall()
        copy.close()
    except sqlite3.Error as error:
        raise SnapshotError(f"The copy of the database is damaged: {error}.") from error
    if said != [("ok",)]:
        raise SnapshotError(f"The copy of the database is damaged: {said[0][0]}.")


# --- PostgreSQL


def _postgres(program: str, config: dict) -> tuple[list[str], dict[str, str]]:
    """The program with its place, and an environment that tells it where; the password is on no command line."""
    found = shutil.which(program)
    if not found:
        raise SnapshotError(f"{program} is missing: install the package postgresql-client.")
    given = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "NAME": "PGDATABASE"}
    given["PASSWORD"] = "PGPASSWORD"  # nosec B105 # noqa: S105 # pragma: allowlist secret -- its name
    env = {name: str(config[key]) for key, name in given.items() if config.get(key)}
    if "sslmode" in config.get("OPTIONS", {}):
        env["PGSSLMODE"] = str(config["OPTIONS"]["sslmode"])
    return [found], {"PATH": os.environ.get("PATH", ""), "PGCONNECT_TIMEOUT": "10", **env}


def _run(command: list[str], env: dict[str, str], **streams) -> None:
    try:
        done = subprocess.run(command, env=env, stderr=subprocess.PIPE, timeout=PATIENCE, check=False, **streams)  # nosec B603 # noqa: S603 -- our own words
    except subprocess.TimeoutExpired as error:
        raise SnapshotError(f"{Path(command[0]).name} took longer than {PATIENCE // 60} minutes.") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise SnapshotError(f"{Path(command[0]).name}: {said[0] if said else done.returncode}")


def _take_postgres(config: dict, path: Path) -> None:
    command, env = _postgres("pg_dump", config)
    with path.open("wb") as out:
        _run([*command, "--no-owner", "--no-privileges", "--lock-wait-timeout=60000"], env, stdout=out)


def _put_postgres(config: dict, path: Path) -> None:
    command, env = _postgres("psql", config)
    empty = path.with_suffix(".empty.sql")
    empty.write_text(EMPTY)
    quiet = ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse"]
    _run([*command, *quiet, f"--file={empty}", f"--file={path}"], env, stdout=subprocess.DEVNULL)
