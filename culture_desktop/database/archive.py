"""Reading backups: names, sizes and digests are checked before anything of one is believed."""

import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from culture_desktop.database import manifest as manifests
from culture_desktop.database.files import FileStore
from culture_desktop.database.manifest import DATABASE, MANIFEST, BackupManifest
from culture_desktop.errors import BackupDamagedError, FileMissingError, FileUnreadableError
from culture_desktop.progress import Progress, silent

MIB = 2**20
MEMBER = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_MAX_BYTES = 20 * 2**30
_MAX_MEMBERS = 500_000
_MAX_MANIFEST_BYTES = 64 * 2**20
# A database of little but empty pages packs to a hundredth; what would unpack to more is made to fill disks.
_MAX_RATIO, _RATIO_FROM = 200, 64 * 2**20
_BROKEN = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, struct.error),
    *(KeyError, ValueError, TypeError, AttributeError, ArithmeticError),
    *(NotImplementedError, RuntimeError),  # ways of packing that we never use, encryption
)


class Target(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int:
        """Take them; returns how many."""


class Meter:
    """Adds up bytes and reports them in MiB; a progress call may raise to cancel."""

    def __init__(self, progress: Progress, total: int, text: str) -> None:
        self._progress, self._total, self._text = progress, total, text
        self._done = 0

    def add(self, number: int) -> None:
        """So many more bytes were read or written."""
        self._done = min(self._done + number, self._total)
        self._progress(self._done // MIB, self._total // MIB, self._text)


def pour(source: IO[bytes], target: Target | None, meter: Meter, *, hashed: bool = True) -> str:
    """Read to the end, write to ``target`` if there is one; returns the SHA-256 of what went through."""
    digest = hashlib.sha256()
    while chunk := source.read(MIB):
        if hashed:
            digest.update(chunk)
        if target is not None:
            target.write(chunk)
        meter.add(len(chunk))
    return digest.hexdigest()


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


def verify(file: Path, meter: Meter) -> BackupManifest:
    """As ``inspect_backup``, reporting to a meter that is under way."""
    with opened(file) as (archive, manifest):
        _verify(archive, manifest, meter, file)
    return manifest


def _verify(archive: zipfile.ZipFile, manifest: BackupManifest, meter: Meter, file: Path) -> None:
    for name, digest in manifest.members.items():
        with archive.open(name) as member:
            if pour(member, None, meter) != digest:
                raise BackupDamagedError(name=file.name)


def lost_attachments(manifest: BackupManifest, files: FileStore, progress: Progress = silent) -> tuple[str, ...]:
    """Attachments of a light backup that no longer lie beside the data file, or are not what they were."""
    meter = Meter(progress, sum(manifest.beside.values()), "正在核对照片和文书")
    return tuple(digest for digest in manifest.beside if not has_intact(files, digest, meter))


def has_intact(files: FileStore, digest: str, meter: Meter) -> bool:
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
