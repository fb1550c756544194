"""Workbooks whose bytes do not depend on when they are made."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from builder.company import NOTE

_CREATED = datetime(2026, 11, 23, 8, 30)


@contextmanager
def workbook(path: Path, font: str = "宋体") -> Iterator[Workbook]:
    """A workbook in which strings stay strings, closed at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": _CREATED, "comments": NOTE})
    book.formats[0].set_font_name(font)
    book.formats[0].set_font_size(11)
    yield book
    book.close()


def header_format(book: Workbook, fill: str = "#EFEBE2") -> Format:
    """Bold, filled and ruled, as the head of a table."""
    return book.add_format({"bold": True, "bg_color": fill, "border": 1, "align": "center", "valign": "vcenter"})


def title_rows(book: Workbook, sheet: Worksheet, rows: tuple[str, ...], last_column: int) -> None:
    """Merged lines over the table: the first as a title, the others as notes."""
    title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    note = book.add_format({"font_size": 10, "font_color": "#6E675C", "valign": "vcenter"})
    for row, text in enumerate(rows):
        sheet.merge_range(row, 0, row, last_column, text, note if row else title)
    sheet.set_row(0, 30)


def header_row(book: Workbook, sheet: Worksheet, row: int, columns: tuple[tuple[str, float], ...]) -> None:
    """The head of the table with its column widths; what is above stays in view."""
    look = header_format(book)
    for column, (title, width) in enumerate(columns):
        sheet.write_string(row, column, title, look)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(row + 1, 0)
