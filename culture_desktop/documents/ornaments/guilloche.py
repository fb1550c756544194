"""Interlaced fine lines, as on bank notes and shares."""

import math

from culture_desktop.documents.ornaments.pen import Inks, Point, circle, ellipse, frame, line, wave, written

_BAND = 8.0  # mm: width of the frame's band
_PERIOD = 11.0  # mm: about a wave's length; the sides are divided evenly
_BEAD, _DASH = 1.0, 0.1  # mm: a bead's width, and the dash it is made of: some readers lengthen dashes of 0
_TURNS = 12  # ellipses of a rosette
_FLAT = 0.36  # their shorter half axis in their longer


def guilloche_frame(width: float, height: float, inks: Inks) -> str:
    """A band of crossing waves with beads in it, between double lines; a rosette at each corner.

    The second ink is that of the ground.
    """
    middle = _BAND / 2
    corners = [Point(x, y) for x in (middle, width - middle) for y in (middle, height - middle)]
    sides = [strand for start, end in _sides(width, height, middle) for strand in _strands(start, end, middle - 1.1)]
    return "\n".join(
        [
            f"{inks.second.fill} {frame(0, width, height)} f",
            f"{inks.between(0.2).stroke} 0.22 w {' '.join(sides)}",
            f"{inks.first.stroke} 0.7 w {frame(0, width, height)} S {frame(_BAND, width, height)} S",
            f"0.2 w {frame(1.0, width, height)} S {frame(_BAND + 1.2, width, height)} S",
            *(_corner(corner, inks) for corner in corners),
        ]
    )


def rosette(width: float, height: float, inks: Inks) -> str:
    """Ellipses turned about their middle, as large as the place."""
    radius = min(width, height) / 2
    return f"{inks.first.stroke} 0.16 w {_turned(Point(width / 2, height / 2), radius, _TURNS)}"


def _sides(width: float, height: float, middle: float) -> list[tuple[Point, Point]]:
    left, top, right, bottom = middle, middle, width - middle, height - middle
    return [
        (Point(left, top), Point(right, top)),
        (Point(left, bottom), Point(right, bottom)),
        (Point(left, top), Point(left, bottom)),
        (Point(right, top), Point(right, bottom)),
    ]


def _strands(start: Point, end: Point, half: float) -> list[str]:
    """The two waves of one side, one the other's mirror image, and a bead wherever they are farthest apart."""
    long = math.hypot(end.x - start.x, end.y - start.y) or 1.0
    count = 2 * max(1, round(long / _PERIOD))
    step = Point((end.x - start.x) / count, (end.y - start.y) / count)
    swing = Point(-step.y / (long / count) * half, step.x / (long / count) * half)
    waves = [f"{wave(start, swing, step, count)} S", f"{wave(start, Point(-swing.x, -swing.y), step, count)} S"]
    gap = max(_DASH, long / count - _DASH)
    beads = f"q 1 J {_BEAD} w [{_DASH} {gap:.4f}] {_DASH / 2} d {line([start, end])} Q"
    return [*waves, beads]


def _corner(middle: Point, inks: Inks) -> str:
    """The rosette that covers where two bands meet."""
    half = _BAND / 2
    ground = f"{written(middle.x - half, middle.y - half, _BAND, _BAND)} re"
    return (
        f"{inks.second.fill} {inks.first.stroke} 0.7 w {ground} B 0.2 w {_turned(middle, half - 0.9, 4)} "
        f"{inks.first.fill} {circle(*middle, 0.7)} f"
    )


def _turned(middle: Point, radius: float, count: int) -> str:
    path = f"{ellipse(0, 0, radius, radius * _FLAT)} S"
    turned = []
    for number in range(count):
        angle = math.pi * number / count
        cosine, sine = math.cos(angle), math.sin(angle)
        turned.append(f"q {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {written(*middle)} cm {path} Q")
    return " ".join(turned)
