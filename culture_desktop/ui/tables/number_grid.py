"""A grid to type numbers into by keyboard: Enter goes down, Tab right, what cannot be taken is said and not kept.

::

    grid = NumberGrid("第一遍录入")
    grid.show_cells(row_titles, column_titles, cells)      # cells[row][column]: GridCell | None
    grid.numbers()                                          # {(row, column): Decimal}
    grid.refused.connect(self._say)                         # why what was typed cannot be taken ("" when it can)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import HEIGHT_ROW, HEIGHT_TABLE_HEAD, tokens_of

_COLUMN_WIDTH, _HEAD_WIDTH = 128, 230


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: the number it holds, and what is wrong with one that is typed ("" for nothing). ``words`` shut it."""

    number: Decimal | None = None
    fault: Callable[[Decimal], str] = lambda _number: ""
    words: str = ""


class NumberGrid(QTableWidget):
    """Rows and columns of numbers.

    Signals:
        refused: why what was typed is not taken, empty when it is (str).
        changed: a number was taken or cleared.
    """

    refused = Signal(str)
    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("numbers")
        self.setAccessibleName(name)
        self.setShowGrid(True)
        self.setTabKeyNavigation(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.verticalHeader().setDefaultSectionSize(HEIGHT_ROW)
        self.verticalHeader().setFixedWidth(_HEAD_WIDTH)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN_WIDTH)
        self.horizontalHeader().setMinimumHeight(HEIGHT_TABLE_HEAD)
        self._cells: list[list[GridCell | None]] = []
        self._filling = False
        self.itemChanged.connect(self._take)

    def show_cells(
        self, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[GridCell | None]]
    ) -> None:
        """Show other cells; None is a cell that there is not."""
        self._filling = True
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(len(columns))
        self.setVerticalHeaderLabels(list(rows))
        self.setHorizontalHeaderLabels(list(columns))
        self._cells = [list(line) for line in cells]
        for at, line in enumerate(self._cells):
            for position, cell in enumerate(line):
                self.setItem(at, position, self._item(cell))
        self._filling = False
        first = next(iter(self._open()), None)
        if first is not None:
            self.setCurrentCell(*first)

    def numbers(self) -> dict[tuple[int, int], Decimal]:
        """What is filled in."""
        return {
            (at, position): cell.number
            for at, line in enumerate(self._cells)
            for position, cell in enumerate(line)
            if cell is not None and cell.number is not None
        }

    def put(self, row: int, column: int, number: Decimal | None) -> None:
        """Fill a cell in, or clear it."""
        item = self.item(row, column)
        assert item is not None
        item.setText("" if number is None else f"{number.normalize():f}")

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != self.State.EditingState:
            self._go_down()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            at = (self.currentRow(), self.currentColumn())
            if at in self._open():
                self.put(*at, None)
        else:
            super().keyPressEvent(event)

    def _open(self) -> dict[tuple[int, int], None]:
        """The cells that can be filled in, column by column as Enter goes."""
        return {
            (at, position): None
            for position in range(self.columnCount())
            for at, line in enumerate(self._cells)
            if (cell := line[position]) is not None and not cell.words
        }

    def _go_down(self) -> None:
        """To the next cell below that is open, or on top of the next column."""
        order = list(self._open())
        here = (self.currentColumn(), self.currentRow())
        after = [place for place in order if (place[1], place[0]) > here]
        if after:
            self.setCurrentCell(*after[0])

    def _item(self, cell: GridCell | None) -> QTableWidgetItem:
        words = "—" if cell is None else cell.words
        if cell is not None and not words and cell.number is not None:
            words = f"{cell.number.normalize():f}"
        item = QTableWidgetItem(words)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if cell is None or cell.words:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            tokens = tokens_of(self.palette())
            item.setBackground(QColor(tokens.sunken))
            item.setForeground(QColor(tokens.ink3))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        return item

    def _take(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        at, position = item.row(), item.column()
        cell = self._cells[at][position]
        assert cell is not None
        typed = item.text().strip()
        number, fault = _read(typed, cell)
        if fault:
            self._show(item, cell.number)
            kept = "" if cell.number is None else f"，已保留原值 {cell.number.normalize():f}"
            self.refused.emit(f"{self._place(at, position)}填的是“{typed}”，{fault}{kept}。")
            return
        self._cells[at][position] = GridCell(number, cell.fault)
        self._show(item, number)
        self.refused.emit("")
        self.changed.emit()

    def _show(self, item: QTableWidgetItem, number: Decimal | None) -> None:
        self._filling = True
        item.setText("" if number is None else f"{number.normalize():f}")
        self._filling = False

    def _place(self, at: int, position: int) -> str:
        row, column = self.verticalHeaderItem(at), self.horizontalHeaderItem(position)
        assert row is not None
        assert column is not None
        return f"{row.text()}“{column.text()}”"


def _read(typed: str, cell: GridCell) -> tuple[Decimal | None, str]:
    """The number typed (None for nothing), and what is wrong with it."""
    if not typed:
        return None, ""
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return None, "应为数字"
    return (number, cell.fault(number)) if number.is_finite() else (None, "应为数字")
