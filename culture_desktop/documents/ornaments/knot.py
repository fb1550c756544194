"""A double line whose corners carry the 方胜 knot, two squares interlaced; and the rule that goes with it."""

from culture_desktop.documents.ornaments.pen import Inks, Point, area, frame, line

_INNER = 3.4  # mm from the outer line to the inner
_CUT = 11.0  # mm by which the inner line draws back at a corner
_SQUARE, _SHIFT = 6.2, 3.2  # mm: side of a knot's square, how far the second lies from the first
_STRAND, _HALO = 0.5, 1.3  # mm: width of its lines, and of the gap left where one passes under
_LOZENGE, _GAP = 1.6, 3.6  # mm: half a lozenge's width, and from its middle to the hairlines


def knot_frame(width: float, height: float, inks: Inks) -> str:
    """The frame, its ground in the second ink."""
    corners = (_knot(*corner, inks) for corner in _corners(width, height))
    return "\n".join(
        [
            f"{inks.second.fill} {frame(0, width, height)} f",
            f"{inks.first.stroke} 0 j 1.3 w {frame(0, width, height)} S",
            f"0.3 w {_inner_line(width, height)}",
            *corners,
        ]
    )


def lozenge_rule(width: float, height: float, inks: Inks) -> str:
    """Two hairlines and a lozenge between."""
    middle, y = width / 2, height / 2
    lozenge = [Point(middle - _LOZENGE, y), Point(middle, y - 1), Point(middle + _LOZENGE, y), Point(middle, y + 1)]
    hairlines = [
        line([Point(0, y), Point(middle - _GAP, y)]),
        line([Point(middle + _GAP, y), Point(width, y)]),
    ]
    return f"{inks.first.fill} {inks.first.stroke} 0.25 w {area(lozenge)} {' '.join(hairlines)}"


def _corners(width: float, height: float) -> list[tuple[float, float, int, int]]:
    """Each corner of the inner line, and the direction into the sheet."""
    right, bottom = width - _INNER, height - _INNER
    return [(_INNER, _INNER, 1, 1), (right, _INNER, -1, 1), (right, bottom, -1, -1), (_INNER, bottom, 1, -1)]


def _inner_line(width: float, height: float) -> str:
    """The hairline, drawn back in a step at each corner to make room for the knot."""
    points: list[Point] = []
    for number, (x, y, dx, dy) in enumerate(_corners(width, height)):
        step = [Point(x, y + dy * _CUT), Point(x + dx * _CUT, y + dy * _CUT), Point(x + dx * _CUT, y)]
        points += step if number % 2 == 0 else step[::-1]
    return line(points, closed=True)


def _knot(x: float, y: float, dx: int, dy: int, inks: Inks) -> str:
    """Two squares interlaced: the second lies over the first, save where they cross again."""

    def point(right: float, down: float) -> Point:
        return Point(x + dx * right, y + dy * down)

    def square(offset: float) -> str:
        end = offset + _SQUARE
        return line([point(offset, offset), point(end, offset), point(end, end), point(offset, end)], closed=True)

    crossing = line([point(_SQUARE, _SHIFT - 1.0), point(_SQUARE, _SHIFT + 1.0)])
    over = [square(0.0), square(_SHIFT), crossing]
    return " ".join(f"{inks.second.stroke} {_HALO} w {part} {inks.first.stroke} {_STRAND} w {part}" for part in over)
