"""The counting sheet (计票单): a line for each candidate on which the tellers keep strokes of 正 and write the sum."""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.ballot_grid import Grid, GridColumn, remark_rows, title_rows
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4_LANDSCAPE, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.report import AREA, signature_rows
from culture_desktop.documents.sheet import Composition, Row, Source, paginate
from culture_desktop.documents.table import foot
from culture_desktop.progress import Progress, silent

_NAME = "计票单"
_ROW = 11 * MM
_NUMBER, _WHO, _SUM = 11 * MM, 38 * MM, 15 * MM


@dataclass(frozen=True, slots=True)
class TallyContent:
    """What a counting sheet says; ``figures`` are lines with room for the numbers of papers."""

    title: str
    subtitle: str
    figures: tuple[str, ...]
    choices: tuple[str, ...]
    candidates: tuple[str, ...]
    signatures: tuple[str, ...]


def write_tally_sheet(content: TallyContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the sheet; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_tally_sheet(content: TallyContent) -> tuple[Problem, ...]:
    """What keeps the sheet from being printed."""
    return _compose(content).problems()


def _compose(content: TallyContent) -> Composition:
    source, width = Source(_NAME, "正文"), AREA.width
    each = (width - _NUMBER - _WHO) / len(content.choices) - _SUM
    marked = [column for choice in content.choices for column in (GridColumn(choice, each), GridColumn("票数", _SUM))]
    grid = Grid(_NAME, (GridColumn("序号", _NUMBER), GridColumn("姓名或集体", _WHO, 13.0, Face.KAI), *marked), _ROW)
    rows = [*title_rows(content.title, source, width), *remark_rows(content.subtitle, source, width, centred=True)]
    for line in content.figures:
        rows += remark_rows(line, source, width, 12.0)
    rows += [Row(3 * MM, keep_with_next=True), grid.head]
    blanks = ("",) * len(marked)
    rows += [grid.row(who, (str(number), who, *blanks)) for number, who in enumerate(content.candidates, start=1)]
    rows += signature_rows(content.signatures, _NAME)
    pages = paginate(rows, AREA)
    for number, page in enumerate(pages, start=1):
        page.append(foot(AREA, content.title, number, len(pages)))
    return Composition(A4_LANDSCAPE, content.title, pages)
