"""Finding the table in a sheet: its header under titles and notes, its columns, and what every row is.

Each row of the file is accounted for: the rows up to the header, the data rows, and the skipped ones with why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from culture_desktop.errors import DuplicateColumnError, EmptyTableError, HeaderNotFoundError
from culture_desktop.progress import Progress, silent
from culture_desktop.spreadsheets.cell_text import samples
from culture_desktop.spreadsheets.fields import Field
from culture_desktop.spreadsheets.header import find_header
from culture_desktop.spreadsheets.levels import AND, joined, joined_rows
from culture_desktop.spreadsheets.reader import read_sheet, read_sheets
from culture_desktop.spreadsheets.sheet import Cell, Sheet
from culture_desktop.spreadsheets.skipping import BLANK, NOTE, REPEATED_HEADER, TOTAL, Judge, Skipped

__all__ = [
    "BLANK",
    "NOTE",
    "REPEATED_HEADER",
    "TOTAL",
    "Skipped",
    "Table",
    "locate",
    "open_table",
]


@dataclass(frozen=True, slots=True)
class Table:
    """The table found in a sheet.

    ``header_row`` is the (last) row of the header, or the row before the first when there is none; ``mapping`` gives
    the title of the column each field was found in, ``columns`` its position, the first of several that are
    ``joined``; ``unknown`` are the positions of titled columns that no field claims.
    """

    sheet: Sheet
    header_row: int
    titles: tuple[str, ...]
    columns: dict[str, int]
    unknown: tuple[int, ...]
    skipped: tuple[Skipped, ...]
    joined: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def mapping(self) -> dict[str, str]:
        """Field key -> column title as it stands in the file, or the column's place where no title tells it."""
        return {key: AND.join(map(self.name_of, self.positions(key))) for key in self.columns}

    def positions(self, key: str) -> tuple[int, ...]:
        """The columns a field was found in, from the top level down."""
        return self.joined.get(key) or (self.columns[key],)

    def title(self, key: str) -> str:
        """The title of a field's column as it stands in the file, of several all."""
        return AND.join(self.titles[column] for column in self.positions(key))

    def cell(self, key: str, row: Sequence[Cell]) -> Cell:
        """What a row holds in a field; levels that stand in several columns as one path."""
        levels = self.joined.get(key)
        return row[self.columns[key]] if levels is None else joined(row[column] for column in levels)

    def name_of(self, column: int) -> str:
        """What leads to a column, for a mapping: its title, or its place where that is empty or stands twice."""
        title = self.titles[column]
        return title if title and self.titles.count(title) == 1 else self.sheet.column_name(column)

    @property
    def hidden(self) -> tuple[int, ...]:
        """The numbers of the data rows that a filter or the user has hidden in the file; they are read like others."""
        if not self.sheet.hidden_rows:
            return ()
        hidden = set(self.sheet.hidden_rows)
        return tuple(number for number, _ in self.data() if number in hidden)

    def samples(self, column: int, count: int = 3) -> tuple[str, ...]:
        """The first few different values of the data rows in a column, as a person reads them."""
        return samples((row[column] for _, row in self.data()), count)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Titles of the columns that no field claims."""
        return tuple(self.titles[column] for column in self.unknown)

    @property
    def count(self) -> int:
        """How many data rows there are."""
        return self.sheet.last_row - self.header_row - sum(s.last - s.first + 1 for s in self.skipped)

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """The data rows: number in the file, and the raw cell of each field that has a column."""
        for number, row in self.data():
            yield number, {key: self.cell(key, row) for key in self.columns}

    def cells(self, key: str) -> list[Cell]:
        """What the data rows hold in a field; nothing when it has no column."""
        if key not in self.columns:
            return []
        if levels := self.joined.get(key):
            return [*joined_rows(map(self.column, levels))]
        return self.column(self.columns[key])

    def transposed(self) -> list[tuple[Cell, ...]]:
        """All columns of the data rows, at the cost of a few."""
        return list(zip(*(row for _, rows in self._runs() for row in rows), strict=True))

    def column(self, position: int) -> list[Cell]:
        """What the data rows hold in a column."""
        return [row[position] for _, rows in self._runs() for row in rows]

    def extra(self, number: int) -> dict[str, Cell]:
        """What a row holds in the columns that no field claims, by title; empty cells left out."""
        row = self.sheet.row(number)
        return {self.titles[column]: row[column] for column in self.unknown if row[column] != ""}

    def data(self) -> Iterator[tuple[int, list[Cell]]]:
        """The data rows whole, each with its number in the file."""
        for start, rows in self._runs():
            yield from enumerate(rows, start)

    def numbers(self) -> Iterator[int]:
        """The numbers of the data rows in the file."""
        return chain.from_iterable(range(start, start + len(rows)) for start, rows in self._runs())

    def _runs(self) -> Iterator[tuple[int, list[list[Cell]]]]:
        """The data rows in runs without a gap, each with the number of its first row."""
        start = self.header_row + 1
        for first, last in (*((s.first, s.last) for s in self.skipped), (self.sheet.last_row + 1, 0)):
            begin = start - self.sheet.first_row
            yield start, self.sheet.rows[begin : begin + first - start]
            start = last + 1


def open_table(
    path: Path,
    fields: Sequence[Field],
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Table:
    """The table of a file: of the sheet named, or else of the first visible sheet in which one is found."""
    if sheet is not None:
        return locate(read_sheet(path, sheet, progress), fields, mapping)
    missing: HeaderNotFoundError | None = None
    for found in read_sheets(path, progress):
        try:
            return locate(found, fields, mapping)
        except HeaderNotFoundError as error:
            missing = missing or error
    raise missing or EmptyTableError(name=path.name)


def locate(sheet: Sheet, fields: Sequence[Field], mapping: Mapping[str, str] | None = None) -> Table:
    """Find the header and what each column is.

    ``mapping`` (field key -> column title) overrides the synonyms; an empty title says that the field has no
    column, and ``第3列`` is the third column of the file, whatever its title. Where all are chosen by place, a list
    needs no header. Raises HeaderNotFoundError, DuplicateColumnError, and EmptyTableError when nothing follows the
    header.
    """
    mapping = mapping or {}
    header = find_header(sheet, fields, mapping)
    if header is None:
        needed = [mapping.get(f.key) or f.title for f in fields if f.required or mapping.get(f.key)]
        raise HeaderNotFoundError(name=sheet.file, needed="、".join(needed))
    titles, columns, levels = header.titles, {}, {}
    for known in fields:
        rivals = header.claims.get(known.key, [])
        if len(rivals) > 1 and known.key not in header.joined:
            names = "、".join(titles[column] for column in rivals)
            raise DuplicateColumnError(name=sheet.file, field=known.title, columns=names)
        if len(rivals) > 1:
            levels[known.key] = tuple(rivals)
        if rivals:
            columns[known.key] = rivals[0]
    taken = {*columns.values(), *chain(*levels.values())}
    unknown = tuple(c for c, title in enumerate(titles) if title and c not in taken)
    required = [columns[f.key] for f in fields if f.required and f.key in columns] or list(columns.values())
    judge = Judge(sheet, header.row, titles, tuple(taken), required)
    table = Table(sheet, header.row, titles, columns, unknown, tuple(judge.skipped()), levels)
    if table.count == 0:
        raise EmptyTableError(name=sheet.file)
    return table
