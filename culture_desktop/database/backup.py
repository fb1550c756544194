"""One zip holds everything of a year: the database, the files beside it and a manifest of SHA-256."""

import errno
import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from culture_desktop.database import migrate, sqlite
from culture_desktop.database.database import Database
from culture_desktop.database.files import FileStore, require_replaceable
from culture_desktop.database.pages import scan, sums
from culture_desktop.errors import (
    BackupDamagedError,
    DiskFullError,
    FileMissingError,
    FileNameTooLongError,
    FolderNotWritableError,
)
from culture_desktop.paths import files_directory
from culture_desktop.progress import Progress, silent

SUFFIX = ".runwu"
_FORMAT = 1
_DATABASE = "runwu.db"
_MANIFEST = "manifest.json"
_MEMBER = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})\Z")
_MAX_BYTES = 20 * 2**30
_MAX_MANIFEST_BYTES = 64 * 2**20
_CHUNK = 2**20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class BackupManifest:
    """What a backup says of itself: when made, which schema, how many rows, and the SHA-256 of each member."""

    made_at: datetime
    revision: str
    counts: Mapping[str, int]
    members: Mapping[str, str]


def write_backup(database: Database, target: Path, counts: Mapping[str, int], progress: Progress = silent) -> None:
    """Copy the open database and its files into one zip, check the copy, then put it in place.

    Raises FolderNotWritableError or DiskFullError; an older file of that name stays until the new one is whole.
    """
    require_replaceable(target)
    database.require_in_place()
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".runwu-") as scratch:
            copy = Path(scratch) / _DATABASE
            sqlite.copy_database(database.path, copy)
            _write_zip(part, copy, database.files, counts, progress)
        inspect_backup(part)
        part.replace(target)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(name=target.name) from error
        if error.errno == errno.ENAMETOOLONG:
            raise FileNameTooLongError from error
        raise FolderNotWritableError(name=str(target.parent)) from error
    finally:
        if part.exists():
            part.unlink()


def _write_zip(part: Path, copy: Path, files: FileStore, counts: Mapping[str, int], progress: Progress) -> None:
    sources = {_DATABASE: copy} | {f"files/{d[:2]}/{d}": files.path(d) for d in files.digests()}
    members: dict[str, str] = {}
    with part.open("wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            for index, (name, source) in enumerate(sources.items()):
                progress(index, len(sources), "正在备份")
                archive.write(source, name)
                members[name] = _sha256(source)
            manifest = {
                "format": _FORMAT,
                "made_at": datetime.now().isoformat(timespec="seconds"),
                "revision": migrate.HEAD,
                "counts": dict(counts),
                "members": members,
            }
            archive.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        raw.flush()
        os.fsync(raw.fileno())


def inspect_backup(file: Path) -> BackupManifest:
    """Read and verify every member of a backup without unpacking it.

    Raises FileMissingError, or BackupDamagedError when a member is missing, foreign, too large or altered.
    """
    if not file.is_file():
        raise FileMissingError(name=file.name)
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _read_manifest(archive)
            names = set(archive.namelist()) - {_MANIFEST}
            if names != set(manifest.members) or _DATABASE not in names:
                raise BackupDamagedError(name=file.name)
            if sum(info.file_size for info in archive.infolist()) > _MAX_BYTES:
                raise BackupDamagedError(name=file.name)
            for name, digest in manifest.members.items():
                if (name != _DATABASE and not _MEMBER.match(name)) or _member_sha256(archive, name) != digest:
                    raise BackupDamagedError(name=file.name)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError) as error:
        raise BackupDamagedError(name=file.name) from error
    return manifest


def restore_backup(database: Database, file: Path) -> Path:
    """Replace the database and its files by those of a verified backup.

    The present state is kept: returns the folder it was moved to. The database
    object stays usable and migrates an older backup as it would an older file. Raises BackupDamagedError,
    DatabaseBusyError while another process has the file open, DiskFullError or FolderNotWritableError, each with
    nothing changed.
    """
    inspect_backup(file)
    try:
        return _restore(database, file)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(name=database.path.name) from error
        raise FolderNotWritableError(name=str(database.path.parent)) from error


def _restore(database: Database, file: Path) -> Path:
    target = database.path
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".runwu-") as scratch:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(scratch)
        unpacked = Path(scratch)
        if sqlite.problems(unpacked / _DATABASE):
            raise BackupDamagedError(name=file.name)
        scan.begin(unpacked / _DATABASE)
        Database.open(unpacked / _DATABASE).close()  # refuses a newer one, migrates an older one, before we touch ours
        with database.replacing():
            sqlite.require_alone(target)
            kept = _put_aside(target)
            (unpacked / _DATABASE).replace(target)
            if sums.path_of(unpacked / _DATABASE).exists():
                sums.path_of(unpacked / _DATABASE).replace(sums.path_of(target))
            if (unpacked / "files").is_dir():
                (unpacked / "files").replace(files_directory(target))
    return kept


def _put_aside(target: Path) -> Path:
    kept = target.with_name(f"{target.stem}.before-restore-{datetime.now():%Y%m%d-%H%M%S-%f}")
    kept.mkdir()
    for suffix in ("", *sqlite.COMPANIONS):
        part = target.with_name(target.name + suffix)
        if part.exists():
            part.replace(kept / part.name)
    files = files_directory(target)
    if files.is_dir():
        shutil.move(files, kept / files.name)
    return kept


def _read_manifest(archive: zipfile.ZipFile) -> BackupManifest:
    if archive.getinfo(_MANIFEST).file_size > _MAX_MANIFEST_BYTES:
        raise ValueError("manifest too large")
    data = json.loads(archive.read(_MANIFEST))
    if data["format"] != _FORMAT:
        raise ValueError("unknown format")
    return BackupManifest(
        made_at=datetime.fromisoformat(data["made_at"]),
        revision=str(data["revision"]),
        counts={str(key): int(value) for key, value in data["counts"].items()},
        members={str(key): str(value) for key, value in data["members"].items()},
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _member_sha256(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
