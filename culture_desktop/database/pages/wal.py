"""SQLite's write-ahead log as it lies beside the data file: which pages it holds, and with what content.

Source: https://www.sqlite.org/fileformat2.html, section 4. Opening and closing this file is harmless, while closing a
second handle on the data file itself would drop SQLite's locks on it (POSIX releases them per process).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIX = "-wal"
_HEADER = struct.Struct(">IIIIIIII")  # magic, format, page size, checkpoint number, two salts, two checksums
_FRAME = struct.Struct(">IIIIII")  # page number, pages of the file after a commit or 0, two salts, two checksums
_MAGIC = {0x377F0682, 0x377F0683}


@dataclass(frozen=True)
class Frame:
    """One page as a transaction left it; ``pages`` is the size of the whole file where a commit ends, else 0."""

    number: int
    pages: int
    content: bytes


def size(database: Path) -> int:
    """Bytes of the log; 0 without one."""
    try:
        return database.with_name(database.name + SUFFIX).stat().st_size
    except OSError:
        return 0


def frames(database: Path, limit: int | None = None) -> Iterator[Frame]:
    """The frames from the oldest on, ``limit`` at most; ends where the log was written anew or breaks off."""
    try:
        file = database.with_name(database.name + SUFFIX).open("rb")
    except FileNotFoundError:
        return
    with file:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return
        magic, _, page_size, _, *salts = _HEADER.unpack(header)[:6]
        if magic not in _MAGIC:
            return
        count = 0
        while limit is None or count < limit:
            head, content = file.read(_FRAME.size), file.read(page_size)
            if len(content) < page_size:
                return
            number, pages, *seasoned = _FRAME.unpack(head)[:4]
            if seasoned != salts:
                return
            yield Frame(number, pages, content)
            count += 1
