"""The frame of a certificate: a double gold line whose corners carry the 方胜 knot, two squares interlaced."""

from collections.abc import Sequence
from typing import NamedTuple

from culture_desktop.documents.paper import GOLD, MM, Size, colour

_IVORY = colour("#FFFDF6")
_OUTER, _INNER = 10.0, 13.4  # mm from the sheet's edge
_CUT = 11.0  # mm by which the inner line draws back at a corner
_SQUARE, _SHIFT = 6.2, 3.2  # mm: side of a knot's square, how far the second lies from the first
_STRAND, _HALO = 0.5, 1.3  # mm: width of its lines, and of the gap left where one passes under


class _Point(NamedTuple):
    x: float
    y: float


def _path(points: Sequence[_Point], *, closed: bool) -> str:
    moves = [f"{point.x:.2f} {point.y:.2f} {'l' if number else 'm'}" for number, point in enumerate(points)]
    return " ".join(moves) + (" s" if closed else " S")


def _rectangle(inset: float, width: float, height: float) -> str:
    return f"{inset:.2f} {inset:.2f} {width - 2 * inset:.2f} {height - 2 * inset:.2f} re"


def _corners(width: float, height: float) -> list[tuple[float, float, int, int]]:
    """Each corner of the inner line, and the direction into the sheet."""
    near, right, bottom = _INNER, width - _INNER, height - _INNER
    return [(near, near, 1, 1), (right, near, -1, 1), (right, bottom, -1, -1), (near, bottom, 1, -1)]


def _inner_line(width: float, height: float) -> str:
    """The hairline, drawn back in a step at each corner to make room for the knot."""
    points: list[_Point] = []
    for number, (x, y, dx, dy) in enumerate(_corners(width, height)):
        step = [_Point(x, y + dy * _CUT), _Point(x + dx * _CUT, y + dy * _CUT), _Point(x + dx * _CUT, y)]
        points += step if number % 2 == 0 else step[::-1]
    return _path(points, closed=True)


def _knot(x: float, y: float, dx: int, dy: int) -> str:
    """Two squares interlaced: the second lies over the first, save where they cross again."""

    def point(right: float, down: float) -> _Point:
        return _Point(x + dx * right, y + dy * down)

    def square(offset: float) -> str:
        ends = (offset, offset + _SQUARE)
        return _path(
            [point(ends[0], ends[0]), point(ends[1], ends[0]), point(ends[1], ends[1]), point(ends[0], ends[1])],
            closed=True,
        )

    crossing = [point(_SQUARE, _SHIFT - 1.0), point(_SQUARE, _SHIFT + 1.0)]
    over = [square(0.0), square(_SHIFT), _path(crossing, closed=False)]
    return " ".join(f"{_IVORY.stroke} {_HALO} w {part} {GOLD.stroke} {_STRAND} w {part}" for part in over)


def _rule(centre: float, y: float) -> str:
    """The short rule under the heading: two hairlines and a lozenge between."""
    lozenge = _path(
        [_Point(centre - 1.6, y), _Point(centre, y - 1), _Point(centre + 1.6, y), _Point(centre, y + 1)], closed=True
    )
    left = _path([_Point(centre - 26, y), _Point(centre - 3.6, y)], closed=False)
    right = _path([_Point(centre + 3.6, y), _Point(centre + 26, y)], closed=False)
    return f"{GOLD.fill} {lozenge[:-1]}f {left} {right}"


def border_operators(sheet: Size, rule_y: float) -> str:
    """The operators of the frame for a sheet of this size, with a rule ``rule_y`` mm down, below the heading."""
    width, height = sheet.width / MM, sheet.height / MM
    return "\n".join(
        [
            f"q {MM:.6f} 0 0 {-MM:.6f} 0 {sheet.height:.2f} cm",  # from here on in mm from the top left corner
            f"{_IVORY.fill} {_rectangle(_OUTER, width, height)} f",
            f"{GOLD.stroke} 0 j 1.3 w {_rectangle(_OUTER, width, height)} S",
            f"0.3 w {_inner_line(width, height)}",
            f"0.25 w {_rule(width / 2, rule_y)}",
            *(_knot(*corner) for corner in _corners(width, height)),
            "Q",
        ]
    )
