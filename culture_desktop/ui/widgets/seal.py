"""The seal: 润 in white on red, as stamped."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.ui.theme.fonts import SONG
from culture_desktop.ui.theme.tokens import LIGHT, Tokens, tokens_of


class Seal(QWidget):
    """A square of ``size`` px: 28 in the rail, 60 on the first page."""

    def __init__(self, size: int = 28) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        _paint(QPainter(self), QRectF(self.rect()), tokens_of(self.palette()))


def application_icon() -> QIcon:
    """The seal as window icon, in the sizes that desktops ask for."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _paint(painter, QRectF(0, 0, side, side), LIGHT)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _paint(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    side = box.width()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.red))
    painter.drawRoundedRect(box, side * 0.12, side * 0.12)
    frame = QColor(tokens.on_red)
    frame.setAlphaF(0.85)
    painter.setPen(QPen(frame, max(0.8, side / 36)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = max(2.0, side * 0.085)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), side * 0.06, side * 0.06)
    face = QFont(SONG)
    face.setPixelSize(max(8, round(side * 0.57)))
    face.setWeight(QFont.Weight.Bold)
    painter.setFont(face)
    painter.setPen(QColor(tokens.on_red))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "润")
