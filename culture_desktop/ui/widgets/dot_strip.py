"""The points of one nominee on a line: a dot a judge, hollow where the highest and lowest were dropped, the mean red.

::

    strip = DotStrip()
    strip.set_points(counted=(Decimal("91.5"), Decimal("92")), dropped=(Decimal("86.5"), Decimal("95")), mean=Decimal("91.75"))
"""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.tokens import tokens_of

_LINE = 14
_SIDE = 22  # px at both ends, so that the outermost figures stay inside
_DOT = 5.0
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class DotStrip(QWidget):
    """Dots on a line of 14 px, the figures of the outermost and the mean under it; empty without points."""

    def __init__(self) -> None:
        super().__init__()
        self._counted: tuple[Decimal, ...] = ()
        self._dropped: tuple[Decimal, ...] = ()
        self._mean: Decimal | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_points(self, counted: Sequence[Decimal], dropped: Sequence[Decimal], mean: Decimal | None) -> None:
        """Show other points."""
        self._counted, self._dropped, self._mean = tuple(counted), tuple(dropped), mean
        told = [f"计入 {'、'.join(map(str, self._counted))}"]
        told += [f"去掉 {'、'.join(map(str, self._dropped))}"] if dropped else []
        told += [f"平均 {mean}"] if mean is not None else []
        self.setAccessibleName("评委打分：" + "，".join(told) if counted else "")
        self.setVisible(bool(counted))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 40)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        points = (*self._counted, *self._dropped)
        if not points:
            return
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        canvas.painter.setPen(QPen(QColor(canvas.tokens.line2), 1))
        canvas.painter.drawLine(QPointF(0, _LINE), QPointF(self.width(), _LINE))
        self._paint_dots(canvas)
        self._paint_figures(canvas, min(points), max(points))

    def _paint_dots(self, canvas: Canvas) -> None:
        painter, tokens = canvas.painter, canvas.tokens
        painter.setPen(QPen(QColor(tokens.ink3), 1.5))
        painter.setBrush(QColor(tokens.surface))
        for points in self._dropped:
            painter.drawEllipse(QPointF(self._x(points), _LINE), _DOT - 0.5, _DOT - 0.5)
        for points in self._counted:
            canvas.dot(QPointF(self._x(points), _LINE), tokens.heat[4], _DOT * 2)

    def _paint_figures(self, canvas: Canvas, least: Decimal, most: Decimal) -> None:
        tokens, face = canvas.tokens, font(FontRole.CAPTION)
        taken: list[tuple[float, float]] = []
        if self._mean is not None:
            at = self._x(self._mean)
            canvas.painter.fillRect(QRectF(at - 1, _LINE - 9, 2, 18), QColor(tokens.red_text))
            taken.append(self._figure(canvas, at, f"均 {self._mean}", tokens.red_text))
        for points in dict.fromkeys((least, most)):
            at, half = self._x(points), text_width(str(points), face) / 2
            if all(at + half + 4 < left or at - half - 4 > right for left, right in taken):
                taken.append(self._figure(canvas, at, str(points), tokens.ink3))

    def _figure(self, canvas: Canvas, at: float, words: str, colour: str) -> tuple[float, float]:
        """Write a figure centred under a place of the line; returns where it begins and ends."""
        face = font(FontRole.CAPTION)
        width = text_width(words, face)
        left = min(max(0.0, at - width / 2), self.width() - float(width))
        canvas.text(QRect(round(left), _LINE + 8, width + 1, 18), words, colour, face, _CENTRE)
        return left, left + width

    def _x(self, points: Decimal) -> float:
        everything = (*self._counted, *self._dropped)
        least, most = min(everything), max(everything)
        room = self.width() - 2 * _SIDE
        share = float((points - least) / (most - least)) if most > least else 0.5
        return _SIDE + share * room
