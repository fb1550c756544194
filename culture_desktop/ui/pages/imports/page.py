"""导入: choose a file, say what its columns are, look at what would happen, write."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from culture_desktop.errors import CultureError, PreviewOutdatedError
from culture_desktop.override import override
from culture_desktop.services.history import HistoryRow, HistoryService
from culture_desktop.services.imports.outline import Outline
from culture_desktop.services.imports.preview import ImportReport
from culture_desktop.services.organisations import OrganisationNode
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import files
from culture_desktop.ui.pages.imports.choose_step import ChooseStep
from culture_desktop.ui.pages.imports.columns_step import ColumnsStep
from culture_desktop.ui.pages.imports.done_step import DoneStep
from culture_desktop.ui.pages.imports.job import ImportJob, JobMaker
from culture_desktop.ui.pages.imports.kinds import WORDS, ImportOrder, Place
from culture_desktop.ui.pages.imports.looking import Looking
from culture_desktop.ui.pages.imports.review_step import ReviewStep
from culture_desktop.ui.pages.imports.row_columns import count_sentence, skipped_sentence
from culture_desktop.ui.pages.imports.work import Look, Work
from culture_desktop.ui.settings import Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import PAGE_MARGIN
from culture_desktop.ui.widgets.buttons import Button
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.page import Page, Topics
from culture_desktop.ui.widgets.problem import ProblemBand
from culture_desktop.ui.widgets.stepper import Step, Stepper
from culture_desktop.ui.widgets.text import Label, restyle
from culture_desktop.vocabulary import ListKind

CHOOSE, COLUMNS, REVIEW, DONE = range(4)
_STEPS = (Step("选择文件"), Step("对应列"), Step("核对"), Step("完成"))


class ImportsPage(Page):
    """The imports of one place; ``open_with`` says of what into what, and begins anew. Nothing is written before the
    last button.

    Signals:
        take_back_wanted: an entry of the history is to be undone (HistoryRow, object).
    """

    take_back_wanted = Signal(object)

    def __init__(
        self,
        place: Place,
        make_job: JobMaker,
        runner: Runner,
        settings: Settings,
        *,
        organisations: Callable[[], Sequence[OrganisationNode]],
        history: HistoryService,
    ) -> None:
        super().__init__("导入")
        self._place, self._runner, self._settings = place, runner, settings
        self._history = history
        self._entry: HistoryRow | None = None
        self.work = Work(runner, self)
        self.looking = Looking(place, make_job, self.work)
        self.stepper = Stepper("导入步骤", captions=False)
        self.stepper.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it only shows how far the import is
        self.stepper.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.count = Label("", "caption")
        self.band = ProblemBand()
        self.again = Button("重新核对", icon="refresh", clicked=self._look_again)
        self.choose, self.columns, self.done = ChooseStep(), ColumnsStep(), DoneStep()
        self.review = ReviewStep(organisations)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self._show_step(CHOOSE)

    @property
    def step(self) -> int:
        """How far the import is: CHOOSE, COLUMNS, REVIEW or DONE."""
        return self._stack.currentIndex()

    @override
    def open_with(self, argument: object) -> None:
        """An ImportOrder; a code alone is where to import into, anything else asks for what the file holds."""
        into = argument if isinstance(argument, str) else ""
        self.looking.begin(argument if isinstance(argument, ImportOrder) else ImportOrder(into=into))
        self.begin()

    @override
    def refresh(self, topics: Topics) -> None:
        """After an undo from wherever: whether what was imported still stands."""
        if self.step == DONE and self._entry is not None and not topics:
            self.done.show_undone(undone=self._history.entry(self._entry.id).reverted, possible=True)

    @override
    def leave_crumb(self) -> None:
        self.navigated.emit(self._place.page, self.looking.order.into or None)

    def begin(self) -> None:
        """Forget the file and ask for one."""
        self.looking.forget()
        self.review.forget()
        self._clear_problem()
        order = self.looking.order
        self.choose.show_kinds(self.looking.kinds, order.kind)
        self._show_kind(order.kind)
        self.set_status("核对阶段不改动任何数据")
        self._show_step(CHOOSE)
        self.choose.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_file(self) -> None:
        """Ask for a file and look at it."""
        if self.looking.takes_several:
            chosen = files.open_several(self, self.title, (files.TABLES,), self._settings)
        else:
            path = files.open_one(self, self.title, (files.TABLES,), self._settings)
            chosen = () if path is None else (path,)
        if chosen:
            self.open_file(*chosen)

    def open_file(self, path: Path, *further: Path) -> None:
        """Look at a file, or at several of a kind that takes them; without a kind asked for its titles tell what it
        holds."""
        self._clear_problem()
        self.review.forget()
        self.looking.open_files(path, *further)

    def apply(self) -> None:
        """Write what the preview and the user's decisions say, all of it or nothing."""
        self._clear_problem()
        self.work.write(self.review.look.job, self.review.preview, self.review.orders)

    def export_rejected(self) -> None:
        """Give the rows that would not be written back as a file, with the reason."""
        look, choices = self.review.look, dict(self.review.decisions.choices)
        name = f"{look.source.path.stem}-错误行.xlsx"
        path = files.save(self, "导出错误行", name, (files.SHEETS,), self._settings)
        if path is not None:
            self._runner.run(
                lambda _progress: look.job.write_rejected(look.preview, path, choices),
                title="导出错误行",
                done=self._tell,
            )

    def take_back(self) -> None:
        """Undo what was imported."""
        if self._entry is not None:
            self.take_back_wanted.emit(self._entry)

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
        self.choose.kind_chosen.connect(self._choose_kind)
        looking, review = self.looking, self.review
        self.columns.back_wanted.connect(self.begin)
        self.columns.mapping_wanted.connect(looking.map)
        self.columns.sheet_wanted.connect(looking.outline_sheet)
        review.mapping.changed.connect(looking.map)
        review.head.automatic_wanted.connect(looking.map_automatically)
        review.options.kind_chosen.connect(looking.take_as)
        review.options.sheet_chosen.connect(looking.take_sheet)
        review.options.options_changed.connect(looking.take_otherwise)
        review.units.answered.connect(looking.answer_units)
        review.back_wanted.connect(self.begin)
        review.import_wanted.connect(self.apply)
        for step in (review, self.done):
            step.rejected_wanted.connect(self.export_rejected)
        self.done.again_wanted.connect(self.begin)
        self.done.leave_wanted.connect(self.leave_crumb)
        self.done.undo_wanted.connect(self.take_back)
        looking.looked.connect(self._show_look)
        looking.outlined.connect(self._show_outline)
        looking.stayed.connect(self._show_in_force)
        looking.failed.connect(self._show_problem)
        self.work.busy_changed.connect(review.set_busy)
        self.work.written.connect(self._show_done)
        self.work.failed.connect(self._show_problem)

    def _choose_kind(self, kind: ListKind | None) -> None:
        order = self.looking.order
        self.looking.begin(ImportOrder(kind, order.into))
        self._show_kind(kind)

    def _show_kind(self, kind: ListKind | None, file: str = "") -> None:
        """Head the page, and say what a list of this kind looks like."""
        if kind is None:
            self.choose.show_list("名单", ())
            title = "导入名单"
        else:
            self.choose.show_list(WORDS[kind].list_name, [title for _key, title in self.looking.job(kind).fields])
            title = WORDS[kind].title
        self.set_heading(title, file, crumb=self._place.crumb)

    def _look_again(self) -> None:
        self._clear_problem()
        self.looking.look_again()

    def _show_look(self, look: Look) -> None:
        self._clear_problem()
        shown = self.step == REVIEW
        self.review.show_look(look, self.looking.kinds, guessed=self.looking.guessed)
        self.count.setText(count_sentence(look.preview))
        self.count.setToolTip(skipped_sentence(look.preview))
        self._show_kind(look.job.kind, self.looking.file_name)
        self._show_step(REVIEW)
        if not shown:
            self.review.rows.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_in_force(self) -> None:
        self.review.show_in_force(self.looking.kinds, guessed=self.looking.guessed)

    def _show_outline(self, job: ImportJob, found: Outline) -> None:
        self._clear_problem()
        self.columns.show_outline(found, job)
        self._show_kind(job.kind, self.looking.file_name)
        self._show_step(COLUMNS)

    def _show_problem(self, error: CultureError) -> None:
        self.band.show_problem(str(error))
        self.again.setVisible(isinstance(error, PreviewOutdatedError))
        self._problem.show()

    def _clear_problem(self) -> None:
        self.band.dismiss()
        self._problem.hide()

    def _show_done(self, done: Done[ImportReport]) -> None:
        self._entry = self._history.next_undo()
        look, outcome = self.review.look, self.review.decisions.outcome()
        self.done.show_report(look.job, self._place.crumb, outcome.undecided + outcome.errors, done)
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
        if not self.work.busy and self._dropped(event):
            event.acceptProposedAction()
            self._mark_drop(True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_drop(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._mark_drop(False)
        paths = self._dropped(event)
        if paths:
            event.acceptProposedAction()
            self.open_file(*paths)

    def _dropped(self, event: QDropEvent) -> list[Path]:
        """The files that are dragged; none where there are more than are taken."""
        urls = event.mimeData().urls()
        fit = len(urls) == 1 or self.looking.takes_several
        return [Path(url.toLocalFile()) for url in urls] if fit and all(url.isLocalFile() for url in urls) else []

    def _mark_drop(self, over: bool) -> None:
        self.choose.area.setProperty("over", "true" if over else "false")
        restyle(self.choose.area)
