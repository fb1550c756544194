"""Undo and redo at the window: keys, buttons, notices, and what stands in the way."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from culture_desktop.paths import resource
from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.people.rows import PeopleQuery, PersonDraft
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.correction_dialog import CorrectionDialog
from culture_desktop.ui.pages.activities.page import ActivitiesPage
from culture_desktop.ui.pages.awards.page import AwardsPage
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.pages.history.page import HistoryPage
from culture_desktop.ui.pages.imports.page import DONE, REVIEW, ImportsPage
from culture_desktop.ui.pages.overview.page import OverviewPage
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.pages.settings.page import SettingsPage
from culture_desktop.ui.pages.welcome.page import WelcomePage
from culture_desktop.ui.widgets.buttons import IconButton
from culture_desktop.ui.workbench import Workbench
from tests.services.awards.campaign import CODE, Round
from tests.services.company import Dump, dump, plan
from tests.ui.pages.year import build_year
from tests.ui.user import User

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STEPS = 100


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """36 people and 44 activities."""
    path = tmp_path_factory.mktemp("undo") / "runwu.db"
    build_year(path).database.close()
    return path


@pytest.fixture
def opened(user: User, tmp_path: Path, year: Path) -> User:
    """The window on a copy of that year."""
    file = tmp_path / "runwu.db"
    file.write_bytes(year.read_bytes())
    user.open(file)
    user.await_page(OverviewPage)
    user.until(lambda: not user.busy)
    return user


class Hand:
    """Presses undo and redo, and reads what the window says."""

    def __init__(self, user: User, qtbot: QtBot) -> None:
        self._user, self._qtbot = user, qtbot

    @property
    def undo_button(self) -> IconButton:
        return self._user.window.undo._buttons.undo_button

    @property
    def redo_button(self) -> IconButton:
        return self._user.window.undo._buttons.redo_button

    @property
    def notice(self) -> str:
        toast = self._user.window.toasts.toast
        return "" if toast is None else toast.accessibleName()

    @property
    def offer(self) -> str:
        toast = self._user.window.toasts.toast
        return "" if toast is None or toast.action is None else toast.action.text()

    def press_offer(self) -> None:
        toast = self._user.window.toasts.toast
        assert toast is not None
        assert toast.action is not None
        self._user.click(toast.action)
        self.rest()

    def undo(self) -> None:
        self._press(Qt.Key.Key_Z, CTRL)

    def redo(self) -> None:
        self._press(Qt.Key.Key_Y, CTRL)

    def redo_with_shift(self) -> None:
        self._press(Qt.Key.Key_Z, CTRL | SHIFT)

    def rest(self) -> None:
        self._user.until(lambda: not self._user.busy)

    def says(self, part: str) -> bool:
        return any(part in label.text() for label in self._user.window.findChildren(QLabel) if label.isVisible())

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        self._user.window.activateWindow()
        self._user.until(self._user.window.isActiveWindow)
        self._qtbot.keyClick(self._user.window, key, modifiers)
        self.rest()


@pytest.fixture
def hand(user: User, qtbot: QtBot) -> Hand:
    return Hand(user, qtbot)


def test_the_menu_of_the_buttons_names_the_steps(bench: Workbench, opened: User) -> None:
    bench.services.people.create(PersonDraft(number="X1", name="林婉清"))
    opened.window.refresh()
    opened.window.undo.look()
    buttons = opened.window.undo._buttons
    assert buttons.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    steps = buttons.actions()
    words = [(step.text(), step.isEnabled()) for step in steps]
    assert words == [("撤销：添加人员（1 行）", True), ("没有可以恢复的操作", False), ("查看历史", True)]
    steps[-1].trigger()
    opened.await_page(HistoryPage)


def test_a_deleted_person_comes_back_with_everything(bench: Workbench, opened: User, hand: Hand, qtbot: QtBot) -> None:
    page = opened.go_to("人员", PeoplePage)
    opened.until(lambda: len(page.people.table.row_model.rows) == 36)
    first = page.people.table.row_model.rows[0]
    before = dump(bench.services.people._database)
    assert any(row[0] == first.id for row in before["participation"])
    opened.click_row(page.people.table, 0)
    qtbot.keyClick(page.people.table, Qt.Key.Key_Delete)
    opened.until(lambda: len(page.people.table.row_model.rows) == 35)
    assert hand.notice.startswith(f"已删除 {first.name}和 ")
    assert hand.offer == "撤销"
    assert hand.undo_button.toolTip().startswith("撤销：删除人员（")
    assert hand.undo_button.toolTip().endswith("行）　Ctrl+Z")
    assert not hand.redo_button.isEnabled()
    hand.undo()
    opened.until(lambda: len(page.people.table.row_model.rows) == 36)
    assert dump(bench.services.people._database) == before
    assert (hand.notice, hand.offer) == ("已撤销：删除人员", "恢复")
    assert hand.redo_button.isEnabled()
    hand.redo_with_shift()
    opened.until(lambda: len(page.people.table.row_model.rows) == 35)
    assert (hand.notice, hand.offer) == ("已恢复：删除人员", "撤销")
    hand.press_offer()
    opened.until(lambda: len(page.people.table.row_model.rows) == 36)
    assert dump(bench.services.people._database) == before


def test_an_import_is_one_step_and_goes_by_its_notice(bench: Workbench, user: User, hand: Hand, tmp_path: Path) -> None:
    user.open(tmp_path / "new.db")
    doors = user.await_page(WelcomePage)
    assert not hand.undo_button.isEnabled()
    with user.picking(resource("sample", "roster.xlsx")):
        user.click(doors.roster_door.button)
    page = user.await_page(ImportsPage)
    user.until(lambda: page.step == REVIEW)
    user.click(page.review.import_button)
    user.until(lambda: page.step == DONE)
    hand.rest()
    assert len(bench.services.people.ids(PeopleQuery())) == 1200
    user.until(lambda: (hand.notice, hand.offer) == ("已保存：导入人员", "撤销"))
    assert hand.undo_button.toolTip().startswith("撤销：导入人员（1,")
    hand.press_offer()
    assert (hand.notice, hand.offer) == ("已撤销：导入人员", "恢复")
    assert bench.services.store.empty()
    assert bench.services.organisations.nodes() == ()
    user.go_to("总览", WelcomePage)
    assert not hand.undo_button.isEnabled(), "the doors are no place to undo at"
    assert not hand.redo_button.isEnabled()
    hand.redo()
    assert bench.services.store.empty()
    user.go_to("人员", PeoplePage)
    hand.redo()
    user.until(lambda: len(bench.services.people.ids(PeopleQuery())) == 1200)


def test_a_hundred_steps_survive_a_restart(bench: Workbench, opened: User, hand: Hand) -> None:
    services = bench.services
    states = [dump(services.people._database)]
    unit = services.organisations.nodes()[0].id
    person = services.people.create(PersonDraft("S-000", "甲", unit_id=unit)).value
    states.append(dump(services.people._database))
    for step in range(1, STEPS):
        services.people.update(person, PersonDraft(f"S-{step:03d}", "甲", unit_id=unit))
        states.append(dump(services.people._database))
    opened.go_to("人员", PeoplePage)
    opened.window.undo.look()
    for step in reversed(range(STEPS)):
        hand.undo()
        if step % 20 == 0:
            assert same(services, states[step])
    assert same(services, states[0])
    path = bench.path
    opened.open(path)
    opened.await_page(PeoplePage)
    hand.rest()
    services = bench.services
    for step in range(1, STEPS + 1):
        assert hand.redo_button.isEnabled()
        hand.redo()
        if step % 20 == 0:
            assert same(services, states[step])
    assert not hand.redo_button.isEnabled()
    assert same(services, states[STEPS])


def test_presses_while_a_step_is_under_way_are_kept(bench: Workbench, opened: User, hand: Hand) -> None:
    services = bench.services
    unit = services.organisations.nodes()[0].id
    for number in range(3):
        services.people.create(PersonDraft(f"Q-{number}", "乙", unit_id=unit))
    opened.window.undo.look()
    before = len(services.people.ids(PeopleQuery()))
    for _ in range(3):
        opened.window.undo.undo()
    opened.until(lambda: len(services.people.ids(PeopleQuery())) == before - 3)
    hand.rest()
    assert [entry.reverted for entry in services.history.entries(HistoryQuery(limit=6))][3:] == [True] * 3


def test_what_later_work_stands_on_is_not_undone_and_says_which(
    bench: Workbench, opened: User, hand: Hand, qtbot: QtBot
) -> None:
    page = opened.go_to("人员", PeoplePage)
    hand.rest()
    opened.click_row(page.people.table, 0)
    ids = [row.id for row in page.people.table.row_model.rows[:2]]
    unit = bench.services.organisations.nodes()[-1].id
    done = page.carry_out(lambda: bench.services.people.move(ids, unit))
    assert done is not None
    page.notify(done.sentence)
    first = opened.window.toasts.toast
    assert first is not None
    moved = bench.services.history.next_undo()
    bench.services.people.delete(ids[:1])
    assert moved is not None
    before = dump(bench.services.people._database)
    hand.press_offer()
    assert hand.says("“调动人员”还不能撤销")
    assert hand.says("“删除人员”改动了同样的内容")
    assert dump(bench.services.people._database) == before
    hand.undo()  # first the later one
    hand.undo()
    assert not hand.says("还不能撤销")
    assert same(bench.services, before) is False


def test_a_field_keeps_the_key_while_it_has_typing_of_its_own(
    bench: Workbench, opened: User, hand: Hand, qtbot: QtBot
) -> None:
    page = opened.go_to("人员", PeoplePage)
    hand.rest()
    newest = bench.services.history.next_undo()
    assert newest is not None
    search = page.people.filters.search
    search.setFocus()
    opened.until(search.hasFocus)
    qtbot.keyClicks(search, "abc")
    qtbot.keyClick(search, Qt.Key.Key_Z, CTRL)
    hand.rest()
    assert search.text() != "abc"
    assert not bench.services.history.entry(newest.id).reverted
    search.clear()
    search.setText("")
    assert not search.isUndoAvailable()
    qtbot.keyClick(search, Qt.Key.Key_Z, CTRL)
    hand.rest()
    assert bench.services.history.entry(newest.id).reverted


def test_a_confirmed_award_is_undone_with_a_reason_only(
    bench: Workbench, user: User, hand: Hand, tmp_path: Path
) -> None:
    user.open(tmp_path / "runwu.db")
    user.await_page(WelcomePage)
    services = bench.services
    Round(services.people._database, tmp_path).confirmed()
    user.window.show_page("awards", CODE)
    page = user.await_page(AwardsPage)
    user.window.undo.look()
    hand.rest()
    assert services.awards.board(CODE).confirmed

    def leave(dialog: CorrectionDialog) -> None:
        assert not dialog.act_button.isEnabled()
        assert "不能删除" in dialog.accessibleDescription()
        user.click(dialog.cancel_button)

    with user.at(CorrectionDialog, leave):
        hand.undo()
    assert services.awards.board(CODE).confirmed

    def give(dialog: CorrectionDialog) -> None:
        user.write_text(dialog.editor, "公示期内有异议，核实属实")
        user.click(dialog.act_button)

    with user.at(CorrectionDialog, give):
        hand.undo()
    user.until(lambda: not services.awards.board(CODE).confirmed)
    hand.rest()
    assert not page.view.board.confirmed
    (entry,) = services.history.entries(HistoryQuery(limit=1))
    assert (entry.title, entry.reason) == ("撤销：确认表彰", "公示期内有异议，核实属实")


def test_what_is_on_screen_may_vanish_and_come_back(bench: Workbench, opened: User, hand: Hand) -> None:
    services = bench.services
    code = services.activities.next_code(2026)
    opened.go_to("活动", ActivitiesPage)
    services.activities.create(plan(code))
    opened.window.undo.look()
    opened.window.show_page("activities", code)
    page = opened.await_page(ActivitiesPage)
    hand.rest()
    assert page.detail.isVisible()
    hand.undo()
    assert page.list.isVisible(), "the activity on screen is gone"
    hand.redo()
    assert code in [row.code for row in page.list.table.row_model.rows]

    profile = services.award_setup.profiles()[0]
    services.award_setup.create(profile, CODE, "年度评选", date(2026, 1, 1), date(2026, 10, 31), date(2026, 10, 31))
    opened.window.undo.look()
    opened.window.show_page("awards", CODE)
    awards = opened.await_page(AwardsPage)
    hand.rest()
    assert awards.view.isVisible()
    hand.undo()
    assert awards.list.isVisible(), "the campaign on screen is gone"
    hand.redo()
    assert [row.code for row in awards.list.table.row_model.rows] == [CODE]

    services.briefing_papers.issue_of_activity(
        opened_code(services), replace(services.settings.unit(), unit_name="工会", issuer="工会")
    )
    opened.window.undo.look()
    documents = opened.go_to("文书", DocumentsPage)
    opened.window.refresh()
    hand.rest()
    assert documents.list.papers
    hand.undo()
    assert documents.list.papers == ()
    assert documents._shown is None
    hand.redo()
    assert len(documents.list.papers) == 1
    opened.go_to("设置", SettingsPage)
    hand.undo()
    hand.redo()


def test_a_change_that_no_page_tells_of_is_told_by_the_window(bench: Workbench, opened: User, hand: Hand) -> None:
    page = opened.go_to("活动", ActivitiesPage)
    activities, code = bench.services.activities, opened_code(bench.services)
    before = activities.detail(activities.id_of(code)).draft
    opened.window.show_page("activities", code)
    hand.rest()
    page.detail.summary.written.emit("圆满结束")
    opened.until(lambda: hand.notice == "已保存：修改活动")
    assert hand.offer == "撤销"
    hand.press_offer()
    assert activities.detail(activities.id_of(code)).draft == before


def test_a_page_that_offers_something_else_keeps_it(bench: Workbench, opened: User, hand: Hand) -> None:
    page = opened.go_to("人员", PeoplePage)
    hand.rest()
    unit = bench.services.organisations.nodes()[0].id
    page.carry_out(lambda: bench.services.people.create(PersonDraft("Z-1", "丙", unit_id=unit)))
    page.notify("已添加 丙", "查看", lambda: None)
    assert hand.offer == "查看"
    page.notify("已导出 36 人")
    assert hand.offer == "", "nothing new was done"


def test_looking_is_quick(bench: Workbench, opened: User) -> None:
    """Asked after every change, on the thread that draws: also after thousands of steps, many of them undone."""
    with bench.services.people._database._engine.begin() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (VALUES (1000000) UNION ALL SELECT i + 1 FROM n WHERE i < 1020000)"
            " INSERT INTO history_entry (id, kind, made_at, label, reason, rows, first_change, last_change,"
            " reverts_id, reverted, revision) SELECT i, CASE WHEN i % 2 THEN 'undo' ELSE 'action' END,"
            " '2026-11-23 20:41:00.000000', '修改人员', '', 1, i, i, CASE WHEN i % 2 THEN i - 1 END, i % 2 = 0, '0004'"
            " FROM n"
        )
    history = bench.services.history
    started = time.process_time()
    for _ in range(10):
        history.next_undo()
        history.next_redo()
    assert (time.process_time() - started) / 20 < 0.5, "a search of its own for each entry takes minutes"


def same(services: Services, before: Dump) -> bool:
    return dump(services.people._database) == before


def opened_code(services: Services) -> str:
    return services.activities.rows(ActivityQuery(2026))[-1].code
