"""What lies under the pointer, in mm on the sheet."""

from PySide6.QtCore import QPointF

from culture_desktop.documents.designs.design import Design
from culture_desktop.documents.designs.editing import Axis

_GROUND = 0.5  # part of the sheet from which a locked element is ground, not to be taken hold of


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
