"""Rectangles on a sheet, in mm: around elements, drawn larger by a handle, brought in line."""

from collections.abc import Collection
from enum import Enum
from typing import NamedTuple

from culture_desktop.documents.designs.elements import AnyElement, CodeElement, RuleElement
from culture_desktop.vocabulary import Symbology

LEAST = 1.0  # mm: nothing gets smaller by dragging, so that it can be taken hold of again
_THINNEST = 0.1  # mm, of a rule across its line


class Box(NamedTuple):
    """A rectangle on the sheet."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, from the left and from the top."""
        return self.left + self.width / 2, self.top + self.height / 2


class Edge(Enum):
    """What elements are brought in line by."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Handle(NamedTuple):
    """A handle by the sides it moves: -1 the left or upper one, 1 the right or lower one, 0 none."""

    across: int
    down: int


HANDLES = tuple(Handle(across, down) for down in (-1, 0, 1) for across in (-1, 0, 1) if across or down)


def box_of(element: AnyElement) -> Box:
    """The place of an element."""
    return Box(element.x, element.y, element.width, element.height)


def bounds(elements: Collection[AnyElement]) -> Box:
    """The smallest rectangle around elements; there must be one."""
    boxes = [box_of(element) for element in elements]
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def rounded(value: float) -> float:
    """Rounded to what no printer can show any finer, and without the dust of sums."""
    return round(value, 3)


def _least(element: AnyElement) -> tuple[float, float]:
    if not isinstance(element, RuleElement):
        return LEAST, LEAST
    return (LEAST, _THINNEST) if element.width >= element.height else (_THINNEST, LEAST)


def pulled(element: AnyElement, handle: Handle, right: float, down: float, *, in_ratio: bool = False) -> Box:
    """The place of an element after a handle was dragged so far; QR codes always keep their ratio."""
    least = _least(element)
    left, width = _side(element.x, element.width, handle.across, right, least[0])
    top, height = _side(element.y, element.height, handle.down, down, least[1])
    box = Box(left, top, width, height)
    if in_ratio or (isinstance(element, CodeElement) and element.symbology is Symbology.QR):
        return _in_ratio(box_of(element), box, handle)
    return box


def _side(start: float, size: float, side: int, by: float, least: float) -> tuple[float, float]:
    """Start and size after one of the two ends was moved; ``side`` 0 moves none."""
    least = min(least, size)
    new = max(least, size + side * by)
    return (start + size - new, new) if side < 0 else (start, new)


def _in_ratio(before: Box, box: Box, handle: Handle) -> Box:
    across, down = box.width / before.width, box.height / before.height
    if not handle.down:
        scale = across
    elif not handle.across:
        scale = down
    else:
        scale = across if abs(across - 1) >= abs(down - 1) else down
    width, height = before.width * scale, before.height * scale
    left = before.right - width if handle.across < 0 else before.left
    top = before.bottom - height if handle.down < 0 else before.top
    return Box(left, top, width, height)


def place(box: Box) -> dict[str, float]:
    """The properties of an element that lies there."""
    return {"x": rounded(box.left), "y": rounded(box.top), "width": rounded(box.width), "height": rounded(box.height)}


def in_line(box: Box, around: Box, edge: Edge) -> dict[str, float]:
    """The property that changes when a box is brought in line with one around it."""
    match edge:
        case Edge.LEFT:
            return {"x": rounded(around.left)}
        case Edge.CENTRE:
            return {"x": rounded(around.middle[0] - box.width / 2)}
        case Edge.RIGHT:
            return {"x": rounded(around.right - box.width)}
        case Edge.TOP:
            return {"y": rounded(around.top)}
        case Edge.MIDDLE:
            return {"y": rounded(around.middle[1] - box.height / 2)}
        case Edge.BOTTOM:
            return {"y": rounded(around.bottom - box.height)}
