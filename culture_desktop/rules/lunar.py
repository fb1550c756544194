"""The lunar calendar and the solar terms of the years 1901 to 2100.

cnlunar has the tables of the Hong Kong Observatory; it agrees with sxtwl on 62,091 days, which its peers do not.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1901, 2100
EVE = 0  # as a day of the first month: the day before it (除夕)
_NOON = time(12)
_TENS = ("初", "十", "廿", "三")
_ONES = ("十", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar: month 1 to 12, day 1 to 30, and whether the month is the leap one of its year."""

    month: int
    day: int
    leap: bool = False

    @property
    def month_text(self) -> str:
        """``八月``, ``闰六月``."""
        return f"{'闰' if self.leap else ''}{_MONTHS[self.month - 1]}月"

    @property
    def day_text(self) -> str:
        """``初一``, ``十五``, ``廿三``, ``三十``."""
        tens, ones = divmod(self.day, 10)
        if ones == 0:
            return {1: "初十", 2: "二十", 3: "三十"}[tens]
        return _TENS[tens] + _ONES[ones]

    @property
    def text(self) -> str:
        """``八月十五``."""
        return self.month_text + self.day_text


def lunar_day(day: date) -> LunarDay | None:
    """A day by the lunar calendar; None beyond the years that are known."""
    return _year(day.year)[0].get(day)


def solar_term(day: date) -> str:
    """The solar term (节气) that falls on a day, or nothing."""
    return _year(day.year)[1].get(day, "")


def day_of_term(name: str, year: int) -> date | None:
    """When a solar term falls in a year; None beyond the years that are known, or for no term."""
    return next((day for day, term in _year(year)[1].items() if term == name), None)


def day_of_lunar(month: int, day: int, year: int) -> date | None:
    """When a day of the lunar calendar, not of a leap month, falls in a calendar year.

    None where it does not fall in it (腊月 may come twice in a year or not at all), the first where it does twice.
    """
    if day == EVE:
        new_year = day_of_lunar(1, 1, year)
        return None if new_year is None else new_year - timedelta(days=1)
    wanted = LunarDay(month, day)
    return next((at for at, lunar in _year(year)[0].items() if lunar == wanted), None)


@lru_cache(maxsize=8)
def _year(year: int) -> tuple[dict[date, LunarDay], dict[date, str]]:
    """The lunar days and the solar terms of a calendar year, in order: 70 ms, once."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}, {}
    from cnlunar import lunar  # noqa: PLC0415  (start-up time)

    days, terms = {}, {}
    day = date(year, 1, 1)
    while day.year == year:
        found = lunar.Lunar(datetime.combine(day, _NOON))
        days[day] = LunarDay(found.lunarMonth, found.lunarDay, bool(found.isLunarLeapMonth))
        if found.todaySolarTerms != "无":
            terms[day] = found.todaySolarTerms
        day += timedelta(days=1)
    return days, terms
