"""Paths of ornaments as PDF operators, in mm from the top left corner of the place they fill."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from culture_desktop.documents.paper import Colour

_BEND = 0.5523  # of the Bézier curve nearest to a quarter circle
_WAIST = 0.382  # of a five-pointed star: its inner corners lie on the lines between the outer
_TENSION = 1 / 6  # Catmull and Rom's curve as Bézier curves


class Point(NamedTuple):
    """A point in mm."""

    x: float
    y: float


class Inks(NamedTuple):
    """The two colours of an ornament: its lines, and what lies under or between them."""

    first: Colour
    second: Colour

    def between(self, share: float) -> Colour:
        """The first ink thinned by the second: 0 is the first, 1 the second."""
        return Colour(*(one + (other - one) * share for one, other in zip(self.first, self.second, strict=True)))


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


def rounded(inset: float, radius: float, width: float, height: float) -> str:
    """A rectangle ``inset`` from the edges with rounded corners, as a path."""
    left, top, right, bottom = inset, inset, width - inset, height - inset
    free = radius * (1 - _BEND)
    return " ".join(
        [
            f"{written(left + radius, top)} m {written(right - radius, top)} l",
            _curve(Point(right - free, top), Point(right, top + free), Point(right, top + radius)),
            f"{written(right, bottom - radius)} l",
            _curve(Point(right, bottom - free), Point(right - free, bottom), Point(right - radius, bottom)),
            f"{written(left + radius, bottom)} l",
            _curve(Point(left + free, bottom), Point(left, bottom - free), Point(left, bottom - radius)),
            f"{written(left, top + radius)} l",
            f"{_curve(Point(left, top + free), Point(left + free, top), Point(left + radius, top))} h",
        ]
    )


def ellipse(x: float, y: float, across: float, down: float) -> str:
    """An ellipse about x, y with these half axes, as a path."""
    quarters = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
    curves = " ".join(
        _curve(
            Point(x + across * (ax + _BEND * bx), y + down * (ay + _BEND * by)),
            Point(x + across * (bx + _BEND * ax), y + down * (by + _BEND * ay)),
            Point(x + across * bx, y + down * by),
        )
        for ax, ay, bx, by in quarters
    )
    return f"{written(x + across, y)} m {curves} h"


def circle(x: float, y: float, radius: float) -> str:
    """A circle, as a path."""
    return ellipse(x, y, radius, radius)


def quarter(x: float, y: float, across: float, down: float) -> str:
    """The quarter of an ellipse about x, y from (x + across, y) to (x, y + down), as a path."""
    ends = Point(x + across, y + _BEND * down), Point(x + _BEND * across, y + down), Point(x, y + down)
    return f"{written(x + across, y)} m {_curve(*ends)}"


def smooth(points: Sequence[Point], *, start: str = "m") -> str:
    """A curve through points, as a path; ``start`` is how its first point is reached: "m" anew, "l" by a line."""
    spread = [points[0], *points, points[-1]]
    path = [f"{written(*points[0])} {start}"]
    for before, here, there, after in zip(spread, spread[1:], spread[2:], spread[3:], strict=False):
        leaving = Point(here.x + (there.x - before.x) * _TENSION, here.y + (there.y - before.y) * _TENSION)
        arriving = Point(there.x - (after.x - here.x) * _TENSION, there.y - (after.y - here.y) * _TENSION)
        path.append(_curve(leaving, arriving, there))
    return " ".join(path)


def wave(start: Point, swing: Point, step: Point, count: int) -> str:
    """A sine line of ``count`` half periods of ``step`` each, beginning at its crest ``swing`` off ``start``; a path."""
    hold, side = 0.3642, 1  # of half a period: how flat the curve nearest to a cosine leaves its crest
    at = Point(start.x + swing.x, start.y + swing.y)
    path = [f"{written(*at)} m"]
    for number in range(1, count + 1):
        side = -side
        to = Point(start.x + step.x * number + side * swing.x, start.y + step.y * number + side * swing.y)
        hold_x, hold_y = hold * step.x, hold * step.y
        path.append(_curve(Point(at.x + hold_x, at.y + hold_y), Point(to.x - hold_x, to.y - hold_y), to))
        at = to
    return " ".join(path)


def star(x: float, y: float, radius: float, *, turn: float = 0.0) -> list[Point]:
    """The ten corners of a five-pointed star about x, y, from its top clockwise; ``turn`` in degrees."""
    return [on_circle(x, y, radius * (_WAIST if corner % 2 else 1), turn + corner * 36 - 90) for corner in range(10)]


def on_circle(x: float, y: float, radius: float, degrees: float) -> Point:
    """A point of a circle, clockwise from its rightmost."""
    return Point(x + radius * math.cos(math.radians(degrees)), y + radius * math.sin(math.radians(degrees)))


def written(*lengths: float) -> str:
    """Lengths as PDF writes numbers, to a hundredth of a millimetre and no longer than they must be."""
    return " ".join(f"{length:.2f}".rstrip("0").rstrip(".") for length in lengths)


def _curve(leaving: Point, arriving: Point, to: Point) -> str:
    return f"{written(*leaving, *arriving, *to)} c"


def _moves(points: Sequence[Point]) -> str:
    return " ".join(f"{written(*point)} {'l' if number else 'm'}" for number, point in enumerate(points))
