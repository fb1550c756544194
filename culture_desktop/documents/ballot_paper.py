"""Ballot papers (选票) and forms of a peer assessment (测评表): as many to a sheet as there is room, to be cut apart.

No paper has a number, a code or anything else that tells it from the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.ballot_grid import Grid, GridColumn, remark_rows, title_rows
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import ascent
from culture_desktop.documents.paper import A4, GREY, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Area, Bar, Composition, Mark, Page, Placed, Row, Source, Text, paginate
from culture_desktop.documents.text import text_width
from culture_desktop.progress import Progress, silent

_AREA = Area(left=20 * MM, top=14 * MM, width=170 * MM, height=270 * MM)
_ROW = 9 * MM
_NUMBER, _NAME = 12 * MM, 40 * MM
_MARKS = 66 * MM  # all columns to be marked together
_MARGIN = 12 * MM  # from the edge of a paper, cut or not
_DASH = 2 * MM
_SEAL = 30 * MM


@dataclass(frozen=True, slots=True)
class BallotContent:
    """What each paper says, every text ready to print; ``candidates`` are pairs of name and unit in their order.

    ``choices`` are the columns to be marked, ``notes`` tell how; ``copies`` is how many papers there are to be.
    """

    title: str
    subtitle: str
    choices: tuple[str, ...]
    candidates: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    issuer: str
    date: str
    copies: int


def write_ballots(content: BallotContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the papers; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_ballots(content: BallotContent) -> tuple[Problem, ...]:
    """What keeps the papers from being printed."""
    return _compose(content).problems()


def papers_to_a_sheet(content: BallotContent) -> int:
    """How many papers one sheet holds; 0 where a paper takes more than a sheet."""
    height = sum(row.height for row in _rows(content))
    return int(A4.height // (height + 2 * _MARGIN))


def _compose(content: BallotContent) -> Composition:
    rows, together = _rows(content), papers_to_a_sheet(content)
    if not together:
        return Composition(A4, content.title, paginate(rows, _AREA) * content.copies)
    whole, rest = divmod(content.copies, together)
    pages = [_sheet(rows, together, together)] * whole
    return Composition(A4, content.title, [*pages, _sheet(rows, rest, together)] if rest else pages)


def _sheet(rows: Sequence[Row], count: int, together: int) -> Page:
    """So many papers below each other, of one height, so that a pile of sheets is cut at once along the dashed lines."""
    page: Page = []
    height = A4.height / together
    for number in range(count):
        y = number * height + _MARGIN
        if number:
            page.append(Placed(0, number * height, _CUT_ROW))
        for row in rows:
            page.append(Placed(_AREA.left, y, row))
            y += row.height
    return page


def _rows(content: BallotContent) -> list[Row]:
    source, width = Source(content.title, "正文"), _AREA.width
    choices = [GridColumn(choice, _MARKS / len(content.choices)) for choice in content.choices]
    unit = GridColumn("单位", width - _NUMBER - _NAME - _MARKS)
    name = GridColumn("姓名或集体", _NAME, 14.0, Face.KAI)
    grid = Grid(content.title, (GridColumn("序号", _NUMBER), name, unit, *choices), _ROW)
    blanks = ("",) * len(choices)
    rows = [*title_rows(content.title, source, width), *remark_rows(content.subtitle, source, width, centred=True)]
    rows += [Row(2 * MM, keep_with_next=True), grid.head]
    rows += [
        grid.row(who, (str(number), who, where, *blanks))
        for number, (who, where) in enumerate(content.candidates, start=1)
    ]
    rows.append(Row(2.5 * MM, keep_with_next=True))
    for note in content.notes:
        rows += remark_rows(note, source, width)
    return [*rows, _foot(content)]


def _foot(content: BallotContent) -> Row:
    """Issuer and date at the right, with room for the seal over them."""
    source, face, size = Source(content.title, "落款"), Face.FANG, 12.0
    marks: list[Mark] = []
    for line, text in enumerate((content.issuer, content.date)):
        left = _AREA.width - text_width(text, face, size)
        marks.append(Text(source, left, 8 * MM + line * size * 1.6 + ascent(face, size), text, face, size))
    seal = "（盖章）"
    left = _AREA.width - _SEAL - text_width(seal, Face.SONG, 9.0)
    marks.append(Text(source, left, 4 * MM + ascent(Face.SONG, 9.0), seal, Face.SONG, 9.0, ink=GREY))
    return Row(8 * MM + 2 * size * 1.6, tuple(marks))


_CUT_ROW = Row(
    0, tuple(Bar(at * 2 * _DASH, 0, _DASH, 0.2 * MM, GREY) for at in range(int(A4.width // (2 * _DASH)) + 1))
)
