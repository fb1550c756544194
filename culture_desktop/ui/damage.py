"""Looks over the data file after an unclean end, and leads on from whatever a check finds."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from culture_desktop.progress import Progress
from culture_desktop.services.check.rows import StoreCheck
from culture_desktop.services.check.service import CheckService
from culture_desktop.services.results import Done
from culture_desktop.ui.dialogs import damage_dialog
from culture_desktop.ui.dialogs.damage_dialog import Answer
from culture_desktop.ui.main_window import MainWindow
from culture_desktop.ui.tasks import Runner

_SOUND = "上次没有正常退出，已检查：数据完好"


class DamageWatch(QObject):
    """Belongs to a window.

    Signals:
        restore_wanted: a backup is to be looked into and restored (Path, object).
    """

    restore_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        check: CheckService,
        runner: Runner,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(window)
        self._window, self._check, self._runner, self._now = window, check, runner, now
        self._told = False

    def begin(self) -> None:
        """Check if there is reason to; says so only where the user may be worried, or ought to be."""
        if not self._check.due:
            return
        self._told = self._check.ended_uncleanly

        def look(progress: Progress) -> StoreCheck:
            return self._check.check(quick=True, progress=progress)

        self._runner.run(look, title="检查数据", done=self._looked)

    def handle(self, found: object) -> None:
        """Something is wrong: find the last good backup, then ask what to do."""
        assert isinstance(found, StoreCheck)
        self._found = found
        if found.files_only:
            damage_dialog.ask(self._window, found, None)
            return
        self._runner.run(lambda _progress: self._check.last_good_backup(), title="查找完好的备份", done=self._ask)

    def _looked(self, found: StoreCheck) -> None:
        if not found.sound:
            self.handle(found)
        elif self._told:
            self._window.show_notice(_SOUND)

    def _ask(self, backup: Path | None) -> None:
        match damage_dialog.ask(self._window, self._found, backup):
            case Answer.MEND:
                self._run(lambda: self._check.mend(self._now()), "修复数据")
            case Answer.ACCEPT:
                self._run(self._check.accept, "认可现有内容")
            case Answer.RESTORE:
                self.restore_wanted.emit(backup)

    def _run(self, act: Callable[[], Done[Path] | Done[None]], title: str) -> None:
        self._runner.run(lambda _progress: act(), title=title, done=self._done, cancellable=False)

    def _done(self, done: Done[Path] | Done[None]) -> None:
        self._window.refresh()
        self._window.show_notice(done.sentence)
