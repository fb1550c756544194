"""Spreadsheets of OpenDocument (ods, and the flat fods): every table of content.xml, repeats and all.

Source: OASIS OpenDocument 1.3, part 3.
"""

import re
from datetime import date, datetime, time, timedelta

from culture_desktop.errors import EmptyTableError, PasswordProtectedError, WrongFileTypeError
from culture_desktop.spreadsheets.archive import Archive
from culture_desktop.spreadsheets.grid import Grid
from culture_desktop.spreadsheets.markup import Attributes, Parser, count
from culture_desktop.spreadsheets.sheet import Cell, Sheet

_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
# Nothing packs tighter. Repeats are counted as they are met, so that a tightly packed file costs no memory.
_MAX_RATIO = 1_100
_CONTENT, _MANIFEST = "content.xml", "meta-inf/manifest.xml"

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_NAMESPACE}{name}:1.0 " for name in ("table", "office", "text", "style"))
_CELL, _COVERED, _ROW, _COLUMN = (
    f"{_TABLE}{name}" for name in ("table-cell", "covered-table-cell", "table-row", "table-column")
)
_SHEET, _ANNOTATION, _PARAGRAPH = f"{_TABLE}table", f"{_OFFICE}annotation", f"{_TEXT}p"
_TYPE, _VALUE = f"{_OFFICE}value-type", f"{_OFFICE}value"
_ERROR_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_COLUMNS_REPEATED, _ROWS_REPEATED = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_ACROSS, _DOWN = f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned"
_VISIBILITY, _NAME, _STYLE_NAME = f"{_TABLE}visibility", f"{_TABLE}name", f"{_TABLE}style-name"
_INNER_TEXT = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
_SPACES, _SPACE_COUNT = f"{_TEXT}s", f"{_TEXT}c"
_DURATION = re.compile(r"(-?)PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S", re.ASCII)


def is_opendocument(archive: Archive) -> bool:
    """Whether the archive is an OpenDocument file of any sort."""
    return "mimetype" in archive and _CONTENT in archive


def is_flat(head: str) -> bool:
    """Whether a text that begins like this is an OpenDocument file in one piece (fods)."""
    return f"{_NAMESPACE}office:1.0" in head and "<office:document" in head


def content(archive: Archive) -> bytes:
    """The XML of the tables; raises what is wrong with the file."""
    if not archive.read("mimetype").strip().startswith(_MIME):
        raise WrongFileTypeError(name=archive.name)
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise PasswordProtectedError(name=archive.name)
    return archive.read(_CONTENT, _MAX_RATIO)


def sheets(xml: bytes, file: str) -> list[tuple[bool, Sheet]]:
    """Each table with whether the user can see it, in the file's order."""
    return _Reader(xml, file).sheets()


class _Reader:
    """Follows the elements of a document and fills a grid for each table."""

    def __init__(self, xml: bytes, file: str) -> None:
        self._file = file
        self._parser = Parser(xml, file, self._start, self._end)
        self._found: list[tuple[bool, Sheet]] = []
        self._grids: list[tuple[Grid, str, bool]] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._aside = 0  # depth inside notes and tables inside cells
        self._columns = 0
        self._row: Attributes = {}
        self._cell: Attributes = {}
        self._paragraphs = 0

    def sheets(self) -> list[tuple[bool, Sheet]]:
        self._parser.run()
        if not self._found:
            raise EmptyTableError(name=self._file)
        return self._found

    def _start(self, element: str, attributes: Attributes) -> None:
        """The commonest first: a large list has millions of cells."""
        if self._aside:
            self._aside += 1
        elif element in (_CELL, _COVERED):
            self._cell, self._paragraphs = attributes, 0
        elif element == _PARAGRAPH:
            if self._paragraphs:
                self._parser.text.append("\n")
            self._paragraphs += 1
            self._parser.listen(bool(self._grids))
        elif element == _ROW:
            self._row = attributes
        elif element in _INNER_TEXT:
            self._parser.text.append(_INNER_TEXT[element])
        elif element == _SPACES:
            self._parser.text.append(" " * min(count(attributes, _SPACE_COUNT), 100))
        else:
            self._start_rare(element, attributes)

    def _start_rare(self, element: str, attributes: Attributes) -> None:
        if element == _ANNOTATION or (element == _SHEET and self._grids):
            self._aside = 1
        elif element == _SHEET:
            visible = attributes.get(_STYLE_NAME, "") not in self._hidden_styles
            self._grids.append((Grid(self._file), attributes.get(_NAME, ""), visible))
            self._columns = 0
        elif element == _COLUMN and self._grids:
            repeat = count(attributes, _COLUMNS_REPEATED)
            if attributes.get(_VISIBILITY) in ("collapse", "filter"):
                self._grids[-1][0].hide_columns(self._columns, repeat)
            self._columns += repeat
        elif element == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif element == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _end(self, element: str) -> None:
        if self._aside:
            self._aside -= 1
        elif element in (_CELL, _COVERED):
            self._end_cell(element == _COVERED)
        elif element == _PARAGRAPH:
            self._parser.listen(False)
        elif element == _ROW and self._grids:
            hidden = self._row.get(_VISIBILITY) in ("collapse", "filter")
            self._grids[-1][0].end_row(count(self._row, _ROWS_REPEATED), hidden)
        elif element == _SHEET and self._grids:
            grid, name, visible = self._grids.pop()
            self._found.append((visible, grid.sheet(name)))

    def _end_cell(self, covered: bool) -> None:
        """Hand the cell to the grid; what lies under a merged cell is not shown and does not count."""
        text, attributes = self._parser.taken(), self._cell
        if not self._grids:
            return
        value = "" if covered else self._value(text, attributes)
        repeat = count(attributes, _COLUMNS_REPEATED) if _COLUMNS_REPEATED in attributes else 1
        if _ACROSS in attributes or _DOWN in attributes:
            self._grids[-1][0].cell(value, repeat, count(attributes, _ACROSS), count(attributes, _DOWN))
        else:
            self._grids[-1][0].cell(value, repeat)

    def _value(self, text: str, attributes: Attributes) -> Cell:
        kind = attributes.get(_TYPE)
        if kind is None or attributes.get(_ERROR_TYPE) == "error":
            return ""
        try:
            if kind in ("float", "percentage", "currency"):
                return float(attributes[_VALUE])
            if kind == "date":
                return _day(attributes[f"{_OFFICE}date-value"])
            if kind == "time":
                return _duration(attributes[f"{_OFFICE}time-value"]) or text
        except (KeyError, ValueError):
            return text
        if kind == "boolean":
            return attributes.get(f"{_OFFICE}boolean-value") == "true"
        return attributes.get(f"{_OFFICE}string-value", text) if kind == "string" else text


def _day(written: str) -> Cell:
    """A day, or a moment where a time of day is said."""
    return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)


def _duration(written: str) -> Cell | None:
    """A time of day, or a duration from a day on."""
    match = _DURATION.fullmatch(written)
    if match is None:
        return None
    hours, minutes, seconds = map(int, match.groups()[1:])
    if not match[1] and hours < 24:
        return time(hours, minutes, seconds)
    found = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -found if match[1] else found
