"""Rulers in mm along the canvas; guides are dragged out of them."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.documents.designs.boxes import bounds
from culture_desktop.documents.designs.editing import Axis
from culture_desktop.override import override
from culture_desktop.ui.pages.designer.canvas import SheetCanvas
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.tokens import tokens_of

BREADTH = 22
_LETTERS = 10  # px; design.md allows 10 on rulers alone
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)  # mm
_APART, _LABELS_APART = 4, 46  # px


class Ruler(QWidget):
    """ACROSS lies over the canvas, DOWN stands at its left; what is chosen is marked on it.

    Signals:
        begun: a guide is taken hold of.
        pulled: the pointer drags a guide out (its place on the screen, the modifiers).
        dropped: it was let go.
    """

    begun = Signal()
    pulled = Signal(QPointF, object)
    dropped = Signal()

    def __init__(self, axis: Axis, canvas: SheetCanvas, draft: Draft) -> None:
        super().__init__()
        self._axis, self._canvas, self._draft = axis, canvas, draft
        if axis is Axis.ACROSS:
            self.setFixedHeight(BREADTH)
        else:
            self.setFixedWidth(BREADTH)
        self.setAccessibleName("横向标尺" if axis is Axis.ACROSS else "纵向标尺")
        self.setToolTip("按住拖出参考线")
        canvas.lie_changed.connect(self.update)
        draft.chosen_changed.connect(self.update)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begun.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pulled.emit(event.globalPosition(), event.modifiers())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.dropped.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), tokens_of(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.surface))
        self._mark_chosen(painter, tokens.red_soft)
        painter.setPen(QColor(tokens.ink3))
        face = font(FontRole.CAPTION)
        face.setPixelSize(_LETTERS)
        painter.setFont(face)
        scale, long = self._canvas.scale, self.width() if self._axis is Axis.ACROSS else self.height()
        step = next((each for each in _STEPS if each * scale >= _APART), _STEPS[-1])
        label = next((each for each in _STEPS if each * scale >= _LABELS_APART and not each % step), _STEPS[-1])
        zero = self._px(0)
        for at in range(int(-zero / scale / step) * step, int((long - zero) / scale) + step, step):
            self._tick(painter, at, 10 if not at % label else 7 if not at % (5 * step) else 4, named=not at % label)
        painter.setPen(QColor(tokens.line))
        if self._axis is Axis.ACROSS:
            painter.drawLine(0, BREADTH - 1, self.width(), BREADTH - 1)
        else:
            painter.drawLine(BREADTH - 1, 0, BREADTH - 1, self.height())

    def _tick(self, painter: QPainter, at: int, length: int, *, named: bool) -> None:
        px = round(self._px(at))
        if self._axis is Axis.ACROSS:
            painter.drawLine(px, BREADTH - length, px, BREADTH - 2)
            if named:
                painter.drawText(QRect(px + 3, 0, 40, 13), Qt.AlignmentFlag.AlignLeft, str(at))
        else:
            painter.drawLine(BREADTH - length, px, BREADTH - 2, px)
            if named:
                painter.save()
                painter.translate(1, px - 2)
                painter.rotate(-90)
                painter.drawText(QRect(0, 0, 40, 13), Qt.AlignmentFlag.AlignLeft, str(at))
                painter.restore()

    def _mark_chosen(self, painter: QPainter, colour: str) -> None:
        if not self._draft.elements:
            return
        box = bounds(self._draft.elements)
        if self._axis is Axis.ACROSS:
            left, right = round(self._px(box.left)), round(self._px(box.right))
            painter.fillRect(left, 0, right - left, BREADTH, QColor(colour))
        else:
            top, bottom = round(self._px(box.top)), round(self._px(box.bottom))
            painter.fillRect(0, top, BREADTH, bottom - top, QColor(colour))

    def _px(self, mm: float) -> float:
        """Where a place in mm is on the ruler, which lies beside the scrolled canvas."""
        lie, origin = self._canvas.lie, self._canvas.pos()
        if self._axis is Axis.ACROSS:
            return origin.x() + lie.to_px(mm, 0).x()
        return origin.y() + lie.to_px(0, mm).y()
