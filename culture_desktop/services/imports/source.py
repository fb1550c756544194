"""What all imports share: opening the list, reading its cells by field, the state stamp, giving bad rows back."""

import gc
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import compress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.errors import PreviewOutdatedError
from culture_desktop.models.base import Timestamped
from culture_desktop.progress import Progress
from culture_desktop.rules.names import normalise
from culture_desktop.services.imports.preview import (
    EXTRA,
    SHEET_STRIDE,
    CellProblem,
    Choices,
    ImportPreview,
    ImportRow,
    place_of,
)
from culture_desktop.services.people.contacts import MASKS
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import CellError, parse_name, text
from culture_desktop.spreadsheets.writer import write_rejected as write_rejected_rows

T = TypeVar("T")
Parser = Callable[[Cell], Any]
_PROGRESS_EVERY = 2000
_LONGEST_SHOWN = 60


def parse_person_name(cell: Cell) -> str:
    """A person's name as it is stored: official lists set two characters apart (``王　静``)."""
    return normalise(parse_name(cell))


def field_choices(kind: str) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of list as (key, title)."""
    return tuple((field.key, field.title) for field in fields(kind))


@contextmanager
def many_objects() -> Iterator[None]:
    """While a list is in work: no search for cycles in millions of objects that have none (a third of the time)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # Into the oldest generation with what there is, unlooked at; as young ones all would be searched at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@dataclass(slots=True)
class SourceRow:
    """A row while it is judged: what it gives, and what is wrong with it."""

    source: "SourceRows"
    number: int
    values: dict[str, Any]
    problems: list[CellProblem]

    def refuse(self, key: str, reason: str) -> None:
        """Note a problem in a cell, unless that cell has one already."""
        problem = self.source.problem(self.number, key, reason)
        if all(known.column != problem.column for known in self.problems):
            self.problems.append(problem)


