"""From a raw cell to a typed value, without guessing.

Each function takes a cell as it was read and gives the value, None for an empty cell, or raises CellError with a
reason short enough for a preview table. What cannot be known (digits lost in a float, the tenth month written as
2019.1) is refused, never repaired. Decimals never pass through binary floats.
"""

import re
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation

from culture_desktop.spreadsheets.cell_text import CellError, plain, samples, text
from culture_desktop.spreadsheets.dates import (
    NOT_A_DATE,
    OPEN_END,
    SHORT_YEAR,
    parse_contract_end,
    parse_date,
    parse_datetime,
)
from culture_desktop.spreadsheets.sheet import Cell

__all__ = [
    "DIGITS_LOST",
    "ID_DIGITS_LOST",
    "NAME_LIMIT",
    "NOT_AN_INTEGER",
    "NOT_A_DATE",
    "NOT_A_NUMBER",
    "NOT_A_PHONE",
    "NOT_YES_OR_NO",
    "OPEN_END",
    "SHORT_YEAR",
    "TEXT_LIMIT",
    "CellError",
    "parse_code",
    "parse_contract_end",
    "parse_date",
    "parse_datetime",
    "parse_decimal",
    "parse_integer",
    "parse_name",
    "parse_phone",
    "parse_resident_id",
    "parse_several",
    "parse_text",
    "parse_units",
    "parse_yes_no",
    "samples",
    "text",
]

NAME_LIMIT = 64
TEXT_LIMIT = 1000

NOT_A_NUMBER = "不是数字"
NOT_AN_INTEGER = "不是整数"
NOT_A_PHONE = "不是电话号码"
NOT_YES_OR_NO = "应为“是”或“否”"
ID_DIGITS_LOST = "身份证号以数字保存，末几位已丢失，请向来源重新索取"
DIGITS_LOST = "以科学计数法保存，末几位已丢失，请向来源重新索取"

_SCIENTIFIC = re.compile(r"[+-]?(\d)(?:\.(\d+))?[eE]\+?(\d{1,2})", re.ASCII)
_PLAIN_CODE = re.compile(r"[A-Za-z]{0,16}\d{1,32}", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?", re.ASCII)
_COUNTRY = re.compile(r"^(?:\+86|0086|86(?=1\d{10}$))-?", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}", re.ASCII)

_EXACT_DIGITS = 15  # of a number cell, from which the notation comes
_SEVERAL = re.compile(r"[┋;；、，,|｜\r\n]+")
_BETWEEN_UNITS = re.compile(r"\s*[;；┋|｜]\s*")
_BETWEEN_LEVELS = re.compile(r"\s*[/／\\＼>＞→]\s*|(?<=[^\W\d_a-zA-Z])\s*[-—–]+>?\s*(?=[^\W\d_a-zA-Z])")

_YES = frozenset({"是", "√", "✓", "✔", "☑", "1", "Y", "YES", "TRUE", "T", "对", "有"})
_NO = frozenset({"否", "×", "✗", "✘", "X", "☐", "0", "N", "NO", "FALSE", "F", "非", "无", "不是"})


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
    """A staff number or other code: ``1001.0`` is 1001; scientific notation that has lost digits is refused."""
    if isinstance(cell, str) and _PLAIN_CODE.fullmatch(cell):
        return cell
    found = parse_text(cell, NAME_LIMIT)
    if (folded := plain(cell)).isascii():  # any other code keeps its own characters
        found = folded
    if found.endswith(".0") and re.fullmatch("[0-9]+", found[:-2]):
        return found[:-2]
    if isinstance(cell, float) and abs(cell) >= 1e15:
        raise CellError(DIGITS_LOST)
    return _written_out(found)


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
    if isinstance(cell, str) and _MOBILE.fullmatch(cell):
        return cell
    parse_text(cell, 100)
    found = plain(cell)
    if not found:
        return None
    compact = _COUNTRY.sub("", re.sub(r"[\s()]|\.0$", "", _written_out(found)))
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
    parse_text(cell, 100)
    found = re.sub(r"[\s']", "", plain(cell)).upper()
    if not found:
        return None
    if _SCIENTIFIC.fullmatch(found) or re.fullmatch(r"[0-9]{15,18}\.0", found):
        raise CellError(ID_DIGITS_LOST)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", found):
        raise CellError("身份证号应为 18 位")
    return found


def parse_several(cell: Cell) -> tuple[str, ...]:
    """What stands in a cell that holds several things, each once, as ``足球┋篮球``, ``张伟、李芳`` or lines."""
    parts = _SEVERAL.split(cell) if isinstance(cell, str) else [cell]
    return tuple(dict.fromkeys(filter(None, map(text, parts))))


def parse_units(cell: Cell) -> tuple[tuple[str, ...], ...]:
    """The units a cell names, the main one first, each as its levels from the top.

    ``公司/客服部;公司/工会`` is two units; ``公司;客服部`` without a sign between levels is one path of two.
    """
    found = text(cell)
    paths = _BETWEEN_UNITS.split(found) if _BETWEEN_LEVELS.search(found) else [_BETWEEN_UNITS.sub("/", found)]
    levels = (tuple(filter(None, map(str.strip, _BETWEEN_LEVELS.split(path)))) for path in paths)
    return tuple(dict.fromkeys(filter(None, levels)))


def _written_out(found: str) -> str:
    """Scientific notation as plain digits, where every digit of the number is there."""
    match = _SCIENTIFIC.fullmatch(found)
    if match is None:
        return found
    digits = match[1] + (match[2] or "")
    if len(digits) != int(match[3]) + 1 or len(digits) > _EXACT_DIGITS:
        raise CellError(DIGITS_LOST)
    return digits


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
