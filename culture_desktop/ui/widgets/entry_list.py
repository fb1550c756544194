"""A short list of things to go to: what needs doing, and this week's appointments.

::

    todos = EntryList("待办")
    todos.set_entries([Entry("2026-046", "“匠心杯”简报待写", icon="writing", trail="今天", tone=Tone.WARN)])
    todos.opened.connect(self._open)             # the Entry, by click or Enter
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.icons import draw_icon
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import Tone, tokens_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW, _ICON, _LEAD = 29, 16, 78
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Entry:
    """One line. ``icon`` or ``layer`` (0 to 3) marks it; ``lead`` stands before the words, ``trail`` at the right."""

    key: object
    words: str
    icon: str = ""
    layer: int | None = None
    lead: str = ""
    trail: str = ""
    tone: Tone = Tone.NEUTRAL
    leads_on: bool = True

    @property
    def spoken(self) -> str:
        """The whole line for screen reader and tooltip."""
        return "，".join(part for part in (self.lead, self.words, self.trail) if part)


class EntryList(QListView):
    """Rows of 29 px between hairlines.

    Signals:
        opened: an Entry that leads on was clicked or entered (object).
    """

    opened = Signal(object)

    def __init__(self, name: str, *, ruled: bool = False) -> None:
        super().__init__()
        self._entries = _EntryModel(self)
        self.setModel(self._entries)
        self.setItemDelegate(_EntryDelegate(self, ruled=ruled))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries.entries

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other lines."""
        self._entries.set_entries(tuple(entries))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if entries else Qt.FocusPolicy.NoFocus)

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if isinstance(entry, Entry) and entry.leads_on:
            self.opened.emit(entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self._open(index)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        entry = self.indexAt(event.position().toPoint()).data(_ENTRY)
        ready = isinstance(entry, Entry) and entry.leads_on
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if ready else Qt.CursorShape.ArrowCursor)


class _EntryModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry.spoken
        return None


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, parent: QListView, *, ruled: bool) -> None:
        super().__init__(parent)
        self._view = parent
        self._ruled = ruled
        self._body, self._caption = font(FontRole.BODY), font(FontRole.CAPTION)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, entry = look_of(option), index.data(_ENTRY)
        canvas = Canvas(painter, tokens_of(look.palette))
        painter.save()
        self._paint_ground(canvas, look.rect, look.state, entry, last=index.row() == self._view.model().rowCount() - 1)
        line = look.rect.adjusted(0, 0, -2, 0)
        line.setLeft(self._paint_mark(canvas, line, entry))
        if entry.lead:
            canvas.text(
                QRect(line.left(), line.top(), _LEAD, line.height()), entry.lead, canvas.tokens.ink2, self._caption
            )
            line.setLeft(line.left() + _LEAD)
        if entry.trail:
            colour = canvas.tokens.ink3 if entry.tone is Tone.NEUTRAL else canvas.tokens.text_of(entry.tone)
            canvas.text(line, entry.trail, colour, self._caption, Qt.AlignmentFlag.AlignRight)
            line.setRight(line.right() - text_width(entry.trail, self._caption) - 12)
        canvas.text(line, entry.words, canvas.tokens.ink, self._body)
        painter.restore()

    def _paint_ground(self, canvas: Canvas, rect: QRect, state: QStyle.StateFlag, entry: Entry, *, last: bool) -> None:
        if state & QStyle.StateFlag.State_MouseOver and entry.leads_on:
            canvas.fill(rect, canvas.tokens.hover)
        if self._ruled and not last:
            canvas.hairline(rect, canvas.tokens.line)
        if state & QStyle.StateFlag.State_HasFocus:
            canvas.painter.setPen(QPen(QColor(canvas.tokens.info), 2))
            canvas.painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _paint_mark(self, canvas: Canvas, rect: QRect, entry: Entry) -> int:
        """Draws icon or bar; returns where the words begin."""
        if entry.layer is not None:
            bar = QRect(rect.left(), rect.top() + 7, 3, rect.height() - 14)
            canvas.fill(bar, canvas.tokens.layers[entry.layer])
            return rect.left() + 13
        colour = canvas.tokens.ink2 if entry.tone is Tone.NEUTRAL else canvas.tokens.text_of(entry.tone)
        top = rect.top() + (rect.height() - _ICON) // 2
        draw_icon(canvas.painter, QRect(rect.left() + 1, top, _ICON, _ICON), entry.icon, colour)
        return rect.left() + _ICON + 11
