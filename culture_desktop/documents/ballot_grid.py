"""Boxed grids to be marked by hand, as ballot papers and counting sheets have them: every cell has all four lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import ascent
from culture_desktop.documents.paper import BLACK, GREY, MM, PALE, Colour
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Bar, Mark, Row, Source, Text
from culture_desktop.documents.text import balanced_lines, break_lines, centred_start, fitting_size

_LINE = 0.25 * MM
_PADDING = 1.5 * MM
_HEAD_SIZE, _LEAST = 10.5, 9.0
_SMALLEST = 7.5  # what is on several lines even so may be this small
_PITCH = 1.2
_BAND = 8 * MM


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of ``width`` points, and the type in it; what is long is set smaller, then on two lines."""

    title: str
    width: float
    size: float = 10.5
    face: Face = Face.SONG
    ink: Colour = BLACK


class Grid:
    """Rows of one height under the titles of columns; messages call it ``name``."""

    def __init__(self, name: str, columns: Sequence[GridColumn], height: float) -> None:
        self._name, self._columns, self._height = name, tuple(columns), height
        self.width = sum(column.width for column in columns)
        self.head = self._head()

    def band(self, text: str) -> Row:
        """A row across all columns that says what those below it belong to."""
        source = Source(text, "小标题")
        size = fitting_size(text, Face.HEI, _HEAD_SIZE, _SMALLEST, self.width - 4 * _PADDING)
        problem = None if size else Problem(*source)
        size = size or _SMALLEST
        baseline = (_BAND - size) / 2 + ascent(Face.HEI, size)
        marks: list[Mark] = [
            Bar(0, 0, self.width, _BAND, PALE),
            Bar(0, 0, _LINE, _BAND),
            Bar(self.width - _LINE, 0, _LINE, _BAND),
            Bar(0, _BAND - _LINE, self.width, _LINE),
            Text(source, 2 * _PADDING, baseline, text, Face.HEI, size),
        ]
        return Row(_BAND, tuple(marks), keep_with_next=True, head=self.head, problem=problem)

    def row(self, subject: str, texts: Sequence[str]) -> Row:
        """A row about a person or thing; a text that does not fit its cell is a problem."""
        marks, problem = self._lines(self._height), None
        x = 0.0
        for column, text in zip(self._columns, texts, strict=True):
            lines, size = _fitted(text, column, self._height)
            if len(lines) * size * _PITCH > self._height:
                problem = Problem(subject, column.title)
            source, room = Source(subject, column.title), column.width - 2 * _PADDING
            top = (self._height - len(lines) * size * _PITCH) / 2 + size * (_PITCH - 1) / 2
            for at, line in enumerate(lines):
                start = centred_start(line, column.face, size, room)
                baseline = top + at * size * _PITCH + ascent(column.face, size)
                marks.append(Text(source, x + _PADDING + start, baseline, line, column.face, size, ink=column.ink))
            x += column.width
        return Row(self._height, tuple(marks), head=self.head, problem=problem)

    def _head(self) -> Row:
        source, height = Source(self._name, "表头"), self._height
        marks = [*self._lines(height), Bar(0, 0, self.width, _LINE)]
        x = 0.0
        for column in self._columns:
            room = column.width - 2 * _PADDING
            size = fitting_size(column.title, Face.HEI, _HEAD_SIZE, _LEAST, room) or _LEAST
            start = centred_start(column.title, Face.HEI, size, room)
            baseline = (height - size) / 2 + ascent(Face.HEI, size)
            marks.append(Text(source, x + _PADDING + start, baseline, column.title, Face.HEI, size))
            x += column.width
        return Row(height, tuple(marks), keep_with_next=True)

    def _lines(self, height: float) -> list[Mark]:
        """The sides of each cell and the line below."""
        marks: list[Mark] = [Bar(0, height - _LINE, self.width, _LINE)]
        x = 0.0
        for column in self._columns:
            marks.append(Bar(x, 0, _LINE, height))
            x += column.width
        return [*marks, Bar(self.width - _LINE, 0, _LINE, height)]


def _fitted(text: str, column: GridColumn, height: float) -> tuple[tuple[str, ...], float]:
    """The text in the lines it takes, and their size."""
    room = column.width - 2 * _PADDING
    if not text:
        return (), column.size
    size = fitting_size(text, column.face, column.size, _LEAST, room)
    if size:
        return (text,), size
    lines = balanced_lines(text, column.face, _LEAST, room)
    if len(lines) * _LEAST * _PITCH <= height:
        return lines, _LEAST
    return balanced_lines(text, column.face, _SMALLEST, room), _SMALLEST


def title_rows(text: str, source: Source, width: float, size: float = 18.0) -> list[Row]:
    """The title in the middle."""
    lines = balanced_lines(text, Face.SONG_BOLD, size, width)
    return [_centred(line, source, Face.SONG_BOLD, size, size * 1.5, width) for line in lines]


def remark_rows(text: str, source: Source, width: float, size: float = 10.5, *, centred: bool = False) -> list[Row]:
    """A remark in small type over the width; ``centred`` where it fits one line."""
    lines = break_lines(text, Face.SONG, size, width)
    if centred and len(lines) == 1:
        return [_centred(text, source, Face.SONG, size, size * 1.7, width, GREY)]
    baseline = ascent(Face.SONG, size)
    return [
        Row(size * 1.55, (Text(source, line.start, baseline, line.text, Face.SONG, size, line.space),), True)
        for line in lines
    ]


def _centred(
    text: str, source: Source, face: Face, size: float, height: float, width: float, ink: Colour = BLACK
) -> Row:
    start = centred_start(text, face, size, width)
    return Row(height, (Text(source, start, ascent(face, size), text, face, size, ink=ink),), keep_with_next=True)
