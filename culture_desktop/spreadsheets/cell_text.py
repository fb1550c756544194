"""The text of a cell as a person reads it, and the error of a cell that does not hold what it should."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from culture_desktop.spreadsheets.sheet import Cell

_SPACES = re.compile(r"[\s\u00a0\u3000]+")
# Control and zero-width characters that come along from web pages and PDF files.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_FOLDED = {ord("０") + i: chr(ord("0") + i) for i in range(10)}
_FOLDED |= {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)} | {ord("ａ") + i: chr(ord("a") + i) for i in range(26)}
_TO_CLEAN = re.compile(f"{_INVISIBLE.pattern}|[\\s\u00a0\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|^'[=+@-]")

_TEXT_MARKS = "'`\u2018\u2019"


class CellError(ValueError):
    """A cell that does not hold what its column is for; ``reason`` is a short Chinese phrase."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def text(cell: Cell) -> str:
    """What a person reads in the cell: trimmed, NFC, full-width letters, digits and spaces made half-width."""
    if isinstance(cell, str):
        return _clean(cell) if cell else ""
    return _shown(cell)


def plain(cell: Cell) -> str:
    """The text of a number, date or code: marks of full width made ASCII, the apostrophe that keeps digits text gone."""
    found = text(cell)
    if not found.isascii():
        found = unicodedata.normalize("NFKC", found)
    bare = found.lstrip(_TEXT_MARKS)
    return bare if bare != found and bare[:1].isalnum() else found


def samples(cells: Iterable[Cell], count: int = 3) -> tuple[str, ...]:
    """The first few different texts among cells, empty ones left out."""
    found: dict[str, None] = {}
    for cell in cells:
        if shown := text(cell):
            found[shown] = None
            if len(found) == count:
                break
    return tuple(found)


@lru_cache(maxsize=8192)
def _clean(cell: str) -> str:
    """Cleaned text; units and the like repeat in thousands of rows, hence the cache."""
    if _TO_CLEAN.search(cell):
        # The mark that keeps a spreadsheet from running a text as a formula, as in our own csv files.
        if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r"):
            cell = cell[1:]
        cell = _SPACES.sub(" ", _INVISIBLE.sub("", cell)).strip().translate(_FOLDED)
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


def _shown(cell: float | bool | date | time | timedelta) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).upper()
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    if isinstance(cell, time):
        return cell.isoformat("seconds" if cell.second else "minutes")
    return str(cell)
