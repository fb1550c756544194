"""回纹, the square spirals of bronzes and lattice windows, and frames with them."""

from culture_desktop.documents.ornaments.pen import Inks, Point, frame, line, written

# One spiral in a square of 1 by 1, from the outside inwards.
_SPIRAL = ((0, 1), (0, 0), (1, 0), (1, 1), (0.28, 1), (0.28, 0.3), (0.7, 0.3), (0.7, 0.68))
_EDGE, _BAND, _SIDE, _PITCH = 5.0, 9.0, 5.0, 8.6  # mm: outer moulding, band of spirals, a spiral, from one to the next


def plaque_frame(width: float, height: float, inks: Inks) -> str:
    """A moulding with its light and shade, a band of 回纹 within, and a fine line; the second ink is the ground's."""
    inner = _EDGE + _BAND
    spirals = [line(points) for points in _along(width, height)]
    return "\n".join(
        [
            _moulding(width, height, inks),
            f"{inks.second.fill} {frame(_EDGE, width, height)} f",
            f"{inks.first.stroke} 0 j 0.35 w {frame(_EDGE + 0.9, width, height)} S {frame(inner - 0.9, width, height)} S",
            f"0.6 w {' '.join(spirals)}",
            f"1.1 w {frame(inner + 0.4, width, height)} S 0.3 w {frame(inner + 2.6, width, height)} S",
        ]
    )


def meander_rule(width: float, height: float, inks: Inks) -> str:
    """A pair of spirals facing one another, hairlines to both sides."""
    side, middle = min(height, width / 6), width / 2
    gap = side * 0.3
    pair = [
        line([Point(middle + turn * (gap + across * side), down * side) for across, down in _SPIRAL])
        for turn in (-1, 1)
    ]
    out, foot = gap * 2 + side, side
    hairlines = [
        line([Point(0, foot), Point(middle - out, foot)]),
        line([Point(middle + out, foot), Point(width, foot)]),
    ]
    return f"{inks.first.stroke} 0.3 w {' '.join(pair)} 0.25 w {' '.join(hairlines)}"


def _moulding(width: float, height: float, inks: Inks) -> str:
    """Four bevelled strips, those to the top and left lit, those to the bottom and right in shade."""
    outer = Point(0, 0), Point(width, 0), Point(width, height), Point(0, height)
    inner = (
        Point(_EDGE, _EDGE),
        Point(width - _EDGE, _EDGE),
        Point(width - _EDGE, height - _EDGE),
        Point(_EDGE, height - _EDGE),
    )
    strips = []
    for number, share in enumerate((0.34, 0.0, 0.0, 0.34)):
        after = (number + 1) % 4
        strip = (outer[number], outer[after], inner[after], inner[number])
        path = " ".join(f"{written(*point)} {'l' if at else 'm'}" for at, point in enumerate(strip))
        strips.append(f"{inks.between(share).fill} {path} h f")
    lit = f"{inks.between(0.7).stroke} 0.25 w {frame(_EDGE / 2, width, height)} S"
    return " ".join([*strips, lit])


def _along(width: float, height: float) -> list[list[Point]]:
    """The spirals all round, their openings turned about so that each side mirrors itself."""
    middle = _EDGE + _BAND / 2
    across, down = width - 2 * middle, height - 2 * middle
    columns, rows = max(1, round(across / _PITCH)), max(1, round(down / _PITCH))
    centres = [Point(middle + across * at / columns, y) for at in range(columns + 1) for y in (middle, height - middle)]
    centres += [Point(x, middle + down * at / rows) for at in range(1, rows) for x in (middle, width - middle)]
    half = _SIDE / 2
    found = []
    for centre in centres:
        flip = -1 if centre.x > width / 2 else 1
        turn = -1 if centre.y > height / 2 else 1
        found.append(
            [Point(centre.x + flip * (x * _SIDE - half), centre.y + turn * (y * _SIDE - half)) for x, y in _SPIRAL]
        )
    return found
