"""Tables of web pages, which many systems save as .xls: the largest of a page, and the pages of an mht archive.

A page is cut at its tags by one regular expression that never looks twice at a character, because pages may be cut
off, badly nested or made to hurt. Nothing a page refers to is looked up.
"""

import base64
import binascii
import quopri
import re
from html import unescape

from culture_desktop.errors import DamagedFileError, FileTooLargeError, WrongFileTypeError
from culture_desktop.spreadsheets.encoding import decode
from culture_desktop.spreadsheets.grid import Grid
from culture_desktop.spreadsheets.limits import CELLS_LIMIT, MAX_CELLS, MAX_TAGS, TAGS_LIMIT
from culture_desktop.spreadsheets.sheet import Cell, Sheet

_TOKEN = re.compile(
    r"<(?P<cell>t[dh])(?P<of>(?:\s[^<>]*+)?)>(?P<text>[^<]*+)</t[dh]\s*+>"  # a whole plain cell: nearly all are
    r"|<!--.*?(?:-->|\Z)"
    r"|<(?P<skipped>script|style|xml)(?:\s[^<>]*+)?>.*?(?:</(?P=skipped)\s*+>|\Z)"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:]*+)(?P<attributes>[^<>]*+)>"
    r"|<[^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE | re.ASCII)
_HIDDEN = re.compile(r"display\s*:\s*none|\bhidden\b", re.IGNORECASE)
_NUMBER = re.compile(r"\bx:num\s*=\s*[\"']?([-+0-9.eE]+)", re.ASCII)
_UNREADABLE_NUMBER = re.compile(r"#+|[+-]?\d(?:\.\d+)?[eE]\+?\d+", re.ASCII)
_LINE_ENDS = re.compile(r"[\r\n]+")
_LINES = frozenset({"br", "p", "div", "li"})
_DEEPEST = 60
_MOST_PARTS = 2_000
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576

_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,64})</x:Name>")
_BOUNDARY = re.compile(rb'\bboundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_MIME_HEAD = re.compile(
    rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version|content-type)\s*:", re.IGNORECASE
)
_HEAD_BYTES = 4096


def is_archive(head: bytes) -> bool:
    """Whether a file that begins like this is a web archive (mht)."""
    return _MIME_HEAD.match(head[:_HEAD_BYTES]) is not None


def archive_sheets(data: bytes, file: str, stem: str) -> list[tuple[bool, Sheet]]:
    """The sheets of a web archive: one for each page that has a table."""
    pages = [decode(part, file) for part in _parts(data, file)]
    names = [unescape(name) for page in pages for name in _SHEET_NAME.findall(page)]
    tables = [table for page in pages if (table := _largest(page, file)) is not None]
    if not tables:
        raise WrongFileTypeError(name=file)
    if len(names) != len(tables):
        names = [stem] if len(tables) == 1 else [f"{stem} {number}" for number in range(1, len(tables) + 1)]
    return [(True, grid.sheet(name)) for name, grid in zip(names, tables, strict=True)]


def sheet(text: str, file: str, stem: str) -> Sheet:
    """The largest table of a page; raises WrongFileTypeError when there is none."""
    grid = _largest(text, file)
    if grid is None:
        raise WrongFileTypeError(name=file)
    return grid.sheet(stem)


def _parts(data: bytes, file: str) -> list[bytes]:
    """The pages of a web archive, decoded from how they travel."""
    boundary = _BOUNDARY.search(data, 0, _HEAD_BYTES)
    parts = [data] if boundary is None else data.split(b"--" + (boundary[1] or boundary[2]), _MOST_PARTS)[1:]
    if len(parts) == _MOST_PARTS:
        raise DamagedFileError(name=file)
    found = []
    for part in parts:
        head, _, body = part.replace(b"\r\n", b"\n").partition(b"\n\n")
        head = head.lower()
        if b"text/html" not in head or b"tabstrip" in head:  # the sheet names that Excel draws below its pages
            continue
        try:
            if b"base64" in head:
                body = base64.b64decode(body)
            elif b"quoted-printable" in head:
                body = quopri.decodestring(body)
        except (binascii.Error, ValueError) as error:
            raise DamagedFileError(name=file) from error
        found.append(body)
    return found


def _largest(text: str, file: str) -> Grid | None:
    """The table with most filled cells; of equals the first."""
    if text.count("<") > MAX_TAGS:
        raise FileTooLargeError(name=file, limit=TAGS_LIMIT)
    page = _Page(text, file)
    page.read()
    return page.largest


