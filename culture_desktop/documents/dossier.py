"""A person's dossier (人员档案): who it is at the head, then a table for each part of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import ascent
from culture_desktop.documents.paper import A4, BLACK, GREY, MM, PALE, RED
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Area, Bar, Composition, Mark, Row, Source, Text, paginate
from culture_desktop.documents.table import LINE, SIZE, Cell, Table, foot
from culture_desktop.documents.text import balanced_lines, break_lines, text_width
from culture_desktop.progress import Progress, silent

_AREA = Area(left=20 * MM, top=18 * MM, width=170 * MM, height=253 * MM)
_NAME = 26.0
_FACT_LABEL, _FACT_PITCH = 20 * MM, 17.0
_FIGURE, _CAPTION = 18.0, 9.5
_HEADING = 13.0
_LONGEST = 120  # characters of a cell in one row; what is longer goes on in the next, and over the page's end
_PARTS = re.compile(rf".{{1,{_LONGEST - 1}}}[。；，、\n]|.{{1,{_LONGEST}}}", re.DOTALL)  # at a mark where there is one


@dataclass(frozen=True, slots=True)
class DossierTable:
    """Rows under a heading of their own, such as a year; ``heading`` may be empty."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DossierSection:
    """A part of the dossier: heading, what it comes to, columns with their widths in mm (170 together), tables."""

    heading: str
    summary: str
    columns: tuple[tuple[str, float], ...]
    tables: tuple[DossierTable, ...]
    empty: str = "无记录"


@dataclass(frozen=True, slots=True)
class DossierContent:
    """What a dossier says, every text ready to print; ``figures`` are pairs of figure and what it counts."""

    name: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    sections: tuple[DossierSection, ...]
    note: str

    @property
    def title(self) -> str:
        """What the file is called inside."""
        return f"{self.name}　人员档案"


def write_dossier(content: DossierContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the dossier; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_dossier(content: DossierContent) -> tuple[Problem, ...]:
    """What keeps the dossier from being printed."""
    return _compose(content).problems()


def _compose(content: DossierContent) -> Composition:
    rows = [*_head_rows(content), *_fact_rows(content), _figure_row(content)]
    for section in content.sections:
        rows += _section_rows(content.name, section)
    rows += [Row(10.0, keep_with_next=True), *_text_rows(content.note, Source(content.name, "说明"), _CAPTION)]
    pages = paginate(rows, _AREA)
    for number, page in enumerate(pages, start=1):
        page.append(foot(_AREA, content.title, number, len(pages)))
    return Composition(A4, content.title, pages)


def _head_rows(content: DossierContent) -> list[Row]:
    """人员档案, the name, and where and under which number."""
    source = Source(content.name, "姓名")
    kind = Text(source, 0, ascent(Face.HEI, _CAPTION) + 6, "人 员 档 案", Face.HEI, _CAPTION, ink=RED)
    rows = [Row(24.0, (Bar(0, 0, _AREA.width, 1.6, RED), kind), keep_with_next=True)]
    for line in balanced_lines(content.name, Face.SONG_BOLD, _NAME, _AREA.width):
        name = Text(source, 0, ascent(Face.SONG_BOLD, _NAME), line, Face.SONG_BOLD, _NAME)
        rows.append(Row(_NAME * 1.35, (name,), keep_with_next=True))
    rows += _text_rows(content.subtitle, Source(content.name, "单位"), 11.0)
    return [*rows, Row(10.0, (Bar(0, 5.0, _AREA.width, 0.5, LINE),), keep_with_next=True)]


def _text_rows(text: str, source: Source, size: float) -> list[Row]:
    """Grey words over the width, as many lines as they take."""
    baseline = ascent(Face.SONG, size)
    return [
        Row(
            size * 1.6,
            (Text(source, line.start, baseline, line.text, Face.SONG, size, line.space, GREY),),
            keep_with_next=True,
        )
        for line in break_lines(text, Face.SONG, size, _AREA.width)
    ]


def _fact_rows(content: DossierContent) -> list[Row]:
    """Facts in two columns, read line by line; a long one runs on below itself."""
    rows = []
    for at in range(0, len(content.facts), 2):
        marks: list[Mark] = []
        lines = 1
        for column, (label, value) in enumerate(content.facts[at : at + 2]):
            left, source = column * _AREA.width / 2, Source(content.name, label)
            marks.append(Text(source, left, ascent(Face.HEI, _CAPTION) + 1, label, Face.HEI, _CAPTION, ink=GREY))
            room = _AREA.width / 2 - _FACT_LABEL - 4 * MM
            for number, line in enumerate(break_lines(" ".join(value.split()), Face.SONG, SIZE, room)):
                y = ascent(Face.SONG, SIZE) + number * _FACT_PITCH
                marks.append(Text(source, left + _FACT_LABEL + line.start, y, line.text, Face.SONG, SIZE, line.space))
                lines = max(lines, number + 1)
        rows.append(Row(lines * _FACT_PITCH + 2, tuple(marks), keep_with_next=True))
    return rows


def _figure_row(content: DossierContent) -> Row:
    """The key figures side by side on a pale band."""
    step, source = _AREA.width / max(1, len(content.figures)), Source(content.name, "合计")
    marks: list[Mark] = [Bar(0, 6, _AREA.width, 46, PALE)]
    for at, (figure, label) in enumerate(content.figures):
        left = at * step + 5 * MM
        marks.append(Text(source, left, 28, figure, Face.SONG_BOLD, _FIGURE))
        marks.append(Text(source, left, 44, label, Face.HEI, _CAPTION, ink=GREY))
    return Row(58.0, tuple(marks))


def _section_rows(name: str, section: DossierSection) -> list[Row]:
    source = Source(name, section.heading)
    baseline = 14 + ascent(Face.HEI, _HEADING)
    left = _AREA.width - text_width(section.summary, Face.SONG, SIZE)
    heading = (
        Bar(0, 15.5, 2.4, _HEADING, RED),
        Text(source, 8, baseline, section.heading, Face.HEI, _HEADING),
        Text(source, left, baseline, section.summary, Face.SONG, SIZE, ink=GREY),
    )
    rows = [Row(_HEADING + 23, heading, keep_with_next=True)]
    table = Table(section.heading, [(title, width * MM) for title, width in section.columns])
    filled = [part for part in section.tables if part.rows]
    if not filled:
        empty = Text(source, 8, ascent(Face.SONG, SIZE), section.empty, Face.SONG, SIZE, ink=GREY)
        return [*rows, Row(20.0, (empty,))]
    rows.append(table.head())
    for part in filled:
        if part.heading:
            rows.append(_part_row(table, part.heading, source))
        for cells in part.rows:
            rows += [table.row(name, parted, _AREA.height) for parted in _parted(cells)]
    return rows


def _part_row(table: Table, heading: str, source: Source) -> Row:
    marks = (
        Text(source, 4.5, 5 + ascent(Face.HEI, SIZE), heading, Face.HEI, SIZE),
        Bar(0, 21.6, table.width, 0.4, LINE),
    )
    return Row(22.0, marks, keep_with_next=True, head=table.head())


def _parted(cells: Sequence[str]) -> list[list[Cell]]:
    """One row, or as many as its longest cell needs."""
    parts = [[text] if len(text) <= _LONGEST else _PARTS.findall(text) for text in cells]
    count = max(map(len, parts))
    padded = [part + [""] * (count - len(part)) for part in parts]
    return [
        [
            Cell(tuple(part[at].splitlines()) or ("",), ink=GREY if number == 0 else BLACK)
            for number, part in enumerate(padded)
        ]
        for at in range(count)
    ]
