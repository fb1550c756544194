"""The day's backups and tidying, while somebody works: beside the data file, and in the second place if there is one.

On a worker of its own: a slow stick must not keep the pages waiting.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.ui.settings import Settings, backup_folder, copied_at
from culture_desktop.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from culture_desktop.services.services import Services

_AFTER_START_MS = 2000  # the first page is read by then
_AGAIN_MS = 3600_000  # a window may stay open for days


class Upkeep(QObject):
    """Looks at the start and every hour whether the day's backups are there, and takes those that are not.

    Signals:
        done: backups were taken.
        failed: one could not be taken; in words (str), each different ones once.
        crashed: a bug (object).
    """

    done = Signal()
    failed = Signal(str)
    crashed = Signal(object)

    def __init__(
        self,
        services: "Callable[[], Services]",
        settings: Settings,
        *,
        second_place: bool = True,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        """``second_place`` off: for the sample year, which nobody needs on a stick."""
        super().__init__(parent)
        self._services, self._settings, self._second_place, self._now = services, settings, second_place, now
        self._said = ""
        self._runner = TaskRunner(self)
        self._runner.crashed.connect(self.crashed)
        self._first = QTimer(self, singleShot=True, interval=_AFTER_START_MS)
        self._again = QTimer(self, interval=_AGAIN_MS)
        for timer in (self._first, self._again):
            timer.timeout.connect(self.look)

    def begin(self) -> None:
        """From now on."""
        self._first.start()
        self._again.start()

    def look(self) -> None:
        """Take what is due, unless that is under way."""
        if self._runner.busy:
            return
        services, now = self._services(), self._now()
        place = backup_folder(self._settings) if self._second_place else None

        def take(progress: Progress) -> tuple[bool, bool]:
            taken = services.backups.take_daily(now, progress) is not None
            copied = place is not None and services.backups.copy_daily(place, now, progress) is not None
            if taken:
                services.history.forget_old(now)
            return taken, copied

        self._runner.run(take, title="自动备份", done=self._finish, failed=self._say)

    @property
    def busy(self) -> bool:
        """Whether a backup is being taken."""
        return self._runner.busy

    def shut_down(self) -> None:
        """Break off what is under way, which leaves nothing half made."""
        self._first.stop()
        self._again.stop()
        self._runner.shut_down()

    def _finish(self, made: tuple[bool, bool]) -> None:
        taken, copied = made
        if copied:
            self._settings.set(copied_at(self._services().store.path), self._now().isoformat(timespec="seconds"))
        if taken or copied:
            self.done.emit()

    def _say(self, error: CultureError) -> None:
        if str(error) != self._said:
            self._said = str(error)
            self.failed.emit(f"今天的自动备份没有做成。{error}")
