"""A warm morning: the sun, hills, kites."""

from culture_desktop.documents.ornaments.pen import Inks, Point, area, circle, line, on_circle, rounded, smooth, written

_DISCS = ((1.0, 0.9), (0.82, 0.78), (0.66, 0.62), (0.5, 0.3))  # of the radius, and how much of the ground's ink
_RAYS = 32
_ROUND = 5.4  # mm: radius of the ground's lower corners
_FAR = ((0, 0.52), (0.2, 0.2), (0.42, 0.5), (0.64, 0.68), (0.84, 0.4), (1, 0.5))
_NEAR = ((0, 0.86), (0.18, 0.7), (0.4, 0.74), (0.62, 0.52), (0.82, 0.62), (1, 0.9))


def sun(width: float, height: float, inks: Inks) -> str:
    """The sun in its light; the second ink is that of the ground."""
    x, y, radius = width / 2, height / 2, min(width, height) / 2
    discs = [f"{inks.between(pale).fill} {circle(x, y, radius * 0.8 * share)} f" for share, pale in _DISCS]
    beams = [
        line([on_circle(x, y, radius * 0.86, at), on_circle(x, y, radius * (1 if number % 2 else 0.93), at)])
        for number, at in ((number, number * 360 / _RAYS) for number in range(_RAYS))
    ]
    return f"{' '.join(discs)} 1 J {inks.between(0.5).stroke} 0.5 w {' '.join(beams)}"


def hills(width: float, height: float, inks: Inks) -> str:
    """Two soft hills, the farther in the second ink."""
    drawn = []
    for ink, ridge in ((inks.second, _FAR), (inks.first, _NEAR)):
        points = [Point(across * width, down * height) for across, down in ridge]
        drawn.append(f"{ink.fill} {smooth(points)} {written(width, height)} l 0 {written(height)} l h f")
    # Clipped by a rectangle that goes on above: only its lower corners are round.
    ground = rounded(0, _ROUND, width, height + _ROUND)
    return f"q 1 0 0 1 0 {-_ROUND} cm {ground} W n 1 0 0 1 0 {_ROUND} cm {' '.join(drawn)} Q"


def kite(width: float, height: float, inks: Inks) -> str:
    """A kite on its string: the sail in two tones, two bows on the tail."""
    top, left, right, foot = (
        Point(width * 0.68, 0),
        Point(width * 0.38, height * 0.2),
        Point(width, height * 0.2),
        Point(width * 0.56, height * 0.5),
    )
    tail = [
        foot,
        Point(width * 0.6, height * 0.62),
        Point(width * 0.36, height * 0.72),
        Point(width * 0.4, height * 0.86),
        Point(width * 0.06, height),
    ]
    bows = [
        area([point, Point(point.x - 1.5, point.y - 0.9), Point(point.x - 1.5, point.y + 0.9)])
        + " "
        + area([point, Point(point.x + 1.5, point.y - 0.9), Point(point.x + 1.5, point.y + 0.9)])
        for point in tail[1:4]
    ]
    return " ".join(
        [
            f"{inks.first.stroke} 0.25 w {smooth(tail)} S",
            f"{inks.first.fill} {area([top, left, foot])} {' '.join(bows)}",
            f"{inks.second.fill} {area([top, right, foot])}",
        ]
    )
