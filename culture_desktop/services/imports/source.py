"""What all imports share: opening the list, reading its cells by field, the state stamp, giving bad rows back."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.errors import PreviewOutdatedError
from culture_desktop.models.base import Timestamped
from culture_desktop.progress import Progress
from culture_desktop.rules.names import normalise
from culture_desktop.services.imports.preview import CellProblem, Choices, ImportPreview, ImportRow
from culture_desktop.services.people.contacts import MASKS
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.spreadsheets.reader import sheet_names
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table, open_table
from culture_desktop.spreadsheets.values import CellError, parse_name, text
from culture_desktop.spreadsheets.writer import write_rejected as write_rejected_rows

Parser = Callable[[Cell], Any]
_PROGRESS_EVERY = 2000
_LONGEST_SHOWN = 60


def parse_person_name(cell: Cell) -> str:
    """A person's name as it is stored: official lists set two characters apart (``王　静``)."""
    return normalise(parse_name(cell))


def field_choices(kind: str) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of list as (key, title)."""
    return tuple((field.key, field.title) for field in fields(kind))


def open_source(
    kind: str, path: Path, sheet: str | None, mapping: Mapping[str, str] | None, progress: Progress
) -> tuple[Table, tuple[str, ...]]:
    """The table in a file and the names of its sheets."""
    table = open_table(path, fields(kind), sheet, mapping, progress)
    return table, sheet_names(path)


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
    """The data rows of a table with their cells understood, column by column, since most cells of one repeat."""

    def __init__(
        self, table: Table, parsers: Mapping[str, Parser], titles: Mapping[str, str], progress: Progress
    ) -> None:
        self._table, self._titles, self._progress = table, titles, progress
        self.numbers = [number for number, _ in table.data()]
        self._refused: dict[int, list[tuple[str, str]]] = {}
        self._columns: dict[str, list[Any]] = {}
        for key, position in table.columns.items():
            if key in parsers:
                progress(len(self._columns), len(table.columns), f"正在识别“{table.titles[position]}”")
                self._columns[key] = self._understood(key, table.cells(key), parsers[key])

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[SourceRow]:
        for index, cells in enumerate(zip(*self._columns.values(), strict=True)):
            if index % _PROGRESS_EVERY == 0:
                self._progress(index, len(self.numbers), "正在核对")
            yield self._row(index, cells)

    def without(self, key: str) -> Iterator[SourceRow]:
        """The rows in which a field says nothing."""
        for index, value in enumerate(self.column(key)):
            if value is None:
                yield self._row(index, tuple(column[index] for column in self._columns.values()))

    def _row(self, index: int, cells: tuple[Any, ...]) -> SourceRow:
        values = dict(zip(self._columns, cells, strict=True))
        if None in cells:
            values = {key: value for key, value in values.items() if value is not None}
        row = SourceRow(self, self.numbers[index], values, [])
        if index in self._refused:
            for key, reason in self._refused[index]:
                row.refuse(key, reason)
        return row

    def has(self, key: str) -> bool:
        """Whether the list has a column of the field."""
        return key in self._columns

    def column(self, key: str) -> list[Any]:
        """What a field holds in every row, None where it says nothing that can be taken."""
        return self._columns.get(key) or [None] * len(self.numbers)

    def problem(self, number: int, key: str, reason: str) -> CellProblem:
        """A cell that cannot be taken, under the file's own column title."""
        position = self._table.columns.get(key)
        if position is None:
            return CellProblem(number, self._titles.get(key, key), "", reason)
        written = text(self._table.sheet.row(number)[position])
        shown = MASKS[key](written) if key in MASKS else written
        return CellProblem(number, self._table.titles[position], shown[:_LONGEST_SHOWN], reason)

    def _understood(self, key: str, cells: list[Cell], parse: Parser) -> list[Any]:
        meanings = _Meanings(parse)
        values = [meanings[cell] for cell in cells]
        if meanings.any_refused:
            for index, value in enumerate(values):
                if isinstance(value, _Refusal):
                    self._refused.setdefault(index, []).append((key, value.reason))
                    values[index] = None
        return values


@dataclass(frozen=True, slots=True)
class _Refusal:
    reason: str


class _Meanings(dict[Cell, Any]):
    """What the cells of a column mean; None for an empty one."""

    def __init__(self, parse: Parser) -> None:
        super().__init__({"": None})
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
