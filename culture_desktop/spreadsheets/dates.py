"""Days and moments from cells: date cells, the usual ways of writing, and Excel's serial numbers."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from culture_desktop.spreadsheets.cell_text import CellError, plain
from culture_desktop.spreadsheets.sheet import Cell

NOT_A_DATE = "不是日期"
SHORT_YEAR = "年份只有两位，分不清，请写成四位"
# The end of a contract without one.
OPEN_END = date(9999, 12, 31)

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Excel's day 0. Serials below 61 fall before its invented 29 February 1900; none of them is a date of ours.
_EPOCH = date(1899, 12, 30)
_SERIALS = range(3_654, 73_051)  # 1910-01-01 to 2099-12-31

_CLOCK_TIME = r"(\d{1,2})[:：](\d{1,2})(?:[:：](\d{1,2})(?:\.\d+)?)?"
_DAY = re.compile(
    r"(\d{4})\s?(?:年|[./\-])\s?(\d{1,2})\s?(?:(?:月|[./\-])\s?(\d{1,2})\s?[日号]?|月)?"
    r"(?:[T ]*" + _CLOCK_TIME + r"(?:\+08:?00)?)?",
    re.ASCII,
)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_CLOCK = re.compile(_CLOCK_TIME, re.ASCII)
_SHORT_YEAR = re.compile(r"(\d{2})(?:年|[./\-])(\d{1,2})(?:月|[./\-])(\d{1,2})日?", re.ASCII)
# A day of the week beside the day, which says nothing more, or which of two centuries a short year is of.
_WEEKDAY = re.compile(r"\s*\(?(?:星期|周)([一二三四五六日天])\)?\s*")
_WEEKDAYS = "一二三四五六日"

_ONES = "[一二三四五六七八九]"
_CHINESE = re.compile(
    rf"([〇零○一二三四五六七八九]{{4}})年(十?{_ONES}|十)月(?:((?:[二三]?十|廿|卅)?{_ONES}|[二三]?十|廿|卅)[日号])?"
)
_CHINESE_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_CHINESE_TENS = {"十": 10, "廿": 20, "卅": 30}
_OPEN = re.compile(r"(?:至|为)?(?:无固定期限?(?:劳动合同|合同)?|无期限|无限期|长期(?:有效|合同)?|永久|至今|不限期)")


class Month(date):
    """A month whose day is not known, as its first day."""

    def holds(self, day: object) -> bool:
        """Whether a day is in this month."""
        return isinstance(day, date) and (day.year, day.month) == (self.year, self.month)


def parse_date(cell: Cell) -> date | None:
    """A day, or a Month where no day is given. Takes date cells, the usual ways of writing, and Excel serials."""
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
    found = plain(cell)
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
        found = _WEEKDAY.sub(" ", plain(cell)).strip()
        if clock := _CLOCK.fullmatch(found):
            return _at(day, _time(*clock.groups()))
        if (match := _DAY.fullmatch(found)) and match[4]:
            return datetime.combine(_date(match[1], match[2], match[3]), _time(*match.groups()[3:]))
    found_day = parse_date(cell)
    return datetime.combine(found_day, time()) if found_day else None


def parse_contract_end(cell: Cell) -> date | None:
    """The last day of a contract; one without a fixed term (无固定期限, 长期, 9999-12-31) ends on OPEN_END."""
    if isinstance(cell, date) and cell.year == OPEN_END.year:
        return OPEN_END
    found = plain(cell)
    if _OPEN.fullmatch(found) or found.startswith(("9999-12-31", "9999/12/31", "9999.12.31", "99991231")):
        return OPEN_END
    return parse_date(cell)


@lru_cache(maxsize=8192)
def _day(found: str) -> date:
    weekday = _WEEKDAY.search(found)
    if weekday:
        found = (found[: weekday.start()] + " " + found[weekday.end() :]).strip()
    if match := _DAY.fullmatch(found):
        return _in_range(_date(match[1], match[2], match[3]))
    if match := _SHORT_YEAR.fullmatch(found):
        return _of_weekday(match, weekday[1] if weekday else "")
    if match := _CHINESE.fullmatch(found):
        year = "".join(map(_CHINESE_DIGITS.__getitem__, match[1]))
        return _in_range(_date(year, _chinese(match[2]), _chinese(match[3]) if match[3] else None))
    if re.fullmatch(r"[0-9]+(?:\.0)?", found):
        digits = found.removesuffix(".0")
        if len(digits) in (6, 8) and (match := _COMPACT_DAY.fullmatch(digits)):
            return _in_range(_date(match[1], match[2], match[3]))
        if len(digits) <= 5 and int(digits) in _SERIALS:
            return _EPOCH + timedelta(days=int(digits))
        if len(digits) == 4:
            raise CellError("只有年份，缺月份")
    raise CellError(NOT_A_DATE)


def _of_weekday(match: re.Match[str], weekday: str) -> date:
    """A day of this century by the weekday beside it, as attendance services write ``26-08-01 星期六``."""
    found = _date("20" + match[1], match[2], match[3])
    if not weekday or found.weekday() != _WEEKDAYS.index(weekday.replace("天", "日")):
        raise CellError(SHORT_YEAR)
    return found


def _chinese(number: str) -> str:
    """七, 十二, 二十, 廿八 and 二十一 as digits."""
    total = 0
    for character in number:
        ten = _CHINESE_TENS.get(character)
        total = ten * (total or 1) if ten else total + int(_CHINESE_DIGITS[character])
    return str(total)


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
        return date(int(year), int(month), int(day)) if day else Month(int(year), int(month), 1)
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
