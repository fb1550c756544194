"""What a party branch owes every month, quarter and year, and what of it is done.

How often is a profile (``resources/profiles/duties.json``), which names its source and date.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from culture_desktop.paths import resource
from culture_desktop.rules.records import Record
from culture_desktop.vocabulary import DutyKind, Word, numeral

_FORMAT = 1
_MONTHS_IN_QUARTER = 3


class Period(Word):
    """Within what a duty is owed."""

    MONTH = "month", "每月"
    QUARTER = "quarter", "每季度"
    YEAR = "year", "每年"


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A duty that is owed so many times in every period."""

    duty: DutyKind
    every: Period
    times: int

    def span(self, day: date) -> tuple[date, date]:
        """First and last day of the period a day is in."""
        if self.every is Period.YEAR:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        length = _MONTHS_IN_QUARTER if self.every is Period.QUARTER else 1
        first = (day.month - 1) // length * length + 1
        after = date(day.year + (first + length > 12), (first + length - 1) % 12 + 1, 1)
        return date(day.year, first, 1), after - timedelta(days=1)

    def period_name(self, day: date) -> str:
        """``11月``, ``第四季度``, ``2026年``."""
        if self.every is Period.YEAR:
            return f"{day.year}年"
        if self.every is Period.QUARTER:
            return f"第{numeral((day.month - 1) // _MONTHS_IN_QUARTER + 1)}季度"
        return f"{day.month}月"


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """How a branch stands with a duty in a period: days on which it was ``held``, days on which it is ``planned``."""

    rule: DutyRule
    first: date
    last: date
    held: tuple[date, ...]
    planned: tuple[date, ...]

    @property
    def owed(self) -> int:
        """How often it is still to be held."""
        return max(0, self.rule.times - len(self.held))

    @property
    def unplanned(self) -> int:
        """How often it is owed without a day for it."""
        return max(0, self.owed - len(self.planned))

    @property
    def sentence(self) -> str:
        """``11月主题党日还差 1 次，已排 11月30日``, ``第四季度党课已完成``."""
        what = f"{self.rule.period_name(self.first)}{self.rule.duty.label}"
        if not self.owed:
            return f"{what}已完成"
        days = "、".join(f"{day.month}月{day.day}日" for day in self.planned)
        return f"{what}还差 {self.owed} 次" + (f"，已排 {days}" if days else "，还没有排")


def standing(rule: DutyRule, day: date, days: Iterable[date], today: date) -> DutyStanding:
    """How it stands in the period a day is in, by the days on which it is or will be held."""
    first, last = rule.span(day)
    within = sorted(one for one in days if first <= one <= last)
    held = tuple(one for one in within if one <= today)
    return DutyStanding(rule, first, last, held, tuple(one for one in within if one > today))


@cache
def bundled_duties() -> tuple[DutyRule, ...]:
    """The profile that comes with the program."""
    return duties_from_text(resource("profiles", "duties.json").read_text(encoding="utf-8"), "duties")


def duties_from_text(text: str, name: str) -> tuple[DutyRule, ...]:
    """A profile from the text of its file; ProfileBrokenError for what does not fit."""
    record = Record(json.loads(text), name)
    record.only("format", "title", "source", "dated", "duties")
    if record.value("format") != _FORMAT:
        record.fail("format", f"{_FORMAT}")
    rules: Sequence[DutyRule] = [_rule(one) for one in record.records("duties")]
    return tuple(rules)


def _rule(record: Record) -> DutyRule:
    record.only("duty", "every", "times")
    return DutyRule(record.word("duty", DutyKind), record.word("every", Period), record.integer("times", 1))
