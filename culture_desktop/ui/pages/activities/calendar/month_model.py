"""Days of a month or a week as a table of weeks."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from culture_desktop.override import override
from culture_desktop.services.activities.almanac_rows import CalendarEntry, CalendarSpan, DayFacts
from culture_desktop.ui.labels import weekday

Index = QModelIndex | QPersistentModelIndex
DAYS = 7
_NOWHERE = QModelIndex()


class MonthModel(QAbstractTableModel):
    """Weeks from Monday. ``month`` is the one whose days are in ink; None where all are, as in a week."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.first = date.min
        self.month: int | None = None
        self.today = date.min
        self._days: tuple[DayFacts, ...] = ()
        self._entries: Mapping[date, tuple[CalendarEntry, ...]] = {}
        self.marks_people = True  # where most days have a birthday, a mark for it says nothing

    def show_span(self, span: CalendarSpan, month: int | None, today: date) -> None:
        """Show whole weeks."""
        self.beginResetModel()
        self.first, self.month, self.today, self._days = span.first, month, today, span.days
        self._entries = by_day(span)
        marked = sum(bool(facts.birthdays or facts.anniversaries) for facts in span.days)
        self.marks_people = 2 * marked <= len(span.days)
        self.endResetModel()

    def facts(self, index: Index) -> DayFacts:
        """What the day of a cell is."""
        return self._days[index.row() * DAYS + index.column()]

    def entries(self, day: date) -> tuple[CalendarEntry, ...]:
        """The activities of a day."""
        return self._entries.get(day, ())

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day; none when it is not shown."""
        place = (day - self.first).days
        return self.index(place // DAYS, place % DAYS) if 0 <= place < len(self._days) else QModelIndex()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._days) // DAYS

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole):
            facts = self.facts(index)
            return spoken(facts, self.entries(facts.day))
        return None


def by_day(span: CalendarSpan) -> dict[date, tuple[CalendarEntry, ...]]:
    """Each day of a span with the activities that are on it."""
    found: dict[date, list[CalendarEntry]] = {}
    for entry in span.entries:
        day, last = max(entry.first, span.first), min(entry.last, span.last)
        while day <= last:
            found.setdefault(day, []).append(entry)
            day += timedelta(days=1)
    return {day: tuple(entries) for day, entries in found.items()}


def spoken(facts: DayFacts, entries: tuple[CalendarEntry, ...]) -> str:
    """A day in words: ``8月6日周四，客服节，农历六月廿四；14:00 客服节``."""
    words = [f"{facts.day.month}月{facts.day.day}日{weekday(facts.day)}", *day_words(facts)]
    held = [f"{entry.starts:%H:%M} {entry.title}（{entry.state.label}）" for entry in entries]
    return "\n".join(("，".join(words), *held))


def day_words(facts: DayFacts) -> list[str]:
    """What else a day is: a holiday, festivals, a solar term, the lunar day, birthdays."""
    words = ["放假" if facts.off else "调休上班" if facts.make_up else ""]
    words += [festival.name for festival in facts.festivals]
    words += [facts.term, f"农历{facts.lunar_date}" if facts.lunar_date else ""]
    words += [f"生日 {facts.birthdays} 人" if facts.birthdays else ""]
    words += [f"司龄周年 {facts.anniversaries} 人" if facts.anniversaries else ""]
    return [word for word in words if word]
