"""The three doors: by mouse, by key, by dropping a file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.ui.pages.welcome.page import WelcomePage
from culture_desktop.ui.settings import LAST_FOLDER, Settings
from culture_desktop.ui.widgets.notice import Notice
from tests.ui.accessible import unnamed_widgets


@pytest.fixture
def page(settings: Settings, qtbot: QtBot) -> WelcomePage:
    page = WelcomePage(settings)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def drop(page: WelcomePage, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_the_roster_door(
    page: WelcomePage, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "roster.xlsx"), ""))
    with qtbot.waitSignal(page.roster_requested) as asked:
        qtbot.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [tmp_path / "roster.xlsx"]
    assert settings.get(LAST_FOLDER) == str(tmp_path)


def test_the_sample_door(page: WelcomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sample_requested):
        qtbot.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)


def test_the_file_door(page: WelcomePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "b.runwu"), ""))
    with qtbot.waitSignal(page.file_requested) as asked:
        qtbot.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [tmp_path / "b.runwu"]


def test_nothing_is_asked_for_when_the_file_dialog_is_left(
    page: WelcomePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    with qtbot.assertNotEmitted(page.roster_requested):
        qtbot.mouseClick(page.roster_door.button, Qt.MouseButton.LeftButton)


def test_the_blank_year(page: WelcomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.blank_requested):
        qtbot.mouseClick(page.blank_link, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("name", ["名册.xlsx", "名册.XLS", "names.csv", "wps.et"])
def test_a_list_dropped_is_a_roster(page: WelcomePage, qtbot: QtBot, name: str) -> None:
    with qtbot.waitSignal(page.roster_requested) as asked:
        drop(page, Path("/lists") / name)
    assert asked.args == [Path("/lists") / name]


@pytest.mark.parametrize("name", ["year.runwu", "runwu.db"])
def test_data_dropped_is_opened(page: WelcomePage, qtbot: QtBot, name: str) -> None:
    with qtbot.waitSignal(page.file_requested) as asked:
        drop(page, Path("/lists") / name)
    assert asked.args == [Path("/lists") / name]


def test_anything_else_is_said_to_fit_no_door(page: WelcomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.notified) as said, qtbot.assertNotEmitted(page.roster_requested):
        drop(page, Path("/lists/photo.jpg"))
    assert said.args is not None
    assert isinstance(said.args[0], Notice)
    assert said.args[0].text.startswith("“photo.jpg”不是")


def test_everything_that_takes_the_keyboard_has_a_name(page: WelcomePage) -> None:
    assert unnamed_widgets(page) == []
