"""When an activity of a template is held: near a festival, on a date, on a weekday of a month, every month or quarter."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from culture_desktop.rules.festivals import Festival
from culture_desktop.rules.records import Record
from culture_desktop.vocabulary import Word

_WEEK = 7


class Weekday(Word):
    """Days of the week, Monday first."""

    MONDAY = "monday", "周一"
    TUESDAY = "tuesday", "周二"
    WEDNESDAY = "wednesday", "周三"
    THURSDAY = "thursday", "周四"
    FRIDAY = "friday", "周五"
    SATURDAY = "saturday", "周六"
    SUNDAY = "sunday", "周日"


class Every(Word):
    """What comes again within a year."""

    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度末月"


_MONTHS = {Every.MONTH: tuple(range(1, 13)), Every.QUARTER: (3, 6, 9, 12)}


@dataclass(frozen=True, slots=True)
class When:
    """One of: ``festival`` with ``offset`` days; ``month`` and ``day``, with ``offset``; ``month`` and the ``week``-th
    ``weekday``; every month, or last month of a quarter, on ``day``."""

    festival: str = ""
    offset: int = 0
    month: int = 0
    day: int = 0
    weekday: Weekday | None = None
    week: int = 0
    every: Every | None = None

    def days(self, year: int, festivals: Mapping[str, Festival]) -> tuple[date, ...]:
        """The days of a year, one unless it comes again; none where the festival is not known for it."""
        if self.festival:
            festival = festivals.get(self.festival)
            day = None if festival is None else festival.on(year)
            return () if day is None else (day + timedelta(days=self.offset),)
        if self.every is not None:
            return tuple(_in_month(year, month, self.day) for month in _MONTHS[self.every])
        if self.weekday is not None:
            return (_nth_weekday(year, self.month, list(Weekday).index(self.weekday), self.week),)
        return (_in_month(year, self.month, self.day) + timedelta(days=self.offset),)

    def next_day(self, after: date, festivals: Mapping[str, Festival]) -> date | None:
        """The first day that is not before one."""
        found = (day for year in range(after.year, after.year + 3) for day in self.days(year, festivals))
        return next((day for day in found if day >= after), None)

    @property
    def sentence(self) -> str:
        """``中秋节前 3 天``, ``8月6日``, ``10月第 3 个周六``, ``每月 15 日``."""
        if self.festival:
            return f"{self.festival}{_days(self.offset)}"
        if self.every is not None:
            return f"{self.every.label} {self.day} 日"
        if self.weekday is not None:
            return f"{self.month}月第 {self.week} 个{self.weekday.label}"
        return f"{self.month}月{self.day}日{_days(self.offset)}"


def when_from_record(record: Record) -> When:
    """The ``[when]`` of a template; the error of its document for what does not fit."""
    if "festival" in record:
        record.only("festival", "offset", "time", "hours")
        return When(record.text("festival"), _offset(record))
    if "each" in record:
        record.only("each", "day", "time", "hours")
        return When(every=record.word("each", Every), day=_up_to(record, "day", 31))
    if "weekday" in record:
        record.only("month", "weekday", "week", "time", "hours")
        weekday, week = record.word("weekday", Weekday), _up_to(record, "week", 4)
        return When(month=_up_to(record, "month", 12), weekday=weekday, week=week)
    if "date" in record:
        record.only("date", "offset", "time", "hours")
        return _on_date(record)
    record.only("month", "day", "time", "hours")
    return When(month=_up_to(record, "month", 12), day=_up_to(record, "day", 31))


def _on_date(record: Record) -> When:
    month, _, day = record.text("date").partition("-")
    try:
        date(2000, int(month), int(day))
    except ValueError:
        record.fail("date", "月-日，如 8-6")
    return When(month=int(month), day=int(day), offset=_offset(record))


def _offset(record: Record) -> int:
    return record.integer("offset", -366) if "offset" in record else 0


def _up_to(record: Record, key: str, most: int) -> int:
    value = record.integer(key, 1)
    return value if value <= most else record.fail(key, f"1 到 {most} 的整数")


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _nth_weekday(year: int, month: int, weekday: int, week: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % _WEEK + _WEEK * (week - 1))


def _days(offset: int) -> str:
    return "" if offset == 0 else f"{'后' if offset > 0 else '前'} {abs(offset)} 天"
