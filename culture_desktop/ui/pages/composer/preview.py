"""The PDF of what is written, made anew aside a moment after every change; of several changes the latest counts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.ui.tasks import Runner, Task

_AFTER = 350  # ms without a change


class Preview(QObject):
    """Draws what ``source`` answers with when its turn comes.

    Signals:
        drawn: what the drawing gave (object).
        failed: why it could not be drawn (CultureError, object).
    """

    drawn = Signal(object)
    failed = Signal(object)

    def __init__(
        self, runner: Runner, source: Callable[[], Callable[[Progress], object] | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner, self._source = runner, source
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.draw_now)
        self._running: Callable[[Progress], object] | None = None
        self._again = False
        runner.finished.connect(self._end)

    @property
    def waiting(self) -> bool:
        """Whether something is still to be drawn."""
        return self._soon.isActive() or self._running is not None

    def draw(self) -> None:
        """Draw once nothing has been changed for a moment."""
        self._soon.start(_AFTER)

    def draw_now(self) -> None:
        """Draw without waiting; while one is being drawn, once more after it."""
        self._soon.stop()
        if self._running is not None:
            self._again = True
            return
        work = self._source()
        if work is None:
            return

        def run(progress: Progress) -> object:
            return work(progress)

        self._running = run
        self._runner.run(run, title="排版简报", done=self._take, failed=self._fail)

    def _take(self, drawn: object) -> None:
        if not self._again:
            self.drawn.emit(drawn)

    def _fail(self, error: CultureError) -> None:
        self.failed.emit(error)

    def _end(self, task: Task[object]) -> None:
        """Also when it failed: the next change is drawn all the same."""
        if task.function is self._running:
            self._running = None
            if self._again:
                self._again = False
                self._soon.start(0)
