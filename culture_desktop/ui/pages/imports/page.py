"""导入: choose a file, say what its columns are, look at what would happen, write."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from culture_desktop.errors import CultureError, DuplicateColumnError, HeaderNotFoundError, PreviewOutdatedError
from culture_desktop.override import override
from culture_desktop.services.imports.outline import Outline
from culture_desktop.services.imports.preview import ImportPreview, ImportReport
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.pages.imports.choose_step import ChooseStep
from culture_desktop.ui.pages.imports.columns_step import ColumnsStep
from culture_desktop.ui.pages.imports.done_step import DoneStep
from culture_desktop.ui.pages.imports.job import ImportJob, JobMaker
from culture_desktop.ui.pages.imports.review_step import ReviewStep
from culture_desktop.ui.pages.imports.row_columns import count_sentence, skipped_sentence
from culture_desktop.ui.pages.imports.work import Source, Work
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.page import Page
from culture_desktop.ui.widgets.problem import ProblemBand
from culture_desktop.ui.widgets.stepper import Step, Stepper
from culture_desktop.ui.widgets.text import Label, restyle

CHOOSE, COLUMNS, REVIEW, DONE = range(4)
_STEPS = (Step("选择文件"), Step("对应列"), Step("核对"), Step("完成"))
_MENDABLE = (HeaderNotFoundError, DuplicateColumnError)


class ImportsPage(Page):
    """One kind of import; ``open_with`` says into what and begins anew. Nothing is written before the last button."""

    def __init__(self, make_job: JobMaker, runner: Runner, settings: Settings) -> None:
        super().__init__("导入")
        self._make_job, self._runner, self._settings = make_job, runner, settings
        self._job: ImportJob | None = None
        self._source: Source | None = None  # what is shown
        self.work = Work(runner, self)
        self.stepper = Stepper("导入步骤", captions=False)
        self.stepper.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it only shows how far the import is
        self.stepper.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.count = Label("", "caption")
        self.band = ProblemBand()
        self.again = Button("重新核对", icon="refresh", clicked=self._preview_again)
        self.choose, self.columns, self.review, self.done = ChooseStep(), ColumnsStep(), ReviewStep(), DoneStep()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self._show_step(CHOOSE)

    @property
    def job(self) -> ImportJob:
        """What is imported into what; ``open_with`` comes first."""
        assert self._job is not None
        return self._job

    @property
    def step(self) -> int:
        """How far the import is: CHOOSE, COLUMNS, REVIEW or DONE."""
        return self._stack.currentIndex()

    @override
    def open_with(self, argument: object) -> None:
        self._job = self._make_job(argument)
        self.choose.show_list(self._job.list_name, [title for _key, title in self._job.fields])
        self.begin()

    @override
    def leave_crumb(self) -> None:
        self.navigated.emit(self.job.page, self.job.argument)

    def begin(self) -> None:
        """Forget the file and ask for one."""
        self._source = None
        self._clear_problem()
        self.set_heading(self.job.title, crumb=self.job.crumb)
        self.set_status("核对阶段不改动任何数据")
        self._show_step(CHOOSE)
        self.choose.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_file(self) -> None:
        """Ask for a file and look at it."""
        path = files.open_one(self, self.job.title, (files.TABLES,), self._settings)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Look at a file."""
        self._preview(Source(path))

    def apply(self) -> None:
        """Write what the preview and the user's decisions say, all of it or nothing."""
        self._clear_problem()
        review, decisions = self.review, self.review.decisions
        choices, excluded = dict(decisions.choices), frozenset(decisions.excluded)
        self.work.write(self.job, review.preview, choices, excluded, review.correction.reason)

    def export_rejected(self) -> None:
        """Give the rows that would not be written back as a file, with the reason."""
        assert self._source is not None
        job, preview = self.job, self.review.decisions.remaining()
        name = f"{self._source.path.stem}-错误行.xlsx"
        path = files.save(self, "导出错误行", name, (files.SHEETS,), self._settings)
        if path is not None:
            self._runner.run(lambda _progress: job.write_rejected(preview, path), title="导出错误行", done=self._tell)

    def _lay_out(self) -> None:
        for step in (self.choose, self.columns, self.review, self.done):
            self._stack.addWidget(step)
        head = row(gap=24, margins=(PAGE_MARGIN, 6, PAGE_MARGIN, 8))
        head.addWidget(self.stepper, 1)
        head.addWidget(self.count)
        self.again.hide()
        problem = row(gap=8, margins=(PAGE_MARGIN, 0, PAGE_MARGIN, 8))
        problem.addWidget(self.band, 1)
        problem.addWidget(self.again)
        self._problem = holder(problem)
        self._problem.hide()
        whole = column(holder(head), self._problem, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.choose.file_wanted.connect(self.choose_file)
        for step in (self.columns, self.review):
            step.mapping_wanted.connect(self._remap)
            step.back_wanted.connect(self.begin)
        self.columns.sheet_wanted.connect(self._outline_sheet)
        self.review.sheet_wanted.connect(self._preview_sheet)
        self.review.import_wanted.connect(self.apply)
        self.review.rejected_wanted.connect(self.export_rejected)
        self.done.rejected_wanted.connect(self.export_rejected)
        self.done.again_wanted.connect(self.begin)
        self.done.leave_wanted.connect(self.leave_crumb)
        self.work.busy_changed.connect(self.review.set_busy)
        self.work.previewed.connect(self._show_preview)
        self.work.outlined.connect(self._show_outline)
        self.work.unreadable.connect(self._show_unreadable)
        self.work.written.connect(self._show_done)
        self.work.failed.connect(self._show_problem)

    def _preview(self, source: Source) -> None:
        self._clear_problem()
        self.work.preview(self.job, source)

    def _preview_again(self) -> None:
        if self._source is not None:
            self._preview(self._source)

    def _remap(self, mapping: Mapping[str, str]) -> None:
        if self._source is not None:
            sheet = self._source.sheet if self.step == COLUMNS else self.review.preview.table.sheet.name
            self._preview(Source(self._source.path, sheet, mapping))

    def _preview_sheet(self, sheet: str) -> None:
        if self._source is not None:
            self._preview(Source(self._source.path, sheet))

    def _outline_sheet(self, sheet: str) -> None:
        if self._source is not None:
            self.work.outline(self.job, Source(self._source.path, sheet))

    def _show_preview(self, source: Source, preview: ImportPreview) -> None:
        self._source = source
        self.review.show_preview(self.job, preview)
        self.count.setText(count_sentence(preview.table))
        self.count.setToolTip(skipped_sentence(preview.table))
        self.set_heading(self.job.title, source.path.name, crumb=self.job.crumb)
        self._show_step(REVIEW)
        self.review.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_outline(self, source: Source, found: Outline) -> None:
        self._source = Source(source.path, found.sheet)
        self.columns.show_outline(found, self.job.fields)
        self.set_heading(self.job.title, source.path.name, crumb=self.job.crumb)
        self._show_step(COLUMNS)

    def _show_unreadable(self, source: Source, error: CultureError) -> None:
        """Columns that were not recognised are for the user to say; what else is wrong with a file is told."""
        self._show_problem(error)
        if isinstance(error, _MENDABLE) and source.mapping is None:
            self.work.outline(self.job, source)

    def _show_problem(self, error: CultureError) -> None:
        self.band.show_problem(str(error))
        self.again.setVisible(isinstance(error, PreviewOutdatedError))
        self._problem.show()

    def _clear_problem(self) -> None:
        self.band.dismiss()
        self._problem.hide()

    def _show_done(self, done: Done[ImportReport]) -> None:
        self.done.show_report(self.job, self.review.decisions.remaining(), done)
        self.set_status(done.sentence)
        self._show_step(DONE)
        self.done.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(done.changed)

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self.stepper.set_steps(_STEPS, current=step if step < DONE else len(_STEPS))
        self.count.setVisible(step in (REVIEW, DONE))

    def _tell(self, done: Done[Path]) -> None:
        self.notify(done.sentence)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._job is not None and not self.work.busy and _dropped_file(event) is not None:
            event.acceptProposedAction()
            self._mark_drop(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_drop(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._mark_drop(False)
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def _mark_drop(self, over: bool) -> None:
        self.choose.area.setProperty("over", "true" if over else "false")
        restyle(self.choose.area)


def _dropped_file(event: QDropEvent) -> Path | None:
    """The one file that is dragged."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
