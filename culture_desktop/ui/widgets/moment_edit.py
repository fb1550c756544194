"""A date with a time of day; one that may be left open.

::

    MomentEdit(datetime(2026, 11, 23, 19)).moment()
    OptionalMoment("结束时间", None, default=datetime(2026, 11, 23, 21)).moment()      # None until ticked
"""

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QWidget

from culture_desktop.ui.theme.tokens import HEIGHT_CONTROL
from culture_desktop.ui.widgets.layouts import STRETCH, row

_FORMAT = "yyyy-MM-dd HH:mm"
_WIDTH = 168


class MomentEdit(QDateTimeEdit):
    """Minutes, with a calendar to pick the day from."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(_to_qt(moment))
        self.setDisplayFormat(_FORMAT)
        self.setCalendarPopup(True)
        self.setFixedHeight(HEIGHT_CONTROL)

    def moment(self) -> datetime:
        """What is entered, without seconds."""
        day, time = self.date(), self.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())

    def set_moment(self, moment: datetime) -> None:
        """Show another moment."""
        self.setDateTime(_to_qt(moment))


class OptionalMoment(QWidget):
    """A tick and a moment; without the tick there is none."""

    def __init__(self, name: str, moment: datetime | None, default: datetime) -> None:
        super().__init__()
        self.edit = MomentEdit(moment or default)
        self.edit.setFixedWidth(_WIDTH)
        self.edit.setAccessibleName(name)
        self.tick = QCheckBox("已定")
        self.tick.setAccessibleName(f"{name}已定")
        self.tick.setChecked(moment is not None)
        self.edit.setEnabled(moment is not None)
        self.tick.toggled.connect(self.edit.setEnabled)
        self.setLayout(row(self.edit, self.tick, STRETCH))
        self.setFocusProxy(self.edit)

    def moment(self) -> datetime | None:
        """What is entered, or None."""
        return self.edit.moment() if self.tick.isChecked() else None


def _to_qt(moment: datetime) -> QDateTime:
    return QDateTime(QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute))