class SourceRows:
    """The data rows of a table with their cells understood, column by column, since most cells of one repeat.

    Rows of ``further`` tables follow, each by its number as ``ImportRow.row`` has it; ``skipped`` are numbers of rows
    to be passed over. ``stored`` holds, by field, values on record: a cell that is one means itself.
    """

    def __init__(
        self,
        table: Table,
        parsers: Mapping[str, Parser],
        titles: Mapping[str, str],
        progress: Progress,
        *,
        further: Sequence[Table] = (),
        skipped: Collection[int] = (),
        stored: Mapping[str, Collection[str | None]] | None = None,
    ) -> None:
        self.tables = (table, *further)
        self._titles, self._progress = titles, progress
        every = [at * SHEET_STRIDE + number for at, found in enumerate(self.tables) for number, _ in found.data()]
        self._taken = [number not in skipped for number in every] if skipped else None
        self.numbers = self._kept(every)
        self._refused: dict[int, list[tuple[str, str]]] = {}
        self._columns: dict[str, list[Any]] = {}
        extra = dict.fromkeys(EXTRA + title for found in self.tables for title in found.unknown_columns)
        keys = dict.fromkeys(key for found in self.tables for key in found.columns) | extra
        wanted = [key for key in keys if key in parsers]
        for key in wanted:
            progress(len(self._columns), len(wanted), f"正在识别“{titles.get(key, key)}”")
            self._columns[key] = self._understood(key, parsers[key], (stored or {}).get(key, ()))

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[SourceRow]:
        return (row for _index, row in self.without(()))

    def without(self, passed: Container[int]) -> Iterator[tuple[int, SourceRow]]:
        """The rows with their places among the data rows, but for those at some places."""
        for index, cells in enumerate(zip(*self._columns.values(), strict=True)):
            if index % _PROGRESS_EVERY == 0:
                self._progress(index, len(self.numbers), "正在核对")
            if index not in passed:
                yield index, self._row(index, cells)

    def at(self, index: int) -> SourceRow:
        """The row at a place among the data rows."""
        return self._row(index, tuple(column[index] for column in self._columns.values()))

    def _row(self, index: int, cells: tuple[Any, ...]) -> SourceRow:
        values = dict(zip(self._columns, cells, strict=True))
        if None in cells:
            values = {key: value for key, value in values.items() if value is not None}
        row = SourceRow(self, self.numbers[index], values, [])
        for key, reason in self._refused.get(index, ()):
            row.refuse(key, reason)
        return row

    @property
    def keys(self) -> Collection[str]:
        """The fields that the rows speak of."""
        return self._columns.keys()

    @property
    def refused(self) -> Collection[int]:
        """The places of rows with cells that cannot be taken."""
        return self._refused.keys()

    def column(self, key: str) -> list[Any]:
        """What a field holds in every row, None where it says nothing that can be taken."""
        return self._columns.get(key) or [None] * len(self.numbers)

    def written(self, number: int, key: str) -> Cell:
        """The cell itself; "" where there is no column."""
        table = self.tables[number // SHEET_STRIDE]
        position = _position(table, key)
        return "" if position is None else table.sheet.row(number % SHEET_STRIDE)[position]

    def cells(self, key: str) -> list[Cell]:
        """What the data rows hold in the column of a field, or in the one with this title."""
        found: list[Cell] = []
        for table in self.tables:
            position = _position(table, key)
            found += [""] * table.count if position is None else [row[position] for _, row in table.data()]
        return self._kept(found)

    def place(self, number: int) -> str:
        """Where a row stands, in words."""
        return place_of(self.tables, number)

    def problem(self, number: int, key: str, reason: str) -> CellProblem:
        """A cell that cannot be taken, under the file's own column title."""
        table = self.tables[number // SHEET_STRIDE]
        position = _position(table, key)
        if position is None:
            return CellProblem(number, self._titles.get(key, key), "", reason)
        written = text(self.written(number, key))
        shown = MASKS[key](written) if key in MASKS else written
        return CellProblem(number, table.titles[position], shown[:_LONGEST_SHOWN], reason)

    def _kept(self, values: list[T]) -> list[T]:
        return values if self._taken is None else list(compress(values, self._taken))

    def _understood(self, key: str, parse: Parser, stored: Collection[str | None]) -> list[Any]:
        meanings = _Meanings(parse, stored)
        values = [meanings[cell] for cell in self.cells(key)]
        if meanings.any_refused:
            for index, value in enumerate(values):
                if isinstance(value, _Refusal):
                    self._refused.setdefault(index, []).append((key, value.reason))
                    values[index] = None
        return values


def _position(table: Table, key: str) -> int | None:
    """The column of a field, or the one that no field claims and that is to be kept as it is."""
    if not key.startswith(EXTRA):
        return table.columns.get(key)
    return next((at for at in table.unknown if table.titles[at] == key.removeprefix(EXTRA)), None)


@dataclass(frozen=True, slots=True)
class _Refusal:
    reason: str


class _Meanings(dict[Cell, Any]):
    """What the cells of a column mean; None for an empty one."""

    def __init__(self, parse: Parser, stored: Collection[str | None]) -> None:
        super().__init__((value, value) for value in stored if value)
        self[""] = None
        self._parse = parse
        self.any_refused = False

    def __missing__(self, cell: Cell) -> Any:
        value: Any
        try:
            value = self._parse(cell)
        except CellError as error:
            value = _Refusal(error.reason)
            self.any_refused = True
        if value == "":
            value = None
        # Numbers are not kept: 1, 1.0 and True would share one entry.
        if isinstance(cell, str | date):
            self[cell] = value
        return value


def stamp_of(session: Session, *models: type[Timestamped]) -> tuple[object, ...]:
    """Row count and latest change of some tables: equal stamps mean that nothing was written in between."""
    return tuple(
        value
        for model in models
        for value in session.execute(select(func.count(), func.max(model.changed_at)).select_from(model)).one()
    )


def require_unchanged(preview: ImportPreview, stamp: tuple[object, ...]) -> None:
    """Raise PreviewOutdatedError when the data was written to after the preview."""
    if stamp != preview.stamp:
        raise PreviewOutdatedError


def reason_of(row: ImportRow) -> str:
    """Why a row is not written, for the column 原因."""
    if row.problems:
        return "；".join(f"{problem.column}：{problem.reason}" for problem in row.problems)
    names = "、".join(f"{candidate.name} {candidate.number}" for candidate in row.candidates)
    return f"不能确定是谁：{names}"


def write_rejected(preview: ImportPreview, path: Path, choices: Choices) -> Done[Path]:
    """Give the rows that are not written back as xlsx, in the file's own layout with the reason.

    They are the user's own rows, to be corrected: their numbers stand in them as in the file, none is masked.
    """
    rejected = [row for row in preview.rejected if row.row not in choices]
    sheet = preview.table.sheet
    write_rejected_rows(path, preview.table.titles, ((row.row, sheet.row(row.row), reason_of(row)) for row in rejected))
    return Done(path, frozenset(), f"已导出 {len(rejected)} 行到“{path.name}”")
