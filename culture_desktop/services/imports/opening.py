"""Finding the tables of a list: by what was remembered of lists with these titles, or else by what titles mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from culture_desktop.errors import (
    DuplicateColumnError,
    EmptyTableError,
    FileTooLargeError,
    HeaderNotFoundError,
    TableProblem,
)
from culture_desktop.progress import Progress
from culture_desktop.services.imports.sources import Remembered, signature_of
from culture_desktop.spreadsheets.fields import Field
from culture_desktop.spreadsheets.levels import AND, named
from culture_desktop.spreadsheets.limits import CELLS_LIMIT, MAX_CELLS
from culture_desktop.spreadsheets.reader import read_sheet, read_sheets
from culture_desktop.spreadsheets.sheet import Sheet
from culture_desktop.spreadsheets.table import Table, locate
from culture_desktop.spreadsheets.titles import normal

Mapped = Mapping[str, str]
_SEARCHED_ROWS = 60


@dataclass(frozen=True)
class Opened:
    """The tables found in a file, the names of its sheets, and the source whose choices were followed, if any."""

    tables: tuple[Table, ...]
    sheets: tuple[str, ...]
    signature: str
    source: Remembered | None


class Opener:
    """Opens lists of one kind.

    ``fields`` are what a column can feed, in the sets that are tried in turn: the first set that has all it requires
    wins. ``sources`` are the remembered ones by signature.
    """

    def __init__(self, fields: Sequence[Sequence[Field]], sources: Mapping[str, Remembered]) -> None:
        self._fields, self._sources = fields, sources

    def open(
        self, path: Path, sheet: str | None, mapping: Mapped | None, progress: Progress, *, every_sheet: bool = False
    ) -> Opened:
        """The table of the sheet named, or of the first visible one that has one; or of ``every_sheet``."""
        found = read_sheets(path, progress) if sheet is None else iter([read_sheet(path, sheet, progress)])
        tables = self._every(found, mapping) if every_sheet else self._first(found, mapping)
        if not tables:
            raise EmptyTableError(name=path.name)
        return self._opened(tables, tables[0].sheet.visible_sheets, mapping)

    def again(self, opened: Sequence[Table], sheets: tuple[str, ...], mapping: Mapped | None) -> Opened:
        """The same tables by another mapping, without reading the file anew."""
        tables = tuple(_located(table.sheet, self._attempts(mapping)) for table in opened)
        return self._opened(tables, sheets, mapping)

    def _opened(self, tables: tuple[Table, ...], sheets: tuple[str, ...], mapping: Mapped | None) -> Opened:
        signed = signature_of(tables)
        source = self._sources.get(signed)
        if source is not None and mapping is None:
            tables = tuple(self._by(source, table) for table in tables)
        return Opened(tables, sheets, signed, source)

    def _by(self, source: Remembered, table: Table) -> Table:
        """The table by what was chosen for its source; where that no longer leads to columns, as it was found."""
        chosen = source.choices.mapping
        if {key: title for key, title in chosen.items() if title} == table.mapping:
            return table
        try:
            return _located(table.sheet, self._attempts(chosen))
        except TableProblem:
            return table

    def _first(self, sheets: Iterator[Sheet], mapping: Mapped | None) -> tuple[Table, ...]:
        """By the first set of fields in any sheet, then by the next; sheets without a table are kept for that."""
        passed: list[Sheet] = []
        trouble: TableProblem | None = None
        attempts = self._attempts(mapping)
        for sheet in sheets:
            try:
                return (locate(sheet, *attempts[0]),)
            except (HeaderNotFoundError, DuplicateColumnError) as error:
                trouble = trouble or error
                passed.append(sheet)
                if isinstance(error, DuplicateColumnError):
                    break  # this is the sheet; which of its columns is meant is for the user to say
        for attempt in attempts[1:]:
            for sheet in passed:
                table = _attempted(sheet, attempt)
                if table is not None:
                    return (table,)
        if mapping is None:
            for sheet in passed:
                if (table := self._remembered(sheet)) is not None:
                    return (table,)
        if trouble is not None:
            raise trouble
        return ()

    def _every(self, sheets: Iterable[Sheet], mapping: Mapped | None) -> tuple[Table, ...]:
        tables: list[Table] = []
        trouble: TableProblem | None = None
        cells = 0
        for sheet in sheets:
            try:
                tables.append(_located(sheet, self._attempts(_of(sheet, mapping))))
            except (HeaderNotFoundError, EmptyTableError) as error:
                trouble = trouble or error
                continue
            cells += len(sheet.rows) * len(sheet.rows[0])
            if cells > MAX_CELLS:
                raise FileTooLargeError(name=sheet.file, limit=CELLS_LIMIT)
        if not tables and trouble is not None:
            raise trouble
        return tuple(tables)

    def _attempts(self, mapping: Mapped | None) -> list[tuple[Sequence[Field], Mapped | None]]:
        return [(fields, mapping) for fields in self._fields]

    def _remembered(self, sheet: Sheet) -> Table | None:
        """By the choices for a source, if these turn out to be its titles: without them nothing was recognised."""
        for source in self._sources.values():
            for attempt in self._attempts(source.choices.mapping):
                table = _attempted(sheet, attempt)
                if table is not None and signature_of([table]) == source.signature:
                    return table
        return None


def _of(sheet: Sheet, mapping: Mapped | None) -> Mapped | None:
    """What of a mapping leads to columns of this sheet, or says that there are none."""
    if mapping is None:
        return None
    written = {normal(cell) for row in sheet.rows[:_SEARCHED_ROWS] for cell in row if isinstance(cell, str)}
    by_place = {sheet.column_name(position) for position in range(len(sheet.rows[0]))}

    def here(title: str) -> str | None:
        if not title or normal(title) in written or title in by_place:
            return title
        return AND.join(name for name in named(title) if normal(name) in written or name in by_place) or None

    return {key: found for key, title in mapping.items() if (found := here(title)) is not None}


def _located(sheet: Sheet, attempts: Sequence[tuple[Sequence[Field], Mapped | None]]) -> Table:
    trouble: HeaderNotFoundError | None = None
    for attempt in attempts:
        try:
            return locate(sheet, *attempt)
        except HeaderNotFoundError as error:
            trouble = trouble or error
    assert trouble is not None
    raise trouble


def _attempted(sheet: Sheet, attempt: tuple[Sequence[Field], Mapped | None]) -> Table | None:
    try:
        return locate(sheet, *attempt)
    except (HeaderNotFoundError, DuplicateColumnError):
        return None
