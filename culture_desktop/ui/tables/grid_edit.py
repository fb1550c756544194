"""Editing cells of a table in place: an input over the cell, and one sentence under it when the value does not fit.

Enter keeps the value and goes down, Tab to the right, Esc leaves; leaving the input with the pointer keeps the value.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.ui.tables.row_table import RowTable

_LEAST_WIDTH = 120
_GAP = 4


class CellInput(Protocol):
    """What stands over a cell: a widget with a value."""

    def value(self) -> Any: ...
    def mark(self, *, invalid: bool) -> None: ...


MakeInput = Callable[[Any, str], QWidget]
Commit = Callable[[Any, str, Any], bool]


@dataclass(frozen=True)
class _Place:
    """A cell, by what stays when the rows are read anew."""

    row: Hashable
    column: str


class GridEdit(QObject):
    """``make(row, column key)`` gives the input with the old value in it; ``commit(row, column key, value)`` writes
    or raises the CultureError whose sentence is shown at the cell. It may ask the user more about the value, and is
    False when that was left: then the cell stays as it was."""

    def __init__(self, table: RowTable[Any], make: MakeInput, commit: Commit) -> None:
        super().__init__(table)
        self._table, self._make, self._commit = table, make, commit
        self.input: QWidget | None = None
        self._row: Any = None
        self._key = ""
        self._before: Any = None
        self._next: _Place | None = None
        self._committing = False
        self._sentence = QLabel(table.viewport())
        self._sentence.setObjectName("cell_failure")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        table.row_model.modelReset.connect(self._resume_later)
        table.verticalScrollBar().valueChanged.connect(self._follow)
        table.horizontalScrollBar().valueChanged.connect(self._follow)

    @property
    def failure(self) -> str:
        """The sentence shown at the cell."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    def begin(self, index: QModelIndex) -> bool:
        """Edit a cell; False where it cannot be edited."""
        at = index.column() - self._table.row_model.check_columns
        if not index.isValid() or at < 0 or not self._table.row_model.columns[at].editable:
            return False
        self._end()
        self._table.setCurrentIndex(index)
        self._table.scrollTo(index)
        self._row, self._key = self._table.row_model.rows[index.row()], self._table.row_model.columns[at].key
        made = self._make(self._row, self._key)
        made.setParent(self._table.viewport())
        self.input = made
        self._before = self._read()
        for part in (made, made.focusProxy()):
            if part is not None:
                part.installEventFilter(self)
        self._follow()
        made.show()
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keep(self, *, down: int = 0, right: int = 0) -> bool:
        """Write what is entered and go on to another cell; False when it does not fit and the input stays."""
        if self.input is None or self._committing:
            return True
        try:
            value = self._value()
            target = self._beside(down, right)
            changed = value != self._before
            if changed:
                self._next = target
                if not self._committed(value):
                    self.leave()
                    return True
        except CultureError as error:
            self._next = None
            self._fail(str(error))
            return False
        self._end()
        if target is None:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not changed:
            self._go(target)
        return True

    def _committed(self, value: Any) -> bool:
        """Write a value; what is asked about it takes the focus from the input, which must not write it again."""
        self._committing = True
        try:
            return self._commit(self._row, self._key, value)
        finally:
            self._committing = False

    def leave(self) -> None:
        """Keep nothing."""
        self._next = None
        self._end()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _value(self) -> Any:
        made: Any = self.input
        return made.value()

    def _read(self) -> Any:
        """What the cell holds, as its input reads it; a masked number is read as its mask."""
        try:
            return self._value()
        except CultureError:
            return None

    def _beside(self, down: int, right: int) -> _Place | None:
        """The cell to go on to: below, or the next that can be edited to the right, else in the next row."""
        if not down and not right:
            return None
        editable = [column.key for column in self._table.columns_shown() if column.editable]
        rows, at = self._table.row_model.rows, self._table.currentIndex().row() + down
        place = editable.index(self._key) + right
        if not 0 <= place < len(editable):
            at, place = at + right, 0 if right > 0 else len(editable) - 1
        return _Place(self._table.row_model.key_of(rows[at]), editable[place]) if 0 <= at < len(rows) else None

    def _go(self, place: _Place) -> None:
        model = self._table.row_model
        at = model.position_of(place.row, self._table.currentIndex().row())
        keys = [column.key for column in model.columns]
        if at >= 0 and place.column in keys:
            self.begin(model.index(at, keys.index(place.column) + model.check_columns))

    def _resume_later(self) -> None:
        """The rows were read anew: an input over the old ones goes, and the next cell is opened when they are shown."""
        self._end()
        if self._next is not None:
            QTimer.singleShot(0, self, self._resume)

    def _resume(self) -> None:
        place, self._next = self._next, None
        if place is not None:
            self._go(place)

    def _fail(self, sentence: str) -> None:
        made: Any = self.input
        made.mark(invalid=True)
        self._sentence.setText(sentence)
        self._sentence.show()
        self._follow()
        self._sentence.raise_()
        made.setAccessibleDescription(sentence)

    def _follow(self, *_moved: int) -> None:
        if self.input is None:
            return
        rect = self._table.visualRect(self._table.currentIndex())
        width = max(rect.width(), _LEAST_WIDTH)
        left = max(0, min(rect.left(), self._table.viewport().width() - width))
        self.input.setGeometry(QRect(left, rect.top() - 1, width, rect.height() + 2))
        if self._sentence.isVisible():
            room = max(width, 300)
            height = self._sentence.heightForWidth(room)
            below = rect.bottom() + _GAP
            fits = below + height <= self._table.viewport().height()
            top = below if fits else rect.top() - height - _GAP
            self._sentence.setGeometry(max(0, min(left, self._table.viewport().width() - room)), top, room, height)

    def _end(self) -> None:
        made, self.input = self.input, None
        self._sentence.hide()
        if made is not None:
            for part in (made, made.focusProxy()):
                if part is not None:
                    part.removeEventFilter(self)
            made.hide()
            made.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.input is not None and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(event)
        if self.input is not None and event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            focused = QApplication.focusWidget()
            if focused is not None and not self.input.isAncestorOf(focused) and not self.keep():
                self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _key_pressed(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.keep(down=1)
            case Qt.Key.Key_Tab:
                self.keep(right=1)
            case Qt.Key.Key_Backtab:
                self.keep(right=-1)
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                self._sentence.hide()
                return False
        return True
