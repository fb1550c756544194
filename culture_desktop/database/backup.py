"""One backup is one zip: the database, a manifest of SHA-256, and the attachments, unless they lie beside.

A *complete* backup holds every attachment and can be taken to another computer. A *light* one stays beside the data
file and names the attachments that lie there: they are kept by content and never rewritten.
"""

import errno
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from culture_desktop.database import manifest as manifests
from culture_desktop.database import snapshot
from culture_desktop.database.archive import MEMBER, Meter, Target, pour, verify
from culture_desktop.database.files import FileStore, remove_partial, require_replaceable, sync_folder, writing
from culture_desktop.database.manifest import DATABASE, MANIFEST, BackupManifest
from culture_desktop.errors import (
    FileUnreadableError,
)
from culture_desktop.paths import backups_directory, files_directory
from culture_desktop.progress import Progress, silent
from culture_desktop.vocabulary import Occasion

SUFFIX = ".runwu"
SCRATCH = ".copy-"
_LEVEL = 1  # a fifth of the size of what is stored plain in the same time; level 3 takes half as long again for 7 %
_STALE = 24 * 3600  # seconds


@dataclass(frozen=True)
class Making:
    """Which backup is to be made.

    ``light`` leaves the attachments beside the data file; ``unless_empty`` makes none of a file with nothing in it.
    """

    occasion: Occasion
    moment: datetime
    light: bool = False
    unless_empty: bool = False
    note: str = ""
    origin: str = ""


def write_backup(
    path: Path, target: Path, making: Making, progress: Progress = silent, *, known: BackupManifest | None = None
) -> BackupManifest | None:
    """Copy an open database and its attachments into one file, check the copy, then put it in place.

    None, and nothing written, when it would hold what ``known`` holds, or nothing. Raises DamagedNotBackedUpError,
    DatabaseBusyError, FileUnreadableError, DiskFullError, FolderNotWritableError, FileNameTooLongError or
    NotReplaceableError; an older file of that name stays until the new one is whole.
    """
    require_replaceable(target)
    with writing(target), scratch(path) as folder:
        return _write(path, folder, target, making, progress, known)


def _write(
    path: Path, folder: Path, target: Path, making: Making, progress: Progress, known: BackupManifest | None
) -> BackupManifest | None:
    files = FileStore(files_directory(path))
    sizes = {digest: files.path(digest).stat().st_size for digest in files.digests()}
    copy = snapshot.take(path, folder / DATABASE)
    if known is not None and known.members[DATABASE] == copy.sha256 and _attachments(known) == set(sizes):
        return None
    if making.unless_empty and not any(copy.counts.values()):
        return None
    part = target.with_name(target.name + ".part")
    inside = [] if making.light else sorted(sizes)
    total = 2 * (copy.size + sum(sizes[digest] for digest in inside))
    meter = Meter(progress, total, "正在备份")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        manifest = _write_zip(part, copy, files, sizes, inside, making, meter)
        if verify(part, meter) != manifest:
            raise OSError(errno.EIO, "what was written reads otherwise")
        part.replace(target)
        sync_folder(target.parent)
    finally:
        remove_partial(part)
    remove_stale(target.parent.glob(f"*{SUFFIX}.part"))
    return manifest


def _write_zip(
    part: Path,
    copy: snapshot.Snapshot,
    files: FileStore,
    sizes: dict[str, int],
    inside: list[str],
    making: Making,
    meter: Meter,
) -> BackupManifest:
    with part.open("wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            with archive.open(DATABASE, "w", force_zip64=copy.size >= 2**31) as member:
                _pour(copy.path, member, meter, hashed=False)
                digests = {DATABASE: copy.sha256}  # what is read back is held against it
            for digest in inside:
                info = zipfile.ZipInfo(f"files/{digest[:2]}/{digest}")  # stored: photographs and papers are packed
                info.file_size = sizes[digest]
                with archive.open(info, "w") as member:
                    digests[info.filename] = _pour(files.path(digest), member, meter)
            manifest = BackupManifest(
                made_at=making.moment.replace(microsecond=0),
                occasion=making.occasion,
                revision=copy.revision,
                counts=copy.counts,
                members=digests,
                beside=sizes if making.light else {},
                note=making.note,
                origin=making.origin,
                program=manifests.program_version(),
            )
            archive.writestr(MANIFEST, manifests.dump(manifest))
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def _pour(source: Path, target: Target, meter: Meter, *, hashed: bool = True) -> str:
    try:
        file = source.open("rb")
    except OSError as error:
        raise FileUnreadableError(name=source.name) from error
    with file:
        return pour(file, target, meter, hashed=hashed)


def _attachments(manifest: BackupManifest) -> set[str]:
    inside = (MEMBER.match(name) for name in manifest.members)
    return {found.group(2) for found in inside if found} | set(manifest.beside)


@contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """A folder beside the data file for copies under way; on the same drive, so that they can be moved into place."""
    folder = backups_directory(path)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=_scratch_prefix(path)) as made:
            yield Path(made)
    finally:
        with suppress(OSError):  # it holds backups; where it does not, nothing should tell of a copy made elsewhere
            folder.rmdir()


def remove_half_made(path: Path) -> None:
    """Remove what a kill left beside a data file; for its owner, before anything of the kind is under way."""
    folder = backups_directory(path)
    for left in folder.iterdir() if folder.is_dir() else ():
        if left.name.startswith(_scratch_prefix(path)):
            shutil.rmtree(left, ignore_errors=True)
        elif left.name.startswith(f"{path.stem}-") and left.name.endswith(f"{SUFFIX}.part"):
            remove_partial(left)


def remove_stale(half_made: Iterable[Path]) -> None:
    """Remove what has lain half made for a day; what is younger may be the work of somebody else."""
    for left in half_made:
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _STALE:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _scratch_prefix(path: Path) -> str:
    return f"{SCRATCH}{path.name}-"
