"""What stands on one page: cells, keys and records; garbage yields less, never an exception.

Source: https://www.sqlite.org/fileformat2.html, sections 1.5 to 2.1.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from culture_desktop.database.pages.file import PageFile

Value = int | float | str | bytes | None
_MOST_CHAIN = 4096  # pages of one record
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Kind(IntEnum):
    """The byte a b-tree page begins with."""

    INDEX_INTERIOR = 2
    TABLE_INTERIOR = 5
    INDEX_LEAF = 10
    TABLE_LEAF = 13


@dataclass(frozen=True)
class Cell:
    """``child`` 0 on a leaf; ``rowid`` only in tables; ``chain`` is the first page of what did not fit, or 0."""

    child: int = 0
    rowid: int = 0
    start: bytes = b""
    length: int = 0
    chain: int = 0


@dataclass(frozen=True)
class Node:
    """A b-tree page; ``last`` is the child right of all cells."""

    kind: Kind
    cells: tuple[Cell, ...]
    last: int = 0

    @property
    def interior(self) -> bool:
        """Whether it leads to other pages."""
        return self.kind in (Kind.INDEX_INTERIOR, Kind.TABLE_INTERIOR)


def node(content: bytes, number: int) -> Node | None:
    """The page as a part of a b-tree; None when it is none."""
    head = 100 if number == 1 else 0
    try:
        kind = Kind(content[head])
    except (ValueError, IndexError):
        return None
    interior = kind in (Kind.INDEX_INTERIOR, Kind.TABLE_INTERIOR)
    count = int.from_bytes(content[head + 3 : head + 5], "big")
    first = head + (12 if interior else 8)
    last = int.from_bytes(content[head + 8 : head + 12], "big") if interior else 0
    cells = []
    for at in range(first, min(first + 2 * count, len(content) - 1), 2):
        try:
            cells.append(_cell(content, int.from_bytes(content[at : at + 2], "big"), kind))
        except (IndexError, ValueError):
            continue
    return Node(kind, tuple(cells), last)


def payload(file: PageFile, cell: Cell) -> bytes:
    """The whole record of a cell, gathered from the pages it runs over."""
    parts, missing, page = [cell.start], cell.length - len(cell.start), cell.chain
    for _ in range(_MOST_CHAIN):
        if missing <= 0 or not page:
            break
        content = file.read(page)
        parts.append(content[4 : 4 + missing])
        missing -= len(parts[-1])
        page = int.from_bytes(content[:4], "big")
    return b"".join(parts)


def chain(file: PageFile, cell: Cell) -> Iterator[int]:
    """The pages a record runs over."""
    page = cell.chain
    for _ in range(_MOST_CHAIN):
        if not 1 < page <= file.count:
            return
        yield page
        page = int.from_bytes(file.read(page)[:4], "big")


def record(data: bytes) -> tuple[Value, ...]:
    """The values of a record; those that cannot be read are left off."""
    values: list[Value] = []
    try:
        length, at = _varint(data, 0)
        body = length
        while at < length:
            serial, at = _varint(data, at)
            size = _size(serial)
            piece = data[body : body + size]
            if len(piece) < size:
                break
            values.append(_value(serial, piece))
            body += size
    except (IndexError, ValueError):
        pass
    return tuple(values)


def _cell(content: bytes, at: int, kind: Kind) -> Cell:
    child = 0
    if kind in (Kind.INDEX_INTERIOR, Kind.TABLE_INTERIOR):
        child = int.from_bytes(content[at : at + 4], "big")
        at += 4
    if kind is Kind.TABLE_INTERIOR:
        return Cell(child, _signed(_varint(content, at)[0]))
    length, at = _varint(content, at)
    rowid = 0
    if kind is Kind.TABLE_LEAF:
        rowid, at = _varint(content, at)
    local = _local(length, len(content), kind)
    over = int.from_bytes(content[at + local : at + local + 4], "big") if local < length else 0
    return Cell(child, _signed(rowid), content[at : at + local], length, over)


def _local(length: int, usable: int, kind: Kind) -> int:
    """How much of a record stays on its page."""
    most = usable - 35 if kind is Kind.TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    wanted = least + (length - least) % (usable - 4)
    return wanted if wanted <= most else least


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9


def _signed(value: int) -> int:
    return value - 2**64 if value >= 2**63 else value


def _size(serial: int) -> int:
    if serial in _INTEGERS:
        return _INTEGERS[serial]
    if serial == 7:
        return 8
    return (serial - 12) // 2 if serial >= 12 else 0


def _value(serial: int, piece: bytes) -> Value:
    if serial in _INTEGERS:
        return int.from_bytes(piece, "big", signed=True)
    if serial == 7:
        found: float = struct.unpack(">d", piece)[0]
        return found
    if serial >= 12:
        return piece.decode("utf-8", "replace") if serial % 2 else piece
    return serial - 8 if serial in (8, 9) else None
