"""People as simple shapes: from behind, seated at a table, and standing."""

from dataclasses import dataclass, replace
from random import Random

from builder.canvas import DEEP_TEAL, GOLD, GREEN, INK, RED, TEAL, WHITE, Canvas

_SKINS = ("#EBC4A0", "#E2B58E", "#D9A87F")
_HAIRS = ("#2E2825", "#3A302A", "#26221F", "#4A3B31")
_CLOTHES = (TEAL, DEEP_TEAL, "#6F8595", "#C98B4B", "#8A6A86", GREEN, "#A9572F", "#3F506B", "#B9A88C")
WORK, VEST, SUIT = "#35506E", RED, "#2C3E55"


@dataclass(frozen=True)
class Figure:
    """How somebody looks; ``height`` is from the soles to the crown."""

    height: float = 300
    skin: str = _SKINS[0]
    hair: str = _HAIRS[0]
    cloth: str = TEAL
    trousers: str = "#3C4450"
    woman: bool = False
    helmet: str = ""
    vest: str = ""
    stripe: bool = False
    scarf: str = ""
    grey: bool = False


def someone(random: Random, height: float, **look: object) -> Figure:
    """A figure by lot, except for what is given."""
    figure = Figure(
        height,
        random.choice(_SKINS),
        random.choice(_HAIRS),
        random.choice(_CLOTHES),
        woman=random.random() < 0.5,
    )
    return replace(figure, **look)  # type: ignore[arg-type]


def from_behind(canvas: Canvas, x: float, bottom: float, figure: Figure) -> None:
    """Head and shoulders of somebody who looks into the picture; ``bottom`` is where the figure is cut."""
    h = figure.height
    r = h * 0.15
    neck = bottom - h + 2 * r
    canvas.box(x - r * 0.42, neck - r * 0.5, x + r * 0.42, neck + r * 0.8, figure.skin, 4)
    canvas.dome(x, neck + r * 1.75, r * 2.05, r * 1.45, figure.cloth)
    canvas.box(x - r * 2.05, neck + r * 1.7, x + r * 2.05, bottom + 4, figure.cloth)
    canvas.dome(x, neck + r * 0.72, r * 0.75, r * 0.34, _darker(figure.cloth))
    for side in (-1, 1):
        canvas.disc(x + side * r * 0.97, neck - r * 0.95, r * 0.18, figure.skin, r * 0.26)
    head = neck - r * 1.05
    canvas.disc(x, head, r * 0.98, figure.hair, r * 1.1)
    if figure.woman:
        canvas.box(x - r * 0.97, head, x + r * 0.97, neck + r * 0.42, figure.hair, r * 0.5)
    else:
        canvas.box(x - r * 0.62, head + r * 0.3, x + r * 0.62, neck - r * 0.12, figure.hair, r * 0.3)
    if figure.helmet:
        _helmet(canvas, x, head, r, figure.helmet)
    if figure.vest:
        canvas.box(x - r * 1.3, neck + r * 0.8, x + r * 1.3, bottom + 4, figure.vest, r * 0.3)
    if figure.stripe:
        canvas.box(x - r * 2.05, neck + r * 2.6, x + r * 2.05, neck + r * 2.95, "#D9DED8")


def row_from_behind(canvas: Canvas, random: Random, bottom: float, height: float, count: int, shift: float = 0) -> None:
    """A row of the audience across the picture, with the backs of their chairs."""
    step = canvas.width / count
    for place in range(count):
        x = step * (place + 0.5) + shift + random.uniform(-step * 0.08, step * 0.08)
        from_behind(canvas, x, bottom, someone(random, height * random.uniform(0.94, 1.05)))
        canvas.box(x - height * 0.3, bottom - height * 0.2, x + height * 0.3, bottom + 6, "#6B4B36", height * 0.07)


