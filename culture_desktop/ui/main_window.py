"""The frame round the pages: rail, top bar, status bar, notices, progress.

::

    entries = [
        Entry("overview", "总览", "layout-dashboard", make_overview),
        Entry("settings", "设置", "settings", make_settings, foot=True),
    ]
    window = MainWindow(entries, runner=runner, settings=settings)
    window.set_unit("云川供电服务中心工会", 2026)
    window.show()
    window.begin()            # builds the first page; after the first paint, as factories import what is heavy

Pages are built when they are first shown. When one emits ``changed(topics)`` the page on screen is refreshed at
once, the others when they are shown again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.paths import log_path
from culture_desktop.ui.actions import action
from culture_desktop.ui.labels import clock
from culture_desktop.ui.settings import GEOMETRY, LAST_PAGE, Settings
from culture_desktop.ui.tasks import Runner
from culture_desktop.ui.theme.tokens import FOLD_BELOW, PAGE_MARGIN, STATUS_BAR_HEIGHT
from culture_desktop.ui.undo import Undo
from culture_desktop.ui.widgets.layouts import column, holder, row
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import EVERYTHING, Page, Topics
from culture_desktop.ui.widgets.problem import ProblemBand
from culture_desktop.ui.widgets.progress import ProgressPanel
from culture_desktop.ui.widgets.rail import Rail, RailEntry
from culture_desktop.ui.widgets.text import ElidedLabel, Label
from culture_desktop.ui.widgets.top_bar import TopBar
from culture_desktop.ui.widgets.undo_buttons import UndoButtons

if TYPE_CHECKING:
    from culture_desktop.ui.widgets.toast import Toasts

_HISTORY = "history"  # the page that the menu of the undo buttons leads to
_FIRST_SIZE = QSize(1366, 768)


@dataclass(frozen=True)
class Entry:
    """A page in the rail and how to build it; a new ``group`` is set off by a line, ``foot`` stands at the bottom.

    A page with ``under`` is reached from another and has no place of its own: the rail marks that one.
    """

    key: str
    title: str
    icon: str
    factory: Callable[[], Page]
    group: int = 0
    foot: bool = False
    under: str = ""


class MainWindow(QMainWindow):
    """Knows pages by key and nothing of what they do.

    Signals:
        closing: the window goes, and with it what was made for it.
    """

    closing = Signal()

    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        runner: Runner,
        settings: Settings,
        search: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("润物")
        self.setMinimumSize(1024, 600)
        self._entries = {entry.key: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, Topics | None] = {}  # None: nothing to fetch; an empty set: everything
        self._runner, self._settings = runner, settings
        railed = [entry for entry in entries if not entry.under]
        self._rail = Rail([RailEntry(e.key, e.title, e.icon, e.group, e.foot) for e in railed])
        undo_buttons = UndoButtons()
        self._top = TopBar(undo_buttons, search=search)
        self._problem = ProblemBand()
        self._stack = QStackedWidget()
        self._facts, self._unit = ElidedLabel("", "caption"), Label("", "caption")
        self._cover: QWidget | None = None
        self._focused: QWidget | None = None
        self._build()
        self._toasts: Toasts | None = None
        self._progress = ProgressPanel(runner, self._stack)
        self.undo = Undo(runner, undo_buttons, self)
        undo_buttons.history_wanted.connect(self._show_history)
        self._connect()
        self.note_saved(None)
        self.resize(self.screen().availableSize().boundedTo(_FIRST_SIZE))
        self.restoreGeometry(QByteArray(settings.get(GEOMETRY)))

    @property
    def page(self) -> Page | None:
        """The page on screen."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def toasts(self) -> "Toasts":
        """The notices at the bottom left."""
        if self._toasts is None:
            from culture_desktop.ui.widgets.toast import Toasts  # noqa: PLC0415  # not before the first paint

            self._toasts = Toasts(self._stack)
        return self._toasts

    def begin(self) -> None:
        """Build and show the page the user was on last, or the first."""
        last = self._settings.get(LAST_PAGE)
        self.show_page(last if last in self._entries else next(iter(self._entries)))

    def show_page(self, key: str, argument: object = None) -> None:
        """Bring a page up, building it first if need be; ``argument`` is what another page asked it to show."""
        page = self._pages.get(key) or self._build_page(key)
        self._stack.setCurrentWidget(page)
        railed = self._entries[key].under or key
        self._rail.choose(railed)
        self._settings.set(LAST_PAGE, railed)
        self._problem.dismiss()
        self._show_steps()
        self._refresh_page(key)
        if argument is not None:
            page.open_with(argument)
        self._show_heading()
        self._show_facts()

    def refresh(self, topics: Topics = EVERYTHING) -> None:
        """Have the page on screen fetch again what these topics touch, and the others when they are shown."""
        for key in self._pages:
            before = self._stale[key]
            everything = EVERYTHING in (topics, before)
            self._stale[key] = EVERYTHING if everything else topics | (before or frozenset())
        for key, page in self._pages.items():
            if page is self.page:
                self._refresh_page(key)

    def rebuild_page(self, key: str) -> None:
        """Let go of a page, so that its factory is asked anew; it is shown again if it was on screen."""
        page = self._pages.pop(key, None)
        if page is None:
            return
        shown = page is self.page
        if shown:
            self._top.set_actions(())
        self._stack.removeWidget(page)
        page.deleteLater()
        if shown:
            self.show_page(key)

    def come_to_front(self) -> None:
        """Show the window before all others, with the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_unit(self, unit: str, year: int) -> None:
        """What stands at the right of the status bar."""
        self._unit.setText(f"{unit}　{year}年度" if unit else f"{year}年度")

    def set_badge(self, key: str, number: int) -> None:
        """How much waits on a page."""
        self._rail.set_badge(key, number)

    @property
    def cover(self) -> QWidget | None:
        """What stands in place of rail, page and bars."""
        return self._cover

    def set_cover(self, cover: QWidget | None) -> None:
        """Hide everything behind a widget, or show it again with the keyboard where it was."""
        if self._cover is not None:
            self._all.removeWidget(self._cover)
            self._cover.hide()
        self._cover = cover
        self._content.setVisible(cover is None)
        if cover is not None:
            self._focused = self.focusWidget()
            self._all.addWidget(cover)
            cover.show()
        elif self._focused is not None and isValid(self._focused):
            self._focused.setFocus()

    def note_saved(self, when: datetime | None) -> None:
        """Say at the rail's foot when the last change was saved."""
        self._rail.set_note(f"已自动保存 {clock(when)}" if when else "自动保存已开")

    def show_notice(self, notice: object) -> None:
        """Say what was done; a Notice, or plain words. What changed the data gets 撤销."""
        self.toasts.show_notice(self.undo.offer(notice if isinstance(notice, Notice) else Notice(str(notice))))

    def show_problem(self, error: CultureError) -> None:
        """Say what the user can put right, until it is dismissed."""
        self._problem.show_problem(str(error))

    def show_bug(self, error: BaseException) -> None:
        """Log a bug without what the user typed, and show the one dialog for it."""
        from culture_desktop.ui.dialogs import report  # noqa: PLC0415  # 30 ms that no start should pay for a bug

        report.log_bug(error)
        report.ReportDialog(error, log_path(), self).open()

    def _build(self) -> None:
        self._stack.setObjectName("pages")
        status = QFrame()
        status.setObjectName("statusbar")
        status.setFixedHeight(STATUS_BAR_HEIGHT)
        line = row(margins=(PAGE_MARGIN, 0, PAGE_MARGIN, 0))
        line.addWidget(self._facts, 1)
        line.addWidget(self._unit)
        status.setLayout(line)
        content = column(self._top, self._problem, gap=0)
        content.addWidget(self._stack, 1)
        content.addWidget(status)
        whole = row(self._rail, gap=0)
        whole.addLayout(content, 1)
        self._content = holder(whole, "page")
        self._all = column(self._content, gap=0)
        self.setCentralWidget(holder(self._all, "page"))

    def _connect(self) -> None:
        self._rail.chosen.connect(self.show_page)
        self._top.crumb_pressed.connect(self._leave_crumb)
        self._runner.failed.connect(self.show_problem)
        self._runner.crashed.connect(self.show_bug)
        self.undo.taken_back.connect(self._data_changed)
        self.undo.noticed.connect(self.show_notice)
        self.undo.failed.connect(self.show_problem)
        for at, key in enumerate([key for key, entry in self._entries.items() if not entry.under][:9]):
            action(self, self._entries[key].title, _Opener(self, key), shortcut=f"Ctrl+{at + 1}")
        action(self, "转到通知", self._go_to_notice, shortcut="F6")

    def _build_page(self, key: str) -> Page:
        page = self._entries[key].factory()
        self._pages[key] = page
        self._stale[key] = EVERYTHING
        for button in page.header_actions:
            button.setParent(page)
        page.changed.connect(self._data_changed)
        page.failed.connect(self.show_problem)
        page.notified.connect(self.show_notice)
        page.navigated.connect(self.show_page)
        page.heading_changed.connect(self._show_heading)
        page.status_changed.connect(self._show_facts)
        page.steps_changed.connect(self._show_steps)
        self._stack.addWidget(page)
        return page

    def _refresh_page(self, key: str) -> None:
        topics, self._stale[key] = self._stale[key], None
        if topics is None:
            return
        try:
            self._pages[key].refresh(topics)
        except CultureError as error:
            self.show_problem(error)

    def _data_changed(self, topics: Topics) -> None:
        self.note_saved(datetime.now())
        self._problem.dismiss()
        self.undo.look()
        self.refresh(topics)

    def _show_history(self) -> None:
        if _HISTORY in self._entries:
            self.show_page(_HISTORY)

    def _go_to_notice(self) -> None:
        self.toasts.take_focus()

    def _leave_crumb(self) -> None:
        if self.page is not None:
            self.page.leave_crumb()

    def _show_heading(self) -> None:
        if self.page is not None:
            self._top.set_heading(self.page.title, self.page.subtitle, self.page.crumb)
            self._top.set_actions(self.page.header_actions)

    def _show_steps(self) -> None:
        if self.page is not None:
            self.undo.allow(self.page.undoable, self.page.steps)

    def _show_facts(self) -> None:
        if self.page is not None:
            self._facts.setText(self.page.status_text)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rail.set_folded(self.width() < FOLD_BELOW)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not all(page.can_close() for page in self._pages.values()):
            event.ignore()
            return
        self._settings.set(GEOMETRY, bytes(self.saveGeometry().data()))
        self._settings.sync()
        self._runner.shut_down()
        self.closing.emit()
        super().closeEvent(event)


class _Opener:
    """Shows one page when called; a named thing instead of a lambda over a loop variable."""

    def __init__(self, window: MainWindow, key: str) -> None:
        self._window, self._key = window, key

    def __call__(self) -> None:
        self._window.show_page(self._key)
