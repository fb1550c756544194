"""The result of a vote or a peer assessment (计票结果), to be signed by tellers and scrutineers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import (
    CHARACTER,
    PITCH,
    TYPE_AREA,
    ascent,
    blank_row,
    compose,
    heading_rows,
    kept_to_the_end,
    note_row,
    paragraph_rows,
    title_rows,
)
from culture_desktop.documents.paper import GREY, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Composition, Row, Source, Text
from culture_desktop.documents.table import Cell, Table, cell
from culture_desktop.progress import Progress, silent

_NAME = "计票结果"
_NUMBER, _WHO, _RESULT = 11 * MM, 30 * MM, 34 * MM
_FIGURES = 52 * MM  # all columns of figures together


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A candidate in the table; ``chosen`` is set in bold."""

    name: str
    unit: str
    figures: tuple[str, ...]
    result: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class VoteResultContent:
    """What the paper says, every text ready to print; ``columns`` are the titles of the figures in each line."""

    title: str
    opening: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[CountedLine, ...]
    closing: tuple[str, ...]
    signatures: tuple[str, ...]
    note: str


def write_vote_result(content: VoteResultContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the result; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_vote_result(content: VoteResultContent) -> tuple[Problem, ...]:
    """What keeps the result from being printed."""
    return _compose(content).problems()


def _compose(content: VoteResultContent) -> Composition:
    body = Source(_NAME, "正文")
    rows = title_rows(content.title, Source(_NAME, "标题"))
    for paragraph in content.opening:
        rows += paragraph_rows(paragraph, body)
    rows += [*heading_rows("得票情况", body), *_table_rows(content), *heading_rows("结果", body)]
    last: list[Row] = []
    for paragraph in content.closing:
        rows, last = rows + last, paragraph_rows(paragraph, body)
    # Nobody signs a page on which no result stands.
    signed = [*kept_to_the_end(last, len(last)), *_signing_rows(content.signatures, content.note)]
    return compose(content.title, [*rows, *signed])


def _table_rows(content: VoteResultContent) -> list[Row]:
    each = _FIGURES / len(content.columns)
    unit = TYPE_AREA.width - _NUMBER - _WHO - _FIGURES - _RESULT
    figures = [(title, each) for title in content.columns]
    table = Table(_NAME, [("序号", _NUMBER), ("姓名或集体", _WHO), ("单位", unit), *figures, ("结果", _RESULT)])
    rows = [table.head()]
    for number, line in enumerate(content.lines, start=1):
        cells = (
            cell(str(number), GREY),
            cell(line.name),
            cell(line.unit),
            *map(cell, line.figures),
            Cell((line.result,), Face.HEI if line.chosen else Face.SONG),
        )
        rows.append(table.row(line.name, cells, TYPE_AREA.height / 2))
    return [*rows, blank_row(PITCH / 2)]


def _signing_rows(signatures: Sequence[str], note: str) -> list[Row]:
    """A line and a half for each who signs; they stand on one page."""
    source, baseline = Source(_NAME, "签字栏"), ascent(Face.FANG, CHARACTER)
    rows = [blank_row(keep_with_next=True)]
    for text in signatures:
        rows.append(Row(PITCH * 1.5, (Text(source, 0, baseline, text, Face.FANG, CHARACTER),), keep_with_next=True))
    return [*rows, note_row(note, Source(_NAME, "附注"))]