def standing(canvas: Canvas, x: float, ground: float, figure: Figure, arms: str = "down", turn: float = 0) -> None:
    """Somebody who faces us. ``arms``: down, front, up, wave, give (to the right), take (to the left), clasp, hips.

    ``turn`` bends the upper body sideways, in units of the height.
    """
    h, lean = figure.height, turn * figure.height
    hip, shoulder, r = ground - h * 0.46, ground - h * 0.79, h * 0.083
    canvas.shade(x, ground, h * 0.17)
    for side in (-1, 1):
        foot = x + side * h * 0.065
        canvas.limb([(x + side * h * 0.045, hip), (foot, ground - h * 0.05)], h * 0.085, figure.trousers)
        canvas.box(foot - h * 0.045, ground - h * 0.035, foot + h * 0.055, ground, INK, h * 0.015)
    top = x + lean
    canvas.shape(
        [
            (top - h * 0.125, shoulder + h * 0.03),
            (top - h * 0.06, shoulder - h * 0.01),
            (top + h * 0.06, shoulder - h * 0.01),
            (top + h * 0.125, shoulder + h * 0.03),
            (x + h * 0.1, hip + h * 0.03),
            (x - h * 0.1, hip + h * 0.03),
        ],
        figure.cloth,
    )
    _dress(canvas, x, top, hip, shoulder, figure)
    for side, (elbow, hand) in zip((-1, 1), _ARMS[arms], strict=True):
        start = (top + side * h * 0.115, shoulder + h * 0.045)
        points = [start, *((top + dx * h, shoulder + dy * h) for dx, dy in (elbow, hand))]
        canvas.limb(points, h * 0.058, _darker(figure.cloth, 0.93))
        canvas.disc(*points[-1], h * 0.03, figure.skin)
    canvas.box(top - h * 0.028, shoulder - h * 0.05, top + h * 0.028, shoulder + h * 0.02, figure.skin, 3)
    face(canvas, top, shoulder - h * 0.115, r, figure)


# Elbow and hand of the left and the right arm, from the middle of the shoulders, in heights.
_ARMS = {
    "down": (((-0.15, 0.19), (-0.145, 0.33)), ((0.15, 0.19), (0.145, 0.33))),
    "front": (((-0.16, 0.17), (-0.03, 0.22)), ((0.16, 0.17), (0.03, 0.22))),
    "clasp": (((-0.15, 0.18), (-0.02, 0.3)), ((0.15, 0.18), (0.02, 0.3))),
    "up": (((-0.19, -0.06), (-0.15, -0.24)), ((0.19, -0.06), (0.15, -0.24))),
    "wave": (((-0.15, 0.19), (-0.145, 0.33)), ((0.2, -0.02), (0.19, -0.2))),
    "give": (((-0.12, 0.18), (0.12, 0.2)), ((0.2, 0.16), (0.3, 0.13))),
    "take": (((-0.2, 0.16), (-0.3, 0.14)), ((0.12, 0.18), (-0.12, 0.21))),
    "hips": (((-0.23, 0.16), (-0.11, 0.27)), ((0.23, 0.16), (0.11, 0.27))),
    "welcome": (((-0.15, 0.18), (-0.04, 0.24)), ((0.2, 0.13), (0.31, 0.07))),
    "play": (((-0.19, 0.14), (-0.21, 0.06)), ((0.18, 0.19), (0.05, 0.2))),
}


def _dress(canvas: Canvas, x: float, top: float, hip: float, shoulder: float, figure: Figure) -> None:
    h = figure.height
    if figure.vest:
        for side in (-1, 1):
            canvas.shape(
                [
                    (top + side * h * 0.105, shoulder + h * 0.01),
                    (top + side * h * 0.035, shoulder - h * 0.008),
                    (x + side * h * 0.012, hip + h * 0.02),
                    (x + side * h * 0.1, hip + h * 0.02),
                ],
                figure.vest,
            )
    else:
        collar = [(top - h * 0.045, shoulder - h * 0.01), (top + h * 0.045, shoulder - h * 0.01)]
        canvas.shape([*collar, (top, shoulder + h * 0.07)], WHITE)
    if figure.scarf:
        canvas.shape([(top - h * 0.03, shoulder), (top + h * 0.03, shoulder), (top, shoulder + h * 0.1)], figure.scarf)
    if figure.stripe:
        canvas.shape(
            [
                (top - h * 0.112, hip - h * 0.13),
                (top + h * 0.112, hip - h * 0.13),
                (x + h * 0.108, hip - h * 0.1),
                (x - h * 0.108, hip - h * 0.1),
            ],
            "#E4E4D4",
        )


