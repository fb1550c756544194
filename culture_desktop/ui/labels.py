"""How figures, dates and times are written in the window.

::

    count(1203, "人")            # "1,203 人"
    money(8642050)               # "86,420.50 元" from fen
    day(date(2026, 11, 23))      # "2026-11-23", in tables
    short_day(date(2026, 11, 23))# "11-23", in lists of this year
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

NONE = "—"


def count(number: int, unit: str) -> str:
    """A figure with its unit after a thin gap."""
    return f"{number:,} {unit}"


def money(fen: int) -> str:
    """An amount held in fen, in yuan with two decimals."""
    return f"{fen // 100:,}.{fen % 100:02d} 元" if fen >= 0 else f"-{money(-fen)}"


def yuan(amount: Decimal) -> str:
    """An exact amount in yuan, with two decimals."""
    return f"{amount:,.2f} 元"


def read_yuan(words: str) -> Decimal:
    """An amount as people type it: ``6,800.5``, ``6800元``, ``¥ 6,800``; raises ValueError for what is none."""
    plain = unicodedata.normalize("NFKC", words).replace(",", "").replace("元", "").lstrip("¥ ").strip()
    if not re.fullmatch(r"[0-9]{1,10}(\.[0-9]{1,2})?", plain):
        raise ValueError(words)
    return Decimal(plain).quantize(Decimal("0.01"))


def percent(share: float) -> str:
    """A share of 0 to 1 as whole percent."""
    return f"{share * 100:.0f}%"


def day(value: date | None) -> str:
    """A date in a table."""
    return value.isoformat()[:10] if value else NONE


def short_day(value: date) -> str:
    """A date in a list of this year."""
    return f"{value:%m-%d}"


def clock(value: datetime) -> str:
    """The time of day."""
    return f"{value:%H:%M}"


def span(start: datetime, end: datetime | None) -> str:
    """``2026年11月23日 19:00–21:00``."""
    words = f"{start.year}年{start.month}月{start.day}日 {clock(start)}"
    if end is None:
        return words
    if end.date() == start.date():
        return f"{words}–{clock(end)}"
    return f"{words} 至 {end.month}月{end.day}日 {clock(end)}"


_WEEKDAYS = "一二三四五六日"


def weekday(value: date) -> str:
    """``星期一``."""
    return f"星期{_WEEKDAYS[value.weekday()]}"


def apart(one: str, other: str) -> tuple[str, str]:
    """Two paths of units without the levels that both begin with: it is their ends that differ."""
    mine, theirs = one.split("/"), other.split("/")
    shared = 0
    while shared < min(len(mine), len(theirs)) - 1 and mine[shared] == theirs[shared]:
        shared += 1
    return "/".join(mine[shared:]), "/".join(theirs[shared:])
