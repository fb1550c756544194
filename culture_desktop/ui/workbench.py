"""Which data file is open in the window, and what leads from one file to another: sample, backup, another window."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from culture_desktop.errors import CultureError, DatabaseInUseError
from culture_desktop.paths import default_database_path
from culture_desktop.ui.application import Application
from culture_desktop.ui.main_window import MainWindow
from culture_desktop.ui.open_file import OpenFile
from culture_desktop.ui.single_instance import RaiseServer, raise_running

if TYPE_CHECKING:
    from culture_desktop.services.services import Services
    from culture_desktop.ui.page_factory import PageFactory

BACKUP_SUFFIX = ".runwu"
_GIVE_WAY_MS = 1000  # a window that is just opening its file takes less to be ready for others


class Workbench(QObject):
    """One window on one data file; opening another file puts a new window in the place of the old."""

    def __init__(
        self,
        application: Application,
        open_services: "Callable[[Path], Services]",
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._application, self._open_services, self._today = application, open_services, today
        self.file: OpenFile | None = None
        self._server = RaiseServer(self)
        self._server.raise_wanted.connect(self._come_to_front)

    def open(self, path: Path | None = None) -> MainWindow:
        """Show a window on a data file, by default the user's own; it is opened right after the first paint."""
        left = self.file
        self._server.close()
        self.file = OpenFile(self._application, self._open_services, path or default_database_path(), self._today)
        self.file.ready.connect(self._connect)
        self.file.file_wanted.connect(self.open_file)
        self.file.show()
        if left is not None:
            left.close()
        return self.file.window

    def close(self) -> None:
        """Close the window and let go of its data file."""
        left, self.file = self.file, None
        self._server.close()
        if left is not None:
            left.close()

    @property
    def shown(self) -> OpenFile:
        """The file on screen; there is one from the first ``open`` to ``close``."""
        assert self.file is not None
        return self.file

    @property
    def window(self) -> MainWindow | None:
        """The window on screen."""
        return self.file.window if self.file is not None else None

    @property
    def path(self) -> Path:
        """The data file of the window."""
        return self.shown.path

    @property
    def busy(self) -> bool:
        """Whether something is being read or written for the window."""
        return self.file is not None and self.file.runner.busy

    @property
    def services(self) -> "Services":
        """The services on the file on screen."""
        return self.shown.services

    def _connect(self, factory: "PageFactory") -> None:
        factory.opened.connect(self._listen)
        factory.found_in_use.connect(lambda: QTimer.singleShot(_GIVE_WAY_MS, factory, self._give_way))
        factory.retry_requested.connect(self._retry)
        factory.sample_requested.connect(self.open_sample)
        factory.sample_removal_requested.connect(self.remove_sample)
        factory.file_requested.connect(self.open_file)

    def open_sample(self) -> None:
        """Make the sample year if need be, then open it."""
        from culture_desktop.ui.sample import make_sample  # noqa: PLC0415 - with the services, after the first paint

        self.shown.runner.run(
            lambda progress: make_sample(self._open_services, progress),
            title="准备样例年度",
            done=self._open_unless_raised,
        )

    def remove_sample(self) -> None:
        """Remove the sample year and go back to the user's own data."""
        from culture_desktop.ui.sample import remove_sample  # noqa: PLC0415 - as above

        window = self.open()  # first lets go of the sample
        try:
            remove_sample()
        except CultureError as error:
            window.show_problem(error)
        else:
            window.show_notice("已移除样例年度")

    def open_file(self, file: object) -> None:
        """Open a data file, or show what is in a backup and offer to restore it."""
        assert isinstance(file, Path)
        if file.suffix.lower() != BACKUP_SUFFIX:
            self._open_unless_raised(file)
        elif self._can_restore():
            self.shown.inspect(file)

    def _can_restore(self) -> bool:
        """Whether there is an open data file to restore into: one that does not open is put aside, if the user agrees."""
        from culture_desktop.services.store import set_aside  # noqa: PLC0415 - as above
        from culture_desktop.ui.dialogs import confirm  # noqa: PLC0415

        try:
            return self.services is not None
        except DatabaseInUseError as error:
            self.shown.window.show_problem(error)
            return False
        except CultureError:
            effect = f"“{self.path.name}”打不开。它会改名留在原处，一个字节也不改动，然后从备份恢复。"
            if not confirm.ask(self.window, "留存打不开的数据文件", effect, act="留存并恢复", danger=False):
                return False
        try:
            set_aside(self.path, datetime.now())
        except DatabaseInUseError as error:
            self.shown.window.show_problem(error)
            return False
        self.open(self.path)
        return True

    def _open_unless_raised(self, path: Path) -> None:
        """Open a data file, unless another window has it: that comes to the front then, and this one stays."""
        if path.resolve() != self.path.resolve() and raise_running(path):
            self.shown.window.show_notice(f"“{path.name}”已在另一个窗口中打开，已转到那个窗口")
        else:
            self.open(path)

    def _retry(self) -> None:
        """Once more, on a file that another had."""
        if not self._give_way():
            self.open(self.path)

    def _give_way(self) -> bool:
        """Close the window when another shows the file, as one that was started at the same moment does by now."""
        if self.file is None or self._server.listening or not raise_running(self.path):
            return False
        return self.file.window.close()

    def _listen(self) -> None:
        self._server.listen(self.path)

    def _come_to_front(self) -> None:
        if self.window is not None:
            self.window.come_to_front()
