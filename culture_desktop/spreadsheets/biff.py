"""The records of an xls workbook, looked at and disarmed before the library parses them.

The library believes record lengths, row and column numbers and formula tokens, takes memory for what a
Dimensions record announces, and panics where they lie. So each record is visited once: what carries cell values
stays, a formula becomes the value it last had, everything else loses its meaning. Source: [MS-XLS].
"""

import struct
from dataclasses import dataclass, field

from culture_desktop.errors import DamagedFileError, FileTooLargeError, PasswordProtectedError, WrongFileTypeError
from culture_desktop.spreadsheets import compound
from culture_desktop.spreadsheets.limits import CELLS_LIMIT, MAX_CELLS
from culture_desktop.spreadsheets.sheet import Layout

_NAMES = ("Workbook", "Book", "WORKBOOK", "BOOK")

_BOF, _EOF, _CONTINUE, _BOUND_SHEET, _FILE_PASS = 0x0809, 0x000A, 0x003C, 0x0085, 0x002F
_SST, _FORMAT, _XF, _CODE_PAGE, _DATE_MODE, _MERGES = 0x00FC, 0x041E, 0x00E0, 0x0042, 0x0022, 0x00E5
_NUMBER, _LABEL, _BOOL_ERR, _RK, _LABEL_SST, _RSTRING = 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6
_MUL_RK, _FORMULA, _STRING = 0x00BD, 0x0006, 0x0207
_ROW, _COLUMNS = 0x0208, 0x007D
_MAX_COLUMNS = 256
_MEANINGLESS = 0x0FFF  # no record has this number

# The records that stay, each with the fewest bytes in which it makes sense.
_SHORTEST = {
    **{_BOF: 4, _EOF: 0, _CONTINUE: 0, _BOUND_SHEET: 8, _SST: 8, _FORMAT: 5, _XF: 4},
    **{_CODE_PAGE: 2, _DATE_MODE: 2, _MERGES: 2, _STRING: 3},
    **{_NUMBER: 14, _LABEL: 8, _BOOL_ERR: 8, _RK: 10, _LABEL_SST: 10, _RSTRING: 8, _MUL_RK: 12, _FORMULA: 22},
}
_CELLS = frozenset({_NUMBER, _LABEL, _BOOL_ERR, _RK, _LABEL_SST, _RSTRING, _MUL_RK, _FORMULA})


def disarmed(data: bytes, name: str) -> tuple[bytes, tuple[Layout, ...]]:
    """A new xls with the values of this one, and what is hidden in each sheet; raises what is wrong with it."""
    try:
        streams = compound.streams(data, _NAMES)
        if "EncryptedPackage" in streams:
            raise PasswordProtectedError(name=name)
        stream = next((streams[n] for n in _NAMES if n in streams), None)
        if stream is None:
            raise WrongFileTypeError(name=name)
        records = _Records(stream, name)
        values = records.disarmed()
    except compound.BrokenFileError as error:
        raise DamagedFileError(name=name) from error
    return compound.wrapped(values), records.layouts()


@dataclass(slots=True)
class _Hidden:
    """The rows, as in Excel, and columns, from 0, that a sheet does not show."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


class _Records:
    """A walk over the records of a stream that leaves only the values."""

    def __init__(self, stream: bytes, name: str) -> None:
        self._stream = bytearray(stream)
        self._name = name
        self._depth = 0
        self._begun: dict[int, _Hidden] = {}
        self._announced: list[int] = []
        self._sheet = _Hidden()

    def disarmed(self) -> bytes:
        """The stream with every record checked and all but the values made meaningless.

        A large list has a million cell records, so their branch does no more than it must.
        """
        stream, unpack, shortest = self._stream, struct.Struct("<HHHH").unpack_from, _SHORTEST.get
        last_row = last_column = position = 0
        end = len(stream)
        stream.extend(bytes(8))
        while position + 4 <= end:
            kind, length, row, column = unpack(stream, position)
            if length < shortest(kind, 0):
                raise compound.BrokenFileError
            if kind in _CELLS:
                if kind == _MUL_RK:
                    column += length // 6
                elif kind == _FORMULA:
                    self._keep_value(position)
                if row > last_row or column > last_column:
                    last_row, last_column = max(last_row, row), max(last_column, column)
                    if last_row * last_column > MAX_CELLS:
                        raise FileTooLargeError(name=self._name, limit=CELLS_LIMIT)
            elif self._begins_sheet(kind, position, length):
                last_row = last_column = 0
            position += 4 + length
        if position > end or any(start not in self._begun for start in self._announced):
            raise compound.BrokenFileError
        return bytes(stream[:end])

    def layouts(self) -> tuple[Layout, ...]:
        """What is hidden in each sheet, in the workbook's order."""
        found = {
            start: Layout((), tuple(sorted(hidden.rows)), tuple(sorted(hidden.columns)))
            for start, hidden in self._begun.items()
        }
        return tuple(found[start] for start in self._announced)

    def _begins_sheet(self, kind: int, position: int, length: int) -> bool:
        """Deal with a record that is no cell; True where a sheet of its own begins, not a chart inside one."""
        if kind == _BOF:
            self._depth += 1
            if self._depth == 1:
                self._sheet = self._begun[position] = _Hidden()
                return True
        elif kind == _EOF:
            self._depth = max(self._depth - 1, 0)
        elif kind == _FILE_PASS:
            raise PasswordProtectedError(name=self._name)
        elif kind == _BOUND_SHEET:
            self._announced.append(self._sheet_start(position + 4, length))
        elif kind == _MERGES:
            if length < 2 + 8 * self._number(position + 4, 2):
                raise compound.BrokenFileError
        elif kind not in _SHORTEST:
            self._note_hidden(kind, position + 4, length)
            struct.pack_into("<H", self._stream, position, _MEANINGLESS)
        return False

    def _note_hidden(self, kind: int, body: int, length: int) -> None:
        """Remember a row or columns that are not shown."""
        if kind == _ROW and length >= 14 and self._stream[body + 12] & 0x20:
            self._sheet.rows.add(self._number(body, 2) + 1)
        elif kind == _COLUMNS and length >= 10 and self._stream[body + 8] & 1:
            self._sheet.columns.update(range(self._number(body, 2), min(self._number(body + 2, 2) + 1, _MAX_COLUMNS)))

    def _keep_value(self, position: int) -> None:
        """Make a formula with a number a number: the two begin alike. Others keep their kind but lose their tokens."""
        if self._stream[position + 16 : position + 18] != b"\xff\xff":
            struct.pack_into("<H", self._stream, position, _NUMBER)
        else:
            self._stream[position + 24 : position + 26] = b"\0\0"

    def _sheet_start(self, body: int, length: int) -> int:
        """Where a sheet says it begins; its name must fit into the record."""
        if length < 8 + self._stream[body + 6]:
            raise compound.BrokenFileError
        return self._number(body, 4)

    def _number(self, start: int, size: int) -> int:
        return int.from_bytes(self._stream[start : start + size], "little")
