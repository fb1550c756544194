"""The PDF of the sheet under the hand, made anew after every change: at once while that is quick, else aside."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from culture_desktop.documents.designs.elements import Fields
from culture_desktop.progress import Progress
from culture_desktop.services.certificates.previews import PreviewSheet, PreviewSheets
from culture_desktop.ui.pages.designer.draft import Draft
from culture_desktop.ui.tasks import Runner, Task

_QUICK = 0.03  # seconds that one may wait for the answer to a key


class Preview(QObject):
    """Follows the draft; of several changes in a row the latest counts.

    Signals:
        drawn: a sheet is ready (PreviewSheet, object).
    """

    drawn = Signal(object)

    def __init__(self, draft: Draft, runner: Runner, fields: Callable[[], Fields]) -> None:
        super().__init__(draft)
        self._draft, self._runner, self._fields = draft, runner, fields
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        self._running: Callable[[Progress], object] | None = None
        self._again = False
        self._sheets = PreviewSheets()
        self._known: set[str] = set()  # pictures drawn before
        self.took = 0.0  # seconds the last one took
        draft.changed.connect(self.draw)
        runner.finished.connect(self._end)

    def draw(self) -> None:
        """Draw as soon as what is being done is done."""
        self._soon.start(0)

    def draw_now(self) -> None:
        """Draw without waiting."""
        self._soon.stop()
        self._draw()

    def _draw(self) -> None:
        if self._running is not None:
            self._again = True
            return
        design, files, fields = self._draft.design, dict(self._draft.needed_files), self._fields()

        def work(_progress: Progress) -> tuple[PreviewSheet, float]:
            begun = time.perf_counter()
            sheet = self._sheets.sheet(design, files, fields)
            return sheet, time.perf_counter() - begun

        # A picture new to the design has to be decoded: that is never quick.
        if self.took <= _QUICK and files.keys() <= self._known:
            self._take(work(_silent))
        else:
            self._running = work
            self._runner.run(work, title="绘制预览", done=self._take)
        self._known |= files.keys()

    def _take(self, result: tuple[PreviewSheet, float]) -> None:
        sheet, self.took = result
        self.drawn.emit(sheet)

    def _end(self, task: Task[object]) -> None:
        """Also when it failed: the next change is drawn all the same."""
        if task.function is self._running:
            self._running = None
            if self._again:
                self._again = False
                self.draw()


def _silent(_done: int, _total: int, _text: str) -> None:
    """Nobody waits long enough to be told."""
