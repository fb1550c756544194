"""Templates of activities and the days they fall on; activities moved into another year."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import ActivityTemplateBrokenError, RecordMissingError
from culture_desktop.rules.activity_templates import bundled_template, bundled_templates, template_from_text
from culture_desktop.rules.day_notes import day_note
from culture_desktop.rules.festivals import bundled_festivals, own_festival
from culture_desktop.rules.shifting import Keeping, on_weekday, shifts
from culture_desktop.rules.workdays import WorkCalendar
from culture_desktop.vocabulary import ActivityKind, DutyKind, ExpenseCategory, FundSource, Mechanism

FESTIVALS = {festival.name: festival for festival in bundled_festivals()}
OWN = own_festival("客服节", "8-6")
WHOLE = """
format = 1
code = "party_day"
title = "{year}年主题党日"
source = "支部工作条例"
dated = 2026-01-05
layer = "awareness"
mechanism = "party_core"
kind = "study"
host = "party"
check_in = true
goals = "学习"
risks = "无"
fallback = "不受天气影响"
[when]
each = "month"
day = 31
time = "15:00"
hours = "1.5"
"""


def test_at_least_twenty_real_ones_are_whole() -> None:
    templates = bundled_templates()
    assert len(templates) >= 20
    for code, template in templates.items():
        assert template.code == code
        assert template.tasks
        assert any(task.days <= 0 for task in template.tasks)
        assert template.when.days(2026, FESTIVALS), code
        assert "{" not in template.titled(2026)
        assert template.capacity is not None or all(line.quantity is not None for line in template.budget), code
    kinds = {template.kind for template in templates.values()}
    assert kinds == set(ActivityKind)
    duties = {template.duty for template in templates.values()}
    assert duties >= {DutyKind.MEMBERS_MEETING, DutyKind.COMMITTEE_MEETING, DutyKind.GROUP_MEETING}
    assert duties >= {DutyKind.PARTY_LECTURE, DutyKind.PARTY_DAY, DutyKind.ORGANISATION_LIFE}
    assert next(iter(templates)) == "committee_meeting"  # on 5 January


def test_the_customers_day() -> None:
    template = bundled_template("customer_day")
    assert (template.titled(2026), template.name) == ("2026年“8·6”客服节", "“8·6”客服节")
    assert (template.mechanism, template.begins, template.lasts) == (Mechanism.FESTIVAL, time(14), timedelta(hours=3))
    assert template.sign_up == (-10, -3)
    souvenirs = next(line for line in template.budget if line.category is ExpenseCategory.SOUVENIR)
    assert (souvenirs.quantity, souvenirs.price, souvenirs.source) == (None, Decimal(60), FundSource.UNION)
    assert template.roles[:2] == ("统筹", "组织")
    assert [task.days for task in template.tasks] == sorted(task.days for task in template.tasks)
    with pytest.raises(RecordMissingError):
        bundled_template("开会")


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("mid_autumn", 2026, [date(2026, 9, 22)]),  # three days before 25 September
        ("mid_autumn", 2025, [date(2025, 10, 3)]),
        ("spring_warmth", 2027, [date(2027, 1, 23)]),
        ("sports_meet", 2026, [date(2026, 10, 17)]),  # third Saturday
        ("women_day", 2026, [date(2026, 3, 7)]),
        ("party_lecture", 2026, [date(2026, month, 20) for month in (3, 6, 9, 12)]),
        ("customer_day", 2026, [date(2026, 8, 6)]),
    ],
)
def test_days_of_templates(code: str, year: int, expected: list[date]) -> None:
    assert list(bundled_template(code).when.days(year, FESTIVALS)) == expected


def test_days_that_come_again() -> None:
    when = template_from_text(WHOLE, "t").when
    assert when.days(2026, {})[:3] == (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
    assert when.next_day(date(2026, 12, 31), {}) == date(2026, 12, 31)
    assert when.next_day(date(2027, 2, 1), {}) == date(2027, 2, 28)
    assert when.sentence == "每月 31 日"
    assert bundled_template("mid_autumn").when.next_day(date(2026, 9, 23), FESTIVALS) == date(2027, 9, 12)
    assert bundled_template("mid_autumn").when.next_day(date(2026, 9, 23), {}) is None


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("format = 1", "format = 2", "format"),
        ('layer = "awareness"', 'layer = "behaviour"', "mechanism"),
        ('kind = "study"', 'kind = "party"', "kind"),
        ('host = "party"', 'host = "party"\ncolour = "red"', "colour"),
        ("dated = 2026-01-05", 'dated = "2026"', "dated"),
        ('time = "15:00"', 'time = "25:00"', "time"),
        ('hours = "1.5"', 'hours = "30"', "hours"),
        ("day = 31", "day = 32", "day"),
        ('each = "month"', 'each = "moon"', "each"),
        ('goals = "学习"', 'goals = ""', "goals"),
        ("check_in = true", "check_in = true\nsign_up = {opens = -3, closes = -3}", "closes"),
    ],
)
def test_a_template_that_does_not_fit_names_the_place(old: str, new: str, place: str) -> None:
    with pytest.raises(ActivityTemplateBrokenError) as problem:
        template_from_text(WHOLE.replace(old, new), "我的模板")
    assert "我的模板" in str(problem.value)
    assert place in str(problem.value)


def test_a_file_that_is_no_toml() -> None:
    with pytest.raises(ActivityTemplateBrokenError, match="TOML"):
        template_from_text("format = ", "坏")


@pytest.mark.parametrize(
    ("old", "title", "keeping", "new", "sentence"),
    [
        (date(2025, 10, 3), "中秋慰问", Keeping.FESTIVAL, date(2026, 9, 22), "2026年9月22日（中秋节前 3 天）"),
        (date(2025, 10, 3), "班组座谈", Keeping.FESTIVAL, date(2026, 9, 22), "2026年9月22日（中秋节前 3 天）"),
        (date(2025, 8, 6), "服务明星表彰", Keeping.FESTIVAL, date(2026, 8, 6), "2026年8月6日（客服节当天）"),
        (date(2025, 1, 15), "春节送温暖", Keeping.FESTIVAL, date(2026, 2, 3), "2026年2月3日（春节前 14 天）"),
        (date(2025, 7, 1), "“七一”系列活动", Keeping.FESTIVAL, date(2026, 7, 1), "2026年7月1日（建党节当天）"),
        (date(2025, 11, 20), "岗位练兵", Keeping.WEEKDAY, date(2026, 11, 19), "2026年11月19日（仍是周四）"),
        (date(2024, 2, 29), "读书会", Keeping.WEEKDAY, date(2025, 2, 27), "2025年2月27日（仍是周四）"),
    ],
)
def test_into_another_year(old: date, title: str, keeping: Keeping, new: date, sentence: str) -> None:
    first = shifts(old, new.year, (*bundled_festivals(), OWN), title)[0]
    assert (first.keeping, first.new, first.sentence, first.delta) == (keeping, new, sentence, new - old)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(1950, 2095))
def test_the_weekday_stays_and_the_day_is_near(old: date, year: int) -> None:
    new = on_weekday(old, year)
    assert new.weekday() == old.weekday()
    assert abs((new - date(year, old.month, min(old.day, 28))).days) <= 6


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), ""),
        (date(2026, 11, 21), "2026年11月21日是周六"),
        (date(2026, 10, 1), "2026年10月1日是周四，节假日放假"),
        (date(2026, 10, 10), "2026年10月10日是周六，调休上班"),
        (date(2090, 11, 25), "2090年11月25日是周六（2090年的节假日安排还没有登记）"),
        (date(2090, 11, 24), ""),
    ],
)
def test_what_is_said_of_a_day(day: date, words: str) -> None:
    assert day_note(day) == words


def test_the_calendar_that_was_entered_counts() -> None:
    assert day_note(date(2090, 11, 24), WorkCalendar({date(2090, 11, 24): False}, {2090})).endswith("节假日放假")
