"""设置: seven sections; nothing needs to be saved by hand."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from culture_desktop.override import override
from culture_desktop.paths import default_database_path, sample_database_path
from culture_desktop.services.backups import BackupService
from culture_desktop.services.check.rows import StoreCheck
from culture_desktop.services.check.service import CheckService
from culture_desktop.services.lock import LockService
from culture_desktop.services.results import Done
from culture_desktop.services.settings import SettingsService, UnitSettings
from culture_desktop.services.store import StoreInfo, StoreService
from culture_desktop.services.typefaces import TypefaceService
from culture_desktop.ui.dialogs import confirm, files, password_dialog
from culture_desktop.ui.pages.settings.about_section import AboutSection
from culture_desktop.ui.pages.settings.appearance_section import AppearanceSection
from culture_desktop.ui.pages.settings.backup_actions import BackupActions
from culture_desktop.ui.pages.settings.data_section import DataSection
from culture_desktop.ui.pages.settings.font_actions import FontActions
from culture_desktop.ui.pages.settings.font_section import FontSection
from culture_desktop.ui.pages.settings.lock_section import LockSection
from culture_desktop.ui.pages.settings.shortcuts_section import ShortcutsSection
from culture_desktop.ui.pages.settings.unit_section import UnitSection
from culture_desktop.ui.settings import THEME, Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.theme import Mode, Theme
from culture_desktop.ui.theme.tokens import GAP_LARGE
from culture_desktop.ui.widgets.layouts import STRETCH, column, holder, row, scrolled
from culture_desktop.ui.widgets.page import Page, Topics
from culture_desktop.ui.widgets.section_list import SectionList

_SECTIONS = (
    ("building-community", "单位与署名"),
    ("palette", "外观"),
    ("typography", "字体"),
    ("database", "数据与备份"),
    ("shield-lock", "密码与锁定"),
    ("keyboard", "快捷键"),
    ("info-circle", "关于"),
)
_WIDEST = 820


class SettingsPage(Page):
    """Sections at the left, cards at the right.

    Signals:
        file_requested: another data file is to be opened (Path, object).
        sample_requested: the sample year is to be opened.
        sample_removal_requested: the sample year's file is to be removed.
        lock_changed: password or idle minutes are others now.
        damage_found: a check found something wrong (StoreCheck, object).
        lock_requested: lock the window.
    """

    file_requested = Signal(object)
    sample_requested = Signal()
    sample_removal_requested = Signal()
    damage_found = Signal(object)
    lock_changed = Signal()
    lock_requested = Signal()

    def __init__(
        self,
        unit: SettingsService,
        store: StoreService,
        backups: BackupService,
        check: CheckService,
        lock: LockService,
        typefaces: TypefaceService,
        theme: Theme,
        runner: Runner,
        settings: Settings,
        *,
        sample: Callable[[], Path] = sample_database_path,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__("设置")
        self._unit, self._store, self._check = unit, store, check
        self._lock, self._theme = lock, theme
        self._runner, self._settings, self._sample, self._now = runner, settings, sample, now
        self.unit = UnitSection(self._save_unit)
        self.appearance, self.data, self.lock = AppearanceSection(), DataSection(), LockSection()
        self.fonts = FontSection()
        self.sections = SectionList(_SECTIONS)
        self._stack = QStackedWidget()
        for section in (
            self.unit,
            self.appearance,
            self.fonts,
            self.data,
            self.lock,
            ShortcutsSection(),
            AboutSection(),
        ):
            self._stack.addWidget(_sheet(section))
        layout = row(self.sections, gap=0)
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)
        cards = self.data.backups, self.data.place
        self._backup_actions = BackupActions(self, cards, backups, store, runner, settings, now)
        self._font_actions = FontActions(self, self.fonts, typefaces, runner, settings)
        self._connect()
        self.show_section(0)

    @override
    def refresh(self, topics: Topics) -> None:
        self.unit.show_settings(self._unit.unit())
        self.appearance.show_mode(self._theme.mode)
        self.lock.show_state(self._lock.state(), self._store.path.name)
        sample = self._sample()
        self.data.show_sample(opened=self._store.path == sample, there=sample.exists())
        self._runner.run(lambda _progress: self._store.info(), title="读取数据概况", done=self._show_info)
        self._backup_actions.refresh()
        self._font_actions.refresh()

    @override
    def open_with(self, argument: object) -> None:
        titles = [title for _, title in _SECTIONS]
        if argument in titles:
            self.show_section(titles.index(str(argument)))

    def show_section(self, at: int) -> None:
        """Bring a section up."""
        self.sections.choose(at)
        self._stack.setCurrentIndex(at)
        self.set_heading(self.title, _SECTIONS[at][1])
        self.set_status("改动即时生效并自动保存")

    def inspect(self, file: Path) -> None:
        """Show what a backup holds and offer to restore it."""
        self._backup_actions.inspect(file)

    def check(self) -> None:
        """Check the data and every file."""
        self.data.show_check(None)
        self._runner.run(lambda progress: self._check.check(progress=progress), title="检查数据", done=self._show_check)

    def _connect(self) -> None:
        self.sections.chosen.connect(self.show_section)
        self.appearance.mode_chosen.connect(self._choose_mode)
        self.data.check_wanted.connect(self.check)
        self.data.open_wanted.connect(self._open_file)
        self.data.sample_wanted.connect(self.sample_requested)
        self.data.sample_removal_wanted.connect(self._remove_sample)
        self.lock.set_wanted.connect(lambda: self._ask_password("设置密码", self._set_password, old=False, new=True))
        self.lock.change_wanted.connect(lambda: self._ask_password("修改密码", self._set_password, old=True, new=True))
        self.lock.removal_wanted.connect(
            lambda: self._ask_password("移除密码", self._remove_password, old=True, new=False)
        )
        self.lock.lock_wanted.connect(self.lock_requested)
        self.lock.idle_chosen.connect(lambda minutes: self._lock_saved(self._lock.set_idle(minutes)))
        self.data.own_wanted.connect(lambda: self.file_requested.emit(default_database_path()))

    def _set_password(self, old: str, new: str) -> Done[None]:
        return self._lock.set_password(new, self._now(), old=old)

    def _remove_password(self, old: str, _new: str) -> Done[None]:
        return self._lock.remove_password(old, self._now())

    def _ask_password(self, title: str, save: password_dialog.Save, *, old: bool, new: bool) -> None:
        done = password_dialog.ask(self, title, save, self._runner, old=old, new=new)
        if done is not None:
            self._lock_saved(done)

    def _lock_saved(self, done: Done[None]) -> None:
        self.lock.show_state(self._lock.state(), self._store.path.name)
        self.lock_changed.emit()
        self.notify(done.sentence)

    def _save_unit(self, wanted: UnitSettings) -> None:
        self.changed.emit(self._unit.save_unit(wanted).changed)

    def _choose_mode(self, mode: Mode) -> None:
        self._settings.set(THEME, mode.value)
        self._theme.set_mode(mode)

    def _show_info(self, info: StoreInfo) -> None:
        self.data.show_info(info)

    def _show_check(self, found: StoreCheck) -> None:
        self.data.show_check(found)
        if not found.sound:
            self.damage_found.emit(found)

    def _open_file(self) -> None:
        file = files.open_one(self, "打开另一个数据文件", (files.DATA,), self._settings)
        if file is not None:
            self.file_requested.emit(file)

    def _remove_sample(self) -> None:
        effect = "样例年度的人员、活动、评选和文书一并删除。自己的数据不受影响；以后还可以再打开样例。"
        if confirm.ask(self, "移除样例年度", effect, act="移除样例"):
            self.sample_removal_requested.emit()


def _sheet(section: QWidget) -> QWidget:
    section.setMaximumWidth(_WIDEST)
    line = row(gap=0)
    line.addWidget(section, 1000)
    line.addStretch(1)
    return scrolled(holder(column(line, STRETCH, margins=(24, GAP_LARGE, 24, GAP_LARGE))))
