"""Paints the cells of a heat map."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from culture_desktop.ui.theme import painting
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.tokens import Tokens, tokens_of
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
        tokens, rect = tokens_of(option.palette), option.rect
        painter.save()
        here = index.row() == self.hovered
        painting.fill(painter, rect, tokens.hover if here else tokens.surface)
        place = place_of(index.column())
        if place is None:
            self._paint_words(painter, rect, index, model, tokens)
        else:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            self._paint_cell(painter, rect, index.row(), place, model, tokens, focused)
        painter.restore()

    def _paint_words(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        model: HeatModel,
        tokens: Tokens,
    ) -> None:
        row = model.shown.rows[index.row()]
        right = Qt.AlignmentFlag.AlignRight
        if index.column() == 0:
            face = self._strong if index.row() == self.hovered else self._body
            painting.text(painter, rect, row.name, tokens.ink, face)
        elif index.column() == 1:
            painting.text(painter, rect.adjusted(0, 0, -8, 0), str(row.size), tokens.ink3, self._caption, right)
        elif index.column() == YEAR_COLUMN:
            low = row.year < _LOW_YEAR
            colour, face = (tokens.red_text, self._strong) if low else (tokens.ink, self._body)
            painting.text(painter, rect, f"{row.year * 100:.0f}%", colour, face, right)

    def _paint_cell(
        self, painter: QPainter, rect: QRect, row: int, place: HeatPlace, model: HeatModel, tokens: Tokens, focus: bool
    ) -> None:
        side = min(rect.width(), rect.height()) - 2
        box = QRectF(rect.left(), rect.top() + (rect.height() - side) / 2, max(side, rect.width() - 2), side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if place.month > model.shown.month:
            painting.dot(painter, box.center(), tokens.line, 3)
        elif model.is_gap(row, place):
            self._paint_gap(painter, box, tokens, now=place.month == model.shown.month)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            step = level(model.cell(row, place), model.shown.rows[row].size)
            painter.setBrush(QColor(tokens.heat[step]))
            painter.drawRoundedRect(box, _ROUND, _ROUND)
        if focus:
            painter.setPen(QPen(QColor(tokens.info), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0, 0, 0, 0), _ROUND + 1, _ROUND + 1)

    def _paint_gap(self, painter: QPainter, box: QRectF, tokens: Tokens, *, now: bool) -> None:
        """Hollow with a dash; this month's in red."""
        colour = QColor(tokens.red_text if now else tokens.line2)
        painter.setPen(QPen(colour, 1.4 if now else 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), _ROUND, _ROUND)
        painter.setPen(QPen(colour if now else QColor(tokens.ink3), 1.4))
        middle = box.center()
        painter.drawLine(QPointF(middle.x() - 3, middle.y()), QPointF(middle.x() + 3, middle.y()))
