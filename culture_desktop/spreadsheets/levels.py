"""A unit written in several columns, one for each level: which columns those are, in their order, and their path.

``公司｜部门｜班组`` and ``一级部门｜二级部门｜三级部门`` are one field, joined from the top down.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.fields import Field
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.titles import forms, normal
from culture_desktop.spreadsheets.values import parse_units

AND = "＋"
"""What stands between the names of columns that are joined, in a mapping."""
_AND = re.compile(r"\s*[+＋]\s*")
_NOTHING = frozenset({"无", "暂无", "没有", "na", "n/a", "null", "none"})
_SEPARATOR = "/"
_Place = tuple[int, int]


class Levels:
    """The titles by which the levels of a field are known, and how they stand to each other."""

    def __init__(self, field: Field) -> None:
        self._places: dict[str, _Place] = {}
        for at, level in enumerate(field.levels):
            for part, titles in enumerate((level.titles, *level.parts)):
                self._places |= dict.fromkeys(map(normal, titles), (at, part))

    def __contains__(self, title: str) -> bool:
        return self._place(title) is not None

    def in_order(self, titles: Mapping[int, str]) -> tuple[int, ...]:
        """The columns (position: title) from the top down; empty where one is of no level, or two are of the same.

        Parts of a level (一级部门, 二级部门) are left out where a column stands for the whole of it (部门).
        """
        places = {column: place for column, title in titles.items() if (place := self._place(title)) is not None}
        whole = {level for level, part in places.values() if not part}
        kept = {column: place for column, place in places.items() if not place[1] or place[0] not in whole}
        if len(places) < len(titles) or len(set(kept.values())) < len(kept):
            return ()
        return tuple(sorted(kept, key=kept.__getitem__))

    def _place(self, title: str) -> _Place | None:
        return next((self._places[form] for form in forms(title) if form in self._places), None)


def named(title: str) -> list[str]:
    """The columns that a mapping names for one field."""
    return [part for part in _AND.split(title) if part]


def joined(cells: Iterable[Cell]) -> str:
    """The path that the cells of one row give; levels left blank are left out.

    A cell that begins with what the one above ends with goes on from there: ``客服部`` and ``客服部/一班`` are two
    levels, as are ``客服部`` and ``客服部``, one.
    """
    written = [cell for cell in map(text, cells) if _says_something(cell)]
    parts = [parse_units(cell) for cell in written]
    if any(len(units) > 1 for units in parts):
        return _SEPARATOR.join(written)
    path: tuple[str, ...] = ()
    for units in parts:
        path = _gone_on(path, units[0])
    return _SEPARATOR.join(path)


def joined_rows(columns: Iterable[Iterable[Cell]]) -> list[str]:
    """The paths that whole columns give, row by row."""
    rows = list(zip(*(map(text, column) for column in columns), strict=True))
    paths = {row: joined(row) for row in set(rows)}
    return list(map(paths.__getitem__, rows))


def _says_something(cell: str) -> bool:
    return bool(normal(cell)) and cell.casefold() not in _NOTHING and bool(parse_units(cell))


def _gone_on(path: tuple[str, ...], below: Sequence[str]) -> tuple[str, ...]:
    common = next(n for n in range(min(len(path), len(below)), -1, -1) if path[len(path) - n :] == tuple(below[:n]))
    return (*path, *below[common:])
