"""A picture drawn at three times its size and scaled down: flat shapes, soft edges, our own Song for the banners."""

from functools import cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

_FONT = Path(__file__).parents[2] / "fonts" / "GHSong-Bold.ttf"
_OVERSAMPLE = 3

RED, DEEP_RED, GOLD = "#B1241C", "#8A1A14", "#F3D9A0"
INK, PAPER, WHITE = "#2B2824", "#F4EDE0", "#FFFDF8"
TEAL, DEEP_TEAL, MIST = "#3A7286", "#1D4E63", "#CFE0E2"
GREEN, LEAF, OCHRE, BRICK = "#2F7355", "#6FA383", "#D09A3E", "#B5623F"
WOOD, DARK_WOOD, FLOOR = "#C79F72", "#9B7449", "#DCC4A2"


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONT), size)


class Canvas:
    """Draws in the picture's own pixels; colours may carry an alpha as #RRGGBBAA."""

    def __init__(self, width: int = 1200, height: int = 800, ground: str = PAPER) -> None:
        self.width, self.height = width, height
        size = (width * _OVERSAMPLE, height * _OVERSAMPLE)
        self._image = Image.new("RGB", size, ground)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def image(self) -> Image.Image:
        """The finished picture."""
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def gradient(self, top: float, bottom: float, above: str, below: str) -> None:
        """A band across the picture that goes from one colour to another."""
        first, last = ImageColor.getrgb(above), ImageColor.getrgb(below)
        start, end = round(top * _OVERSAMPLE), round(bottom * _OVERSAMPLE)
        for y in range(start, end):
            share = (y - start) / max(1, end - start - 1)
            colour = tuple(round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
            self._draw.line((0, y, self._image.width, y), fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str, radius: float = 0) -> None:
        """A rectangle, its corners rounded by ``radius``."""
        self._draw.rounded_rectangle(self._scaled(left, top, right, bottom), radius * _OVERSAMPLE, fill)

    def disc(self, x: float, y: float, across: float, fill: str, down: float | None = None) -> None:
        """An ellipse around a point, by its half axes."""
        height = across if down is None else down
        self._draw.ellipse(self._scaled(x - across, y - height, x + across, y + height), fill)

    def dome(self, x: float, y: float, across: float, down: float, fill: str) -> None:
        """The upper half of an ellipse."""
        self._draw.pieslice(self._scaled(x - across, y - down, x + across, y + down), 180, 360, fill)

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        """A polygon."""
        self._draw.polygon([(x * _OVERSAMPLE, y * _OVERSAMPLE) for x, y in points], fill)

    def limb(self, points: list[tuple[float, float]], width: float, fill: str) -> None:
        """A thick line with round ends and joints."""
        flat = [(x * _OVERSAMPLE, y * _OVERSAMPLE) for x, y in points]
        self._draw.line(flat, fill, round(width * _OVERSAMPLE), joint="curve")
        for x, y in points:
            self.disc(x, y, width / 2, fill)

    def wire(self, start: tuple[float, float], end: tuple[float, float], sag: float, fill: str = INK) -> None:
        """A thin line that hangs by ``sag`` in the middle."""
        points = []
        for step in range(25):
            share = step / 24
            x = start[0] + (end[0] - start[0]) * share
            y = start[1] + (end[1] - start[1]) * share + sag * (1 - (2 * share - 1) ** 2)
            points.append((x * _OVERSAMPLE, y * _OVERSAMPLE))
        self._draw.line(points, fill, 3 * _OVERSAMPLE, joint="curve")

    def text(self, x: float, y: float, words: str, size: float, fill: str, spacing: float = 0) -> None:
        """Words centred on a point, letters ``spacing`` further apart than they would be."""
        font = _font(round(size * _OVERSAMPLE))
        widths = [font.getlength(letter) / _OVERSAMPLE for letter in words]
        left = x - (sum(widths) + spacing * (len(words) - 1)) / 2
        for letter, width in zip(words, widths, strict=True):
            self._draw.text((left * _OVERSAMPLE, y * _OVERSAMPLE), letter, fill, font, "lm")
            left += width + spacing

    def shade(self, x: float, y: float, across: float) -> None:
        """The soft patch under somebody's feet."""
        for part in (1.0, 0.8, 0.6):
            self.disc(x, y, across * part, "#2B282412", across * part * 0.16)

    def _scaled(self, *numbers: float) -> tuple[float, ...]:
        return tuple(number * _OVERSAMPLE for number in numbers)


def banner(canvas: Canvas, words: str, left: float, top: float, right: float, bottom: float, size: float) -> None:
    """A red cloth with golden words and a shadow below."""
    canvas.box(left + 4, top + 7, right + 4, bottom + 7, "#2B282428", 3)
    canvas.box(left, top, right, bottom, RED, 3)
    canvas.box(left, bottom - 7, right, bottom, DEEP_RED, 2)
    canvas.text((left + right) / 2, (top + bottom - 6) / 2, words, size, GOLD, size * 0.1)


def plant(canvas: Canvas, x: float, ground: float, size: float) -> None:
    """A plant in a pot."""
    for turn, rise in ((-0.62, 0.72), (0.6, 0.78), (-0.3, 1.08), (0.32, 1.12), (0, 1.26)):
        tip = (x + turn * size, ground - size * (0.5 + rise))
        canvas.shape([(x - size * 0.08, ground - size * 0.5), tip, (x + size * 0.08, ground - size * 0.5)], LEAF)
        middle = ((x + tip[0]) / 2, (ground - size * 0.5 + tip[1]) / 2)
        canvas.disc(*middle, size * 0.13, GREEN if turn < 0 else LEAF, size * 0.3)
    canvas.shape(
        [
            (x - size * 0.34, ground - size * 0.56),
            (x + size * 0.34, ground - size * 0.56),
            (x + size * 0.24, ground),
            (x - size * 0.24, ground),
        ],
        BRICK,
    )


def tree(canvas: Canvas, x: float, ground: float, size: float) -> None:
    """A round tree."""
    canvas.box(x - size * 0.06, ground - size * 0.7, x + size * 0.06, ground, DARK_WOOD, 4)
    for dx, dy, r, colour in ((-0.26, -0.82, 0.3, LEAF), (0.26, -0.86, 0.3, LEAF), (0, -1.08, 0.36, "#7FB091")):
        canvas.disc(x + dx * size, ground + dy * size, r * size, colour)
    canvas.disc(x + 0.1 * size, ground - 0.92 * size, 0.26 * size, "#5F9575")


def window(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    """A window with a view of sky."""
    canvas.box(left - 10, top - 10, right + 10, bottom + 10, WHITE, 4)
    canvas.box(left, top, right, bottom, "#D4E6EA")
    across, up = right - left, bottom - top
    canvas.dome(left + across * 0.32, bottom, across * 0.32, up * 0.26, "#B9D3C2")
    canvas.dome(left + across * 0.72, bottom, across * 0.28, up * 0.34, "#C8DECF")
    canvas.box(left, bottom - 2, right, bottom + 10, WHITE)
    canvas.box((left + right) / 2 - 4, top, (left + right) / 2 + 4, bottom, WHITE)
    canvas.box(left, (top + bottom) / 2 - 3, right, (top + bottom) / 2 + 3, WHITE)
    canvas.box(left - 16, bottom + 8, right + 16, bottom + 20, "#E3D8C6", 3)
