"""批量证书 and 核验证书 as a user goes through them: a list in, certificates out, and each of them verified."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.certificates.batches import Split
from culture_desktop.services.certificates.signing import Finding
from culture_desktop.services.certificates.sources import ChosenPeople
from culture_desktop.services.people.rows import PersonDraft
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.certificate_batch_dialog import CertificateBatchDialog
from culture_desktop.ui.dialogs.certificate_source import SourceKind
from culture_desktop.ui.dialogs.verify_dialog import VerifyDialog
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from tests.documents.reading import pages_text
from tests.services.imports.lists import xlsx
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive

PASSPHRASE = "spring rain"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    database = Database.open(tmp_path / "runwu.db")
    services = Services.on(database)
    services.settings.save_unit(
        UnitSettings(issuer="云川供电服务中心工会", certificate_pattern="云工荣〔{year}〕{number}号")
    )
    yield services
    database.close()


@pytest.fixture
def page(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> DocumentsPage:
    page = DocumentsPage(services, runner, settings, lambda: date(2026, 11, 23))
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "名单.xlsx", {"姓名": "林青", "部门": "计量部"}, {"姓名": "陈𬭎", "部门": "营业部"})


def choose(monkeypatch: pytest.MonkeyPatch, opened: Path, saved: Path) -> None:
    """Answers the desktop's own dialogs."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(opened), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), "PDF 文件 (*.pdf)"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(saved))


def press(qtbot: QtBot, button: object) -> None:
    """One click."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_list_becomes_certificates_and_they_verify(
    page: DocumentsPage, services: Services, people: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.signing.create(PASSPHRASE)
    target = tmp_path / "证书.pdf"
    choose(monkeypatch, people, target)

    def fill(dialog: CertificateBatchDialog) -> None:
        assert unnamed_widgets(dialog) == []
        press(qtbot, dialog.check_button)
        assert "一个名单文件" in dialog.problem.text()
        press(qtbot, dialog.source.file_button)
        assert "要印“正文”" in dialog.problem.text()
        assert not dialog.act_button.isEnabled()
        dialog.same["正文"].setText("在二〇二六年度评选中表现突出。")
        dialog.same["正文"].setModified(True)
        qtbot.keyClick(dialog.same["正文"], Qt.Key.Key_Return)
        assert dialog.head.text().startswith("共 2 张，编号从 云工荣〔2026〕001号 起")
        assert dialog.act_button.isEnabled()
        qtbot.keyClicks(dialog.passphrase, "wrong one")
        press(qtbot, dialog.act_button)
        assert "签名口令不对" in dialog.problem.text()
        assert not target.exists()
        dialog.passphrase.clear()
        qtbot.keyClicks(dialog.passphrase, PASSPHRASE)
        press(qtbot, dialog.act_button)

    notices: list[object] = []
    page.notified.connect(notices.append)
    drive(monkeypatch, CertificateBatchDialog, fill)
    press(qtbot, page.batch_button)
    assert [text.count("同志：") for text in pages_text(target.read_bytes())] == [1, 1]
    assert len(notices) == 1

    def look(dialog: VerifyDialog) -> None:
        assert unnamed_widgets(dialog) == []
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(target))])
        enter = QDragEnterEvent(
            QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        drop = QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(dialog, enter)  # Qt gives a drop to whoever took what came in
        QApplication.sendEvent(dialog, drop)
        assert dialog.verdict is not None
        assert dialog.verdict.finding is Finding.GENUINE
        text = dialog.text.toPlainText()
        dialog.text.setPlainText(text.replace("林青", "林清"))
        assert dialog.verdict is None
        press(qtbot, dialog.check_button)
        assert dialog.verdict is not None
        assert dialog.verdict.finding is Finding.FORGED
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(people), ""))
        press(qtbot, dialog.picture_button)
        assert dialog.verdict is None

    drive(monkeypatch, VerifyDialog, look)
    press(qtbot, page.verify_button)


def test_each_person_gets_a_file_and_who_cannot_be_printed_is_named(
    page: DocumentsPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = xlsx(tmp_path / "坏.xlsx", {"姓名": "李\U0010fffd", "正文": "好"}, {"姓名": "林青", "正文": "好"})
    good = xlsx(tmp_path / "好.xlsx", {"姓名": "林青", "正文": "好"}, {"姓名": "吴桐", "正文": "好"})
    (tmp_path / "出").mkdir()
    choose(monkeypatch, good, tmp_path / "出")

    def fill(dialog: CertificateBatchDialog) -> None:
        dialog.source.take_file(bad)
        assert [found.field for found in dialog.table.row_model.rows] == ["称谓"]
        assert not dialog.act_button.isEnabled()
        press(qtbot, dialog.source.file_button)
        assert dialog.table.row_model.rows == ()
        dialog.split.choose(Split.PERSON)
        dialog.pattern.setText("{姓名}")
        press(qtbot, dialog.act_button)

    drive(monkeypatch, CertificateBatchDialog, fill)
    press(qtbot, page.batch_button)
    assert sorted(path.name for path in (tmp_path / "出").iterdir()) == ["吴桐.pdf", "林青.pdf"]


def test_those_of_an_anniversary_and_people_picked_out_elsewhere(
    page: DocumentsPage, services: Services, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [
        services.people.create(PersonDraft(number, name, hire_date=date(2006, 7, 1))).value
        for number, name in (("01", "林青"), ("02", "陈𬭎"))
    ]
    services.people.create(PersonDraft("03", "吴桐", hire_date=date(2007, 7, 1)))
    target = tmp_path / "证书.pdf"
    choose(monkeypatch, target, target)

    def celebrate(dialog: CertificateBatchDialog) -> None:
        assert unnamed_widgets(dialog) == []
        dialog.source.kind.setCurrentText(SourceKind.ACTIVITY.label)
        press(qtbot, dialog.check_button)
        assert "一次活动" in dialog.problem.text()
        dialog.source.kind.setCurrentText(SourceKind.MILESTONES.label)
        dialog.source.years.setText("十")
        press(qtbot, dialog.check_button)
        assert "年数" in dialog.problem.text()
        dialog.source.years.setText("20、30")
        press(qtbot, dialog.check_button)
        assert "共 2 张" in dialog.head.text()
        press(qtbot, dialog.act_button)

    drive(monkeypatch, CertificateBatchDialog, celebrate)
    press(qtbot, page.batch_button)
    assert "二十年" in pages_text(target.read_bytes())[0]

    def certify(dialog: CertificateBatchDialog) -> None:
        assert dialog.source.chosen is SourceKind.PEOPLE
        press(qtbot, dialog.check_button)
        dialog.same["正文"].setText("谢谢大家。")
        press(qtbot, dialog.check_button)
        press(qtbot, dialog.act_button)

    drive(monkeypatch, CertificateBatchDialog, certify)
    page.open_with(ChosenPeople(tuple(ids)))
    assert ["谢谢大家" in text for text in pages_text(target.read_bytes())] == [True, True]
