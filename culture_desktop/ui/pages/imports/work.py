"""What the import page has done on the worker, one thing at a time: previewing, outlining, writing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.imports.outline import Outline, outline
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport
from culture_desktop.services.results import Done
from culture_desktop.ui.pages.imports.job import ImportJob
from culture_desktop.ui.tasks import Runner, Task

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """What is looked at: a file, one of its sheets, and how its columns were mapped by hand."""

    path: Path
    sheet: str | None = None
    mapping: Mapping[str, str] | None = None


class Work(QObject):
    """While one thing runs nothing else is begun.

    Signals:
        previewed: a Source and its ImportPreview (object, object).
        outlined: a Source and its Outline (object, object).
        unreadable: a Source and the CultureError that says why it has no preview (object, object).
        written: what an import did (Done, object).
        failed: any other CultureError (object).
        busy_changed: whether something runs.
    """

    previewed = Signal(object, object)
    outlined = Signal(object, object)
    unreadable = Signal(object, object)
    written = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._source: Source | None = None
        self._running: Callable[[Progress], object] | None = None
        runner.finished.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether something is being read or written."""
        return self._running is not None

    def preview(self, job: ImportJob, source: Source) -> None:
        """See what importing would do."""

        def read(progress: Progress) -> ImportPreview:
            return job.preview(source.path, source.sheet, source.mapping, progress)

        self._read(source, read, self._show_preview, self._show_unreadable)

    def outline(self, job: ImportJob, source: Source) -> None:
        """See what a file begins with."""

        def read(progress: Progress) -> Outline:
            return outline(job.kind, source.path, source.sheet, progress)

        self._read(source, read, self._show_outline, self._fail)

    def write(
        self, job: ImportJob, preview: ImportPreview, choices: Choices, excluded: frozenset[int], reason: str
    ) -> None:
        """Write what a preview and the user's decisions say."""

        def apply(progress: Progress) -> Done[ImportReport]:
            return job.apply(preview, choices, excluded, reason, progress)

        self._run(apply, "导入", self._show_written, self._fail)

    def _read(
        self,
        source: Source,
        read: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[CultureError], None],
    ) -> None:
        if not self.busy:
            self._source = source
            self._run(read, "读取文件", done, failed)

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

    def _show_preview(self, preview: ImportPreview) -> None:
        self.previewed.emit(self._source, preview)

    def _show_outline(self, found: Outline) -> None:
        self.outlined.emit(self._source, found)

    def _show_unreadable(self, error: CultureError) -> None:
        self.unreadable.emit(self._source, error)

    def _show_written(self, done: Done[ImportReport]) -> None:
        self.written.emit(done)

    def _fail(self, error: CultureError) -> None:
        self.failed.emit(error)
