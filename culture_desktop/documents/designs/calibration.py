"""Where a printer really puts ink on a sheet: the correction of an overprint, and the page it is measured with."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import NamedTuple

from culture_desktop.documents.designs.design import Sheet
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import BLACK, GREY, MM, Paper, Size
from culture_desktop.documents.text import text_width
from culture_desktop.vocabulary import LeadingEdge, SheetFace

_EDGE = 20.0  # mm of the marks from the sheet's edges, beyond what any printer leaves white
_ARM, _FINE, _LABEL = 12.0, 0.1, 9.0  # mm, mm, points
_TICK, _LONG_TICK = 1.6, 3.0  # mm
_MOST_OFF, _MOST_SCALED, _MOST_TURNED = 15.0, 0.05, 3.0  # mm, part, degrees: beyond that something was misread


class Point(NamedTuple):
    """A place in mm from the sheet's left and top edges."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Feed:
    """How a prepared sheet goes into the printer; ``upside_down`` with its foot where the head is else."""

    edge: LeadingEdge = LeadingEdge.SHORT
    upside_down: bool = False
    face: SheetFace = SheetFace.UP

    @property
    def sentence(self) -> str:
        """What to do with the sheet."""
        return f"{self.edge.label}，{self.face.label}{'，倒着放' if self.upside_down else ''}"

    def operators(self, sheet: Size) -> str:
        """The operator that turns all that follows on a page of this size as the sheet lies."""
        return f"-1 0 0 -1 {sheet.width:.3f} {sheet.height:.3f} cm" if self.upside_down else ""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A correction about the top left corner of the sheet as it is read, however it goes in.

    ``right`` and ``down`` are mm to move by, ``scale_x`` and ``scale_y`` factors, ``turn`` degrees clockwise.
    """

    right: float = 0.0
    down: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    turn: float = 0.0
    feed: Feed = Feed()

    @property
    def none(self) -> bool:
        """Whether nothing is moved."""
        return replace(self, feed=Feed()) == Calibration() and not self.feed.upside_down

    @property
    def plausible(self) -> bool:
        """Whether a printer can be so far off."""
        scaled = max(abs(self.scale_x - 1), abs(self.scale_y - 1))
        moved = max(abs(self.right), abs(self.down))
        return moved <= _MOST_OFF and scaled <= _MOST_SCALED and abs(self.turn) <= _MOST_TURNED

    def applied(self, point: Point) -> Point:
        """Where a point goes that is printed with this correction."""
        cosine, sine = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        x, y = point.x * self.scale_x, point.y * self.scale_y
        return Point(x * cosine - y * sine + self.right, x * sine + y * cosine + self.down)

    def operators(self, sheet: Size) -> str:
        """The operators that correct all that follows on a page of this size and turn it as the sheet lies."""
        cosine, sine = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        # PDF counts upwards from the bottom: clockwise is negative there, and the corner lies at (0, height).
        a, b = self.scale_x * cosine, -self.scale_x * sine
        c, d = self.scale_y * sine, self.scale_y * cosine
        e = self.right * MM - c * sheet.height
        f = -self.down * MM + sheet.height - d * sheet.height
        return f"{self.feed.operators(sheet)} {a:.6f} {b:.6f} {c:.6f} {d:.6f} {e:.3f} {f:.3f} cm".lstrip()


def marks(sheet: Sheet) -> tuple[Point, Point, Point]:
    """Where the ruler page has its crosses: upper left, upper right, lower left."""
    return (
        Point(_EDGE, _EDGE),
        Point(sheet.width - _EDGE, _EDGE),
        Point(_EDGE, sheet.height - _EDGE),
    )


def calibration_of(sheet: Sheet, found: Sequence[Point]) -> Calibration:
    """The correction that brings the three crosses, found where they came out, to where they should be.

    Exact for a shift and for scales; a turn beside unequal scales is met within 0.05 mm for what printers do.
    """
    corner, right, below = marks(sheet)
    came, came_right, came_below = found
    across = Point(came_right.x - came.x, came_right.y - came.y)
    down = Point(came_below.x - came.x, came_below.y - came.y)
    scale_x = (right.x - corner.x) / math.hypot(*across)
    scale_y = (below.y - corner.y) / math.hypot(*down)
    # Both arms tell the turn; their mean halves the error of reading.
    turn = -math.degrees((math.atan2(across.y, across.x) + math.atan2(-down.x, down.y)) / 2)
    unmoved = Calibration(scale_x=scale_x, scale_y=scale_y, turn=turn).applied(came)
    return Calibration(corner.x - unmoved.x, corner.y - unmoved.y, scale_x, scale_y, turn)


def ruler_page(sheet: Sheet, feed: Feed = Feed()) -> bytes:
    """A page to be printed on plain paper of the sheet's size and measured with a ruler: three crosses, numbered."""
    paper = Paper(Size(sheet.width * MM, sheet.height * MM), "打印校准")
    if feed.upside_down:
        paper.add(feed.operators(paper.size))
    for number, mark in enumerate(marks(sheet), start=1):
        paper.add(_cross(paper, mark, f"{number}"))
    lines = (
        f"打印校准页　{sheet.width:g}×{sheet.height:g} 毫米　按“实际大小”打印，不要缩放　{feed.sentence}",
        "用直尺量出每个十字中心到纸左边、上边的距离（精确到 0.1 毫米），填进程序：",
        *(
            f"{number} 号　应为 左 {mark.x:g}　上 {mark.y:g}　　量得 左 ______　上 ______"
            for number, mark in enumerate(marks(sheet), start=1)
        ),
    )
    for number, line in enumerate(lines):
        width = text_width(line, Face.HEI, _LABEL)
        top = (sheet.height / 2 - 15 + number * 8) * MM
        paper.add(paper.text((sheet.width * MM - width) / 2, top, line, Face.HEI, _LABEL, ink=BLACK))
    paper.next_page()
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _cross(paper: Paper, at: Point, label: str) -> str:
    """A cross of hairlines with a tick each millimetre, so that a reading can be held against it."""
    height = paper.size.height
    parts = [f"{_FINE:g} w {BLACK.stroke}"]
    for across in (True, False):
        parts.append(_stroke(at, -_ARM, _ARM, across))
        for step in range(-10, 11):
            tick = _LONG_TICK if step % 5 == 0 else _TICK
            shifted = Point(at.x + step, at.y) if across else Point(at.x, at.y + step)
            parts.append(_stroke(shifted, -tick / 2, tick / 2, not across))
    drawn = " ".join(parts)
    place = paper.text((at.x + 2) * MM, (at.y + 6) * MM, label, Face.HEI, 14, ink=GREY)
    return f"q {MM:.6f} 0 0 {-MM:.6f} 0 {height:.3f} cm {drawn} Q {place}"


def _stroke(at: Point, begin: float, end: float, across: bool) -> str:
    if across:
        return f"{at.x + begin:.2f} {at.y:.2f} m {at.x + end:.2f} {at.y:.2f} l S"
    return f"{at.x:.2f} {at.y + begin:.2f} m {at.x:.2f} {at.y + end:.2f} l S"
