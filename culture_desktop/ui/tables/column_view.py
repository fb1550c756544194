"""A table whose columns fit the room there is, can be moved and made wider by hand, and can be exchanged."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.header import Head
from culture_desktop.ui.tables.model import RowTableModel
from culture_desktop.ui.tables.row_view import RowView
from culture_desktop.ui.tables.widths import fitting_widths

Row = TypeVar("Row")
_CHECK_WIDTH = 36


class ColumnView(RowView, Generic[Row]):
    """Columns give way by priority where there is no room for all.

    Signals:
        arranged: columns were moved or made wider by hand; ``column_keys`` and ``column_widths`` say how.
    """

    arranged = Signal()

    def __init__(self, model: RowTableModel[Row], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.row_model = model
        model.setParent(self)
        self.head = Head(self)
        self.setHorizontalHeader(self.head)
        self._fitting = False
        self._by_hand: dict[str, int] = {}
        self.setModel(model)
        self._set_up_columns()
        self.head.sectionResized.connect(self._note_width)
        self.head.sectionMoved.connect(lambda *_: self._note_move())

    def exchange_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show the same rows under other columns, in this order."""
        self._fitting = True
        for at in range(self.head.count()):
            self.head.moveSection(self.head.visualIndex(at), at)
        self._by_hand = {}
        self.row_model.set_columns(columns)
        for at in range(self.head.count()):
            self.setColumnHidden(at, False)
        self._set_up_columns()
        self._fitting = False
        self._fit_columns()

    def set_movable(self) -> None:
        """Let the user drag columns to other places; the boxes stay in front."""
        self.head.setSectionsMovable(True)
        self.head.setFirstSectionMovable(not self.row_model.checkable)

    def columns_shown(self) -> list[Column[Row]]:
        """The columns in the order shown, without those there is no room for."""
        first = self.row_model.check_columns
        at = sorted(range(first, self.head.count()), key=self.head.visualIndex)
        return [self.row_model.columns[section - first] for section in at if not self.isColumnHidden(section)]

    def column_keys(self) -> tuple[str, ...]:
        """The keys of all columns in the order shown."""
        first = self.row_model.check_columns
        at = sorted(range(first, self.head.count()), key=self.head.visualIndex)
        return tuple(self.row_model.columns[section - first].key for section in at)

    def column_widths(self) -> tuple[int, ...]:
        """The widths that were given by hand, in the same order; 0 where none was."""
        return tuple(self._by_hand.get(key, 0) for key in self.column_keys())

    def show_sort(self, sort_key: str, descending: bool) -> None:
        """Put the arrow behind the title of a sort key, or a column's key; nowhere, where no column has it."""
        for at, column in enumerate(self.row_model.columns, self.row_model.check_columns):
            if sort_key in (column.sort_key, column.key):
                self.head.show_sort(at, descending)
                return
        self.head.show_sort(-1, descending)

    def _note_width(self, section: int, _before: int, width: int) -> None:
        first = self.row_model.check_columns
        if not self._fitting and section >= first and width:
            self._by_hand[self.row_model.columns[section - first].key] = width
            self.arranged.emit()

    def _note_move(self) -> None:
        if not self._fitting:
            self.arranged.emit()

    def _set_up_columns(self) -> None:
        self._fitting = True
        self.head.setStretchLastSection(False)
        for at, column in enumerate(self.row_model.columns):
            self.setColumnWidth(at + self.row_model.check_columns, column.width)
        if self.row_model.checkable:
            self.setColumnWidth(0, _CHECK_WIDTH)
        self._fitting = False

    def _fit_columns(self) -> None:
        self._fitting = True
        room = self.viewport().width() - _CHECK_WIDTH * self.row_model.check_columns
        for at, width in enumerate(fitting_widths(self.row_model.columns, room), self.row_model.check_columns):
            self.setColumnHidden(at, not width)
            column = self.row_model.columns[at - self.row_model.check_columns]
            if width and column.stretch and column.key not in self._by_hand:
                self.setColumnWidth(at, width)
        self._fitting = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
