"""The sheet on which people sign in (签到表): boxes high enough to sign in, by unit or as one list, room for walk-ins.

Upright while its columns leave room to sign; with many sessions the sheet lies on its side.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from culture_desktop.documents.ballot_grid import Grid, GridColumn, remark_rows, title_rows
from culture_desktop.documents.fonts import Face
from culture_desktop.documents.paper import A4, A4_LANDSCAPE, GREY, MM
from culture_desktop.documents.preflight import Problem
from culture_desktop.documents.report import signature_rows
from culture_desktop.documents.sheet import Area, Composition, Row, Source, paginate
from culture_desktop.documents.table import foot
from culture_desktop.progress import Progress, silent

_NAME = "签到表"
_UPRIGHT = Area(left=18 * MM, top=16 * MM, width=174 * MM, height=256 * MM)
_LYING = Area(left=18 * MM, top=16 * MM, width=261 * MM, height=170 * MM)
ROW = 10 * MM
_NUMBER, _WHO, _UNIT, _MARK, _STATE = 11 * MM, 28 * MM, 44 * MM, 25 * MM, 24 * MM
_LEAST_BOX = 26 * MM  # narrower than this nobody can sign in: the sheet is laid on its side


@dataclass(frozen=True, slots=True)
class SignInPerson:
    """One line. ``states`` say of each session what is on record already, "" where nothing is."""

    name: str
    unit: str
    mark: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignInGroup:
    """People under a heading with their count; without one they stand in one list, each with the unit."""

    heading: str
    people: tuple[SignInPerson, ...]


@dataclass(frozen=True, slots=True)
class SignInContent:
    """What the sheet says, every text ready to print.

    ``mark`` is the title of the column that tells namesakes apart, "" for none; ``boxes`` are the titles of the columns
    to sign in, one a session. ``settled``: states are on record, and of a single session they have a column of their
    own. ``blanks`` is how many empty lines there are for people who come without having signed up.
    """

    title: str
    subtitle: str
    mark: str
    boxes: tuple[str, ...]
    groups: tuple[SignInGroup, ...]
    blanks: int
    counted: str
    settled: bool = False
    signatures: tuple[str, ...] = ("组织人：", "核对人：", "日期：")


def write_sign_in_sheet(content: SignInContent, stream: BinaryIO, progress: Progress = silent) -> None:
    """Writes the sheet; raises MissingGlyphsError or TextOverflowError before the first page."""
    _compose(content).write(stream, progress)


def preflight_sign_in_sheet(content: SignInContent) -> tuple[Problem, ...]:
    """What keeps the sheet from being printed."""
    return _compose(content).problems()


def _compose(content: SignInContent) -> Composition:
    fixed = _fixed_columns(content)
    area = _UPRIGHT if _box(_UPRIGHT, fixed, content) >= _LEAST_BOX else _LYING
    box = _box(area, fixed, content)
    # What is on record stands in the box itself where every session has one.
    boxes = [GridColumn(title, box, 9.0, ink=GREY) for title in content.boxes]
    grid = Grid(_NAME, (*fixed, *boxes), ROW)
    source = Source(_NAME, "标题")
    rows = [*title_rows(content.title, source, area.width)]
    rows += remark_rows(content.subtitle, source, area.width, centred=True)
    rows += [Row(2 * MM, keep_with_next=True), grid.head, *_lines(content, grid)]
    rows += [Row(3 * MM, keep_with_next=True), *remark_rows(content.counted, source, area.width, 12.0)]
    rows += signature_rows(content.signatures, _NAME, area.width)
    pages = paginate(rows, area)
    for number, page in enumerate(pages, start=1):
        page.append(foot(area, content.title, number, len(pages)))
    return Composition(A4 if area is _UPRIGHT else A4_LANDSCAPE, content.title, pages)


def _fixed_columns(content: SignInContent) -> list[GridColumn]:
    columns = [GridColumn("序号", _NUMBER), GridColumn("姓名", _WHO, 14.0, Face.KAI)]
    if not any(group.heading for group in content.groups):
        columns.append(GridColumn("单位", _UNIT))
    if content.mark:
        columns.append(GridColumn(content.mark, _MARK))
    if _has_state_column(content):
        columns.append(GridColumn("状态", _STATE))
    return columns


def _has_state_column(content: SignInContent) -> bool:
    return content.settled and len(content.boxes) == 1


def _box(area: Area, fixed: list[GridColumn], content: SignInContent) -> float:
    """How wide each box to sign in is."""
    return (area.width - sum(column.width for column in fixed)) / len(content.boxes)


def _lines(content: SignInContent, grid: Grid) -> Iterator[Row]:
    number = 0
    for group in content.groups:
        head = grid.head
        if group.heading:
            band = grid.band(group.heading)
            yield band
            head = _below(grid.head, grid.band(f"{group.heading}（续）"))
        for person in group.people:
            number += 1
            yield replace(grid.row(person.name, _cells(content, number, person)), head=head)
    if content.blanks:
        by_unit = any(group.heading for group in content.groups)
        yield grid.band("临时参加（姓名后注明单位）" if by_unit else "临时参加")
    empty = SignInPerson("", "", "", ("",) * len(content.boxes))
    for blank in range(content.blanks):
        cells = _cells(content, number + blank + 1, empty)
        yield grid.row("临时参加", cells)


def _cells(content: SignInContent, number: int, person: SignInPerson) -> list[str]:
    cells = [str(number), person.name]
    if not any(group.heading for group in content.groups):
        cells.append(person.unit)
    if content.mark:
        cells.append(person.mark)
    if _has_state_column(content):
        return [*cells, person.states[0], ""]
    return [*cells, *person.states]


def _below(head: Row, band: Row) -> Row:
    """The titles of the columns with the heading that goes on under them."""
    lowered = tuple(replace(mark, y=mark.y + head.height) for mark in band.marks)
    return Row(head.height + band.height, (*head.marks, *lowered), keep_with_next=True, problem=band.problem)
