"""Putting a backup in the place of the data file.

At every moment the file is the old one or the new one, each whole: attachments are only added, the database is
exchanged by one renaming, and what it replaces was backed up before.
"""

import logging
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from culture_desktop.database import backups, migrate, snapshot, sqlite
from culture_desktop.database.archive import MEMBER, Meter, has_intact, inspect_backup, lost_attachments, opened, pour
from culture_desktop.database.backup import scratch
from culture_desktop.database.database import Database
from culture_desktop.database.files import FileStore, remove_partial, sync_folder, writing
from culture_desktop.database.manifest import DATABASE, BackupManifest
from culture_desktop.database.pages import scan, sums
from culture_desktop.database.sqlite import Journal
from culture_desktop.errors import (
    BackupDamagedError,
    DamagedNotBackedUpError,
    DiskFullError,
    NewerBackupError,
    NewerDatabaseError,
)
from culture_desktop.progress import Progress, silent
from culture_desktop.vocabulary import Occasion

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Restored:
    """What became of the present state: ``kept`` is a backup of it, or the file itself where it was damaged.

    ``lost`` are attachments of a light backup that are no longer beside the data file.
    """

    manifest: BackupManifest
    kept: Path
    lost: tuple[str, ...]


def restore_backup(database: Database, file: Path, now: datetime, progress: Progress = silent) -> Restored:
    """Replace the database by that of a verified backup and add its attachments; the present state is kept.

    The database object stays usable; an older backup is migrated as an older file would be. Raises
    BackupDamagedError, NewerBackupError, DatabaseBusyError while another process has the file open, DiskFullError or
    FolderNotWritableError, each with nothing changed.
    """
    manifest = inspect_backup(file, progress)
    lost = lost_attachments(manifest, database.files, progress)
    with writing(database.path), scratch(database.path) as folder:
        _require_room(manifest, file, folder)
        copy = unpack_database(file, folder)
        _bring_up_to_date(copy, file, manifest)
        _add_attachments(file, database.files, progress)
        kept = _exchange(database, copy, now)
    return Restored(manifest, kept, lost)


def unpack_database(file: Path, folder: Path) -> Path:
    """The database of a backup as a file in ``folder``, checked and synced; raises BackupDamagedError."""
    target = folder / DATABASE
    with opened(file) as (archive, manifest), archive.open(DATABASE) as member:
        _unpack(member, target, manifest.members[DATABASE], Meter(silent, 0, ""))
    if snapshot.problems(target):
        raise BackupDamagedError(name=file.name)
    return target


def require_known(manifest: BackupManifest, file: Path) -> None:
    """Raise NewerBackupError for a backup whose schema only a newer program knows."""
    if manifest.revision != migrate.HEAD and manifest.revision not in migrate.known_revisions():
        raise NewerBackupError(name=file.name, program=manifest.program)


def _bring_up_to_date(copy: Path, file: Path, manifest: BackupManifest) -> None:
    """Refuse a newer schema and migrate an older one before ours is touched."""
    sqlite.recognise(copy)
    engine = sqlite.create_engine(copy, Journal.DELETE)  # nobody else has it, and the drive may know no other
    try:
        with sqlite.translate(copy):
            migrate.bring_up_to_date(engine, copy, keep=False)
    except NewerDatabaseError as error:
        raise NewerBackupError(name=file.name, program=manifest.program) from error
    finally:
        engine.dispose()
    with copy.open("rb") as migrated:
        os.fsync(migrated.fileno())
    scan.begin(copy)


def _require_room(manifest: BackupManifest, file: Path, folder: Path) -> None:
    """Before a disk is filled up: the copy, its migration and the attachments."""
    with opened(file) as (archive, _manifest):
        needed = sum(archive.getinfo(name).file_size for name in manifest.members)
    if needed > shutil.disk_usage(folder).free:
        raise DiskFullError(name=file.name)


def _add_attachments(file: Path, files: FileStore, progress: Progress) -> None:
    """Those that are not there, or no longer what they were."""
    with opened(file) as (archive, manifest):
        names = [name for name in manifest.members if name != DATABASE]
        meter = Meter(progress, sum(archive.getinfo(name).file_size for name in names), "正在恢复照片和文书")
        for name in names:
            found = MEMBER.match(name)
            assert found is not None
            digest, wanted = found.group(2), manifest.members[name]
            if has_intact(files, digest, Meter(silent, 0, "")):
                meter.add(archive.getinfo(name).file_size)
                continue
            target = files.path(digest)
            if digest == wanted or not target.exists():
                with archive.open(name) as member:
                    _put_in_place(member, target, wanted, meter)


def _put_in_place(member: IO[bytes], target: Path, digest: str, meter: Meter) -> None:
    part = target.with_name(target.name + ".part")
    try:
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        _unpack(member, part, digest, meter)
        with writing(target):
            part.replace(target)
    finally:
        remove_partial(part)


def _unpack(member: IO[bytes], target: Path, digest: str, meter: Meter) -> None:
    with writing(target):
        file = target.open("wb")
    with file:
        found = pour(member, _Sink(file, target), meter)
        with writing(target):
            file.flush()
            os.fsync(file.fileno())
    if found != digest:
        raise ValueError("altered since it was verified")


class _Sink:
    """Tells a disk that is full from a backup that cannot be read."""

    def __init__(self, file: IO[bytes], target: Path) -> None:
        self._file, self._target = file, target

    def write(self, data: bytes, /) -> int:
        with writing(self._target):
            return self._file.write(data)


def _exchange(database: Database, copy: Path, now: datetime) -> Path:
    target = database.path
    with snapshot.EXCHANGE, database.replacing():
        sqlite.require_alone(target)
        try:
            kept = backups.take(target, Occasion.RESTORE, now)
        except DamagedNotBackedUpError:
            kept = None
        kept = kept or _keep_as_it_is(target, now)
        # Replayed into another file, what is left of a log would ruin that; sums of another file call it damaged.
        for suffix in sqlite.COMPANIONS:
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        copy.replace(target)
        try:
            if sums.path_of(copy).exists():
                sums.path_of(copy).replace(sums.path_of(target))
            sync_folder(target.parent)
        except OSError as error:  # too late to say that nothing was changed; the next check makes the sums anew
            _log.warning("restored, but not synced: %s", type(error).__name__)
    return kept


def _keep_as_it_is(target: Path, now: datetime) -> Path:
    """A damaged file can't be backed up: its bytes are kept as they are, with its log."""
    kept = target.with_name(f"{target.stem}.damaged-{now:%Y%m%d-%H%M%S}{target.suffix}")
    for suffix in ("", *sqlite.COMPANIONS):
        part = target.with_name(target.name + suffix)
        if part.exists():
            copy = kept.with_name(kept.name + suffix)
            shutil.copyfile(part, copy)
            with copy.open("rb") as written:
                os.fsync(written.fileno())
    sync_folder(target.parent)
    return kept
