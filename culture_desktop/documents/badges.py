"""Badges (胸牌): several to a sheet with marks to cut along; name, unit, role, and the code that the check-in desk reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.name_setting import Place, fill, line
from culture_desktop.documents.paper import A4, GREY, MM, RED, Colour
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Bar, Code, Composition, Mark, Page, Placed, Row, Source, Text
from culture_desktop.progress import Progress, silent

_WHITE = Colour(1, 1, 1)
_TICK, _HAIR, _GAP = 4 * MM, 0.15 * MM, 1 * MM
_EDGE = 4 * MM  # inside a badge: what is cut a little off loses nothing
_QUIET = 2 * MM  # white about a code
_LEAST_NAME = 15.0


@dataclass(frozen=True, slots=True)
class BadgeFormat:
    """A badge: width and height in mm, the side of its code, the type of its unit and role in points."""

    key: str
    label: str
    width: float
    height: float
    code: float
    small: float

    @property
    def upright(self) -> bool:
        """Whether the code stands below the name, not beside it."""
        return self.height > self.width

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows on a sheet of A4, with room for the marks to cut along."""
        room = 2 * (_TICK + _GAP)
        return int((A4.width - room) // (self.width * MM)), int((A4.height - room) // (self.height * MM))


BADGE_FORMATS = (
    BadgeFormat("90x54", "90×54 mm，横式", 90, 54, 22, 11),
    BadgeFormat("100x70", "100×70 mm，横式", 100, 70, 27, 13),
    BadgeFormat("85x120", "85×120 mm，竖式", 85, 120, 32, 14),
    BadgeFormat("54x86", "54×86 mm，竖式（证卡）", 54, 86, 22, 11),
)


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge, ready to print; without a ``code`` the name has its place. ``number`` stands below the code."""

    name: str
    unit: str = ""
    role: str = ""
    number: str = ""
    code: str = ""


def write_badges(
    event: str, format_: BadgeFormat, badges: Sequence[Badge], stream: BinaryIO, progress: Progress = silent
) -> None:
    """Writes the badges for an event; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(event, format_, badges).write(stream, progress)


def preflight_badges(event: str, format_: BadgeFormat, badges: Sequence[Badge]) -> tuple[Problem, ...]:
    """What keeps the badges from being printed."""
    return _compose(event, format_, badges).problems()


def _compose(event: str, format_: BadgeFormat, badges: Sequence[Badge]) -> Composition:
    columns, rows = format_.grid
    width, height = format_.width * MM, format_.height * MM
    left, top = (A4.width - columns * width) / 2, (A4.height - rows * height) / 2
    cuts = Placed(left, top, Row(0, tuple(_cuts(columns, rows, width, height))))
    pages: list[Page] = []
    for start in range(0, len(badges), columns * rows):
        page = [cuts]
        for at, badge in enumerate(badges[start : start + columns * rows]):
            row, column = divmod(at, columns)
            page.append(Placed(left + column * width, top + row * height, _badge(event, badge, format_)))
        pages.append(page)
    return Composition(A4, f"{event}胸牌", pages)


def _badge(event: str, badge: Badge, format_: BadgeFormat) -> Row:
    width, height = format_.width * MM, format_.height * MM
    source, band = Source(badge.name, "胸牌"), height * (0.16 if format_.upright else 0.22)
    marks: list[Mark] = [Bar(0, 0, width, band, RED)]
    head = Place(_EDGE, 0, width - 2 * _EDGE, band)
    marks += [_inked(text, _WHITE) for text in line(source, event, Face.HEI, band * 0.36, 7.0, head)]
    body = Place(_EDGE, band, width - 2 * _EDGE, height - band - _EDGE / 2)
    if badge.code:
        marks += _code(source, badge, format_, body)
        body = _beside_code(body, format_)
    texts, problem = _words(source, badge, format_, body)
    return Row(height, (*marks, *texts), problem=problem)


def _code(source: Source, badge: Badge, format_: BadgeFormat, body: Place) -> list[Mark]:
    """The code at the right or foot, the number in figures below it for when no scanner reads it."""
    side, caption = format_.code * MM, 3.2 * MM
    x = body.x + (body.width - side) / 2 if format_.upright else body.x + body.width - side
    y = body.y + body.height - side - caption - _QUIET / 2
    y = y if format_.upright else body.y + (body.height - side - caption) / 2
    under = Place(x - _QUIET, y + side + 0.5 * MM, side + 2 * _QUIET, caption)
    figures = [_inked(text, GREY) for text in line(source, badge.number, Face.SONG, 7.5, 5.0, under)]
    return [Code(badge.code, x, y, side), *figures]


def _beside_code(body: Place, format_: BadgeFormat) -> Place:
    side = format_.code * MM + 2 * _QUIET
    if format_.upright:
        return body._replace(height=body.height - side - 3.2 * MM)
    return body._replace(width=body.width - side + _QUIET)


def _words(source: Source, badge: Badge, format_: BadgeFormat, body: Place) -> tuple[list[Mark], Problem | None]:
    """Name, unit, role, one below the other in the middle."""
    lines = [text for text in (badge.unit, badge.role) if text]
    pitch = format_.small * 1.7
    name_height = min(body.height * 0.46, body.height - len(lines) * pitch - format_.small)
    top = body.y + (body.height - name_height - len(lines) * pitch - format_.small * 0.4) / 2
    marks: list[Mark] = []
    texts, problem = fill(source, badge.name, Face.KAI, Place(body.x, top, body.width, name_height), _LEAST_NAME)
    marks += texts
    top += name_height + format_.small * 0.4
    for at, text in enumerate(lines):
        place = Place(body.x, top + at * pitch, body.width, pitch)
        marks += line(source, text, Face.HEI if text is badge.role else Face.SONG, format_.small, 7.0, place)
    return marks, problem


def _inked(mark: Text, ink: Colour) -> Text:
    return replace(mark, ink=ink)


def _cuts(columns: int, rows: int, width: float, height: float) -> Iterator[Mark]:
    """Ticks outside the outermost badges, in line with every cut."""
    for column in range(columns + 1):
        for y in (-_GAP - _TICK, rows * height + _GAP):
            yield Bar(column * width - _HAIR / 2, y, _HAIR, _TICK, GREY)
    for row in range(rows + 1):
        for x in (-_GAP - _TICK, columns * width + _GAP):
            yield Bar(x, row * height - _HAIR / 2, _TICK, _HAIR, GREY)
