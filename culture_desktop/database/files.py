"""Pictures and papers beside the database, stored once under the SHA-256 of their bytes."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from culture_desktop.database import sqlite
from culture_desktop.errors import (
    CultureError,
    DiskFullError,
    FileMissingError,
    FileNameTooLongError,
    FolderNotWritableError,
    NotReplaceableError,
)


class FileStore:
    """A folder of files by content: adding the same bytes twice keeps one copy.

    ``check`` raises when nothing may be added, such as when the drive of the folder is gone.
    """

    def __init__(self, root: Path, check: Callable[[], None] = lambda: None) -> None:
        self.root = root
        self._check = check

    def add(self, content: bytes) -> str:
        """Keep the bytes; returns their SHA-256 in hex. Written aside and renamed, so never half there."""
        self._check()
        digest = hashlib.sha256(content).hexdigest()
        target = self.path(digest)
        if not target.exists():
            write_atomically(target, content)
        return digest

    def path(self, digest: str) -> Path:
        """Where the bytes with this SHA-256 lie."""
        return self.root / digest[:2] / digest

    def read(self, digest: str) -> bytes:
        """The bytes; raises FileMissingError when the folder lost them."""
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError as error:
            raise FileMissingError(name=digest[:12]) from error

    def remove(self, digest: str) -> None:
        """Let go of the bytes, for good."""
        self.path(digest).unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        """Every stored file, in a stable order."""
        if self.root.is_dir():
            yield from sorted(p.name for p in self.root.glob("??/*") if not p.name.endswith(".part"))

    def damaged(self) -> tuple[str, ...]:
        """Digests whose bytes no longer match their name."""
        return tuple(digest for digest in self.digests() if _sha256(self.path(digest)) != digest)


def write_atomically(target: Path, content: bytes) -> None:
    """Write to ``.part``, sync, then replace: the target is the old file or the new one, never half of it.

    Raises FolderNotWritableError, DiskFullError, FileNameTooLongError or NotReplaceableError; the partial file is
    removed.
    """
    with written_aside(target, content):
        pass


@contextmanager
def written_aside(target: Path, content: bytes) -> Iterator[None]:
    """The same in two steps: written and synced before the block, in place after it.

    So a file and the transaction within the block come together: what fails in either leaves the target as it was.
    """
    require_replaceable(target)
    part = target.with_name(target.name + ".part")
    try:
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        yield
        with writing(target):
            part.replace(target)
    finally:
        remove_partial(part)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Say what the system reports about a file being written as a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFullError(name=target.name) from error
        if error.errno == errno.ENAMETOOLONG:
            raise FileNameTooLongError from error
        raise FolderNotWritableError(name=str(target.parent)) from error


def require_replaceable(target: Path) -> None:
    """Raise NotReplaceableError when the target is a data file, its write-ahead log or no ordinary file.

    Renaming over them would succeed: a backup "saved" as the data file would leave nothing of the data.
    """
    try:
        if not target.exists():
            return
        if not (target.is_file() or target.is_dir()):
            raise NotReplaceableError(name=target.name, what="系统设备或特殊文件")
    except OSError:  # a name the system does not take; writing will say so
        return
    for suffix in ("", *sqlite.COMPANIONS):
        if target.name.endswith(suffix) and _is_data(target.with_name(target.name.removesuffix(suffix))):
            raise NotReplaceableError(name=target.name, what="润物的数据文件")


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # a sector that cannot be read is damage as well
        return ""


def _is_data(path: Path) -> bool:
    try:
        sqlite.recognise(path)
    except CultureError:
        return False
    return True


def remove_partial(part: Path) -> None:
    """Remove what was not finished, where that is still possible."""
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the folder itself may be what failed
        return


def sync_folder(folder: Path) -> None:
    """Bring a renaming to disk; where a folder cannot be opened, as on Windows, the system does so by itself."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some drivers of sticks know no such call
            raise
    finally:
        os.close(opened)
