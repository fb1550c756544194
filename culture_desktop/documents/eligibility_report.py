"""The report of an eligibility check (资格审查表): everyone checked, the result, and the reasons with their figures."""

from dataclasses import dataclass
from typing import BinaryIO

from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4_LANDSCAPE, GREY, MM, RED, colour
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.report import AREA, signature_rows, title_rows
from culture_desktop.documents.sheet import Composition, Row, paginate
from culture_desktop.documents.table import Cell, Table, cell, foot
from culture_desktop.progress import Progress, silent

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
    rows = [*title_rows(content.title, content.subtitle, content.summary, "资格审查表"), _TABLE.head()]
    rows += [_person_row(number, person) for number, person in enumerate(content.people, start=1)]
    rows += signature_rows(content.signatures, "资格审查表")
    pages = paginate(rows, AREA)
    for number, page in enumerate(pages, start=1):
        page.append(foot(AREA, content.title, number, len(pages)))
    return Composition(A4_LANDSCAPE, content.title, pages)


def _person_row(number: int, person: CheckedPerson) -> Row:
    cells = (
        cell(str(number), GREY),
        cell(person.number),
        cell(person.name),
        cell(person.unit),
        Cell((person.result,), Face.HEI, _GREEN if person.passed else RED),
        Cell(person.reasons),
    )
    return _TABLE.row(person.name, cells, AREA.height / 2)
