"""Working days by the statutory calendar with its make-up days (调休), and periods of public notice.

The calendar is that of the State Council's yearly notices as far as the bundled table knows them, with what the
operator entered put over it. For any other year the operator has to say; nothing is guessed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from culture_desktop.errors import CalendarUnknownError, InvalidFieldError

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """What was entered: ``days`` True for work, False for rest; they win over the bundled table.

    For a year in ``complete_years`` the days are all that departs from the ordinary week.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    complete_years: Collection[int] = ()


STATUTORY = WorkCalendar()


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """First and last day of a public notice, both included, and the working days counted in between."""

    start: date
    end: date
    counted: tuple[date, ...] = ()


def is_workday(day: date, calendar: WorkCalendar = STATUTORY) -> bool:
    """Whether ``day`` is a working day; CalendarUnknownError for one that nothing covers."""
    decided = calendar.days.get(day)
    if decided is not None:
        return decided
    if day.year in calendar.complete_years:
        return day.weekday() < _SATURDAY
    import chinese_calendar  # noqa: PLC0415  (start-up time; needed for notices only)

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise CalendarUnknownError(year=day.year) from error


def notice_period(first_day: date, working_days: int, calendar: WorkCalendar = STATUTORY) -> NoticePeriod:
    """The period that holds ``working_days`` working days, counted from ``first_day`` if that is one.

    A notice put up on a day of rest is up from that day, but counting starts on the next working day.
    """
    if working_days < 1:
        raise InvalidFieldError(field="公示工作日数", value=working_days, expected="不小于 1 的整数")
    counted: list[date] = []
    day = first_day
    while True:
        if is_workday(day, calendar):
            counted.append(day)
            if len(counted) == working_days:
                return NoticePeriod(first_day, day, tuple(counted))
        day += timedelta(days=1)


def workday_on_or_after(day: date, calendar: WorkCalendar = STATUTORY) -> date:
    """The day itself if it is a working day, else the next one that is."""
    while not is_workday(day, calendar):
        day += timedelta(days=1)
    return day


def workdays_from(day: date, count: int, calendar: WorkCalendar = STATUTORY) -> date:
    """The working day that is ``count`` working days after a day, or before it when negative; the day is not counted.

    Five working days from a Monday is the next Monday in an ordinary week. With 0, the first working day from the
    day on.
    """
    if count == 0:
        return workday_on_or_after(day, calendar)
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_workday(day, calendar)
    return day
