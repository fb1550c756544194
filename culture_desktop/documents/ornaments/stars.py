"""Stars and the light they give."""

from culture_desktop.documents.ornaments.pen import Inks, Point, area, circle, line, on_circle, star, written

_RAYS = 36  # wedges of light about a point
_BEAM = 0.5  # of the angle between two wedges that a wedge fills
_SOURCE = 0.09  # of the height: where the light comes from
_LINES = 96  # hairlines of a burst
_REACH = (1.0, 0.8, 0.9, 0.74)  # how far they go in turn, of the burst's radius
_RISE = 0.46  # of the radius: where they begin
_GLOWS = 14  # discs, each a little lighter than the one inside it
_MOST = 1 / 8  # of a row's width: the largest star's height
_FACET = 0.42  # of the second ink in a star's lighter facets


def faceted(x: float, y: float, radius: float, inks: Inks) -> str:
    """A star whose arms have a lit side and a shaded one, as an engraver cuts them."""
    corners = star(x, y, radius)
    lit = [area([Point(x, y), corners[number], corners[(number + 1) % 10]]) for number in range(0, 10, 2)]
    return f"{inks.first.fill} {area(corners)} {inks.between(_FACET).fill} {' '.join(lit)}"


def single_star(width: float, height: float, inks: Inks) -> str:
    """One star as large as its place."""
    return faceted(width / 2, height / 2, min(width, height) / 2, inks)


def row_of_stars(width: float, height: float, inks: Inks) -> str:
    """Five stars between two hairlines, the middle one largest."""
    size = min(height, width * _MOST)
    middle, y, pitch = width / 2, height / 2, size * 1.5
    stars = [faceted(middle + place * pitch, y, size * (0.5 - 0.11 * abs(place)), inks) for place in (-2, -1, 0, 1, 2)]
    gap = pitch * 2 + size * 0.9
    hairlines = [line([Point(0, y), Point(middle - gap, y)]), line([Point(middle + gap, y), Point(width, y)])]
    return f"{inks.first.stroke} 0.25 w {' '.join(hairlines)} {' '.join(stars)}"


def rays(width: float, height: float, inks: Inks) -> str:
    """Light from the middle of the upper part, in wedges of the first ink on the second."""
    x, y, far, angle = width / 2, height * _SOURCE, width + height, 360 / _RAYS
    wedges = [
        area([Point(x, y), on_circle(x, y, far, at), on_circle(x, y, far, at + angle * _BEAM)])
        for at in (number * angle - angle * _BEAM / 2 for number in range(_RAYS))
    ]
    ground = f"0 0 {written(width, height)} re"
    return f"{ground} W n {inks.second.fill} {ground} f {inks.first.fill} {' '.join(wedges)}"


def starburst(width: float, height: float, inks: Inks) -> str:
    """A star in its glow, hairlines of light about it; the second ink is that of the ground."""
    x, y, radius = width / 2, height / 2, min(width, height) / 2
    glow = [
        f"{inks.between(0.985 - 0.2 * (step / _GLOWS) ** 2).fill} {circle(x, y, radius * (1 - step / _GLOWS * 0.8))} f"
        for step in range(_GLOWS)
    ]
    hairlines = [
        line([on_circle(x, y, radius * _RISE, at), on_circle(x, y, radius * _REACH[number % len(_REACH)], at)])
        for number, at in ((number, number * 360 / _LINES - 90) for number in range(_LINES))
    ]
    light = f"{inks.between(0.35).stroke} 0.14 w {' '.join(hairlines)}"
    return "\n".join([*glow, light, faceted(x, y, radius * 0.36, inks)])
