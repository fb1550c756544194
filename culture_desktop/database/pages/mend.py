"""Mending a page in which exactly one bit flipped: the CRC-32 tells which one.

A CRC is linear: what a flipped bit does to the sum depends on its place alone, and differs for every place of a page.
Damage of another kind looks like a single flipped bit once in a hundred thousand pages; SQLite's checks come after.
"""

import os
import zlib
from functools import cache
from pathlib import Path

from culture_desktop.database.pages.sums import PageSums, page_sum, summed


def mended(known: PageSums, number: int, content: bytes) -> bytes | None:
    """The page as it was written; None when more than a bit is wrong or nobody knows what was written."""
    wanted = known.sums[number - 1]
    if not wanted or len(content) != known.page_size:
        return None
    difference = zlib.crc32(summed(number, content)) ^ wanted
    at = _places(known.page_size).get(difference)
    if at is None:
        return None
    page = bytearray(content)
    page[at // 8] ^= 1 << at % 8
    return bytes(page) if page_sum(number, bytes(page)) == wanted else None


def write_pages(database: Path, page_size: int, pages: dict[int, bytes]) -> None:
    """Write pages in place and sync; nobody may have the file open."""
    with database.open("r+b") as file:
        for number, content in pages.items():
            file.seek((number - 1) * page_size)
            file.write(content)
        file.flush()
        os.fsync(file.fileno())


@cache
def _places(page_size: int) -> dict[int, int]:
    """Which bit of a page makes which difference. Moving a bit one byte ahead is one more step of the register."""
    empty = zlib.crc32(bytes(page_size))
    places = {}
    for bit in range(8):
        last = bytearray(page_size)
        last[-1] = 1 << bit
        difference = zlib.crc32(last) ^ empty
        for at in range(page_size - 1, -1, -1):
            places[difference] = at * 8 + bit
            difference = _TABLE[difference & 0xFF] ^ (difference >> 8)
    return places


def _steps(byte: int) -> int:
    for _ in range(8):
        byte = (byte >> 1) ^ (0xEDB88320 if byte & 1 else 0)
    return byte


_TABLE = tuple(_steps(byte) for byte in range(256))
