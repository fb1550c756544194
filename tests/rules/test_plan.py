"""Timetables of templates: what is stored reads back, days follow from the first one, what does not fit is refused."""

from datetime import date
from typing import Any

import pytest

from culture_desktop.errors import CalendarUnknownError, ProfileBrokenError
from culture_desktop.rules.plan import lay_out, plan_from_records
from culture_desktop.rules.profiles import bundled_codes, bundled_profile
from culture_desktop.rules.records import Record
from culture_desktop.rules.workdays import is_workday

LINES = [
    {"name": "通知", "step": "setup", "offset": 0, "count": "working_days"},
    {"name": "推荐", "step": "nomination", "offset": 2, "count": "working_days", "after": "通知"},
    {"name": "制作奖牌", "offset": 30, "count": "days", "after": "通知"},
]


def read(lines: object) -> Any:
    return plan_from_records(Record({"timetable": lines}, "测试"), "timetable")


def test_what_is_stored_reads_back() -> None:
    assert [line.to_dict() for line in read(LINES)] == LINES
    assert read([]) == ()


def test_days_follow_from_the_first() -> None:
    planned = lay_out(read(LINES), date(2025, 9, 26))
    assert [one.day for one in planned] == [date(2025, 9, 26), date(2025, 9, 29), date(2025, 10, 27)]


@pytest.mark.parametrize("code", bundled_codes())
def test_every_bundled_timetable_falls_on_working_days_in_order(code: str) -> None:
    days = [one.day for one in lay_out(bundled_profile(code).timetable, date(2026, 1, 31))]
    assert len(days) >= 5
    assert days == sorted(days)
    assert all(is_workday(day) for day in days)


def test_a_year_without_a_calendar_is_asked_about() -> None:
    with pytest.raises(CalendarUnknownError):
        lay_out(read(LINES), date(2031, 1, 6))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([LINES[0], LINES[0]], "“通知”有两处"),
        ([LINES[1], LINES[0]], "“推荐”写的是“通知”"),
        ([{**LINES[0], "offset": -1}], "不小于 0 的整数"),
        ([{**LINES[0], "step": "party"}], "以下之一"),
        ([{**LINES[0], "due": "2026-01-01"}], "以下各项之一"),
        ([{"offset": 1}], "一段文字"),
        ("明天", "一个列表"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(lines: object, said: str) -> None:
    with pytest.raises(ProfileBrokenError, match=said):
        read(lines)
