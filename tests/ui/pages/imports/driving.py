"""Somebody at the import page, and the files they bring."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from culture_desktop.models import Person
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.field_drag import FIELD
from culture_desktop.ui.pages.imports.job import ImportJob, JobMaker, ListJob, RosterJob
from culture_desktop.ui.pages.imports.kinds import PEOPLE, Place
from culture_desktop.ui.pages.imports.mapping_card import MappingCard
from culture_desktop.ui.pages.imports.page import COLUMNS, ImportsPage
from culture_desktop.ui.pages.imports.review_tabs import Tab
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.row_table import RowTable
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.page import NEW
from culture_desktop.vocabulary import ListKind
from tests.ui.pages.year import ROOT

HEADER = ("员工编号", "姓名", "部门", "岗位", "用工性质", "手机", "备注")
TEAM = f"{ROOT}/客户服务部/客户服务一班"
Row = tuple[object, ...]
LEFT = Qt.MouseButton.LeftButton
_NO_KEY = Qt.KeyboardModifier.NoModifier


def jobs(services: Services) -> JobMaker:
    """The imports of the program."""

    def make(kind: ListKind, into: str) -> ImportJob:
        return RosterJob(services.people_import) if kind is ListKind.PERSON else ListJob(services.imports[kind], into)

    return make


def shown(
    services: Services,
    runner: Runner,
    settings: Settings,
    qtbot: QtBot,
    place: Place = PEOPLE,
    argument: object = NEW,
    make_job: JobMaker | None = None,
) -> ImportsPage:
    """The page as the window shows it."""
    page = ImportsPage(
        place,
        make_job or jobs(services),
        runner,
        settings,
        organisations=services.organisations.nodes,
        history=services.history,
    )
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.open_with(argument)
    return page


def write(
    path: Path, rows: Sequence[Row], header: Row = HEADER, *, above: Sequence[Row] = (), name: str = "名册"
) -> Path:
    """A list as somebody would send it."""
    return write_sheets(path, {name: (*above, header, *rows)})


def write_sheets(path: Path, sheets: dict[str, Sequence[Row]]) -> Path:
    """A file of several sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def known(services: Services, number: str, **fields: object) -> Row:
    """The row of someone on the books, as the file would say it, with other values where told."""
    draft = services.people.detail(services.people.id_of(number), 2026).draft
    unit = next(node.full_name for node in services.organisations.nodes() if node.id == draft.unit_id)
    said = {
        "unit": unit,
        "position": draft.position,
        "employment": draft.employment.label,
        "phone": draft.phone or "",
        **fields,
    }
    return (number, draft.name, said["unit"], said["position"], said["employment"], said["phone"], "夜班")


def stored(services: Services, number: str) -> Person:
    """Someone as the file holds them, with what no form shows."""
    with services.people._database.read() as session:
        return session.scalars(select(Person).where(Person.number == number)).one()


def mixed(services: Services, path: Path) -> Path:
    """Two new, two changed, one unchanged, one error; a title above and a total below."""
    rows: list[Row] = [
        ("N-1", "新一", TEAM, "外呼坐席", "众包", "13800000001", ""),
        ("N-2", "新二", TEAM, "外呼坐席", "众包", "13800000002", ""),
        known(services, "YC-0001", position="质检员"),
        known(services, "YC-0002", position="班组长", employment="劳务派遣"),
        known(services, "YC-0003"),
        ("N-3", "", TEAM, "外呼坐席", "众包", "", ""),
        ("合计", "6 人", "", "", "", "", ""),
    ]
    return write(path, rows, above=[("2026年初花名册",), ("制表：人力资源部",)])


def counts(page: ImportsPage) -> dict[str, int]:
    """How many rows there are of each verdict, without the empty ones."""
    return {verdict.value: number for verdict, number in page.review.preview.counts.items() if number}


def click_box(page: ImportsPage, qtbot: QtBot, row: int) -> None:
    """Tick or clear the row at a position."""
    click_cell(page.review.rows.table, qtbot, row, 0)


def click_cell(table: RowTable[Any], qtbot: QtBot, row: int, column: int) -> None:
    """Press a cell."""
    where = table.visualRect(table.row_model.index(row, column)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=where)


def tab(page: ImportsPage, qtbot: QtBot, wanted: Tab) -> None:
    """Press a tab of the review."""
    qtbot.mouseClick(page.review.tabs.tabs[wanted], LEFT)


def rows_shown(page: ImportsPage) -> list[int]:
    """The numbers of the rows in the table."""
    return [row.row for row in page.review.rows.table.row_model.rows]


def card_of(page: ImportsPage, title: str) -> MappingCard:
    """The card of a column."""
    bar = page.columns.mapping if page.step == COLUMNS else page.review.mapping
    return next(card for card in bar.cards if card.source.title == title)


def map_column(page: ImportsPage, title: str, key: str) -> None:
    """Choose a field on the card of a column, as a user does from its list."""
    box = card_of(page, title).box
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def carrying(key: str) -> QMimeData:
    """A field under the mouse."""
    data = QMimeData()
    data.setData(FIELD, key.encode())
    return data


def drop_field(target: QWidget, data: QMimeData) -> bool:
    """Move a dragged field over a widget and let it go, as Qt would; whether it was taken."""
    at = target.rect().center()
    enter = QDragEnterEvent(at, Qt.DropAction.MoveAction, data, LEFT, _NO_KEY)
    enter.setAccepted(False)
    target.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    drop = QDropEvent(QPointF(at), Qt.DropAction.MoveAction, data, LEFT, _NO_KEY)
    target.dropEvent(drop)
    return drop.isAccepted()
