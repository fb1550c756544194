"""A text of a design set into its place: at which size, in which lines, each where."""

from collections.abc import Iterator
from typing import NamedTuple

from culture_desktop.documents.designs.elements import TextElement
from culture_desktop.documents.fonts import Face, NamedFace, Typeface
from culture_desktop.documents.paper import MM
from culture_desktop.documents.text import (
    CLOSING,
    OPENING,
    Line,
    break_lines,
    centred_start,
    distributed_space,
    fitting_size,
    text_width,
)
from culture_desktop.vocabulary import Align, TextSetting, TypeFace

FACES = {
    TypeFace.SONG: Face.SONG,
    TypeFace.TITLE: Face.SONG_BOLD,
    TypeFace.KAI: Face.KAI,
    TypeFace.HEI: Face.HEI,
    TypeFace.FANG: Face.FANG,
}
_ASCENT = 0.88  # em from the top of a Chinese character's square to the baseline
_STEP = 0.5  # points from one size tried to the next
_STOPS = "，。、；：！？,."  # stand in the upper right of their square in vertical text
_SHIFT = 0.55  # em by which they move there
_LOWER = {"：": 0.36, "；": 0.36, "？": 0.45, "！": 0.45}  # em by which taller ones stay behind upwards
_QUOTES = str.maketrans("“”‘’", "『』「」")  # GB/T 15834: what quotation marks are in vertical text
_TURNED = set(OPENING + CLOSING + "—…～-–") - set(_STOPS) - set("％℃%°‰￥$#·")  # lie on their side in vertical text
_SLACK = 0.01  # points: what rounding may add


def typeface(element: TextElement) -> Typeface:
    """What a text is drawn in."""
    face = FACES[element.face]
    return NamedFace(element.font, face) if element.font else face


class PlacedLine(NamedTuple):
    """A line: its baseline's start in points from the place's top left corner; ``turned`` a quarter clockwise."""

    text: str
    x: float
    y: float
    space: float = 0.0
    turned: bool = False


class Setting(NamedTuple):
    """A text as it fits its place."""

    size: float
    lines: tuple[PlacedLine, ...]


def set_text(element: TextElement, text: str) -> Setting | None:
    """The text at the largest size, from the element's down to its least, at which it fits; None when none does."""
    match element.setting:
        case TextSetting.PARAGRAPH:
            return _paragraphs(element, text)
        case TextSetting.VERTICAL:
            return _vertical(element, text)
        case _:
            return _line(element, " ".join(text.splitlines()))


def _line(element: TextElement, text: str) -> Setting | None:
    face, width, height = typeface(element), element.width * MM, element.height * MM
    size = fitting_size(text, face, min(element.size, height), element.least_size, width)
    if size is None:
        return None
    y = (height - size) / 2 + _ASCENT * size
    if element.setting is TextSetting.DISTRIBUTED:
        space = distributed_space(text, face, size, width)
        start = 0.0 if space else centred_start(text, face, size, width)
        return Setting(size, (PlacedLine(text, start, y, space),))
    return Setting(size, (PlacedLine(text, _start(element.align, text, face, size, width), y),))


def _paragraphs(element: TextElement, text: str) -> Setting | None:
    face, width, height = typeface(element), element.width * MM, element.height * MM
    for size in _sizes(element):
        lines = [
            line
            for paragraph in text.splitlines()
            for line in break_lines(paragraph, face, size, width, indent=element.indent * size, hanging=element.hanging)
        ]
        pitch = size * element.leading
        if (len(lines) - 1) * pitch + size <= height + _SLACK:
            placed = (
                PlacedLine(line.text, _line_start(element.align, line, face, size, width), at, line.space)
                for line, at in zip(lines, _baselines(size, pitch), strict=False)
            )
            return Setting(size, tuple(placed))
    return None


def _vertical(element: TextElement, text: str) -> Setting | None:
    """Columns from right to left, characters one under the other."""
    width, height = element.width * MM, element.height * MM
    for size in _sizes(element):
        pitch, fitting = size * element.leading, int((height + _SLACK) / size)
        if fitting < 1:
            continue
        columns = [
            column
            for paragraph in text.translate(_QUOTES).splitlines()
            for column in _columns("　" * int(element.indent) + paragraph, fitting)
        ]
        if (len(columns) - 1) * pitch + size <= width + _SLACK:
            placed = (
                line
                for number, column in enumerate(columns)
                for line in _stacked(column, width - size - number * pitch, size, _first(element, column, size))
            )
            return Setting(size, tuple(placed))
    return None


def _columns(text: str, fitting: int) -> Iterator[str]:
    """The text cut into columns; a closing mark that would begin one hangs below the column before it.

    Where several would, they begin the next with the character before them. An opening mark that would end a column
    goes to the next.
    """
    at = 0
    while at < len(text):
        end = at + fitting
        if text[end : end + 1] and text[end] in CLOSING:
            several = text[end + 1 : end + 2] and text[end + 1] in CLOSING
            end = _before_marks(text, at, end) if several else end + 1
        while end < len(text) and end - at > 1 and text[end - 1] in OPENING:
            end -= 1
        yield text[at:end]
        at = end


def _before_marks(text: str, start: int, end: int) -> int:
    """Where a column that begins at ``start`` ends so that no closing mark begins the next; ``end`` if nowhere."""
    for place in range(end - 1, start, -1):
        if text[place] not in CLOSING:
            return place
    return end


def _first(element: TextElement, column: str, size: float) -> float:
    """How far down a column begins."""
    left = max(0.0, element.height * MM - len(column) * size)
    return {Align.START: 0.0, Align.CENTRE: left / 2, Align.END: left}[element.align]


def _stacked(column: str, x: float, size: float, top: float) -> Iterator[PlacedLine]:
    for number, char in enumerate(column):
        y = top + number * size
        if char in _STOPS:
            yield PlacedLine(char, x + _SHIFT * size, y + (_ASCENT - _SHIFT + _LOWER.get(char, 0.0)) * size)
        elif char in _TURNED:
            yield PlacedLine(char, x + (1 - _ASCENT) * size, y, turned=True)
        elif not char.isspace():
            face_width = size if ord(char) > 0x2E7F else size / 2  # Latin letters and figures are about half as wide
            yield PlacedLine(char, x + (size - face_width) / 2, y + _ASCENT * size)


def _sizes(element: TextElement) -> Iterator[float]:
    size = element.size
    while size >= element.least_size:
        yield size
        size -= _STEP


def _baselines(size: float, pitch: float) -> Iterator[float]:
    at = _ASCENT * size
    while True:
        yield at
        at += pitch


def _start(align: Align, text: str, face: Typeface, size: float, width: float) -> float:
    if align is Align.CENTRE:
        return centred_start(text, face, size, width)
    return width - text_width(text, face, size) if align is Align.END else 0.0


def _line_start(align: Align, line: Line, face: Typeface, size: float, width: float) -> float:
    """A broken line fills both ends; only a shorter one goes where the element wants it."""
    full = line.space or align is Align.START
    return line.start if full else _start(align, line.text, face, size, width)
