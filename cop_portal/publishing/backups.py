"""Backups: one archive with the database, the uploaded files, and a list of their checksums.

The list stands last, so that an archive cut short has none. Nothing is touched before all of it has been checked.
"""

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from cop_portal.publishing import snapshots

FORMAT = "cop-backup-1"
MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media/"
NAME = re.compile(r"^cop-\d{8}T\d{6}Z\.tar\.gz$")
BLOCK = 1024 * 1024
#: Room that must stay free beside a backup: the portal itself needs some.
SPARE_BYTES = 100 * BLOCK


class BackupError(Exception):
    """Why there is no backup, or why an archive is refused, in words."""


@dataclass(frozen=True)
class Place:
    """What is kept: a database (Django's settings of it) and a folder of uploaded files."""

    database: dict
    media: Path


def back_up(place: Place, folder: Path, now: datetime | None = None) -> Path:
    """Write an archive into `folder`; its path. Never leaves half an archive under a proper name."""
    try:
        return _back_up(place, folder, now or datetime.now(UTC))
    except snapshots.SnapshotError as error:
        raise BackupError(str(error)) from error
    except OSError as error:
        raise BackupError(f"The backup cannot be written: {error.strerror or error}.") from error


def _back_up(place: Place, folder: Path, now: datetime) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    _need_room(place, folder)
    target = folder / f"cop-{now:%Y%m%dT%H%M%SZ}.tar.gz"
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)  # Password hashes and drafts are in it.
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".cop-") as scratch, part.open("r+b") as out:
            copy = Path(scratch) / DATABASE
            snapshots.take(place.database, copy)
            with tarfile.open(fileobj=out, mode="w:gz", compresslevel=4) as archive:
                _fill(archive, place, copy, now)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _fill(archive: tarfile.TarFile, place: Place, copy: Path, now: datetime) -> None:
    files = {DATABASE: _add(archive, copy, DATABASE)}
    for path in _media(place.media):
        name = MEDIA + path.relative_to(place.media).as_posix()
        try:
            files[name] = _add(archive, path, name)
        except FileNotFoundError:
            continue  # Deleted in this moment; the database's copy may still name it.
    manifest = {
        "format": FORMAT,
        "made": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "engine": snapshots.engine(place.database),
        "files": files,
    }
    body = json.dumps(manifest, indent=1, sort_keys=True).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(body)
    archive.addfile(info, io.BytesIO(body))


def _add(archive: tarfile.TarFile, path: Path, name: str) -> dict:
    """Add one file; its checksum and size, of the very bytes that were added."""
    with path.open("rb") as file:
        info = tarfile.TarInfo(name)
        info.size = os.fstat(file.fileno()).st_size
        reader = _Hashing(file)
        archive.addfile(info, reader)
    return {"sha256": reader.digest.hexdigest(), "bytes": info.size}


class _Hashing:
    def __init__(self, file):
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def _media(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _need_room(place: Place, folder: Path) -> None:
    size = sum(path.stat().st_size for path in _media(place.media))
    if snapshots.engine(place.database) == "sqlite3":
        size += 2 * Path(place.database["NAME"]).stat().st_size
    free = shutil.disk_usage(folder).free
    if free < size + SPARE_BYTES:
        raise BackupError(
            f"Not enough room for a backup: {(size + SPARE_BYTES) // BLOCK} MB needed, {free // BLOCK} MB free."
        )


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep` archives, and nothing else; what was deleted."""
    ours = sorted(path for path in folder.iterdir() if NAME.match(path.name))
    old = ours[:-keep] if keep else []
    for path in old:
        path.unlink(missing_ok=True)
    return old


# --- Back


def restore(path: Path, place: Place) -> dict:
    """Check the whole archive, then replace database and files by what is in it; its manifest.

    A damaged archive, or one of another kind of database, is refused before anything is touched.
    """
    place.media.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _unpacked(path, place.media.parent) as (folder, manifest):
            if manifest["engine"] != snapshots.engine(place.database):
                raise BackupError(
                    f"This backup is of {manifest['engine']}; this portal uses {snapshots.engine(place.database)}."
                )
            snapshots.put_back(place.database, folder / DATABASE)
            _replace_media(folder / MEDIA, place.media)
            return manifest
    except snapshots.SnapshotError as error:
        raise BackupError(str(error)) from error


def verify(path: Path, scratch: Path) -> dict:
    """Check an archive without using it; its manifest. Raises BackupError."""
    with _unpacked(path, scratch, keep={MANIFEST}) as (_, manifest):
        return manifest


@contextmanager
def _unpacked(path: Path, beside: Path, keep: set[str] | None = None) -> Iterator[tuple[Path, dict]]:
    """The archive's files (or those to `keep`) in a folder that goes away again, all of them checked."""
    with tempfile.TemporaryDirectory(dir=beside, prefix=".cop-restore-") as scratch:
        folder = Path(scratch)
        try:
            found = _unpack(path, folder, keep)
            manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
            listed = manifest["files"]
            whole = manifest["format"] == FORMAT and isinstance(manifest["engine"], str) and DATABASE in listed
        except FileNotFoundError as error:
            missing = "it ends too early" if path.exists() else "there is no such file"
            raise BackupError(f"{path.name} is refused: {missing}.") from error
        except (tarfile.TarError, EOFError, zlib.error, OSError, ValueError, KeyError, TypeError) as error:
            raise BackupError(f"{path.name} is refused: it is damaged, or no backup ({error}).") from error
        if not whole:
            raise BackupError(f"{path.name} is refused: it is no backup of this portal, or of a later version.")
        del found[MANIFEST]
        wrong = sorted(name for name in {*found, *listed} if found.get(name) != listed.get(name))
        if wrong:
            raise BackupError(f"{path.name} is refused: {len(wrong)} files are not what they were, first {wrong[0]}.")
        yield folder, manifest


def _unpack(path: Path, folder: Path, keep: set[str] | None) -> dict[str, dict]:
    """Unpack plain files with plain names; checksum and size of each. Everything else is a reason to refuse."""
    found: dict[str, dict] = {}
    (folder / MEDIA).mkdir()
    with tarfile.open(path, mode="r:gz") as archive:
        for member in archive:
            parts = PurePosixPath(member.name).parts
            proper = member.name in {MANIFEST, DATABASE} or member.name.startswith(MEDIA)
            if not member.isreg() or not proper or ".." in parts or "\0" in member.name or member.name in found:
                raise ValueError(f"it contains {member.name!r}")
            source = archive.extractfile(member)
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256()
            wanted = keep is None or member.name in keep
            with target.open("xb") if wanted else io.BytesIO() as out:
                while block := source.read(BLOCK):
                    digest.update(block)
                    if wanted:
                        out.write(block)
            found[member.name] = {"sha256": digest.hexdigest(), "bytes": member.size}
        while archive.fileobj.read(BLOCK):
            pass  # To the very end, where gzip's own checksum stands.
    return found


def _replace_media(new: Path, media: Path) -> None:
    """Bring the folder to what the archive holds, file by file: it may be a mount that cannot be renamed."""
    media.mkdir(parents=True, exist_ok=True)
    kept = set()
    for path in _media(new):
        target = media / path.relative_to(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
        kept.add(target)
    for path in list(_media(media)):
        if path not in kept:
            path.unlink(missing_ok=True)
