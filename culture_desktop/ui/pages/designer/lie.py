"""How the sheet lies on the canvas: mm to logical px and back."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize

from culture_desktop.documents.designs.boxes import Box
from culture_desktop.documents.designs.design import Sheet

SCREEN = 96 / 25.4  # logical px a mm at 100 %
ZOOMS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
MARGIN = 26


class Lie(NamedTuple):
    """``scale`` px a mm; ``left`` and ``top`` of the sheet in px."""

    scale: float
    left: float
    top: float

    def to_mm(self, at: QPointF) -> QPointF:
        """A place on the sheet."""
        return QPointF((at.x() - self.left) / self.scale, (at.y() - self.top) / self.scale)

    def to_px(self, x: float, y: float) -> QPointF:
        """Where a place on the sheet is on the canvas."""
        return QPointF(self.left + x * self.scale, self.top + y * self.scale)

    def rect(self, box: Box) -> QRectF:
        """Where a box on the sheet is on the canvas."""
        return QRectF(self.to_px(box.left, box.top), self.to_px(box.right, box.bottom))


def lie(sheet: Sheet, scale: float, room: QSize) -> Lie:
    """The sheet in the middle of its room."""
    left = max(MARGIN, (room.width() - sheet.width * scale) / 2)
    top = max(MARGIN, (room.height() - sheet.height * scale) / 2)
    return Lie(scale, round(left), round(top))


def fitting(sheet: Sheet, room: QSize) -> float:
    """The scale at which the whole sheet is seen."""
    wide, high = (room.width() - 2 * MARGIN) / sheet.width, (room.height() - 2 * MARGIN) / sheet.height
    return max(ZOOMS[0] * SCREEN, min(wide, high))


def next_zoom(scale: float, step: int) -> float:
    """The next scale up or down that has a round number."""
    now = scale / SCREEN
    found = [zoom for zoom in ZOOMS if (zoom > now * 1.01 if step > 0 else zoom < now * 0.99)]
    zoom = (found or [ZOOMS[-1]])[0] if step > 0 else (found or [ZOOMS[0]])[-1]
    return zoom * SCREEN
