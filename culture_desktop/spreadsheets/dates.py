"""Days and moments from cells: date cells, the usual ways of writing, and Excel's serial numbers."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from culture_desktop.spreadsheets.cell_text import CellError, text
from culture_desktop.spreadsheets.sheet import Cell

NOT_A_DATE = "不是日期"

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Excel's day 0. Serials below 61 fall before its invented 29 February 1900; none of them is a date of ours.
_EPOCH = date(1899, 12, 30)
_SERIALS = range(3_654, 73_051)  # 1910-01-01 to 2099-12-31

_DAY = re.compile(
    r"(\d{4})(?:年|[./\-])(\d{1,2})(?:(?:月|[./\-])(\d{1,2})[日号]?|月)?"
    r"(?:[T ]*(\d{1,2})[:：](\d{1,2})(?:[:：](\d{1,2})(?:\.\d+)?)?)?",
    re.ASCII,
)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{1,2})(?:[:：](\d{1,2}))?", re.ASCII)


def parse_date(cell: Cell) -> date | None:
    """A day; a month without a day is its first. Takes date cells, the usual ways of writing, and Excel serials."""
    if isinstance(cell, datetime):
        return _in_range(cell.date())
    if isinstance(cell, date):
        return _in_range(cell)
    if isinstance(cell, bool | time | timedelta):
        raise CellError(NOT_A_DATE)
    if isinstance(cell, float) and not isfinite(cell):
        raise CellError(NOT_A_DATE)
    if isinstance(cell, float) and not cell.is_integer():
        return _month_as_number(cell)
    found = text(cell)
    return _day(found) if found else None


def parse_datetime(cell: Cell, day: date | None = None) -> datetime | None:
    """A moment; a bare time of day is completed by ``day`` or refused, a bare day starts at midnight."""
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, time):
        return _at(day, cell)
    if isinstance(cell, float) and isfinite(cell) and int(cell) in _SERIALS:
        return datetime.combine(_EPOCH, time()) + timedelta(seconds=round(cell * 86_400))
    if isinstance(cell, str):
        found = text(cell)
        if clock := _CLOCK.fullmatch(found):
            return _at(day, _time(*clock.groups()))
        if (match := _DAY.fullmatch(found)) and match[4]:
            return datetime.combine(_date(match[1], match[2], match[3]), _time(*match.groups()[3:]))
    found_day = parse_date(cell)
    return datetime.combine(found_day, time()) if found_day else None


@lru_cache(maxsize=8192)
def _day(found: str) -> date:
    if match := _DAY.fullmatch(found):
        return _in_range(_date(match[1], match[2], match[3]))
    if re.fullmatch(r"[0-9]+(?:\.0)?", found):
        digits = found.removesuffix(".0")
        if len(digits) in (6, 8) and (match := _COMPACT_DAY.fullmatch(digits)):
            return _in_range(_date(match[1], match[2], match[3]))
        if len(digits) <= 5 and int(digits) in _SERIALS:
            return _EPOCH + timedelta(days=int(digits))
        if len(digits) == 4:
            raise CellError("只有年份，缺月份")
    raise CellError(NOT_A_DATE)


def _month_as_number(cell: float) -> date:
    """2019.7 typed into a number cell; 2019.1 may have been 2019.10, which a number cannot tell."""
    if int(cell) in _SERIALS:
        return _EPOCH + timedelta(days=int(cell))
    match = re.fullmatch(r"(\d{4})\.(\d{1,2})", repr(cell))
    if match is None:
        raise CellError(NOT_A_DATE)
    if match[2] == "1":
        raise CellError("分不清是 1 月还是 10 月，请改成文本")
    return _in_range(_date(match[1], match[2], None))


def _date(year: str, month: str, day: str | None) -> date:
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        raise CellError("没有这一天") from None


def _in_range(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise CellError(f"年份不在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间")
    return day


def _time(hour: str, minute: str, second: str | None) -> time:
    try:
        return time(int(hour), int(minute), int(second or 0))
    except ValueError:
        raise CellError("没有这个时刻") from None


def _at(day: date | None, clock: time) -> datetime:
    if day is None:
        raise CellError("只有时刻，缺日期")
    return datetime.combine(day, clock)
