"""撰写公文 on the documents page: typed, refused field by field, made and shown."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.official_dialog import OfficialDialog
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from tests.documents.reading import pages_text
from tests.ui.accessible import unnamed_widgets


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    database = Database.open(tmp_path / "runwu.db")
    services = Services.on(database)
    services.settings.save_unit(UnitSettings(issuer="云川工会", decision_prefix="云工"))
    yield services
    database.close()


@pytest.fixture
def page(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> Iterator[DocumentsPage]:
    page = DocumentsPage(services, runner, settings, lambda: date(2026, 3, 2))
    page.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.refresh(EVERYTHING)
    yield page
    page.view.clear()


def in_dialog(act: Callable[[OfficialDialog], None]) -> None:
    """Do something in the dialog that comes next, and leave it in any case."""

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, OfficialDialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, meet)


def press(qtbot: QtBot, dialog: OfficialDialog) -> None:
    qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)


def choose(page: DocumentsPage, words: str) -> None:
    """Pick from the menu of what can be written."""
    next(act for act in page.write_button.menu_.actions() if act.text() == words).trigger()


def test_a_request_is_written_and_shown(page: DocumentsPage, services: Services, qtbot: QtBot) -> None:
    refusals = []

    def write(dialog: OfficialDialog) -> None:
        assert unnamed_widgets(dialog) == []
        assert not dialog.signer.isVisible()
        dialog.kinds.setCurrentText("请示")
        assert dialog.signer.isVisible()
        press(qtbot, dialog)
        refusals.append(dialog._fields["标题"].failed)
        dialog.title_line.setText("关于购书经费的请示")
        dialog.recipients.setText("公司工会")
        dialog.signer.setText("周建国")
        dialog.text.setPlainText("现请示如下。\n一、经费\n五千元。")
        press(qtbot, dialog)

    in_dialog(write)
    choose(page, "公文")
    assert refusals == [True]
    current = page.list.current()
    assert current is not None
    assert (current.number, current.title) == ("云工〔2026〕1号", "关于购书经费的请示")
    assert page.view.page_count == 2


def test_leaving_makes_nothing(page: DocumentsPage, services: Services) -> None:
    in_dialog(lambda dialog: dialog.reject())
    choose(page, "公文")
    assert services.documents.rows(services.settings.unit()) == ()


def test_a_missing_setting_is_said_on_the_page(page: DocumentsPage, services: Services, qtbot: QtBot) -> None:
    services.settings.save_unit(UnitSettings(issuer="云川工会"))

    def write(dialog: OfficialDialog) -> None:
        dialog.title_line.setText("通知")
        dialog.recipients.setText("各分工会")
        dialog.text.setPlainText("正文。")
        press(qtbot, dialog)

    in_dialog(write)
    choose(page, "公文")
    assert not page.problem.isHidden()
    assert services.documents.rows(services.settings.unit()) == ()


def test_files_are_bound_in(
    page: DocumentsPage, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = tmp_path / "推荐名单.csv"
    names.write_text("姓名,单位\n欧阳䶮,客服部\n", encoding="utf-8-sig")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(names)], ""))

    def write(dialog: OfficialDialog) -> None:
        dialog.title_line.setText("关于评选的通知")
        dialog.recipients.setText("各分工会")
        dialog.text.setPlainText("通知如下。")
        qtbot.mouseClick(dialog.bind_button, Qt.MouseButton.LeftButton)
        assert dialog.bound.text() == "1 个：推荐名单.csv"
        qtbot.mouseClick(dialog.unbind_button, Qt.MouseButton.LeftButton)
        assert not dialog.unbind_button.isVisible()
        qtbot.mouseClick(dialog.bind_button, Qt.MouseButton.LeftButton)
        assert dialog.height() <= 690
        press(qtbot, dialog)

    in_dialog(write)
    choose(page, "公文")
    (row,) = services.documents.rows(services.settings.unit())
    first, second = pages_text(services.documents.content(row.id))[:2]
    assert "附件：推荐名单" in first
    assert "欧阳䶮" in second
