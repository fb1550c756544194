"""The tree of organisations as something to drag in: organisations to another place, people into a unit."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)

from culture_desktop.override import override
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.tree import OrganisationTree

ORGANISATION = "application/x-runwu-organisation"
PEOPLE = "application/x-runwu-people"
_EDGE = 7  # px at the top and bottom of a row that mean between, not onto
_EXPAND_MS = 600


class Where(Enum):
    """Onto a row, or between two."""

    ABOVE = -1
    ON = 0
    BELOW = 1


@dataclass(frozen=True)
class Aim:
    """What is under the pointer of a drag."""

    index: QModelIndex
    where: Where


class DragTree(OrganisationTree):
    """F2, Del and Alt with an arrow act on the organisation chosen; the rest is done with the mouse.

    Signals:
        rename_wanted, delete_wanted: the key was pressed.
        shift_wanted: the one chosen is to go one place up (-1) or down (1).
        moved: an organisation was dropped (its id; the id to be above it, or None; the id to be behind it, or None).
        people_dropped: people were dropped on an organisation (tuple of ids, its id).
    """

    rename_wanted = Signal()
    delete_wanted = Signal()
    shift_wanted = Signal(int)
    moved = Signal(int, object, object)
    people_dropped = Signal(object, int)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._aim: Aim | None = None
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setAutoExpandDelay(_EXPAND_MS)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.shift_wanted.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: N803 - Qt's name
        key = self.current_key()
        if isinstance(key, int):
            start_drag(self, ORGANISATION, [key], str(self.currentIndex().data()))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ORGANISATION) or event.mimeData().hasFormat(PEOPLE):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # opens branches and scrolls
        self._show_aim(self._aim_of(event.mimeData(), event.position().toPoint()))
        if self._aim is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_aim(None)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        aim = self._aim_of(event.mimeData(), event.position().toPoint())
        self._show_aim(None)
        if aim is None:
            event.ignore()
            return
        event.acceptProposedAction()
        if event.mimeData().hasFormat(PEOPLE):
            self.people_dropped.emit(tuple(ids_in(event.mimeData(), PEOPLE)), _id_of(aim.index))
            return
        (dragged,) = ids_in(event.mimeData(), ORGANISATION)
        if aim.where is Where.ON:
            self.moved.emit(dragged, _id_of(aim.index), None)
        else:
            below = aim.index.siblingAtRow(aim.index.row() + 1)
            behind = aim.index if aim.where is Where.ABOVE else below
            self.moved.emit(dragged, _id_of(aim.index.parent()), _id_of(behind))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._aim is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(tokens_of(self.palette()).red), 2))
        rect = self._row(self._aim.index)
        if self._aim.where is Where.ON:
            painter.drawRoundedRect(rect.adjusted(2, 1, -3, -2), 6, 6)
        else:
            y = rect.top() if self._aim.where is Where.ABOVE else rect.bottom() + 1
            painter.drawLine(self.visualRect(self._aim.index).left(), y, rect.right() - 4, y)

    def _aim_of(self, data: QMimeData, at: QPoint) -> Aim | None:
        """Where a drop would go; None where it must not."""
        index = self.indexAt(at)
        if _id_of(index) is None:
            return None
        if data.hasFormat(PEOPLE):
            return Aim(index, Where.ON)
        if not data.hasFormat(ORGANISATION):
            return None
        (dragged,) = ids_in(data, ORGANISATION)
        where = _where(self._row(index), at.y())
        above = index if where is Where.ON else index.parent()
        while above.isValid():
            if _id_of(above) == dragged:
                return None  # below itself
            above = above.parent()
        return None if _id_of(index) == dragged else Aim(index, where)

    def _row(self, index: QModelIndex) -> QRect:
        rect = self.visualRect(index)
        return QRect(0, rect.top(), self.viewport().width(), rect.height())

    def _show_aim(self, aim: Aim | None) -> None:
        self._aim = aim
        self.viewport().update()


def start_drag(view: OrganisationTree | object, kind: str, ids: Iterable[int], words: str) -> None:
    """Begin dragging rows of the database, by their ids; ``words`` is what lands elsewhere, as in an editor."""
    drag = QDrag(view)  # type: ignore[arg-type] # any widget
    drag.setMimeData(mime_of(kind, ids, words))
    drag.exec(Qt.DropAction.MoveAction)


def mime_of(kind: str, ids: Iterable[int], words: str = "") -> QMimeData:
    """What is dragged."""
    data = QMimeData()
    data.setData(kind, json.dumps(list(ids)).encode())
    if words:
        data.setText(words)
    return data


def ids_in(data: QMimeData, kind: str) -> list[int]:
    """The ids that are dragged."""
    return [int(key) for key in json.loads(bytes(data.data(kind).data()))]


def _where(row: QRect, y: int) -> Where:
    if y < row.top() + _EDGE:
        return Where.ABOVE
    return Where.BELOW if y > row.bottom() - _EDGE else Where.ON


def _id_of(index: QModelIndex) -> int | None:
    key = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
    return key if isinstance(key, int) else None
