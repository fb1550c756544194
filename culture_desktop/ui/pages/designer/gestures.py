"""What a drag on the canvas does: moves elements, draws one larger, chooses those in a frame, moves a guide."""

from itertools import count
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt

from culture_desktop.documents.designs.boxes import Box, Handle, bounds, box_of
from culture_desktop.documents.designs.editing import Axis, chosen, movable, moved, resized, with_guide
from culture_desktop.documents.designs.snapping import Lines, Snap, lines_of, snapped, snapped_sides
from culture_desktop.ui.pages.designer.draft import Draft

_NONE = Lines((), ())
_drags = count()


class Gesture(Protocol):
    """A drag under way; places in mm on the sheet. ``lines`` are met now, ``words`` say where things are."""

    lines: Lines
    words: str

    def go(self, at: QPointF, modifiers: Qt.KeyboardModifier, reach: float) -> None:
        """The pointer is there; ``reach`` mm are within snapping, 0 for none."""

    def cancel(self) -> None:
        """As if nothing had been dragged."""


class _Change:
    """A drag that changes the design: every move of the pointer replaces the last one's step."""

    def __init__(self, draft: Draft, begin: QPointF) -> None:
        self._draft, self._begin, self._before = draft, begin, draft.design
        self._merging = f"drag {next(_drags)}"
        self.lines, self.words = _NONE, ""

    def cancel(self) -> None:
        """Put everything back."""
        self.lines, self.words = _NONE, ""
        self._draft.apply("", self._before, merging=self._merging)


class Move(_Change):
    """Moves what is chosen; Shift keeps to one direction."""

    def go(self, at: QPointF, modifiers: Qt.KeyboardModifier, reach: float) -> None:
        """See Gesture."""
        keys, way = self._draft.keys, at - self._begin
        elements = movable(self._before, keys)
        if not elements:
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            way = QPointF(way.x(), 0) if abs(way.x()) >= abs(way.y()) else QPointF(0, way.y())
        box = bounds(elements)
        there = box._replace(left=box.left + way.x(), top=box.top + way.y())
        snap = snapped(there, lines_of(self._before, keys), reach) if reach else Snap()
        right, down = _tenths(way.x(), snap.right, snap.lines.across), _tenths(way.y(), snap.down, snap.lines.down)
        design = moved(self._before, keys, right, down)
        self.lines = snap.lines
        self.words = _place(bounds(movable(design, keys)))
        self._draft.apply("移动", design, merging=self._merging)


class Resize(_Change):
    """Draws one element larger or smaller by a handle; Shift keeps width to height."""

    def __init__(self, draft: Draft, begin: QPointF, handle: Handle) -> None:
        super().__init__(draft, begin)
        self._handle, self._key = handle, draft.keys[-1]

    def go(self, at: QPointF, modifiers: Qt.KeyboardModifier, reach: float) -> None:
        """See Gesture."""
        way, in_ratio = at - self._begin, bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        key, handle = self._key, self._handle
        there = resized(self._before, key, handle, way.x(), way.y(), in_ratio=in_ratio)
        snap = Snap()
        if reach and not in_ratio:
            box = box_of(chosen(there, (key,))[0])
            snap = snapped_sides(box, handle, lines_of(self._before, (key,)), reach)
        right, down = _tenths(way.x(), snap.right, snap.lines.across), _tenths(way.y(), snap.down, snap.lines.down)
        design = resized(self._before, key, handle, right, down, in_ratio=in_ratio)
        self.lines = snap.lines
        box = box_of(chosen(design, (key,))[0])
        self.words = f"{box.width:.1f} × {box.height:.1f} mm"
        self._draft.apply("调整大小", design, merging=self._merging)


class Guide(_Change):
    """Moves a guide, or brings a new one; dropped off the sheet it is gone."""

    def __init__(self, draft: Draft, axis: Axis, place: float | None = None) -> None:
        super().__init__(draft, QPointF())
        self._axis, self._place = axis, place

    def go(self, at: QPointF, modifiers: Qt.KeyboardModifier, reach: float) -> None:
        """See Gesture."""
        place = round(at.x() if self._axis is Axis.ACROSS else at.y(), 1)
        if reach:
            lines = lines_of(self._before, ())
            near = lines.across if self._axis is Axis.ACROSS else lines.down
            place = min(
                (line for line in near if abs(line - place) <= reach), key=lambda x: abs(x - place), default=place
            )
        self.words = f"{place:.1f} mm"
        self._draft.apply("移动参考线", with_guide(self._before, self._axis, place, self._place), merging=self._merging)


class Frame:
    """Chooses every element that lies in the frame drawn."""

    def __init__(self, draft: Draft, begin: QPointF) -> None:
        self._draft, self._begin, self._before = draft, begin, draft.keys
        self.rect = QRectF(begin, begin)
        self.lines, self.words = _NONE, ""

    def go(self, at: QPointF, modifiers: Qt.KeyboardModifier, reach: float) -> None:
        """See Gesture."""
        self.rect = QRectF(self._begin, at).normalized()
        held = [
            element.key
            for element in self._draft.design.elements
            if not element.hidden
            and not element.locked
            and self.rect.contains(QRectF(element.x, element.y, element.width, element.height))
        ]
        self._draft.choose(held)

    def cancel(self) -> None:
        """Choose what was chosen before."""
        self._draft.choose(self._before)


def _tenths(way: float, snap: float, lines: tuple[float, ...]) -> float:
    """A way in whole tenths of a mm, unless it leads to a line."""
    return way + snap if lines else round(way, 1)


def _place(box: Box) -> str:
    return f"{box.left:.1f}, {box.top:.1f} mm"
