"""Forms as xlsx: what is printed on them is locked, what is to be filled in takes only what it should.

The same content gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook

from culture_desktop.spreadsheets.replacement import replacing
from culture_desktop.spreadsheets.writer import FONT, sheet_name, storable

_MADE = datetime(2000, 1, 1)  # a file says when it was made; a form that says so would never be the same twice
_LONGEST_MESSAGE = 255
_LONGEST_TITLE = 32
_HEAD_HEIGHT, _ROW_HEIGHT = 32, 20


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A cell for a number from 0 to ``maximum``; ``whole`` takes no decimals. ``hint`` shows where it is filled in."""

    maximum: Decimal
    whole: bool
    title: str
    hint: str = ""
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column by its title; ``width`` in characters."""

    title: str
    width: float = 12


FormCell = str | NumberCell


def write_form(
    path: Path,
    sheet_title: str,
    columns: Sequence[FormColumn],
    rows: Iterable[Sequence[FormCell]],
    title_lines: Sequence[str],
) -> None:
    """Write one protected sheet without a password. Replaces ``path`` only when whole."""
    packed = BytesIO()
    with replacing(path) as part:
        book = Workbook(packed, {"in_memory": True})
        book.set_properties({"created": _MADE})
        _Form(book, sheet_title).write(columns, rows, title_lines)
        book.close()
        part.write_bytes(packed.getbuffer())


class _Form:
    """Fills the sheet of a form."""

    def __init__(self, book: Workbook, title: str) -> None:
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#BFBFBF"}
        text = {"num_format": "@"}
        self._sheet: Any = book.add_worksheet(sheet_name(title))
        self._title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
        self._note = book.add_format({"font_name": FONT, "font_size": 10})
        self._head = book.add_format(base | text | {"bold": True, "bg_color": "#F2F2F2", "text_wrap": True})
        self._locked = book.add_format(base | text | {"font_color": "#595959"})
        self._shut = book.add_format(base | text | {"font_color": "#595959", "bg_color": "#EDEDED", "align": "center"})
        self._open = book.add_format(base | {"locked": False, "align": "right", "bg_color": "#FFFDF5"})

    def write(
        self, columns: Sequence[FormColumn], rows: Iterable[Sequence[FormCell]], title_lines: Sequence[str]
    ) -> None:
        """Title lines, the frozen head, the rows."""
        sheet, head = self._sheet, len(title_lines)
        for number, line in enumerate(title_lines):
            sheet.write_string(number, 0, storable(line), self._note if number else self._title)
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column.width)
            sheet.write_string(head, position, storable(column.title), self._head)
        sheet.set_row(head, _HEAD_HEIGHT)
        for number, row in enumerate(rows, head + 1):
            sheet.set_row(number, _ROW_HEIGHT)
            to_fill = any(isinstance(cell, NumberCell) for cell in row)
            for position, cell in enumerate(row):
                self._write_cell(number, position, cell, shut=not to_fill)
        sheet.freeze_panes(head + 1, min(2, len(columns)))
        sheet.protect("", {"select_locked_cells": True, "format_columns": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(head)

    def _write_cell(self, row: int, position: int, cell: FormCell, *, shut: bool) -> None:
        if isinstance(cell, str):
            self._sheet.write_string(row, position, storable(cell), self._shut if shut else self._locked)
            return
        if cell.value is None:
            self._sheet.write_blank(row, position, None, self._open)
        else:
            self._sheet.write_number(row, position, float(cell.value), self._open)
        rule = {
            "validate": "integer" if cell.whole else "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": f"={cell.maximum.normalize():f}",
            "input_title": cell.title[:_LONGEST_TITLE],
            "input_message": cell.hint[:_LONGEST_MESSAGE],
            "error_title": cell.title[:_LONGEST_TITLE],
            "error_message": f"应为 0 到 {cell.maximum.normalize():f} 的{'整数' if cell.whole else '数'}",
        }
        self._sheet.data_validation(row, position, row, position, rule)
