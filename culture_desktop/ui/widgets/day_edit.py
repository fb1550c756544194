"""A day, with a calendar to pick it from.

::

    edit = DayEdit(date(2026, 11, 23))
    edit.picked.connect(self._show_period)      # date
    edit.day()
"""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit

from culture_desktop.ui.theme.tokens import HEIGHT_CONTROL


class DayEdit(QDateEdit):
    """``2026-11-23``.

    Signals:
        picked: another day was entered (date, object).
    """

    picked = Signal(object)

    def __init__(self, day: date, *, earliest: date | None = None, latest: date | None = None) -> None:
        super().__init__(_to_qt(day))
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.setFixedHeight(HEIGHT_CONTROL)
        if earliest is not None:
            self.setMinimumDate(_to_qt(earliest))
        if latest is not None:
            self.setMaximumDate(_to_qt(latest))
        self.dateChanged.connect(lambda _day: self.picked.emit(self.day()))

    def day(self) -> date:
        """What is entered."""
        return date(self.date().year(), self.date().month(), self.date().day())

    def set_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(_to_qt(day))


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
