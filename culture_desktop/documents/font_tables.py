"""What a font file says of itself: names, whether it may go into documents, how it is drawn.

Only the tables asked for are read, not the tens of megabytes of outlines (OpenType 1.9: file structure, name, OS/2).
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

_MOST_FONTS = 64  # of a collection
_MOST_TABLES = 128
_LONGEST_TABLE = 2_000_000  # bytes of names: far more than any font has
_FAMILY, _FULL, _TYPOGRAPHIC = 1, 4, 16  # name IDs
_SIMPLIFIED = 1 << 18  # code page 936, of ulCodePageRange1
_HAN = re.compile("[㐀-鿿]")
_RESTRICTED, _PREVIEW_OR_EDIT, _WHOLE_ONLY, _BITMAPS_ONLY = 0x0002, 0x000C, 0x0100, 0x0200  # of fsType


class FontTables(NamedTuple):
    """One font of a file, the ``number``-th; ``names`` are all it goes by, the one to show first.

    ``refusal`` says why no document can have it; empty when nothing speaks against it.
    """

    number: int
    names: tuple[str, ...]
    chinese: bool
    refusal: str


class BrokenFontError(ValueError):
    """The file is no font, or damaged."""


def read_fonts(path: Path) -> tuple[FontTables, ...]:
    """The fonts of a file, several of a collection; raises BrokenFontError or OSError."""
    with path.open("rb") as file:
        try:
            return tuple(_read(file, start, index) for index, start in enumerate(_starts(file)))
        except (struct.error, IndexError, OverflowError) as error:
            raise BrokenFontError(path.name) from error


def _starts(file: BinaryIO) -> tuple[int, ...]:
    """Where each font's table directory begins."""
    tag = file.read(4)
    if tag in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
        return (0,)
    if tag != b"ttcf":
        raise BrokenFontError("no font")
    (count,) = struct.unpack(">4xI", file.read(8))
    if count > _MOST_FONTS:
        raise BrokenFontError("too many fonts")
    return struct.unpack(f">{count}I", file.read(4 * count))


def _read(file: BinaryIO, start: int, index: int) -> FontTables:
    file.seek(start)
    (count,) = struct.unpack(">4xH6x", file.read(12))
    if count > _MOST_TABLES:
        raise BrokenFontError("too many tables")
    places = {}
    for _ in range(count):
        tag, offset, length = struct.unpack(">4s4xII", file.read(16))
        places[tag] = offset, length
    size = file.seek(0, 2)
    if any(offset + length > size for offset, length in places.values()):
        raise BrokenFontError("cut short")
    names = _names(_table(file, places, b"name"))
    if not names or b"cmap" not in places:
        raise BrokenFontError("no names")
    properties = _table(file, places, b"OS/2") if b"OS/2" in places else b""
    ranges = struct.unpack(">78xI", properties[:82])[0] if len(properties) >= 82 else 0
    chinese = bool(ranges & _SIMPLIFIED) or any(map(_HAN.search, names))
    return FontTables(index, names, chinese, _refusal(properties, frozenset(places)))


def _table(file: BinaryIO, places: dict[bytes, tuple[int, int]], tag: bytes) -> bytes:
    offset, length = places.get(tag, (0, 0))
    if length > _LONGEST_TABLE:
        raise BrokenFontError("a table without end")
    file.seek(offset)
    return file.read(length)


def _refusal(properties: bytes, tables: frozenset[bytes]) -> str:
    """Why a document cannot have the font: by its maker's will, or by how it is drawn."""
    if not tables & {b"glyf", b"CFF "}:
        return "这种字体（点阵或可变 CFF2）不能放进 PDF"
    rights = struct.unpack(">8xH", properties[:10])[0] if len(properties) >= 10 else 0
    if rights & _RESTRICTED and not rights & _PREVIEW_OR_EDIT:
        return "字体厂商不许把它嵌入文书"
    if rights & _BITMAPS_ONLY:
        return "字体厂商只许嵌入它的点阵"
    if rights & _WHOLE_ONLY:
        return "字体厂商不许只嵌入用到的字，整套嵌入又太大"
    return ""


def _names(table: bytes) -> tuple[str, ...]:
    """Full and family names, Chinese before others, each once."""
    found = sorted(_records(table), key=lambda record: (record[0], record[1]))
    return tuple(dict.fromkeys(name for _, _, name in found))


def _records(table: bytes) -> Iterator[tuple[bool, int, str]]:
    """Each name: whether it is in Latin letters, how far behind its kind stands, itself."""
    count, strings = struct.unpack(">2xHH", table[:6])
    for at in range(6, 6 + 12 * count, 12):
        platform, encoding, _, kind, length, offset = struct.unpack(">6H", table[at : at + 12])
        if kind not in (_FULL, _FAMILY, _TYPOGRAPHIC):
            continue
        raw = table[strings + offset : strings + offset + length]
        name = _decoded(raw, platform, encoding).replace("\x00", "").strip()
        if name:
            yield not _HAN.search(name), (_FULL, _FAMILY, _TYPOGRAPHIC).index(kind), name


def _decoded(raw: bytes, platform: int, encoding: int) -> str:
    """A name as its platform writes it; old Chinese fonts use GBK, in Windows with a zero before ASCII."""
    if platform == 1:
        return raw.decode("gbk" if encoding == 25 else "mac_roman", "ignore")
    if (platform, encoding) == (3, 3):
        return raw.replace(b"\x00", b"").decode("gbk", "ignore")
    return raw.decode("utf-16-be", "ignore")
