"""Plain geometry: fans of arcs, and frames with drawn-in corners."""

from culture_desktop.documents.ornaments.pen import Inks, Point, frame, line, quarter, rounded, written

_ARCS = 18
_ROUND = 8.0  # mm: radius of a rounded corner
_NOTCH = 7.0  # mm: radius of a corner drawn in


def fan(width: float, height: float, inks: Inks) -> str:
    """Quarter circles about the lower left corner, from the first ink to the second as they widen."""
    widest = max(width, height)
    arcs = []
    for number in range(2, _ARCS + 1):
        radius = widest * number / _ARCS
        arcs.append(f"{inks.between(number / _ARCS).stroke} {quarter(0, height, radius, -radius)} S")
    return f"0 0 {written(width, height)} re W n 0.3 w {' '.join(arcs)}"


def notched_frame(width: float, height: float, inks: Inks) -> str:
    """A strong line and a hairline, their corners drawn in (委角); the ground in the second ink."""
    outer, inner = _notched(0.5, _NOTCH, width, height), _notched(2.6, _NOTCH - 0.6, width, height)
    return f"{inks.second.fill} {inks.first.stroke} 0.9 w {outer} B 0.25 w {inner} S"


def rounded_frame(width: float, height: float, inks: Inks) -> str:
    """A strong line and a hairline with rounded corners; the ground in the second ink."""
    outer, inner = rounded(0.5, _ROUND, width, height), rounded(2.6, _ROUND - 2.1, width, height)
    return f"{inks.second.fill} {inks.first.stroke} 0.9 w {outer} B 0.25 w {inner} S"


def ticked_frame(width: float, height: float, inks: Inks) -> str:
    """A hairline, and at each corner an angle set off from it; the ground in the second ink."""
    long, gap = 16.0, 2.2
    angles = [
        line([Point(x, y + dy * long), Point(x, y), Point(x + dx * long, y)])
        for x, dx in ((0.3, 1), (width - 0.3, -1))
        for y, dy in ((0.3, 1), (height - 0.3, -1))
    ]
    return (
        f"{inks.second.fill} {frame(0, width, height)} f "
        f"{inks.first.stroke} 0.2 w {frame(gap, width, height)} S 0.7 w {' '.join(angles)}"
    )


def columns(width: float, height: float, inks: Inks) -> str:
    """A strong line and a hairline to its left, from top to bottom of the place."""
    right = line([Point(width - 0.3, 0), Point(width - 0.3, height)])
    return f"{inks.first.stroke} 0.6 w {right} 0.2 w {line([Point(0.1, 0), Point(0.1, height)])}"


def _notched(inset: float, notch: float, width: float, height: float) -> str:
    """A rectangle whose corners are quarter circles turned inwards, as a path."""
    bend = notch * 0.5523
    left, top, right, bottom = inset, inset, width - inset, height - inset
    return " ".join(
        [
            f"{written(left + notch, top)} m {written(right - notch, top)} l",
            f"{written(right - notch, top + bend, right - bend, top + notch, right, top + notch)} c",
            f"{written(right, bottom - notch)} l",
            f"{written(right - bend, bottom - notch, right - notch, bottom - bend, right - notch, bottom)} c",
            f"{written(left + notch, bottom)} l",
            f"{written(left + notch, bottom - bend, left + bend, bottom - notch, left, bottom - notch)} c",
            f"{written(left, top + notch)} l",
            f"{written(left + bend, top + notch, left + notch, top + bend, left + notch, top)} c h",
        ]
    )
