"""Excel's XML of 2003, which report systems save as .xls.

Source: [MS-OE376] and the XML Spreadsheet Reference of Office 2003.
"""

import re
from datetime import datetime, time

from culture_desktop.errors import EmptyTableError
from culture_desktop.spreadsheets.grid import Grid
from culture_desktop.spreadsheets.markup import Attributes, Parser, count
from culture_desktop.spreadsheets.sheet import Cell, Sheet

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{_NAMESPACE} "
_CELL, _DATA, _ROW, _COLUMN, _TABLE, _WORKSHEET, _COMMENT = (
    f"{_SS}{name}" for name in ("Cell", "Data", "Row", "Column", "Table", "Worksheet", "Comment")
)
_INDEX, _TYPE, _HIDDEN, _SPAN = (f"{_SS}{name}" for name in ("Index", "Type", "Hidden", "Span"))
_ACROSS, _DOWN, _NAME = f"{_SS}MergeAcross", f"{_SS}MergeDown", f"{_SS}Name"
_VISIBLE = "urn:schemas-microsoft-com:office:excel Visible"
_ROOT = re.compile(r"<(?:[\w.-]+:)?Workbook[\s>]")


def is_spreadsheetml(head: str) -> bool:
    """Whether a text that begins like this is one."""
    return _NAMESPACE in head and _ROOT.search(head) is not None


def sheets(xml: bytes, file: str) -> list[tuple[bool, Sheet]]:
    """Each worksheet with whether the user can see it, in the file's order."""
    return _Reader(xml, file).sheets()


class _Reader:
    """Follows the elements of a workbook and fills a grid for each worksheet."""

    def __init__(self, xml: bytes, file: str) -> None:
        self._file = file
        self._parser = Parser(xml, file, self._start, self._end)
        self._found: list[tuple[bool, Sheet]] = []
        self._grid, self._name, self._visible = Grid(file), "", True
        self._row: Attributes = {}
        self._cell: Attributes = {}
        self._type = ""
        self._columns = 0
        self._in_comment = False

    def sheets(self) -> list[tuple[bool, Sheet]]:
        self._parser.run()
        if not self._found:
            raise EmptyTableError(name=self._file)
        return self._found

    def _start(self, element: str, attributes: Attributes) -> None:
        if element == _CELL:
            self._cell, self._type = attributes, ""
            if _INDEX in attributes:
                self._grid.move_to(count(attributes, _INDEX) - 1)
        elif element == _DATA:
            if not self._in_comment:
                self._type = attributes.get(_TYPE, "String")
                self._parser.listen(True)
        elif element == _ROW:
            self._row = attributes
            self._grid.skip_rows(count(attributes, _INDEX, 0) - 1 - self._grid.next_row)
        elif element == _COMMENT:
            self._in_comment = True
        elif element == _COLUMN:
            self._start_column(attributes)
        elif element == _WORKSHEET:
            self._grid, self._name, self._visible = Grid(self._file), attributes.get(_NAME, ""), True
            self._columns = 0
        elif element == _VISIBLE:
            self._parser.listen(True)

    def _start_column(self, attributes: Attributes) -> None:
        first, columns = max(count(attributes, _INDEX, 0) - 1, self._columns), count(attributes, _SPAN, 0) + 1
        if attributes.get(_HIDDEN) == "1":
            self._grid.hide_columns(first, columns)
        self._columns = first + columns

    def _end(self, element: str) -> None:
        if element == _CELL:
            self._end_cell(_value(self._parser.taken(), self._type), self._cell)
        elif element == _DATA:
            self._parser.listen(False)
        elif element == _ROW:
            self._grid.end_row(hidden=self._row.get(_HIDDEN) == "1")
            self._grid.skip_rows(count(self._row, _SPAN, 0))
        elif element == _COMMENT:
            self._in_comment = False
        elif element == _VISIBLE:
            self._parser.listen(False)
            self._visible = not self._parser.taken().startswith("SheetHidden")
        elif element == _WORKSHEET:
            self._found.append((self._visible, self._grid.sheet(self._name)))

    def _end_cell(self, value: Cell, attributes: Attributes) -> None:
        if _ACROSS in attributes or _DOWN in attributes:
            across, down = count(attributes, _ACROSS, 0) + 1, count(attributes, _DOWN, 0) + 1
            column = self._grid.column
            self._grid.cell(value, 1, across, down)
            self._grid.move_to(column + across)
        else:
            self._grid.cell(value)


def _value(text: str, kind: str) -> Cell:
    if not text or kind == "Error":
        return ""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)
            return moment.date() if moment.time() == time() else moment
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text
