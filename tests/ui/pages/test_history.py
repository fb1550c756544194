"""The history page: what it lists, filters, shows side by side and takes back, by mouse and by keyboard alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.history import HistoryQuery, HistoryRow
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.activity_picker import ActivityPicker
from culture_desktop.ui.dialogs.people_picker import PeoplePicker
from culture_desktop.ui.pages.activities.page import ActivitiesPage
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.history.columns import moment, state
from culture_desktop.ui.pages.history.page import HistoryPage
from culture_desktop.ui.pages.overview.page import OverviewPage
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.ui.workbench import Workbench
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, EntryKind
from tests.services.company import Company
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive
from tests.ui.pages.year import TODAY
from tests.ui.user import User


def shown(services: Services, runner: InlineRunner, qtbot: QtBot) -> HistoryPage:
    page = HistoryPage(services, runner, date.today)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    return page


@pytest.fixture
def person(year_services: Services) -> int:
    """Somebody who changed the team, was signed up, and attended."""
    services = year_services
    unit, other = (node.id for node in services.organisations.nodes(ADMINISTRATIVE_KINDS)[2:4])
    made = services.people.create(PersonDraft("H-1", "甲一", unit_id=unit, phone="13812344417")).value
    draft = replace(services.people.detail(made, 2026).draft, phone=None)
    services.people.update(made, replace(draft, unit_id=other, position="班长", phone="13900005678"))
    activity = services.activities.rows(ActivityQuery(2026))[0].id
    services.activities.add_people(activity, [made])
    return made


@pytest.fixture
def page(year_services: Services, person: int, runner: InlineRunner, qtbot: QtBot) -> HistoryPage:
    return shown(year_services, runner, qtbot)


def labels(page: HistoryPage) -> list[str]:
    return [row.title for row in page.table.row_model.rows]


def fields(page: HistoryPage) -> dict[str, tuple[str, str]]:
    return {field.title: (field.old, field.new) for field in page.pane.fields.row_model.rows}


def choose(page: HistoryPage, label: str) -> HistoryRow:
    found = next(row for row in page.table.row_model.rows if row.title == label)
    page.table.select_key(found.id)
    return found


def test_newest_first_and_the_first_is_chosen(page: HistoryPage) -> None:
    assert labels(page)[:3] == ["添加参与人", "修改人员", "添加人员"]
    assert page.pane.entry is not None
    assert page.pane.entry.title == "添加参与人"
    assert page.pane.button.text() == "撤销这一步"
    assert fields(page)["人员"] == ("", "甲一")


def test_before_and_after_stand_side_by_side_in_words(page: HistoryPage) -> None:
    choose(page, "修改人员")
    told = fields(page)
    assert told["岗位"] == ("", "班长")
    assert told["电话"] == ("138****4417", "139****5678")
    assert told["单位"][0] != told["单位"][1]
    assert all(told["单位"])
    (change,) = page.pane.rows.row_model.rows
    assert (change.kind.label, change.table, change.subject) == ("修改", "人员", "甲一")


def test_a_long_list_is_read_slice_by_slice(year_services: Services, runner: InlineRunner, qtbot: QtBot) -> None:
    company = Company(year_services.people._database)
    for number in range(250):
        company.unit(f"单位{number}")
    page = shown(year_services, runner, qtbot)
    assert len(page.table.row_model.rows) == 200
    page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
    everything = len(year_services.history.entries(HistoryQuery(limit=10_000)))
    while len(page.table.row_model.rows) < everything:
        before = len(page.table.row_model.rows)
        page.table.verticalScrollBar().setValue(page.table.verticalScrollBar().maximum())
        assert len(page.table.row_model.rows) > before
    ids = [row.id for row in page.table.row_model.rows]
    assert ids == sorted(set(ids), reverse=True)


def test_the_rows_of_a_large_entry_are_read_slice_by_slice(
    year_services: Services, runner: InlineRunner, qtbot: QtBot
) -> None:
    company = Company(year_services.people._database)
    people = [company.person(f"L-{number}", f"员工{number}") for number in range(130)]
    company.activities.add_people(company.activity("2026-900"), people)
    page = shown(year_services, runner, qtbot)
    assert len(page.pane.rows.row_model.rows) == 100
    assert page.pane._count.text() == "写入 130 行，显示前 100 行"
    page.pane.rows.verticalScrollBar().setValue(page.pane.rows.verticalScrollBar().maximum())
    assert len({change.subject for change in page.pane.rows.row_model.rows}) == 130
    assert page.pane._count.text() == "写入 130 行"


class TestFilters:
    def test_words(self, page: HistoryPage, qtbot: QtBot) -> None:
        page.filters.search.setFocus()
        page.filters.search.insert("修改人")
        qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
        assert set(labels(page)) == {"修改人员"}
        page.filters.search.insert("不存在")
        qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
        assert labels(page) == []
        placeholder = page.table.findChild(EmptyState)
        assert placeholder is not None
        qtbot.mouseClick(placeholder.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
        assert len(labels(page)) > 3
        assert page.filters.search.text() == ""

    def test_by_person(self, page: HistoryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        def pick(dialog: PeoplePicker) -> None:
            assert not dialog.act_button.isEnabled()
            dialog.search.insert("甲一")
            qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
            dialog.table.setCurrentIndex(dialog.table.row_model.index(0, 0))
            assert dialog.act_button.text() == "筛选"
            qtbot.keyClick(dialog.table, Qt.Key.Key_Return)

        drive(monkeypatch, PeoplePicker, pick)
        qtbot.mouseClick(page.filters.chips["person"], Qt.MouseButton.LeftButton)
        assert labels(page) == ["添加参与人", "修改人员", "添加人员"]
        chip = page.filters.chips["person"]
        assert chip.accessibleName() == "去掉条件：人员：甲一"
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert len(labels(page)) > 3

    def test_by_activity(self, page: HistoryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        def pick(dialog: ActivityPicker) -> None:
            dialog.table.setCurrentIndex(dialog.table.row_model.index(0, 0))
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, ActivityPicker, pick)
        qtbot.mouseClick(page.filters.chips["activity"], Qt.MouseButton.LeftButton)
        assert labels(page)[0] == "添加参与人"
        assert "修改人员" not in labels(page)

    def test_by_campaign(self, page: HistoryPage, year_services: Services) -> None:
        menu = page.filters.campaign_menu()
        assert [action.isEnabled() for action in menu.actions()] == [False]
        company = Company(year_services.people._database)
        campaign = company.campaign(title="年度之星")

        menu = page.filters.campaign_menu()
        assert [action.text() for action in menu.actions()] == ["年度之星"]
        menu.actions()[0].trigger()
        assert page.filters.query.campaign_id == campaign
        assert labels(page) == ["测试数据"]

    def test_of_somebody_who_is_gone(self, page: HistoryPage, year_services: Services, person: int) -> None:
        year_services.people.delete([person])
        page.open_with(HistoryQuery(person_id=person))
        assert page.filters.chips["person"].accessibleName() == "去掉条件：人员：甲一"
        assert labels(page)[0] == "删除人员"


def test_the_words_for_time_and_state(year_services: Services) -> None:
    row = year_services.history.entries(HistoryQuery(limit=1))[0]
    at = datetime(2026, 11, 23, 20, 41)
    when = [at, at - timedelta(days=1), at - timedelta(days=20), at - timedelta(days=365)]
    words = [moment(replace(row, made_at=moment_), TODAY) for moment_ in when]
    assert words == ["今天 20:41", "昨天 20:41", "11-03 20:41", "2025-11-23 20:41"]
    states = [state(replace(row, kind=kind, reverted=True)) for kind in EntryKind]
    assert states == ["已撤销", "已恢复", "已撤销"]
    assert state(replace(row, undoable=False)) == "只能查看"


def test_what_is_left_of_somebody_removed_cannot_be_taken_back(
    page: HistoryPage, year_services: Services, person: int
) -> None:
    year_services.removal.remove(person)
    page.refresh(EVERYTHING)
    choose(page, "修改人员")
    assert not page.pane.button.isEnabled()
    assert page.pane.note.text() == "只能查看：其中有人的个人信息已经移除"
    assert [change.subject for change in page.pane.rows.row_model.rows] == ["（已删除）"]
    assert "甲一" not in str(page.pane.rows.row_model.rows)


def test_without_data_it_says_what_will_be_here(blank_services: Services, runner: InlineRunner, qtbot: QtBot) -> None:
    page = shown(blank_services, runner, qtbot)
    assert page._stack.currentIndex() == 1
    assert page.status_text == ""


def test_nobody_is_silent(page: HistoryPage) -> None:
    assert unnamed_widgets(page) == []


class TestInTheWindow:
    @pytest.fixture
    def opened(self, user: User, tmp_path: Path, year_file: Path) -> User:
        file = tmp_path / "runwu.db"
        file.write_bytes(year_file.read_bytes())
        user.open(file)
        user.await_page(OverviewPage)
        user.until(lambda: not user.busy)
        return user

    def test_an_older_step_is_taken_back_or_the_one_in_its_way_is_named(self, bench: Workbench, opened: User) -> None:
        services = bench.services
        unit = services.organisations.nodes(ADMINISTRATIVE_KINDS)[2].id
        first = services.people.create(PersonDraft("H-1", "甲一", unit_id=unit)).value
        services.people.create(PersonDraft("H-2", "乙二", unit_id=unit))
        services.people.update(first, PersonDraft("H-1", "甲一", unit_id=unit, position="班长"))
        page = opened.go_to("历史", HistoryPage)
        opened.until(lambda: labels(page)[:3] == ["修改人员", "添加人员", "添加人员"])
        rows = page.table.row_model.rows
        page.table.select_key(rows[2].id)
        opened.until(lambda: fields(page).get("姓名") == ("", "甲一"))
        opened.click(page.pane.button)
        opened.until(opened.window._problem.isVisible)
        assert "的操作“修改人员”改动了同样的内容" in opened.window._problem.accessibleDescription()
        page.table.select_key(rows[1].id)
        opened.click(page.pane.button)
        opened.until(lambda: labels(page)[0] == "撤销：添加人员")
        assert not opened.window._problem.isVisible()
        assert page.pane.entry is not None
        assert page.pane.entry.id == rows[1].id, "what was chosen stays chosen"
        assert not page.pane.button.isEnabled()
        assert page.pane.note.text() == "已经撤销过了；要恢复，请选上方的“撤销”那一项"
        choose(page, "撤销：添加人员")
        assert page.pane.button.text() == "恢复这一步"
        opened.click(page.pane.button)
        opened.until(lambda: labels(page)[0] == "恢复：添加人员")

    def test_by_keyboard_alone(self, bench: Workbench, opened: User, qtbot: QtBot) -> None:
        bench.services.people.create(
            PersonDraft("H-1", "甲一", unit_id=bench.services.organisations.nodes(ADMINISTRATIVE_KINDS)[2].id)
        )
        qtbot.keyClick(opened.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
        page = opened.await_page(HistoryPage)
        opened.until(lambda: labels(page)[:1] == ["添加人员"])
        opened.window.activateWindow()
        opened.until(opened.window.isActiveWindow)
        page.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        for _ in range(12):
            if opened.tab() is page.pane.button:
                break
        assert page.pane.button.hasFocus()
        qtbot.keyClick(page.pane.button, Qt.Key.Key_Space)
        opened.until(lambda: labels(page)[0] == "撤销：添加人员")

    def test_it_is_reached_from_a_person_an_activity_and_a_campaign(self, bench: Workbench, opened: User) -> None:
        services = bench.services
        people = opened.go_to("人员", PeoplePage)
        opened.until(lambda: len(people.people.table.row_model.rows) == 36)
        opened.click_row(people.people.table, 0)
        opened.click(people.detail.history)
        page = opened.await_page(HistoryPage)
        opened.until(lambda: page.filters.query.person_id == people.detail.person_id and labels(page))
        assert labels(page)[-1] == "添加人员"

        activity = services.activities.rows(ActivityQuery(2026))[0]
        opened.window.show_page("activities", activity.code)
        activities = opened.await_page(ActivitiesPage)
        next(act for act in activities.menu.actions() if act.text() == "查看历史").trigger()
        opened.until(lambda: page.filters.query == HistoryQuery(activity_id=activity.id) and not opened.busy)
        assert labels(page)[-1] == "新建活动"

        profile = services.award_setup.profiles()[0]
        services.award_setup.create(profile, "2026-P", "年度评选", date(2026, 1, 1), date(2026, 10, 31), TODAY)
        opened.window.show_page("awards", "2026-P")
        awards = opened.await_page(AwardsPage)
        opened.until(awards.view.isVisible)
        next(act for act in awards.menu.actions() if act.text() == "查看历史").trigger()
        opened.until(lambda: page.filters.query.campaign_id is not None and not opened.busy)
        assert labels(page) == ["新建评选"]
        assert page.filters.chips["campaign"].accessibleName() == "去掉条件：评选：年度评选"
