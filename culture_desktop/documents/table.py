"""Ruled tables: cells wrap, a row is as high as its highest cell and is never split over two pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import ascent
from culture_desktop.documents.paper import BLACK, GREY, MM, PALE, Colour, colour
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Area, Bar, Mark, Placed, Row, Source, Text
from culture_desktop.documents.text import break_lines, fitting_size, text_width

SIZE = 10.5
_LEAST, _PITCH = 8.5, 15.0
_PADDING = 4.5
_FOOT = 9.0
LINE = colour("#C9C2B4")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; each of several texts begins a line."""

    texts: tuple[str, ...]
    face: Face = Face.SONG
    ink: Colour = BLACK


def cell(text: str, ink: Colour = BLACK) -> Cell:
    """A cell with one text."""
    return Cell((text,), ink=ink)


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    x: float
    width: float


class Table:
    """Makes the rows of one table: titles of columns with their widths in points; messages call it ``name``."""

    def __init__(self, name: str, widths: Iterable[tuple[str, float]]) -> None:
        self._name = name
        self._columns: list[_Column] = []
        self.width = 0.0
        for title, width in widths:
            self._columns.append(_Column(title, self.width, width))
            self.width += width
        self._head = self._head_row()

    def head(self) -> Row:
        """The titles of the columns; they stand again on each page that a row begins."""
        return self._head

    def _head_row(self) -> Row:
        source = Source(self._name, "表头")
        titles = [_texts(column, Cell((column.title,), Face.HEI), source) for column in self._columns]
        height = max(map(len, titles)) * _PITCH + 2 * _PADDING
        marks: list[Mark] = [Bar(0, 0, self.width, height, PALE), Bar(0, 0, self.width, 1.0)]
        marks += [text for texts in titles for text in texts]
        return Row(height, (*marks, Bar(0, height - 0.5, self.width, 0.5)), keep_with_next=True)

    def row(self, subject: str, cells: Sequence[Cell], highest: float) -> Row:
        """One row about a person or thing; one that is higher than ``highest`` points has no room."""
        marks: list[Mark] = []
        lines = 1
        for column, content in zip(self._columns, cells, strict=True):
            texts = _texts(column, content, Source(subject, column.title))
            marks += [replace(text, ink=content.ink) for text in texts]
            lines = max(lines, len(texts))
        height = lines * _PITCH + 2 * _PADDING
        problem = Problem(subject, self._columns[-1].title) if height > highest else None
        return Row(height, (*marks, Bar(0, height - 0.4, self.width, 0.4, LINE)), head=self._head, problem=problem)


def _texts(column: _Column, content: Cell, source: Source) -> list[Text]:
    room = column.width - 2 * _PADDING
    face, texts = content.face, content.texts
    # A long name had rather be a little smaller than on two lines.
    size = (fitting_size(texts[0], face, SIZE, _LEAST, room) or SIZE) if len(texts) == 1 else SIZE
    lines = [line for text in texts for line in break_lines(text, face, size, room)]
    baseline = _PADDING + ascent(face, SIZE) + 1
    return [
        Text(source, column.x + _PADDING + line.start, baseline + at * _PITCH, line.text, face, size, line.space)
        for at, line in enumerate(lines)
    ]


def foot(area: Area, title: str, number: int, count: int) -> Placed:
    """The title on the left and 第 1 页 共 8 页 on the right, below the area that the rows of a page fill."""
    source = Source(title, "页码")
    text = f"第 {number} 页　共 {count} 页"
    left = area.width - text_width(text, Face.SONG, _FOOT)
    marks = (
        Text(source, 0, _FOOT, title, Face.SONG, _FOOT, ink=GREY),
        Text(source, left, _FOOT, text, Face.SONG, _FOOT, ink=GREY),
    )
    return Placed(area.left, area.top + area.height + 5 * MM, Row(_FOOT, marks))
