"""The report of an eligibility check (资格审查表): everyone checked, the result, and the reasons with their figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.official import ascent
from culture_desktop.documents.paper import A4_LANDSCAPE, BLACK, GREY, MM, RED, Colour, colour
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.sheet import Area, Composition, Row, Source, Text, paginate
from culture_desktop.documents.table import SIZE, Cell, Table, cell, foot
from culture_desktop.documents.text import balanced_lines, break_lines, centred_start
from culture_desktop.progress import Progress, silent

_AREA = Area(left=18 * MM, top=18 * MM, width=261 * MM, height=170 * MM)
_GREEN = colour("#2A6A4B")


@dataclass(frozen=True, slots=True)
class CheckedPerson:
    """One line of the report; ``reasons`` are sentences with figures, printed one below the other."""

    number: str
    name: str
    unit: str
    result: str
    reasons: tuple[str, ...]
    passed: bool


@dataclass(frozen=True, slots=True)
class EligibilityContent:
    """What an eligibility report says, every text ready to print.

    ``subtitle`` says what was checked and when, ``summary`` the counts in one sentence.
    """

    title: str
    subtitle: str
    summary: str
    people: tuple[CheckedPerson, ...]
    signatures: tuple[str, ...] = ("审查人：", "复核人：", "日期：")


_WIDTHS = (("序号", 12), ("工号", 27), ("姓名", 34), ("单位", 42), ("结果", 16), ("依据", 130))
_TABLE = Table("资格审查表", [(title, width * MM) for title, width in _WIDTHS])


def write_eligibility_report(content: EligibilityContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the report; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_eligibility_report(content: EligibilityContent) -> tuple[Problem, ...]:
    """What keeps the report from being printed."""
    return _compose(content).problems()


def _compose(content: EligibilityContent) -> Composition:
    rows = [*_title_rows(content), _TABLE.head()]
    rows += [_person_row(number, person) for number, person in enumerate(content.people, start=1)]
    rows += _signature_rows(content.signatures)
    pages = paginate(rows, _AREA)
    for number, page in enumerate(pages, start=1):
        page.append(foot(_AREA, content.title, number, len(pages)))
    return Composition(A4_LANDSCAPE, content.title, pages)


def _title_rows(content: EligibilityContent) -> list[Row]:
    """Title, what was checked, and the counts; what needs more than a line runs over the width."""
    source = Source("资格审查表", "标题")
    rows: list[Row] = []
    for line in balanced_lines(content.title, Face.SONG_BOLD, 20.0, _AREA.width):
        rows.append(_centred(line, source, Face.SONG_BOLD, 20.0, 32.0))
    rows += _remark(content.subtitle, source, SIZE, 18.0, GREY)
    rows += _remark(content.summary, source, 12.0, 19.0, BLACK)
    return [*rows, Row(7.0, keep_with_next=True)]


def _remark(text: str, source: Source, size: float, pitch: float, ink: Colour) -> list[Row]:
    """A line in the middle, or a paragraph over the width."""
    lines = break_lines(text, Face.SONG, size, _AREA.width)
    if len(lines) == 1:
        return [_centred(text, source, Face.SONG, size, pitch, ink)]
    baseline = ascent(Face.SONG, size)
    return [
        Row(pitch, (Text(source, line.start, baseline, line.text, Face.SONG, size, line.space, ink),), True)
        for line in lines
    ]


def _centred(text: str, source: Source, face: Face, size: float, height: float, ink: Colour = BLACK) -> Row:
    start = centred_start(text, face, size, _AREA.width)
    return Row(height, (Text(source, start, ascent(face, size), text, face, size, ink=ink),), keep_with_next=True)


def _person_row(number: int, person: CheckedPerson) -> Row:
    cells = (
        cell(str(number), GREY),
        cell(person.number),
        cell(person.name),
        cell(person.unit),
        Cell((person.result,), Face.HEI, _GREEN if person.passed else RED),
        Cell(person.reasons),
    )
    return _TABLE.row(person.name, cells, _AREA.height / 2)


def _signature_rows(signatures: Sequence[str]) -> list[Row]:
    """Room to sign below the table."""
    if not signatures:
        return []
    source, step = Source("资格审查表", "签字栏"), _AREA.width / len(signatures)
    marks = tuple(
        Text(source, number * step, 34, text, Face.SONG, SIZE + 1.5) for number, text in enumerate(signatures)
    )
    return [Row(44, marks)]
