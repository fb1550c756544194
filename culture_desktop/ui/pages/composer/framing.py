"""The part of a picture that is shown, as the picture stands after its turns."""

from dataclasses import dataclass

from culture_desktop.documents.briefings.blocks import WHOLE, Crop

_LEAST = 0.05  # of either side
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Framing:
    """How a picture is turned, in quarters clockwise, and what of it is shown; ``shape`` is width : height unturned."""

    shape: float
    turns: int = 0
    crop: Crop = WHOLE

    @property
    def turned_shape(self) -> float:
        """Width : height as the picture stands."""
        return 1 / self.shape if self.turns % 2 else self.shape

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what is shown, in fractions."""
        crop = self.crop
        return crop.left, crop.top, crop.right - crop.left, crop.bottom - crop.top

    def turned(self, quarters: int) -> "Framing":
        """Turned further; the part that is shown turns with it."""
        framing = self
        for _ in range(quarters % 4):
            left, top, width, height = framing.box
            framing = Framing(self.shape, (framing.turns + 1) % 4)._showing(1 - top - height, left, height, width)
        return framing

    def _showing(self, left: float, top: float, width: float, height: float) -> "Framing":
        """Showing another part, kept within the picture."""
        width, height = min(max(width, _LEAST), 1.0), min(max(height, _LEAST), 1.0)
        left, top = min(max(left, 0.0), 1 - width), min(max(top, 0.0), 1 - height)
        edges = (round(each, _DIGITS) for each in (left, top, left + width, top + height))
        return Framing(self.shape, self.turns, Crop(*edges))

    def with_ratio(self, ratio: float) -> "Framing":
        """The largest part of a ratio of width : height about the middle of what is shown."""
        left, top, width, height = self.box
        wide, high = 1.0, self.turned_shape / ratio
        if high > 1:
            wide, high = ratio / self.turned_shape, 1.0
        across, down = left + width / 2, top + height / 2
        return self._showing(across - wide / 2, down - high / 2, wide, high)

    def moved(self, right: float, down: float) -> "Framing":
        """Showing a part further on."""
        left, top, width, height = self.box
        return self._showing(left + right, top + down, width, height)

    def scaled(self, by: float) -> "Framing":
        """Showing more or less about the same middle, in the same ratio."""
        left, top, width, height = self.box
        by = max(min(by, 1 / width, 1 / height), _LEAST / min(width, height))
        return self._showing(left + width * (1 - by) / 2, top + height * (1 - by) / 2, width * by, height * by)

    def stretched(self, across: int, down: int, right: float, below: float, ratio: float | None = None) -> "Framing":
        """With an edge or a corner moved: ``across`` and ``down`` are -1, 0 or 1 for left or top, none, right or bottom.

        With a ``ratio`` the opposite corner stays and the height follows the width.
        """
        left, top, width, height = self.box
        new = [left, top, left + width, top + height]
        if across:
            new[0 if across < 0 else 2] += right
        if down:
            new[1 if down < 0 else 3] += below
        new = [min(max(value, 0.0), 1.0) for value in new]
        wide, high = max(new[2] - new[0], _LEAST), max(new[3] - new[1], _LEAST)
        if ratio is not None:
            room_across = left + width if across < 0 else 1 - left
            room_down = top + height if down < 0 else 1 - top
            wide = min(wide, room_across, room_down * ratio / self.turned_shape)
            high = wide * self.turned_shape / ratio
        left = left + width - wide if across < 0 else left
        top = top + height - high if down < 0 else top
        return self._showing(left, top, wide, high)
