"""One answer to “who is it?” or “which unit is it?”: a radio button as a card of one to three lines."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import Canvas
from culture_desktop.ui.theme.tokens import RADIUS_CONTROL, Tone, tokens_of

_LINE, _PADDING, _TEXT_LEFT, _LEAST = 18, 9, 38, 120


class AnswerCard(QRadioButton):
    """``answer`` is what choosing it means; ``hint`` is what speaks for it, ``key`` the key that chooses it."""

    def __init__(self, answer: object, title: str, detail: str = "", hint: str = "", *, key: str = "") -> None:
        super().__init__()
        self.answer, self.key = answer, key
        self._lines = [line for line in ((title, Tone.ACCENT), (detail, Tone.NEUTRAL), (hint, Tone.OK)) if line[0]]
        self.setAccessibleName("，".join(words for words, _tone in self._lines))
        self.setToolTip("\n".join(words for words, _tone in self._lines))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 2 * _PADDING + _LINE * len(self._lines) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.sizeHint().height())

    @override
    def hitButton(self, pos: object) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        canvas = Canvas(QPainter(self), tokens_of(self.palette()))
        painter, tokens, on = canvas.painter, canvas.tokens, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.red if on else tokens.line), 1))
        ground = tokens.red_soft if on else tokens.hover if self.underMouse() else tokens.surface
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
        disc = QRectF(12.5, _PADDING + 1.5, 15, 15)
        painter.setPen(QPen(QColor(tokens.line2), 1) if not on else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.red if on else tokens.surface))
        painter.drawEllipse(disc)
        if on:
            painter.setBrush(QColor(tokens.on_red))
            painter.drawEllipse(disc.adjusted(5, 5, -5, -5))
        if self.key:
            face, width = font(FontRole.CAPTION), 16
            canvas.text(QRect(self.width() - width - 6, _PADDING + 1, width, _LINE), self.key, tokens.ink3, face)
        colours = {Tone.ACCENT: tokens.ink, Tone.NEUTRAL: tokens.ink2, Tone.OK: tokens.ok}
        for at, (words, tone) in enumerate(self._lines):
            face = font(FontRole.STRONG if tone is Tone.ACCENT else FontRole.CAPTION)
            area = QRect(
                _TEXT_LEFT, _PADDING + 1 + at * _LINE, self.width() - _TEXT_LEFT - (26 if self.key else 8), _LINE
            )
            canvas.text(area, words, colours[tone], face)
