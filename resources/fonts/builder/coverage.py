"""Which characters go into which face."""

from enum import Enum, auto
from functools import cache
from pathlib import Path

from builder.originals import FANG
from builder.unihan import name_characters, standard_characters

_SYMBOL_RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x17F),  # Latin with accents: pinyin, guests' names
    (0x2010, 0x203F),  # dashes, quotation marks, the ellipsis
    (0x2460, 0x24FF),  # ① ⑴ ⒈ Ⓐ
    (0x3000, 0x303F),  # Chinese punctuation
    (0x3220, 0x3243),  # ㈠
    (0xFF00, 0xFFEF),  # full-width forms
)
_SINGLE_SYMBOLS = "〇€℃№™←↑→↓√☐☑☒✓✗■□⸺"
_GB2312_SYMBOL_ROWS = range(0xA1, 0xAA)
_GB2312_HAN_ROWS = range(0xB0, 0xF8)
_GB2312_CELLS = range(0xA1, 0xFF)

UNIFIED_IDEOGRAPHS = frozenset(range(0x4E00, 0xA000))
EXTENSION_A = frozenset(range(0x3400, 0x4DC0))


class Coverage(Enum):
    """A set of characters; a face holds those of them that its original has."""

    EVERYDAY = auto()
    """通用规范汉字表, GB 2312 and symbols."""
    FANG = auto()
    """What Fandol has of the everyday characters."""
    FANG_SUPPLEMENT = auto()
    """What Fandol lacks of 通用规范汉字表."""
    RARE = auto()
    """The unified ideographs and extension A without the everyday characters."""
    RARE_EXTENSION = auto()
    """Characters of names beyond the BMP without those of 通用规范汉字表."""


def characters_of(coverage: Coverage, work: Path) -> set[int]:
    """The code points of a coverage; reads the fetched packages."""
    standard = _standard(work)
    everyday = standard | gb2312_han() | _symbols()
    match coverage:
        case Coverage.EVERYDAY:
            return everyday
        case Coverage.FANG:
            return everyday & _fandol(work)
        case Coverage.FANG_SUPPLEMENT:
            return standard - _fandol(work)
        case Coverage.RARE:
            return set(UNIFIED_IDEOGRAPHS | EXTENSION_A) - everyday
        case Coverage.RARE_EXTENSION:
            return name_characters(work) - standard


@cache
def gb2312_han() -> set[int]:
    """The 6,763 ideographs of GB 2312."""
    return _gb2312(_GB2312_HAN_ROWS)


def _symbols() -> set[int]:
    ranges = {character for first, last in _SYMBOL_RANGES for character in range(first, last + 1)}
    return ranges | {ord(symbol) for symbol in _SINGLE_SYMBOLS} | _gb2312(_GB2312_SYMBOL_ROWS)


def _gb2312(rows: range) -> set[int]:
    decoded = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in _GB2312_CELLS)
    return {ord(character) for character in decoded if character}


@cache
def _standard(work: Path) -> set[int]:
    return standard_characters(work)


@cache
def _fandol(work: Path) -> set[int]:
    return set(FANG.open(work).getBestCmap())
