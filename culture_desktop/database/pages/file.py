"""The data file read page by page, past SQLite."""

import os
from pathlib import Path

_PAGE_SIZE_OFFSET = 16
_HEADER_LENGTH = 100
_SIZES = {2**power for power in range(9, 17)}


class PageFile:
    """Opened with the first read and kept open, because closing it would drop this process's locks on the file.

    So it is closed after the last connection.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.page_size = 0
        self._handle: int | None = None

    def open(self, page_size: int = 0) -> None:
        """Take the page size from the header, or the given one where the header makes no sense."""
        if self._handle is None:
            self._handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        header = self._read(0, _HEADER_LENGTH)
        found = int.from_bytes(header[_PAGE_SIZE_OFFSET : _PAGE_SIZE_OFFSET + 2], "big")
        found = 65536 if found == 1 else found
        self.page_size = page_size or (found if found in _SIZES else 4096)

    @property
    def count(self) -> int:
        """Whole pages in the file now."""
        assert self._handle is not None
        return os.fstat(self._handle).st_size // self.page_size

    def read(self, number: int) -> bytes:
        """One page, counted from 1; empty beyond the end and where the disk cannot read it."""
        try:
            return self._read((number - 1) * self.page_size, self.page_size)
        except OSError:
            return b""

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _read(self, offset: int, length: int) -> bytes:
        assert self._handle is not None
        os.lseek(self._handle, offset, os.SEEK_SET)
        return os.read(self._handle, length)
