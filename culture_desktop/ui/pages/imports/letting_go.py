"""Freeing a look that nobody shows any more: millions of cells, a few thousand rows at a time."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer

from culture_desktop.ui.pages.imports.work import Look

_AT_ONCE = 3_000


class LettingGo(QObject):
    """At once it would take a tenth of a second, in which the window does nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: list[list[Any]] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._drop_some)

    def take(self, look: Look) -> None:
        """Let go of a look; what another one shares with it stays."""
        self._held.extend(_rows_of(look))
        self._timer.start()

    def _drop_some(self) -> None:
        del self._held[-1][-_AT_ONCE:]
        if not self._held[-1]:
            self._held.pop()
        if not self._held:
            self._timer.stop()


def _rows_of(look: Look) -> Iterator[list[Any]]:
    """Everything of which there are many, in lists of our own."""
    yield list(look.preview.rows)
    yield from (list(table.sheet.rows) for table in look.preview.tables)
