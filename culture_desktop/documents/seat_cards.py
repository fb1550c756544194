"""Name cards for the table (席卡): folded into a tent, the name on both sides as large as it can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.name_setting import Place, fill, line
from culture_desktop.documents.paper import A4, A4_LANDSCAPE, GREY, MM, Size
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Bar, Composition, Mark, Page, Placed, Row, Source, Turned
from culture_desktop.progress import Progress, silent

_MARGIN = 0.07  # of the panel's width, left free on either side of the name
_NAME_SHARE, _ALONE_SHARE = 0.5, 0.62  # of the panel's height, with a unit below and without
_LEAST = 24.0
_UNIT, _LEAST_UNIT = 18.0, 10.0
_TICK, _HAIR = 5 * MM, 0.15 * MM
_DASH = 2 * MM


@dataclass(frozen=True, slots=True)
class SeatFormat:
    """A card: its sheet, its panel in mm, how many cards to a sheet, and whether a foot of the same size is folded in."""

    key: str
    label: str
    sheet: Size
    width: float
    height: float
    together: int = 1
    foot: bool = False


SEAT_FORMATS = (
    SeatFormat("200x100", "200×100 mm 对折，A4 一张一个", A4, 200, 100),
    SeatFormat("half-a4", "半张 A4 对折（297×105 mm）", A4_LANDSCAPE, 297, 105),
    SeatFormat("tri-fold", "A4 三折，自带底面（210×99 mm）", A4, 210, 99, foot=True),
    SeatFormat("180x70", "180×70 mm 对折，A4 一张两个", A4, 180, 70, together=2),
)


@dataclass(frozen=True, slots=True)
class SeatCard:
    """One card, ready to print: a two-character name spaced, the unit or "" below it."""

    name: str
    unit: str = ""


def write_seat_cards(
    title: str, format_: SeatFormat, cards: Sequence[SeatCard], stream: BinaryIO, progress: Progress = silent
) -> None:
    """Writes the cards; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(title, format_, cards).write(stream, progress)


def preflight_seat_cards(title: str, format_: SeatFormat, cards: Sequence[SeatCard]) -> tuple[Problem, ...]:
    """What keeps the cards from being printed."""
    return _compose(title, format_, cards).problems()


def _compose(title: str, format_: SeatFormat, cards: Sequence[SeatCard]) -> Composition:
    pages: list[Page] = []
    for start in range(0, len(cards), format_.together):
        those = cards[start : start + format_.together]
        pages.append([_tent(card, format_, at) for at, card in enumerate(those)])
    return Composition(format_.sheet, title, pages)


def _tent(card: SeatCard, format_: SeatFormat, at: int) -> Placed:
    """A card at its place on the sheet: the back upside down over the front, between them the fold."""
    width, height = format_.width * MM, format_.height * MM
    panels = 3 if format_.foot else 2
    free = (format_.sheet.height - panels * height * format_.together) / (format_.together + 1)
    left, top = (format_.sheet.width - width) / 2, free + at * (panels * height + free)
    face, problem = _panel(card, width, height)
    back = Turned(0, 0, width, height, tuple(face))
    front = tuple(_lowered(face, height))
    marks = (back, *front, *_guides(width, height, panels))
    return Placed(left, top, Row(panels * height, marks, problem=problem))


def _panel(card: SeatCard, width: float, height: float) -> tuple[list[Mark], Problem | None]:
    source, margin = Source(card.name, "席卡"), width * _MARGIN
    share = _NAME_SHARE if card.unit else _ALONE_SHARE
    name_height = height * share
    top = height * 0.14 if card.unit else (height - name_height) / 2
    texts, problem = fill(source, card.name, Face.KAI, Place(margin, top, width - 2 * margin, name_height), _LEAST)
    if card.unit:
        below = Place(margin, height * 0.74, width - 2 * margin, height * 0.14)
        texts += line(source, card.unit, Face.SONG, _UNIT, _LEAST_UNIT, below)
    return [*texts], problem


def _lowered(marks: Sequence[Mark], by: float) -> Iterator[Mark]:
    return (replace(mark, y=mark.y + by) for mark in marks)


def _guides(width: float, height: float, panels: int) -> Iterator[Mark]:
    """Short lines where to cut, dashes where to fold."""
    for edge in (0.0, panels * height):
        yield from (Bar(0, edge, _TICK, _HAIR, GREY), Bar(width - _TICK, edge, _TICK, _HAIR, GREY))
    for side in (0.0, width):
        for top in (0.0, panels * height - _TICK):
            yield Bar(side, top, _HAIR, _TICK, GREY)
    for fold in range(1, panels):
        for start in (0.0, width - 3 * 2 * _DASH):
            yield from (Bar(start + at * 2 * _DASH, fold * height, _DASH, _HAIR, GREY) for at in range(3))
