"""Anniversaries of service: who has been with the unit for a round number of years, and on which day.

A period of years ends on the day with the date of its first; where the month lacks that day, on the month's last
(民法典第二百零二条): who began on 29 February has the 28th in common years. Time away from the unit is not served: the
years count from a start that is as many months and days later as the person was away.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

YEARS = (5, 10, 15, 20, 25, 30, 35, 40)


@dataclass(frozen=True, slots=True)
class Away:
    """Not with the unit: from a day up to but not including another."""

    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Milestone:
    """So many years of service, complete on a day."""

    years: int
    on: date


def anniversary(start: date, years: int) -> date:
    """The day on which so many years since a day are complete."""
    return _months_later(start, 12 * years)


def counted_from(hired: date, away: Iterable[Away] = ()) -> date:
    """The day from which years of service count: the first one, later by the whole months and the days away since."""
    months, days = 0, 0
    for gap in _joined(hired, away):
        whole = (gap.ends.year - gap.starts.year) * 12 + gap.ends.month - gap.starts.month
        if _months_later(gap.starts, whole) > gap.ends:
            whole -= 1
        months += whole
        days += (gap.ends - _months_later(gap.starts, whole)).days
    return _months_later(hired, months) + timedelta(days=days)


def _joined(hired: date, away: Iterable[Away]) -> list[Away]:
    """The times away since a day, in order, those that touch as one."""
    joined: list[Away] = []
    for gap in sorted(away, key=lambda one: one.starts):
        starts = max(gap.starts, hired)
        if gap.ends <= starts:
            continue
        if joined and starts <= joined[-1].ends:
            last = joined.pop()
            joined.append(Away(last.starts, max(last.ends, gap.ends)))
        else:
            joined.append(Away(starts, gap.ends))
    return joined


def milestone_in(year: int, start: date, years: Iterable[int] = YEARS) -> Milestone | None:
    """The anniversary that falls in a year, if it is one of those asked for; ``start`` as of ``counted_from``."""
    served = year - start.year
    return Milestone(served, anniversary(start, served)) if served > 0 and served in years else None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
