"""证书登记簿 as a user goes through it: found, printed again, revoked, verified, exported."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.documents.designs.bundled import STANDARD
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.certificate_revocation_dialog import CertificateRevocationDialog
from culture_desktop.ui.pages.documents.register_columns import Standing
from culture_desktop.ui.pages.documents.register_page import RegisterPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.widgets.page import EVERYTHING
from tests.documents.reading import pages_text
from tests.services.imports.lists import xlsx
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive

TODAY = date(2026, 12, 20)
UNIT = UnitSettings(issuer="工会", certificate_pattern="云工荣〔{year}〕{number}号")


@pytest.fixture
def page(blank_services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> RegisterPage:
    made = RegisterPage(blank_services, runner, settings, lambda: TODAY)
    made.changed.connect(made.refresh)  # as the window does
    qtbot.addWidget(made)
    for button in made.header_actions:
        button.setParent(made)
    made.resize(1198, 685)
    made.show()
    return made


@pytest.fixture
def printed(blank_services: Services, tmp_path: Path) -> bytes:
    rows = ({"姓名": name, "部门": "计量部", "正文": "同一段话。", "称号": "标兵"} for name in ("林青", "陈𬭎", "吴桐"))
    path = xlsx(tmp_path / "名单.xlsx", *rows)
    batches = blank_services.certificate_batches
    batches.write(batches.plan(path, STANDARD, UNIT, TODAY), tmp_path / "证书.pdf")
    return (tmp_path / "证书.pdf").read_bytes()


def press(qtbot: QtBot, button: object) -> None:
    """One click."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def names(page: RegisterPage) -> list[str]:
    """Whose certificates are shown."""
    return [row.name for row in page.table.row_model.rows]


def test_found_printed_again_and_revoked(
    page: RegisterPage, printed: bytes, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.refresh(EVERYTHING)
    assert unnamed_widgets(page) == []
    assert names(page) == ["吴桐", "陈𬭎", "林青"]
    assert not page.reprint_button.isEnabled()
    page.search.setText("林")
    qtbot.waitUntil(lambda: names(page) == ["林青"])
    page.table.select_key("云工荣〔2026〕001号")
    target = tmp_path / "重印.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "PDF 文件 (*.pdf)"))
    press(qtbot, page.reprint_button)
    assert pages_text(target.read_bytes()) == pages_text(printed)[:1]
    assert page.table.row_model.rows[0].reprints == 1

    def fill(dialog: CertificateRevocationDialog) -> None:
        press(qtbot, dialog.act_button)
        assert dialog.isVisible()  # without a reason nothing happens
        dialog.reason.setText("姓名有误")
        press(qtbot, dialog.act_button)

    drive(monkeypatch, CertificateRevocationDialog, fill)
    press(qtbot, page.revoke_button)
    [row] = page.table.row_model.rows
    assert (row.revoked_on, row.revoked_for) == (TODAY, "姓名有误")
    assert not page.reprint_button.isEnabled()
    page.clear_filters()
    page.standing.choose(Standing.VALID)
    page.standing.activated.emit(1)
    assert names(page) == ["吴桐", "陈𬭎"]
    assert "作废 1 张" in page.status_text


def test_the_table_goes_to_a_file_as_it_is_shown(page: RegisterPage, printed: bytes, qtbot: QtBot) -> None:
    page.refresh(EVERYTHING)
    with qtbot.waitSignal(page.export_wanted) as signal:
        press(qtbot, page.export_button)
    shown = signal.args[0]
    assert [row[0] for row in shown.rows] == ["云工荣〔2026〕003号", "云工荣〔2026〕002号", "云工荣〔2026〕001号"]
    assert len(printed) > 0


def test_an_empty_register_says_why_and_leads_on(page: RegisterPage, qtbot: QtBot) -> None:
    page.refresh(EVERYTHING)
    with qtbot.waitSignal(page.navigated) as signal:
        page.leave_crumb()
    assert signal.args[0] == "documents"
    assert not page.export_button.isEnabled()
