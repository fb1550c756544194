"""Which columns of a wide attendance list are sessions: numbers (``1`` … ``17``, ``第三次``) or days, from left to right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.spreadsheets.cell_text import text
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import CellError, parse_date

MOST_SESSIONS = 366
_LEAST_BELOW = 2
_PREFIX = "session "
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九十")}
_NUMBERED = re.compile(
    r"(?:第|场次|期次|课次|签到|考勤|session)?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*"
    r"(?:场次|课次|次课|次活动|次|场|期|讲|课|节|天|周|班)?(?:\s*[（(].*[）)])?",
    re.IGNORECASE,
)
_DAY_OF_YEAR = re.compile(r"(\d{1,2})(?:月|[./\-])(\d{1,2})[日号]?(?:\s*[（(]?(?:周|星期).[）)]?)?")


def session_number(cell: Cell) -> int | None:
    """``3``, ``第3场``, ``第十七次``, ``第2期（9月）``; None for anything else."""
    match = _NUMBERED.fullmatch(text(cell))
    if match is None:
        return None
    number = int(match[1]) if match[1].isdecimal() else _chinese(match[1])
    return number if number is not None and 0 < number <= MOST_SESSIONS else None


def session_key(number: int) -> str:
    """The key under which a session's column is read."""
    return f"{_PREFIX}{number}"


def session_title(key: str) -> str:
    """A session in words, by the key of its column."""
    return f"第 {key.removeprefix(_PREFIX)} 场"


def sessions_of(table: Table) -> dict[int, str]:
    """Session -> key, of the columns that were claimed."""
    keys = (key for key in table.columns if key.startswith(_PREFIX))
    return {int(key.removeprefix(_PREFIX)): key for key in keys}


def with_sessions(table: Table, mapping: Mapping[str, str]) -> Table:
    """The table with its columns of sessions claimed; one that the mapping says has no column is left alone."""
    table = _with_row_below(table)
    numbered = {column: number for column in table.unknown if (number := session_number(table.titles[column]))}
    if not numbered:
        days = [column for column in table.unknown if _is_day(table.titles[column])]
        numbered = {column: number for number, column in enumerate(days, start=1)}
    found: dict[str, int] = {}
    for column, number in numbered.items():
        if mapping.get(session_key(number)) != "":
            found.setdefault(session_key(number), column)
    if not found:
        return table
    rest = tuple(column for column in table.unknown if column not in found.values())
    return replace(table, columns=table.columns | found, unknown=rest)


def require_same_days(tables: Sequence[Table]) -> None:
    """Raise HeaderNotFoundError where tables have columns of other days: which sessions these are would be a guess."""
    days = {tuple(t.title(key) for key in sessions_of(t).values() if not session_number(t.title(key))) for t in tables}
    if len(days - {()}) > 1:
        needed = "各工作表相同的日期列，或写成 1、2、3 … 的场次"
        raise HeaderNotFoundError(name=tables[0].sheet.file, needed=needed)


def _with_row_below(table: Table) -> Table:
    """The table with a header one row deeper, where the row under it holds nothing but the titles of sessions."""
    at = table.header_row + 1
    below = tuple(map(text, table.sheet.row(at))) if at <= table.sheet.last_row else ()
    found = {column for column, title in enumerate(below) if session_number(title) or (title and _is_day(title))}
    said = {below[column] for column in table.columns.values() if below and column not in found}
    if len(found) < _LEAST_BELOW or not said <= {"", *table.titles}:
        return table
    titles = tuple(title or above for title, above in zip(below, table.titles, strict=True))
    columns = {key: column for key, column in table.columns.items() if column not in found}
    joined = {key: levels for key, levels in table.joined.items() if found.isdisjoint(levels)}
    taken = {*columns.values(), *chain(*joined.values())}
    return replace(
        table,
        header_row=at,
        titles=titles,
        columns=columns,
        unknown=tuple(column for column, title in enumerate(titles) if title and column not in taken),
        skipped=tuple(replace(run, first=max(run.first, at + 1)) for run in table.skipped if run.last > at),
        joined=joined,
    )


def _is_day(title: str) -> bool:
    """A whole date, or month and day."""
    if match := _DAY_OF_YEAR.fullmatch(title):
        month, day = int(match[1]), int(match[2])
        try:
            date(2024, month, day)
        except ValueError:
            return False
        return True
    try:
        return parse_date(title) is not None
    except CellError:
        return False


def _chinese(written: str) -> int | None:
    """``三``, ``十``, ``十七``, ``二十``, ``二十一``."""
    tens, ten, ones = written.partition("十")
    if not ten:
        return _DIGITS[written] if len(written) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
