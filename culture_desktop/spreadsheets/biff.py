"""The records of an xls workbook, looked at and disarmed before the library parses them.

The library believes record lengths, row and column numbers and formula tokens, takes memory for what a
Dimensions record announces, and panics where they lie. So each record is visited once: what carries cell values
stays, a formula becomes the value it last had, everything else loses its meaning. Source: [MS-XLS].
"""

import struct
from collections.abc import Callable

from culture_desktop.errors import DamagedFileError, FileTooLargeError, PasswordProtectedError, WrongFileTypeError
from culture_desktop.spreadsheets import compound
from culture_desktop.spreadsheets.limits import CELLS_LIMIT, MAX_CELLS

_NAMES = ("Workbook", "Book", "WORKBOOK", "BOOK")

_BOF, _EOF, _CONTINUE, _BOUND_SHEET, _FILE_PASS = 0x0809, 0x000A, 0x003C, 0x0085, 0x002F
_SST, _FORMAT, _XF, _CODE_PAGE, _DATE_MODE, _MERGES = 0x00FC, 0x041E, 0x00E0, 0x0042, 0x0022, 0x00E5
_NUMBER, _LABEL, _BOOL_ERR, _RK, _LABEL_SST, _RSTRING = 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6
_MUL_RK, _FORMULA, _STRING = 0x00BD, 0x0006, 0x0207
_MEANINGLESS = 0x0FFF  # no record has this number

# The records that stay, each with the fewest bytes in which it makes sense.
_SHORTEST = {
    **{_BOF: 4, _EOF: 0, _CONTINUE: 0, _BOUND_SHEET: 8, _SST: 8, _FORMAT: 5, _XF: 4},
    **{_CODE_PAGE: 2, _DATE_MODE: 2, _MERGES: 2, _STRING: 3},
    **{_NUMBER: 14, _LABEL: 8, _BOOL_ERR: 8, _RK: 10, _LABEL_SST: 10, _RSTRING: 8, _MUL_RK: 12, _FORMULA: 22},
}
_CELLS = frozenset({_NUMBER, _LABEL, _BOOL_ERR, _RK, _LABEL_SST, _RSTRING, _MUL_RK, _FORMULA})


def disarmed(data: bytes, name: str) -> bytes:
    """A new xls with the values of this one; raises what is wrong with it."""
    try:
        streams = compound.streams(data, _NAMES)
        if "EncryptedPackage" in streams:
            raise PasswordProtectedError(name=name)
        stream = next((streams[n] for n in _NAMES if n in streams), None)
        if stream is None:
            raise WrongFileTypeError(name=name)
        values = _values_only(bytearray(stream), name)
    except compound.BrokenFileError as error:
        raise DamagedFileError(name=name) from error
    return compound.wrapped(bytes(values))


def _values_only(stream: bytearray, name: str) -> bytearray:
    """The stream with every record checked and all but the values made meaningless, in place."""
    head = struct.Struct("<HHHH")
    end = len(stream)
    stream.extend(bytes(8))
    last_row = last_column = position = 0
    while position + 4 <= end:
        kind, length, row, column = head.unpack_from(stream, position)
        body = position + 4
        if body + length > end:
            raise compound.BrokenFileError
        if kind not in _SHORTEST:
            if kind == _FILE_PASS:
                raise PasswordProtectedError(name=name)
            struct.pack_into("<H", stream, position, _MEANINGLESS)
        elif length < _SHORTEST[kind]:
            raise compound.BrokenFileError
        elif kind in _CELLS:
            last_row = max(last_row, row)
            last_column = max(last_column, column + (length // 6 if kind == _MUL_RK else 0))
            if last_row * last_column > MAX_CELLS:
                raise FileTooLargeError(name=name, limit=CELLS_LIMIT)
            if kind == _FORMULA:
                _keep_value(stream, position)
        elif kind == _BOF:
            last_row = last_column = 0
        elif kind in _CHECKS:
            _CHECKS[kind](stream, body, length)
        position = body + length
    return stream[:end]


def _keep_value(stream: bytearray, position: int) -> None:
    """Make a formula with a number a number: the two begin alike. Others keep their kind but lose their tokens."""
    if stream[position + 16 : position + 18] != b"\xff\xff":
        struct.pack_into("<H", stream, position, _NUMBER)
    else:
        struct.pack_into("<H", stream, position + 24, 0)


def _check_sheet(stream: bytearray, body: int, length: int) -> None:
    """A sheet must begin inside the stream."""
    (start,) = struct.unpack_from("<I", stream, body)
    if start >= len(stream) - 8 or length < 8 + stream[body + 6]:
        raise compound.BrokenFileError


def _check_merges(stream: bytearray, body: int, length: int) -> None:
    (count,) = struct.unpack_from("<H", stream, body)
    if length < 2 + 8 * count:
        raise compound.BrokenFileError


_CHECKS: dict[int, Callable[[bytearray, int, int], None]] = {_BOUND_SHEET: _check_sheet, _MERGES: _check_merges}
