"""Festivals and days of remembrance: on a date, on a lunar date, on a solar term.

Which there are is data (``resources/templates/festivals.toml``); a unit adds its own, such as 客服节 on 6 August.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from culture_desktop.errors import InvalidFieldError
from culture_desktop.paths import resource
from culture_desktop.rules import lunar

_DATE = re.compile(r"(\d{1,2})-(\d{1,2})")
_LONGEST_NAME = 32
_LEAP_YEAR = 2000


class FestivalKind(StrEnum):
    """What sort of day it is."""

    STATUTORY = "statutory"
    TRADITIONAL = "traditional"
    MEMORIAL = "memorial"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Festival:
    """A day that comes every year: ``month`` and ``day`` by the calendar or the ``lunar`` one, or a solar ``term``.

    Day 0 of the first lunar month is its eve.
    """

    name: str
    kind: FestivalKind
    month: int = 0
    day: int = 0
    lunar: bool = False
    term: str = ""
    also: str = ""  # what people call it by, as 七一

    def on(self, year: int) -> date | None:
        """When it is in a year; None where it is not, or where nobody knows."""
        if self.term:
            return lunar.day_of_term(self.term, year)
        if self.lunar:
            return lunar.day_of_lunar(self.month, self.day, year)
        try:
            return date(year, self.month, self.day)
        except ValueError:  # 29 February
            return None

    @property
    def moves(self) -> bool:
        """Whether it falls on another date every year."""
        return self.lunar or bool(self.term)

    @property
    def when(self) -> str:
        """``农历八月十五``, ``8月6日``, ``清明``."""
        if self.term:
            return self.term
        if self.lunar:
            return "除夕" if self.day == lunar.EVE else f"农历{lunar.LunarDay(self.month, self.day).text}"
        return f"{self.month}月{self.day}日"


@cache
def bundled_festivals() -> tuple[Festival, ...]:
    """Those that come with the program."""
    document = tomllib.loads(resource("templates", "festivals.toml").read_text(encoding="utf-8"))
    return tuple(_read(entry) for entry in document["festival"])


def own_festival(name: str, when: str, lunar_date: bool = False) -> Festival:
    """A unit's own festival on ``8-6``; InvalidFieldError for what is no date."""
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidFieldError(field="节日名称", value=name[:_LONGEST_NAME], expected=f"1 到 {_LONGEST_NAME} 个字")
    found = _DATE.fullmatch(when.strip())
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (_is_lunar(month, day) if lunar_date else _is_date(month, day)):
        raise InvalidFieldError(field="节日日期", value=when, expected="月和日，如 8-6")
    return Festival(name, FestivalKind.OWN, month, day, lunar_date)


def festivals_between(festivals: Iterable[Festival], first: date, last: date) -> dict[date, tuple[Festival, ...]]:
    """Which festivals fall on the days of a span, both ends included, in the order they were given."""
    found: dict[date, list[Festival]] = {}
    for festival in festivals:
        for year in range(first.year, last.year + 1):
            day = festival.on(year)
            if day is not None and first <= day <= last:
                found.setdefault(day, []).append(festival)
    return {day: tuple(found[day]) for day in sorted(found)}


def _read(entry: dict[str, str]) -> Festival:
    name, kind = entry["name"], FestivalKind(entry["kind"])
    if "term" in entry:
        return Festival(name, kind, term=entry["term"])
    month, day = map(int, (entry.get("date") or entry["lunar"]).split("-"))
    return Festival(name, kind, month, day, "lunar" in entry, also=entry.get("also", ""))


def _is_lunar(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 30


def _is_date(month: int, day: int) -> bool:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
