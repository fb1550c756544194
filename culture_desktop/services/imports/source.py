"""What all imports share: opening the list, reading its cells by field, the state stamp, giving bad rows back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.errors import PreviewOutdatedError
from culture_desktop.models.base import Timestamped
from culture_desktop.progress import Progress
from culture_desktop.rules.names import normalise
from culture_desktop.services.imports.preview import CellProblem, ImportPreview, ImportRow
from culture_desktop.services.results import Done
from culture_desktop.spreadsheets.fields import fields
from culture_desktop.spreadsheets.reader import sheet_names
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table, open_table
from culture_desktop.spreadsheets.values import CellError, parse_name, text
from culture_desktop.spreadsheets.writer import write_rejected as write_rejected_rows

Parser = Callable[[Cell], Any]
PROGRESS_EVERY = 2000
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


@dataclass(slots=True)
class SourceRow:
    """A row while it is judged: what it gives, and what is wrong with it."""

    number: int
    cells: Mapping[str, Cell]
    reader: "CellReader"
    values: dict[str, Any]
    problems: list[CellProblem]

    def refuse(self, key: str, reason: str) -> None:
        """Note a problem in a cell, unless that cell has one already."""
        problem = self.reader.problem(self.number, key, self.cells.get(key, ""), reason)
        if all(known.column != problem.column for known in self.problems):
            self.problems.append(problem)


class CellReader:
    """Reads the cells of a table by field; remembers what texts mean, since most repeat."""

    def __init__(self, table: Table, parsers: Mapping[str, Parser]) -> None:
        self._titles = table.mapping
        self._plan: list[tuple[str, Parser, dict[str, Any]]] = [
            (key, parsers[key], {}) for key in table.columns if key in parsers
        ]

    def row(self, number: int, cells: Mapping[str, Cell]) -> SourceRow:
        """What a row gives (empty cells give nothing) and the cells that cannot be taken."""
        values: dict[str, Any] = {}
        problems: list[CellProblem] = []
        for key, parse, seen in self._plan:
            cell = cells[key]
            if cell == "":
                continue
            # Only texts are remembered: 1, 1.0 and True would share one entry.
            value = seen.get(cell) if isinstance(cell, str) else None
            if value is None:
                try:
                    value = parse(cell)
                except CellError as error:
                    problems.append(self.problem(number, key, cell, error.reason))
                    continue
                if isinstance(cell, str):
                    seen[cell] = value
            if value is not None and value != "":
                values[key] = value
        return SourceRow(number, cells, self, values, problems)

    def problem(self, number: int, key: str, cell: Cell, reason: str) -> CellProblem:
        """A cell that cannot be taken, under the file's own column title."""
        return CellProblem(number, self._titles.get(key, key), text(cell)[:_LONGEST_SHOWN], reason)


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


def write_rejected(preview: ImportPreview, path: Path) -> Done[Path]:
    """Give the rows that would not be written back as xlsx, in the file's own layout with the reason."""
    rejected: Sequence[ImportRow] = preview.rejected
    sheet = preview.table.sheet
    write_rejected_rows(path, preview.table.titles, ((row.row, sheet.row(row.row), reason_of(row)) for row in rejected))
    return Done(path, frozenset(), f"已导出 {len(rejected)} 行到“{path.name}”")
