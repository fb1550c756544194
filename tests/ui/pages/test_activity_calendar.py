"""The calendar in the window: looked at by month, week, year and state; dragged, and moved by keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from culture_desktop.services.activities.rows import Approval
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.activity_plan_dialog import ActivityPlanDialog
from culture_desktop.ui.dialogs.state_dialog import ApprovalDialog, ReasonForStateDialog
from culture_desktop.ui.pages.activities.calendar.browser import Look
from culture_desktop.ui.pages.activities.calendar.drag import carried
from culture_desktop.ui.pages.activities.page import ActivitiesPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.vocabulary import ActivityState
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive
from tests.ui.pages.test_activities import shown
from tests.ui.pages.year import TODAY

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> Iterator[ActivitiesPage]:
    made = shown(year_services, runner, settings, qtbot)
    yield made
    made.can_close()


@pytest.fixture
def sentences(page: ActivitiesPage) -> list[str]:
    """What the page says, errors as well."""
    said: list[str] = []
    page.notified.connect(lambda notice: said.append(notice.text if isinstance(notice, Notice) else str(notice)))
    page.failed.connect(lambda error: said.append(str(error)))
    return said


def planned(services: Services, day: date, code: str = "2026-900", title: str = "读书会") -> int:
    """An activity still in the plan, with a host."""
    plan = services.planning.from_template("reading_club", TODAY, day)
    host = services.organisations.nodes()[0].id
    return services.planning.create(
        replace(plan, draft=replace(plan.draft, code=code, title=title, host_id=host))
    ).value


def starts(services: Services, activity_id: int) -> datetime:
    return services.activities.detail(activity_id).draft.starts


def state(services: Services, activity_id: int) -> ActivityState:
    return services.activities.detail(activity_id).draft.state


def approve(dialog: ApprovalDialog) -> None:
    """周岚 approves."""
    dialog.by.setText("周岚")
    dialog.act_button.click()


def drop(target: QWidget, data: QMimeData, point: QPoint) -> None:
    """What Qt hands on when something is dragged over a widget and let go."""
    action, button, keys = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dragEnterEvent(QDragEnterEvent(point, action, data, button, keys))
    target.dragMoveEvent(QDragMoveEvent(point, action, data, button, keys))
    target.dropEvent(QDropEvent(QPointF(point), action, data, button, keys))


def test_a_month_by_keys(page: ActivitiesPage, qtbot: QtBot) -> None:
    page.browser.segments.buttons[Look.MONTH].click()
    month = page.browser.month
    assert (page.browser.period.text(), month.day) == ("2026年11月", TODAY)
    assert "2026年11月" in page.subtitle
    assert month.month_model.rowCount() == 6
    qtbot.keyClick(month, Qt.Key.Key_Down)
    assert month.day == TODAY + timedelta(days=7)
    qtbot.keyClick(month, Qt.Key.Key_Down)  # 7 December is beyond the weeks shown
    assert (page.browser.period.text(), month.day) == ("2026年12月", date(2026, 12, 7))
    page.browser.back.click()
    page.browser.back.click()
    assert page.browser.period.text() == "2026年10月"
    index = month.month_model.index_of(date(2026, 10, 18))
    assert index.data().splitlines()[0] == "10月18日星期日，重阳节，农历九月初九"
    assert month.month_model.index_of(date(2026, 10, 10)).data().startswith("10月10日星期六，调休上班")
    page.browser.today.click()
    assert month.day == TODAY
    assert unnamed_widgets(page) == []


def test_a_day_opens_its_activity(page: ActivitiesPage, year_services: Services, qtbot: QtBot) -> None:
    day = date(2026, 12, 9)
    planned(year_services, day)
    page.browser.turn_to(Look.MONTH)
    page.calendar.go_to(day)
    assert [entry.words for entry in page.browser.day.entries.entries] == ["19:00　读书会"]
    qtbot.keyClick(page.browser.month, Qt.Key.Key_Return)
    assert page.title == "读书会"
    page.leave_crumb()
    planned(year_services, day, "2026-901", "观影")
    page.calendar.load()
    page.browser.month.setFocus()
    qtbot.keyClick(page.browser.month, Qt.Key.Key_Return)  # of two, the list beside takes the keyboard
    qtbot.keyClick(page.browser.day.entries, Qt.Key.Key_Down)
    qtbot.keyClick(page.browser.day.entries, Qt.Key.Key_Return)
    assert page.title == "观影"


def test_an_activity_is_dragged_to_another_day(
    page: ActivitiesPage, year_services: Services, sentences: list[str]
) -> None:
    activity = planned(year_services, date(2026, 12, 9))
    page.browser.turn_to(Look.MONTH)
    page.calendar.go_to(date(2026, 12, 9))
    month = page.browser.month
    (entry,) = month.month_model.entries(date(2026, 12, 9))
    onto = month.visualRect(month.month_model.index_of(date(2026, 12, 16))).center()
    drop(month, carried(entry), onto)
    assert starts(year_services, activity) == datetime(2026, 12, 16, 19)
    assert sentences == ["“读书会”改到2026年12月16日"]
    drop(month, QMimeData(), onto)  # anything else that is dragged over changes nothing
    assert starts(year_services, activity) == datetime(2026, 12, 16, 19)
    begun = next(row for row in year_services.almanac.board(2026) if row.state is ActivityState.ARCHIVED).entries[0]
    drop(month, carried(begun), onto)
    assert "活动已经到了“归档”" in sentences[-1]


def test_the_same_by_keys(page: ActivitiesPage, year_services: Services, qtbot: QtBot, sentences: list[str]) -> None:
    activity = planned(year_services, date(2026, 12, 9))
    page.browser.turn_to(Look.WEEK)
    page.calendar.go_to(date(2026, 12, 9))
    assert page.browser.period.text() == "2026年12月7日—12月13日"
    entries = page.browser.day.entries
    entries.setCurrentIndex(entries.model().index(0, 0))
    qtbot.keyClick(entries, Qt.Key.Key_Right, ALT)
    assert starts(year_services, activity).date() == date(2026, 12, 10)
    entries.setCurrentIndex(entries.model().index(0, 0))
    qtbot.keyClick(entries, Qt.Key.Key_Down, ALT)
    assert starts(year_services, activity).date() == date(2026, 12, 17)
    assert page.browser.week.day == date(2026, 12, 17)


def test_a_year_at_a_glance(page: ActivitiesPage, qtbot: QtBot) -> None:
    page.browser.turn_to(Look.YEAR)
    year = page.browser.year
    assert (page.browser.period.text(), year.day) == ("2026年", TODAY)
    year.choose(date(2026, 8, 6))
    assert page.browser.day.day_card.isVisible()
    text = year.currentIndex().data()
    assert text.startswith("8月6日星期四，客服节")
    year.grab()
    qtbot.keyClick(year, Qt.Key.Key_Right)
    assert year.day == date(2026, 8, 7)
    qtbot.keyClick(year, Qt.Key.Key_Return)
    assert (page.browser.look, page.browser.month.day) == (Look.MONTH, date(2026, 8, 7))
    page.browser.turn_to(Look.YEAR)
    year.choose(date(2026, 12, 31))
    qtbot.keyClick(year, Qt.Key.Key_Right)
    assert page.browser.period.text() == "2027年"


def test_the_board_asks_for_what_a_step_needs(
    page: ActivitiesPage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, sentences: list[str]
) -> None:
    activity = planned(year_services, date(2026, 12, 9))
    page.browser.turn_to(Look.BOARD)
    board = page.browser.board
    plan = board.lists[ActivityState.PLAN]
    assert plan.choose(activity)
    plan.setFocus()
    qtbot.keyClick(plan, Qt.Key.Key_Right, ALT)
    assert state(year_services, activity) is ActivityState.APPROVAL
    opened = drive(monkeypatch, ApprovalDialog, approve)
    approval = board.lists[ActivityState.APPROVAL]
    approval.choose(activity)
    qtbot.keyClick(approval, Qt.Key.Key_Right, ALT)
    assert len(opened) == 1
    assert year_services.activities.detail(activity).approval == Approval(TODAY, "周岚")
    assert state(year_services, activity) is ActivityState.NOTICE
    (entry,) = (one for one in board.lists[ActivityState.NOTICE].entries if one.id == activity)
    drop(board.lists[ActivityState.SIGN_UP], carried(entry), QPoint(20, 20))
    assert state(year_services, activity) is ActivityState.SIGN_UP
    drop(board.lists[ActivityState.ARCHIVED], carried(entry), QPoint(20, 20))
    assert sentences[-1] == "还不能进行“归档”：活动还没有开始，不能转到总结。"
    board.grab()


def test_what_is_left_open_takes_a_reason(
    page: ActivitiesPage, year_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = planned(year_services, date(2026, 11, 3))
    draft = year_services.activities.detail(held).draft
    year_services.activities.update(held, replace(draft, state=ActivityState.SUMMARY))
    page.browser.turn_to(Look.BOARD)
    (entry,) = (one for one in page.browser.board.lists[ActivityState.SUMMARY].entries if one.id == held)
    target = page.browser.board.lists[ActivityState.ARCHIVED]
    drive(monkeypatch, ReasonForStateDialog, lambda dialog: dialog.reject())
    drop(target, carried(entry), QPoint(20, 20))
    assert state(year_services, entry.id) is ActivityState.SUMMARY

    def say(dialog: ReasonForStateDialog) -> None:
        assert not dialog.act_button.isEnabled()
        dialog.editor.setPlainText("负责人调离")
        dialog.act_button.click()

    drive(monkeypatch, ReasonForStateDialog, say)
    drop(target, carried(entry), QPoint(20, 20))
    assert state(year_services, entry.id) is ActivityState.ARCHIVED


def test_from_a_template_and_again_next_year(
    page: ActivitiesPage, year_services: Services, monkeypatch: pytest.MonkeyPatch, sentences: list[str]
) -> None:
    def choose(dialog: ActivityPlanDialog) -> None:
        (place,) = (n for n in range(dialog.list.count()) if dialog.list.item(n).text().startswith("年度总结"))
        dialog.list.setCurrentRow(place)
        assert dialog.title_edit.text() == "2026年度总结暨表彰大会"
        dialog.day.set_day(date(2026, 12, 26))
        assert dialog.notes.text() == "活动日期：2026年12月26日是周六"
        assert "起草总结报告" in dialog.parts.text()
        assert unnamed_widgets(dialog) == []
        dialog.act_button.click()

    drive(monkeypatch, ActivityPlanDialog, choose)
    page.template_button.click()
    assert page.title == "2026年度总结暨表彰大会"
    assert sentences[-1].startswith("已新建“2026年度总结暨表彰大会”：")
    made = page.detail.detail
    assert made is not None

    def again(dialog: ActivityPlanDialog) -> None:
        assert dialog.plan is not None
        assert dialog.plan.draft.starts.date() == date(2027, 12, 25)  # the same weekday
        dialog.title_edit.setText("")
        dialog.act_button.click()
        assert "名称" in dialog.problem.text()
        dialog.title_edit.setText("2027年总结")
        dialog.act_button.click()

    drive(monkeypatch, ActivityPlanDialog, again)
    page.plan_again()
    assert page.title == "2027年总结"
    assert page.detail.detail is not None
    assert page.detail.detail.copied_from_id == made.id


def test_nothing_at_all(blank_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> None:
    page = shown(blank_services, runner, settings, qtbot)
    for look in Look:
        page.browser.turn_to(look)
        page.grab()
    page.browser.turn_to(Look.MONTH)
    assert page.browser.day.entries.entries == ()
    assert page.browser.day.duty_card.isHidden()
