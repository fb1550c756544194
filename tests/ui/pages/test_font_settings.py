"""设置 -> 字体: fonts found, chosen with a sample, refused and replaced with words; in the papers at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from culture_desktop.services.services import Services
from culture_desktop.ui.pages.settings.page import SettingsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.theme.theme import Theme
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.vocabulary import TypeFace
from tests.documents import font_samples as samples
from tests.ui.accessible import unnamed_widgets


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fonts")
    text = samples.CHARACTERS + "为办实事"
    samples.saved(samples.true_type(samples.FANG, "GHHei-Regular.ttf", text=text), made / "simfang.ttf")
    samples.saved(samples.true_type("禁嵌体", rights=2), made / "forbidden.ttf")
    return made


@pytest.fixture
def page(
    year_services: Services, theme: Theme, runner: InlineRunner, settings: Settings, qtbot: QtBot
) -> Iterator[SettingsPage]:
    services = year_services
    page = SettingsPage(
        services.settings,
        services.store,
        services.backups,
        services.check,
        services.lock,
        services.typefaces,
        theme,
        runner,
        settings,
    )
    page.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    page.open_with("字体")
    yield page
    services.typefaces.release()


def sample_of(page: SettingsPage, face: TypeFace) -> QLabel:
    found = [label for label in page.fonts.findChildren(QLabel) if label.accessibleName() == f"{face.label}的字样"]
    return found[0]


def take_folder(page: SettingsPage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    qtbot.mouseClick(page.fonts.folder_button, Qt.MouseButton.LeftButton)


def test_a_font_of_a_folder_is_chosen_by_key_and_shown(
    page: SettingsPage, folder: Path, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unnamed_widgets(page.fonts) == []
    before = sample_of(page, TypeFace.FANG).pixmap().toImage()
    take_folder(page, folder, qtbot, monkeypatch)
    assert page.fonts.folder.text() == str(folder)
    assert "禁嵌体：字体厂商不许把它嵌入文书" in page.fonts.refused.text()
    box = page.fonts.boxes[TypeFace.FANG]
    names = [box.itemText(at) for at in range(box.count())]
    assert "禁嵌体" not in names
    box.setFocus()
    while box.currentText() != samples.FANG:
        at = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert page.fonts.boxes[TypeFace.FANG].currentIndex() > at
    assert year_services.typefaces.settings().fonts == {TypeFace.FANG: samples.FANG}
    assert sample_of(page, TypeFace.FANG).pixmap().toImage() != before


def test_the_usual_fonts_in_one_click_and_ours_when_they_are_gone(
    page: SettingsPage, folder: Path, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_folder(page, folder, qtbot, monkeypatch)
    qtbot.mouseClick(page.fonts.usual_button, Qt.MouseButton.LeftButton)
    assert page.fonts.boxes[TypeFace.FANG].currentText() == samples.FANG
    qtbot.mouseClick(page.fonts.drop_button, Qt.MouseButton.LeftButton)
    assert page.fonts.boxes[TypeFace.FANG].currentText() == samples.FANG  # still wanted
    assert page.fonts.notes[TypeFace.FANG].text() == f"这台电脑没有“{samples.FANG}”，暂用内置字体"
    assert page.fonts.drop_button.isHidden()


def test_stops_may_hang(page: SettingsPage, year_services: Services, qtbot: QtBot) -> None:
    page.fonts.hanging.setFocus()
    qtbot.keyClick(page.fonts.hanging, Qt.Key.Key_Space)
    assert year_services.typefaces.settings().hanging
