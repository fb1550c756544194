"""What all imports share: opening the list, reading its cells by field, the state stamp, giving bad rows back."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain, compress, repeat
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
    ImportPreview,
    ImportRow,
    Verdict,
    place_of,
)
from culture_desktop.services.people.contacts import MASKS
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.spreadsheets.levels import joined_rows
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import CellError, parse_name, text

T = TypeVar("T")
Parser = Callable[[Cell], Any]
_PROGRESS_EVERY = 2000
_LONGEST_SHOWN = 60
_KEPT = (str, date)


def parse_person_name(cell: Cell) -> str:
    """A person's name as it is stored: official lists set two characters apart (``王　静``)."""
    return normalise(parse_name(cell))


def field_choices(kind: str) -> tuple[tuple[str, str], ...]:
    """The fields of a kind of list as (key, title)."""
    return tuple((field.key, field.title) for field in fields(kind))


@contextmanager
def many_objects() -> Iterator[None]:
    """While a list is in work: no search for cycles in millions of objects that have none (a third of the time).

    Nor after it, as long as they are held: a search takes a quarter of a second, on whatever thread it begins. What
    there is now is looked at again from the next list on.
    """
    enabled = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


@dataclass(slots=True)
class SourceRow:
    """A row while it is judged: what it gives, and what is wrong with it."""

    source: "SourceRows"
    number: int
    values: dict[str, Any]
    problems: list[CellProblem]

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return self.source.place(self.number)

    def has_column(self, key: str) -> bool:
        """Whether its sheet has a column for a field."""
        return key in self.source.tables[self.number // SHEET_STRIDE].columns

    def refuse(self, key: str, reason: str) -> None:
        """Note a problem in a cell, unless that cell has one already."""
        problem = self.source.problem(self.number, key, reason)
        if all(known.column != problem.column for known in self.problems):
            self.problems.append(problem)


class SourceRows:
    """The data rows of a table with their cells understood, column by column, since most cells of one repeat.

    Rows of ``further`` tables follow, each by its number as ``ImportRow.row`` has it; those that are hidden in the file
    are passed over if ``leave_hidden`` says so. ``stored`` holds, by field, values on record: what is one of them means
    itself, even where it is nothing that a list should say. Those of ``known`` are not even looked at.
    """

    def __init__(
        self,
        table: Table,
        parsers: Mapping[str, Parser],
        titles: Mapping[str, str],
        progress: Progress,
        *,
        further: Sequence[Table] = (),
        leave_hidden: bool = False,
        stored: Mapping[str, Collection[str | None]] | None = None,
        known: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self.tables = (table, *further)
        self._titles, self._progress = titles, progress
        every = [at * SHEET_STRIDE + number for at, found in enumerate(self.tables) for number in found.numbers()]
        self._hidden = _hidden(self.tables) if leave_hidden else frozenset()
        self._taken = [number not in self._hidden for number in every] if self._hidden else None
        self.numbers = self._kept(every)
        extra = dict.fromkeys(EXTRA + title for found in self.tables for title in found.unknown_columns)
        keys = dict.fromkeys(key for found in self.tables for key in found.columns) | extra
        self._meanings = {key: _Meanings(parsers[key], (stored or {}).get(key, ())) for key in keys if key in parsers}
        for key in self._meanings.keys() & (known or {}).keys():
            values = list((known or {})[key])
            self._meanings[key].update(zip(values, values, strict=True))
        self._cells = self._by_column()
        self._columns: dict[str, list[Any]] = {}
        self._refused: dict[int, list[tuple[str, str]]] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[SourceRow]:
        return (row for _index, row in self.without(()))

    def without(self, passed: Collection[int]) -> Iterator[tuple[int, SourceRow]]:
        """The rows with their places among the data rows, but for those at some places."""
        few = len(passed) > len(self) / 2  # for which whole columns need not be understood
        columns = [] if few else list(map(self.column, self._meanings))
        for index, values in enumerate(zip(*columns, strict=True) if columns else repeat((), len(self))):
            if index % _PROGRESS_EVERY == 0:
                self._progress(index, len(self), "正在核对")
            if index not in passed:
                yield index, self.at(index) if few else self._row(index, values)

    def at(self, index: int) -> SourceRow:
        """The row at a place among the data rows."""
        said = {key: meanings[self._cells[key][index]] for key, meanings in self._meanings.items()}
        row = SourceRow(self, self.numbers[index], {}, [])
        for key, value in said.items():
            if isinstance(value, _Refusal):
                row.refuse(key, value.reason)
            elif value is not None:
                row.values[key] = value
        return row

    def _row(self, index: int, values: Sequence[Any]) -> SourceRow:
        """The same from columns that are understood."""
        said = dict(zip(self._meanings, values, strict=True))
        if None in values:
            said = {key: value for key, value in said.items() if value is not None}
        row = SourceRow(self, self.numbers[index], said, [])
        if index in self._refused:
            for key, reason in self._refused[index]:
                row.refuse(key, reason)
        return row

    @property
    def keys(self) -> Collection[str]:
        """The fields that the rows speak of."""
        return self._meanings.keys()

    @property
    def refused(self) -> Collection[int]:
        """The places of rows with cells that cannot be taken, as far as columns were asked for."""
        return self._refused.keys()

    def column(self, key: str) -> list[Any]:
        """What a field holds in every row, None where it says nothing that can be taken."""
        if key not in self._meanings:
            return [None] * len(self)
        if key not in self._columns:
            self._progress(len(self._columns), len(self._meanings), f"正在识别“{self._titles.get(key, key)}”")
            self._columns[key] = self._read(key)
        return self._columns[key]

    def cells(self, key: str) -> Sequence[Cell]:
        """What stands in the column of a field, "" where a table has none."""
        return self._cells.get(key) or [""] * len(self)

    def _read(self, key: str) -> list[Any]:
        meanings = self._meanings[key]
        values = list(map(meanings.__getitem__, self._cells[key]))
        if meanings.any_refused:
            for index, value in enumerate(values):
                if isinstance(value, _Refusal):
                    self._refused.setdefault(index, []).append((key, value.reason))
                    values[index] = None
        return values

    def _by_column(self) -> dict[str, Sequence[Cell]]:
        found: dict[str, list[Sequence[Cell]]] = {key: [] for key in self._meanings}
        for table in self.tables:
            columns = table.transposed()
            for key, parts in found.items():
                parts.append(_cells(table, columns, key))
        joined = {key: parts[0] if len(parts) == 1 else [*chain(*parts)] for key, parts in found.items()}
        return {key: self._kept(cells) for key, cells in joined.items()}

    def place(self, number: int) -> str:
        """Where a row stands, in words."""
        return place_of(self.tables, number)

    def with_hidden(self, judged: Iterable[ImportRow]) -> tuple[ImportRow, ...]:
        """All rows in the order of the file: those that were judged, and the hidden ones that were passed over."""
        if not self._hidden:
            return tuple(judged)
        aside = (ImportRow(number, Verdict.KEPT, "", "", notes=("文件里隐藏的行",)) for number in self._hidden)
        return tuple(sorted([*judged, *aside], key=lambda row: row.row))

    def problem(self, number: int, key: str, reason: str) -> CellProblem:
        """A cell that cannot be taken, under the file's own column title."""
        table = self.tables[number // SHEET_STRIDE]
        row = table.sheet.row(number % SHEET_STRIDE)
        if key in table.columns:
            written, title = text(table.cell(key, row)), table.title(key)
        elif (position := _kept_as_it_is(table, key)) is not None:
            written, title = text(row[position]), table.titles[position]
        else:
            written, title = "", self._titles.get(key, key)
        shown = MASKS[key](written) if key in MASKS else written
        return CellProblem(number, title, shown[:_LONGEST_SHOWN], reason)

    def _kept(self, values: Sequence[T]) -> Sequence[T]:
        return values if self._taken is None else list(compress(values, self._taken))


def _hidden(tables: Sequence[Table]) -> frozenset[int]:
    return frozenset(at * SHEET_STRIDE + number for at, table in enumerate(tables) for number in table.hidden)


def _cells(table: Table, columns: Sequence[Sequence[Cell]], key: str) -> Sequence[Cell]:
    """What the data rows of a table hold in a field, "" where they have no column for it."""
    if levels := table.joined.get(key):
        return joined_rows(columns[level] for level in levels)
    position = table.columns[key] if key in table.columns else _kept_as_it_is(table, key)
    return [""] * table.count if position is None else columns[position]


def _kept_as_it_is(table: Table, key: str) -> int | None:
    """The column of an extra field, which no field of ours claims."""
    title = key.removeprefix(EXTRA)
    return next((at for at in table.unknown if table.titles[at] == title), None) if title != key else None


@dataclass(frozen=True, slots=True)
class _Refusal:
    reason: str


class _Meanings(dict[Cell, Any]):
    """What the cells of a column mean; None for an empty one."""

    def __init__(self, parse: Parser, stored: Collection[str | None]) -> None:
        super().__init__({"": None})
        self._parse, self._stored = parse, stored
        self._known: Collection[str | None] | None = None
        self.any_refused = False

    def __missing__(self, cell: Cell) -> Any:
        value: Any
        try:
            value = self._parse(cell)
        except CellError as error:
            value = cell if self._is_stored(cell) else _Refusal(error.reason)
            self.any_refused = self.any_refused or value is not cell
        if value == "":
            value = None
        # Numbers are not kept: 1, 1.0 and True would share one entry.
        if isinstance(cell, _KEPT):
            self[cell] = value
        return value

    def _is_stored(self, cell: Cell) -> bool:
        """Whether what no list should say stands on record all the same, entered by hand."""
        if self._known is None:
            self._known = frozenset(self._stored)
        return isinstance(cell, str) and cell in self._known


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
