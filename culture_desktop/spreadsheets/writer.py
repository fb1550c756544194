"""Writing lists as xlsx and csv, so that nothing in them is run, rounded or reinterpreted.

Text is text whatever it begins with, numbers of people and telephones are text, dates are dates.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto
from io import BytesIO
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook

from culture_desktop.errors import FileTooLargeError
from culture_desktop.progress import Progress, silent
from culture_desktop.spreadsheets.replacement import replacing
from culture_desktop.spreadsheets.sheet import Cell

Value = Cell | Decimal | None

FONT = "微软雅黑"
ROW_NUMBER_TITLE = "原行号"
REASON_TITLE = "原因"
CHOICES_SHEET = "选项"

_ROW_LIMIT = 1_048_576
_CELL_LIMIT = 32_767  # UTF-16 units in one cell
_EXACT_DIGITS = 15  # of a binary float
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_PROGRESS_EVERY = 2_000


class Kind(Enum):
    """How a column is written."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    DATETIME = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list that goes out; ``width`` in characters, ``choices`` for a drop-down in a form.

    Text that ``wraps`` runs over several lines of its cell.
    """

    title: str
    width: float = 12
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    wraps: bool = False


Rejected = tuple[str, Sequence[str], Iterable[tuple[int, Sequence[Value], str]]]
"""A sheet of rows that were not imported: its name, its column titles, and each row's number, cells and reason."""
SheetParts = tuple[str, Sequence[Column], Iterable[Sequence[Value]], Sequence[str]]
"""A sheet of a book: its name, its columns, its rows, the lines over its header."""


def write_xlsx(
    path: Path,
    sheet_title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    title_lines: Sequence[str] = (),
    *,
    blank_rows: int = 0,
    progress: Progress = silent,
) -> None:
    """Write one sheet: title lines, a frozen header with a filter, the rows. Replaces ``path`` only when whole.

    ``blank_rows`` more rows are ready to be filled in, with the drop-downs of the columns.
    """
    write_book(path, [(sheet_title, columns, rows, title_lines)], progress, blank_rows)


def write_book(path: Path, sheets: Iterable[SheetParts], progress: Progress = silent, blank_rows: int = 0) -> None:
    """Write several sheets as ``write_xlsx`` does one; their names have to differ (``sheet_names``)."""
    # Rows go through a temporary file, so memory stays flat; only the packed result is held, because a ZipFile
    # that meets a full disk tries to finish itself once more when it is collected.
    packed = BytesIO()
    with replacing(path) as part, TemporaryDirectory(prefix="runwu-") as folder:
        book = Workbook(packed, {"constant_memory": True, "tmpdir": folder})
        try:
            for title, columns, rows, title_lines in sheets:
                writer = _Writer(book, title, columns, progress)
                last = writer.write(rows, title_lines, path.name)
                writer.add_choices(book, len(title_lines) + 1, last + blank_rows)
            book.close()
        except FileCreateError as error:
            raise _cause(error) from error
        finally:
            for sheet in book.worksheets():
                sheet._opt_close()  # constant_memory keeps a file open until the workbook is closed
        part.write_bytes(packed.getbuffer())


def write_csv(
    path: Path, columns: Sequence[Column], rows: Iterable[Sequence[Value]], progress: Progress = silent
) -> None:
    """Write UTF-8 with a byte order mark and CR LF, as Excel and WPS expect; formulas are disarmed with ``'``."""
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        lines = csv.writer(file)
        lines.writerow([_disarmed(column.title) for column in columns])
        for done, row in enumerate(rows, 1):
            lines.writerow([_disarmed(value) for value in row])
            if done % _PROGRESS_EVERY == 0:
                progress(done, 0, "正在写出")


def write_rejected(path: Path, sheets: Sequence[Rejected], progress: Progress = silent) -> None:
    """Give rows back in the layout they came in, each with its row number there and the reason at the end.

    The file can be corrected and imported as it is: the two columns added are not read.
    """
    write_book(path, map(_rejected_sheet, sheets), progress)


def _rejected_sheet(rejected: Rejected) -> SheetParts:
    title, header, rows_with_reason = rejected
    columns = [Column(title, 14) for title in header]
    columns += [Column(ROW_NUMBER_TITLE, 8, Kind.NUMBER), Column(REASON_TITLE, 48)]
    width = len(header)
    rows = (
        [*cells[:width], *([""] * (width - len(cells))), number, reason] for number, cells, reason in rows_with_reason
    )
    return title, columns, rows, ()


