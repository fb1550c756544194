"""The minutes of a review (评审会议记录): what was decided on which grounds, to be signed, and the scores behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.name_list import NameGroup, group_rows
from culture_desktop.documents.official import (
    CHARACTER,
    PITCH,
    TYPE_AREA,
    ascent,
    blank_row,
    centred_row,
    compose,
    heading_rows,
    note_row,
    paragraph_rows,
    title_rows,
)
from culture_desktop.documents.paper import GREY, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Composition, Page, Row, Source, Text, paginate
from culture_desktop.documents.table import Cell, Table, cell
from culture_desktop.progress import Progress, silent

_NUMBER, _NAME, _TOTAL, _RESULT = 11 * MM, 31 * MM, 16 * MM, 23 * MM
_CRITERION, _CRITERIA = 18 * MM, 44 * MM  # a column of points, and all of them together at most


@dataclass(frozen=True, slots=True)
class Scored:
    """A nominee in a table of scores; ``points`` by criterion."""

    name: str
    unit: str
    total: str
    points: tuple[str, ...]
    result: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A table of the annex: its title, the criteria that have a column each, and the nominees, best first."""

    title: str
    criteria: tuple[str, ...]
    nominees: tuple[Scored, ...]


@dataclass(frozen=True, slots=True)
class MinutesContent:
    """What the minutes say, every text ready to print.

    ``blanks`` are lines to be filled in by hand, ``sections`` headings with their paragraphs, ``groups`` the proposed
    names, ``signatures`` who signs; ``note`` stands in brackets below them, ``scores`` are the annex.
    """

    title: str
    blanks: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    list_heading: str
    groups: tuple[NameGroup, ...]
    closing: tuple[str, ...]
    signatures: tuple[str, ...]
    note: str
    scores: tuple[ScoreSheet, ...]


def write_minutes(content: MinutesContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the minutes; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_minutes(content: MinutesContent) -> tuple[Problem, ...]:
    """What keeps the minutes from being printed."""
    return _compose(content).problems()


def _compose(content: MinutesContent) -> Composition:
    body = Source("评审会议记录", "正文")
    rows: list[Row] = title_rows(content.title, Source("评审会议记录", "标题"))
    for blank in content.blanks:
        rows += paragraph_rows(blank, body, indent=0)
    for heading, paragraphs in content.sections:
        rows += heading_rows(heading, body)
        for paragraph in paragraphs:
            rows += paragraph_rows(paragraph, body)
    rows += heading_rows(content.list_heading, body)
    rows += group_rows(content.groups, body, "拟定名单")
    for paragraph in content.closing:
        rows += paragraph_rows(paragraph, body)
    rows += _signing_rows(content.signatures, content.note)
    return compose(content.title, rows, annex=_annex(content.scores))


def _signing_rows(signatures: Sequence[str], note: str) -> list[Row]:
    """A line and a half for each who signs, and the note; they stand on one page."""
    source, baseline = Source("评审会议记录", "签字栏"), ascent(Face.FANG, CHARACTER)
    rows = [blank_row(keep_with_next=True)]
    for text in signatures:
        rows.append(Row(PITCH * 1.5, (Text(source, 0, baseline, text, Face.FANG, CHARACTER),), keep_with_next=True))
    return [*rows, note_row(note, Source("评审会议记录", "附注"))]


def _annex(sheets: Sequence[ScoreSheet]) -> list[Page]:
    pages: list[Page] = []
    for number, sheet in enumerate(sheets, start=1):
        pages += _sheet_pages(sheet, f"附件 {number}" if len(sheets) > 1 else "附件")
    return pages


def _sheet_pages(sheet: ScoreSheet, ordinal: str) -> list[Page]:
    source, table = Source("评审会议记录", "附件"), _table(sheet)
    rows = [
        *paragraph_rows(ordinal, source, Face.HEI, indent=0, keep_with_next=True),
        centred_row(sheet.title, source, Face.SONG_BOLD, 18.0, PITCH * 1.4),
        table.head(),
        *(_score_row(table, place, nominee) for place, nominee in enumerate(sheet.nominees, start=1)),
    ]
    return paginate(rows, TYPE_AREA)


def _table(sheet: ScoreSheet) -> Table:
    points = min(_CRITERION, _CRITERIA / max(1, len(sheet.criteria)))
    unit = TYPE_AREA.width - _NUMBER - _NAME - _TOTAL - _RESULT - points * len(sheet.criteria)
    widths = [("序号", _NUMBER), ("名称", _NAME), ("单位", unit)]
    widths += [(criterion, points) for criterion in sheet.criteria]
    return Table(sheet.title, [*widths, ("总分", _TOTAL), ("结果", _RESULT)])


def _score_row(table: Table, place: int, nominee: Scored) -> Row:
    cells = (
        cell(str(place), GREY),
        cell(nominee.name),
        cell(nominee.unit),
        *map(cell, nominee.points),
        Cell((nominee.total,), Face.HEI),
        Cell((nominee.result,), Face.HEI if nominee.chosen else Face.SONG),
    )
    return table.row(nominee.name, cells, TYPE_AREA.height / 2)
