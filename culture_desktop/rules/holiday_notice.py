"""The State Council's yearly notice on holidays and make-up days, read as it was published, and written again.

::

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。

The weekdays and the number of days that a notice states are held against what was read, so that a notice of another
year or a slip of the pen is refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from culture_desktop.errors import InvalidFieldError

FIELD = "放假安排"
_WEEKDAYS = "一二三四五六日"
_DAY = timedelta(days=1)
_LONGEST = 15  # days off in a row; more are a slip
_NUMERAL = "一二三四五六七八九十"
_ITEM = re.compile(
    rf"^\s*(?:[{_NUMERAL}]+、|[（(][{_NUMERAL}]+[）)]|\d+[.、])?\s*([^：:，。\d\n]{{1,16}})[：:](.*)$", re.MULTILINE
)
_WEEKDAY = r"(?:[（(][^）)]*?(?:周|星期)([一二三四五六日天])[）)]|[（(][^）)]*[）)])?"
_TOKEN = re.compile(
    rf"(?:(?P<year>\d{{4}})年)?(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日\s*{_WEEKDAY}"
    rf"(?:\s*(?:至|到|[—–~～-]+)\s*(?:(?P<to_year>\d{{4}})年)?(?:(?P<to_month>\d{{1,2}})月)?(?P<to_day>\d{{1,2}})日\s*{_WEEKDAY})?"
    r"|(?P<verb>放假|上班)|共(?P<total>\d+)天"
)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that departs from the ordinary week, or a weekend day named as part of a holiday."""

    day: date
    works: bool
    name: str


def read_notice(text: str, year: int) -> tuple[NamedDay, ...]:
    """The days of the notice for a year, in their order; the last days of the year before may be among them.

    Raises InvalidFieldError for a text without any, a date that there is not, a weekday or total that does not fit,
    a day that both works and rests, and a make-up day on which everybody works anyhow.
    """
    found: dict[date, NamedDay] = {}
    for name, body in _ITEM.findall(text):
        for one in _days_of(name.strip(), body, year):
            known = found.setdefault(one.day, one)
            if known.works != one.works:
                raise _refused(_told(one.day), "一天或者放假，或者上班")
    if not any(not one.works for one in found.values()):
        raise _refused(text.strip()[:20] or "空白", "每行一个节日，如“元旦：1月1日至3日放假，共3天。1月4日上班。”")
    return tuple(found[day] for day in sorted(found))


def notice_text(days: Iterable[NamedDay]) -> str:
    """The days in the words of a notice; what ``read_notice`` makes the same days of."""
    by_name: dict[str, list[NamedDay]] = {}
    for one in sorted(days, key=lambda each: (each.works, each.day)):  # by the day off, not by the day worked for it
        by_name.setdefault(one.name, []).append(one)
    lines = []
    for name, those in by_name.items():
        rest = [one.day for one in those if not one.works]
        work = [one.day for one in those if one.works]
        sentence = "、".join(map(_span_told, _spans(rest))) + f"放假，共{len(rest)}天。" if rest else ""
        lines.append(f"{name}：{sentence}" + ("、".join(map(_told, work)) + "上班。" if work else ""))
    return "\n".join(lines)


def _days_of(name: str, body: str, year: int) -> Iterator[NamedDay]:
    waiting: list[date] = []
    counted = 0
    for token in _TOKEN.finditer(body):
        if token["verb"]:
            works = token["verb"] == "上班"
            counted = len(waiting)
            for day in waiting:
                if works and day.weekday() < 5:
                    raise _refused(_told(day), "调休上班的一天在周末")
                yield NamedDay(day, works, name)
            waiting = []
        elif token["total"]:
            if int(token["total"]) != counted:
                raise _refused(f"{name}共{token['total']}天", f"与写明的 {counted} 天一致")
        else:
            waiting += _span(token, year)


def _span(token: re.Match[str], year: int) -> list[date]:
    words = token.group().strip()
    start = _date(int(token["year"] or year), token["month"], token["day"], words)
    _require_weekday(start, token.group(4), words)
    if not token["to_day"]:
        end = start
    else:
        month = token["to_month"] or token["month"]
        over = not token["to_year"] and int(month) < start.month  # 12月31日至1月2日
        end = _date(int(token["to_year"] or start.year + over), month, token["to_day"], words)
        _require_weekday(end, token.group(8), words)
    if start.year not in (year - 1, year) or end.year not in (year - 1, year) or not 0 <= (end - start).days < _LONGEST:
        raise _refused(words, f"{year} 年的日期，先后不颠倒，连续不超过 {_LONGEST} 天")
    return [start + _DAY * number for number in range((end - start).days + 1)]


def _date(year: int, month: str, day: str, words: str) -> date:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        raise _refused(words, f"{year} 年有的日期") from None


def _require_weekday(day: date, stated: str | None, words: str) -> None:
    if stated and _WEEKDAYS[day.weekday()] != stated.replace("天", "日"):
        raise _refused(words, f"{day.year} 年的日期：{_told(day)}")


def _refused(value: str, expected: str) -> InvalidFieldError:
    return InvalidFieldError(field=FIELD, value=value, expected=expected)


def _spans(days: list[date]) -> Iterator[tuple[date, date]]:
    for _, run in groupby(enumerate(days), key=lambda each: each[1] - _DAY * each[0]):
        those = [day for _, day in run]
        yield those[0], those[-1]


def _span_told(span: tuple[date, date]) -> str:
    start, end = span
    return _told(start) if start == end else f"{_told(start)}至{_told(end)}"


def _told(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"
