"""Landscapes along the foot of a sheet: distant mountains, the wall upon them, waves."""

import math

from culture_desktop.documents.ornaments.pen import Inks, Point, area, smooth, wave, written

# Ridges from the farthest to the nearest, in shares of width and height, and how much of the paper's ink is in them.
_RIDGES = (
    (
        0.86,
        (
            (0, 0.5),
            (0.1, 0.3),
            (0.2, 0.44),
            (0.34, 0.08),
            (0.46, 0.4),
            (0.6, 0.22),
            (0.74, 0.5),
            (0.88, 0.26),
            (1, 0.46),
        ),
    ),
    (0.76, ((0, 0.62), (0.14, 0.76), (0.28, 0.52), (0.44, 0.78), (0.62, 0.6), (0.8, 0.38), (0.9, 0.56), (1, 0.42))),
    (0.64, ((0, 0.92), (0.12, 0.8), (0.26, 0.9), (0.5, 1), (0.7, 0.9), (0.86, 0.72), (1, 0.8))),
)
_WALL = (
    (0, 0.86),
    (0.1, 0.7),
    (0.2, 0.76),
    (0.32, 0.5),
    (0.43, 0.62),
    (0.55, 0.3),
    (0.68, 0.52),
    (0.82, 0.34),
    (1, 0.6),
)
_TOWERS = (1, 3, 5, 7)  # which of the points carry one
_ROWS = 5  # rows of waves


def mountains(width: float, height: float, inks: Inks) -> str:
    """Three ranges, the farther the paler; the second ink is that of the ground."""
    return "\n".join(
        f"{inks.between(pale).fill} {_ground(_scaled(ridge, width, height), width, height)}" for pale, ridge in _RIDGES
    )


def great_wall(width: float, height: float, inks: Inks) -> str:
    """The wall along a ridge, merlons and towers on it, a farther range behind."""
    ridge = _scaled(_WALL, width, height)
    path, tall = smooth(ridge), height * 0.05
    raised = smooth([Point(point.x, point.y - tall * 0.9) for point in ridge])
    towers = [_tower(ridge[number], height * 0.17) for number in _TOWERS]
    return "\n".join(
        [
            f"0 0 {written(width, height)} re W n",
            f"{inks.between(0.86).fill} {_ground(_scaled(_RIDGES[0][1], width, height), width, height)}",
            f"{inks.between(0.74).fill} {_ground(ridge, width, height)}",
            f"{inks.between(0.3).stroke} {written(tall)} w {path} S",
            f"{written(tall * 0.8)} w [{written(tall * 0.9)}] 0 d {raised} S [] 0 d",
            f"{inks.between(0.3).fill} {' '.join(towers)}",
        ]
    )


def waves(width: float, height: float, inks: Inks) -> str:
    """Rows of low waves, paler upwards; the second ink is that of the ground."""
    half = height * 0.9
    count = math.ceil(width / half)
    step, rows = Point(width / count, 0), []
    for row in range(_ROWS):
        crest = Point(0, height * 0.09 * (-1) ** row)
        path = wave(Point(0, height * (row + 1) / (_ROWS + 1)), crest, step, count)
        rows.append(f"{inks.between(0.8 - 0.12 * row).stroke} {path} S")
    return f"0.25 w {' '.join(rows)}"


def _scaled(shares: tuple[tuple[float, float], ...], width: float, height: float) -> list[Point]:
    return [Point(across * width, down * height) for across, down in shares]


def _ground(ridge: list[Point], width: float, height: float) -> str:
    return f"{smooth(ridge)} {written(width, height)} l 0 {written(height)} l h f"


def _tower(foot: Point, tall: float) -> str:
    """A watch-tower: its body, tapering upwards, and the merlons on its roof."""
    x, y = foot.x, foot.y + tall * 0.25
    body = [
        Point(x - tall * 0.42, y),
        Point(x - tall * 0.34, y - tall * 0.8),
        Point(x + tall * 0.34, y - tall * 0.8),
        Point(x + tall * 0.42, y),
    ]
    merlons = [
        f"{written(x + tall * at, y - tall)} {written(tall * 0.14, tall * 0.22)} re f" for at in (-0.4, -0.07, 0.26)
    ]
    return f"{area(body)} {' '.join(merlons)}"
