"""How a share of a list stands against its rule: one block per seat, an ink tick at the limit, the word beside.

::

    Gauge().set_state(GaugeState("女职工", "≥ 20%", seats=10, filled=4, limit=2, words="4 人", tone=Tone.OK))
"""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas, text_width
from culture_desktop.ui.theme.tokens import Tone, tokens_of

_ICONS = {
    Tone.OK: "circle-check",
    Tone.WARN: "lock",
    Tone.BAD: "alert-circle",
    Tone.INFO: "progress",
    Tone.NEUTRAL: "circle-dashed",
    Tone.ACCENT: "alert-circle",
}
_MOST_BLOCKS = 40


@dataclass(frozen=True, slots=True)
class GaugeState:
    """``limit`` in seats; ``words`` say it again, such as ``2 人，差 1``."""

    title: str
    rule: str
    seats: int
    filled: int
    limit: float
    words: str
    tone: Tone


class Gauge(QWidget):
    """36 px: a line of words, a line of blocks."""

    def __init__(self, state: GaugeState | None = None) -> None:
        super().__init__()
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if state is not None:
            self.set_state(state)

    def set_state(self, state: GaugeState) -> None:
        """Show another state."""
        self._state = state
        self.setAccessibleName(f"{state.title} {state.rule}，{state.words}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 40)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._state is None:
            return
        state, tokens = self._state, tokens_of(self.palette())
        canvas = Canvas(QPainter(self), tokens)
        canvas.icon(QRect(0, 3, 16, 16), _ICONS[state.tone], tokens.text_of(state.tone))
        body, caption = font(FontRole.BODY), font(FontRole.CAPTION)
        line = QRect(24, 0, self.width() - 24, 22)
        calm = state.tone in (Tone.OK, Tone.NEUTRAL, Tone.INFO)
        words_font = font(FontRole.STRONG) if state.tone is Tone.BAD else body
        colour = tokens.ink if calm else tokens.text_of(state.tone)
        canvas.text(line, state.words, colour, words_font, Qt.AlignmentFlag.AlignRight)
        taken = max(84, text_width(state.words, words_font) + 20)
        rule = line.adjusted(0, 0, -taken, 0)
        canvas.text(rule, state.rule, tokens.ink3, caption, Qt.AlignmentFlag.AlignRight)
        title = line.adjusted(0, 0, -taken - text_width(state.rule, caption) - 8, 0)
        canvas.text(title, state.title, tokens.ink, body)
        self._paint_blocks(canvas, QRectF(24, 28, self.width() - 24, 6), state)

    def _paint_blocks(self, canvas: Canvas, area: QRectF, state: GaugeState) -> None:
        painter, tokens = canvas.painter, canvas.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        each = area.width() / max(1, state.seats)
        if state.seats <= _MOST_BLOCKS:
            for seat in range(state.seats):
                painter.setBrush(QColor(tokens.text_of(state.tone) if seat < state.filled else tokens.line))
                painter.drawRoundedRect(QRectF(area.left() + seat * each, area.top(), each - 2, 6), 1.5, 1.5)
        else:
            painter.setBrush(QColor(tokens.line))
            painter.drawRoundedRect(area, 3, 3)
            painter.setBrush(QColor(tokens.text_of(state.tone)))
            painter.drawRoundedRect(QRectF(area.left(), area.top(), each * min(state.filled, state.seats), 6), 3, 3)
        tick = area.left() + each * state.limit - 1
        painter.fillRect(
            QRectF(min(max(tick - 1, area.left()), area.right() - 2), area.top() - 3, 2, 12), QColor(tokens.ink)
        )
