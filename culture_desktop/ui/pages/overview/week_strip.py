"""The days of a week with a dot for each activity."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from culture_desktop.override import override
from culture_desktop.ui.labels import weekday
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import tokens_of

_HEIGHT, _TODAY_WIDTH, _MOST_DOTS = 48, 34, 4
_DAYS, _SATURDAY = 7, 5


class WeekStrip(QWidget):
    """Seven days from Monday; today stands on a red ground."""

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._dots: Mapping[date, Sequence[int]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_week(self, today: date, dots: Mapping[date, Sequence[int]]) -> None:
        """``dots``: the layers (0 to 3) of each day's activities."""
        self._today, self._dots = today, dots
        self.setAccessibleName(f"本周，今天{weekday(today)}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._today == date.min:
            return
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        monday = self._today - timedelta(days=self._today.weekday())
        for at in range(_DAYS):
            left, right = self.width() * at // _DAYS, self.width() * (at + 1) // _DAYS
            self._paint_day(canvas, QRect(left, 0, right - left, _HEIGHT), monday + timedelta(days=at))

    def _paint_day(self, canvas: Canvas, area: QRect, day: date) -> None:
        tokens, now, centre = canvas.tokens, day == self._today, Qt.AlignmentFlag.AlignHCenter
        if now:
            box = QRectF(area.center().x() + 0.5 - _TODAY_WIDTH / 2, 0, _TODAY_WIDTH, _HEIGHT)
            canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            canvas.painter.setPen(Qt.PenStyle.NoPen)
            canvas.painter.setBrush(QColor(tokens.red_soft))
            canvas.painter.drawRoundedRect(box, 6, 6)
        rest = day.weekday() >= _SATURDAY
        colour = tokens.red_text if now else tokens.ink3 if rest else tokens.ink
        caption = tokens.red_text if now else tokens.ink3
        word = weekday(day)[-1]
        canvas.text(QRect(area.left(), 3, area.width(), 17), word, caption, font(FontRole.CAPTION), centre)
        face = font(FontRole.STRONG if now else FontRole.BODY)
        canvas.text(QRect(area.left(), 19, area.width(), 18), str(day.day), colour, face, centre)
        layers = list(self._dots.get(day, ()))[:_MOST_DOTS]
        left = area.center().x() + 0.5 - (len(layers) - 1) * 3.5
        for at, layer in enumerate(layers):
            canvas.dot(QPointF(left + at * 7, 41), tokens.layers[layer], 4)
