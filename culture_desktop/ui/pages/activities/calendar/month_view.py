"""A month or a week: arrows go from day to day, Enter opens the day, an activity is dragged to another day."""

from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from culture_desktop.override import override
from culture_desktop.services.activities.almanac_rows import CalendarEntry, CalendarSpan
from culture_desktop.ui.pages.activities.calendar.drag import carried_id, drag
from culture_desktop.ui.pages.activities.calendar.month_delegate import MonthDelegate
from culture_desktop.ui.pages.activities.calendar.month_model import DAYS, MonthModel
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of

_HEAD, _LOWEST_ROW = 28, 64
_WEEKDAYS = "一二三四五六日"


class MonthView(QTableView):
    """Weeks below each other; ``detailed`` for one week, with times and places.

    Signals:
        day_chosen: another day is current (date, object).
        day_opened: Enter on a day (date, object).
        opened: an activity was double-clicked (its code, str).
        move_wanted: an activity is to be held on another day (its id, date).
        left: the arrows went beyond the days shown, to this one (date, object).
    """

    day_chosen = Signal(object)
    day_opened = Signal(object)
    opened = Signal(str)
    move_wanted = Signal(int, object)
    left = Signal(object)

    def __init__(self, name: str, *, detailed: bool = False) -> None:
        super().__init__()
        self.month_model = MonthModel(self)
        self._delegate = MonthDelegate(self, detailed=detailed)
        self._pressed: tuple[QPoint, CalendarEntry] | None = None
        self.setModel(self.month_model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(_WeekHead(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setAcceptDrops(True)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_span(self, span: CalendarSpan, month: int | None, today: date, day: date) -> None:
        """Show whole weeks with a day current."""
        quiet = self.selectionModel().blockSignals(True)
        self.month_model.show_span(span, month, today)
        self._fit()
        self.selectionModel().blockSignals(quiet)
        self.choose(day)

    def choose(self, day: date) -> None:
        """Make a day current."""
        index = self.month_model.index_of(day)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._tell(index)

    @property
    def day(self) -> date | None:
        """The day that is current."""
        index = self.currentIndex()
        return self.month_model.facts(index).day if index.isValid() else None

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.day_chosen.emit(self.month_model.facts(index).day)

    def _fit(self) -> None:
        room, rows = self.viewport().size(), max(1, self.month_model.rowCount())
        for column in range(DAYS):
            edge = room.width() * (column + 1) // DAYS - room.width() * column // DAYS
            self.setColumnWidth(column, edge)
        self.verticalHeader().setDefaultSectionSize(max(_LOWEST_ROW, room.height() // rows))

    def _entry_at(self, point: QPoint) -> CalendarEntry | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        entries = self.month_model.entries(self.month_model.facts(index).day)
        return self._delegate.entry_at(self.visualRect(index), entries, point)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self.day
        step = _STEPS.get(Qt.Key(event.key()))
        if day is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_opened.emit(day)
        elif step is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            wanted = date.fromordinal(day.toordinal() + step)
            if self.month_model.index_of(wanted).isValid():
                self.choose(wanted)
            else:
                self.left.emit(wanted)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        entry = self._entry_at(point)
        self._pressed = None if entry is None or event.button() != Qt.MouseButton.LeftButton else (point, entry)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            start, entry = self._pressed
            far = (event.position().toPoint() - start).manhattanLength()
            if far >= QApplication.startDragDistance():
                self._pressed = None
                drag(self, entry)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        entry = self._entry_at(event.position().toPoint())
        if entry is not None:
            self.opened.emit(entry.code)
        elif self.day is not None:
            self.day_opened.emit(self.day)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carried_id(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._show_drop(self.indexAt(event.position().toPoint()))
        event.setAccepted(self._delegate.dropping.isValid())

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(QModelIndex())

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        index, activity_id = self.indexAt(event.position().toPoint()), carried_id(event.mimeData())
        self._show_drop(QModelIndex())
        if index.isValid() and activity_id is not None:
            event.acceptProposedAction()
            self.move_wanted.emit(activity_id, self.month_model.facts(index).day)

    def _show_drop(self, index: QModelIndex) -> None:
        self._delegate.dropping = index
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -DAYS,
    Qt.Key.Key_Down: DAYS,
}


class _WeekHead(QHeaderView):
    """周一 to 周日."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(_HEAD)
        self.setMinimumSectionSize(20)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        canvas = Canvas(QPainter(self.viewport()), tokens_of(self.palette()))
        canvas.fill(self.viewport().rect(), canvas.tokens.sunken)
        canvas.hairline(self.viewport().rect(), canvas.tokens.line)
        for column in range(self.count()):
            area = self.viewport().rect()
            area.setLeft(self.sectionViewportPosition(column) + 8)
            area.setWidth(self.sectionSize(column) - 16)
            canvas.text(area, f"周{_WEEKDAYS[column]}", canvas.tokens.ink2, font(FontRole.CAPTION))
