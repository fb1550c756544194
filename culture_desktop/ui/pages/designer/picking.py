"""What lies under the pointer: elements and guides in mm on the sheet, handles in px."""

from PySide6.QtCore import QPointF, Qt

from culture_desktop.documents.designs.boxes import Handle, box_of
from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.editing import Axis
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.pages.designer.lie import Lie
from culture_desktop.ui.pages.designer.overlay import handle_rects

_GROUND = 0.5  # part of the sheet from which a locked element is ground, not to be taken hold of
_HOLD = 5.0  # px around a handle that take hold of it
CURSORS = {
    Handle(0, -1): Qt.CursorShape.SizeVerCursor,
    Handle(0, 1): Qt.CursorShape.SizeVerCursor,
    Handle(-1, 0): Qt.CursorShape.SizeHorCursor,
    Handle(1, 0): Qt.CursorShape.SizeHorCursor,
    Handle(-1, -1): Qt.CursorShape.SizeFDiagCursor,
    Handle(1, 1): Qt.CursorShape.SizeFDiagCursor,
    Handle(1, -1): Qt.CursorShape.SizeBDiagCursor,
    Handle(-1, 1): Qt.CursorShape.SizeBDiagCursor,
}


def element_at(design: Design, at: QPointF, slack: float) -> str | None:
    """The key of the element at the front there; locked ones give way to others, and large ones are passed over."""
    area = design.sheet.width * design.sheet.height * _GROUND
    under = [
        element
        for element in reversed(design.elements)
        if not element.hidden
        and element.x - slack <= at.x() <= element.x + element.width + slack
        and element.y - slack <= at.y() <= element.y + element.height + slack
        and not (element.locked and element.width * element.height > area)
    ]
    free = [element for element in under if not element.locked]
    return next((element.key for element in (*free, *under)), None)


def guide_at(design: Design, at: QPointF, slack: float) -> tuple[Axis, float] | None:
    """The guide there."""
    for axis, places, here in ((Axis.ACROSS, design.across, at.x()), (Axis.DOWN, design.down, at.y())):
        for place in places:
            if abs(place - here) <= slack:
                return axis, place
    return None


def handle_at(draft: Draft, lie: Lie, at: QPointF) -> Handle | None:
    """The handle at a place in px, where one element alone is chosen that can be moved."""
    element = draft.one
    if element is None or element.locked or element.hidden:
        return None
    rects = handle_rects(lie, lie.rect(box_of(element)))
    near = (h for h, rect in rects.items() if rect.adjusted(-_HOLD, -_HOLD, _HOLD, _HOLD).contains(at))
    return next(near, None)
