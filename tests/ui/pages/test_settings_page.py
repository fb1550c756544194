"""Settings: kept when a field is left, refused in its place; backup, restore and check on real files."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from culture_desktop.services.activities.rows import ActivityQuery
from culture_desktop.services.backups import BackupContent
from culture_desktop.services.results import Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import confirm, restore, text_view
from culture_desktop.ui.dialogs.restore import Line, RestoreDialog, lines
from culture_desktop.ui.pages.settings.backup_cards import PlaceCard, size
from culture_desktop.ui.pages.settings.page import SettingsPage
from culture_desktop.ui.settings import BACKUP_FOLDER, THEME, Settings, backup_folder
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.theme.theme import Mode, Theme
from culture_desktop.ui.widgets.band import Band
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.page import EVERYTHING
from culture_desktop.ui.widgets.text import Label
from tests.ui.accessible import unnamed_widgets

NOW = datetime(2026, 11, 23, 20, 41, 5)


@pytest.fixture
def page(
    year_services: Services, theme: Theme, runner: InlineRunner, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> SettingsPage:
    page = SettingsPage(
        year_services.settings,
        year_services.store,
        year_services.backups,
        year_services.check,
        year_services.lock,
        year_services.typefaces,
        theme,
        runner,
        settings,
        sample=lambda: tmp_path / "sample" / "runwu-sample.db",
        now=lambda: NOW,
    )
    page.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    return page


def type_into(qtbot: QtBot, page: SettingsPage, name: str, words: str) -> None:
    """Type into a field and leave it."""
    editor = page.unit.editors[name]
    editor.clear()
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_field_is_kept_when_it_is_left(page: SettingsPage, year_services: Services, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.changed) as changed:
        type_into(qtbot, page, "contact_phone", "0871-6301")
    assert year_services.settings.unit().contact_phone == "0871-6301"
    assert changed.args == [frozenset({Topic.SETTINGS})]


def test_copies_are_kept(page: SettingsPage, year_services: Services, qtbot: QtBot) -> None:
    page.unit.copies.setValue(35)
    qtbot.keyClick(page.unit.copies, Qt.Key.Key_Return)
    assert year_services.settings.unit().copies == 35


def test_what_cannot_be_kept_is_said_in_its_place_and_the_old_value_holds(
    page: SettingsPage, year_services: Services, qtbot: QtBot
) -> None:
    old = year_services.settings.unit().certificate_pattern
    type_into(qtbot, page, "certificate_pattern", "no number")
    field = page.unit.fields["certificate_pattern"]
    assert field.failed
    assert "原值已保留" in page.unit.editors["certificate_pattern"].accessibleDescription()
    assert year_services.settings.unit().certificate_pattern == old
    type_into(qtbot, page, "contact_phone", "119")
    assert field.failed, "an error in one field is not wiped by another"
    type_into(qtbot, page, "certificate_pattern", "{year}-{number}-A")
    assert not field.failed
    assert year_services.settings.unit().certificate_pattern == "{year}-{number}-A"


def test_the_theme_changes_at_once_and_is_remembered(
    page: SettingsPage, theme: Theme, settings: Settings, qtbot: QtBot
) -> None:
    page.show_section(1)
    radio = page.appearance.group.button(2)
    qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=QPoint(8, radio.height() // 2))
    assert theme.mode is Mode.DARK
    assert theme.tokens.dark
    assert settings.get(THEME) == "dark"


def test_sections_by_mouse_and_by_key(page: SettingsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.sections.button(3), Qt.MouseButton.LeftButton)
    assert page.subtitle == "数据与备份"
    assert page.data.isVisible()
    qtbot.keyClick(page.sections.button(3), Qt.Key.Key_Down)
    assert page.subtitle == "密码与锁定"
    page.open_with("关于")
    assert page.subtitle == "关于"


def answer_save(monkeypatch: pytest.MonkeyPatch, target: Path) -> list[str]:
    offered: list[str] = []

    def save(_parent: object, _title: str, name: str, *_: object) -> tuple[str, str]:
        offered.append(name)
        return str(target), "润物备份 (*.runwu)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    return offered


def test_backup_then_restore_brings_everything_back(
    page: SettingsPage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offered = answer_save(monkeypatch, tmp_path / "usb" / "year")
    qtbot.mouseClick(page.data.backups.write_button, Qt.MouseButton.LeftButton)
    backup = tmp_path / "usb" / "year.runwu"
    assert backup.is_file()
    assert offered[0].endswith("runwu-20261123-2041.runwu")
    activities = year_services.activities
    activities.delete(activities.id_of("2026-001"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    shown: list[tuple[object, ...]] = []

    def agree(*given: object) -> bool:
        shown.append(given)
        return True

    monkeypatch.setattr(restore, "ask", agree)
    with qtbot.waitSignal(page.changed):
        qtbot.mouseClick(page.data.backups.restore_button, Qt.MouseButton.LeftButton)
    _, content, now = shown[0]
    assert isinstance(content, BackupContent)
    assert isinstance(now, dict)
    assert content.file == backup
    assert (content.counts["活动"], now["活动"]) == (44, 43)
    assert len(activities.rows(ActivityQuery(2026))) == 44


def test_restore_is_left_alone_when_the_user_says_no(
    page: SettingsPage, year_services: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    year_services.backups.write(tmp_path / "b.runwu", NOW)
    activities = year_services.activities
    activities.delete(activities.id_of("2026-001"))
    monkeypatch.setattr(restore, "ask", lambda *_: False)
    page.inspect(tmp_path / "b.runwu")
    assert len(activities.rows(ActivityQuery(2026))) == 43


def test_a_damaged_backup_is_refused_before_anything_is_asked(
    page: SettingsPage, runner: InlineRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "b.runwu").write_bytes(b"half a file")
    with qtbot.waitSignal(runner.failed) as failed:
        page.inspect(tmp_path / "b.runwu")
    assert failed.args is not None
    assert "b.runwu" in str(failed.args[0])


def test_automatic_backups_are_listed_looked_into_and_restored(
    page: SettingsPage, year_services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_section(3)
    card = page.data.backups
    assert not card.view_button.isEnabled()
    qtbot.mouseClick(card.take_button, Qt.MouseButton.LeftButton)
    activities = year_services.activities
    activities.delete(activities.id_of("2026-001"))
    page.refresh(EVERYTHING)
    assert [row.reason for row in card.table.row_model.rows] == ["手动"]
    assert "2026-11-23 20:41（手动）" in card.last.text()
    card.table.select_key(card.table.row_model.rows[0].file)
    monkeypatch.setattr(restore, "ask", lambda *_: True)
    qtbot.mouseClick(card.view_button, Qt.MouseButton.LeftButton)
    assert len(activities.rows(ActivityQuery(2026))) == 44
    assert sorted(row.reason for row in card.table.row_model.rows) == ["恢复前", "手动"]
    kept = next(row for row in card.table.row_model.rows if row.reason == "恢复前")
    card.table.select_key(kept.file)
    qtbot.keyClick(card.table, Qt.Key.Key_Return)
    assert len(activities.rows(ActivityQuery(2026))) == 43


def test_a_damaged_backup_is_marked_in_the_list(page: SettingsPage, year_services: Services) -> None:
    file = year_services.backups.take(NOW).value
    assert file is not None
    file.write_bytes(b"half")
    page.refresh(EVERYTHING)
    model = page.data.backups.table.row_model
    assert model.data(model.index(0, 1), Qt.ItemDataRole.DisplayRole) == "打不开，已损坏"


def test_the_second_place_is_chosen_filled_missed_and_given_up(
    page: SettingsPage, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.show_section(3)
    card, stick = page.data.place, tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    assert card.copy_button.isHidden()
    qtbot.mouseClick(card.choose_button, Qt.MouseButton.LeftButton)
    assert backup_folder(settings) == stick / "runwu-backups"
    (copy,) = (stick / "runwu-backups").iterdir()
    assert copy.name == "runwu-20261123-204105-manual.runwu"
    qtbot.waitUntil(lambda: "1 份" in told(card))

    shutil.rmtree(stick / "runwu-backups")
    page.refresh(EVERYTHING)
    assert not card.copy_button.isEnabled()
    qtbot.waitUntil(lambda: "可能U盘没有插上" in told(card))
    assert "2026-11-23 20:41 之后没有备份到那里" in told(card)

    qtbot.mouseClick(card.stop_button, Qt.MouseButton.LeftButton)
    assert backup_folder(settings) is None
    assert card.copy_button.isHidden()


def test_a_stick_pulled_out_meanwhile_is_said(
    page: SettingsPage, runner: InlineRunner, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    settings.set(BACKUP_FOLDER, str(tmp_path / "gone"))
    with qtbot.waitSignal(runner.failed) as failed:
        page.data.place.copy_wanted.emit()
    assert failed.args is not None
    assert "可能U盘没有插上" in str(failed.args[0])


def told(card: PlaceCard) -> str:
    """All words of a card that are on screen."""
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_check_says_that_all_is_well_or_what_is_not(page: SettingsPage, year_services: Services, qtbot: QtBot) -> None:
    page.show_section(3)
    qtbot.mouseClick(page.data.backups.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(page) == ["检查完毕，数据完好"])
    folder = year_services.store.path.with_name("runwu.files") / "ab"
    folder.mkdir(parents=True)
    (folder / ("ab" * 32)).write_bytes(b"not what the name says")
    qtbot.mouseClick(page.data.backups.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [line[:9] for line in words(page)] == ["检查出 1 处问题"])


def words(page: SettingsPage) -> list[str]:
    """The bold words of the bands on screen."""
    bands = [band for band in page.data.findChildren(Band) if band.isVisible()]
    return [band.findChildren(Label)[0].text() for band in bands]


def test_files_and_the_sample_are_asked_for(
    page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "other.db"), ""))
    with qtbot.waitSignal(page.file_requested) as file:
        qtbot.mouseClick(page.data.open_button, Qt.MouseButton.LeftButton)
    assert file.args == [tmp_path / "other.db"]
    with qtbot.waitSignal(page.sample_requested):
        qtbot.mouseClick(page.data.sample_button, Qt.MouseButton.LeftButton)
    assert page.data.remove_button.isHidden(), "there is no sample to remove"
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "runwu-sample.db").touch()
    page.refresh(EVERYTHING)
    assert not page.data.remove_button.isHidden()
    monkeypatch.setattr(confirm, "ask", lambda *_, **__: True)
    with qtbot.waitSignal(page.sample_removal_requested):
        qtbot.mouseClick(page.data.remove_button, Qt.MouseButton.LeftButton)


def test_every_licence_can_be_read(page: SettingsPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    read: list[str] = []
    monkeypatch.setattr(text_view, "show", lambda _parent, _title, text: read.append(text))
    page.show_section(5)
    links = page.findChildren(LinkButton)
    for link in links:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert len(read) == len(links) == 6
    assert all(len(text) > 100 for text in read)


def test_counts_side_by_side(qtbot: QtBot) -> None:
    assert lines({"人员": 3, "旧表": 1}, {"人员": 5, "荣誉": 2}) == [
        Line("人员", 3, 5),
        Line("荣誉", None, 2),
        Line("旧表", 1, None),
    ]
    content = BackupContent(Path("b.runwu"), NOW, "每日", complete=True, counts={"人员": 3}, attachments=2, lost=1)
    dialog = RestoreDialog(None, content, {"人员": 5})
    qtbot.addWidget(dialog)
    assert unnamed_widgets(dialog) == []


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 KB"), (20, "1 KB"), (933_000, "911 KB"), (13_000_000, "12.4 MB"), (2**31, "2.0 GB")]
)
def test_sizes(number: int, said: str) -> None:
    assert size(number) == said


def test_everything_that_takes_the_keyboard_has_a_name(page: SettingsPage) -> None:
    assert unnamed_widgets(page) == []


def test_a_file_on_a_network_drive_is_said_with_what_it_means(page: SettingsPage, year_services: Services) -> None:
    def words() -> list[str]:
        return [label.text() for label in page.data.findChildren(Label)]

    info = year_services.store.info()
    assert "网络盘" not in words()
    page.data.show_info(replace(info, network=True))
    assert "网络盘" in words()
    assert "保存比本机磁盘慢，一次只能在一台电脑上打开；断网时的改动不会保存" in words()
