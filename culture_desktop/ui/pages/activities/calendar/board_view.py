"""The activities of a year by state, side by side; one is brought to another state by dragging it or with Alt+arrows."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from culture_desktop.override import override
from culture_desktop.services.activities.almanac_rows import BoardColumn, CalendarEntry
from culture_desktop.ui.labels import count, short_day
from culture_desktop.ui.pages.activities.calendar.drag import carried_id, drag
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.layouts import row
from culture_desktop.vocabulary import ActivityState, Layer

Index = QModelIndex | QPersistentModelIndex
_CARD, _ENTRY = 64, Qt.ItemDataRole.UserRole
_LAYERS = list(Layer)
_STATES = tuple(ActivityState)
_NOWHERE = QModelIndex()
_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class BoardView(QWidget):
    """A column a state.

    Signals:
        opened: the code of an activity (str).
        state_wanted: an activity is to be brought to a state (its id, ActivityState).
    """

    opened = Signal(str)
    state_wanted = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.lists = {state: BoardList(state) for state in _STATES}
        self._cards: dict[ActivityState, Card] = {}
        whole = row(gap=8)
        for state, list_ in self.lists.items():
            card = Card(state.label, flush=True)
            card.body.addWidget(list_)
            self._cards[state] = card
            whole.addWidget(card, 1)
            list_.opened.connect(self.opened)
            list_.state_wanted.connect(self.state_wanted)
            list_.neighbour_wanted.connect(self._to_neighbour)
        self.setLayout(whole)

    def show_board(self, columns: Sequence[BoardColumn]) -> None:
        """Show the columns; what had the focus keeps it, in whichever column it is now."""
        held = next((list_.current for list_ in self.lists.values() if list_.hasFocus()), None)
        for column in columns:
            self.lists[column.state].show_entries(column.entries)
            more = column.total - len(column.entries)
            self._cards[column.state].set_note(
                f"{column.total:,}" + (f"，列出 {count(column.total - more, '场')}" if more else "")
            )
        if held is not None:
            self.focus_on(held.id)

    def focus_on(self, activity_id: int) -> None:
        """Put the keyboard on an activity, where it is shown."""
        for list_ in self.lists.values():
            if list_.choose(activity_id):
                list_.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_neighbour(self, state: ActivityState, way: int) -> None:
        """The arrows left a column."""
        place = _STATES.index(state) + way
        while 0 <= place < len(_STATES):
            list_ = self.lists[_STATES[place]]
            if list_.entries:
                list_.setFocus(Qt.FocusReason.OtherFocusReason)
                if not list_.currentIndex().isValid():
                    list_.setCurrentIndex(list_.model().index(0, 0))
                return
            place += way


class BoardList(QListView):
    """The activities in one state.

    Signals:
        opened: the code of an activity (str).
        state_wanted: an activity is to be brought to a state (its id, ActivityState).
        neighbour_wanted: the arrows went to the next column (ActivityState, -1 or 1).
    """

    opened = Signal(str)
    state_wanted = Signal(int, object)
    neighbour_wanted = Signal(object, int)

    def __init__(self, state: ActivityState) -> None:
        super().__init__()
        self._state = state
        self._model = _BoardModel(self)
        self._pressed: tuple[QPoint, CalendarEntry] | None = None
        self.setModel(self._model)
        self.setItemDelegate(_BoardDelegate(self))
        self.setAccessibleName(f"{state.label}的活动")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setToolTip("拖到另一栏，或按 Alt+← →，转到那一步；回车打开")
        self.setAcceptDrops(True)

    @property
    def entries(self) -> tuple[CalendarEntry, ...]:
        """What is shown."""
        return self._model.entries

    @property
    def current(self) -> CalendarEntry | None:
        """The activity the keyboard is on."""
        found = self.currentIndex().data(_ENTRY)
        return found if isinstance(found, CalendarEntry) else None

    def show_entries(self, entries: tuple[CalendarEntry, ...]) -> None:
        """Show others."""
        self._model.show_entries(entries)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if entries else Qt.FocusPolicy.NoFocus)

    def choose(self, activity_id: int) -> bool:
        """Make an activity current; whether it is here."""
        for place, entry in enumerate(self.entries):
            if entry.id == activity_id:
                self.setCurrentIndex(self._model.index(place, 0))
                return True
        return False

    def _send(self, way: int) -> None:
        entry, place = self.current, _STATES.index(self._state) + way
        if entry is not None and 0 <= place < len(_STATES):
            self.state_wanted.emit(entry.id, _STATES[place])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        way, entry = _WAYS.get(Qt.Key(event.key())), self.current
        if way is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._send(way)
        elif way is not None:
            self.neighbour_wanted.emit(self._state, way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry is not None:
            self.opened.emit(entry.code)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        entry = self.indexAt(event.position().toPoint()).data(_ENTRY)
        self._pressed = (event.position().toPoint(), entry) if isinstance(entry, CalendarEntry) else None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            start, entry = self._pressed
            if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                drag(self, entry)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.current is not None:
            self.opened.emit(self.current.code)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        known = carried_id(event.mimeData()) is not None and event.source() is not self
        event.setAccepted(known)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(carried_id(event.mimeData()) is not None)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        event.accept()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        activity_id = carried_id(event.mimeData())
        if activity_id is not None and event.source() is not self:
            event.acceptProposedAction()
            self.state_wanted.emit(activity_id, self._state)


class _BoardModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[CalendarEntry, ...] = ()

    def show_entries(self, entries: tuple[CalendarEntry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.title}，{short_day(entry.first)}，{entry.state.label}"
        return None


class _BoardDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._caption, self._body = font(FontRole.CAPTION), font(FontRole.BODY)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, _CARD)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, entry = look_of(option), index.data(_ENTRY)
        assert isinstance(entry, CalendarEntry)
        canvas, rect = Canvas(painter, tokens_of(look.palette)), look.rect
        tokens = canvas.tokens
        painter.save()
        selected, focused = (
            bool(look.state & flag) for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus)
        )
        canvas.fill(rect, tokens.select if selected and focused else tokens.surface)
        canvas.hairline(rect, tokens.line)
        layer = tokens.layers[_LAYERS.index(entry.layer)]
        canvas.fill(QRect(rect.left(), rect.top() + 8, 3, rect.height() - 16), layer)
        inner = rect.adjusted(12, 8, -8, -8)
        canvas.text(QRect(inner.left(), inner.top(), inner.width(), 22), entry.title, tokens.ink, self._body)
        people = f"　{count(entry.people, '人')}" if entry.people else ""
        when = f"{short_day(entry.first)} {entry.starts:%H:%M}{people}"
        canvas.text(QRect(inner.left(), inner.top() + 24, inner.width(), 20), when, tokens.ink3, self._caption)
        if focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.info), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()
