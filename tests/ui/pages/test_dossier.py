"""The dossier on the people page, with the real services: opened, looked through, put right, saved, left."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.errors import CultureError
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.export_dialog import ExportDialog
from culture_desktop.ui.dialogs.posting_dialog import PostingDialog
from culture_desktop.ui.pages.people.dossier_sections import SECTIONS
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tables.cells import text_of
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import Attendance, Layer
from tests.documents.reading import pages_text
from tests.services.company import Company
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive
from tests.ui.pages.year import TODAY

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)
TITLES = [section.title for section in SECTIONS]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database.open(tmp_path / "runwu.db")
    yield made
    made.close()


@pytest.fixture
def services(database: Database) -> Services:
    return Services.on(database)


@pytest.fixture
def company(services: Services, database: Database) -> Company:
    """One person in a team, before in another, at two activities and away from a third, with one honour."""
    company = Company(database)
    one, two = company.unit("客服部/一班"), company.unit("客服部/二班")
    person = company.person("1001", "欧阳䶮", unit_id=one, phone="13812344417")
    company.person("1002", "陈晓棠", unit_id=one)
    company.people.move([person], two, effective=MARCH)
    for code, layer in (("2026-001", Layer.BEHAVIOUR), ("2026-002", Layer.AWARENESS)):
        company.sign_up(company.activity(code, layer), person)
    company.sign_up(company.activity("2026-003"), person, attendance=Attendance.ABSENT)
    company.honour(person, "先进个人", date(2025, 12, 20))
    return company


@pytest.fixture
def page(company: Company, services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(services, runner, settings, lambda: TODAY)
    made.changed.connect(made.refresh)  # as the window does
    qtbot.addWidget(made)
    for button in made.dossier.actions:
        qtbot.addWidget(button)
    made.resize(1198, 685)
    made.show()
    made.refresh(EVERYTHING)
    made.people.table.select_key(services.people.id_of("1001"))
    return made


@pytest.fixture
def opened(page: PeoplePage, qtbot: QtBot) -> PeoplePage:
    """The dossier, opened as by hand."""
    qtbot.keyClick(page.people.table, Qt.Key.Key_Return)
    assert page.dossier.view.isVisible()
    return page


def choose(page: PeoplePage, qtbot: QtBot, title: str) -> None:
    qtbot.mouseClick(page.dossier.view.sections.button(TITLES.index(title)), Qt.MouseButton.LeftButton)


def cells(page: PeoplePage) -> list[list[str]]:
    table = page.dossier.view.table
    return [[text_of(column.cell(row)) for column in table.row_model.columns] for row in table.row_model.rows]


def test_enter_opens_and_escape_goes_back_to_the_list(opened: PeoplePage, qtbot: QtBot) -> None:
    assert (opened.title, opened.crumb) == ("欧阳䶮的档案", "人员")
    assert [action.text() for action in opened.header_actions] == ["查看历史", "另存为 PDF"]  # type: ignore[attr-defined]
    qtbot.keyClick(opened.dossier.view.table, Qt.Key.Key_Escape)
    assert opened.people.isVisible()
    assert (opened.title, opened.crumb) == ("人员", "")
    current = opened.people.table.current_row()
    assert current is not None
    assert current.number == "1001"


def test_a_double_click_and_the_button_open_it_too(page: PeoplePage, qtbot: QtBot) -> None:
    table = page.people.table
    counts = [column.title for column in table.row_model.columns].index("今年参与") + table.row_model.check_columns
    where = table.visualRect(table.row_model.index(1, counts)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.dossier.view.name.text() == "陈晓棠"
    page.leave_crumb()
    qtbot.mouseClick(page.detail.open_dossier, Qt.MouseButton.LeftButton)
    assert page.dossier.view.isVisible()


def test_sections_count_what_they_hold(opened: PeoplePage, qtbot: QtBot) -> None:
    names = [opened.dossier.view.sections.button(at).accessibleName() for at in range(len(TITLES))]
    assert names[:4] == ["时间线，6 条", "参与活动，3 场", "荣誉，1 项", "评选推荐"]
    assert names[-1] == "任职经历，2 段"
    for title in TITLES:
        choose(opened, qtbot, title)
        rows = opened.dossier.view.section.rows(opened.dossier.view.dossier)  # type: ignore[arg-type]
        assert opened.dossier.view.table.row_model.rowCount() == len(rows)
    assert unnamed_widgets(opened) == []


def test_years_and_layers_narrow_what_is_shown(opened: PeoplePage, qtbot: QtBot) -> None:
    view = opened.dossier.view
    years = [view.years.itemText(at) for at in range(view.years.count())]
    assert years == ["全部年度", "2026 年　4", "2025 年　1"]
    view.years.setCurrentIndex(2)
    view.years.activated.emit(2)
    assert [row[2] for row in cells(opened)] == ["先进个人"]
    choose(opened, qtbot, "参与活动")
    qtbot.mouseClick(view.layers[0], Qt.MouseButton.LeftButton)
    assert [row[1] for row in cells(opened)] == ["活动 2026-002"]
    qtbot.mouseClick(view.layers[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.layers[3], Qt.MouseButton.LeftButton)
    assert cells(opened) == []
    view.clear_filters()
    assert len(cells(opened)) == 3


def test_everything_leads_to_where_it_came_from(opened: PeoplePage, qtbot: QtBot) -> None:
    went: list[tuple[str, object]] = []
    opened.navigated.connect(lambda key, argument: went.append((key, argument)))
    choose(opened, qtbot, "参与活动")
    opened.dossier.view.table.selectRow(0)
    qtbot.keyClick(opened.dossier.view.table, Qt.Key.Key_Return)
    opened.dossier.history.click()
    assert opened.dossier.view.dossier is not None
    assert went == [("activities", "2026-003"), ("history", HistoryQuery(person_id=opened.dossier.view.dossier.id))]


def test_numbers_are_masked_until_the_eye_is_pressed(opened: PeoplePage, qtbot: QtBot, services: Services) -> None:
    facts = opened.dossier.view.facts
    assert facts.eye is not None
    qtbot.mouseClick(facts.eye, Qt.MouseButton.LeftButton)
    entry = services.history.entries(HistoryQuery(limit=1))[0]
    assert entry.label == "查看完整身份证号和电话"


def test_a_posting_is_put_right_and_deleted(
    opened: PeoplePage, qtbot: QtBot, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    opened.notified.connect(lambda notice: told.append(notice.text))
    choose(opened, qtbot, "任职经历")
    table = opened.dossier.view.table
    assert [row[:2] for row in cells(opened)] == [["2026-03-01", "至今"], ["更早", "2026-03-01"]]
    table.selectRow(0)
    assert not opened.dossier.view.delete.isEnabled()

    def earlier(dialog: PostingDialog) -> None:
        assert not dialog.unit.isEnabled()
        dialog.starts.set_day(date(2026, 2, 1))
        dialog.accept()
        assert dialog._fields["开始"].failed
        dialog.starts.set_day(JUNE)
        dialog.accept()

    drive(monkeypatch, PostingDialog, earlier)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert cells(opened)[0][:2] == ["2026-06-01", "至今"]
    table.selectRow(1)

    def since(dialog: PostingDialog) -> None:
        dialog.unknown.setChecked(False)
        dialog.starts.set_day(date(2025, 1, 1))
        dialog.accept()

    drive(monkeypatch, PostingDialog, since)
    qtbot.mouseClick(opened.dossier.view.edit, Qt.MouseButton.LeftButton)
    assert cells(opened)[1][:2] == ["2025-01-01", "2026-03-01"]
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert len(cells(opened)) == 1
    assert told == ["已更正任职经历", "已更正任职经历", "已删除一条任职经历"]


def test_the_dossier_is_saved_where_the_user_wants(
    opened: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "档案.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    drive(monkeypatch, ExportDialog, lambda dialog: dialog.accept())
    told: list[str] = []
    opened.notified.connect(lambda notice: told.append(notice.text))
    opened.dossier.save.click()
    assert "138****4417" in "".join(pages_text(target.read_bytes()))
    assert told == ["已将欧阳䶮的档案保存到“档案.pdf”"]


def test_whoever_is_deleted_meanwhile_is_left(page: PeoplePage, services: Services) -> None:
    problems: list[CultureError] = []
    page.failed.connect(problems.append)
    other = services.people.id_of("1002")
    page.dossier.open(other)
    assert page.dossier.view.isVisible()
    services.people.delete([other])
    page.refresh(EVERYTHING)
    assert page.people.isVisible()
    assert problems == []


def test_nothing_at_all(page: PeoplePage, qtbot: QtBot, services: Services) -> None:
    page.show_person("1002")
    page.open_dossier()
    choose(page, qtbot, "荣誉")
    assert page.dossier.view.table.row_model.rowCount() == 0
    assert page.dossier.view.table._placeholder is not None
    assert page.dossier.view.table._placeholder.isVisible()


def test_another_dossier_begins_at_the_top(opened: PeoplePage, qtbot: QtBot) -> None:
    choose(opened, qtbot, "荣誉")
    opened.show_person("1002")
    assert opened.people.isVisible()
    opened.open_dossier()
    assert opened.dossier.view.section.title == "时间线"
