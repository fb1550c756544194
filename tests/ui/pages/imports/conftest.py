"""The import page of the people, with a roster that has a bit of everything."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from culture_desktop.services.services import Services
from culture_desktop.ui.pages.imports.page import REVIEW, ImportsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from tests.ui.pages.imports.driving import mixed, shown


@pytest.fixture
def page(year_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> ImportsPage:
    """Ready for a file."""
    return shown(year_services, runner, settings, qtbot)


@pytest.fixture
def roster(year_services: Services, tmp_path: Path) -> Path:
    """Two new, two changed, one unchanged, one error."""
    return mixed(year_services, tmp_path / "roster.xlsx")


@pytest.fixture
def reviewed(page: ImportsPage, roster: Path) -> ImportsPage:
    """With that roster in review."""
    page.open_file(roster)
    assert page.step == REVIEW
    return page
