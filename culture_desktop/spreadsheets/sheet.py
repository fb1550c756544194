"""A sheet as it was read: raw cells, and every row under the number a person counts in Excel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# What a cell can hold. An empty cell is the empty string.
Cell = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows as in Excel, columns from 0, all ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet says besides its cells: rows as in Excel, columns from 0 at A."""

    merges: tuple[Merge, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file. ``rows`` are equally long; ``rows[0]`` is the row ``first_row`` of the file.

    ``first_column`` is the column of the file, from 0 at A, that stands first in the rows. Hidden and filtered rows
    are there like all others; ``hidden_rows`` are their numbers, ``hidden_columns`` positions in the rows.
    ``visible_sheets`` are the names of all sheets of the file that the user can see.
    """

    file: str
    name: str
    rows: list[list[Cell]]
    first_row: int = 1
    merges: tuple[Merge, ...] = ()
    first_column: int = 0
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    visible_sheets: tuple[str, ...] = ()

    @property
    def last_row(self) -> int:
        """The number of the last row that holds anything."""
        return self.first_row + len(self.rows) - 1

    def row(self, number: int) -> list[Cell]:
        """The cells of a row by its number in the file; rows above the first are empty."""
        return self.rows[number - self.first_row] if number >= self.first_row else []

    def column_name(self, position: int) -> str:
        """What a column without a title of its own is called, counted as in Excel: ``第3列``."""
        return f"第{self.first_column + position + 1}列"

    def numbered(self) -> Iterator[tuple[int, list[Cell]]]:
        """Each row with its number in the file."""
        return enumerate(self.rows, self.first_row)


def arranged(file: str, name: str, rows: list[list[Cell]], first: tuple[int, int], layout: Layout) -> Sheet:
    """A sheet from rows whose first cell stands in this row and column of the file, both from 0."""
    row, column = first
    width = len(rows[0]) if rows else 0
    merges = tuple(Merge(m.top, m.left - column, m.bottom, m.right - column) for m in layout.merges if m.left >= column)
    fill_down(rows, row + 1, merges)
    hidden_rows = tuple(number for number in layout.hidden_rows if row < number <= row + len(rows))
    hidden_columns = tuple(n - column for n in layout.hidden_columns if column <= n < column + width)
    return Sheet(file, name, rows, row + 1, merges, column, hidden_rows, hidden_columns)


def is_blank(row: list[Cell]) -> bool:
    """Whether nothing, or only spaces, stand in the row."""
    return row.count("") == len(row) or not any(cell.strip() if isinstance(cell, str) else True for cell in row)


def fill_down(rows: list[list[Cell]], first_row: int, merges: tuple[Merge, ...]) -> None:
    """Repeat the value of a cell merged over several rows in each of them, except in otherwise blank rows."""
    # Ranges of a sound file do not overlap; those of any other may not cost more than its cells.
    left_to_visit = len(rows) * len(rows[0]) if rows else 0
    for merge in merges:
        top, bottom = merge.top - first_row, min(merge.bottom - first_row, len(rows) - 1)
        if top < 0 or bottom <= top or merge.left >= len(rows[top]):
            continue
        value = rows[top][merge.left]
        left_to_visit -= bottom - top
        if value == "" or left_to_visit < 0:
            continue
        for row in rows[top + 1 : bottom + 1]:
            if row[merge.left] == "" and not is_blank(row):
                row[merge.left] = value
