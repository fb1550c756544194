"""A year of activities for the tests of pages, made once and copied for each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.ui.pages.people.page import PeoplePage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from tests.ui.pages.year import TODAY, build_year


@pytest.fixture(scope="session")
def year_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """36 people in twelve teams, 44 activities of 2026."""
    path = tmp_path_factory.mktemp("year") / "runwu.db"
    build_year(path).database.close()
    return path


@pytest.fixture
def year_services(tmp_path: Path, year_file: Path) -> Iterator[Services]:
    """All services on a copy of that year."""
    database = Database.open(Path(shutil.copy(year_file, tmp_path / "runwu.db")))
    yield Services.on(database)
    database.close()


@pytest.fixture
def blank_services(tmp_path: Path) -> Iterator[Services]:
    """All services on an empty database."""
    database = Database.open(tmp_path / "blank" / "runwu.db")
    yield Services.on(database)
    database.close()


@pytest.fixture
def runner() -> Iterator[InlineRunner]:
    """Runs at once; a bug in a task fails the test."""
    made, bugs = InlineRunner(), list[object]()
    made.crashed.connect(bugs.append)
    yield made
    assert bugs == []


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Habits kept in a file of the test."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def people_page(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> PeoplePage:
    """The people page on a test's own ``services``, shown as large as in the smallest window."""
    made = PeoplePage(services, runner, settings, lambda: TODAY)
    made.changed.connect(made.refresh)  # as the window does
    qtbot.addWidget(made)
    made.resize(1198, 685)
    made.show()
    made.refresh(EVERYTHING)
    return made
