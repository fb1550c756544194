"""Shapes that delegates and painted widgets share: chips, dots, bars, check boxes, text that fits.

::

    canvas = Canvas(QPainter(self), tokens_of(self.palette()))
    canvas.text(self.rect(), "客户服务一班", canvas.tokens.ink, font(FontRole.BODY))

Row grounds and hairlines are painted with antialiasing off (seams show at 125 % otherwise), shapes and text with it on.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from culture_desktop.ui.theme.icons import draw_icon
from culture_desktop.ui.theme.tokens import HEIGHT_CELL_CHIP, RADIUS_CHIP, Tokens, Tone

_CHIP_PADDING = 7
_BAR_HEIGHT = 6
# Put together once: a screenful of a table is two hundred texts.
_ONE_LINE = {
    side: int((side | Qt.AlignmentFlag.AlignVCenter).value | Qt.TextFlag.TextSingleLine.value)
    for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
}


class Canvas:
    """A painter with the colours in force."""

    def __init__(self, painter: QPainter, tokens: Tokens) -> None:
        self.painter = painter
        self.tokens = tokens

    def fill(self, rect: QRect, colour: str) -> None:
        """A seamless ground."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.painter.fillRect(rect, QColor(colour))

    def hairline(self, rect: QRect, colour: str) -> None:
        """A line along the bottom of ``rect``: whole device px, so that all lines are alike at 125 %."""
        device = self.painter.deviceTransform()
        scale = device.m22()
        thick = max(1, round(scale))
        bottom = round(device.map(QPointF(0, rect.bottom() + 1)).y())
        top = (bottom - thick - device.dy()) / scale
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.painter.fillRect(QRectF(rect.left(), top, rect.width(), thick / scale), QColor(colour))

    def text(
        self,
        rect: QRect,
        words: str,
        colour: str,
        face: QFont,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """One line of text, vertically centred, elided at the right when it does not fit; returns its width."""
        self.painter.setFont(face)
        self.painter.setPen(QColor(colour))
        metrics = QFontMetrics(face)
        wanted = metrics.horizontalAdvance(words)
        if wanted > rect.width() + 1:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width() + 1)
            wanted = rect.width()
        self.painter.drawText(rect, _ONE_LINE[align], words)
        return wanted

    def chip(self, rect: QRect, words: str, tone: Tone, face: QFont) -> int:
        """A chip at the left of ``rect``; returns the width it took."""
        width = chip_width(words, face)
        box = QRectF(rect.left(), rect.center().y() - HEIGHT_CELL_CHIP / 2 + 0.5, width, HEIGHT_CELL_CHIP)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bordered = tone is Tone.NEUTRAL
        self.painter.setPen(QPen(QColor(self.tokens.line), 1) if bordered else Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.fill_of(tone)))
        shape = box.adjusted(0.5, 0.5, -0.5, -0.5) if bordered else box
        self.painter.drawRoundedRect(shape, RADIUS_CHIP, RADIUS_CHIP)
        inner = box.toRect().adjusted(_CHIP_PADDING, 0, -_CHIP_PADDING + 1, 0)
        self.text(inner, words, self.tokens.text_of(tone), face)
        return width

    def dot(self, centre: QPointF, colour: str, diameter: float = 7) -> None:
        """A state's dot."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.drawEllipse(centre, diameter / 2, diameter / 2)

    def square(self, centre: QPointF, colour: str, side: float = 8) -> None:
        """A layer's mark."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour))
        self.painter.drawRoundedRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), 2, 2)

    def bar(self, rect: QRect, share: float, colour: str, ground: str, height: float = _BAR_HEIGHT) -> None:
        """A bar of ``share`` (0 to 1) across ``rect``; zero draws none."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        top = rect.center().y() - height / 2 + 0.5
        self.painter.setBrush(QColor(ground))
        self.painter.drawRoundedRect(QRectF(rect.left(), top, rect.width(), height), height / 2, height / 2)
        if share > 0:
            width = max(height / 2, rect.width() * min(share, 1.0))
            self.painter.setBrush(QColor(colour))
            self.painter.drawRoundedRect(QRectF(rect.left(), top, width, height), height / 2, height / 2)

    def check_box(self, rect: QRect, state: Qt.CheckState, *, enabled: bool = True) -> None:
        """A 16 px box centred in ``rect``; checked and partly checked are filled."""
        box = QRectF(rect.center().x() - 7.5, rect.center().y() - 7.5, 16, 16)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state == Qt.CheckState.Unchecked:
            self.painter.setPen(QPen(QColor(self.tokens.line2 if enabled else self.tokens.line), 1))
            self.painter.setBrush(QColor(self.tokens.surface if enabled else self.tokens.sunken))
            self.painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CHIP, RADIUS_CHIP)
            return
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.tokens.red if enabled else self.tokens.line))
        self.painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
        pen = QPen(QColor(self.tokens.on_red if enabled else self.tokens.off), 1.7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        x, y = box.x(), box.y()
        if state == Qt.CheckState.Checked:
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawPolyline(
                QPolygonF([QPointF(x + 4, y + 8.4), QPointF(x + 6.9, y + 11.2), QPointF(x + 12, y + 5.4)])
            )
        else:
            self.painter.drawLine(QPointF(x + 4.5, y + 8), QPointF(x + 11.5, y + 8))

    def marked(self, rect: QRect, words: str, ground: str, colour: str, face: QFont) -> None:
        """Words on a tinted ground as wide as ``rect``, as for a new value."""
        box = QRectF(rect.left(), rect.center().y() - HEIGHT_CELL_CHIP / 2 + 0.5, rect.width(), HEIGHT_CELL_CHIP)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(ground))
        self.painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
        self.text(rect.adjusted(4, 0, -3, 0), words, colour, face)

    def icon(self, rect: QRect, name: str, colour: str) -> None:
        """An icon in a square; ``colour`` is a token's name or a value."""
        draw_icon(self.painter, rect, name, colour)


def chip_width(words: str, face: QFont) -> int:
    """How wide a chip with these words is."""
    return QFontMetrics(face).horizontalAdvance(words) + 2 * _CHIP_PADDING


def text_width(words: str, face: QFont) -> int:
    """How wide a line of text is."""
    return QFontMetrics(face).horizontalAdvance(words)
