"""Whether the file at a path is still the one that was opened there.

A file that was renamed or unplugged stays writable through the connections that hold it, without a word: to the
system an open file is no name, to the user it is nothing else.
"""

from pathlib import Path

from culture_desktop.errors import DatabaseMovedError


class FileIdentity:
    """Remembers which file lies at a path: its device and its number there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _numbers(path)

    def remember(self) -> None:
        """From now on the file that lies there is the right one."""
        self._known = _numbers(self._path)

    def require_in_place(self) -> None:
        """Raise DatabaseMovedError unless it is there; putting it back is enough."""
        try:
            found = _numbers(self._path)
        except OSError as error:
            raise self._moved("不在原来的位置了，可能被移动、改名、删除，或所在的磁盘已拔出") from error
        if found != self._known:
            raise self._moved("已被另一个同名文件替换")

    def _moved(self, what: str) -> DatabaseMovedError:
        return DatabaseMovedError(name=self._path.name, what=what, folder=str(self._path.parent))


def _numbers(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
