"""文书: every paper made, the one looked at as it will be printed, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from culture_desktop.documents.font_report import FontReport
from culture_desktop.documents.reading import font_report
from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.sources import ChosenPeople
from culture_desktop.services.documents.rows import IssuedRow
from culture_desktop.services.documents.versions import newest, versions_of
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.services import Services
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.labels import count
from culture_desktop.ui.pages.documents.making import Making
from culture_desktop.ui.pages.documents.paper_filters import PaperFilters
from culture_desktop.ui.pages.documents.paper_list import PaperList
from culture_desktop.ui.pages.documents.paper_pane import PaperPane, file_size
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.menu_button import MenuButton
from culture_desktop.ui.widgets.page import NEW, Page, Topics
from culture_desktop.ui.widgets.paper_problem import PaperProblem
from culture_desktop.ui.widgets.pdf_document import PdfDocument
from culture_desktop.ui.widgets.pdf_view import PdfView
from culture_desktop.ui.widgets.printing import Printing
from culture_desktop.ui.widgets.text import vline

_TITLE = "文书"
_TOPICS: Topics = frozenset({Topic.DOCUMENTS, Topic.AWARDS, Topic.ACTIVITIES, Topic.SETTINGS})
_LIST_WIDTH = 248


@dataclass(frozen=True)
class _Read:
    paper: IssuedRow
    content: bytes


class DocumentsPage(Page):
    """List, preview, pane. The preview is the file itself."""

    def __init__(
        self, services: Services, runner: Runner, settings: Settings, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(_TITLE)
        self._services, self._runner, self._settings, self._today = services, runner, settings, today
        self._papers: tuple[IssuedRow, ...] = ()
        self._wanted: int | None = None
        self._shown: _Read | None = None
        self._saved: dict[int, Path] = {}
        self.filters = PaperFilters()
        self.search, self.kinds, self.order = self.filters.search, self.filters.kinds, self.filters.order
        self.filters.changed.connect(self._show_papers)
        self.list, self.view, self.pane = PaperList(), PdfView(), PaperPane()
        self.printing = Printing(self.pane.print_button, self.pane.said)
        self.problem = PaperProblem()
        self.making = Making(self, services, runner, settings, today, self.printing, self.problem, self._made)
        self._stack, self._side = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.new_button = Button("新建文书", icon="file-plus", shortcut="Ctrl+N", clicked=self.making.paper)
        self.design_button = Button("证书设计", icon="certificate", clicked=self._design)
        self.batch_button = Button("批量证书", icon="rosette", clicked=self._make_batch)
        self.register_button = Button("登记簿", icon="books", clicked=self._show_register)
        self.verify_button = Button("核验证书", icon="shield-lock", clicked=self.making.verify)
        kinds = (("简报", self._compose), ("公文", self.making.official))
        self.write_button = MenuButton("撰写", kinds, icon="pencil", shortcut="Ctrl+Shift+N")
        self.write_button.picked.connect(_do)
        self.header_actions = [
            self.write_button,
            self.verify_button,
            self.register_button,
            self.design_button,
            self.batch_button,
            self.new_button,
        ]
        self.list.chosen.connect(self._choose)
        self.pane.save_wanted.connect(self.save)
        self.pane.print_wanted.connect(self.print_paper)
        self.pane.calibration_wanted.connect(self.making.calibrate)
        self.pane.mailing_wanted.connect(self._mail)
        self.pane.version_wanted.connect(self._show_version)
        self.pane.folder_wanted.connect(self.open_folder)
        self.problem.settings_wanted.connect(lambda: self.navigated.emit("settings", None))
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.view.clear)  # PDFium wants its files closed

    @override
    def refresh(self, topics: Topics) -> None:
        if topics and not topics & _TOPICS:
            return
        services = self._services

        def read(_progress: Progress) -> tuple[IssuedRow, ...]:
            return services.documents.rows(services.settings.unit())

        self._runner.run(read, title="读取文书", done=self._take)

    @override
    def open_with(self, argument: object) -> None:
        if argument is NEW:
            self.making.paper()
        elif isinstance(argument, ChosenPeople):
            self.making.batch(argument.ids)
        elif isinstance(argument, int):
            self.show_paper(argument)

    def show_paper(self, document_id: int) -> None:
        """Look at one paper, whatever the filters."""
        self._wanted = document_id
        if any(paper.id == document_id for paper in self._papers):
            self.clear_filters()

    def clear_filters(self) -> None:
        """Show all papers."""
        self.filters.clear()
        self._show_papers()

    def save(self) -> None:
        """Write the paper on screen to a file."""
        if self._shown is None:
            return
        paper = self._shown.paper
        name = paper.file_name if paper.file_name.endswith(".pdf") else f"{paper.file_name}.pdf"
        path = files.save(self, f"保存{paper.kind.label}", name, (files.PDF,), self._settings)
        if path is None:
            return
        done = self.carry_out(lambda: self._services.documents.save(paper.id, path))
        if done is not None:
            self._saved[paper.id] = path
            self.pane.show_saved(path)
            self.notify(done.sentence, "打开文件夹", self.open_folder)

    def open_folder(self) -> None:
        """Show the folder of the file saved last from this paper."""
        if self._shown is not None and (path := self._saved.get(self._shown.paper.id)) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def print_paper(self) -> None:
        """Print the paper on screen, or say that there is no printer; while printing, stop it."""
        if self._shown is not None:
            paper = self._shown.paper
            self.printing.ask(self._shown.content, paper.title, paper.pages, current=self.view.page)

    def _mail(self) -> None:
        self.making.mailing(newest(self._papers), self._shown.paper if self._shown else None)

    def _show_version(self, document_id: int) -> None:
        self.filters.show_old()
        self.show_paper(document_id)

    @override
    def can_close(self) -> bool:
        self.printing.cancel()
        return True

    def _make_batch(self) -> None:
        self.making.batch()

    def _show_register(self) -> None:
        self.navigated.emit("certificates", None)

    def _compose(self) -> None:
        self.navigated.emit("composer", None)

    def _design(self) -> None:
        self.navigated.emit("designer", None)

    def _lay_out(self) -> None:
        self._side.addWidget(self.list)
        nothing = EmptyState.filtered("没有符合的文书", "都被查找或种类挡住", self.clear_filters)
        self._side.addWidget(nothing)
        side = column(self.filters, gap=0)
        side.addWidget(self._side, 1)
        left = holder(side, "pane")
        left.setFixedWidth(_LIST_WIDTH)
        parts = row(left, vline(), gap=0)
        parts.addWidget(self.view, 1)
        parts.addWidget(vline())
        parts.addWidget(self.pane)
        self._stack.addWidget(holder(parts))
        self._stack.addWidget(self._empty())
        band = holder(column(self.problem, gap=0, margins=(20, 0, 20, 0)))
        whole = column(band, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _empty(self) -> QWidget:
        reason = "资格审查表、公示、表彰决定、证书和简报生成后都在这里"
        return EmptyState("file-text", "还没有文书", reason, "新建文书", self.making.paper)

    def _take(self, papers: tuple[IssuedRow, ...]) -> None:
        self._papers = papers
        self._stack.setCurrentIndex(0 if papers else 1)
        self.set_heading(_TITLE, count(len(papers), "份") if papers else "")
        if self._wanted is not None:
            self.filters.clear()
        self._show_papers()

    def _show_papers(self) -> None:
        found = self.filters.passed(self._papers)
        self._side.setCurrentIndex(0 if found else 1)
        wanted, self._wanted = self._wanted, None
        self.list.show_papers(found, self._today(), by_subject=self.filters.by_subject)
        if wanted is not None:
            self.list.choose(wanted)
        shown = f"显示 {count(len(found), '份')}，共 {count(len(self._papers), '份')}"
        self.set_status(f"{shown}　预览即 PDF，所见即所印" if self._papers else "")

    def _choose(self, paper: IssuedRow | None) -> None:
        if paper is None:
            self._shown = None
            self.view.clear()
            self.pane.show_paper(None, 0, {}, FontReport(), None)
        elif self._shown is None or self._shown.paper != paper:
            documents = self._services.documents

            def read(_progress: Progress) -> _Read:
                return _Read(paper, documents.content(paper.id))

            self._runner.run(read, title="读取文书", done=self._show, failed=self._not_read)

    def _show(self, read: _Read) -> None:
        current = self.list.current()
        if current is None or current.id != read.paper.id:
            return
        self._shown = read
        if not self.printing.under_way:
            self.printing.say("")
        document = PdfDocument(read.content)
        fonts = document.fonts()
        document.close()
        paper = read.paper
        self.view.show_pdf(read.content, f"{paper.pages} 页，{file_size(len(read.content))}")
        self.pane.show_paper(paper, len(read.content), fonts, font_report(read.content), self._saved.get(paper.id))
        self.pane.show_versions(versions_of(paper, self._papers), paper.id)

    def _not_read(self, error: CultureError) -> None:
        self._choose(None)
        self.problem.show_error(error)

    def _made(self, done: Done[IssuedRow]) -> None:
        self._wanted = done.value.id
        self.changed.emit(done.changed)
        self.notify(done.sentence)


def _do(act: object) -> None:
    assert callable(act)
    act()
