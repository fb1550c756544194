"""Shapes that delegates and painted widgets share: chips, dots, bars, check boxes, text that fits.

Row grounds and hairlines are painted with antialiasing off (seams show at 125 % otherwise), shapes and text with it on.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from culture_desktop.ui.theme.tokens import HEIGHT_CELL_CHIP, RADIUS_CHIP, Tokens, Tone

_CHIP_PADDING = 7
_BAR_HEIGHT = 6


def fill(painter: QPainter, rect: QRect, colour: str) -> None:
    """A seamless ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(rect, QColor(colour))


def hairline(painter: QPainter, rect: QRect, colour: str) -> None:
    """A line along the bottom of ``rect``, one logical px."""
    fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), colour)


def text(
    painter: QPainter,
    rect: QRect,
    words: str,
    colour: str,
    face: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """One line of text, vertically centred, elided at the right when it does not fit; returns its width."""
    painter.setFont(face)
    painter.setPen(QColor(colour))
    metrics = QFontMetrics(face)
    wanted = metrics.horizontalAdvance(words)
    if wanted > rect.width() + 1:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width() + 1)
        wanted = rect.width()
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
    return wanted


def chip(painter: QPainter, rect: QRect, words: str, tone: Tone, tokens: Tokens, face: QFont) -> int:
    """A chip at the left of ``rect``; returns the width it took."""
    width = chip_width(words, face)
    box = QRectF(rect.left(), rect.center().y() - HEIGHT_CELL_CHIP / 2 + 0.5, width, HEIGHT_CELL_CHIP)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bordered = tone is Tone.NEUTRAL
    painter.setPen(QPen(QColor(tokens.line), 1) if bordered else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.fill_of(tone)))
    shape = box.adjusted(0.5, 0.5, -0.5, -0.5) if bordered else box
    painter.drawRoundedRect(shape, RADIUS_CHIP, RADIUS_CHIP)
    inner = box.toRect().adjusted(_CHIP_PADDING, 0, -_CHIP_PADDING + 1, 0)
    text(painter, inner, words, tokens.text_of(tone), face)
    return width


def chip_width(words: str, face: QFont) -> int:
    """How wide a chip with these words is."""
    return QFontMetrics(face).horizontalAdvance(words) + 2 * _CHIP_PADDING


def dot(painter: QPainter, centre: QPointF, colour: str, diameter: float = 7) -> None:
    """A state's dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(centre, diameter / 2, diameter / 2)


def square(painter: QPainter, centre: QPointF, colour: str, side: float = 8) -> None:
    """A layer's mark."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), 2, 2)


def bar(painter: QPainter, rect: QRect, share: float, colour: str, ground: str, height: float = _BAR_HEIGHT) -> None:
    """A bar of ``share`` (0 to 1) across ``rect``; zero draws none."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    top = rect.center().y() - height / 2 + 0.5
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(rect.left(), top, rect.width(), height), height / 2, height / 2)
    if share > 0:
        width = max(height / 2, rect.width() * min(share, 1.0))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(rect.left(), top, width, height), height / 2, height / 2)


def check_box(painter: QPainter, rect: QRect, state: Qt.CheckState, tokens: Tokens, *, enabled: bool = True) -> None:
    """A 16 px box centred in ``rect``; checked and partly checked are filled."""
    box = QRectF(rect.center().x() - 7.5, rect.center().y() - 7.5, 16, 16)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == Qt.CheckState.Unchecked:
        painter.setPen(QPen(QColor(tokens.line2 if enabled else tokens.line), 1))
        painter.setBrush(QColor(tokens.surface if enabled else tokens.sunken))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CHIP, RADIUS_CHIP)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.red if enabled else tokens.line))
    painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
    pen = QPen(QColor(tokens.on_red if enabled else tokens.off), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y = box.x(), box.y()
    if state == Qt.CheckState.Checked:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x + 4, y + 8.4), QPointF(x + 6.9, y + 11.2), QPointF(x + 12, y + 5.4)]))
    else:
        painter.drawLine(QPointF(x + 4.5, y + 8), QPointF(x + 11.5, y + 8))


def text_width(words: str, face: QFont) -> int:
    """How wide a line of text is."""
    return QFontMetrics(face).horizontalAdvance(words)


def marked(painter: QPainter, rect: QRect, words: str, ground: str, colour: str, face: QFont) -> None:
    """Words on a tinted ground as wide as ``rect``, as for a new value."""
    box = QRectF(rect.left(), rect.center().y() - HEIGHT_CELL_CHIP / 2 + 0.5, rect.width(), HEIGHT_CELL_CHIP)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
    text(painter, rect.adjusted(4, 0, -3, 0), words, colour, face)
