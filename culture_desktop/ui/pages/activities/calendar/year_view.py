"""A year at a glance: a row for each month, a cell for each day, a mark for each layer that begins something."""

from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from culture_desktop.override import override
from culture_desktop.services.activities.almanac_rows import CalendarYear, DayFacts
from culture_desktop.ui.labels import count, weekday
from culture_desktop.ui.pages.activities.calendar.month_model import day_words
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.vocabulary import Layer

Index = QModelIndex | QPersistentModelIndex
_MONTHS, _DAYS = 12, 31
_LABEL, _HEAD, _MARK = 56, 28, 4
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_NOWHERE = QModelIndex()
_NONE = (0, 0, 0, 0)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class YearModel(QAbstractTableModel):
    """Months as rows; column 0 is the month's name, column n its n-th day."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.year = CalendarYear(1, (), {})
        self.today = date.min
        self._facts: dict[date, DayFacts] = {}

    def show_year(self, year: CalendarYear, today: date) -> None:
        """Show another year."""
        self.beginResetModel()
        self.year, self.today = year, today
        self._facts = {facts.day: facts for facts in year.days}
        self.endResetModel()

    def day(self, index: Index) -> date | None:
        """The day of a cell; None for a month's name and beyond a month's end."""
        try:
            return date(self.year.year, index.row() + 1, index.column())
        except ValueError:
            return None

    def facts(self, day: date) -> DayFacts:
        """What a day is."""
        return self._facts[day]

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or not self.year.days else _MONTHS

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else _DAYS + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        day = self.day(index)
        if day is None:
            return f"{index.row() + 1}月" if index.column() == 0 else None
        begun = self.year.begun.get(day, _NONE)
        words = [f"{layer.label} {count(n, '场')}" for layer, n in zip(Layer, begun, strict=True) if n]
        held = "，".join(words) or "没有活动"
        return f"{'，'.join((f'{day.month}月{day.day}日{weekday(day)}', *day_words(self.facts(day))))}\n{held}"


class YearView(QTableView):
    """Arrows go from day to day, Enter or a double click opens the month at a day.

    Signals:
        day_chosen: another day is current (date, object).
        day_opened: a day is to be seen closer (date, object).
        left: the arrows went beyond the year, to this day (date, object).
    """

    day_chosen = Signal(object)
    day_opened = Signal(object)
    left = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.year_model = YearModel(self)
        self.setModel(self.year_model)
        self.setItemDelegate(_YearDelegate(self))
        self.setHorizontalHeader(_DayHead(self))
        self.setAccessibleName("全年日历")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.selectionModel().currentChanged.connect(self._tell)

    def show_year(self, year: CalendarYear, today: date, day: date) -> None:
        """Show a year with a day current."""
        quiet = self.selectionModel().blockSignals(True)
        self.year_model.show_year(year, today)
        self._fit()
        self.selectionModel().blockSignals(quiet)
        self.choose(day)

    def choose(self, day: date) -> None:
        """Make a day current."""
        if day.year == self.year_model.year.year:
            self.setCurrentIndex(self.year_model.index(day.month - 1, day.day))

    @property
    def day(self) -> date | None:
        """The day that is current."""
        index = self.currentIndex()
        return self.year_model.day(index) if index.isValid() else None

    def _tell(self, index: QModelIndex) -> None:
        day = self.year_model.day(index)
        if day is not None:
            self.day_chosen.emit(day)

    def _fit(self) -> None:
        room = self.viewport().size()
        width = room.width() - _LABEL
        self.setColumnWidth(0, _LABEL)
        for day in range(_DAYS):
            self.setColumnWidth(day + 1, width * (day + 1) // _DAYS - width * day // _DAYS)
        self.verticalHeader().setDefaultSectionSize(max(30, room.height() // _MONTHS))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        day, key = self.day, Qt.Key(event.key())
        if day is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_opened.emit(day)
        elif day is not None and key in _STEPS:
            wanted = day + timedelta(days=_STEPS[key])
            if wanted.year == day.year:
                self.choose(wanted)
            else:
                self.left.emit(wanted)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.day is not None:
            self.day_opened.emit(self.day)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _YearDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._caption, self._strong = font(FontRole.CAPTION), font(FontRole.STRONG)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, YearModel)
        look, day = look_of(option), model.day(index)
        canvas, rect = Canvas(painter, tokens_of(look.palette)), look.rect
        tokens = canvas.tokens
        painter.save()
        if day is None:
            canvas.fill(rect, tokens.surface if index.column() == 0 else tokens.paper)
            if index.column() == 0:
                now = (model.year.year, index.row() + 1) == (model.today.year, model.today.month)
                colour, face = (tokens.red_text, self._strong) if now else (tokens.ink, self._caption)
                canvas.text(rect.adjusted(12, 0, 0, 0), f"{index.row() + 1}月", colour, face)
        else:
            self._paint_day(canvas, rect, model, day)
        canvas.hairline(rect, tokens.line)
        if look.state & QStyle.StateFlag.State_HasFocus and day is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.info), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 4, 4)
        painter.restore()

    def _paint_day(self, canvas: Canvas, rect: QRect, model: YearModel, day: date) -> None:
        tokens, facts = canvas.tokens, model.facts(day)
        rest = facts.off or (day.weekday() >= 5 and not facts.make_up)
        now = day == model.today
        canvas.fill(rect, tokens.red_soft if now else tokens.sunken if rest else tokens.surface)
        begun = model.year.begun.get(day, _NONE)
        layers = [at for at, n in enumerate(begun) if n]
        # The number gives way to what happens; festivals keep theirs in red.
        colour = tokens.red_text if now or facts.festivals else tokens.ink3 if not layers else tokens.ink
        top = rect.adjusted(0, 2, 0, -rect.height() // 2 + 2) if layers else rect
        canvas.text(top, str(day.day), colour, self._caption, _CENTRE)
        if layers:
            width = len(layers) * (_MARK + 2) - 2
            left = rect.center().x() - width // 2
            for at, layer in enumerate(layers):
                high = min(3, begun[layer]) * _MARK
                bottom = rect.bottom() - 4
                canvas.fill(QRect(left + at * (_MARK + 2), bottom - high, _MARK, high), tokens.layers[layer])


class _DayHead(QHeaderView):
    """1 to 31."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(_HEAD)
        self.setMinimumSectionSize(10)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        canvas = Canvas(QPainter(self.viewport()), tokens_of(self.palette()))
        canvas.fill(self.viewport().rect(), canvas.tokens.sunken)
        canvas.hairline(self.viewport().rect(), canvas.tokens.line)
        for column in range(1, self.count()):
            area = QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), _HEAD)
            canvas.text(area, str(column), canvas.tokens.ink2, font(FontRole.CAPTION), _CENTRE)
