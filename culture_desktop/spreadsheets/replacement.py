"""Files that appear whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from culture_desktop.errors import DiskFullError, FolderNotWritableError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a ``.part`` path to write to, then sync it and put it in place of ``path``.

    On any error the part is removed and the old file stays as it was. OSErrors become DiskFullError or
    FolderNotWritableError.
    """
    part = path.with_name(path.name + ".part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        _remove(part)
        if error.errno in _FULL:
            raise DiskFullError(name=path.name) from error
        raise FolderNotWritableError(name=path.name) from error
    except BaseException:
        _remove(part)
        raise


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # there never was one: its folder is missing or not a folder
