"""A part of 拟定名单 that is worked out from the selection as it stands, when it is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override


class StudyPane(QWidget):
    """Asks for its basis when it comes up and what it shows is out of date.

    Signals:
        wanted: the basis is to be read.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stale = True

    def forget(self) -> None:
        """The campaign has changed."""
        self._stale = True
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._stale = False
        self.wanted.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._ask()
