"""Where a printer really puts ink on a sheet: the correction of an overprint."""

import math
from dataclasses import dataclass

from culture_desktop.documents.paper import MM, Size


@dataclass(frozen=True, slots=True)
class Calibration:
    """A correction about the sheet's top left corner.

    ``right`` and ``down`` are mm to move by, ``scale_x`` and ``scale_y`` factors, ``turn`` degrees clockwise.
    """

    right: float = 0.0
    down: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    turn: float = 0.0

    @property
    def none(self) -> bool:
        """Whether nothing is corrected."""
        return self == Calibration()

    def operators(self, sheet: Size) -> str:
        """The operator that corrects all that follows on a page of this size."""
        cosine, sine = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        # PDF counts upwards from the bottom: clockwise is negative there, and the corner lies at (0, height).
        a, b = self.scale_x * cosine, -self.scale_x * sine
        c, d = self.scale_y * sine, self.scale_y * cosine
        e = self.right * MM - c * sheet.height
        f = -self.down * MM + sheet.height - d * sheet.height
        return f"{a:.6f} {b:.6f} {c:.6f} {d:.6f} {e:.3f} {f:.3f} cm"
