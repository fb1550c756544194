"""Which backups are kept: all of a day, then one a day, a week, a month.

Pure, over the moments at which backups were taken, so that the rule can be tried on years of them.
"""

from collections.abc import Callable, Collection, Hashable
from datetime import datetime, timedelta

RECENT = timedelta(hours=24)
MOST_RECENT = 24  # of the last 24 hours: an evening of imports takes one before each
DAYS, WEEKS, MONTHS = 14, 8, 12
MOST_KEPT = MOST_RECENT + DAYS + WEEKS + MONTHS


def keep(moments: Collection[datetime], now: datetime) -> frozenset[datetime]:
    """Those to keep of backups taken at these moments, at most ``MOST_KEPT``; the newest is always among them.

    Of a day, a week (Monday to Sunday) and a month the last one stands for all. Moments after ``now``, as a clock
    put right leaves them, count as recent.
    """
    newest_first = sorted(set(moments), reverse=True)
    recent = [moment for moment in newest_first if moment > now - RECENT][:MOST_RECENT]
    tiers: tuple[tuple[Callable[[datetime], Hashable], int], ...] = ((_day, DAYS), (_week, WEEKS), (_month, MONTHS))
    kept = set(recent)
    for period, number in tiers:
        kept |= _last_of_each(newest_first, period, number)
    return frozenset(kept)


def due(last: datetime | None, now: datetime) -> bool:
    """Whether the day's backup is still to be taken: none was today, or the last lies in the future."""
    return last is None or last.date() != now.date()


def _last_of_each(newest_first: list[datetime], period: Callable[[datetime], Hashable], number: int) -> set[datetime]:
    """The last moment of each of the newest ``number`` periods that have one."""
    last: dict[Hashable, datetime] = {}
    for moment in newest_first:
        last.setdefault(period(moment), moment)
    return set(list(last.values())[:number])


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
