"""Lists of names in tidy columns: names over names, units over units; a long one takes the next columns too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import CHARACTER, PITCH, SMALL, TYPE_AREA, ascent, heading_rows
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Row, Source, Text
from culture_desktop.documents.text import text_width

_FACE = Face.FANG
_INDENT = 2 * CHARACTER
_NAME = 4.0  # characters of room for a name in front of a unit
_GAP = 0.8  # characters of white between an entry and the next, and between a name and its unit
_TIDY = 0.9  # share of entries that must fit one cell for a grid to look tidy
_SIZES = (CHARACTER, SMALL, 12.0)


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A person with the unit, or a team (then ``unit`` may be empty); both ready to print."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NameGroup:
    """A heading and the names below it, in the order in which they are printed."""

    heading: str
    entries: tuple[NameEntry, ...]


class _Grid(NamedTuple):
    size: float
    columns: int

    @property
    def cell(self) -> float:
        return (TYPE_AREA.width - _INDENT) / self.columns

    def unit_offset(self, entry: NameEntry) -> float:
        """From the entry's left edge to its unit."""
        return max(_NAME * self.size, text_width(entry.name, _FACE, self.size)) + _GAP * self.size

    def width(self, entry: NameEntry) -> float:
        """The room an entry takes, with the white behind it."""
        end = text_width(entry.name, _FACE, self.size)
        if entry.unit:
            end = self.unit_offset(entry) + text_width(entry.unit, _FACE, self.size)
        return end + _GAP * self.size

    def is_tidy(self, entries: Sequence[NameEntry]) -> bool:
        """Whether nearly all entries fit one cell."""
        return sum(self.width(entry) <= self.cell for entry in entries) >= _TIDY * len(entries)


def _grid(entries: Sequence[NameEntry], size: float) -> _Grid | None:
    """The grid with the most columns in which the entries look tidy at this size."""
    columns = (2,) if any(entry.unit for entry in entries) else (5, 4, 3, 2)
    grids = (_Grid(size, count) for count in columns)
    return next((grid for grid in grids if grid.is_tidy(entries)), None)


def list_size(lists: Iterable[Sequence[NameEntry]]) -> float:
    """The largest type in which every list of a paper that can stand in columns does: one size throughout."""
    sizes = [next((size for size in _SIZES if _grid(entries, size)), CHARACTER) for entries in lists]
    return min(sizes, default=CHARACTER)


def name_rows(entries: Sequence[NameEntry], size: float, field: str) -> list[Row]:
    """The rows of a list, its entries in reading order; ``field`` names the list in messages."""
    grid = _grid(entries, size) or _Grid(size, 1)
    rows: list[Row] = []
    marks: list[Text] = []
    problem: Problem | None = None
    column = 0
    for entry in entries:
        cells = ceil((grid.width(entry) - _GAP * grid.size) / grid.cell)
        if column and column + cells > grid.columns:
            rows.append(_row(grid, marks, problem))
            marks, problem, column = [], None, 0
        if cells > grid.columns:
            problem = Problem(entry.name, field)
        marks += _entry_marks(entry, grid, _INDENT + column * grid.cell, field)
        column += cells
    return [*rows, _row(grid, marks, problem)] if marks else rows


def _row(grid: _Grid, marks: Sequence[Text], problem: Problem | None) -> Row:
    return Row(grid.size * PITCH / CHARACTER, tuple(marks), problem=problem)


def _entry_marks(entry: NameEntry, grid: _Grid, x: float, field: str) -> list[Text]:
    source, baseline = Source(entry.name, field), ascent(_FACE, grid.size)
    marks = [Text(source, x, baseline, entry.name, _FACE, grid.size)]
    if entry.unit:
        marks.append(Text(source, x + grid.unit_offset(entry), baseline, entry.unit, _FACE, grid.size))
    return marks


def group_rows(groups: Sequence[NameGroup], source: Source, field: str) -> list[Row]:
    """Each group with its heading, all names of the paper in one size."""
    size = list_size(group.entries for group in groups)
    rows: list[Row] = []
    for group in groups:
        rows += heading_rows(group.heading, source)
        rows += name_rows(group.entries, size, field)
    return rows
