"""From which day on a move or a departure holds, asked where it is made; and the people of a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.bulk_dialog import BulkDialog
from culture_desktop.ui.dialogs.day_dialog import DayDialog
from culture_desktop.ui.dialogs.person_dialog import PersonDialog
from culture_desktop.ui.dialogs.unit_picker import PlacementPicker
from culture_desktop.ui.pages.people.organisation_groups import EVERYBODY
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.widgets.chips import FilterChip
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import PersonStatus
from tests.services.company import Company
from tests.ui.driving import drive
from tests.ui.pages.year import TODAY

LEFT = Qt.MouseButton.LeftButton
MARCH = date(2026, 3, 1)
BEFORE = MARCH - timedelta(days=1)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Two people in the first of two teams."""
    database = Database.open(tmp_path / "runwu.db")
    company = Company(database)
    one = company.unit("客服部/一班")
    company.unit("客服部/二班")
    for number in ("1001", "1002"):
        company.person(number, unit_id=one)
    yield Services.on(database)
    database.close()


def on(services: Services, unit: str, day: date) -> list[str]:
    query = PeopleQuery(organisation_id=services.organisations.id_of(unit), on=day)
    return [row.number for row in services.people.rows(query, 2026)]


def test_a_move_of_several_holds_from_the_day_given(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pick(dialog: PlacementPicker) -> None:
        assert dialog.effective.day() == TODAY
        dialog.tree.select_key(services.organisations.id_of("客服部/二班"))
        dialog.effective.set_day(MARCH)
        dialog.act_button.click()

    drive(monkeypatch, PlacementPicker, pick)
    people_page.people.table.row_model.tick_all()
    qtbot.mouseClick(people_page.people.bulk.move_, LEFT)
    assert [on(services, "客服部/二班", day) for day in (BEFORE, MARCH)] == [[], ["1001", "1002"]]


def test_the_day_is_asked_only_where_something_changes_with_it(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(dialog: PersonDialog[None]) -> None:
        form = dialog.form
        assert not form.effective.isVisible()
        form.status.choose(PersonStatus.LEFT)
        assert form.effective.isVisible()
        form.status.choose(PersonStatus.ACTIVE)
        form.unit.setEditText("没有的单位")
        assert not form.effective.isVisible()
        form.unit.show_unit(services.organisations.id_of("客服部/二班"))
        assert form.effective.isVisible()
        form.unit.show_unit(services.organisations.id_of("客服部/一班"))
        form.status.choose(PersonStatus.LEFT)
        form.effective.set_day(MARCH)
        dialog.act_button.click()

    drive(monkeypatch, PersonDialog, leave)
    qtbot.mouseClick(people_page.detail.edit, LEFT)
    assert [on(services, "客服部/一班", day) for day in (BEFORE, MARCH)] == [["1001", "1002"], ["1002"]]


def test_a_new_person_has_no_earlier_unit(people_page: PeoplePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(dialog: PersonDialog[int]) -> None:
        dialog.form.unit.setCurrentIndex(2)
        assert not dialog.form.effective.isVisible()
        dialog.reject()

    assert drive(monkeypatch, PersonDialog, look) == []
    people_page.add_person()


def test_a_cell_of_the_list_asks_from_when_on_and_keeps_nothing_when_that_is_left(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, grid, two = people_page.people.table, people_page.grid, services.organisations.id_of("客服部/二班")
    people_page.views._show(("name", "unit", "status"), [])

    def enter(column: int, words: str) -> None:
        assert grid.begin(table.row_model.index(0, table.row_model.check_columns + column))
        assert grid.input is not None
        box = grid.input.focusProxy()
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findText(words))
        qtbot.keyClick(box, Qt.Key.Key_Return)

    drive(monkeypatch, DayDialog, lambda dialog: dialog.reject())
    enter(1, "客服部/二班")
    assert grid.input is None
    assert on(services, "客服部/二班", TODAY) == []

    def choose(dialog: DayDialog) -> None:
        assert dialog.day.day() == TODAY
        dialog.day.set_day(MARCH)
        dialog.act_button.click()

    drive(monkeypatch, DayDialog, choose)
    enter(1, "客服部/二班")
    assert services.people.rows(PeopleQuery(), 2026)[0].unit_id == two
    assert (on(services, "客服部/二班", MARCH), on(services, "客服部/二班", BEFORE)) == (["1001"], [])
    enter(2, "离职")
    left = services.people.rows(PeopleQuery(status=frozenset({PersonStatus.LEFT})), 2026)
    assert [(row.number, row.left_on) for row in left] == [("1001", MARCH)]


def test_a_field_of_several_asks_from_when_on_and_chooses_nothing_by_itself(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: BulkDialog) -> None:
        assert not dialog.act_button.isEnabled()
        assert not dialog.effective.isVisible()
        dialog.choose("unit")
        assert not dialog.act_button.isEnabled()
        assert dialog.effective.isVisible()
        box = dialog.editor.input
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findText("客服部/二班"))
        dialog.effective.set_day(MARCH)
        qtbot.mouseClick(dialog.act_button, LEFT)

    drive(monkeypatch, BulkDialog, choose)
    people_page.people.table.row_model.tick_all()
    qtbot.mouseClick(people_page.people.bulk.change, LEFT)
    assert (on(services, "客服部/二班", MARCH), on(services, "客服部/二班", BEFORE)) == (["1001", "1002"], [])


def test_the_people_of_a_day(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = (services.organisations.id_of(f"客服部/{name}班") for name in "一二")
    first, second = (services.people.id_of(number) for number in ("1001", "1002"))
    services.people.move([first], two, effective=MARCH)
    draft = services.people.detail(second, 2026).draft
    services.people.update(second, replace(draft, status=PersonStatus.LEFT), effective=MARCH)
    people_page.refresh(EVERYTHING)
    people_page.organisations.tree.select_key(one)
    assert people_page.people.table.row_model.rowCount() == 0

    def choose(dialog: DayDialog) -> None:
        dialog.day.set_day(BEFORE)
        dialog.act_button.click()

    drive(monkeypatch, DayDialog, choose)
    entry = next(entry for entry in people_page.people.filters.menu().actions() if entry.text() == "某一天在册的人…")
    entry.trigger()
    assert [row.number for row in people_page.people.table.row_model.rows] == ["1001", "1002"]

    def chips() -> list[str]:
        found = people_page.people.filters.findChildren(FilterChip)
        return [chip.text().strip() for chip in found if not chip.isHidden()]

    qtbot.waitUntil(lambda: chips() == ["2026-02-28 在册"])
    people_page.organisations.tree.select_key(EVERYBODY)
    assert people_page.people.table.row_model.rowCount() == 2
    people_page.people.filters.clear()
    assert [row.number for row in people_page.people.table.row_model.rows] == ["1001"]


def test_the_bar_folds_what_has_no_room(people_page: PeoplePage, qtbot: QtBot) -> None:
    people_page.people.table.row_model.toggle(0)
    people_page.people.table.row_model.toggle(1)
    bar = people_page.people.bulk
    bar.setFixedWidth(1400)
    assert [entry.text() for entry in bar.menu().actions()] == []
    assert not bar.more.isVisible()
    bar.setFixedWidth(560)
    qtbot.waitUntil(bar.more.isVisible)
    folded = [entry.text() for entry in bar.menu().actions()]
    assert folded[0] == "胸牌"
    layout = bar.layout()
    assert layout is not None
    assert layout.sizeHint().width() <= 560
    bar.setFixedWidth(1400)
    qtbot.waitUntil(lambda: not bar.more.isVisible())
