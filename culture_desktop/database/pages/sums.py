"""A CRC-32 for every page of the data file, in a small file beside it.

Page 1 is summed without the fields that SQLite rewrites outside of transactions: the journal mode and the change
counters. A sum of 0 stands for a page nobody wrote yet, such as a free page at the end, and is not compared.
"""

import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from culture_desktop.database.pages.wal import Frame

SUFFIX = "-sums"
_HEADER = struct.Struct("<8sHHIII")  # magic, format, flags, page size, pages, CRC-32 of the sums
_CHECK = struct.Struct("<I")  # CRC-32 of the header
_MAGIC = b"RUNWUSUM"
_FORMAT = 1
_UNCHECKED = 1
_REWRITTEN = ((18, 20), (24, 28), (92, 100))  # of page 1: format versions, change counter, version-valid-for, library
_WIDTH = 4


@dataclass
class PageSums:
    """The sums of a file; ``unchecked`` says that it ended uncleanly and nobody looked since."""

    page_size: int
    sums: "array[int]" = field(default_factory=lambda: array("I"))
    unchecked: bool = False

    def take(self, frames: Iterable[Frame], expected: int) -> bool:
        """Sum what transactions wrote; returns whether anything differs from before.

        Raises ValueError when there are not as many frames as expected, or pages of another size.
        """
        before, seen = self.sums[:], 0
        written: dict[int, int] = {}
        for frame in frames:
            seen += 1
            if len(frame.content) != self.page_size:
                raise ValueError("pages of another size")
            written[frame.number] = page_sum(frame.number, frame.content)
            if frame.pages:
                self._apply(written, frame.pages)
                written.clear()
        if seen != expected:
            raise ValueError("the log breaks off")
        return self.sums != before

    def _apply(self, written: dict[int, int], pages: int) -> None:
        del self.sums[pages:]
        self.sums.extend([0] * (pages - len(self.sums)))
        for number, value in written.items():
            if number <= pages:
                self.sums[number - 1] = value

    def differs(self, number: int, content: bytes) -> bool:
        """Whether a page is not as it was written; ``number`` counts from 1."""
        known = self.sums[number - 1]
        return known != 0 and known != page_sum(number, content)


def page_sum(number: int, content: bytes) -> int:
    """The CRC-32 of a page, never 0."""
    return zlib.crc32(summed(number, content)) or 1


def summed(number: int, content: bytes) -> bytes:
    """The page as it enters its sum."""
    if number != 1:
        return content
    first = bytearray(content)
    for start, end in _REWRITTEN:
        first[start:end] = bytes(end - start)
    return bytes(first)


def load(database: Path) -> PageSums | None:
    """The sums beside a data file; None when there are none, or not whole."""
    try:
        data = path_of(database).read_bytes()
    except OSError:
        return None
    body = _HEADER.size + _CHECK.size
    if len(data) < body or _CHECK.unpack_from(data, _HEADER.size)[0] != zlib.crc32(data[: _HEADER.size]):
        return None
    magic, version, flags, page_size, pages, check = _HEADER.unpack_from(data)
    if (magic, version) != (_MAGIC, _FORMAT) or len(data) != body + _WIDTH * pages or zlib.crc32(data[body:]) != check:
        return None
    return PageSums(page_size, _turned(array("I", data[body:])), bool(flags & _UNCHECKED))


def save(database: Path, sums: PageSums) -> None:
    """Write the sums aside, sync, rename, and sync the folder: the log is forgotten after this."""
    body = _turned(sums.sums[:]).tobytes()
    flags = _UNCHECKED if sums.unchecked else 0
    header = _HEADER.pack(_MAGIC, _FORMAT, flags, sums.page_size, len(sums.sums), zlib.crc32(body))
    target = path_of(database)
    part = target.with_name(target.name + ".part")
    with part.open("wb") as file:
        file.write(header + _CHECK.pack(zlib.crc32(header)) + body)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    _sync_folder(target.parent)


def discard(database: Path) -> None:
    """Forget the sums: better none than wrong ones. They come back with the next check."""
    with suppress(OSError):
        path_of(database).unlink(missing_ok=True)


def path_of(database: Path) -> Path:
    """Where the sums of a data file lie."""
    return database.with_name(database.name + SUFFIX)


def _turned(sums: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        sums.byteswap()
    return sums


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder has no handle to sync there; NTFS logs the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
