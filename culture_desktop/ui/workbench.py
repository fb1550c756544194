"""Which data file is open in the window, and what leads from one file to another: sample, backup, roster, blank."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from culture_desktop.errors import CultureError, DatabaseInUseError, NotADatabaseError
from culture_desktop.paths import default_database_path, sample_database_path
from culture_desktop.services.results import Topic
from culture_desktop.ui.actions import action
from culture_desktop.ui.application import Application
from culture_desktop.ui.main_window import Entry, MainWindow
from culture_desktop.ui.single_instance import RaiseServer, raise_running
from culture_desktop.ui.tasks import TaskRunner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import NEW, Page

if TYPE_CHECKING:
    from culture_desktop.services.services import Services
    from culture_desktop.ui.lock import Lock
    from culture_desktop.ui.page_factory import PageFactory
    from culture_desktop.ui.upkeep import Upkeep

BACKUP_SUFFIX = ".runwu"
_GIVE_WAY_MS = 1000  # a window that is just opening its file takes less to be ready for others
_DATA_SECTION, _LOCK_SECTION = "数据与备份", "密码与锁定"
# key, title, icon, group; the last three are reached from the page they belong to.
_RAIL = (
    ("overview", "总览", "layout-dashboard", 0),
    ("people", "人员", "users", 0),
    ("activities", "活动", "calendar-event", 0),
    ("awards", "评选", "award", 0),
    ("documents", "文书", "file-text", 1),
    ("history", "历史", "history", 1),
)
_UNDER = (
    ("import_people", "导入名册", "people"),
    ("import_sign_ups", "导入报名", "activities"),
    ("import_scores", "导入评分", "awards"),
)


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
        self._path: Path | None = None
        self.window: MainWindow | None = None
        self._runner: TaskRunner | None = None
        self._factory: PageFactory | None = None
        self._server = RaiseServer(self)
        self._server.raise_wanted.connect(self._come_to_front)
        self.lock: Lock | None = None
        self.upkeep: Upkeep | None = None

    def open(self, path: Path | None = None) -> MainWindow:
        """Show a window on a data file, by default the user's own; it is opened right after the first paint."""
        left, self.window = (self.window, self._factory), None
        self._server.close()
        self._path, self._factory, self.lock, self.upkeep = path, None, None, None
        self._runner = TaskRunner()
        entries = [Entry(key, title, icon, self._builder(key, title), group) for key, title, icon, group in _RAIL]
        entries.append(Entry("settings", "设置", "settings", self._builder("settings", "设置"), foot=True))
        entries += [Entry(key, title, "", self._builder(key, title), under=under) for key, title, under in _UNDER]
        self.window = MainWindow(entries, runner=self._runner, settings=self._application.settings)
        self.window.undo.taken_back.connect(self._data_changed)
        self._application.open(self.window)
        _leave(*left)
        return self.window

    def close(self) -> None:
        """Close the window and let go of its data file."""
        left, self.window, self._factory = (self.window, self._factory), None, None
        self._server.close()
        _leave(*left)

    @property
    def path(self) -> Path:
        """The data file of the window."""
        return self._path or default_database_path()

    @property
    def busy(self) -> bool:
        """Whether something is being read or written for the window."""
        return self._runner is not None and self._runner.busy

    @property
    def services(self) -> "Services":
        """The services on the file on screen."""
        return self._pages().services

    def _pages(self) -> "PageFactory":
        if self._factory is None:
            # Everything heavy comes in by this import, after the window is on screen.
            from culture_desktop.ui.page_factory import PageFactory  # noqa: PLC0415

            assert self._runner is not None
            path = self.path
            self._factory = PageFactory(
                lambda: self._open_services(path),
                self._runner,
                self._application.settings,
                self._application.theme,
                self._today,
                has_backups=self._has_backups,
            )
            self._factory.setParent(self.window)
            self._connect(self._factory)
            self._begin_lock(self._factory)
            self._begin_watch(self._factory)
        return self._factory

    def _begin_lock(self, factory: "PageFactory") -> None:
        """Ask for the password, where there is one, before anything of the file is on screen."""
        from culture_desktop.ui.lock import Lock  # noqa: PLC0415 - with the services, after the first paint

        assert self.window is not None
        try:
            service = factory.services.lock
        except CultureError:
            return  # a file that does not open has nothing to hide
        self.lock = Lock(self.window, service)
        self.window.closing.connect(self.lock.shut_down)
        factory.lock_changed.connect(self.lock.settings_changed)
        factory.lock_requested.connect(self.lock_now)
        action(self.window, "锁定", self.lock_now, shortcut="Ctrl+L")
        self.lock.begin()

    def _begin_watch(self, factory: "PageFactory") -> None:
        """Look for damage after an unclean end; where the file does not open at all, offer the last backup."""
        from culture_desktop.ui.damage import DamageWatch  # noqa: PLC0415 - as above

        assert self.window is not None
        assert self._runner is not None
        try:
            check = factory.services.check
        except NotADatabaseError:
            if self._has_backups():
                words = f"“{self.path.name}”打不开，有自动备份可以恢复"
                self.window.show_notice(Notice(words, "从最近的备份恢复…", self.restore_last, Tone.WARN))
            return
        except CultureError:
            return
        watch = DamageWatch(self.window, check, self._runner)
        watch.restore_wanted.connect(self.open_file)
        factory.damage_found.connect(watch.handle)
        watch.begin()

    def _has_backups(self) -> bool:
        from culture_desktop.services.check.service import has_backups  # noqa: PLC0415 - as above

        return has_backups(self.path)

    def restore_last(self) -> None:
        """Look for the last good backup of the file, then show what is in it."""
        from culture_desktop.services.check.service import last_good_backup  # noqa: PLC0415 - as above

        assert self._runner is not None
        path = self.path
        self._runner.run(lambda _progress: last_good_backup(path), title="查找完好的备份", done=self.open_file)

    def lock_now(self) -> None:
        """Lock at once; without a password show where one is set."""
        assert self.window is not None
        if self.lock is not None and not self.lock.has_password:
            self.window.show_page("settings", _LOCK_SECTION)
        elif self.lock is not None:
            self.lock.lock()

    def _builder(self, key: str, title: str) -> Callable[[], Page]:
        def build() -> Page:
            page = self._pages().build(key, title)
            page.changed.connect(self._data_changed)
            self._follow_history()
            self._show_unit()
            return page

        return build

    def _connect(self, factory: "PageFactory") -> None:
        factory.opened.connect(self._listen)
        factory.opened.connect(self._begin_upkeep)
        factory.found_in_use.connect(lambda: QTimer.singleShot(_GIVE_WAY_MS, factory, self._give_way))
        factory.retry_requested.connect(self._retry)
        factory.sample_requested.connect(self.open_sample)
        factory.sample_removal_requested.connect(self.remove_sample)
        factory.file_requested.connect(self.open_file)
        factory.roster_requested.connect(self.import_roster)
        factory.backup_requested.connect(self.restore_last)
        factory.blank_requested.connect(self.begin_blank)
        factory.take_back_requested.connect(self.take_back)

    def open_sample(self) -> None:
        """Make the sample year if need be, then open it."""
        from culture_desktop.ui.sample import make_sample  # noqa: PLC0415 - with the services, after the first paint

        assert self._runner is not None
        self._runner.run(
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
            self._inspect(file)

    def _can_restore(self) -> bool:
        """Whether there is an open data file to restore into: one that does not open is put aside, if the user agrees."""
        from culture_desktop.services.store import set_aside  # noqa: PLC0415 - as above
        from culture_desktop.ui.dialogs import confirm  # noqa: PLC0415

        try:
            return self.services is not None
        except DatabaseInUseError as error:
            self._say(error)
            return False
        except CultureError:
            effect = f"“{self.path.name}”打不开。它会改名留在原处，一个字节也不改动，然后从备份恢复。"
            if not confirm.ask(self.window, "留存打不开的数据文件", effect, act="留存并恢复", danger=False):
                return False
        try:
            set_aside(self.path, datetime.now())
        except DatabaseInUseError as error:
            self._say(error)
            return False
        self.open(self._path)
        return True

    def _say(self, error: CultureError) -> None:
        assert self.window is not None
        self.window.show_problem(error)

    def _inspect(self, file: Path) -> None:
        """Show what is in a backup, on the settings page, which offers to restore it."""
        from culture_desktop.ui.pages.settings.page import SettingsPage  # noqa: PLC0415 - as above

        assert self.window is not None
        self.window.show_page("settings", _DATA_SECTION)
        if isinstance(self.window.page, SettingsPage):
            self.window.page.inspect(file)

    def import_roster(self, file: object) -> None:
        """Take a roster to the import page."""
        from culture_desktop.ui.pages.imports.page import ImportsPage  # noqa: PLC0415 - as above

        assert self.window is not None
        self.window.show_page("import_people", NEW)
        if isinstance(self.window.page, ImportsPage) and isinstance(file, Path):
            self.window.page.open_file(file)

    def begin_blank(self) -> None:
        """Begin with nothing: the people come first."""
        assert self.window is not None
        self.window.show_page("people")

    def take_back(self, entry: object) -> None:
        """Undo or redo an entry chosen on the history page."""
        from culture_desktop.services.history import HistoryRow  # noqa: PLC0415 - as above

        if self.window is not None and isinstance(entry, HistoryRow):
            self.window.undo.take_back(entry)

    def _open_unless_raised(self, path: Path) -> None:
        """Open a data file, unless another window has it: that comes to the front then, and this one stays."""
        assert self.window is not None
        if path.resolve() != self.path.resolve() and raise_running(path):
            self.window.show_notice(f"“{path.name}”已在另一个窗口中打开，已转到那个窗口")
        else:
            self.open(path)

    def _retry(self) -> None:
        """Once more, on a file that another had."""
        if not self._give_way():
            self.open(self._path)

    def _give_way(self) -> bool:
        """Close the window when another shows the file, as one that was started at the same moment does by now."""
        if self.window is None or self._server.listening or not raise_running(self.path):
            return False
        return self.window.close()

    def _listen(self) -> None:
        self._server.listen(self.path)

    def _begin_upkeep(self) -> None:
        """The day's backups, from now on for as long as the window is open."""
        from culture_desktop.ui.upkeep import Upkeep  # noqa: PLC0415 - with the services, after the first paint

        assert self.window is not None
        factory = self._pages()
        self.upkeep = Upkeep(
            lambda: factory.services,
            self._application.settings,
            second_place=self.path != sample_database_path(),
            parent=self.window,
        )
        self.upkeep.done.connect(self._backed_up)
        self.upkeep.failed.connect(self._warn)
        self.upkeep.crashed.connect(self.window.show_bug)
        self.window.closing.connect(self.upkeep.shut_down)
        self.upkeep.begin()

    def _backed_up(self) -> None:
        assert self.window is not None
        self.window.refresh(frozenset({Topic.SETTINGS}))

    def _warn(self, words: str) -> None:
        assert self.window is not None
        self.window.show_notice(Notice(words, tone=Tone.WARN))

    def _come_to_front(self) -> None:
        if self.window is not None:
            self.window.come_to_front()

    def _data_changed(self, _topics: object) -> None:
        """The doors give way to the overview with the first data, and come back when there is none."""
        assert self.window is not None
        if self._pages().overview_is_stale():
            self.window.rebuild_page("overview")
        self._show_unit()

    def _follow_history(self) -> None:
        """What was done in the file can be undone, once it is open."""
        assert self.window is not None
        try:
            self.window.undo.follow(self.services.history)
        except CultureError:
            return  # the page that was built says so

    def _show_unit(self) -> None:
        if self.window is None:
            return
        try:
            unit = self.services.settings.unit().unit_name
        except CultureError:
            return
        self.window.set_unit(unit, self._today().year)


def _leave(window: MainWindow | None, factory: "PageFactory | None") -> None:
    """Close a window, which waits for its worker, and only then let go of the data file."""
    if window is not None:
        window.close()
        window.deleteLater()
    if factory is not None:
        factory.close()
