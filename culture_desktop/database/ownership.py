"""One owner per data file: a lock of the operating system, which ends with the process that holds it.

The lock lies on a file beside the data file, ``<name>-lock``. That file stays when the lock ends: were it removed, of
two processes that start at once each could lock a file of that name, one of them without a name any more.
"""

import errno
import json
import os
import platform
import stat
from pathlib import Path

from filelock import FileLock, Timeout

from culture_desktop.errors import (
    DatabaseInUseError,
    DatabaseUnlockableError,
    DatabaseUnwritableError,
    FileNameTooLongError,
)

SUFFIX = "-lock"
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}
_NOTE_BYTES = 1024
_NOTE_AT = 1  # on Windows the first byte is locked, for reading too


class Ownership:
    """The right to open one data file. The path is one that was resolved: links lead to the same lock."""

    def __init__(self, path: Path) -> None:
        """Take it.

        Raises DatabaseInUseError while somebody else has it (another process, or another Database of this one),
        DatabaseUnlockableError where the drive knows no locks, DatabaseUnwritableError or FileNameTooLongError.
        """
        self._lock = FileLock(
            path.with_name(path.name + SUFFIX),
            mode=_mode_like(path),
            thread_local=False,  # taken by one thread, given back by another
            preserve_lock_file=True,
            fallback_to_soft=False,
            on_acquired=_leave_note,
        )
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise DatabaseInUseError(name=path.name, holder=_holder(path)) from error
        except OSError as error:
            if error.errno in _NO_LOCKS:
                raise DatabaseUnlockableError(name=path.name) from error
            if error.errno == errno.ENAMETOOLONG:
                raise FileNameTooLongError from error
            raise DatabaseUnwritableError(name=path.name) from error

    def release(self) -> None:
        """Give it back; once more is once too many, but does no harm."""
        self._lock.release(force=True)


def require_unowned(path: Path) -> None:
    """Raise DatabaseInUseError when a data file, there or not, is open somewhere: before it is moved or removed."""
    path = path.resolve()
    if path.with_name(path.name + SUFFIX).exists():
        Ownership(path).release()


def _mode_like(path: Path) -> int:
    """Who may write the data may lock it, as with the write-ahead log."""
    try:
        return stat.S_IMODE(path.stat().st_mode) | stat.S_IRUSR | stat.S_IWUSR
    except OSError:  # not made yet
        return stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP | stat.S_IROTH


def _leave_note(descriptor: int) -> None:
    """Write who holds the lock into its file, for the sentence of whoever comes second."""
    note = json.dumps({"process": os.getpid(), "computer": platform.node()}).encode()
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, b" " * _NOTE_AT + note)
    except OSError:  # a full disk: the lock holds without its note
        return


def _holder(path: Path) -> str:
    """Who has the file, in words."""
    try:
        with path.with_name(path.name + SUFFIX).open("rb", buffering=0) as file:
            file.seek(_NOTE_AT)
            note = json.loads(file.read(_NOTE_BYTES))
            process, computer = int(note["process"]), str(note["computer"])
    except (OSError, ValueError, KeyError, TypeError):  # it is being written at this moment
        return "另一个润物窗口或命令"
    if computer != platform.node():
        return f"电脑“{computer}”上的润物"
    return f"另一个润物窗口或命令（进程 {process}）"
