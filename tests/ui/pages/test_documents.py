"""The documents page with the real services: what was made is found, looked at, saved and printed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from culture_desktop.ui.dialogs.mailing_dialog import MailingDialog
from culture_desktop.ui.dialogs.paper_dialog import PaperDialog
from culture_desktop.ui.dialogs.sign_in_dialog import SignInDialog
from culture_desktop.ui.pages.documents.page import DocumentsPage
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import InlineRunner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import EVERYTHING, NEW
from culture_desktop.vocabulary import DocumentKind
from tests.services.awards.campaign import CODE, PATTERN, Round
from tests.ui.accessible import unnamed_widgets
from tests.ui.driving import drive

UNIT = UnitSettings(
    unit_name="云川供电服务中心", issuer="云川供电服务中心工会", decision_prefix="云工发", certificate_pattern=PATTERN
)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """A confirmed campaign and an activity."""
    database = Database.open(tmp_path / "runwu.db")
    services = Services.on(database)
    services.settings.save_unit(UNIT)
    Round(database, tmp_path).confirmed()
    yield services
    database.close()


@pytest.fixture
def page(services: Services, runner: InlineRunner, settings: Settings, qtbot: QtBot) -> Iterator[DocumentsPage]:
    page = DocumentsPage(services, runner, settings, date.today)
    page.changed.connect(page.refresh)  # as the window does
    qtbot.addWidget(page)
    page.resize(1198, 685)
    page.show()
    page.refresh(EVERYTHING)
    yield page
    page.view.clear()


def make(services: Services, *kinds: DocumentKind) -> list[int]:
    """Make papers of the campaign; their ids."""
    return [services.documents.campaign_paper(kind, CODE, UNIT).value.id for kind in kinds]


@pytest.fixture
def papers(page: DocumentsPage, services: Services) -> list[int]:
    ids = make(services, DocumentKind.ELIGIBILITY, DocumentKind.DECISION, DocumentKind.CERTIFICATES)
    page.refresh(EVERYTHING)
    return ids


def click(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def in_dialog(act: Callable[[PaperDialog], None]) -> None:
    """Do something in the dialog that comes next."""

    def meet() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PaperDialog)
        act(dialog)

    QTimer.singleShot(0, meet)


class TestList:
    def test_empty_offers_to_make_one(self, page: DocumentsPage, qtbot: QtBot) -> None:
        buttons = [b for b in page.findChildren(QPushButton) if b.text() == "新建文书" and b.isVisible()]
        in_dialog(lambda dialog: qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton))
        click(qtbot, buttons[0])
        assert not page.list.papers

    def test_newest_first_under_this_month_and_shown(self, page: DocumentsPage, papers: list[int]) -> None:
        assert [paper.id for paper in page.list.papers] == papers[::-1]
        assert page.list.model().index(0, 0).data() == "本月"
        current = page.list.current()
        assert current is not None
        assert current.kind is DocumentKind.CERTIFICATES
        assert page.view.page_count == 4
        assert page.subtitle == "3 份"

    def test_arrow_keys_turn_to_the_next_paper(self, page: DocumentsPage, papers: list[int], qtbot: QtBot) -> None:
        page.list.setFocus()
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        current = page.list.current()
        assert current is not None
        assert (current.id, current.number) == (papers[1], "云工发〔2026〕1号")
        assert page.view.page_count == current.pages

    def test_the_month_is_not_a_paper(self, page: DocumentsPage, papers: list[int], qtbot: QtBot) -> None:
        page.list.setFocus()
        qtbot.keyClick(page.list, Qt.Key.Key_Up)
        current = page.list.current()
        assert current is not None
        assert current.id == papers[2]

    def test_search_and_kind(self, page: DocumentsPage, papers: list[int], qtbot: QtBot) -> None:
        qtbot.keyClicks(page.search, "2026")
        page.search.insert("〕1")
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
        assert [paper.id for paper in page.list.papers] == [papers[1]]
        page.kinds.choose(DocumentKind.NOTICE)
        page.kinds.activated.emit(page.kinds.currentIndex())
        assert not page.list.papers
        assert page.view.page_count == 0
        clear = next(b for b in page.findChildren(QPushButton) if b.text() == "清除筛选" and b.isVisible())
        click(qtbot, clear)
        assert len(page.list.papers) == 3

    def test_another_page_leads_here(self, page: DocumentsPage, papers: list[int]) -> None:
        page.kinds.choose(DocumentKind.CERTIFICATES)
        page.kinds.activated.emit(page.kinds.currentIndex())
        page.open_with(papers[0])
        current = page.list.current()
        assert current is not None
        assert current.id == papers[0]

    def test_nobody_is_silent(self, page: DocumentsPage, papers: list[int]) -> None:
        assert papers
        assert unnamed_widgets(page) == []


class TestPaper:
    def test_all_fonts_are_in_the_file(self, page: DocumentsPage, papers: list[int]) -> None:
        page.open_with(papers[1])
        reason, used = page.pane.fonts.reasons
        assert used.title == "所用字体"
        assert "内置小标宋" in used.detail
        assert reason.tone is Tone.OK
        assert reason.title.endswith("种字体全部嵌入")

    def test_saved_byte_for_byte_then_the_folder_opens(
        self,
        page: DocumentsPage,
        papers: list[int],
        services: Services,
        qtbot: QtBot,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        assert not page.pane.folder_button.isVisible()
        target = tmp_path / "out" / "证书.pdf"
        target.parent.mkdir()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), "PDF 文件 (*.pdf)"))
        said: list[Notice] = []
        page.notified.connect(said.append)
        click(qtbot, page.pane.save_button)
        assert target.read_bytes() == services.documents.content(papers[2])
        assert said[0].text == "已保存到“证书.pdf”"
        opened: list[str] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
        click(qtbot, page.pane.folder_button)
        assert opened == [str(target.parent)]

    def test_a_folder_that_takes_nothing(
        self, page: DocumentsPage, papers: list[int], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert papers
        target = tmp_path / "nowhere" / "deep" / "证书.pdf"
        (tmp_path / "nowhere").write_text("a file where a folder should be", encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), "PDF 文件 (*.pdf)"))
        problems: list[object] = []
        page.failed.connect(problems.append)
        click(qtbot, page.pane.save_button)
        assert len(problems) == 1
        assert not page.pane.folder_button.isVisible()

    def test_without_a_printer_it_says_so(
        self, page: DocumentsPage, papers: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert papers
        monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: [])
        click(qtbot, page.pane.print_button)
        assert page.pane.said.text().startswith("这台电脑没有装打印机")

    def test_prints_every_page_in_its_size_and_direction(
        self, page: DocumentsPage, papers: list[int], services: Services, qtbot: QtBot, tmp_path: Path
    ) -> None:
        for document_id, landscape in ((papers[2], True), (papers[1], False)):
            page.open_with(document_id)
            target = tmp_path / f"printed-{document_id}.pdf"
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setResolution(150)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(target))
            page.printing.send(services.documents.content(document_id), printer)
            assert page.pane.print_button.text() == "停止打印"
            qtbot.waitUntil(lambda: page.pane.said.text() == "已送到打印机")
            printed = pypdfium2.PdfDocument(target)
            sizes = [printed.get_page_size(at) for at in range(len(printed))]
            printed.close()
            assert len(sizes) == page.view.page_count
            a4 = (842, 595) if landscape else (595, 842)
            assert all(tuple(round(side) for side in size) == pytest.approx(a4, abs=1) for size in sizes)

    def test_the_button_that_prints_stops_it(
        self, page: DocumentsPage, papers: list[int], services: Services, qtbot: QtBot, tmp_path: Path
    ) -> None:
        page.open_with(papers[2])
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        page.printing.send(services.documents.content(papers[2]), printer)
        click(qtbot, page.pane.print_button)
        assert page.pane.said.text() == "已停止打印"
        assert page.pane.print_button.text() == "打印"
        assert page.pane.print_button.shortcut().toString() == "Ctrl+P"


class TestVersions:
    def test_a_paper_made_again_is_a_new_version(
        self, page: DocumentsPage, papers: list[int], services: Services, qtbot: QtBot
    ) -> None:
        page.open_with(papers[1])
        assert not page.pane.versions.isVisible()
        services.settings.save_unit(replace(UNIT, issuer="云川供电服务中心工会委员会"))
        again = services.documents.campaign_paper(DocumentKind.DECISION, CODE, services.settings.unit()).value
        assert again.id != papers[1]
        page.refresh(EVERYTHING)
        page.open_with(again.id)
        (link,) = page.pane.versions.links
        assert link.text().startswith("第 1 版")
        page.order.setCurrentIndex(1)
        page.order.activated.emit(1)
        assert papers[1] not in [paper.id for paper in page.list.papers]
        assert again.id in [paper.id for paper in page.list.papers]
        qtbot.waitUntil(link.isVisible)
        click(qtbot, link)
        current = page.list.current()
        assert current is not None
        assert current.id == papers[1]
        assert unnamed_widgets(page) == []

    def test_a_folder_for_the_letter(
        self,
        page: DocumentsPage,
        papers: list[int],
        qtbot: QtBot,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        assert len(papers) == 3
        (tmp_path / "寄").mkdir()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "寄"))

        def choose(dialog: MailingDialog) -> None:
            assert unnamed_widgets(dialog) == []
            assert dialog.said.text().startswith("已选 3 份")
            dialog.name.setText("寄给总工会")
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        drive(monkeypatch, MailingDialog, choose)
        said: list[Notice] = []
        page.notified.connect(said.append)
        click(qtbot, page.pane.mailing_button)
        assert said[0].text.startswith("已放好 3 份文书和清单")
        assert len(list((tmp_path / "寄" / "寄给总工会").iterdir())) == 4


class TestNew:
    def test_made_of_a_campaign_and_shown(self, page: DocumentsPage, qtbot: QtBot) -> None:
        def choose(dialog: PaperDialog) -> None:
            dialog.kinds.setCurrentIndex(dialog.kinds.findText(DocumentKind.DECISION.label))
            assert dialog.table.row_model.rows[0].code == CODE
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        in_dialog(choose)
        page.open_with(NEW)
        current = page.list.current()
        assert current is not None
        assert current.kind is DocumentKind.DECISION
        assert page.view.page_count == current.pages

    def test_made_of_an_activity(self, page: DocumentsPage, qtbot: QtBot) -> None:
        def choose(dialog: PaperDialog) -> None:
            qtbot.keyClicks(dialog.search, "002")
            qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
            assert [row.code for row in dialog.table.row_model.rows] == ["2026-002"]
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        in_dialog(choose)
        page.open_with(NEW)
        current = page.list.current()
        assert current is not None
        assert (current.kind, current.activity_code) == (DocumentKind.BRIEFING, "2026-002")

    def test_a_form_is_asked_how_it_is_wanted(self, page: DocumentsPage, qtbot: QtBot) -> None:
        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, SignInDialog)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        def choose(dialog: PaperDialog) -> None:
            offers = [dialog.kinds.itemText(at) for at in range(dialog.kinds.count())]
            assert len(offers) == len(set(offers))
            assert {"简报（活动）", "简报（评选）", "签领表（活动）", "席卡（评委）", "光荣榜"} <= {*offers}
            dialog.kinds.setCurrentIndex(dialog.kinds.findText("签到表"))
            qtbot.keyClicks(dialog.search, "002")
            qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
            QTimer.singleShot(0, answer)
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        in_dialog(choose)
        page.open_with(NEW)
        current = page.list.current()
        assert current is not None
        assert (current.kind, current.activity_code) == (DocumentKind.SIGN_IN, "2026-002")

    def test_what_is_missing_is_said_with_the_way_to_it(
        self, page: DocumentsPage, services: Services, qtbot: QtBot
    ) -> None:
        services.settings.save_unit(UnitSettings())

        def choose(dialog: PaperDialog) -> None:
            dialog.kinds.setCurrentIndex(dialog.kinds.findText(DocumentKind.CERTIFICATES.label))
            qtbot.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)

        in_dialog(choose)
        page.open_with(NEW)
        assert "还没有填写“落款单位”" in page.problem.accessibleDescription()
        led: list[str] = []
        page.navigated.connect(lambda key, _argument: led.append(key))
        click(qtbot, page.problem.settings_button)
        assert led == ["settings"]
        assert not page.list.papers
