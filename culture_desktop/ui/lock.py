"""Locks the window: at opening, after idle minutes, at once; and lets in with the password.

::

    lock = Lock(window, services.lock)         # parented to the window
    lock.begin()                               # before the first page is shown: locks when there is a password

While it is locked the pages are hidden, notices with them; menus are closed, dialogs are put out of sight and come
back as they were. Work on the worker goes on. Passwords are looked at on a thread of the lock's own: behind a long
import the user would stand before a dead field.
"""

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from culture_desktop.errors import CultureError
from culture_desktop.override import override
from culture_desktop.services.lock import LockService
from culture_desktop.ui.main_window import MainWindow
from culture_desktop.ui.tasks import Runner, TaskRunner
from culture_desktop.ui.widgets.lock_screen import LockScreen

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_SHORTCUTS = frozenset({QEvent.Type.Shortcut, QEvent.Type.ShortcutOverride})
_LOOK_EVERY = 5000  # milliseconds between two looks at the clock


class Lock(QObject):
    """Watches for input; the clock is asked again at each, so that a machine that slept is locked when it wakes."""

    def __init__(
        self,
        window: MainWindow,
        service: LockService,
        *,
        runner: Runner | None = None,
        clock: Callable[[], float] = time.time,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(window)
        self._window, self._service, self._clock, self._now = window, service, clock, now
        self._runner = runner or TaskRunner(self)
        self.screen = LockScreen()
        self.screen.tried.connect(self._try)
        self._state = service.state()
        self._last = clock()
        self._away: list[QDialog] = []
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._watching = False

    @property
    def has_password(self) -> bool:
        """Whether there is something to lock with."""
        return self._state.has_password

    @property
    def locked(self) -> bool:
        """Whether the pages are hidden."""
        return self._window.cover is self.screen

    def begin(self) -> None:
        """Lock when there is a password, and watch from now on."""
        self._watch()
        if self._state.has_password:
            self.lock()

    def settings_changed(self) -> None:
        """Password or idle minutes are others now."""
        self._state = self._service.state()
        self._last = self._clock()
        self._watch()

    def lock(self) -> None:
        """Lock at once; without a password there is nothing to lock with."""
        if self.locked or not self._state.has_password:
            return
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._window.set_cover(self.screen)
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                self._put_away(widget)
        self.screen.forget()
        self.screen.ask()

    def look(self) -> None:
        """Lock when nobody was there for as long as was set."""
        idle = self._state.idle_minutes * 60
        if idle and self._clock() - self._last >= idle:
            self.lock()

    def shut_down(self) -> None:
        """The window closes."""
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # there is one as long as there are windows
        self._runner.shut_down()

    def _watch(self) -> None:
        application = QApplication.instance()
        assert application is not None
        wanted = self._state.has_password
        if wanted and not self._watching:
            application.installEventFilter(self)
            self._timer.start()
        elif self._watching and not wanted:
            application.removeEventFilter(self)
            self._timer.stop()
        self._watching = wanted

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self.locked:
            if kind == QEvent.Type.Show and isinstance(watched, QDialog):
                QTimer.singleShot(0, self._put_away_new)
            return kind in _SHORTCUTS
        if kind in _INPUT:
            self.look()
            if self.locked:
                return True  # the key that wakes the machine is for nobody
            self._last = self._clock()
        return False

    def _put_away_new(self) -> None:
        """Dialogs that work under way opened meanwhile wait with the others."""
        if self.locked:
            for widget in QApplication.topLevelWidgets():
                if isinstance(widget, QDialog) and widget.isVisible():
                    self._put_away(widget)

    def _put_away(self, dialog: QDialog) -> None:
        """Out of sight with its content; Qt's own dialogs, for files, are left as by 取消: there is nothing in them."""
        if type(dialog).__module__.startswith("PySide6."):
            dialog.reject()
            return
        # QDialog's own would end the dialog's loop and with it what the user was doing.
        QWidget.setVisible(dialog, False)
        self._away.append(dialog)

    def _try(self, password: str) -> None:
        moment = self._now()
        self._runner.run(
            lambda _progress: self._service.unlock(password, moment),
            title="核对密码",
            done=self._unlock,
            failed=self._refuse,
            cancellable=False,
        )

    def _refuse(self, error: CultureError) -> None:
        seconds = error.data.get("seconds", 1)
        self.screen.refuse(str(error), seconds if isinstance(seconds, int) else 1)

    def _unlock(self, _nothing: None) -> None:
        self.screen.forget()
        self._last = self._clock()
        self._window.set_cover(None)
        away, self._away = self._away, []
        for dialog in away:
            if isValid(dialog):
                QWidget.setVisible(dialog, True)
                dialog.activateWindow()
