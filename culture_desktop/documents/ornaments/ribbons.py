"""Silk: ribbons as planes, and as bundles of fine lines."""

from collections.abc import Sequence

from culture_desktop.documents.ornaments.pen import Inks, Point, smooth, written

# Edges of the ribbon, in shares of width and height.
_BACK = ((0, 0.2), (0.16, 0.08), (0.36, 0.34), (0.58, 0.78), (0.8, 0.72), (1, 0.3))
_FRONT = ((0, 0.66), (0.2, 0.86), (0.42, 0.66), (0.66, 0.36), (0.86, 0.4), (1, 0.62))
_THREADS = 9  # lines that run between the two edges
_UPPER = ((0, 0.05), (0.22, 0.5), (0.5, 0.3), (0.76, 0.1), (1, 0.5))
_LOWER = ((0, 0.6), (0.26, 0.95), (0.52, 0.5), (0.78, 0.75), (1, 0.95))
_STRANDS = 22

Edge = Sequence[tuple[float, float]]


def ribbon(width: float, height: float, inks: Inks) -> str:
    """Silk in two folds along the foot, threads of the second ink in it."""

    def plane(edge: Edge) -> str:
        return f"{smooth(_between(edge, edge, 0, width, height))} {written(width, height)} l 0 {written(height)} l h f"

    threads = [
        f"{smooth(_between(_BACK, _FRONT, number / (_THREADS + 1), width, height))} S"
        for number in range(1, _THREADS + 1)
    ]
    edges = [f"{smooth(_between(edge, edge, 0, width, height))} S" for edge in (_BACK, _FRONT)]
    return "\n".join(
        [
            f"0 0 {written(width, height)} re W n",
            f"{inks.between(0.2).fill} {plane(_BACK)}",
            f"{inks.first.fill} {plane(_FRONT)}",
            f"{inks.between(0.5).stroke} 0.12 w {' '.join(threads)}",
            f"{inks.second.stroke} 0.4 w {' '.join(edges)}",
        ]
    )


def silk(width: float, height: float, inks: Inks) -> str:
    """A bundle of fine lines that turns as it goes, from the first ink to the second."""
    strands = [
        f"{inks.between(number / (_STRANDS - 1) * 0.85).stroke} "
        f"{smooth(_between(_UPPER, _LOWER, number / (_STRANDS - 1), width, height))} S"
        for number in range(_STRANDS)
    ]
    return f"0.16 w {' '.join(strands)}"


def _between(one: Edge, other: Edge, share: float, width: float, height: float) -> list[Point]:
    return [
        Point((ax + (bx - ax) * share) * width, (ay + (by - ay) * share) * height)
        for (ax, ay), (bx, by) in zip(one, other, strict=True)
    ]
