"""The old xls format: an OLE compound file with a stream of BIFF records, looked at before it is parsed.

The library behind us believes every length and place in it, too; so the sector chains, the record lengths and
the cells' places are checked here first. Sources: [MS-CFB] and [MS-XLS].
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise

from culture_desktop.errors import DamagedFileError, FileTooLargeError, PasswordProtectedError, WrongFileTypeError
from culture_desktop.spreadsheets.limits import CELLS_LIMIT, MAX_CELLS

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END_OF_CHAIN = 0xFFFFFFFE
_NO_SECTOR = 0xFFFFFFFA  # this and above are marks, not sectors
_MINI_STREAM_BELOW = 4096
_DIRECTORY_ENTRY = 128

_BOF, _FILE_PASS, _DIMENSIONS, _MUL_RK, _BOUND_SHEET = 0x0809, 0x002F, 0x0200, 0x00BD, 0x0085
# Number, Label, BoolErr, String of a formula (no place), Rk, LabelSst, RString, Formula
_CELLS = frozenset({0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0006, _MUL_RK})
# What BIFF8 can address at all.
_MOST_CLAIMED = 65_536 * 256


class _Broken(Exception):
    """The structure contradicts itself."""


def check(data: bytes, name: str) -> None:
    """Return when ``data`` is a whole, readable xls; otherwise raise what is wrong with it."""
    try:
        streams = _streams(data)
        if "EncryptedPackage" in streams:
            raise PasswordProtectedError(name=name)
        stream = next((streams[n] for n in ("Workbook", "Book", "WORKBOOK", "BOOK") if n in streams), None)
        if stream is None:
            raise WrongFileTypeError(name=name)
        _check_records(stream, name)
    except (_Broken, struct.error, IndexError, ValueError) as error:
        raise DamagedFileError(name=name) from error


def _check_records(stream: bytes, name: str) -> None:
    """Walk the records: none runs over the end, none encrypts, and no sheet reaches too far."""
    head = struct.Struct("<HHHH")
    last_row = last_column = position = 0
    end = len(stream) - 4
    padded = stream + bytes(4)
    while position <= end:
        kind, length, row, column = head.unpack_from(padded, position)
        if kind in _CELLS:
            if row > last_row:  # noqa: PLR1730 - once a record; max() takes three times as long
                last_row = row
            if kind == _MUL_RK:
                column += max(length - 6, 0) // 6
            if column > last_column:  # noqa: PLR1730
                last_column = column
        elif kind == _FILE_PASS:
            raise PasswordProtectedError(name=name)
        elif kind == _BOF:
            last_row = last_column = 0
        elif kind == _DIMENSIONS and _claimed(stream[position + 4 : position + 4 + length]) > _MOST_CLAIMED:
            raise _Broken
        elif kind == 0 and length == 0:
            break  # padding behind the last sheet
        if (last_row + 1) * (last_column + 1) > MAX_CELLS:
            raise FileTooLargeError(name=name, limit=CELLS_LIMIT)
        position += 4 + length
    if position > len(stream):
        raise _Broken


def _claimed(dimensions: bytes) -> int:
    """The cells that a Dimensions record announces, for which memory is taken before one is seen."""
    if len(dimensions) != 14:
        raise _Broken
    first_row, last_row, first_column, last_column = struct.unpack_from("<IIHH", dimensions)
    if first_row > last_row:
        raise _Broken
    return int(max(last_row - first_row, 1) * max(last_column - min(first_column, last_column), 1))


def _streams(data: bytes) -> dict[str, bytes]:
    """The streams of a compound file by name; one that is not a workbook's is left empty."""
    sector_shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if sector_shift not in (9, 12) or mini_shift != 6:
        raise _Broken
    size = 1 << sector_shift
    fat = _fat(data, size)
    (directory_start,) = struct.unpack_from("<I", data, 48)
    mini_fat_start, mini_fat_count = struct.unpack_from("<II", data, 60)
    directory = b"".join(_chain(data, size, size, fat, directory_start))
    entries = list(_entries(directory))
    if not entries:
        raise _Broken
    root = entries[0]
    streams: dict[str, bytes] = {}
    for name, start, length in entries[1:]:
        if name not in ("Workbook", "Book", "WORKBOOK", "BOOK"):
            streams.setdefault(name, b"")
            continue
        if length < _MINI_STREAM_BELOW:
            mini_fat = _words(b"".join(_chain(data, size, size, fat, mini_fat_start))) if mini_fat_count else ()
            mini = b"".join(_chain(data, size, size, fat, root[1]))
            content = b"".join(_chain(mini, 64, 0, mini_fat, start))
        else:
            content = b"".join(_chain(data, size, size, fat, start))
        if len(content) < length:
            raise _Broken
        streams.setdefault(name, content[:length])
    return streams


def _fat(data: bytes, size: int) -> Sequence[int]:
    """The file allocation table: for each sector the next of its chain."""
    (fat_count,) = struct.unpack_from("<I", data, 44)
    difat_start, difat_count = struct.unpack_from("<II", data, 68)
    sectors = [s for s in _words(data[76:512]) if s < _NO_SECTOR]
    seen: set[int] = set()
    while difat_start < _NO_SECTOR and len(seen) <= difat_count:
        if difat_start in seen:
            raise _Broken
        seen.add(difat_start)
        words = _words(_sector(data, size, size, difat_start))
        sectors.extend(s for s in words[:-1] if s < _NO_SECTOR)
        difat_start = words[-1]
    if len(sectors) < fat_count:
        raise _Broken
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
            raise _Broken
        yield _sector(data, size, offset, sector)
        sector = fat[sector]


def _sector(data: bytes, size: int, offset: int, number: int) -> bytes:
    """One sector; the last of a file may be cut short by a frugal writer, so only a missing one is an error."""
    start = offset + number * size
    found = data[start : start + size]
    if not found:
        raise _Broken
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
