"""Finding the table in a sheet: its header under titles and notes, its columns, and what every row is.

Each row of the file is accounted for: the rows up to the header, the data rows, and the skipped ones with why.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from culture_desktop.errors import DuplicateColumnError, EmptyTableError, HeaderNotFoundError
from culture_desktop.progress import Progress, silent
from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.fields import Dictionary, Field
from culture_desktop.spreadsheets.reader import read_sheet, read_sheets
from culture_desktop.spreadsheets.sheet import Cell, Sheet, is_blank
from culture_desktop.spreadsheets.titles import normal

BLANK = "空行"
TOTAL = "合计行"
NOTE = "说明行"
REPEATED_HEADER = "重复的表头"

_SEARCHED_ROWS = 60
_TOTALS = re.compile(r"(?:合计|总计|小计|共计|总数|总人数|合计人数)(?:应到|实到|人数|共)?(?=\d|$)")
_NOTES = re.compile(r"注|备注|说明|填表|制表|审核|填报|单位负责人|负责人签")
# How the text of a row that is no data can begin: the words above, behind spaces or not.
_ODD_STARTS = frozenset("合总小共注备说填制审单负 \t\r\n\u00a0\u3000")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A run of rows that are not data, with their numbers in the file, both included, and why."""

    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """The table found in a sheet.

    ``header_row`` is the (last) row of the header; ``mapping`` gives the title of the column each field was found
    in, ``columns`` its position; ``unknown`` are the positions of titled columns that no field claims.
    """

    sheet: Sheet
    header_row: int
    titles: tuple[str, ...]
    columns: dict[str, int]
    unknown: tuple[int, ...]
    skipped: tuple[Skipped, ...]

    @property
    def mapping(self) -> dict[str, str]:
        """Field key -> column title as it stands in the file."""
        return {key: self.titles[column] for key, column in self.columns.items()}

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
        columns = tuple(self.columns.items())
        for number, row in self.data():
            yield number, {key: row[column] for key, column in columns}

    def cells(self, key: str) -> list[Cell]:
        """What the data rows hold in the column of a field; nothing when it has none."""
        column = self.columns.get(key)
        return [] if column is None else [row[column] for _, rows in self._runs() for row in rows]

    def extra(self, number: int) -> dict[str, Cell]:
        """What a row holds in the columns that no field claims, by title; empty cells left out."""
        row = self.sheet.row(number)
        return {self.titles[column]: row[column] for column in self.unknown if row[column] != ""}

    def data(self) -> Iterator[tuple[int, list[Cell]]]:
        """The data rows whole, each with its number in the file."""
        for start, rows in self._runs():
            yield from enumerate(rows, start)

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
    column. Raises HeaderNotFoundError, DuplicateColumnError, and EmptyTableError when nothing follows the header.
    """
    header = _find_header(sheet, fields, mapping or {})
    if header is None:
        needed = [(mapping or {}).get(f.key) or f.title for f in fields if f.required or (mapping or {}).get(f.key)]
        raise HeaderNotFoundError(name=sheet.file, needed="、".join(needed))
    row, titles, claims = header
    columns = {}
    for field in fields:
        rivals = claims.get(field.key, [])
        if len(rivals) > 1:
            names = "、".join(titles[column] for column in rivals)
            raise DuplicateColumnError(name=sheet.file, field=field.title, columns=names)
        if rivals:
            columns[field.key] = rivals[0]
    taken = set(columns.values())
    unknown = tuple(c for c, title in enumerate(titles) if title and c not in taken)
    table = Table(sheet, row, titles, columns, unknown, ())
    required = [columns[f.key] for f in fields if f.required and f.key in columns] or list(columns.values())
    table = Table(sheet, row, titles, columns, unknown, tuple(_skipped(table, required)))
    if table.count == 0:
        raise EmptyTableError(name=sheet.file)
    return table


_Header = tuple[int, tuple[str, ...], dict[str, list[int]]]


def _find_header(sheet: Sheet, fields: Sequence[Field], mapping: Mapping[str, str]) -> _Header | None:
    """The row (or two rows) that most fields recognise, if it has all that are required."""
    claim = _Claim(fields, mapping)
    needed = {f.key for f in fields if f.required and mapping.get(f.key, f.title)} | {
        k for k, t in mapping.items() if t
    }
    best: _Header | None = None
    candidates = 0
    for number, row in sheet.numbered():
        if is_blank(row):
            continue
        candidates += 1
        if candidates > _SEARCHED_ROWS:
            break
        for header in _readings(sheet, number, claim):
            if needed <= header[2].keys() and len(header[2]) > (len(best[2]) if best else 0):
                best = header
    return best


def _readings(sheet: Sheet, number: int, claim: "_Claim") -> Iterator[_Header]:
    """The row as a header by itself, and together with the row above as a group of titles over it."""
    titles = _titles(sheet, number)
    claims = claim(titles)
    yield number, titles, claims
    if not claims or number == sheet.first_row:
        return
    above = _titles(sheet, number - 1)
    joined = tuple(below or group for group, below in zip(above, titles, strict=True))
    # Only a column whose own title says nothing takes the one above; a title line has none that is claimed.
    if len(claims_of_both := claim(joined)) > len(claims):
        yield number, joined, claims_of_both


def _titles(sheet: Sheet, number: int) -> tuple[str, ...]:
    return tuple(text(cell) if isinstance(cell, str) else "" for cell in sheet.row(number))


class _Claim:
    """Which columns each field would take under these titles."""

    def __init__(self, fields: Sequence[Field], mapping: Mapping[str, str]) -> None:
        self._chosen = {normal(title): key for key, title in mapping.items() if title}
        self._dictionary = Dictionary(field for field in fields if field.key not in mapping)

    def __call__(self, titles: Sequence[str]) -> dict[str, list[int]]:
        claims: dict[str, list[int]] = {}
        for column, title in enumerate(titles):
            key = (self._chosen.get(normal(title)) if title else None) or self._dictionary.key(title)
            if key is not None:
                claims.setdefault(key, []).append(column)
        return claims


def _skipped(table: Table, required: list[int]) -> Iterator[Skipped]:
    """The runs of rows under the header that are not data."""
    sheet, lead = table.sheet, required[0]
    start = table.header_row + 1
    rows = sheet.rows[start - sheet.first_row :]
    odd = _ODD_STARTS | {table.titles[lead][:1]}
    # Nearly every row begins like data; only the others are looked at closely.
    doubtful = {
        number
        for column in {0, lead}
        for number, row in enumerate(rows, start)
        if (type(cell := row[column]) is str and (cell[0] in odd if cell else column == lead))
    }
    first, last, known = 0, 0, None
    for number in sorted(doubtful):
        reason = _reason(sheet.row(number), table, required)
        if reason is None:
            continue
        if number != last + 1 or reason != known:
            if known:
                yield Skipped(first, last, known)
            first, known = number, reason
        last = number
    if known:
        yield Skipped(first, last, known)


def _reason(row: list[Cell], table: Table, required: list[int]) -> str | None:
    """Why the row is no data, or None."""
    if is_blank(row):
        return BLANK
    lead = normal(next(cell for cell in row if text(cell)))
    if _TOTALS.match(lead):
        # 合计 alone is a total; followed by figures it is one unless the row is otherwise a person.
        return TOTAL if _TOTALS.fullmatch(lead) or len(required) == 1 or not _complete(row, required) else None
    if _NOTES.match(lead):
        filled = sum(1 for cell in row if text(cell))
        return NOTE if filled == 1 or (filled == 2 and not _complete(row, required)) else None
    if all(text(row[column]) == table.titles[column] for column in table.columns.values()):
        return REPEATED_HEADER
    return None


def _complete(row: list[Cell], required: list[int]) -> bool:
    return all(text(row[column]) for column in required)
