"""Backups as the user sees them: what there is, what is in one, making one, putting one in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from culture_desktop.database import Database, backups
from culture_desktop.database.archive import inspect_backup, lost_attachments
from culture_desktop.database.backup import Making, write_backup
from culture_desktop.database.restore import require_known, restore_backup
from culture_desktop.errors import BackupPlaceMissingError
from culture_desktop.progress import Progress, silent
from culture_desktop.rules import retention
from culture_desktop.services.results import EVERYTHING, Done
from culture_desktop.vocabulary import Occasion


@dataclass(frozen=True)
class BackupRow:
    """A backup in a folder; without ``counts`` it cannot be read. ``size`` in bytes."""

    file: Path
    made_at: datetime
    reason: str
    size: int
    counts: Mapping[str, int]

    @property
    def readable(self) -> bool:
        """Whether it says what is in it; not yet whether that is so."""
        return bool(self.counts)


@dataclass(frozen=True)
class BackupContent:
    """What a verified backup holds; ``lost`` attachments lie neither in it nor beside the data file any more."""

    file: Path
    made_at: datetime
    reason: str
    complete: bool
    counts: Mapping[str, int]
    attachments: int
    lost: int


@dataclass(frozen=True)
class Restoration:
    """``kept``: a backup of what was replaced, or the file itself where it was damaged; ``lost`` as above, SHA-256."""

    kept: Path
    lost: tuple[str, ...]


@dataclass(frozen=True)
class PlaceInfo:
    """The second place: whether it is there, and what lies there of this data file."""

    folder: Path
    there: bool
    last: datetime | None
    number: int
    size: int


class BackupService:
    """Backups of one data file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def path(self) -> Path:
        """The data file."""
        return self._database.path

    def rows(self) -> tuple[BackupRow, ...]:
        """The automatic backups beside the data file, newest first."""
        return tuple(map(_row, backups.of(self.path)))

    def take(self, now: datetime, progress: Progress = silent) -> Done[Path | None]:
        """Back up beside the data file now; where nothing changed since the last, that one is the value."""
        self._database.require_in_place()
        before = {each.file for each in backups.of(self.path)}
        file = backups.take(self.path, Occasion.MANUAL, now, progress=progress)
        return Done(file, frozenset(), "上次备份之后没有改动" if file in before else "已备份")

    def take_daily(self, now: datetime, progress: Progress = silent) -> Path | None:
        """The day's automatic backup; None when there was one today, or nothing to back up."""
        self._database.require_in_place()
        last = max((each.made_at for each in backups.of(self.path)), default=None)
        if not retention.due(last, now):
            return None
        return backups.take(self.path, Occasion.DAILY, now, progress=progress)

    def write(self, target: Path, now: datetime, progress: Progress = silent) -> Done[Path]:
        """Write everything into one checked file; an older one stays until the new one is whole."""
        self._database.require_in_place()
        making = Making(Occasion.MANUAL, now, origin=backups.origin_of(self.path))
        write_backup(self.path, target, making, progress)
        return Done(target, frozenset(), f"已备份到“{target.name}”")

    def make_place(self, chosen: Path) -> Path:
        """The folder for second copies in a folder the user chose; raises FolderNotWritableError."""
        return backups.make_place(chosen)

    def place(self, folder: Path) -> PlaceInfo:
        """What lies in the second place."""
        there = folder.is_dir()
        found = backups.stored(folder, self.path.stem) if there else ()
        last = max((each.made_at for each in found), default=None)
        return PlaceInfo(folder, there, last, len(found), sum(each.size for each in found))

    def copy_to(self, folder: Path, now: datetime, progress: Progress = silent) -> Done[Path]:
        """Write everything into the second place; raises BackupPlaceMissingError when that is not there."""
        self._database.require_in_place()
        file = backups.copy_to(self.path, folder, Occasion.MANUAL, now, progress)
        return Done(file, frozenset(), f"已备份到“{folder}”")

    def copy_daily(self, folder: Path, now: datetime, progress: Progress = silent) -> Path | None:
        """The day's copy to the second place; None when there was one today, or the place is not there."""
        self._database.require_in_place()
        info = self.place(folder)
        if not info.there or not retention.due(info.last, now):
            return None
        try:
            return backups.copy_to(self.path, folder, Occasion.DAILY, now, progress)
        except BackupPlaceMissingError:  # pulled out meanwhile
            return None

    def inspect(self, file: Path, progress: Progress = silent) -> BackupContent:
        """What a backup holds, verified; changes nothing.

        Raises FileMissingError, FileUnreadableError, BackupDamagedError or NewerBackupError.
        """
        manifest = inspect_backup(file, progress)
        require_known(manifest, file)
        lost = lost_attachments(manifest, self._database.files, progress)
        return BackupContent(
            file,
            manifest.made_at,
            manifest.reason,
            manifest.complete,
            manifest.counts,
            manifest.attachments,
            len(lost),
        )

    def restore(self, file: Path, now: datetime, progress: Progress = silent) -> Done[Restoration]:
        """Replace everything by a backup; the present state is kept as one, which is told in the value."""
        restored = restore_backup(self._database, file, now, progress)
        value = Restoration(restored.kept, restored.lost)
        return Done(value, EVERYTHING, f"已恢复 {restored.manifest.made_at:%Y-%m-%d %H:%M} 的备份")

    def last_good(self) -> Path | None:
        """The newest automatic backup that is whole."""
        return backups.last_good(self.path)


def _row(stored: backups.StoredBackup) -> BackupRow:
    manifest = stored.manifest()
    if manifest is None:
        return BackupRow(stored.file, stored.made_at, stored.occasion.label, stored.size, {})
    return BackupRow(stored.file, stored.made_at, manifest.reason, stored.size, manifest.counts)


def default_backup_name(database: Path, now: datetime) -> str:
    """``runwu-20261123-2041.runwu``."""
    return f"{database.stem}-{now:%Y%m%d-%H%M}.runwu"
