"""Honours and activities of one person, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from culture_desktop.services.people.rows import PersonDetail
from culture_desktop.ui.labels import day
from culture_desktop.ui.widgets.buttons import LinkButton
from culture_desktop.ui.widgets.empty_state import Picture
from culture_desktop.ui.widgets.layouts import STRETCH, clear, column, holder, row
from culture_desktop.ui.widgets.text import ElidedLabel, Label, vline
from culture_desktop.vocabulary import Attendance

_SHOWN_AT_FIRST = 6
_ROW = 46  # two lines and the air below them


@dataclass(frozen=True)
class Record:
    """One line of the timeline."""

    on: date
    words: str
    detail: str
    icon: str
    colour: str


def records_of(detail: PersonDetail) -> list[Record]:
    """Honours and what the person took part in, the latest first; sign-ups that came to nothing are left out."""
    found = [
        Record(honour.granted_on, honour.title, day(honour.granted_on), "rosette", "red_text")
        for honour in detail.honours
    ]
    for taken in detail.participations:
        if taken.attendance is Attendance.ATTENDED:
            facts = [day(taken.day), taken.layer.label, taken.result]
            found.append(Record(taken.day, taken.title, "　".join(filter(None, facts)), "calendar-event", "ok"))
    return sorted(found, key=lambda record: (record.on, record.colour), reverse=True)


class Timeline(QWidget):
    """Icon on a line, words, date; the first few until all are asked for.

    Signals:
        resized: more or fewer lines are shown.
    """

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._records: Sequence[Record] = ()
        self._all = False
        self.more = LinkButton("", clicked=self._show_all)
        self._empty = Label("还没有荣誉和参与记录", "caption")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(11)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        head = row(Label("荣誉与记录", "strong"), STRETCH, self.more)
        self.setLayout(column(head, self._empty, self._grid, gap=6))

    @property
    def shown(self) -> int:
        """How many records are shown."""
        return len(self._records) if self._all else min(_SHOWN_AT_FIRST, len(self._records))

    def show_records(self, records: Sequence[Record]) -> None:
        """Show another person's records."""
        self._records, self._all = records, False
        self._show()

    def _show_all(self) -> None:
        self._all = not self._all
        self._show()
        self.resized.emit()

    def _show(self) -> None:
        clear(self._grid)
        self._empty.setVisible(not self._records)
        self.more.setVisible(len(self._records) > _SHOWN_AT_FIRST)
        self.more.setText("收起" if self._all else f"全部 {len(self._records)} 条")
        for at, record in enumerate(self._records[: self.shown]):
            self._add(at, record, last=at == self.shown - 1)

    def _add(self, at: int, record: Record, *, last: bool) -> None:
        words = ElidedLabel(record.words)  # wrapped it would be squeezed where the pane is low
        icon = Picture(record.icon, size=16, colour=record.colour)
        mark = column(icon, gap=3, margins=(0, 3, 0, 0))
        if not last:
            line = vline()
            mark.addWidget(line, 1, Qt.AlignmentFlag.AlignHCenter)
        else:
            mark.addStretch(1)
        text = holder(column(words, Label(record.detail, "caption"), STRETCH, gap=0))
        text.setFixedHeight(_ROW)
        self._grid.addLayout(mark, at, 0)
        self._grid.addWidget(text, at, 1)
