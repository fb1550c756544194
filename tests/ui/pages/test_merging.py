"""Two records made one on the people people_page, with the real services."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs.duplicates_dialog import DuplicatesDialog
from culture_desktop.ui.dialogs.merge_dialog import MergeDialog
from culture_desktop.ui.pages.people.page import PeoplePage
from tests.services.awards.campaign import Round
from tests.services.company import Company
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive

BORN = date(1990, 5, 6)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Two records of one person, each with something the other lacks, and somebody else."""
    made = Database.open(tmp_path / "runwu.db")
    company = Company(made)
    company.person("1001", "林婉清", birth_date=BORN, position="坐席")
    other = company.person("1002", "林婉清", birth_date=BORN, position="班长", phone="13812344417")
    company.person("1003", "赵启明")
    company.sign_up(company.activity("2026-001"), other)
    yield made
    made.close()


@pytest.fixture
def services(database: Database) -> Services:
    return Services.on(database)


def positions(services: Services) -> dict[str, str]:
    return {row.number: row.position for row in services.people.rows(PeopleQuery(), 2026)}


def tick(people_page: PeoplePage, *rows: int) -> None:
    for row in rows:
        people_page.people.table.row_model.toggle(row)


def test_two_who_are_ticked_become_one(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    people_page.notified.connect(lambda notice: told.append(notice.text))

    def choose(dialog: MergeDialog) -> None:
        assert set(dialog.choices) == {"number", "position"}
        assert unnamed_widgets(dialog) == []
        dialog.choices["position"].button(1).click()
        qtbot.mouseClick(dialog.act_button, LEFT)

    drive(monkeypatch, MergeDialog, choose)
    tick(people_page, 0)
    assert not people_page.people.bulk.merge.isVisible()
    tick(people_page, 1)
    qtbot.mouseClick(people_page.people.bulk.merge, LEFT)
    assert positions(services) == {"1001": "班长", "1003": ""}
    assert told == ["已将 林婉清（1002）合并到 1001，并入 1 条记录"]
    assert people_page.people.ticked_ids() == frozenset()
    assert not people_page.merging.link.isVisible()


def test_the_other_one_may_be_kept(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swap(dialog: MergeDialog) -> None:
        qtbot.mouseClick(dialog.swap, LEFT)
        assert dialog.plan.keep.number == "1002"
        qtbot.mouseClick(dialog.act_button, LEFT)

    drive(monkeypatch, MergeDialog, swap)
    tick(people_page, 0, 1)
    qtbot.mouseClick(people_page.people.bulk.merge, LEFT)
    assert positions(services) == {"1002": "班长", "1003": ""}


def test_pairs_are_offered_and_merged_from_their_list(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert people_page.merging.link.text() == "可能重复 1 对"

    def merge(dialog: MergeDialog) -> None:
        dialog.reason.setText("同一人登记了两次")
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    def look(dialog: DuplicatesDialog) -> None:
        assert unnamed_widgets(dialog) == []
        qtbot.mouseClick(dialog.act_button, LEFT)
        assert dialog.table.row_model.rowCount() == 0
        assert not dialog.act_button.isEnabled()
        assert dialog.windowTitle() == "可能重复 0 对"
        dialog.accept()

    drive(monkeypatch, MergeDialog, merge)
    drive(monkeypatch, DuplicatesDialog, look)
    qtbot.mouseClick(people_page.merging.link, LEFT)
    assert list(positions(services)) == ["1001", "1003"]


def test_a_pair_that_is_two_people_is_set_apart_until_that_is_undone(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    people_page.notified.connect(lambda notice: told.append(notice.text))

    def set_apart(dialog: DuplicatesDialog) -> None:
        qtbot.mouseClick(dialog.apart_button, LEFT)
        assert dialog.table.row_model.rowCount() == 0
        assert not dialog.apart_button.isEnabled()
        assert dialog.note.text() == told[0]
        dialog.reject()

    drive(monkeypatch, DuplicatesDialog, set_apart)
    qtbot.mouseClick(people_page.merging.link, LEFT)
    assert told == ["已记下 林婉清（1001）和 林婉清（1002）不是同一人"]
    assert len(positions(services)) == 3
    people_page.refresh(frozenset())
    assert not people_page.merging.link.isVisible()
    entry = services.history.next_undo()
    assert entry is not None
    services.history.take_back(entry.id)
    people_page.refresh(frozenset())
    assert people_page.merging.link.text() == "可能重复 1 对"


def test_leaving_the_dialog_changes_nothing(
    people_page: PeoplePage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive(monkeypatch, MergeDialog, lambda dialog: dialog.reject())
    tick(people_page, 0, 1)
    qtbot.mouseClick(people_page.people.bulk.merge, LEFT)
    assert len(positions(services)) == 3
    assert len(people_page.people.ticked_ids()) == 2


def test_honours_ask_for_a_reason(services: Services, database: Database, qtbot: QtBot) -> None:
    one, other = (services.people.id_of(number) for number in ("1001", "1002"))
    Company(database).honour(other)
    dialog = MergeDialog(None, services.merge, one, other)
    qtbot.addWidget(dialog)
    assert not dialog.act_button.isEnabled()
    assert "请写明理由" in dialog.note.text()
    dialog.reason.setText("同一人登记了两次")
    assert dialog.act_button.isEnabled()
    dialog.accept()
    assert dialog.answer is not None


def test_why_two_stay_two_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    database = Database.open(tmp_path / "round.db")
    round_ = Round(database, tmp_path)
    round_.up_to_scores()
    dialog = MergeDialog(None, Services.on(database).merge, round_.ids["1001"], round_.ids["1002"])
    qtbot.addWidget(dialog)
    assert not dialog.act_button.isEnabled()
    assert "不能并成一人" in dialog.note.text()
    database.close()
