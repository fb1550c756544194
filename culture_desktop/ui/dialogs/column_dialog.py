"""Chooses the columns of a list and puts them in order.

::

    keys = column_dialog.ask(self, fields, shown, fixed=("name",), usual=DEFAULT)       # tuple of keys | None
"""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from culture_desktop.override import override
from culture_desktop.ui.dialogs.dialog import Dialog
from culture_desktop.ui.widgets.buttons import Button, LinkButton
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import Label

_HEIGHT = 380
_KEY = Qt.ItemDataRole.UserRole


def ask(
    parent: QWidget | None,
    fields: Sequence[tuple[str, str]],
    shown: Sequence[str],
    *,
    fixed: Collection[str],
    usual: Sequence[str],
) -> tuple[str, ...] | None:
    """The keys of the columns wanted, in order; None when the dialog was left. ``fields`` are keys and titles."""
    dialog = ColumnDialog(parent, fields, shown, fixed=fixed, usual=usual)
    return dialog.keys() if dialog.exec() == Dialog.DialogCode.Accepted else None


class ColumnDialog(Dialog):
    """A list with boxes: dragged, or moved with the buttons and Alt+arrows."""

    def __init__(
        self,
        parent: QWidget | None,
        fields: Sequence[tuple[str, str]],
        shown: Sequence[str],
        *,
        fixed: Collection[str],
        usual: Sequence[str],
    ) -> None:
        super().__init__(parent, "列", act="应用", width=360)
        self._fields, self._fixed, self._usual = dict(fields), frozenset(fixed), tuple(usual)
        self.list = _Columns(self.move_current)
        self.list.setFixedHeight(_HEIGHT)
        self.body.addWidget(Label("勾选要显示的列，拖动调整次序", "caption"))
        self.body.addWidget(self.list)
        self.up = Button("上移", icon="arrow-up", clicked=lambda: self.move_current(-1), tip="上移　Alt+↑")
        self.down = Button("下移", icon="arrow-down", clicked=lambda: self.move_current(1), tip="下移　Alt+↓")
        self.reset = LinkButton("恢复默认", clicked=lambda: self._fill(self._usual))
        self.body.addLayout(row(self.up, self.down, STRETCH, self.reset))
        self._fill(shown)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[str, ...]:
        """The columns ticked, in order."""
        return tuple(item.data(_KEY) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    def move_current(self, by: int) -> None:
        """Move the current column up (-1) or down (1)."""
        at = self.list.currentRow()
        if at >= 0 and 0 <= at + by < self.list.count():
            item = self.list.takeItem(at)
            self.list.insertItem(at + by, item)
            self.list.setCurrentItem(item)

    def tick(self, key: str, on: bool = True) -> None:
        """Tick a column or clear it."""
        item = next(item for item in self._items() if item.data(_KEY) == key)
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        known = [key for key in shown if key in self._fields]
        for key in (*known, *(key for key in self._fields if key not in known)):
            item = QListWidgetItem(self._fields[key])
            item.setData(_KEY, key)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags if key in self._fixed else flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in known else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)


class _Columns(QListWidget):
    """Alt with an arrow moves the current row."""

    def __init__(self, move: Callable[[int], None]) -> None:
        super().__init__()
        self._move = move
        self.setAccessibleName("列")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self._move(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
