"""Every test of the window runs in our own fonts and theme; none leans on fonts of the machine."""

import logging
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.ui.application import create_application
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.theme.fonts import load_fonts, load_remaining_fonts
from culture_desktop.ui.theme.theme import Mode, Theme
from culture_desktop.ui.workbench import Workbench
from tests.ui.user import User

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The application in its dress."""
    load_fonts()
    load_remaining_fonts()
    return Theme(qapp)


@pytest.fixture(autouse=True)
def light(theme: Theme) -> None:
    """Each test starts in light mode."""
    theme.set_mode(Mode.LIGHT)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Workbench]:
    """What the program opens its window with, on a fixed day and with the user's own folders in ``tmp_path``.

    A bug that would reach the user's report dialog fails the test.
    """
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    for folder in ("user_data_path", "user_log_path", "user_documents_path"):
        monkeypatch.setattr(platformdirs, folder, lambda *_app, **_options: tmp_path / "home")
    application = create_application([], settings=Settings(tmp_path / "settings.ini"))
    made = Workbench(application, lambda path: Services.on(Database.open(path)), lambda: TODAY)
    yield made
    window = made.window
    made.close()
    if window is not None:
        delete(window)
    assert [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR] == []


@pytest.fixture
def user(qtbot: QtBot, bench: Workbench) -> User:
    """Somebody in front of it."""
    return User(qtbot, bench)
