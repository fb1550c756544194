"""The upper row: what needs doing, this week, this month."""

from collections import defaultdict
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from culture_desktop.services.overview import Appointment, MonthFigures, Overview, Todo, TodoKind
from culture_desktop.ui.labels import clock, short_day
from culture_desktop.ui.pages.overview.week_strip import WeekStrip
from culture_desktop.ui.theme.tokens import Tone
from culture_desktop.ui.widgets.card import Card
from culture_desktop.ui.widgets.empty_state import EmptyState
from culture_desktop.ui.widgets.entry_list import Entry, EntryList
from culture_desktop.ui.widgets.layouts import STRETCH, row
from culture_desktop.ui.widgets.text import Label, hline
from culture_desktop.vocabulary import Layer

_LAYERS = tuple(Layer)
_TODO_ICONS = {
    TodoKind.ATTENDANCE: "list-check",
    TodoKind.SUMMARY: "writing",
    TodoKind.NOTICE: "speakerphone",
    TodoKind.CAMPAIGN: "award",
    TodoKind.ANNIVERSARY: "cake",
}


def due_words(due: date, today: date) -> tuple[str, Tone]:
    """When something is due, as a word in a tone: 逾期 before today, 今天, else the day."""
    if due < today:
        return f"逾期 {(today - due).days} 天", Tone.BAD
    return ("今天", Tone.WARN) if due == today else (short_day(due), Tone.NEUTRAL)


class TodoCard(Card):
    """What needs doing, soonest first.

    Signals:
        opened: the Todo that was chosen (object).
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("待办")
        self.list = EntryList("待办", ruled=True)
        self.list.opened.connect(self._open)
        self._calm = EmptyState("circle-check", "没有待办", "签到、简报和评选都已办妥")
        self.body.addWidget(self.list)
        self.body.addWidget(self._calm)

    def show_todos(self, todos: tuple[Todo, ...], today: date) -> None:
        """Show other things to do."""
        self.set_note(f"{len(todos)} 件" if todos else "")
        self.list.set_entries([_todo_entry(todo, today) for todo in todos])
        self.list.setVisible(bool(todos))
        self._calm.setVisible(not todos)

    def _open(self, entry: Entry) -> None:
        self.opened.emit(entry.key)


def _todo_entry(todo: Todo, today: date) -> Entry:
    words, tone = due_words(todo.due, today)
    return Entry(todo, todo.sentence, icon=_TODO_ICONS[todo.kind], trail=words, tone=tone, leads_on=bool(todo.key))


class WeekCard(Card):
    """Seven days and their appointments.

    Signals:
        opened: the code of an activity that was chosen (object).
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("本周")
        self.strip = WeekStrip()
        self.list = EntryList("本周活动")
        self.list.opened.connect(self._open)
        self._none = Label("本周没有安排活动", "caption")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.strip, self.list, self._none):
            self.body.addWidget(part)

    def show_week(self, week: tuple[Appointment, ...], today: date) -> None:
        """Show the week of ``today``."""
        self.set_note(f"第 {today.isocalendar().week} 周")
        dots: dict[date, list[int]] = defaultdict(list)
        for appointment in week:
            dots[appointment.starts.date()].append(_LAYERS.index(appointment.layer))
        self.strip.set_week(today, dots)
        self.list.set_entries([_appointment_entry(appointment, today) for appointment in week])
        self.list.setVisible(bool(week))
        self._none.setVisible(not week)

    def _open(self, entry: Entry) -> None:
        self.opened.emit(entry.key)


def _appointment_entry(appointment: Appointment, today: date) -> Entry:
    day = appointment.starts.date()
    when = f"{'今天' if day == today else short_day(day)} {clock(appointment.starts)}"
    return Entry(appointment.code, appointment.title, layer=_LAYERS.index(appointment.layer), lead=when)


class MonthCard(Card):
    """Figures of the month, and the year's budget."""

    def __init__(self) -> None:
        super().__init__("本月")
        self._activities, self._attended = Label("", "key_figure"), Label("", "key_figure")
        self._lines = {name: Label() for name in ("参加人数", "活动时长", "全年预算")}
        self.body.addLayout(
            row(*_figure(self._activities, "场活动"), 12, *_figure(self._attended, "人次参加"), STRETCH, gap=6)
        )
        self.body.addWidget(hline())
        for name, value in self._lines.items():
            self.body.addLayout(row(Label(name, "secondary"), STRETCH, value))
        self.body.addStretch(1)

    def show_figures(self, figures: MonthFigures, month: int) -> None:
        """Show other figures."""
        self.set_note(f"{month} 月　全年活动 {figures.activities_in_year:,} 场")
        self._activities.setText(f"{figures.activities:,}")
        self._attended.setText(f"{figures.attended:,}")
        self._lines["参加人数"].setText(f"{figures.people:,} 人")
        self._lines["活动时长"].setText(f"{figures.hours.normalize():,f} 小时")
        self._lines["全年预算"].setText(f"{figures.budget_in_year:,.2f} 元")


def _figure(value: Label, words: str) -> tuple[QWidget, QWidget]:
    unit = Label(words, "caption")
    unit.setAlignment(Qt.AlignmentFlag.AlignBottom)
    unit.setContentsMargins(0, 0, 0, 5)
    return value, unit


class UpperRow(QWidget):
    """The three cards side by side, 204 px high."""

    def __init__(self) -> None:
        super().__init__()
        self.todos, self.week, self.month = TodoCard(), WeekCard(), MonthCard()
        line: QHBoxLayout = row(gap=16)
        for card, share in ((self.todos, 40), (self.week, 32), (self.month, 28)):
            line.addWidget(card, share)
        self.setLayout(line)
        self.setFixedHeight(204)

    def show_overview(self, overview: Overview) -> None:
        """Show another day's overview."""
        self.todos.show_todos(overview.todos, overview.today)
        self.week.show_week(overview.week, overview.today)
        self.month.show_figures(overview.month, overview.today.month)
