"""Paths of ornaments as PDF operators, in mm from the top left corner of the place they fill."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from culture_desktop.documents.paper import Colour

_BEND = 0.5523  # of the Bézier curve nearest to a quarter circle


class Point(NamedTuple):
    """A point in mm."""

    x: float
    y: float


class Inks(NamedTuple):
    """The two colours of an ornament: its lines, and what lies under or between them."""

    first: Colour
    second: Colour


# The operators of an ornament that fills a place of this width and height.
Draw = Callable[[float, float, Inks], str]


def line(points: Sequence[Point], *, closed: bool = False) -> str:
    """A line through points, stroked."""
    return f"{_moves(points)}{' s' if closed else ' S'}"


def area(points: Sequence[Point]) -> str:
    """A polygon, filled."""
    return f"{_moves(points)} h f"


def frame(inset: float, width: float, height: float) -> str:
    """A rectangle ``inset`` from the edges of the place, as a path."""
    return f"{inset:.2f} {inset:.2f} {width - 2 * inset:.2f} {height - 2 * inset:.2f} re"


def ellipse(x: float, y: float, across: float, down: float) -> str:
    """An ellipse about x, y with these half axes, as a path."""
    quarters = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
    curves = " ".join(
        f"{x + across * (ax + _BEND * bx):.3f} {y + down * (ay + _BEND * by):.3f} "
        f"{x + across * (bx + _BEND * ax):.3f} {y + down * (by + _BEND * ay):.3f} "
        f"{x + across * bx:.3f} {y + down * by:.3f} c"
        for ax, ay, bx, by in quarters
    )
    return f"{x + across:.3f} {y:.3f} m {curves} h"


def _moves(points: Sequence[Point]) -> str:
    return " ".join(f"{point.x:.2f} {point.y:.2f} {'l' if number else 'm'}" for number, point in enumerate(points))