class _Page:
    """Follows the tags of a page; a table inside a cell is a table of its own."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._open: list[_Table] = []
        self.largest: Grid | None = None

    def read(self) -> None:
        text, end = self._text, 0
        for match in _TOKEN.finditer(text):
            table = self._open[-1] if self._open else None
            if table and end < match.start():
                table.text(text[end : match.start()])
            end = match.end()
            if table and match["cell"]:
                table.start_cell(match["of"])
                table.text(match["text"])
                table.end_cell(said=True)
            elif match["tag"]:
                self._tag(match["tag"].lower(), bool(match["end"]), match["attributes"])
        if any(table.is_cut_off for table in self._open):
            raise DamagedFileError(name=self._file)
        while self._open:
            self._close()

    def _tag(self, tag: str, ends: bool, attributes: str) -> None:
        if tag == "table":
            if ends:
                self._close()
            elif len(self._open) >= _DEEPEST:
                raise DamagedFileError(name=self._file)
            else:
                self._open.append(_Table(self._file))
        elif self._open:
            self._open[-1].tag(tag, ends, attributes)

    def _close(self) -> None:
        if self._open:
            grid = self._open.pop().finished()
            if grid.filled and (self.largest is None or grid.filled > self.largest.filled):
                self.largest = grid


class _Table:
    """One table while it is read: rows and cells end where the next begin, said or not."""

    def __init__(self, file: str) -> None:
        self._grid, self._file = Grid(file), file
        self._in_row = False
        self._hidden = False
        self._cell: str | None = None
        self._pieces: list[str] = []
        self._covered: dict[int, int] = {}  # columns that a cell reaches down in, and through how many rows
        self._reach = 0
        self.is_cut_off = False  # if the page ends here: its cells have ends, so the table should, too

    def tag(self, tag: str, ends: bool, attributes: str) -> None:
        if tag in ("td", "th"):
            self.end_cell(said=True) if ends else self.start_cell(attributes)
        elif tag == "tr":
            self._end_row()
            self._in_row = not ends
            self._hidden = bool(attributes) and not ends and _HIDDEN.search(attributes) is not None
        elif tag in _LINES and self._cell is not None:
            self._pieces.append("\n")

    def text(self, text: str) -> None:
        """Text inside the open cell; between cells it is none of the table's."""
        if self._cell is not None:
            if "\n" in text or "\r" in text:
                text = _LINE_ENDS.sub(" ", text)  # in a page they are spaces
            self._pieces.append(unescape(text) if "&" in text else text)

    def start_cell(self, attributes: str) -> None:
        self.end_cell()
        self._in_row = True
        self._cell = attributes

    def end_cell(self, said: bool = False) -> None:
        """Hand the open cell to the grid, in the next column that nothing reaches into."""
        self.is_cut_off = self.is_cut_off or said
        if self._cell is None:
            return
        attributes, self._cell = self._cell, None
        value = _shown("".join(self._pieces), attributes)
        self._pieces.clear()
        grid = self._grid
        while self._covered and grid.column in self._covered:
            grid.move_to(grid.column + 1)
        if grid.column >= _MOST_COLUMNS:
            raise FileTooLargeError(name=self._file, limit=CELLS_LIMIT)
        if "span" not in attributes.lower():
            grid.cell(value)
            return
        spans = {kind.lower(): int(number) for kind, number in _SPAN.findall(attributes)}
        across = min(max(spans.get("col", 1), 1), _MOST_COLUMNS - grid.column)
        down = min(max(spans.get("row", 1), 1), _MOST_ROWS)
        column = grid.column
        grid.cell(value, 1, across, down)
        grid.move_to(column + across)
        if down > 1:
            self._covered.update(dict.fromkeys(range(column, column + across), down))

    def finished(self) -> Grid:
        """The table as far as it came."""
        self._end_row()
        return self._grid

    def _end_row(self) -> None:
        self.end_cell()
        if self._in_row:
            self._grid.end_row(hidden=self._hidden)
            if self._grid.next_row > _MOST_ROWS:
                raise FileTooLargeError(name=self._file, limit=CELLS_LIMIT)
            self._in_row = False
            self._reach += len(self._covered)
            if self._reach > MAX_CELLS:
                raise FileTooLargeError(name=self._file, limit=CELLS_LIMIT)
            if self._covered:
                self._covered = {column: rows - 1 for column, rows in self._covered.items() if rows > 1}


def _shown(text: str, attributes: str) -> Cell:
    """The text of a cell as a browser shows it; the number behind it where digits are not shown."""
    shown = text.strip()
    if "\n" in shown or "\r" in shown or "  " in shown:
        shown = "\n".join(filter(None, (" ".join(line.split()) for line in shown.splitlines())))
    if "x:num" in attributes and _UNREADABLE_NUMBER.fullmatch(shown) and (number := _NUMBER.search(attributes)):
        try:
            return float(number[1])
        except ValueError:
            return shown
    return shown
