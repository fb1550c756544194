"""A report that is one ruled table: title, what it is about, a summary, rows, sums, room to sign.

Whoever words the report says which columns it has; a row may be made higher so that there is room to write by hand.
"""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4_LANDSCAPE, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.report import AREA, signature_rows, title_rows
from culture_desktop.documents.sheet import Composition, Row, paginate
from culture_desktop.documents.table import Cell, Table, foot
from culture_desktop.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class RuledRow:
    """One row about a ``subject``, by which messages call it; a text for each column."""

    subject: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuledContent:
    """What the report says. ``columns`` have a title and a width in mm, 261 in all; ``sums`` is a row in bold.

    ``lines`` is how many lines each row has room for at least.
    """

    name: str
    title: str
    subtitle: str
    summary: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[RuledRow, ...]
    sums: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ("制表人：", "审核人：", "日期：")
    lines: int = 1


def write_ruled_report(content: RuledContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the report; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_ruled_report(content: RuledContent) -> tuple[Problem, ...]:
    """What keeps the report from being printed."""
    return _compose(content).problems()


def _compose(content: RuledContent) -> Composition:
    table = Table(content.name, [(title, width * MM) for title, width in content.columns])
    rows = [*title_rows(content.title, content.subtitle, content.summary, content.name), table.head()]
    rows += [_row(table, row, content.lines) for row in content.rows]
    if content.sums:
        cells = [Cell((text,), Face.HEI) for text in content.sums]
        rows.append(table.row("合计", cells, AREA.height / 2))
    rows += signature_rows(content.signatures, content.name)
    pages = paginate(rows, AREA)
    for number, page in enumerate(pages, start=1):
        page.append(foot(AREA, content.title, number, len(pages)))
    return Composition(A4_LANDSCAPE, content.title, pages)


def _row(table: Table, row: RuledRow, lines: int) -> Row:
    blank = ("",) * (lines - 1)
    first, *others = row.texts
    cells = [Cell((first, *blank)), *(Cell((text,)) for text in others)]
    return table.row(row.subject, cells, AREA.height * 0.8)
