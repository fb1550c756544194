"""打印校准 and 套打 as a user goes through them, with printers that are PDF files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.documents.designs.calibration import Calibration, Feed
from culture_desktop.documents.designs.design import SHEETS
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.calibration_dialog import CalibrationDialog
from culture_desktop.ui.dialogs.certificate_batch_dialog import CertificateBatchDialog
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.vocabulary import LeadingEdge, SheetFace
from tests.documents.reading import cropped, ink_box, pages_text, rendered
from tests.services.imports.lists import xlsx
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive

DAY = date(2026, 11, 23)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    database = Database.open(tmp_path / "runwu.db")
    services = Services.on(database)
    services.settings.save_unit(UnitSettings(issuer="云川供电服务中心工会", certificate_pattern="〔{year}〕{number}号"))
    yield services
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
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What comes out of the printer: the user accepts the desktop's dialog, and the printer writes here."""
    target = tmp_path / "paper.pdf"
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["三楼 HP"])

    def accept(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(300)
        printer.setOutputFileName(str(target))
        return int(QPrintDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    return target


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_ruler_page_readings_and_test_sheet(
    services: Services,
    runner: InlineRunner,
    settings: Settings,
    paper: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = CalibrationDialog(None, services, runner, settings, DAY)
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed_widgets(dialog) == []
    assert dialog.printer.currentText() == "三楼 HP"
    dialog.edge.choose(LeadingEdge.LONG)
    dialog.face.choose(SheetFace.DOWN)
    press(qtbot, dialog.ruler_button)
    qtbot.waitUntil(lambda: dialog.said.text() == "已送到打印机")
    assert rendered(paper.read_bytes()).size == pytest.approx((1188, 840), abs=4)
    for at, (left, down) in enumerate(((21.5, 20), (278.5, 20), (21.5, 190))):
        dialog.readings.fields[at][0].setValue(left)
        dialog.readings.fields[at][1].setValue(down)
    press(qtbot, dialog.act_button)
    assert dialog.isVisible()
    assert dialog.said.text().startswith("已保存“三楼 HP”的校准：偏移 -1.50, +0.00 mm")
    kept = services.corrections.of("三楼 HP", SHEETS["A4 横"])
    assert kept == Calibration(right=-1.5, feed=Feed(LeadingEdge.LONG, False, SheetFace.DOWN))
    assert dialog.table.row_model.rows[0].printer == "三楼 HP"
    target = tmp_path / "试印.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "PDF 文件 (*.pdf)"))
    press(qtbot, dialog.trial_file_button)
    assert "试印页　三楼 HP" in pages_text(target.read_bytes())[0]
    press(qtbot, dialog.trial_button)
    qtbot.waitUntil(lambda: not dialog.printing[1].under_way)
    boxes = [ink_box(cropped(rendered(file.read_bytes()), 30, 68, 290, 130)) for file in (target, paper)]
    assert boxes[0] == pytest.approx(boxes[1], abs=0.5)
    dialog.readings.fields[0][0].setValue(80)
    press(qtbot, dialog.act_button)
    assert "三处读数" in dialog.problem.text()
    dialog.table.setCurrentIndex(dialog.table.model().index(0, 0))
    press(qtbot, dialog.forget_button)
    assert services.corrections.rows() == ()


def test_a_batch_on_prepared_sheets_is_corrected_tried_and_printed(
    services: Services,
    runner: InlineRunner,
    settings: Settings,
    paper: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = DocumentsPage(services, runner, settings, lambda: DAY)
    qtbot.addWidget(page)
    page.show()
    people = xlsx(tmp_path / "名单.xlsx", {"姓名": "林青", "正文": "表现突出。"})
    target = tmp_path / "证书.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "PDF 文件 (*.pdf)"))

    def measure(dialog: CalibrationDialog) -> None:
        dialog.upside_down.setChecked(True)
        press(qtbot, dialog.act_button)

    def fill(dialog: CertificateBatchDialog) -> None:
        dialog.source.take_file(people)
        sheets = dialog.sheets
        assert not sheets.printer.isVisible()
        sheets.overprint.setChecked(True)
        drive(monkeypatch, CalibrationDialog, measure)
        press(qtbot, sheets.calibrate_button)
        sheets.printer.setCurrentText("三楼 HP")
        assert sheets.said.text().endswith("短边先进，印面朝上，倒着放")
        assert unnamed_widgets(dialog) == []
        press(qtbot, sheets.trial_button)
        qtbot.waitUntil(lambda: not sheets.printing.under_way)
        assert paper.exists()
        sheets.then_print.setChecked(True)
        press(qtbot, dialog.act_button)

    drive(monkeypatch, CertificateBatchDialog, fill)
    paper.unlink(missing_ok=True)
    press(qtbot, page.batch_button)
    qtbot.waitUntil(lambda: paper.exists() and not page.printing.under_way)
    assert "林　青" in pages_text(target.read_bytes())[0]
    boxes = [ink_box(rendered(file.read_bytes())) for file in (target, paper)]
    assert boxes[0] == pytest.approx(boxes[1], abs=0.6)
