"""Which CID each glyph of a compact font program (CFF) has: PDF readers of such fonts go by CIDs, not by glyphs.

Adobe Technical Note 5176: header, name index, top DICT index; a CID font begins its DICT with ROS and lists the CIDs of
its glyphs as its charset.
"""

import struct
from itertools import pairwise

_ROS, _CHARSET = (12, 30), (15,)


def glyph_cids(program: bytes, glyph_count: int) -> list[int]:
    """The CID of each glyph: its number, unless the program is one with CIDs of its own."""
    _, at = _index(program, program[2])
    top, _ = _index(program, at)
    entries = _dictionary(top[0])
    if _ROS not in entries:
        return list(range(glyph_count))
    return _charset(program, entries.get(_CHARSET, 0), glyph_count)


def _index(program: bytes, at: int) -> tuple[list[bytes], int]:
    """The objects of an INDEX, and where it ends."""
    (count,) = struct.unpack_from(">H", program, at)
    if not count:
        return [], at + 2
    size = program[at + 2]
    places = [
        int.from_bytes(program[at + 3 + size * number : at + 3 + size * (number + 1)], "big")
        for number in range(count + 1)
    ]
    start = at + 2 + size * (count + 1)
    return [program[start + a : start + b] for a, b in pairwise(places)], start + places[-1]


def _dictionary(data: bytes) -> dict[tuple[int, ...], int]:
    """The last whole number before each operator."""
    entries: dict[tuple[int, ...], int] = {}
    number, at = 0, 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            operator = (first, data[at + 1]) if first == 12 else (first,)
            entries[operator] = number
            at += len(operator)
        elif first == 30:  # a real number, half a byte a digit, until one is 15
            at += 1
            while data[at] & 15 != 15 and data[at] >> 4 != 15:
                at += 1
            at += 1
        else:
            number, length = _whole(data, at)
            at += length
    return entries


def _whole(data: bytes, at: int) -> tuple[int, int]:
    """A whole number and how many bytes it takes."""
    first = data[at]
    if first == 28:
        return struct.unpack_from(">h", data, at + 1)[0], 3
    if first == 29:
        return struct.unpack_from(">i", data, at + 1)[0], 5
    if first <= 246:
        return first - 139, 1
    sign = (first - 247) * 256 + data[at + 1] + 108 if first <= 250 else -(first - 251) * 256 - data[at + 1] - 108
    return sign, 2


def _charset(program: bytes, at: int, glyph_count: int) -> list[int]:
    if at <= 2:  # predefined ones are for fonts without CIDs
        return list(range(glyph_count))
    kind, at, cids = program[at], at + 1, [0]
    while len(cids) < glyph_count:
        (first,) = struct.unpack_from(">H", program, at)
        at += 2
        if kind == 0:
            cids.append(first)
            continue
        left = program[at] if kind == 1 else struct.unpack_from(">H", program, at)[0]
        at += kind
        cids += range(first, first + left + 1)
    return cids[:glyph_count]
