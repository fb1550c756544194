"""The briefings: title, state or number, date; drafts first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.override import override
from culture_desktop.services.briefings.rows import BriefingRow
from culture_desktop.ui.labels import day
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.vocabulary import BriefingState

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = Qt.ItemDataRole.UserRole
_ITEM, _LEFT = 50, 16


class BriefingList(QListView):
    """Items of 50 px.

    Signals:
        chosen: the user turned to another briefing (its id).
        removal_wanted: Del on a briefing (its id).
    """

    chosen = Signal(int)
    removal_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setAccessibleName("简报")
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._quiet = False

    @property
    def rows(self) -> tuple[BriefingRow, ...]:
        """What is shown."""
        return self._rows.rows

    def current(self) -> BriefingRow | None:
        """The current briefing."""
        return self.currentIndex().data(_ROW) if self.currentIndex().isValid() else None

    def show_rows(self, rows: Sequence[BriefingRow], current: int | None) -> None:
        """Show these; nothing is told of the one that becomes current."""
        self._quiet = True
        self._rows.show(tuple(rows))
        at = next((at for at, row in enumerate(rows) if row.id == current), -1)
        self.setCurrentIndex(self._rows.index(at, 0) if at >= 0 else QModelIndex())
        self._quiet = False

    def choose(self, briefing_id: int) -> None:
        """Make a briefing current; nothing is told of it."""
        self.show_rows(self.rows, briefing_id)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet:
            self.chosen.emit(current.data(_ROW).id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.key() == Qt.Key.Key_Delete and row is not None:
            self.removal_wanted.emit(row.id)
        else:
            super().keyPressEvent(event)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[BriefingRow, ...] = ()

    def show(self, rows: tuple[BriefingRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}，{state_words(row)}，{day(row.day)}"
        return row.title if role == Qt.ItemDataRole.ToolTipRole else None


class _RowDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, _ITEM)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, row = look_of(option), index.data(_ROW)
        tokens = tokens_of(look.palette)
        canvas, area = Canvas(painter, tokens), QRect(look.rect)
        selected = bool(look.state & QStyle.StateFlag.State_Selected)
        if selected:
            canvas.fill(area, tokens.select)
            canvas.fill(QRect(area.left(), area.top(), 3, area.height()), tokens.red)
        elif look.state & QStyle.StateFlag.State_MouseOver:
            canvas.fill(area, tokens.hover)
        words = area.adjusted(_LEFT, 6, -10, 0)
        canvas.text(QRect(words.left(), words.top(), words.width(), 20), row.title, tokens.ink, font(FontRole.BODY))
        below = QRect(words.left(), words.top() + 20, words.width(), 18)
        issued = row.state is BriefingState.ISSUED
        width = canvas.text(below, state_words(row), tokens.ink2 if issued else tokens.warn, font(FontRole.CAPTION))
        canvas.text(below.adjusted(width + 10, 0, 0, 0), day(row.day), tokens.ink3, font(FontRole.CAPTION))
        canvas.hairline(area, tokens.line)
        if selected and look.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.info), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))


def state_words(row: BriefingRow) -> str:
    """``草稿`` or ``第 31 期``."""
    if row.number is None:
        return row.state.label
    return f"增刊第 {row.number.sequence} 期" if row.number.supplement else f"第 {row.number.sequence} 期"
