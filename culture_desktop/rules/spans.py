"""Spans between dates as the law counts them: whole years and months, corresponding day to corresponding day.

Civil Code (民法典) art. 202: a term of months or years ends on the corresponding day, or on the last day of the
month when there is none. Hired on 29 February 2020, three years are full on 28 February 2023.
"""

from calendar import monthrange
from datetime import date


def add_years(day: date, years: int) -> date:
    """The corresponding day ``years`` later (earlier when negative), 28 February for 29 where there is none."""
    return add_months(day, 12 * years)


def add_months(day: date, months: int) -> date:
    """The corresponding day ``months`` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> int:
    """Whole months from ``start`` to ``end``; 0 when ``end`` comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if end.day < start.day and end.day < monthrange(end.year, end.month)[1]:
        months -= 1
    return max(months, 0)


def in_words(months: int) -> str:
    """``2 年 4 个月``, ``3 年``, ``5 个月``, ``不足 1 个月``."""
    years, rest = divmod(months, 12)
    parts = ([f"{years} 年"] if years else []) + ([f"{rest} 个月"] if rest else [])
    return " ".join(parts) or "不足 1 个月"
