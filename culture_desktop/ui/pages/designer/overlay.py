"""What is painted on top of the sheet: guides, frames of elements, handles, lines met, where things are."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from culture_desktop.documents.designs.boxes import HANDLES, Handle, bounds, box_of
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.snapping import Lines
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.pages.designer.gestures import Frame, Gesture
from culture_desktop.ui.pages.designer.lie import Lie
from culture_desktop.ui.theme.fonts import FontRole, font
from culture_desktop.ui.theme.painting import text_width
from culture_desktop.ui.theme.tokens import LIGHT, Tokens

_HANDLE = 7.0  # px
_LABEL = 24  # px


def handle_rects(lie: Lie, rect: QRectF) -> dict[Handle, QRectF]:
    """Where the handles of a frame are; those in the middle of short sides are left out."""
    found = {}
    for handle in HANDLES:
        crowded = (not handle.across and rect.width() < 4 * _HANDLE) or (
            not handle.down and rect.height() < 3 * _HANDLE
        )
        if crowded and handle.across != 1 and handle.down != 1:
            continue
        x = rect.center().x() + handle.across * rect.width() / 2
        y = rect.center().y() + handle.down * rect.height() / 2
        found[handle] = QRectF(x - _HANDLE / 2, y - _HANDLE / 2, _HANDLE, _HANDLE)
    return found


class Overlay:
    """Paints in the colours of light mode: the sheet is white paper in both."""

    def __init__(self, painter: QPainter, lie: Lie, area: QRect, tokens: Tokens) -> None:
        self._painter, self._lie, self._area, self._tokens = painter, lie, area, tokens

    def guides(self, design: Design) -> None:
        """Guides, and the fold of a folded sheet."""
        self._lines(Lines(design.across, design.down), QPen(QColor(LIGHT.info), 1, Qt.PenStyle.DashLine))
        if design.fold:
            x = self._lie.to_px(design.sheet.width / 2, 0).x()
            top, bottom = self._lie.to_px(0, 0).y(), self._lie.to_px(0, design.sheet.height).y()
            self._painter.setPen(QPen(QColor(LIGHT.off), 1, Qt.PenStyle.DotLine))
            self._painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def faults(self, design: Design, left_out: frozenset[str]) -> None:
        """Frames of what could not be printed."""
        for element in design.elements:
            if element.key in left_out:
                colour = QColor(LIGHT.bad)
                rect = self._lie.rect(box_of(element))
                colour.setAlphaF(0.12)
                self._painter.fillRect(rect, colour)
                self._frame(rect, QPen(QColor(LIGHT.bad), 1.5, Qt.PenStyle.DashLine))

    def chosen(self, draft: Draft, *, focused: bool) -> None:
        """Frames of what is chosen, and handles where it is one that can be moved."""
        elements = draft.elements
        pen = QPen(QColor(LIGHT.info), 1.5 if focused else 1)
        for element in elements:
            style = Qt.PenStyle.DotLine if element.locked else Qt.PenStyle.SolidLine
            self._frame(self._lie.rect(box_of(element)), QPen(pen.brush(), pen.widthF(), style))
        if len(elements) > 1:
            self._frame(self._lie.rect(bounds(elements)), QPen(QColor(LIGHT.info), 1, Qt.PenStyle.DashLine))
        elif elements and not elements[0].locked:
            for rect in handle_rects(self._lie, self._lie.rect(box_of(elements[0]))).values():
                self._painter.fillRect(rect, QColor(LIGHT.document))
                self._frame(rect, QPen(QColor(LIGHT.info), 1.5))

    def gesture(self, gesture: Gesture, at: QPointF) -> None:
        """What is met while something is dragged, and in words where it is."""
        self._lines(gesture.lines, QPen(QColor(LIGHT.red), 1))
        if isinstance(gesture, Frame):
            rect = QRectF(
                self._lie.to_px(gesture.rect.left(), gesture.rect.top()),
                self._lie.to_px(gesture.rect.right(), gesture.rect.bottom()),
            )
            ground = QColor(LIGHT.info)
            ground.setAlphaF(0.08)
            self._painter.fillRect(rect, ground)
            self._frame(rect, QPen(QColor(LIGHT.info), 1))
        if gesture.words:
            self._label(gesture.words, at)

    def _label(self, words: str, at: QPointF) -> None:
        face = font(FontRole.CAPTION)
        width = text_width(words, face) + 14
        left = min(at.x() + 14, self._area.right() - width)
        top = min(at.y() + 16, self._area.bottom() - _LABEL)
        box = QRectF(left, top, width, _LABEL)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(self._tokens.toast))
        self._painter.drawRoundedRect(box, 4, 4)
        self._painter.setPen(QColor(self._tokens.on_toast))
        self._painter.setFont(face)
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _lines(self, lines: Lines, pen: QPen) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._painter.setPen(pen)
        for x in lines.across:
            at = round(self._lie.to_px(x, 0).x())
            self._painter.drawLine(at, self._area.top(), at, self._area.bottom())
        for y in lines.down:
            at = round(self._lie.to_px(0, y).y())
            self._painter.drawLine(self._area.left(), at, self._area.right(), at)

    def _frame(self, rect: QRectF, pen: QPen) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(pen)
        self._painter.drawRect(rect)
