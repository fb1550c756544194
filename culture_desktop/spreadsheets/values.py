"""From a raw cell to a typed value, without guessing.

Each function takes a cell as it was read and gives the value, None for an empty cell, or raises CellError with a
reason short enough for a preview table. What cannot be known (digits lost in a float, the tenth month written as
2019.1) is refused, never repaired. Decimals never pass through binary floats.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

from culture_desktop.spreadsheets.sheet import Cell

NAME_LIMIT = 64
TEXT_LIMIT = 1000

NOT_A_DATE = "不是日期"
NOT_A_NUMBER = "不是数字"
NOT_AN_INTEGER = "不是整数"
NOT_A_PHONE = "不是电话号码"
NOT_YES_OR_NO = "应为“是”或“否”"
ID_DIGITS_LOST = "身份证号以数字保存，末几位已丢失，请向来源重新索取"
DIGITS_LOST = "以科学计数法保存，末几位已丢失，请向来源重新索取"

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Excel's day 0. Serials below 61 fall before its invented 29 February 1900; none of them is a date of ours.
_EPOCH = date(1899, 12, 30)
_SERIALS = range(3_654, 73_051)  # 1910-01-01 to 2099-12-31

_SPACES = re.compile(r"[\s\u00a0\u3000]+")
# Control and zero-width characters that come along from web pages and PDF files.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_FOLDED = {ord("０") + i: chr(ord("0") + i) for i in range(10)}
_FOLDED |= {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)} | {ord("ａ") + i: chr(ord("a") + i) for i in range(26)}
_TO_CLEAN = re.compile(f"{_INVISIBLE.pattern}|[\\s\u00a0\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|^'[=+@-]")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[eE]\+?\d+", re.ASCII)

_DAY = re.compile(
    r"(\d{4})(?:年|[./\-])(\d{1,2})(?:(?:月|[./\-])(\d{1,2})[日号]?|月)?"
    r"(?:[T ]*(\d{1,2})[:：](\d{1,2})(?:[:：](\d{1,2})(?:\.\d+)?)?)?",
    re.ASCII,
)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{1,2})(?:[:：](\d{1,2}))?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}", re.ASCII)

_YES = frozenset({"是", "√", "✓", "✔", "☑", "1", "Y", "YES", "TRUE", "T", "对", "有"})
_NO = frozenset({"否", "×", "✗", "✘", "X", "☐", "0", "N", "NO", "FALSE", "F", "非", "无", "不是"})


class CellError(ValueError):
    """A cell that does not hold what its column is for; ``reason`` is a short Chinese phrase."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def text(cell: Cell) -> str:
    """What a person reads in the cell: trimmed, NFC, full-width letters, digits and spaces made half-width."""
    if isinstance(cell, str):
        return _clean(cell) if cell else ""
    return _shown(cell)


def parse_text(cell: Cell, limit: int = TEXT_LIMIT) -> str:
    """The text, refused above ``limit`` characters."""
    found = text(cell)
    if len(found) > limit:
        raise CellError(f"超过 {limit} 个字")
    return found


def parse_name(cell: Cell) -> str:
    """A person's or unit's name: text of at most NAME_LIMIT characters."""
    return parse_text(cell, NAME_LIMIT)


def parse_code(cell: Cell) -> str:
    """A staff number or other code: ``1001.0`` is 1001; scientific notation has lost digits and is refused."""
    found = parse_text(cell, NAME_LIMIT)
    if found.endswith(".0") and re.fullmatch("[0-9]+", found[:-2]):
        return found[:-2]
    if _SCIENTIFIC.fullmatch(found) or (isinstance(cell, float) and abs(cell) >= 1e15):
        raise CellError(DIGITS_LOST)
    return found


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


def parse_decimal(cell: Cell, units: tuple[str, ...] = ()) -> Decimal | None:
    """An exact decimal; ``1,234.50`` and a unit at the end (``units``: 小时, 元 …) are understood."""
    if isinstance(cell, bool | date | time | timedelta):
        raise CellError(NOT_A_NUMBER)
    if isinstance(cell, int | float):
        number = Decimal(repr(cell))
    else:
        found = text(cell)
        if not found:
            return None
        number = _decimal(found, units)
    if not number.is_finite():
        raise CellError(NOT_A_NUMBER)
    if abs(number) >= 10**15:
        raise CellError("数字太大")
    return number


def parse_integer(cell: Cell, units: tuple[str, ...] = ()) -> int | None:
    """A whole number; 3.0 is 3, 3.5 is refused."""
    number = parse_decimal(cell, units)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise CellError(NOT_AN_INTEGER)
    return int(number)


def parse_phone(cell: Cell) -> str | None:
    """A mobile number as 11 digits or a landline as written; a number cell with all its digits is restored."""
    found = parse_text(cell, 100)
    if not found:
        return None
    if _SCIENTIFIC.fullmatch(found):
        raise CellError(DIGITS_LOST)
    compact = re.sub(r"^(?:\+|00)86-?|^\((?:\+|00)?86\)", "", re.sub(r"[\s()（）]|\.0$", "", found))
    digits = compact.replace("-", "")
    if _MOBILE.fullmatch(digits):
        return digits
    if _LANDLINE.fullmatch(compact):
        return compact
    if len(re.findall(r"\d{7,}", compact)) > 1:
        raise CellError("有不止一个号码")
    raise CellError(NOT_A_PHONE)


def parse_yes_no(cell: Cell, yes: tuple[str, ...] = (), no: tuple[str, ...] = ()) -> bool | None:
    """Yes or no in the usual marks, or in the words of the column, as ``yes=("一线",), no=("非一线", "二线")``."""
    if isinstance(cell, bool):
        return cell
    found = text(cell).upper()
    if not found:
        return None
    if found in yes or found in _YES:
        return True
    if found in no or found in _NO:
        return False
    raise CellError(NOT_YES_OR_NO)


def parse_resident_id(cell: Cell) -> str | None:
    """18 characters as written; a number has lost its last digits and is refused. Its check digit is not looked at."""
    if isinstance(cell, int | float):
        raise CellError(ID_DIGITS_LOST)
    found = re.sub(r"[\s']", "", parse_text(cell, 100)).upper()
    if not found:
        return None
    if _SCIENTIFIC.fullmatch(found) or re.fullmatch(r"[0-9]{15,18}\.0", found):
        raise CellError(ID_DIGITS_LOST)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", found):
        raise CellError("身份证号应为 18 位")
    return found


@lru_cache(maxsize=8192)
def _clean(cell: str) -> str:
    """Cleaned text; units and the like repeat in thousands of rows, hence the cache."""
    if _TO_CLEAN.search(cell):
        # The mark that keeps a spreadsheet from running a text as a formula, as in our own csv files.
        if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r"):
            cell = cell[1:]
        cell = _SPACES.sub(" ", _INVISIBLE.sub("", cell)).strip().translate(_FOLDED)
    return cell if cell.isascii() else unicodedata.normalize("NFC", cell)


def _shown(cell: float | bool | date | time | timedelta) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).upper()
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    if isinstance(cell, time):
        return cell.isoformat("seconds" if cell.second else "minutes")
    return str(cell)


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


def _decimal(found: str, units: tuple[str, ...]) -> Decimal:
    for unit in units:
        found = found.removesuffix(unit).rstrip()
    if _GROUPED.fullmatch(found):
        found = re.sub("[,，]", "", found)
    if "_" in found:  # Decimal would accept it
        raise CellError(NOT_A_NUMBER)
    try:
        return Decimal(found)
    except InvalidOperation:
        raise CellError(NOT_A_NUMBER) from None
