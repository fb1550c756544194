"""A picture with the part that will be shown: drawn and changed by mouse and keyboard."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from culture_desktop.documents.briefings.blocks import WHOLE, Crop
from culture_desktop.override import override
from culture_desktop.ui.pages.composer.framing import Framing
from culture_desktop.ui.theme.tokens import tokens_of

_HANDLE, _REACH = 8, 9
_STEP = 0.01
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS = {
    (0, 0): Qt.CursorShape.SizeAllCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
}


class CropView(QWidget):
    """Arrows move what is shown, Shift and arrows make it larger or smaller, + and - in its ratio.

    Signals:
        changed: the part shown is another.
    """

    changed = Signal()

    def __init__(self, image: QImage, framing: Framing) -> None:
        super().__init__()
        self._image, self.framing = image, framing
        self.ratio: float | None = None
        self._grip: tuple[int, int] | None = None
        self._from = QPointF()
        self._begun = framing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("裁剪范围")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()

    def show_framing(self, framing: Framing) -> None:
        """Show another part."""
        if framing != self.framing:
            self.framing = framing
            self._describe()
            self.update()
            self.changed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(512, 340)

    def picture_area(self) -> QRectF:
        """Where the picture lies."""
        room = QRectF(self.rect()).adjusted(_HANDLE, _HANDLE, -_HANDLE, -_HANDLE)
        shape = self.framing.turned_shape
        wide = min(room.width(), room.height() * shape)
        size = QSize(round(wide), round(wide / shape))
        return QRectF(
            room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, size.width(), size.height()
        )

    def shown_area(self) -> QRectF:
        """Where the part lies that will be shown."""
        area = self.picture_area()
        left, top, width, height = self.framing.box
        return QRectF(
            area.x() + left * area.width(), area.y() + top * area.height(), width * area.width(), height * area.height()
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), tokens_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(tokens.sunken))
        area, shown = self.picture_area(), self.shown_area()
        turned = self._image.transformed(QTransform().rotate(90 * self.framing.turns))
        painter.drawImage(area, turned)
        shade = QColor(tokens.toast)
        shade.setAlphaF(0.6)
        for part in (
            QRectF(area.left(), area.top(), area.width(), shown.top() - area.top()),
            QRectF(area.left(), shown.bottom(), area.width(), area.bottom() - shown.bottom()),
            QRectF(area.left(), shown.top(), shown.left() - area.left(), shown.height()),
            QRectF(shown.right(), shown.top(), area.right() - shown.right(), shown.height()),
        ):
            painter.fillRect(part, shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.info if self.hasFocus() else tokens.document), 2))
        painter.drawRect(shown)
        painter.setPen(QPen(QColor(tokens.info), 1))
        painter.setBrush(QColor(tokens.document))
        for across, down in _grips():
            centre = _at(shown, across, down)
            painter.drawRect(QRectF(centre.x() - _HANDLE / 2, centre.y() - _HANDLE / 2, _HANDLE, _HANDLE))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = self._grip_at(event.position())
        self._from, self._begun = event.position(), self.framing

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            grip = self._grip_at(event.position())
            shape = Qt.CursorShape.ArrowCursor if grip is None else _CURSORS[_direction(grip)]
            self.setCursor(shape)
            return
        area, way = self.picture_area(), event.position() - self._from
        right, down = way.x() / area.width(), way.y() / area.height()
        if self._grip == (0, 0):
            self.show_framing(self._begun.moved(right, down))
        else:
            self.show_framing(self._begun.stretched(*self._grip, right, down, self.ratio))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            right, down = (each * _STEP for each in _ARROWS[key])
            larger = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if not larger:
                self.show_framing(self.framing.moved(right, down))
            elif self.ratio is not None:
                self.show_framing(self.framing.scaled(1 + 2 * (right + down)))
            else:
                self.show_framing(self.framing.stretched(1, 1, right, down))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.show_framing(self.framing.scaled(1.05))
        elif key is Qt.Key.Key_Minus:
            self.show_framing(self.framing.scaled(1 / 1.05))
        else:
            super().keyPressEvent(event)

    def _describe(self) -> None:
        left, top, width, height = (round(each * 100) for each in self.framing.box)
        self.setAccessibleDescription(f"左起 {left}%，上起 {top}%，宽 {width}%，高 {height}%")

    def _grip_at(self, point: QPointF) -> tuple[int, int] | None:
        shown = self.shown_area()
        for across, down in _grips():
            way = point - _at(shown, across, down)
            if max(abs(way.x()), abs(way.y())) <= _REACH:
                return across, down
        return (0, 0) if shown.contains(point) else None


def shown_part(image: QImage, turns: int, crop: Crop) -> QImage:
    """The picture as the paper shows it."""
    turned = image.transformed(QTransform().rotate(90 * turns)) if turns else image
    if crop == WHOLE:
        return turned
    size = turned.size()
    left, top = round(crop.left * size.width()), round(crop.top * size.height())
    right, bottom = round(crop.right * size.width()), round(crop.bottom * size.height())
    return turned.copy(left, top, max(1, right - left), max(1, bottom - top))


def _grips() -> list[tuple[int, int]]:
    return [(across, down) for across in (-1, 1) for down in (-1, 1)] + [(-1, 0), (1, 0), (0, -1), (0, 1)]


def _at(area: QRectF, across: int, down: int) -> QPointF:
    return area.center() + QPointF(across * area.width() / 2, down * area.height() / 2)


def _direction(grip: tuple[int, int]) -> tuple[int, int]:
    across, down = grip
    return (1, across * down) if across and down else (abs(across), abs(down))