def face(canvas: Canvas, x: float, y: float, r: float, figure: Figure) -> None:
    """A head that faces us: hair, skin, two eyes and a smile."""
    hair = "#B9B4AC" if figure.grey else figure.hair
    if figure.woman:
        canvas.box(x - r * 1.1, y - r * 0.4, x + r * 1.1, y + r * 1.15, hair, r * 0.55)
    canvas.disc(x, y - r * 0.12, r * 1.08, hair, r * 1.14)
    for side in (-1, 1):
        canvas.disc(x + side * r * 0.94, y + r * 0.16, r * 0.16, figure.skin, r * 0.22)
    canvas.disc(x, y + r * 0.12, r * 0.9, figure.skin, r * 0.98)
    canvas.dome(x, y - r * 0.08, r * 0.94, r * 0.98, hair)
    canvas.disc(x + r * 0.26, y - r * 0.12, r * 0.62, figure.skin, r * 0.3)
    canvas.disc(x - r * 0.3, y - r * 0.08, r * 0.56, figure.skin, r * 0.24)
    for side in (-1, 1):
        canvas.disc(x + side * r * 0.33, y + r * 0.22, r * 0.075, INK, r * 0.1)
        canvas.disc(x + side * r * 0.52, y + r * 0.5, r * 0.16, "#D9785F40", r * 0.1)
    canvas.limb([(x - r * 0.2, y + r * 0.6), (x, y + r * 0.67), (x + r * 0.2, y + r * 0.6)], r * 0.08, "#9A4B3A")
    if figure.helmet:
        _helmet(canvas, x, y - r * 0.1, r, figure.helmet)


def _helmet(canvas: Canvas, x: float, y: float, r: float, colour: str) -> None:
    canvas.dome(x, y - r * 0.05, r * 1.2, r * 1.3, colour)
    canvas.box(x - r * 1.38, y - r * 0.2, x + r * 1.38, y + r * 0.02, _darker(colour), r * 0.1)
    canvas.box(x - r * 0.12, y - r * 1.34, x + r * 0.12, y - r * 0.2, _darker(colour, 0.93), r * 0.1)


def seated(canvas: Canvas, x: float, table: float, figure: Figure, busy: bool = True) -> None:
    """Somebody behind a table who faces us; ``table`` is the table's edge."""
    h = figure.height
    shoulder, r = table - h * 0.28, h * 0.083
    canvas.dome(x, shoulder + h * 0.09, h * 0.15, h * 0.11, figure.cloth)
    canvas.box(x - h * 0.15, shoulder + h * 0.088, x + h * 0.15, table + 2, figure.cloth)
    canvas.shape(
        [(x - h * 0.045, shoulder - h * 0.01), (x + h * 0.045, shoulder - h * 0.01), (x, shoulder + h * 0.08)], WHITE
    )
    if figure.scarf:
        canvas.shape([(x - h * 0.03, shoulder), (x + h * 0.03, shoulder), (x, shoulder + h * 0.1)], figure.scarf)
    if figure.vest:
        for side in (-1, 1):
            canvas.box(x + side * h * 0.075 - h * 0.05, shoulder + h * 0.02, x + side * h * 0.075 + h * 0.05, table + 2,
                       figure.vest, h * 0.03)  # fmt: skip
    canvas.box(x - h * 0.028, shoulder - h * 0.05, x + h * 0.028, shoulder + h * 0.02, figure.skin, 3)
    face(canvas, x, shoulder - h * 0.115, r, figure)
    if busy:
        for side in (-1, 1):
            points = [(x + side * h * 0.14, shoulder + h * 0.12), (x + side * h * 0.17, table - h * 0.02)]
            canvas.limb([*points, (x + side * h * 0.05, table - h * 0.012)], h * 0.055, _darker(figure.cloth, 0.93))
            canvas.disc(x + side * h * 0.045, table - h * 0.012, h * 0.028, figure.skin)


def certificate(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A red folder held in both hands."""
    canvas.box(x - size, y - size * 0.66, x + size, y + size * 0.66, DEEP_RED_COVER, size * 0.08)
    canvas.box(x - size * 0.82, y - size * 0.48, x + size * 0.82, y + size * 0.48, RED, size * 0.05)
    canvas.text(x, y, "荣誉证书", size * 0.36, GOLD, size * 0.04)


DEEP_RED_COVER = "#98201A"
UNIFORMS = (WORK, SUIT, "#3F5C7A")


def _darker(colour: str, share: float = 0.86) -> str:
    red, green, blue = (round(int(colour[n : n + 2], 16) * share) for n in (1, 3, 5))
    return f"#{red:02X}{green:02X}{blue:02X}"
