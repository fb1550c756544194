"""The calendar of working days: the bundled years, and those the user entered from the State Council's notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, RecordMissingError
from culture_desktop.models import Setting
from culture_desktop.rules.holiday_notice import NamedDay, notice_text, read_notice
from culture_desktop.rules.workdays import WorkCalendar
from culture_desktop.services.results import Done, Topic

KEY = "workdays"
_YEARS = range(2000, 2101)
_LONGEST_SOURCE = 200
_CHANGED = frozenset({Topic.SETTINGS, Topic.AWARDS})
# Of the notices behind the bundled years, those whose number and date are known.
_NOTICES = {
    2024: ("国办发明电〔2023〕7号", date(2023, 10, 25)),
    2025: ("国办发明电〔2024〕12号", date(2024, 11, 12)),
    2026: ("国办发明电〔2025〕7号", date(2025, 11, 4)),
}


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """What departs from the ordinary week in a year, and the notice it comes from; no days: the year is not known."""

    year: int
    days: tuple[NamedDay, ...]
    source: str
    announced_on: date | None
    entered: bool

    @property
    def text(self) -> str:
        """The days in the words of a notice."""
        return notice_text(self.days)


def read_calendar(session: Session) -> WorkCalendar:
    """The one calendar by which every working day is counted."""
    entered = _entered(session)
    days = {day.day: day.works for year in entered for day in _days(entered[year])}
    return WorkCalendar(days, frozenset(map(int, entered)))


class WorkdayService:
    """Shows, enters and takes back the calendar of a year."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def years(self) -> tuple[int, ...]:
        """The years that are known, bundled or entered."""
        import chinese_calendar.constants as bundled  # noqa: PLC0415  (start-up time)

        with self._database.read() as session:
            return tuple(sorted({day.year for day in bundled.holidays} | set(map(int, _entered(session)))))

    def year(self, year: int) -> CalendarYear:
        """The calendar of a year; without days where nobody knows it yet."""
        with self._database.read() as session:
            kept = _entered(session).get(str(year))
        if kept is not None:
            announced = date.fromisoformat(kept["announced_on"]) if kept["announced_on"] else None
            return CalendarYear(year, _days(kept), kept["source"], announced, entered=True)
        days = _bundled(year)
        number, announced = _NOTICES.get(year, ("", None))
        source = f"国务院办公厅关于{year}年部分节假日安排的通知（{number or '内置'}）" if days else ""
        return CalendarYear(year, days, source, announced, entered=False)

    def check(self, year: int, text: str) -> tuple[NamedDay, ...]:
        """The days a notice gives for a year; InvalidFieldError where it cannot be."""
        if year not in _YEARS:
            raise InvalidFieldError(field="年份", value=year, expected=f"{_YEARS[0]} 到 {_YEARS[-1]}")
        return read_notice(text, year)

    def save(self, year: int, text: str, source: str, announced_on: date | None) -> Done[CalendarYear]:
        """Keep the calendar of a year as a notice gives it, in place of what was known of it."""
        days = self.check(year, text)
        source = source.strip()
        if not source or len(source) > _LONGEST_SOURCE:
            expected = f"通知名称或文号，{_LONGEST_SOURCE} 字以内"
            raise InvalidFieldError(field="安排出处", value=source[:20] or "空白", expected=expected)
        kept = {
            "source": source,
            "announced_on": announced_on.isoformat() if announced_on else None,
            "days": [[one.day.isoformat(), one.works, one.name] for one in days],
        }
        with self._database.begin(f"登记{year}年节假日安排") as session:
            session.merge(Setting(key=KEY, value={**_entered(session), str(year): kept}))
        off, on = sum(not one.works for one in days), sum(one.works for one in days)
        value = CalendarYear(year, days, source, announced_on, entered=True)
        return Done(value, _CHANGED, f"已登记{year}年节假日安排：放假 {off} 天，调休上班 {on} 天")

    def forget(self, year: int) -> Done[CalendarYear]:
        """Take back what was entered for a year: the bundled calendar holds again, or none."""
        with self._database.begin(f"撤回{year}年节假日安排") as session:
            entered = dict(_entered(session))
            if entered.pop(str(year), None) is None:
                raise RecordMissingError(what="自行登记的节假日安排", key=f"{year}年")
            session.merge(Setting(key=KEY, value=entered))
        words = "恢复内置安排" if _bundled(year) else "这一年改为没有安排"
        return Done(self.year(year), _CHANGED, f"已撤回{year}年节假日安排，{words}")


def _entered(session: Session) -> Mapping[str, Any]:
    setting = session.get(Setting, KEY)
    return {} if setting is None else setting.value


def _days(kept: Mapping[str, Any]) -> tuple[NamedDay, ...]:
    return tuple(NamedDay(date.fromisoformat(day), works, name) for day, works, name in kept["days"])


def _bundled(year: int) -> tuple[NamedDay, ...]:
    import chinese_calendar.constants as bundled  # noqa: PLC0415  (start-up time)

    names = {holiday.value: holiday.chinese for holiday in bundled.Holiday}
    days = [NamedDay(day, False, names[name]) for day, name in bundled.holidays.items() if day.year == year]
    days += [NamedDay(day, True, names[name]) for day, name in bundled.workdays.items() if day.year == year]
    return tuple(sorted(days, key=lambda one: one.day))
