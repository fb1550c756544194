"""How places were apportioned (名额分配表): a row for each unit with its figures and the reason in a sentence."""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4_LANDSCAPE, GREY, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.report import AREA, signature_rows, title_rows
from culture_desktop.documents.sheet import Composition, Row, paginate
from culture_desktop.documents.table import Cell, Table, cell, foot
from culture_desktop.progress import Progress, silent

_NAME = "名额分配表"
_WIDTHS = (("序号", 12), ("单位", 56), ("对象", 34), ("名额", 16), ("推荐", 16), ("依据", 127))
_TABLE = Table(_NAME, [(title, width * MM) for title, width in _WIDTHS])


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One unit: its places, how many it puts forward for them, and why, every text ready to print."""

    unit: str
    whom: str
    places: int
    nominees: int
    explanation: str


@dataclass(frozen=True, slots=True)
class QuotaContent:
    """What a table of quotas says; ``summary`` is how the whole was divided and what was decided by hand."""

    title: str
    subtitle: str
    summary: str
    rows: tuple[QuotaRow, ...]
    signatures: tuple[str, ...] = ("制表人：", "审核人：", "日期：")


def write_quota_table(content: QuotaContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the table; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_quota_table(content: QuotaContent) -> tuple[Problem, ...]:
    """What keeps the table from being printed."""
    return _compose(content).problems()


def _compose(content: QuotaContent) -> Composition:
    rows = [*title_rows(content.title, content.subtitle, content.summary, _NAME), _TABLE.head()]
    rows += [_unit_row(number, row) for number, row in enumerate(content.rows, start=1)]
    rows.append(_sum_row(content))
    rows += signature_rows(content.signatures, _NAME)
    pages = paginate(rows, AREA)
    for number, page in enumerate(pages, start=1):
        page.append(foot(AREA, content.title, number, len(pages)))
    return Composition(A4_LANDSCAPE, content.title, pages)


def _unit_row(number: int, row: QuotaRow) -> Row:
    figures = (cell(str(row.places)), cell(str(row.nominees)), cell(row.explanation))
    return _TABLE.row(row.unit, (cell(str(number), GREY), cell(row.unit), cell(row.whom), *figures), AREA.height / 2)


def _sum_row(content: QuotaContent) -> Row:
    sums = (sum(row.places for row in content.rows), sum(row.nominees for row in content.rows))
    places, nominees = (Cell((str(number),), Face.HEI) for number in sums)
    cells = (cell(""), Cell(("合计",), Face.HEI), cell(""), places, nominees, cell(""))
    return _TABLE.row("合计", cells, AREA.height / 2)
