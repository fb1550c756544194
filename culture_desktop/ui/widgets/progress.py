"""What shows while long work runs: a sentence with n of N, the time left, a bar and 取消, after 300 ms.

``MainWindow`` holds one ``ProgressPanel``; pages need not do anything.
"""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from culture_desktop.ui.tasks import Report, Runner, Task
from culture_desktop.ui.widgets.buttons import Button, Kind
from culture_desktop.ui.widgets.layouts import STRETCH, column, row
from culture_desktop.ui.widgets.text import Label

APPEARS_AFTER_MS = 300
_SECONDS_BEFORE_GUESS = 1.0


def progress_bar(name: str) -> QProgressBar:
    """A red bar of 6 px without words."""
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    return bar


class ProgressView(QWidget):
    """Sentence, seconds left, 取消, bar."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Label()
        self.left = Label("", "caption")
        self.cancel = Button("取消", kind=Kind.QUIET)
        self.bar = progress_bar("进度")
        self.setLayout(column(row(self.sentence, STRETCH, self.left, self.cancel), self.bar, gap=4))

    def show_progress(self, text: str, done: int, total: int, seconds: float = 0.0) -> None:
        """``total`` 0 means unknown: the bar then only moves."""
        self.sentence.setText(f"{text} {done:,} / {total:,}" if total else text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.left.setText(f"约 {max(1, round(seconds))} 秒" if seconds > 0 else "")


class ProgressPanel(QFrame):
    """Follows a runner; floats at the bottom of ``area``."""

    def __init__(self, runner: Runner, area: QWidget) -> None:
        super().__init__(area)
        self.setObjectName("raised")
        self.hide()
        self._area = area
        self._task: Task[object] | None = None
        self._began = 0.0
        self.view = ProgressView()
        self.setLayout(column(self.view, margins=(16, 8, 16, 14)))
        self.view.cancel.clicked.connect(self._cancel)
        self._wait = QTimer(self, singleShot=True, interval=APPEARS_AFTER_MS)
        self._wait.timeout.connect(self._appear)
        runner.started.connect(self._start)
        runner.progressed.connect(self._follow)
        runner.finished.connect(self._end)

    def _start(self, task: Task[object]) -> None:
        if self._task is not None:
            return
        self._task = task
        self._began = time.monotonic()
        self.view.cancel.setEnabled(task.cancellable)
        self.view.show_progress(f"正在{task.title}", 0, 0)
        self._wait.start()

    def _follow(self, report: Report) -> None:
        if self._task is None:
            self._start(report.task)
        if report.task is not self._task or report.task.cancelled:
            return
        spent = time.monotonic() - self._began
        guess = spent / report.done * (report.total - report.done) if report.done and report.total else 0.0
        shown = guess if spent > _SECONDS_BEFORE_GUESS else 0.0
        self.view.show_progress(report.text or f"正在{report.task.title}", report.done, report.total, shown)

    def _end(self, task: Task[object]) -> None:
        if task is self._task:
            self._task = None
            self._wait.stop()
            self.hide()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.view.cancel.setEnabled(False)
            self.view.show_progress("正在取消", 0, 0)

    def _appear(self) -> None:
        width = min(520, self._area.width() - 40)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._area.width() - width) // 2, self._area.height() - self.height() - 20)
        self.show()
        self.raise_()  # without taking the keyboard: somebody may be typing
