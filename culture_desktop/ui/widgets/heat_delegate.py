"""Paints the cells of a heat map."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.style_option import look_of
from culture_desktop.ui.theme.tokens import tokens_of
from culture_desktop.ui.widgets.heat_model import YEAR_COLUMN, HeatModel, HeatPlace, level, place_of

_LOW_YEAR = 0.6  # a unit below this share stands out
_ROUND = 3


class HeatDelegate(QStyledItemDelegate):
    """Squares with rounded corners; the row under the pointer is tinted and its name bold."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hovered = -1
        self._body, self._strong = font(FontRole.BODY), font(FontRole.STRONG)
        self._caption = font(FontRole.CAPTION)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, HeatModel)
        look = look_of(option)
        canvas, rect = Canvas(painter, tokens_of(look.palette)), look.rect
        painter.save()
        here = index.row() == self.hovered
        canvas.fill(rect, canvas.tokens.hover if here else canvas.tokens.surface)
        place = place_of(index.column())
        if place is None:
            self._paint_words(canvas, rect, index, model)
        else:
            focused = bool(look.state & QStyle.StateFlag.State_HasFocus)
            self._paint_cell(canvas, rect, index.row(), place, model)
            if focused:
                self._paint_focus(canvas, rect)
        painter.restore()

    def _paint_words(
        self,
        canvas: Canvas,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        model: HeatModel,
    ) -> None:
        tokens = canvas.tokens
        row = model.shown.rows[index.row()]
        right = Qt.AlignmentFlag.AlignRight
        if index.column() == 0:
            face = self._strong if index.row() == self.hovered else self._body
            canvas.text(rect, row.name, tokens.ink, face)
        elif index.column() == 1:
            canvas.text(rect.adjusted(0, 0, -8, 0), str(row.size), tokens.ink3, self._caption, right)
        elif index.column() == YEAR_COLUMN:
            low = row.year < _LOW_YEAR
            colour, face = (tokens.red_text, self._strong) if low else (tokens.ink, self._body)
            canvas.text(rect, f"{row.year * 100:.0f}%", colour, face, right)

    def _paint_cell(self, canvas: Canvas, rect: QRect, row: int, place: HeatPlace, model: HeatModel) -> None:
        painter, tokens, box = canvas.painter, canvas.tokens, _box(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place.month > model.shown.month:
            canvas.dot(box.center(), tokens.line, 3)
        elif model.is_gap(row, place):
            self._paint_gap(canvas, box, now=place.month == model.shown.month)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            step = level(model.cell(row, place), model.shown.rows[row].size)
            painter.setBrush(QColor(tokens.heat[step]))
            painter.drawRoundedRect(box, _ROUND, _ROUND)

    def _paint_focus(self, canvas: Canvas, rect: QRect) -> None:
        canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas.painter.setPen(QPen(QColor(canvas.tokens.info), 2))
        canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
        canvas.painter.drawRoundedRect(_box(rect), _ROUND + 1, _ROUND + 1)

    def _paint_gap(self, canvas: Canvas, box: QRectF, *, now: bool) -> None:
        """Hollow with a dash; this month's in red."""
        painter, tokens = canvas.painter, canvas.tokens
        colour = QColor(tokens.red_text if now else tokens.line2)
        painter.setPen(QPen(colour, 1.4 if now else 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), _ROUND, _ROUND)
        painter.setPen(QPen(colour if now else QColor(tokens.ink3), 1.4))
        middle = box.center()
        painter.drawLine(QPointF(middle.x() - 3, middle.y()), QPointF(middle.x() + 3, middle.y()))


def _box(rect: QRect) -> QRectF:
    """The square of a cell; a little wider than high when there is room."""
    side = min(rect.width(), rect.height()) - 2
    return QRectF(rect.left(), rect.top() + (rect.height() - side) / 2, max(side, rect.width() - 2), side)
