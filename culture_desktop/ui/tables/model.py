"""One Qt model for every table: rows are frozen dataclasses, columns say how to show them.

``rows`` may be any sequence, also one that fetches pages lazily; the model only asks for its length and single rows.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from culture_desktop.override import override
from culture_desktop.ui.tables.cells import Cell, text_of
from culture_desktop.ui.tables.column import Column
from culture_desktop.ui.tables.sliced_rows import SlicedRows

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
# Put together once: Qt asks twice for each cell it paints.
_OFF = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_USABLE = _OFF | Qt.ItemFlag.ItemIsEnabled


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Rows under columns, with an optional set of ticked rows remembered by key.

    Signals:
        ticked: the set of ticked keys changed (frozenset, object).
    """

    ticked = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], Hashable] | None = None,
        checkable: bool = False,
        off: Callable[[Row], bool] | None = None,
        muted: Callable[[Row], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.checkable = checkable
        self._rows: Sequence[Row] = ()
        self._key = key
        self._off = off
        self._muted = muted
        self._usable: frozenset[Hashable] | None = None
        self._ticked: set[Hashable] = set()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, in the order shown."""
        return self._rows

    @property
    def check_columns(self) -> int:
        """How many columns stand before the first described one: 1 with check boxes, else 0."""
        return int(self.checkable)

    def set_rows(self, rows: Sequence[Row], usable: frozenset[Hashable] | None = None) -> None:
        """Show other rows; ticks of rows that are gone are dropped. Only the ``usable`` keys can be ticked, or all."""
        self.beginResetModel()
        self._rows, self._usable = rows, usable
        self.endResetModel()
        if self.checkable and self._ticked:
            self.set_ticked(self._ticked.intersection(self._keys() if usable is None else usable))

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show the same rows under other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def key_of(self, row: Row) -> Hashable:
        """What identifies a row beyond this list."""
        return self._key(row) if self._key is not None else id(row)

    def position_of(self, key: Hashable, near: int = 0) -> int:
        """The position of a row by key, or -1; looks at ``near`` first, which spares lazy rows from being fetched."""
        if 0 <= near < len(self._rows) and self._key_at(near) == key:
            return near
        keys = self._keys()
        try:
            return keys.index(key) if isinstance(keys, tuple) else list(keys).index(key)
        except ValueError:
            return -1

    def cell(self, index: Index) -> Cell:
        """What the delegate paints at an index right of the check boxes."""
        return self.columns[index.column() - self.check_columns].cell(self._rows[index.row()])

    def is_off(self, position: int) -> bool:
        """Whether a row cannot be used."""
        return self._off is not None and self._off(self._rows[position])

    def is_muted(self, position: int) -> bool:
        """Whether a row is set aside but still to be read."""
        return self._muted is not None and self._muted(self._rows[position])

    def is_ticked(self, position: int) -> bool:
        """Whether a row's box is ticked."""
        return self.checkable and self._key_at(position) in self._ticked

    def is_tickable(self, position: int) -> bool:
        """Whether a row's box can be changed."""
        return not self.is_off(position) and (self._usable is None or self._key_at(position) in self._usable)

    @property
    def ticked_keys(self) -> frozenset[Hashable]:
        """The keys of the ticked rows."""
        return frozenset(self._ticked)

    def ticked_rows(self) -> list[Row]:
        """The ticked rows, in the order shown."""
        return [row for row in self._rows if self.key_of(row) in self._ticked]

    def set_ticked(self, keys: Iterable[Hashable]) -> None:
        """Tick exactly these rows."""
        wanted = set(keys)
        if wanted == self._ticked:
            return
        self._ticked = wanted
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        self.ticked.emit(frozenset(wanted))

    def tick_all(self, on: bool = True) -> None:
        """Tick every row that can be used, or none."""
        if on and self._off is None:
            self.set_ticked(self._keys() if self._usable is None else self._usable)
        else:
            usable = (row for at, row in enumerate(self._rows) if self.is_tickable(at)) if on else ()
            self.set_ticked(self.key_of(row) for row in usable)

    def toggle(self, position: int) -> None:
        """Tick or clear one row."""
        if self.is_tickable(position):
            self.set_ticked(self._ticked ^ {self._key_at(position)})

    def tick_state(self) -> Qt.CheckState:
        """All, some or none."""
        if not self._ticked:
            return Qt.CheckState.Unchecked
        usable = len(self._rows) if self._usable is None else len(self._usable)
        return Qt.CheckState.Checked if len(self._ticked) >= usable else Qt.CheckState.PartiallyChecked

    def _keys(self) -> Iterable[Hashable]:
        if isinstance(self._rows, SlicedRows) and self._rows.keys is not None:
            return self._rows.keys
        return (self.key_of(row) for row in self._rows)

    def _key_at(self, position: int) -> Hashable:
        if isinstance(self._rows, SlicedRows) and self._rows.keys is not None:
            return self._rows.keys[position]
        return self.key_of(self._rows[position])

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + self.check_columns

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = _OFF if self.is_off(index.row()) else _USABLE
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.checkable and index.column() == 0 else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if self.checkable and index.column() == 0:
            return self._check_data(index.row(), role)
        column = self.columns[index.column() - self.check_columns]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text_of(self.cell(index))
        if role == Qt.ItemDataRole.ToolTipRole and column.tooltip is not None:
            return column.tooltip(self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _check_data(self, position: int, role: int) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.is_ticked(position) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "已选" if self.is_ticked(position) else "未选"
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.checkable or index.column() != 0:
            return False
        if (Qt.CheckState(value) == Qt.CheckState.Checked) != self.is_ticked(index.row()):
            self.toggle(index.row())
        return True

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = section - self.check_columns
        if orientation != Qt.Orientation.Horizontal or at >= len(self.columns):
            return None
        if at < 0:
            return "全选" if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[at].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[at].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
