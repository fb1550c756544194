"""Tables of scores, to be filled in (评分表) or filled in (评分汇总表): each begins on a page of its own and is signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4_LANDSCAPE, GREY, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.report import AREA, signature_rows, title_rows
from culture_desktop.documents.sheet import Composition, Page, Row, paginate
from culture_desktop.documents.table import Cell, Table, cell, foot
from culture_desktop.progress import Progress, silent

SUM, NAME = "总分", "姓名"
_BOLD = frozenset({SUM})


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """One table: columns by title and share of the width, rows of texts; several texts in a cell begin a line each."""

    title: str
    subtitle: str
    summary: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    signatures: tuple[str, ...]


def write_score_tables(title: str, tables: Sequence[ScoreTable], stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the tables one after the other; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(title, tables).write(stream, progress)


def preflight_score_tables(title: str, tables: Sequence[ScoreTable]) -> tuple[Problem, ...]:
    """What keeps the tables from being printed."""
    return _compose(title, tables).problems()


def _compose(title: str, tables: Sequence[ScoreTable]) -> Composition:
    return Composition(A4_LANDSCAPE, title, [page for table in tables for page in _pages(table)])


def _pages(content: ScoreTable) -> list[Page]:
    whole = sum(share for _, share in content.columns)
    table = Table(content.title, [(name, share * AREA.width / whole) for name, share in content.columns])
    rows = [*title_rows(content.title, content.subtitle, content.summary, content.title), table.head()]
    rows += [_row(table, content, texts) for texts in content.rows]
    rows += signature_rows(content.signatures, content.title)
    pages = paginate(rows, AREA)
    for number, page in enumerate(pages, start=1):
        page.append(foot(AREA, content.title, number, len(pages)))
    return pages


def _row(table: Table, content: ScoreTable, texts: Sequence[tuple[str, ...]]) -> Row:
    cells = []
    for (name, _), lines in zip(content.columns, texts, strict=True):
        face = Face.HEI if name in _BOLD else Face.SONG
        cells.append(Cell(lines, face) if name != "序号" else cell(lines[0], GREY))
    subject = next((lines[0] for (name, _), lines in zip(content.columns, texts, strict=True) if name == NAME), "")
    return table.row(subject, cells, AREA.height - 40 * MM)
