"""The folders where backups gather: beside the data file automatically, and in a second place of the user's choice.

Names sort by time and hold nothing that a stick formatted for Windows would refuse:
``runwu-20261123-204105-batch.runwu``.
"""

import hashlib
import platform
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from culture_desktop.database import backup
from culture_desktop.database.archive import inspect_backup, read_manifest
from culture_desktop.database.backup import SCRATCH, SUFFIX, Making, write_backup
from culture_desktop.database.files import writing
from culture_desktop.database.manifest import OCCASIONS, BackupManifest
from culture_desktop.errors import BackupPlaceMissingError, CultureError
from culture_desktop.paths import backups_directory, files_directory
from culture_desktop.progress import Progress, silent
from culture_desktop.rules import retention
from culture_desktop.vocabulary import Occasion

PLACE = "runwu-backups"
_MOMENT = "%Y%m%d-%H%M%S"
_OF_SOMETHING = frozenset({Occasion.DAILY, Occasion.BATCH})


@dataclass(frozen=True)
class StoredBackup:
    """A backup in a folder, by its name: of when, why, how many bytes."""

    file: Path
    made_at: datetime
    occasion: Occasion
    size: int

    def manifest(self) -> BackupManifest | None:
        """What it says of itself; None where it cannot be read."""
        try:
            return read_manifest(self.file)
        except CultureError:
            return None


def take(path: Path, occasion: Occasion, now: datetime, *, note: str = "", progress: Progress = silent) -> Path | None:
    """Back a data file up beside itself; returns the backup, which is the last one where nothing changed since.

    None where there was nothing to lose yet, as before a batch into an empty file. Raises what ``write_backup`` raises.
    """
    folder = backups_directory(path)
    there = stored(folder, path.stem)
    last = there[0] if there else None
    known = last.manifest() if last else None
    target = _free_name(folder, path.stem, occasion, now)
    making = Making(occasion, now, light=True, unless_empty=occasion in _OF_SOMETHING, note=note)
    if write_backup(path, target, making, progress, known=known) is None:
        return last.file if last else None
    backup.remove_stale(folder.glob(f"{SCRATCH}*"))
    backup.remove_stale(files_directory(path).glob("??/*.part"))
    thin(folder, path.stem, now)
    return target


def copy_to(path: Path, place: Path, occasion: Occasion, now: datetime, progress: Progress = silent) -> Path:
    """Write a complete backup into the second place and thin what lies there of the same data file.

    Raises BackupPlaceMissingError when the place is not there, and what ``write_backup`` raises.
    """
    if not place.is_dir():
        raise BackupPlaceMissingError(folder=str(place))
    target = _free_name(place, path.stem, occasion, now)
    write_backup(path, target, Making(occasion, now, origin=origin_of(path)), progress)
    thin(place, path.stem, now, origin_of(path))
    return target


def make_place(chosen: Path) -> Path:
    """The folder for backups in a folder the user chose.

    One of its own: that it is there tells the stick from the empty folder which is left when the stick is pulled out.
    """
    place = chosen if chosen.name == PLACE else chosen / PLACE
    with writing(place):
        place.mkdir(exist_ok=True)
    return place


def stored(folder: Path, stem: str) -> tuple[StoredBackup, ...]:
    """The backups in a folder that bear our name for this data file, newest first."""
    pattern = re.compile(rf"{re.escape(stem)}-(\d{{8}}-\d{{6}})-({'|'.join(Occasion)}){re.escape(SUFFIX)}\Z")
    found = []
    for file in folder.iterdir() if folder.is_dir() else ():
        if (match := pattern.match(file.name)) and file.is_file():
            moment = _moment(match.group(1))
            if moment is not None:
                found.append(StoredBackup(file, moment, OCCASIONS[match.group(2)], file.stat().st_size))
    return tuple(sorted(found, key=lambda each: each.made_at, reverse=True))


def of(path: Path) -> tuple[StoredBackup, ...]:
    """The automatic backups of a data file, newest first."""
    return stored(backups_directory(path), path.stem)


def last_good(path: Path, is_good: Callable[[Path], bool] | None = None) -> Path | None:
    """The newest automatic backup of a data file that is whole; None when there is none.

    ``is_good`` judges further, by the file: a backup can be a faithful copy of what was damaged already.
    """
    for each in of(path):
        try:
            inspect_backup(each.file)
        except CultureError:
            continue
        if is_good is None or is_good(each.file):
            return each.file
    return None


def thin(folder: Path, stem: str, now: datetime, origin: str | None = None) -> tuple[Path, ...]:
    """Remove what the rule does not keep; the newest of every occasion stays. Returns what was removed.

    Only files with our name whose manifest can be read go, with ``origin`` only those of that data file: a stick may
    hold backups of several computers.
    """
    there = [each for each in stored(folder, stem) if origin is None or _origin(each) == origin]
    kept = set(retention.keep([each.made_at for each in there], now))
    kept |= {
        next(each.made_at for each in there if each.occasion is occasion) for occasion in {e.occasion for e in there}
    }
    removed = [each.file for each in there if each.made_at not in kept and each.manifest() is not None]
    for file in removed:
        with suppress(OSError):  # somebody reads it; it goes another time
            file.unlink(missing_ok=True)
    return tuple(file for file in removed if not file.exists())


def origin_of(path: Path) -> str:
    """Stands for a data file on this computer, without naming either."""
    return hashlib.sha256(f"{platform.node()}\n{path.resolve()}".encode()).hexdigest()[:16]


def _origin(each: StoredBackup) -> str | None:
    manifest = each.manifest()
    return manifest.origin if manifest else None


def _free_name(folder: Path, stem: str, occasion: Occasion, now: datetime) -> Path:
    """Two within a second: the later one moves on, so that names keep telling the order."""
    taken = {each.made_at for each in stored(folder, stem)}
    moment = now.replace(microsecond=0)
    while moment in taken:
        moment += timedelta(seconds=1)
    return folder / f"{stem}-{moment:{_MOMENT}}-{occasion}{SUFFIX}"


def _moment(words: str) -> datetime | None:
    try:
        return datetime.strptime(words, _MOMENT)
    except ValueError:
        return None
