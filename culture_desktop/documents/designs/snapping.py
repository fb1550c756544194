"""Where what is dragged comes to rest: at guides, at the sheet's edges and middle, at other elements."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from culture_desktop.documents.designs.boxes import Box, Handle, box_of
from culture_desktop.documents.designs.design import Design

_ALIKE = 0.005  # mm: lines nearer than that are one


class Lines(NamedTuple):
    """Places in mm: ``across`` from the left, ``down`` from the top."""

    across: tuple[float, ...]
    down: tuple[float, ...]


class Snap(NamedTuple):
    """How much further to go in mm, and the lines that are met then."""

    right: float = 0.0
    down: float = 0.0
    lines: Lines = Lines((), ())


def lines_of(design: Design, moving: Collection[str]) -> Lines:
    """Every line that things snap to while the elements ``moving`` are moved: guides first, then sheet, then elements."""
    width, height = design.sheet
    across = [*design.across, 0.0, width / 2, width]
    down = [*design.down, 0.0, height / 2, height]
    if design.fold:
        across += (width / 4, width * 3 / 4)
    for element in design.elements:
        if element.key not in moving and not element.hidden:
            box = box_of(element)
            across += (box.left, box.middle[0], box.right)
            down += (box.top, box.middle[1], box.bottom)
    return Lines(tuple(dict.fromkeys(across)), tuple(dict.fromkeys(down)))


def snapped(box: Box, lines: Lines, reach: float) -> Snap:
    """For a box that is moved: its sides and its middle come to rest at lines within reach."""
    right, across = _nearest((box.left, box.middle[0], box.right), lines.across, reach)
    down, below = _nearest((box.top, box.middle[1], box.bottom), lines.down, reach)
    return Snap(right, down, Lines(across, below))


def snapped_sides(box: Box, handle: Handle, lines: Lines, reach: float) -> Snap:
    """For a box that is drawn larger or smaller: the sides that the handle moves."""
    sides = {-1: (box.left,), 0: (), 1: (box.right,)}[handle.across]
    ends = {-1: (box.top,), 0: (), 1: (box.bottom,)}[handle.down]
    right, across = _nearest(sides, lines.across, reach)
    down, below = _nearest(ends, lines.down, reach)
    return Snap(right, down, Lines(across, below))


def _nearest(places: Sequence[float], lines: Iterable[float], reach: float) -> tuple[float, tuple[float, ...]]:
    """The shortest way to a line, the first among equals, and all lines that are met by going it."""
    ways = [line - place for line in lines for place in places if abs(line - place) <= reach]
    if not ways:
        return 0.0, ()
    way = min(ways, key=abs)
    met = (line for line in lines if any(abs(place + way - line) < _ALIKE for place in places))
    return way, tuple(met)
