"""Rows of photographs: each row fills the width of the text, all pictures of a row equally high, none cut or bent."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from math import ceil, inf
from typing import NamedTuple

from culture_desktop.documents.briefings.blocks import Photo
from culture_desktop.documents.briefings.prepared import ShownPicture
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import CHARACTER, PITCH, TYPE_AREA, ascent
from culture_desktop.documents.paper import GREY, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Image, Mark, Row, Source, Text
from culture_desktop.documents.text import balanced_lines, centred_start

GAP = 3 * MM
_WISHED_HEIGHT, _MAX_HEIGHT = 58 * MM, 84 * MM
_MOST_IN_A_ROW = 4
_CAPTION, _CAPTION_PITCH = 10.5, 15.0
_MOST_CAPTION_LINES = 3


Shown = Callable[[Photo], ShownPicture]


def picture_rows(pictures: Sequence[ShownPicture]) -> list[Row]:
    """The pictures with their captions, in order; a caption is of one row with its picture."""
    return [_row(places) for places in picture_places(pictures)]


class Place(NamedTuple):
    """A picture and how large it is shown, in points."""

    picture: ShownPicture
    width: float
    height: float


def picture_places(pictures: Sequence[ShownPicture]) -> list[list[Place]]:
    """The pictures in rows."""
    rows = []
    for start, end in _partition([item.aspect for item in pictures]):
        height = _height([item.aspect for item in pictures[start:end]])
        rows.append([Place(item, height * item.aspect, height) for item in pictures[start:end]])
    return rows


def _height(aspects: Sequence[float]) -> float:
    """The common height at which pictures of these aspects fill the width."""
    return min(_MAX_HEIGHT, (TYPE_AREA.width - GAP * (len(aspects) - 1)) / sum(aspects))


def _partition(aspects: Sequence[float]) -> list[tuple[int, int]]:
    """Where each row starts and ends, the heights as near to the wished one as can be."""

    @cache
    def best(start: int) -> tuple[float, tuple[int, ...]]:
        """The least deviation of the rows from ``start`` on, and their ends."""
        if start == len(aspects):
            return 0.0, ()
        least: tuple[float, tuple[int, ...]] = (inf, ())
        for end in range(start + 1, min(len(aspects), start + _MOST_IN_A_ROW) + 1):
            rest, ends = best(end)
            deviation = (_height(aspects[start:end]) - _WISHED_HEIGHT) ** 2 + rest
            least = min(least, (deviation, (end, *ends)))
        return least

    ends = best(0)[1]
    return list(zip((0, *ends), ends, strict=False))


def _row(places: Sequence[Place]) -> Row:
    """One row; its height is a whole number of lines, so that the text below stays on the page's lines."""
    height, widths = places[0].height, [place.width for place in places]
    x = (TYPE_AREA.width - sum(widths) - GAP * (len(widths) - 1)) / 2
    marks: list[Mark] = []
    captions: list[Text] = []
    problem: Problem | None = None
    for item, width, _ in places:
        marks.append(Image(item.jpeg(width, height), x, 0, width, height))
        lines = _caption(item, x, width, height)
        if len(lines) > _MOST_CAPTION_LINES:
            problem = Problem(f"照片“{item.name}”", "说明")
        captions += lines
        x += width + GAP
    bottom = max((caption.y for caption in captions), default=height)
    needed = bottom + CHARACTER * 0.75
    room = ceil(needed / PITCH) * PITCH
    lift = (room - needed) / 2
    return Row(room, tuple(_lowered(mark, lift) for mark in [*marks, *captions]), floats=True, problem=problem)


def _caption(picture: ShownPicture, x: float, width: float, height: float) -> list[Text]:
    """The caption centred below its picture."""
    if not picture.caption:
        return []
    source = Source(f"照片“{picture.name}”", "说明")
    top = height + 4 + ascent(Face.KAI, _CAPTION)
    return [
        Text(
            source,
            x + centred_start(line, Face.KAI, _CAPTION, width),
            top + number * _CAPTION_PITCH,
            line,
            Face.KAI,
            _CAPTION,
            ink=GREY,
        )
        for number, line in enumerate(balanced_lines(picture.caption, Face.KAI, _CAPTION, width))
    ]


def _lowered(mark: Mark, by: float) -> Mark:
    return replace(mark, y=mark.y + by)
