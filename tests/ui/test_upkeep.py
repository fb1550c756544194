"""The day's backups: taken beside the work, once, to the stick as well; a failure is one quiet notice."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.errors import DiskFullError
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.people.service import PeopleService
from culture_desktop.services.services import Services
from culture_desktop.ui import upkeep as module
from culture_desktop.ui.settings import BACKUP_FOLDER, Settings, copied_at
from culture_desktop.ui.upkeep import Upkeep
from culture_desktop.ui.workbench import Workbench
from tests.ui.user import User

NOW = datetime(2026, 11, 23, 8, 2)


class Desk:
    """Upkeep over a data file with one person, on a clock that can be put on."""

    def __init__(self, folder: Path) -> None:
        self.database = Database.open(folder / "runwu.db")
        self.services = Services.on(self.database)
        self.people, self.backups = self.services.people, self.services.backups
        self.settings = Settings(folder / "settings.ini")
        self.now = NOW
        self.upkeep = Upkeep(lambda: self.services, self.settings, now=lambda: self.now)
        self.said: list[str] = []
        self.bugs: list[object] = []
        self.upkeep.failed.connect(self.said.append)
        self.upkeep.crashed.connect(self.bugs.append)

    def next_day(self, number: str) -> None:
        self.now += timedelta(days=1)
        self.people.create(PersonDraft(number=number, name="林婉清"))


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path)
    made.people.create(PersonDraft(number="1", name="林婉清"))
    yield made
    made.upkeep.shut_down()
    made.database.close()
    assert made.bugs == []


def look(desk: Desk, qtbot: QtBot) -> None:
    desk.upkeep.look()
    qtbot.waitUntil(lambda: not desk.upkeep.busy)


def test_once_a_day_beside_the_data_and_on_the_stick(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    place = desk.backups.make_place(stick)
    desk.settings.set(BACKUP_FOLDER, str(place))
    with qtbot.waitSignal(desk.upkeep.done):
        desk.upkeep.look()
    look(desk, qtbot)
    assert [row.reason for row in desk.backups.rows()] == ["每日"]
    assert desk.backups.place(place).number == 1
    assert desk.settings.get(copied_at(desk.database.path)) == NOW.isoformat(timespec="seconds")

    shutil.move(place, tmp_path / "pulled out")
    desk.next_day("2")
    look(desk, qtbot)
    assert len(desk.backups.rows()) == 2, "without the stick the day's backup is taken all the same"
    shutil.move(tmp_path / "pulled out", place)
    look(desk, qtbot)
    assert desk.backups.place(place).number == 2, "made up for when it is back"
    assert desk.said == []


def test_the_sample_does_not_go_to_the_stick(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    place = desk.backups.make_place(tmp_path)
    desk.settings.set(BACKUP_FOLDER, str(place))
    sample = Upkeep(lambda: desk.services, desk.settings, second_place=False, now=lambda: NOW)
    with qtbot.waitSignal(sample.done):
        sample.look()
    assert list(place.iterdir()) == []
    sample.shut_down()


def test_history_older_than_two_years_goes_with_the_day_s_backup(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("culture_desktop.services.history.service.KEPT_ENTRIES", 1)
    desk.now = datetime.now() + timedelta(days=729)
    desk.people.create(PersonDraft(number="2", name="林婉清"))
    look(desk, qtbot)
    assert len(desk.services.history.entries(HistoryQuery())) == 2
    desk.now += timedelta(days=2)
    desk.people.create(PersonDraft(number="3", name="林婉清"))
    look(desk, qtbot)
    assert len(desk.services.history.entries(HistoryQuery())) == 1


def test_a_failure_is_said_once(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskFullError(name="runwu-20261123-080200-daily.runwu")

    monkeypatch.setattr("culture_desktop.database.backups.write_backup", full)
    look(desk, qtbot)
    look(desk, qtbot)
    assert len(desk.said) == 1
    assert desk.said[0].startswith("今天的自动备份没有做成。磁盘空间不足，")


def test_the_window_takes_the_day_s_backup_after_its_start(
    bench: Workbench, user: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_AFTER_START_MS", 0)
    path = tmp_path / "company.db"
    database = Database.open(path)
    PeopleService(database).create(PersonDraft(number="1", name="林婉清"))
    database.close()
    user.open(path)
    user.until(bench.services.backups.rows)
    assert [row.reason for row in bench.services.backups.rows()] == ["每日"]
