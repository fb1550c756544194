"""The table view of every list in the program.

::

    COLUMNS = (
        Column[PersonRow]("姓名", lambda p: Name(p.name), width=160, stretch=True, sort_key="name"),
        Column[PersonRow]("工号", lambda p: Muted(p.number), sort_key="number"),
        Column[PersonRow]("用工性质", lambda p: Chip(p.employment.label), priority=2),
        Column[PersonRow]("今年参与", lambda p: Bar(count(p.count, "场"), p.count / 12), width=130),
    )
    table = RowTable(COLUMNS, name="人员", key=lambda p: p.number, checkable=True)
    table.set_placeholder(EmptyState(...))
    table.set_rows(rows)                       # current row and ticks are kept by key
    table.current_changed.connect(self._show_person)       # a row or None
    table.opened.connect(self._open_person)                # Enter or double click
    table.ticked.connect(self._show_bulk_bar)              # frozenset of keys
    table.sort_requested.connect(self._sort)               # (sort_key, descending)
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QItemSelection, QKeyCombination, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from culture_desktop.override import override
from culture_desktop.services.shown_table import ShownTable
from culture_desktop.ui.tables.cells import text_of
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.column_view import ColumnView
from culture_desktop.ui.tables.model import RowTableModel
from culture_desktop.ui.theme.icons import icon

Row = TypeVar("Row")
_CHARACTER = 7.0  # px, as spreadsheets count widths
EXPORT_KEY = "Ctrl+Shift+E"
_EXPORT = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_E)


@runtime_checkable
class TakesTables(Protocol):
    """Whatever writes a table that stands on it to a file: a page."""

    def export_table(self, shown: ShownTable) -> None: ...


class RowTable(ColumnView[Row], Generic[Row]):
    """Rows of 30 px, hover and selection over the whole row, one focus frame round the current one.

    Signals:
        current_changed: the current row changed (row or None, object).
        opened: Enter or a double click on a row (object).
        ticked: the ticked keys changed (frozenset, object).
        selection_changed: the selected rows changed (list of rows, object).
        sort_requested: the page should fetch in another order (sort_key, descending).
    """

    current_changed = Signal(object)
    opened = Signal(object)
    ticked = Signal(object)
    selection_changed = Signal(object)
    sort_requested = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        name: str,
        key: Callable[[Row], Hashable] | None = None,
        checkable: bool = False,
        multiple: bool = False,
        off: Callable[[Row], bool] | None = None,
        muted: Callable[[Row], bool] | None = None,
        tint_ticked: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(RowTableModel[Row](columns, key=key, checkable=checkable, off=off, muted=muted), parent)
        self._placeholder: QWidget | None = None
        self._keyed = key is not None
        self._tint_ticked = tint_ticked
        self.setAccessibleName(name)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multiple else mode.SingleSelection)
        self.head.sort_clicked.connect(self._sort_by_section)
        self.row_model.ticked.connect(self.ticked)
        self.row_model.modelReset.connect(self._show_placeholder)
        self.doubleClicked.connect(self.double_clicked)

    def set_rows(self, rows: Sequence[Row], usable: frozenset[Hashable] | None = None) -> None:
        """Show other rows; the current row stays when its key is still there. ``usable``: see the model."""
        kept, before = self._current_key(), self.currentIndex().row()
        self.cells.hovered = -1
        self.row_model.set_rows(rows, usable)
        if kept is not None and not self.select_key(kept, near=before):
            self.current_changed.emit(None)
        self.viewport().update()

    def current_row(self) -> Row | None:
        """The row the keyboard is on."""
        at = self.currentIndex().row()
        return self.row_model.rows[at] if 0 <= at < len(self.row_model.rows) else None

    def selected_rows(self) -> list[Row]:
        """The selected rows, in the order shown."""
        positions = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.row_model.rows[at] for at in positions]

    def ticked_rows(self) -> list[Row]:
        """The ticked rows, in the order shown."""
        return self.row_model.ticked_rows()

    def select_key(self, key: Hashable, *, near: int = 0) -> bool:
        """Make the row with this key current, looking first at position ``near``; False when it is not here."""
        at = self.row_model.position_of(key, near)
        if at >= 0:
            self.setCurrentIndex(self.row_model.index(at, self.row_model.check_columns))
        return at >= 0

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show the same rows under other columns, in this order; the current row stays."""
        kept, before = self._current_key(), self.currentIndex().row()
        self.exchange_columns(columns)
        if kept is not None:
            self.select_key(kept, near=before)

    def set_placeholder(self, widget: QWidget) -> None:
        """What stands in the table's place while it has no rows, such as an EmptyState."""
        if self._placeholder is not None and self._placeholder is not widget:
            self._placeholder.hide()
            self._placeholder.deleteLater()
        self._placeholder = widget
        widget.setParent(self.viewport())
        self._show_placeholder()

    @override
    def is_selected(self, position: int) -> bool:
        if self.row_model.checkable:
            ticked = self._tint_ticked and self.row_model.is_ticked(position)
            return ticked or position == self.currentIndex().row()
        return self.selectionModel().isRowSelected(position, QModelIndex())

    def _current_key(self) -> Hashable | None:
        row = self.current_row()
        return self.row_model.key_of(row) if self._keyed and row is not None else None

    def shown(self) -> ShownTable:
        """What the table shows, in words, with its columns and rows in their order."""
        columns = self.columns_shown()
        cells = tuple(
            tuple("" if (cell := column.cell(row)) is None else text_of(cell) for column in columns)
            for row in self.row_model.rows
        )
        widths = tuple((column.title, round(column.width / _CHARACTER, 1)) for column in columns)
        return ShownTable(self.accessibleName(), widths, cells)

    def export(self) -> None:
        """Ask whoever the table stands on to write it to a file."""
        place = self.parentWidget()
        while place is not None and not isinstance(place, TakesTables):
            place = place.parentWidget()
        if isinstance(place, TakesTables):
            place.export_table(self.shown())

    def menu(self) -> QMenu:
        """What can be done with the table as a whole."""
        menu = QMenu(self)
        menu.addAction(icon("download"), f"导出本表…\t{EXPORT_KEY}", self.export).setEnabled(bool(self.row_model.rows))
        return menu

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def double_clicked(self, index: QModelIndex) -> None:
        """What a double click on a cell does."""
        self._open(index)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.row_model.rows[index.row()])

    def _sort_by_section(self, section: int) -> None:
        column = self.row_model.columns[section - self.row_model.check_columns]
        descending = self.head.sorted_section == section and not self.head.descending
        self.head.show_sort(section, descending)
        if column.order is not None:
            self.set_rows(sorted(self.row_model.rows, key=column.order, reverse=descending))
        else:
            self.sort_requested.emit(column.sort_key, descending)

    def _show_placeholder(self) -> None:
        if self._placeholder is not None:
            self._placeholder.setGeometry(self.viewport().rect())
            self._placeholder.setVisible(not self.row_model.rows)

    @override
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.cells.current = current.row()
        self.repaint_row(previous.row())
        self.repaint_row(current.row())
        if current.row() != previous.row():
            self.current_changed.emit(self.current_row())

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_changed.emit(self.selected_rows())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        if event.keyCombination() == _EXPORT:
            self.export()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            self._open(self.currentIndex())
        elif self.row_model.checkable and event.key() == Qt.Key.Key_Space and at >= 0:
            self.row_model.toggle(at)
        elif self.row_model.checkable and event.matches(QKeySequence.StandardKey.SelectAll):
            self.row_model.tick_all()
        elif self.row_model.checkable and event.key() == Qt.Key.Key_Escape and self.row_model.ticked_keys:
            self.row_model.tick_all(False)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self.row_model.checkable and index.isValid() and index.column() == 0:
            self.row_model.toggle(index.row())
            return
        super().mousePressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_placeholder()
