"""The rows of a sheet as a parser meets them: with repeats and spans, refused before they take memory."""

from culture_desktop.errors import FileTooLargeError
from culture_desktop.spreadsheets.limits import CELLS_LIMIT, MAX_CELLS
from culture_desktop.spreadsheets.sheet import Cell, Layout, Merge, Sheet, arranged

_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_SHARED_TEXTS = 20_000


class Grid:
    """Takes cells from left to right and rows from top to bottom; ``file`` names the file in errors."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: list[list[Cell]] = []
        self._row: list[Cell] = []
        self._column = self._width = self._blank = self._first = 0
        self._merges: list[Merge] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: set[int] = set()
        self._known: dict[str, str] = {}
        self.filled = 0

    @property
    def next_row(self) -> int:
        """The row, from 0, that the cells now go to."""
        return self._first + len(self._rows) + self._blank

    def cell(self, value: Cell, repeat: int = 1, across: int = 1, down: int = 1) -> None:
        """The next cell, or as many equal ones, merged over columns and rows where said."""
        if value != "" and repeat > 0:
            if type(value) is str:
                value = self._shared(value)
            if self._column + repeat > _LAST_COLUMN:
                raise FileTooLargeError(name=self._file, limit=CELLS_LIMIT)
            self._row.extend([""] * (self._column - len(self._row)))
            self._row.extend([value] * repeat)
            self.filled += repeat
            if (across > 1 or down > 1) and repeat == 1:
                top, left = self.next_row + 1, self._column
                self._merges.append(Merge(top, left, min(top + down - 1, _LAST_ROW), left + across - 1))
        self._column += max(repeat, 0)

    def _shared(self, value: str) -> str:
        """The same text as one object: in most columns few texts repeat in thousands of rows."""
        found = self._known.get(value)
        if found is None:
            found = value
            if len(self._known) < _SHARED_TEXTS:
                self._known[value] = value
        return found

    def move_to(self, column: int) -> None:
        """Let the next cell be in this column, from 0; never back."""
        self._column = max(self._column, column)

    @property
    def column(self) -> int:
        """The column, from 0, of the next cell."""
        return self._column

    def end_row(self, repeat: int = 1, hidden: bool = False) -> None:
        """End the row; the same again ``repeat`` times."""
        row, self._row, self._column = self._row, [], 0
        if not row:
            self._blank += repeat
            return
        if not self._rows:
            self._first, self._blank = self._first + self._blank, 0
        self._width = max(self._width, len(row))
        last = self.next_row + repeat
        if last > _LAST_ROW or (last - self._first) * self._width > MAX_CELLS:
            raise FileTooLargeError(name=self._file, limit=CELLS_LIMIT)
        self._rows.extend([] for _ in range(self._blank))
        self._blank = 0
        if hidden:
            self._hidden_rows.extend(range(self.next_row + 1, self.next_row + 1 + repeat))
        self._rows.append(row)
        self._rows.extend(list(row) for _ in range(repeat - 1))

    def skip_rows(self, count: int) -> None:
        """Leave rows blank."""
        self._blank += max(count, 0)

    def hide_columns(self, first: int, count: int) -> None:
        """Note columns, from 0, that are not shown."""
        self._hidden_columns.update(range(first, min(first + count, _LAST_COLUMN)))

    def sheet(self, name: str) -> Sheet:
        """What was taken, as a sheet of this name."""
        if self._row:
            self.end_row()
        for row in self._rows:
            if len(row) < self._width:
                row.extend([""] * (self._width - len(row)))
        layout = Layout(tuple(self._merges), tuple(self._hidden_rows), tuple(sorted(self._hidden_columns)))
        return arranged(self._file, name, self._rows, (self._first, 0), layout)
