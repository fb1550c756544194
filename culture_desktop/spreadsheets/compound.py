"""OLE compound files, the shell of the old xls format: read with every chain checked, and written afresh.

Source: [MS-CFB].
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END_OF_CHAIN = 0xFFFFFFFE
_FAT_SECTOR = 0xFFFFFFFD
_NO_SECTOR = 0xFFFFFFFA  # this and above are marks, not sectors
_UNUSED = 0xFFFFFFFF
_MINI_STREAM_BELOW = 4096
_DIRECTORY_ENTRY = 128
_ROOT, _STREAM = 5, 2
_SECTOR = 4096  # of the files written here: large enough to need no second level of allocation tables


class BrokenFileError(Exception):
    """The structure contradicts itself."""


def streams(data: bytes, wanted: Sequence[str]) -> dict[str, bytes]:
    """The streams of a compound file by name; those not wanted are named but left empty."""
    try:
        return _streams(data, wanted)
    except (struct.error, IndexError, ValueError) as error:
        raise BrokenFileError from error


def wrapped(stream: bytes) -> bytes:
    """A new compound file around one stream ``Workbook``."""
    content = stream.ljust(max(len(stream) + -len(stream) % _SECTOR, _SECTOR), b"\0")
    count = len(content) // _SECTOR
    per_sector = _SECTOR // 4
    fat_count = 1
    while fat_count * per_sector < fat_count + 1 + count:
        fat_count += 1
    first = fat_count + 1
    fat = [_FAT_SECTOR] * fat_count + [_END_OF_CHAIN]
    fat += [*range(first + 1, first + count), _END_OF_CHAIN]
    fat += [_UNUSED] * (fat_count * per_sector - len(fat))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        *(SIGNATURE, 0x3E, 4, 0xFFFE, 12, 6),
        *(1, fat_count, fat_count, 0, _MINI_STREAM_BELOW, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0),
        *range(fat_count),
        *[_UNUSED] * (109 - fat_count),
    )
    directory = _entry("Root Entry", _ROOT, 1, 0, 0) + _entry("Workbook", _STREAM, _UNUSED, first, len(content))
    return b"".join(
        (header.ljust(_SECTOR, b"\0"), struct.pack(f"<{len(fat)}I", *fat), directory.ljust(_SECTOR, b"\0"), content)
    )


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    """A directory entry."""
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, _UNUSED, _UNUSED, child, start, length)


def _streams(data: bytes, wanted: Sequence[str]) -> dict[str, bytes]:
    sector_shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if sector_shift not in (9, 12) or mini_shift != 6:
        raise BrokenFileError
    size = 1 << sector_shift
    fat = _fat(data, size)
    (directory_start,) = struct.unpack_from("<I", data, 48)
    mini_fat_start, mini_fat_count = struct.unpack_from("<II", data, 60)
    directory = b"".join(_chain(data, size, size, fat, directory_start))
    entries = list(_entries(directory))
    if not entries:
        raise BrokenFileError
    root = entries[0]
    found: dict[str, bytes] = {}
    for name, start, length in entries[1:]:
        if name not in wanted:
            found.setdefault(name, b"")
            continue
        if length < _MINI_STREAM_BELOW:
            mini_fat = _words(b"".join(_chain(data, size, size, fat, mini_fat_start))) if mini_fat_count else ()
            mini = b"".join(_chain(data, size, size, fat, root[1]))
            content = b"".join(_chain(mini, 64, 0, mini_fat, start))
        else:
            content = b"".join(_chain(data, size, size, fat, start))
        if len(content) < length:
            raise BrokenFileError
        found.setdefault(name, content[:length])
    return found


def _fat(data: bytes, size: int) -> Sequence[int]:
    """The file allocation table: for each sector the next of its chain."""
    (fat_count,) = struct.unpack_from("<I", data, 44)
    difat_start, difat_count = struct.unpack_from("<II", data, 68)
    sectors = [s for s in _words(data[76:512]) if s < _NO_SECTOR]
    seen: set[int] = set()
    while difat_start < _NO_SECTOR and len(seen) <= difat_count:
        if difat_start in seen:
            raise BrokenFileError
        seen.add(difat_start)
        words = _words(_sector(data, size, size, difat_start))
        sectors.extend(s for s in words[:-1] if s < _NO_SECTOR)
        difat_start = words[-1]
    if len(sectors) < fat_count:
        raise BrokenFileError
    fat: list[int] = []
    for sector in sectors:
        fat.extend(_words(_sector(data, size, size, sector)))
    return fat


def _chain(data: bytes, size: int, offset: int, fat: Sequence[int], sector: int) -> Iterator[bytes]:
    """The sectors of one chain in order; a chain that leaves the file or runs in a circle is broken."""
    steps = 0
    while sector != _END_OF_CHAIN:
        steps += 1
        if sector >= len(fat) or steps > len(fat):
            raise BrokenFileError
        yield _sector(data, size, offset, sector)
        sector = fat[sector]


def _sector(data: bytes, size: int, offset: int, number: int) -> bytes:
    """One sector; the last of a file may be cut short by a frugal writer, so only a missing one is an error."""
    start = offset + number * size
    found = data[start : start + size]
    if not found:
        raise BrokenFileError
    return found


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and length of each entry."""
    for start, end in pairwise(range(0, len(directory) + 1, _DIRECTORY_ENTRY)):
        entry = directory[start:end]
        (name_length,) = struct.unpack_from("<H", entry, 64)
        name = entry[: max(min(name_length, 64) - 2, 0)].decode("utf-16-le", "replace")
        first, length = struct.unpack_from("<II", entry, 116)
        yield name, first, length


def _words(data: bytes) -> Sequence[int]:
    """Little-endian 32-bit numbers."""
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
