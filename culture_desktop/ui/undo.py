"""Undo and redo of a window, on the history of its data file.

::

    undo = Undo(runner, buttons, window)
    undo.follow(services.history)      # once the file is open
    undo.look()                        # after every change: what would Ctrl+Z take back now?
    undo.offer(Notice("已删除 3 人"))   # -> the same with 撤销, when something new was done since the last look
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from culture_desktop.errors import CultureError
from culture_desktop.progress import Progress
from culture_desktop.services.results import Done
from culture_desktop.ui.labels import count
from culture_desktop.ui.tasks import Runner, Task
from culture_desktop.ui.widgets.notice import Notice
from culture_desktop.ui.widgets.page import EVERYTHING, Steps
from culture_desktop.ui.widgets.undo_buttons import UndoButtons

if TYPE_CHECKING:
    from culture_desktop.services.history import HistoryRow, HistoryService

_MOST_WAITING = 20  # presses kept while a step is under way: a key held down is not a wish for hundreds
_EFFECT = "这一步更正已经确认的表彰。理由会和更正一起留在记录里，不能修改，也不能删除。"


class Undo(QObject):
    """Takes entries of the history back, one after the other.

    Signals:
        taken_back: an entry was undone or redone; every page has to fetch anew (topics, object).
        noticed: what to say at the bottom left (Notice, object).
        failed: a CultureError, such as later work that stands in the way (object).
    """

    taken_back = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: Runner, buttons: UndoButtons, window: QWidget) -> None:
        super().__init__(window)
        self._runner, self._buttons, self._window = runner, buttons, window
        self._history: HistoryService | None = None
        self._allowed = True
        self._own: Steps | None = None
        self._undo: HistoryRow | None = None
        self._redo: HistoryRow | None = None
        self._fresh: HistoryRow | None = None  # done since the last look, and not yet told
        self._begun = datetime.max
        self._running: Callable[[Progress], object] | None = None
        self._waiting: deque[Callable[[], None]] = deque(maxlen=_MOST_WAITING)
        buttons.undo_wanted.connect(self.undo)
        buttons.redo_wanted.connect(self.redo)
        runner.finished.connect(self._end)

    def follow(self, history: "HistoryService") -> None:
        """The history of the file that is open now; what was done before can be undone as well."""
        if history is not self._history:
            self._history, self._begun = history, datetime.now()
            self._undo, self._redo = history.next_undo(), history.next_redo()
            self._show()

    def allow(self, allowed: bool, own: Steps | None = None) -> None:
        """Whether the page on screen lets its data be undone: the doors at the start do not, nor one with its own steps.

        To be called again whenever those ``own`` steps change.
        """
        self._allowed, self._own = allowed and own is None, own
        self._show()

    def look(self) -> None:
        """See what would be undone and redone now; two reads by index."""
        if self._history is None:
            return
        known = 0 if self._undo is None else self._undo.id
        try:
            self._undo, self._redo = self._history.next_undo(), self._history.next_redo()
        except CultureError as error:
            self.failed.emit(error)
            return
        # A file restored from a backup brings older entries: those are not what was just done.
        if self._undo is not None and self._undo.id > known and self._undo.made_at >= self._begun:
            self._fresh = self._undo
            QTimer.singleShot(0, self, self._tell_fresh)
        self._show()

    def offer(self, notice: Notice) -> Notice:
        """A notice with 撤销 when it tells of something new; one with an act of its own keeps that."""
        entry, self._fresh = self._fresh, None
        if entry is None or notice.action:
            return notice
        return Notice(notice.text, entry.kind.opposite.label, lambda: self.take_back(entry), notice.tone)

    def undo(self) -> None:
        """Take back the newest step that stands."""
        if self._own is not None:
            self._own.undo()
        self._press(self.undo, self._undo)

    def redo(self) -> None:
        """Do the step again that was undone last."""
        if self._own is not None:
            self._own.redo()
        self._press(self.redo, self._redo)

    def take_back(self, entry: "HistoryRow", reason: str = "") -> None:
        """Undo just this entry, or redo it when it is an undo; asks for the reason if it corrects a result."""
        history = self._history
        if history is None or self._running is not None:
            return

        def work(progress: Progress) -> "Done[HistoryRow] | HistoryRow":
            if not reason and history.needs_reason(entry.id):
                return entry
            return history.take_back(entry.id, reason=reason, progress=progress)

        self._running = work
        title = entry.kind.opposite.of(entry.label)
        self._runner.run(work, title=title, done=self._done, failed=self._not_done)

    def _press(self, again: Callable[[], None], entry: "HistoryRow | None") -> None:
        if not self._allowed:
            return
        if self._running is not None:
            self._waiting.append(again)
        elif entry is not None and entry.undoable:
            self.take_back(entry)

    def _done(self, result: "Done[HistoryRow] | HistoryRow") -> None:
        if not isinstance(result, Done):
            self._waiting.clear()
            self._ask(result)
            return
        self.taken_back.emit(EVERYTHING)
        self.look()
        made = max((entry for entry in (self._undo, self._redo) if entry is not None), key=lambda entry: entry.id)
        self.noticed.emit(Notice(result.sentence, made.kind.opposite.label, lambda: self.take_back(made)))
        if self._waiting:
            QTimer.singleShot(0, self, self._waiting.popleft())

    def _ask(self, entry: "HistoryRow") -> None:
        from culture_desktop.ui.dialogs import correction_dialog  # noqa: PLC0415 - seldom, and not before the first paint

        verb = entry.kind.opposite.label
        reason = correction_dialog.ask(self._window, f"{verb}“{entry.label}”", _EFFECT, act=verb)
        if reason is not None:
            self.take_back(entry, reason)

    def _not_done(self, error: CultureError) -> None:
        self._waiting.clear()
        self.look()
        self.failed.emit(error)

    def _end(self, task: Task[object]) -> None:
        """Also when it was cancelled."""
        if task.function is self._running:
            self._running = None
            if task.cancelled:
                self._waiting.clear()

    def _tell_fresh(self) -> None:
        """Say what was saved where the page itself said nothing."""
        if self._fresh is not None:
            self.noticed.emit(Notice(f"已保存：{self._fresh.label}"))

    def _show(self) -> None:
        if self._own is not None:
            self._buttons.show_steps(*self._own.words())
            return
        self._buttons.show_steps(self._words(self._undo), self._words(self._redo))

    def _words(self, entry: "HistoryRow | None") -> str:
        if entry is None or not entry.undoable or not self._allowed:
            return ""
        return f"{entry.kind.opposite.of(entry.label)}（{count(entry.rows, '行')}）"
