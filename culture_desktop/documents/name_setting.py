"""Setting a name as large as its place allows, in letters of one weight throughout."""

from typing import NamedTuple

from culture_desktop.documents.fonts import Face, glyphs
from culture_desktop.documents.official import ascent
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Source, Text
from culture_desktop.documents.text import balanced_lines, centred_start, fitting_size, text_width

_COMMON = "一"  # every font has it
_LEADING = 1.2
_INK = 0.88  # of the size: how high Chinese characters are


class Place(NamedTuple):
    """A rectangle from the top left corner of whatever it lies on, in points."""

    x: float
    y: float
    width: float
    height: float


def even_face(text: str, face: Face) -> Face:
    """The face, or Song where a character of the text comes from another file than common ones: one weight throughout."""
    held = glyphs(face)
    files = {glyph.file.name for char in (_COMMON, *text) if not char.isspace() and (glyph := held[char]) is not None}
    return face if len(files) <= 1 else Face.SONG


def fill(source: Source, text: str, face: Face, place: Place, least: float) -> tuple[list[Text], Problem | None]:
    """One line in the middle of its place, as large as width and height allow; smaller than ``least`` on two lines.

    A text that is too long even so is a problem.
    """
    face = even_face(text, face)
    size = fitting_size(text, face, place.height / _INK, least, place.width)
    if size:
        return _lines(source, (text,), face, size, place), None
    size = min(least, place.height / 2 / _LEADING)
    lines = balanced_lines(text, face, size, place.width)
    fits = len(lines) <= 2 and all(text_width(line, face, size) <= place.width + 0.01 for line in lines)
    return _lines(source, lines[:2], face, size, place), None if fits else Problem(*source)


def line(source: Source, text: str, face: Face, size: float, least: float, place: Place) -> list[Text]:
    """One line of ``size`` in the middle of its place, smaller where it is long; what is longer even so is cut short."""
    fitted = fitting_size(text, face, size, least, place.width)
    while not fitted and len(text) > 1:
        text = f"{text.rstrip('…')[:-1]}…"
        fitted = fitting_size(text, face, least, least, place.width)
    return _lines(source, (text,), face, fitted or least, place) if text else []


def _lines(source: Source, texts: tuple[str, ...], face: Face, size: float, place: Place) -> list[Text]:
    top = place.y + (place.height - size * (1 + (len(texts) - 1) * _LEADING)) / 2
    return [
        Text(
            source,
            place.x + centred_start(text, face, size, place.width),
            top + number * size * _LEADING + ascent(face, size),
            text,
            face,
            size,
        )
        for number, text in enumerate(texts)
    ]
