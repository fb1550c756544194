"""One backup is one zip: the database, a manifest of SHA-256, and the attachments, unless they lie beside.

A *complete* backup holds every attachment and can be taken to another computer. A *light* one stays beside the data
file and names the attachments that lie there: they are kept by content and never rewritten.
"""

import errno
import hashlib
import os
import re
import shutil
import stat
import struct
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

from culture_desktop.database import manifest as manifests
from culture_desktop.database import snapshot
from culture_desktop.database.files import FileStore, remove_partial, require_replaceable, sync_folder, writing
from culture_desktop.database.manifest import DATABASE, MANIFEST, BackupManifest
from culture_desktop.errors import (
    BackupDamagedError,
    FileMissingError,
    FileUnreadableError,
)
from culture_desktop.paths import backups_directory, files_directory
from culture_desktop.progress import Progress, silent
from culture_desktop.vocabulary import Occasion

SUFFIX = ".runwu"
SCRATCH = ".copy-"
MEMBER = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_MAX_BYTES = 20 * 2**30
_MAX_MEMBERS = 500_000
_MAX_MANIFEST_BYTES = 64 * 2**20
# A database of little but empty pages packs to a hundredth; what would unpack to more is made to fill disks.
_MAX_RATIO, _RATIO_FROM = 200, 64 * 2**20
_LEVEL = 1  # a fifth of the size of what is stored plain in the same time; level 3 takes half as long again for 7 %
_CHUNK = MIB = 2**20
_STALE = 24 * 3600  # seconds
_BROKEN = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, struct.error),
    *(KeyError, ValueError, TypeError, AttributeError, ArithmeticError),
    *(NotImplementedError, RuntimeError),  # ways of packing that we never use, encryption
)


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


class _Member(Protocol):
    def write(self, data: bytes, /) -> int: ...


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
    meter: "Meter",
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


def inspect_backup(file: Path, progress: Progress = silent) -> BackupManifest:
    """Read and verify all that is inside a backup without unpacking it.

    Raises FileMissingError, FileUnreadableError, NewerBackupError, or BackupDamagedError when a member is missing,
    foreign, twice there, too large or altered.
    """
    with opened(file) as (archive, manifest):
        total = sum(archive.getinfo(name).file_size for name in manifest.members)
        _verify(archive, manifest, Meter(progress, total, "正在核对备份"), file)
    return manifest


def read_manifest(file: Path) -> BackupManifest:
    """What a backup says of itself, with nothing read but that; raises as ``inspect_backup`` does."""
    with opened(file) as (_archive, manifest):
        return manifest


def verify(file: Path, meter: "Meter") -> BackupManifest:
    """As ``inspect_backup``, reporting to a meter that is under way."""
    with opened(file) as (archive, manifest):
        _verify(archive, manifest, meter, file)
    return manifest


def _verify(archive: zipfile.ZipFile, manifest: BackupManifest, meter: "Meter", file: Path) -> None:
    for name, digest in manifest.members.items():
        with archive.open(name) as member:
            if pour(member, None, meter) != digest:
                raise BackupDamagedError(name=file.name)


def lost_attachments(manifest: BackupManifest, files: FileStore, progress: Progress = silent) -> tuple[str, ...]:
    """Attachments of a light backup that no longer lie beside the data file, or are not what they were."""
    meter = Meter(progress, sum(manifest.beside.values()), "正在核对照片和文书")
    return tuple(digest for digest in manifest.beside if not has_intact(files, digest, meter))


def has_intact(files: FileStore, digest: str, meter: "Meter") -> bool:
    """Whether the bytes with this SHA-256 lie in the store."""
    try:
        with files.path(digest).open("rb") as file:
            return pour(file, None, meter) == digest
    except OSError:
        return False


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, BackupManifest]]:
    """A backup with all names, sizes and the manifest checked; whatever breaks while it is read is said as damage."""
    if not file.is_file():
        raise FileMissingError(name=file.name)
    try:
        raw = file.open("rb")
    except OSError as error:
        raise FileUnreadableError(name=file.name) from error
    with raw:
        try:
            with zipfile.ZipFile(raw) as archive:
                _require_harmless(archive, file.stat().st_size)
                manifest = manifests.load(archive.read(MANIFEST), file.name)
                _require_all_there(archive, manifest)
                yield archive, manifest
        except _BROKEN as error:
            raise BackupDamagedError(name=file.name) from error


def _require_harmless(archive: zipfile.ZipFile, packed: int) -> None:
    """Names are compared with the few there can be, so that none leads out of a folder or to a device."""
    members = archive.infolist()
    names = {info.filename for info in members}
    if len(names) != len(members) or len(members) > _MAX_MEMBERS:
        raise ValueError("a name twice, or too many")
    if not all(name in (DATABASE, MANIFEST) or MEMBER.match(name) for name in names):
        raise ValueError("a foreign name")
    if any(info.orig_filename != info.filename or _special(info) for info in members):
        raise ValueError("a link, a folder, an encrypted or unusually packed member")
    total = sum(info.file_size for info in members)
    if total > _MAX_BYTES or archive.getinfo(MANIFEST).file_size > _MAX_MANIFEST_BYTES:
        raise ValueError("too large")
    if total > _RATIO_FROM and total > packed * _MAX_RATIO:
        raise ValueError("packed too tightly")


def _special(info: zipfile.ZipInfo) -> bool:
    mode = stat.S_IFMT(info.external_attr >> 16)
    packed_as_usual = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return mode not in (0, stat.S_IFREG) or bool(info.flag_bits & 1) or not packed_as_usual


def _require_all_there(archive: zipfile.ZipFile, manifest: BackupManifest) -> None:
    if set(archive.namelist()) - {MANIFEST} != set(manifest.members) or DATABASE not in manifest.members:
        raise ValueError("other members than the manifest says")
    if not all(_DIGEST.match(digest) for digest in (*manifest.members.values(), *manifest.beside)):
        raise ValueError("no digest")
    if any(size < 0 for size in manifest.beside.values()):
        raise ValueError("no size")


class Meter:
    """Adds up bytes and reports them in MiB; a progress call may raise to cancel."""

    def __init__(self, progress: Progress, total: int, text: str) -> None:
        self._progress, self._total, self._text = progress, total, text
        self._done = 0

    def add(self, number: int) -> None:
        """So many more bytes were read or written."""
        self._done = min(self._done + number, self._total)
        self._progress(self._done // MIB, self._total // MIB, self._text)


def pour(source: IO[bytes], target: _Member | None, meter: Meter, *, hashed: bool = True) -> str:
    """Read to the end, write to ``target`` if there is one; returns the SHA-256 of what went through."""
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        if hashed:
            digest.update(chunk)
        if target is not None:
            target.write(chunk)
        meter.add(len(chunk))
    return digest.hexdigest()


def _pour(source: Path, target: _Member, meter: Meter, *, hashed: bool = True) -> str:
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
