"""One data file in its window: the pages, and what watches over the file while it is open."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from culture_desktop.errors import CultureError, NotADatabaseError
from culture_desktop.paths import sample_database_path
from culture_desktop.services.results import Topic
from culture_desktop.ui.actions import action
from culture_desktop.ui.application import Application
from culture_desktop.ui.main_window import Entry, MainWindow
from culture_desktop.ui.tasks import TaskRunner
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import NEW, Page, Topics

if TYPE_CHECKING:
    from culture_desktop.services.services import Services
    from culture_desktop.ui.lock import Lock
    from culture_desktop.ui.page_factory import PageFactory
    from culture_desktop.ui.upkeep import Upkeep

_DATA_SECTION, _LOCK_SECTION = "数据与备份", "密码与锁定"
# key, title, icon, group; those of `_UNDER` are reached from the page they belong to.
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
    ("designer", "证书设计", "documents"),
    ("composer", "撰写简报", "documents"),
    ("certificates", "证书登记簿", "documents"),
)


class OpenFile(QObject):
    """A window on a data file; the file is opened right after the first paint.

    Signals:
        ready: the pages can be had; their factory (object), for what leads to other files.
        file_wanted: another data file or a backup is to be opened (Path, object).
    """

    ready = Signal(object)
    file_wanted = Signal(object)

    def __init__(
        self,
        application: Application,
        open_services: "Callable[[Path], Services]",
        path: Path,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._application, self._open_services, self._today = application, open_services, today
        self.path = path
        self.runner = TaskRunner()
        self.lock: Lock | None = None
        self.upkeep: Upkeep | None = None
        self._factory: PageFactory | None = None
        entries = [Entry(key, title, icon, self._builder(key, title), group) for key, title, icon, group in _RAIL]
        entries.append(Entry("settings", "设置", "settings", self._builder("settings", "设置"), foot=True))
        entries += [Entry(key, title, "", self._builder(key, title), under=under) for key, title, under in _UNDER]
        self.window = MainWindow(entries, runner=self.runner, settings=application.settings)
        self.window.undo.taken_back.connect(self._data_changed)

    def show(self) -> None:
        """Bring the window up."""
        self._application.open(self.window)

    def close(self) -> None:
        """Close the window, which waits for its worker, and only then let go of the data file."""
        self.window.close()
        self.window.deleteLater()
        if self._factory is not None:
            self._factory.close()

    @property
    def services(self) -> "Services":
        """The services on the file; raises CultureError where it does not open."""
        return self._pages().services

    def _pages(self) -> "PageFactory":
        if self._factory is None:
            # Everything heavy comes in by this import, after the window is on screen.
            from culture_desktop.ui.page_factory import PageFactory  # noqa: PLC0415

            self._factory = PageFactory(
                lambda: self._open_services(self.path),
                self.runner,
                self._application.settings,
                self._application.theme,
                self._today,
                has_backups=self._has_backups,
            )
            self._factory.setParent(self.window)
            self._connect(self._factory)
            self.ready.emit(self._factory)
            self._begin_lock(self._factory)
            self._begin_watch(self._factory)
        return self._factory

    def _connect(self, factory: "PageFactory") -> None:
        factory.opened.connect(self._begin_upkeep)
        factory.roster_requested.connect(self.import_roster)
        factory.backup_requested.connect(self.restore_last)
        factory.blank_requested.connect(self.begin_blank)
        factory.take_back_requested.connect(self.take_back)

    def _builder(self, key: str, title: str) -> Callable[[], Page]:
        def build() -> Page:
            page = self._pages().build(key, title)
            page.changed.connect(self._data_changed)
            self._follow_history()
            self._show_unit()
            return page

        return build

    def _begin_lock(self, factory: "PageFactory") -> None:
        """Ask for the password, where there is one, before anything of the file is on screen."""
        from culture_desktop.ui.lock import Lock  # noqa: PLC0415 - with the services, after the first paint

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

        try:
            check = factory.services.check
        except NotADatabaseError:
            if self._has_backups():
                words = f"“{self.path.name}”打不开，有自动备份可以恢复"
                self.window.show_notice(Notice(words, "从最近的备份恢复…", self.restore_last, Tone.WARN))
            return
        except CultureError:
            return
        watch = DamageWatch(self.window, check, self.runner)
        watch.restore_wanted.connect(self.file_wanted)
        factory.damage_found.connect(watch.handle)
        watch.begin()

    def _has_backups(self) -> bool:
        from culture_desktop.services.check.service import has_backups  # noqa: PLC0415 - as above

        return has_backups(self.path)

    def _begin_upkeep(self) -> None:
        """The day's backups, from now on for as long as the window is open."""
        from culture_desktop.ui.upkeep import Upkeep  # noqa: PLC0415 - with the services, after the first paint

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
        self.window.refresh(frozenset({Topic.SETTINGS}))

    def _warn(self, words: str) -> None:
        self.window.show_notice(Notice(words, tone=Tone.WARN))

    def restore_last(self) -> None:
        """Look for the last good backup of the file, then show what is in it."""
        from culture_desktop.services.check.service import last_good_backup  # noqa: PLC0415 - as above

        self.runner.run(
            lambda _progress: last_good_backup(self.path), title="查找完好的备份", done=self.file_wanted.emit
        )

    def lock_now(self) -> None:
        """Lock at once; without a password show where one is set."""
        if self.lock is not None and not self.lock.has_password:
            self.window.show_page("settings", _LOCK_SECTION)
        elif self.lock is not None:
            self.lock.lock()

    def inspect(self, file: Path) -> None:
        """Show what is in a backup, on the settings page, which offers to restore it."""
        from culture_desktop.ui.pages.settings.page import SettingsPage  # noqa: PLC0415 - as above

        self.window.show_page("settings", _DATA_SECTION)
        if isinstance(self.window.page, SettingsPage):
            self.window.page.inspect(file)

    def import_roster(self, file: object) -> None:
        """Take a roster to the import page."""
        from culture_desktop.ui.pages.imports.page import ImportsPage  # noqa: PLC0415 - as above

        self.window.show_page("import_people", NEW)
        if isinstance(self.window.page, ImportsPage) and isinstance(file, Path):
            self.window.page.open_file(file)

    def begin_blank(self) -> None:
        """Begin with nothing: the people come first."""
        self.window.show_page("people")

    def take_back(self, entry: object) -> None:
        """Undo or redo an entry chosen on the history page."""
        from culture_desktop.services.history import HistoryRow  # noqa: PLC0415 - as above

        if isinstance(entry, HistoryRow):
            self.window.undo.take_back(entry)

    def _data_changed(self, topics: Topics) -> None:
        """The doors give way to the overview with the first data, and come back when there is none."""
        if self._pages().overview_is_stale():
            self.window.rebuild_page("overview")
        self._show_unit()
        if Topic.SETTINGS in topics:
            self.services.typefaces.apply()

    def _follow_history(self) -> None:
        """What was done in the file can be undone, once it is open."""
        try:
            self.window.undo.follow(self.services.history)
        except CultureError:
            return  # the page that was built says so

    def _show_unit(self) -> None:
        try:
            unit = self.services.settings.unit().unit_name
        except CultureError:
            return
        self.window.set_unit(unit, self._today().year)
