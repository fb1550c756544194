"""Coverage of units over four layers and twelve months.

::

    heat = HeatMap()
    heat.set_data(HeatData(rows=(HeatRow("u1", "客户服务一班", 24, cells, 0.91), ...), month=11,
                           coverage=(0.97, 0.89, 0.97, 0.81)))
    heat.cell_activated.connect(self._show_unreached)     # (unit_id, layer 0-3, month 1-12)

A gap is a form, not a colour: a hollow box with a dash. This month's gaps are outlined in red, months to come are dots.
Arrows move cell by cell, Ctrl+arrows to the next gap in that direction, Enter or a click opens a cell.
"""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.heat_delegate import HeatDelegate
from culture_desktop.ui.widgets.heat_model import (
    LAYER_NAMES,
    MONTHS,
    YEAR_COLUMN,
    HeatData,
    HeatModel,
    column_of,
    gap_columns,
    place_of,
)

_LABEL, _SIZE = 112, 28
_YEAR, _GAP = 44, 14
_PITCH_MIN, _PITCH_MAX = 13, 30
_TIGHT = 17  # below this pitch the months are set a size smaller
_ROW_MIN, _ROW_MAX = 18, 26
_HEAD = 46
_RIGHT = Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class HeatMap(QTableView):
    """The map; ``heat_model`` holds what it shows.

    Signals:
        cell_activated: a month that has come was clicked or entered (unit_id object, layer, month).
    """

    cell_activated = Signal(object, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.heat_model = HeatModel(self)
        self._delegate = HeatDelegate(self)
        self.setModel(self.heat_model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(_HeatHead(self))
        self.setAccessibleName("覆盖热力图：单位、四层、月份")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW_MIN)

    def set_data(self, data: HeatData) -> None:
        """Show other figures; the current cell stays where it is when it can."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.heat_model.set_data(data)
        self._fit()
        if 0 <= row < len(data.rows):
            self.setCurrentIndex(self.heat_model.index(row, column))

    def _fit(self) -> None:
        room = self.viewport().width()
        pitch = (room - _LABEL - _SIZE - _YEAR - 4 * _GAP) // (4 * MONTHS)
        pitch = max(_PITCH_MIN, min(_PITCH_MAX, pitch))
        self.setColumnWidth(0, _LABEL)
        self.setColumnWidth(1, _SIZE)
        for layer in range(4):
            for month in range(1, MONTHS + 1):
                self.setColumnWidth(column_of(layer, month), pitch)
        for gap in gap_columns():
            self.setColumnWidth(gap, _GAP)
        used = _LABEL + _SIZE + 4 * MONTHS * pitch + 4 * _GAP
        self.setColumnWidth(YEAR_COLUMN, max(_YEAR, room - used))
        rows = max(1, self.heat_model.rowCount())
        self.verticalHeader().setDefaultSectionSize(max(_ROW_MIN, min(_ROW_MAX, self.viewport().height() // rows)))

    def _emit(self, index: QModelIndex | QPersistentModelIndex) -> None:
        place = place_of(index.column())
        if place is not None and place.month <= self.heat_model.shown.month:
            row = self.heat_model.shown.rows[index.row()]
            self.cell_activated.emit(row.unit_id, place.layer, place.month)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    @override
    def moveCursor(self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        step = _STEPS.get(cursor_action)
        at = self.currentIndex()
        if not at.isValid() or place_of(at.column()) is None:
            return self.heat_model.index(0, column_of(0, 1))
        if step is None:
            return super().moveCursor(cursor_action, modifiers)
        row, column = at.row(), at.column()
        while True:
            row, column = row + step.y(), column + step.x()
            if not (0 <= row < self.heat_model.rowCount() and 2 <= column < YEAR_COLUMN):
                return QModelIndex(at)
            place = place_of(column)
            if place is None:
                continue
            wanted = modifiers & Qt.KeyboardModifier.ControlModifier
            if not wanted or self.heat_model.is_gap(row, place):
                return self.heat_model.index(row, column)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if place_of(index.column()) is not None:
            super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self._emit(index)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row())
        place = place_of(index.column()) if index.isValid() else None
        ready = place is not None and place.month <= self.heat_model.shown.month
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if ready else Qt.CursorShape.ArrowCursor)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            words = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
            QToolTip.showText(event.globalPos(), words or "", self.viewport())
            return True
        return super().viewportEvent(event)


_Move = QAbstractItemView.CursorAction
_STEPS = {
    _Move.MoveLeft: QPoint(-1, 0),
    _Move.MovePrevious: QPoint(-1, 0),
    _Move.MoveRight: QPoint(1, 0),
    _Move.MoveNext: QPoint(1, 0),
    _Move.MoveUp: QPoint(0, -1),
    _Move.MoveDown: QPoint(0, 1),
}


class _HeatHead(QHeaderView):
    """Two lines: the layer with its coverage, then the months; this month in red."""

    def __init__(self, parent: HeatMap) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._map = parent
        self.setFixedHeight(_HEAD)
        self.setMinimumSectionSize(_PITCH_MIN)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        canvas = Canvas(QPainter(self.viewport()), tokens)
        canvas.fill(self.viewport().rect(), tokens.surface)
        caption, strong = font(FontRole.CAPTION), font(FontRole.STRONG)
        shown = self._map.heat_model.shown
        figure, current = font(FontRole.CAPTION), font(FontRole.STRONG)
        if self.sectionSize(column_of(0, 1)) < _TIGHT:
            figure.setPixelSize(10)
            current.setPixelSize(11)
        for layer, name in enumerate(LAYER_NAMES):
            first = self.sectionViewportPosition(column_of(layer, 1))
            pitch = self.sectionSize(column_of(layer, 1))
            whole = QRect(first, 0, pitch * MONTHS, 22)
            canvas.square(QPoint(first + 4, 11).toPointF(), tokens.layers[layer])
            canvas.text(whole.adjusted(14, 0, 0, 0), name, tokens.ink, strong)
            if layer < len(shown.coverage):
                words = f"覆盖 {shown.coverage[layer] * 100:.0f}%"
                canvas.text(whole, words, tokens.ink3, caption, _RIGHT)
            for month in range(1, MONTHS + 1):
                now = month == shown.month
                # A month's figure may be wider than its cell; its neighbours leave room for it.
                area = QRect(first + (month - 1) * pitch - 3, 24, pitch + 4, 18)
                face, colour = (current, tokens.red_text) if now else (figure, tokens.ink3)
                canvas.text(area, str(month), colour, face, _CENTRE)
        year = QRect(self.sectionViewportPosition(YEAR_COLUMN), 24, self.sectionSize(YEAR_COLUMN), 18)
        canvas.text(year, "全年", tokens.ink3, caption, _RIGHT)


class HeatLegend(QWidget):
    """``低 ▢▢▢▢▢ 高``, to stand in a card's head."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(116, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, face = tokens_of(self.palette()), font(FontRole.CAPTION)
        canvas = Canvas(QPainter(self), tokens)
        canvas.text(QRect(0, 0, 14, 20), "低", tokens.ink3, face)
        for level in range(1, 6):
            canvas.fill(QRect(18 + (level - 1) * 16, 3, 15, 14), tokens.heat[level])
        canvas.text(QRect(102, 0, 14, 20), "高", tokens.ink3, face)