class _Writer:
    """Fills one sheet of a workbook."""

    def __init__(self, book: Workbook, title: str, columns: Sequence[Column], progress: Progress) -> None:
        self._sheet: Any = book.add_worksheet(sheet_name(title))
        self._columns = columns
        self._progress = progress
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        formats = {
            Kind.TEXT: {"num_format": "@"},
            Kind.NUMBER: {},
            Kind.DATE: {"num_format": "yyyy-mm-dd"},
            Kind.DATETIME: {"num_format": "yyyy-mm-dd hh:mm"},
        }
        self._formats = {kind: book.add_format(base | extra) for kind, extra in formats.items()}
        self._wrapping = book.add_format(base | formats[Kind.TEXT] | {"text_wrap": True, "valign": "top"})
        self._heading = book.add_format(base | {"bold": True, "bg_color": "#F2F2F2", "bottom": 1, "num_format": "@"})
        self._title = book.add_format(base | {"bold": True, "font_size": 14})

    def write(self, rows: Iterable[Sequence[Value]], title_lines: Sequence[str], name: str) -> int:
        """Returns the number of the last row, from 0."""
        sheet, header = self._sheet, len(title_lines)
        for position, column in enumerate(self._columns):
            sheet.set_column(position, position, column.width, self._format(column))
        for number, line in enumerate(title_lines):
            sheet.write_string(number, 0, storable(line), self._title)
        for position, column in enumerate(self._columns):
            sheet.write_string(header, position, storable(column.title), self._heading)
        last = header
        for last, row in enumerate(rows, header + 1):
            if last >= _ROW_LIMIT:
                raise FileTooLargeError(name=name, limit=f"一张工作表最多 {_ROW_LIMIT:,} 行")
            for position, value in enumerate(row):
                self._write_cell(last, position, value)
            if last % _PROGRESS_EVERY == 0:
                self._progress(last - header, 0, "正在写出")
        sheet.freeze_panes(header + 1, 0)
        if self._columns:
            sheet.autofilter(header, 0, last, len(self._columns) - 1)
        return last

    def add_choices(self, book: Workbook, first: int, last: int) -> None:
        """Drop-downs in these rows; their lists lie in a hidden sheet, as long ones do not fit into a cell's rule."""
        offered = [(position, column) for position, column in enumerate(self._columns) if column.choices]
        if not offered or last < first:
            return
        name = sheet_names([*(sheet.get_name() for sheet in book.worksheets()), CHOICES_SHEET])[-1]
        lists = book.add_worksheet(name)
        lists.hide()
        longest = max(len(column.choices) for _, column in offered)
        for row in range(longest):  # row by row, as constant memory has it
            for at, (_, column) in enumerate(offered):
                if row < len(column.choices):
                    lists.write_string(row, at, storable(column.choices[row]))
        for at, (position, column) in enumerate(offered):
            letter = xl_col_to_name(at, col_abs=True)
            rule = {
                "validate": "list",
                "source": f"='{name}'!{letter}$1:{letter}${len(column.choices)}",
                "error_title": column.title,
                "error_message": f"请从下拉列表里选择{column.title}",
            }
            self._sheet.data_validation(first, position, last, position, rule)

    def _format(self, column: Column) -> Any:
        return self._wrapping if column.wraps else self._formats[column.kind]

    def _write_cell(self, row: int, column: int, value: Value) -> None:
        sheet, formats = self._sheet, self._formats
        if isinstance(value, str):
            if value:
                wraps = self._columns[column].wraps
                sheet.write_string(row, column, storable(value), self._wrapping if wraps else formats[Kind.TEXT])
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, formats[Kind.NUMBER])
        elif isinstance(value, int | float | Decimal):
            self._write_number(row, column, value)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value, formats[Kind.DATETIME])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, formats[Kind.DATE])
        elif value is not None:
            sheet.write_string(row, column, str(value), formats[Kind.TEXT])

    def _write_number(self, row: int, column: int, value: float | Decimal) -> None:
        """A number, or text where a number cell would lose digits."""
        if isfinite(value) and abs(value) < 10**_EXACT_DIGITS and _digits(value) <= _EXACT_DIGITS:
            self._sheet.write_number(row, column, float(value), self._formats[Kind.NUMBER])
        else:
            self._sheet.write_string(row, column, str(value), self._formats[Kind.TEXT])


def _digits(value: float | Decimal) -> int:
    return len(value.normalize().as_tuple().digits) if isinstance(value, Decimal) else 0


def storable(value: str) -> str:
    """What a cell can hold: no half characters, at most 32,767 UTF-16 units."""
    if not value.isascii():
        value = value.encode("utf-8", "replace").decode("utf-8")
    if len(value) * 2 > _CELL_LIMIT:
        value = value.encode("utf-16-le")[: _CELL_LIMIT * 2].decode("utf-16-le", "ignore")
    return value


def sheet_name(title: str) -> str:
    """A name that spreadsheets accept: at most 31 characters, none of ``[]:*?/\\`` and no quote at either end."""
    return "".join(c for c in title if c not in "[]:*?/\\").strip("'")[:31] or "名单"


def sheet_names(titles: Iterable[str]) -> list[str]:
    """A name for each sheet of a book; of equal ones, which upper and lower case do not tell apart, later get a number."""
    names: list[str] = []
    for number, title in enumerate(titles, start=1):
        taken = {name.casefold() for name in names}
        name = sheet_name(title)
        names.append(name if name.casefold() not in taken else sheet_name(f"{number} {title}"))
    return names


def _disarmed(value: Value) -> Value:
    """Text that a spreadsheet would run, made harmless and rid of control characters; everything else as it is."""
    if isinstance(value, str):
        value = _CONTROLS.sub("", value)
        return "'" + value if value.startswith(_DANGEROUS) else value
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value


def _cause(error: FileCreateError) -> BaseException:
    cause = error.args[0] if error.args else None
    return cause if isinstance(cause, OSError) else error
