"""What the import page has done on the worker, one thing at a time: previewing, outlining, writing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.imports.outline import Outline, outline
from culture_desktop.services.imports.preview import ImportPreview, ImportReport
from culture_desktop.services.results import Done
from culture_desktop.ui.pages.imports.file_columns import FileColumn, file_columns
from culture_desktop.ui.pages.imports.job import ImportJob, Orders, Source
from culture_desktop.ui.pages.imports.row_index import RowIndex
from culture_desktop.ui.tasks import Runner, Task

T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """What was looked at, and what came of it."""

    job: ImportJob
    source: Source
    preview: ImportPreview
    index: RowIndex
    columns: tuple[FileColumn, ...]


class Work(QObject):
    """While one thing runs nothing else is begun, but for the last other way of looking asked for: that comes next.

    Signals:
        previewed: a Look (object).
        outlined: the ImportJob, a Source and its Outline (objects).
        unreadable: the ImportJob, a Source, and the CultureError that says why it has no preview (objects).
        written: what an import did (Done, object).
        failed: any other CultureError (object).
        busy_changed: whether something runs.
        given_up: what ran was cancelled.
    """

    previewed = Signal(object)
    outlined = Signal(object, object, object)
    unreadable = Signal(object, object, object)
    written = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    given_up = Signal()

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._asked: tuple[ImportJob, Source] | None = None
        self._next: tuple[ImportJob, Source, ImportPreview | None] | None = None
        self._running: Callable[[Progress], object] | None = None
        runner.finished.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether something is being read or written."""
        return self._running is not None

    def preview(self, job: ImportJob, source: Source, before: ImportPreview | None = None) -> None:
        """See what importing would do; ``before`` is a preview of the same sheets."""
        if self.busy:
            self._next = job, source, before
            return

        def read(progress: Progress) -> Look:
            preview = job.preview(source, before, progress)
            progress(0, 0, "正在整理")
            return Look(job, source, preview, RowIndex(preview), file_columns(preview))

        self._asked = job, source
        self._run(read, "读取文件", self._show_preview, self._show_unreadable)

    def outline(self, job: ImportJob, source: Source) -> None:
        """See what a file begins with."""

        def read(progress: Progress) -> Outline:
            return outline(job.kind, source.path, source.sheet, progress)

        if not self.busy:
            self._asked = job, source
            self._run(read, "读取文件", self._show_outline, self._fail)

    def write(self, job: ImportJob, preview: ImportPreview, orders: Orders) -> None:
        """Write what a preview and the user's decisions say."""

        def apply(progress: Progress) -> Done[ImportReport]:
            return job.apply(preview, orders, progress)

        self._run(apply, "导入", self._show_written, self._fail)

    def _run(
        self,
        function: Callable[[Progress], T],
        title: str,
        done: Callable[[T], None],
        failed: Callable[[CultureError], None],
    ) -> None:
        if self.busy:
            return
        self._running = function
        self.busy_changed.emit(True)
        self._runner.run(function, title=title, done=done, failed=failed)

    def _end(self, task: Task[object]) -> None:
        """Also when it was cancelled."""
        if task.function is self._running:
            self._running = None
            self.busy_changed.emit(False)
            if task.cancelled:
                self._next = None
                self.given_up.emit()

    def _go_on(self) -> bool:
        """Look in the way that was asked for meanwhile; what came of the last one is of no interest then."""
        if self._next is None:
            return False
        wanted, self._next = self._next, None
        self.preview(*wanted)
        return True

    def _show_preview(self, look: Look) -> None:
        if not self._go_on():
            self.previewed.emit(look)

    def _show_outline(self, found: Outline) -> None:
        assert self._asked is not None
        self.outlined.emit(*self._asked, found)

    def _show_unreadable(self, error: CultureError) -> None:
        assert self._asked is not None
        if not self._go_on():
            self.unreadable.emit(*self._asked, error)

    def _show_written(self, done: Done[ImportReport]) -> None:
        self.written.emit(done)

    def _fail(self, error: CultureError) -> None:
        self.failed.emit(error)
