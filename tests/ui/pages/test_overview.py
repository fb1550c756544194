"""The overview with real figures: what is clicked leads where it says."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from culture_desktop.services.coverage import CoverageLevel
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import coverage_cell
from culture_desktop.ui.dialogs.coverage_cell import CoverageCellDialog
from culture_desktop.ui.pages.overview.cards import due_words
from culture_desktop.ui.pages.overview.page import LEVEL, OverviewPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.chips import ChoiceChip
from culture_desktop.ui.widgets.heat_model import column_of
from culture_desktop.ui.widgets.page import EVERYTHING, NEW
from culture_desktop.vocabulary import Layer
from tests.ui.accessible import unnamed_widgets
from tests.ui.pages.year import TODAY


def shown(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> OverviewPage:
    page = OverviewPage(services.overview, services.coverage, runner, settings, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    return page


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> OverviewPage:
    return shown(year_services, runner, settings, qtbot)


def test_shows_what_the_services_say(page: OverviewPage, year_services: Services) -> None:
    read = year_services.overview.overview(TODAY)
    assert [entry.words for entry in page.upper.todos.list.entries] == [todo.sentence for todo in read.todos]
    assert [entry.words for entry in page.upper.week.list.entries] == ["“匠心杯”服务礼仪岗位练兵", "幸福1+1：重阳慰问"]
    assert page.status_text == "人员 36 人　今年活动 44 场"
    assert page.subtitle == "2026年11月23日 星期一"
    departments = year_services.coverage.coverage(2026, CoverageLevel.DEPARTMENT)
    assert page.map_card.map.heat_model.rowCount() == len(departments.rows)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 20), ("逾期 3 天", Tone.BAD)),
        (date(2026, 11, 23), ("今天", Tone.WARN)),
        (date(2026, 11, 27), ("11-27", Tone.NEUTRAL)),
    ],
)
def test_due_words(due: date, words: tuple[str, Tone]) -> None:
    assert due_words(due, TODAY) == words


def test_a_todo_opens_its_activity_by_mouse_and_by_key(page: OverviewPage, qtbot: QtBot) -> None:
    todos = page.upper.todos.list
    first = todos.entries[0].key
    place = todos.visualRect(todos.model().index(0, 0)).center()
    with qtbot.waitSignal(page.navigated) as clicked:
        qtbot.mouseClick(todos.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == ["activities", getattr(first, "key", None)]
    with qtbot.waitSignal(page.navigated) as entered:
        qtbot.keyClick(todos, Qt.Key.Key_Return)
    assert entered.args == clicked.args


def test_an_appointment_opens_its_activity(page: OverviewPage, qtbot: QtBot) -> None:
    week = page.upper.week.list
    place = week.visualRect(week.model().index(1, 0)).center()
    with qtbot.waitSignal(page.navigated) as opened:
        qtbot.mouseClick(week.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["activities", "2026-044"]


def test_the_level_switch_shows_teams_and_is_remembered(page: OverviewPage, settings: Settings, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.map_card.levels.button(1), Qt.MouseButton.LeftButton)
    assert page.map_card.map.heat_model.rowCount() == 12
    assert settings.get(LEVEL) == CoverageLevel.TEAM


def cells_shown(monkeypatch: pytest.MonkeyPatch, code: str | None = None) -> list[Any]:
    """Stands where the user would look at the dialog; keeps what it was to show."""
    seen: list[Any] = []

    def ask(_parent: object, cell: object) -> str | None:
        seen.append(cell)
        return code

    monkeypatch.setattr(coverage_cell, "ask", ask)
    return seen


def test_enter_on_a_cell_shows_the_people_behind_it(
    page: OverviewPage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = cells_shown(monkeypatch, "2026-005")
    heat = page.map_card.map
    heat.setCurrentIndex(heat.heat_model.index(0, column_of(0, 2)))
    with qtbot.waitSignal(page.navigated) as opened:
        qtbot.keyClick(heat, Qt.Key.Key_Return)
    unit = year_services.coverage.coverage(2026).rows[0].unit_id
    assert seen == [year_services.coverage.cell(2026, unit, Layer.AWARENESS, 2)]
    assert opened.args == ["activities", "2026-005"]


def test_a_gap_chip_shows_whom_nobody_reached(
    page: OverviewPage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = cells_shown(monkeypatch)
    gaps = year_services.coverage.coverage(2026).gaps(11)
    chips = [chip for chip in page.map_card.findChildren(ChoiceChip) if chip.property("kind") == "chip_view"]
    assert len(chips) == min(4, len(gaps))
    qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert seen[0].reached == ()
    assert seen[0].missed
    assert seen[0].month == 11


def test_the_cell_dialog_lists_missed_and_reached(year_services: Services, qtbot: QtBot) -> None:
    row = year_services.coverage.coverage(2026).rows[0]
    cell = year_services.coverage.cell(2026, row.unit_id, Layer.AWARENESS, 2)
    assert cell.missed
    assert cell.reached
    dialog = CoverageCellDialog(None, cell)
    qtbot.addWidget(dialog)
    assert tuple(dialog.table.row_model.rows) == cell.missed
    qtbot.mouseClick(dialog.tabs.button(1), Qt.MouseButton.LeftButton)
    assert tuple(dialog.table.row_model.rows) == cell.reached
    assert unnamed_widgets(dialog) == []


def test_an_empty_roster_leads_to_the_people(
    blank_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot
) -> None:
    page = shown(blank_services, runner, settings, qtbot)
    assert page.upper.todos.list.isHidden()
    with qtbot.waitSignal(page.navigated) as asked:
        page.map_card.people_wanted.emit()
    assert asked.args == ["people", None]


def test_new_activity(page: OverviewPage, qtbot: QtBot) -> None:
    button = page.header_actions[0]
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(page.navigated) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args is not None
    assert asked.args[0] == "activities"
    assert asked.args[1] is NEW


def test_everything_that_takes_the_keyboard_has_a_name(page: OverviewPage) -> None:
    assert unnamed_widgets(page) == []


def test_hovering_a_line_shows_whether_it_leads_on(page: OverviewPage, qtbot: QtBot) -> None:
    week = page.upper.week.list
    place = week.visualRect(week.model().index(0, 0)).center()
    qtbot.mouseMove(week.viewport(), place)
    assert week.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(week.viewport(), QPoint(place.x(), week.viewport().height() - 1))
    assert week.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
