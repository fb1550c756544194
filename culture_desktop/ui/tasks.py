"""Long work off the UI thread: one worker, progress, cancel, and one place where bugs are caught.

::

    self._runner.run(
        lambda progress: self._people.preview_import(path, progress),
        title="读取名册",
        done=self._show_preview,           # called on the UI thread with the result
        failed=self._show_problem,         # optional: a CultureError; else the window shows it
    )

The function gets a ``Progress`` and calls it often: pressing 取消 makes that call raise ``CancelledError``.
Work runs in the order it was asked for. ``InlineRunner`` has the same interface and runs at once, for tests.

Threads, as measured: the worker emits only on the runner, which outlives every task; payloads travel as
``Signal(object)``; tasks are plain Python objects, so nothing is deleted from the wrong thread.
"""

import threading
import time
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.progress import CancelledError, Progress

T = TypeVar("T")
_REPORT_EVERY = 0.03  # seconds between two progress reports that reach the window


@dataclass(eq=False)
class Task(Generic[T]):
    """One piece of work: what to do and whom to tell."""

    function: Callable[[Progress], T]
    title: str
    done: Callable[[T], None]
    failed: Callable[[CultureError], None] | None
    cancellable: bool
    _cancel: threading.Event = field(default_factory=threading.Event)
    _reported_at: float = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next progress call."""
        if self.cancellable:
            self._cancel.set()

    @property
    def cancelled(self) -> bool:
        """Whether a stop was asked for."""
        return self._cancel.is_set()


@dataclass(frozen=True)
class Report:
    """How far a task is; ``total`` 0 means unknown."""

    task: Task[object]
    done: int
    total: int
    text: str


@dataclass(frozen=True)
class _Outcome:
    task: Task[object]
    value: object = None
    error: BaseException | None = None


class Runner(QObject):
    """What pages are given to run long work with.

    Signals:
        started: a Task begins (object).
        progressed: a Report (object).
        finished: a Task ended, however it ended (object).
        failed: a CultureError that the task's owner does not handle itself (object).
        crashed: any other exception, which is a bug (object).
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    @abstractmethod
    def run(
        self,
        function: Callable[[Progress], T],
        *,
        title: str,
        done: Callable[[T], None],
        failed: Callable[[CultureError], None] | None = None,
        cancellable: bool = True,
    ) -> Task[T]:
        """Run ``function`` and call ``done`` with its result on the UI thread."""

    @abstractmethod
    def shut_down(self) -> None:
        """Cancel what runs, drop what waits, and wait for the worker to end."""

    def _work(self, task: Task[object]) -> _Outcome:
        """Run on whatever thread; every exception becomes an outcome."""
        try:
            if task.cancelled:
                raise CancelledError
            return _Outcome(task, task.function(self._progress_of(task)))
        except BaseException as error:  # noqa: BLE001  # the one place: it is shown as an error or reported as a bug
            return _Outcome(task, error=error)

    def _progress_of(self, task: Task[object]) -> Progress:
        def progress(done: int, total: int, text: str) -> None:
            if task.cancelled:
                raise CancelledError
            now = time.monotonic()
            if now - task._reported_at >= _REPORT_EVERY or done == total:
                task._reported_at = now
                self.progressed.emit(Report(task, done, total, text))

        return progress

    def _deliver(self, outcome: _Outcome) -> None:
        """On the UI thread: tell the owner, unless its widget is gone."""
        task, error = outcome.task, outcome.error
        self.finished.emit(task)
        if isinstance(error, CancelledError):
            return
        if isinstance(error, CultureError):
            if task.failed is None:
                self.failed.emit(error)
            elif _owner_lives(task.failed):
                task.failed(error)
        elif error is not None:
            self.crashed.emit(error)
        elif _owner_lives(task.done):
            task.done(outcome.value)


class TaskRunner(Runner):
    """Runs tasks one after the other on one worker thread."""

    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: SimpleQueue[Task[object] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._open: list[Task[object]] = []
        self._closed = False
        self._ended.connect(self._receive)

    @property
    def busy(self) -> bool:
        """Whether a task runs or waits."""
        return bool(self._open)

    @override
    def run(
        self,
        function: Callable[[Progress], T],
        *,
        title: str,
        done: Callable[[T], None],
        failed: Callable[[CultureError], None] | None = None,
        cancellable: bool = True,
    ) -> Task[T]:
        task = Task(function, title, done, failed, cancellable)
        erased: Task[object] = task  # type: ignore[assignment]  # a task takes back only what its own function gave
        self._open.append(erased)
        self.started.emit(erased)
        self._waiting.put(erased)
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="runwu-worker", daemon=True)
            self._thread.start()
        return task

    @override
    def shut_down(self) -> None:
        self._closed = True
        for task in self._open:
            task._cancel.set()
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join()

    def _serve(self) -> None:
        """The worker: one task after the other until there is nothing more to come."""
        while (task := self._waiting.get()) is not None:
            self._serve_one(task)
            del task  # with all that it was given: else that would live until the next one

    def _serve_one(self, task: Task[object]) -> None:
        outcome = self._work(task)
        if not self._closed:
            self._ended.emit(outcome)

    def _receive(self, outcome: _Outcome) -> None:
        self._open.remove(outcome.task)
        if not self._closed:
            self._deliver(outcome)


class InlineRunner(Runner):
    """Runs each task at once on the caller's thread: the same interface for tests without waiting."""

    @override
    def run(
        self,
        function: Callable[[Progress], T],
        *,
        title: str,
        done: Callable[[T], None],
        failed: Callable[[CultureError], None] | None = None,
        cancellable: bool = True,
    ) -> Task[T]:
        task = Task(function, title, done, failed, cancellable)
        erased: Task[object] = task  # type: ignore[assignment]  # as above
        self.started.emit(erased)
        self._deliver(self._work(erased))
        return task

    @override
    def shut_down(self) -> None:
        """Nothing runs between two calls."""


def _owner_lives(callback: Callable[..., None]) -> bool:
    """A page may have been closed while its work ran; calling into its deleted half would crash."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
