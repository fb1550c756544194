"""What a day is and holds, beside the calendar, and what the party branches still owe."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from culture_desktop.override import override
from culture_desktop.services.activities.almanac_rows import CalendarEntry, DayFacts
from culture_desktop.services.activities.duties import BranchDuties
from culture_desktop.ui.labels import count, weekday
from culture_desktop.ui.pages.activities.calendar.month_model import day_words
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.entry_list import Entry, EntryList
from culture_desktop.ui.widgets.layouts import column
from culture_desktop.ui.widgets.text import paragraph, set_paragraph
from culture_desktop.vocabulary import Layer

_LAYERS = list(Layer)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_HINT = "拖到别的日子，或按 Alt+方向键改日期：左右一天，上下一周。"


class DayPane(QWidget):
    """The day, its activities, whose day it is, and duties.

    Signals:
        opened: the code of an activity (str).
        moved: an activity is to be held some days later or earlier (its id, days).
    """

    opened = Signal(str)
    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.entries = DayList()
        self.people = EntryList("生日和司龄", ruled=True)
        self.duties = EntryList("组织生活", ruled=True)
        self._words, self._hint = paragraph("", "caption"), paragraph(_HINT, "caption")
        self.day_card, self.duty_card = Card("这一天"), Card("组织生活")
        for part in (self._words, self.entries, self._hint):
            self.day_card.body.addWidget(part, 1 if part is self.entries else 0)
        self.people_card = Card("生日和司龄")
        self.people_card.body.addWidget(self.people)
        self.duty_card.body.addWidget(self.duties)
        whole = column(gap=12)
        whole.addWidget(self.day_card, 3)
        whole.addWidget(self.people_card, 2)
        whole.addWidget(self.duty_card, 4)
        self.setLayout(whole)
        self.entries.opened.connect(lambda entry: self.opened.emit(entry.key.code))
        self.entries.moved.connect(self.moved)

    def show_day(self, facts: DayFacts, entries: Sequence[CalendarEntry]) -> None:
        """Show a day; whose day it is follows with ``show_people``."""
        day = facts.day
        self.day_card.set_title(
            f"{day.month}月{day.day}日 {weekday(day)}", count(len(entries), "场") if entries else ""
        )
        set_paragraph(self._words, "　".join(day_words(facts)))
        self.entries.set_entries(
            [Entry(entry, f"{_time(entry, day)}　{entry.title}", layer=_LAYERS.index(entry.layer)) for entry in entries]
        )
        self.entries.setVisible(bool(entries))
        set_paragraph(self._hint, _HINT if entries else "这一天没有活动。")
        self.people_card.setVisible(bool(facts.birthdays or facts.anniversaries))

    def show_people(self, people: Sequence[tuple[str, str, str]]) -> None:
        """Show whose day it is: name, unit, what."""
        self.people.set_entries(
            [Entry(name, f"{name}　{unit}", icon="cake", trail=what, leads_on=False) for name, unit, what in people]
        )

    def show_duties(self, branches: Sequence[BranchDuties]) -> None:
        """Show what is owed, by branch."""
        owed = [(branch, one) for branch in branches for one in branch.owed]
        self.duty_card.setVisible(bool(branches))
        self.duty_card.set_title("组织生活", f"还欠 {len(owed)} 项" if owed else "都已完成")
        self.duties.set_entries(
            [
                Entry(
                    (branch.branch_id, one.rule.duty),
                    f"{one.rule.period_name(one.first)}{one.rule.duty.label}",
                    icon="flag",
                    trail=branch.branch,
                    tone=Tone.WARN if one.unplanned else Tone.INFO,
                    leads_on=False,
                )
                for branch, one in owed
            ]
        )


class DayList(EntryList):
    """The activities of a day; Alt and an arrow hold the current one on another day.

    Signals:
        moved: the activity's id and by how many days (int, int).
    """

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__("这一天的活动", ruled=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, place = _STEPS.get(Qt.Key(event.key())), self.currentIndex().row()
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and 0 <= place < len(self.entries):
            entry = self.entries[place].key
            assert isinstance(entry, CalendarEntry)
            self.moved.emit(entry.id, step)
        else:
            super().keyPressEvent(event)


def _time(entry: CalendarEntry, day: date) -> str:
    return f"{entry.starts:%H:%M}" if entry.first == day else "续"
