"""Asks for more rows when a table is scrolled to its end, so that a long list is read a slice at a time.

::

    more = MoreRows(table, self._read_on)
    table.set_rows(first)
    more.wait(complete=False)           # ask once when the end comes near
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from culture_desktop.ui.tables.row_view import RowView

_AHEAD = 300  # pixels before the end


class MoreRows(QObject):
    """Silent until ``wait`` says that there are more."""

    def __init__(self, table: RowView, wanted: Callable[[], object]) -> None:
        super().__init__(table)
        self._bar, self._wanted, self._waiting = table.verticalScrollBar(), wanted, False
        self._bar.valueChanged.connect(self._look)
        self._bar.rangeChanged.connect(self._look)

    def wait(self, *, complete: bool) -> None:
        """The rows read so far are shown; unless they are all, ask for more at the end."""
        self._waiting = not complete
        self._look()

    def _look(self, *_changed: int) -> None:
        # A table that is not laid out yet has a range of nothing: its end has not been reached.
        if self._waiting and self._bar.maximum() > 0 and self._bar.value() >= self._bar.maximum() - _AHEAD:
            self._waiting = False
            self._wanted()
