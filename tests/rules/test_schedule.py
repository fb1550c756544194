"""Timetables: offsets from an anchor, last year's days moved, what is due and what blocks it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import CalendarUnknownError, RuleInvalidError
from culture_desktop.rules.schedule import Count, Step, StepState, shifted, standings, timetable
from culture_desktop.rules.workdays import WorkCalendar, is_workday

STEPS = (
    Step("发出通知", 0),
    Step("推荐截止", 10, after="发出通知"),
    Step("评审", 3, after="推荐截止", needs=("推荐截止",)),
    Step("公示", 1, after="评审"),
    Step("表彰大会", 30, Count.DAYS),
)


def test_steps_count_from_the_anchor_and_from_each_other() -> None:
    planned = timetable(STEPS, date(2024, 9, 23))
    assert [(one.step.name, one.day) for one in planned] == [
        ("发出通知", date(2024, 9, 23)),
        ("推荐截止", date(2024, 10, 11)),  # Sunday 29 September is worked, 1 to 7 October are not
        ("评审", date(2024, 10, 15)),  # Saturday the 12th is worked
        ("公示", date(2024, 10, 16)),
        ("表彰大会", date(2024, 10, 23)),
    ]
    assert planned[0].sentence == "发出通知：2024年9月23日（星期一）。"


def test_a_day_of_rest_gives_way_to_the_next_working_day() -> None:
    (planned,) = timetable([Step("总结会", 8, Count.DAYS)], date(2024, 9, 23))
    assert (planned.wanted, planned.day) == (date(2024, 10, 1), date(2024, 10, 8))
    assert planned.sentence == "总结会：2024年10月8日（星期二），因2024年10月1日（星期二）是休息日顺延。"


def test_before_the_anchor() -> None:
    (planned,) = timetable([Step("订证书", -5)], date(2024, 10, 10))
    assert planned.day == date(2024, 9, 27)  # 9 and 8 October, 30, 29 and 27 September


def test_a_year_without_data_is_asked_for() -> None:
    with pytest.raises(CalendarUnknownError, match="2027"):
        timetable(STEPS, date(2026, 12, 28))
    planned = timetable(STEPS, date(2026, 12, 28), WorkCalendar({date(2027, 1, 1): False}, [2027]))
    assert planned[1].day == date(2027, 1, 12)


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ([Step("甲", 1, after="乙")], "它所依据的步骤“乙”不在时间表里"),
        ([Step("甲", 1, needs=("丙",))], "它所依据的步骤“丙”不在时间表里"),
        ([Step("甲", 1), Step("甲", 2)], "时间表里有同名的步骤"),
        ([Step("甲", 1, after="甲")], "步骤互相等待：甲"),
    ],
)
def test_timetables_that_cannot_be(steps: list[Step], reason: str) -> None:
    with pytest.raises(RuleInvalidError) as refused:
        timetable(steps, date(2024, 3, 11))
    assert refused.value.data["reason"] == reason


def test_steps_that_wait_for_each_other() -> None:
    with pytest.raises(RuleInvalidError, match="步骤互相等待") as refused:
        timetable([Step("甲", 1, needs=("乙",)), Step("乙", 1, after="甲")], date(2024, 3, 11))
    assert "甲" in str(refused.value)
    assert "乙" in str(refused.value)


def test_last_years_timetable_moved_to_this_year() -> None:
    moved = shifted({"通知": date(2023, 3, 1), "公示": date(2023, 9, 28), "表彰": date(2023, 10, 1)})
    assert [(one.name, one.wanted, one.day, one.moved) for one in moved] == [
        ("通知", date(2024, 3, 1), date(2024, 3, 1), False),
        ("公示", date(2024, 9, 28), date(2024, 9, 29), True),  # a Saturday; the Sunday after is worked
        ("表彰", date(2024, 10, 1), date(2024, 10, 8), True),
    ]
    assert moved[2].sentence == (
        "表彰：原为2023年10月1日，今为2024年10月8日（星期二），因2024年10月1日（星期二）是休息日顺延。"
    )
    assert shifted({"闰日": date(2024, 2, 29)})[0].day == date(2025, 2, 28)


@given(st.lists(st.dates(date(2005, 1, 1), date(2024, 12, 1)), max_size=6))
def test_moved_days_are_working_days_in_the_same_order(days: list[date]) -> None:
    moved = shifted({str(n): day for n, day in enumerate(sorted(days))})
    assert all(is_workday(one.day) for one in moved)
    assert [one.day for one in moved] == sorted(one.day for one in moved)
    for one in moved:
        between = [one.wanted + timedelta(n) for n in range((one.day - one.wanted).days)]
        assert not any(map(is_workday, between))


DAYS = {"通知": date(2024, 3, 11), "推荐": date(2024, 3, 18), "评审": date(2024, 3, 20), "公示": date(2024, 4, 10)}
NEEDS = {"推荐": ["通知"], "评审": ["推荐"], "公示": ["评审"]}


@pytest.mark.parametrize(
    ("today", "done", "states", "sentences"),
    [
        (
            date(2024, 3, 15),
            {"通知": date(2024, 3, 13)},
            ["done", "due", "upcoming", "upcoming"],
            [
                "通知：2024年3月13日完成，比计划晚 2 天。",
                "推荐：计划2024年3月18日，还有 3 天。",
                "评审：计划2024年3月20日。",
                "公示：计划2024年4月10日。",
            ],
        ),
        (
            date(2024, 3, 22),
            {"通知": date(2024, 3, 11)},
            ["done", "overdue", "blocked", "upcoming"],
            [
                "通知：2024年3月11日完成。",
                "推荐：计划2024年3月18日，已逾期 4 天。",
                "评审：计划2024年3月20日，已逾期 2 天，须先完成推荐。",
                "公示：计划2024年4月10日。",
            ],
        ),
        (
            date(2024, 3, 18),
            {"通知": date(2024, 3, 11)},
            ["done", "due", "blocked", "upcoming"],
            [
                "通知：2024年3月11日完成。",
                "推荐：计划2024年3月18日，今天到期。",
                "评审：计划2024年3月20日，须先完成推荐。",
                "公示：计划2024年4月10日。",
            ],
        ),
    ],
    ids=["in time", "behind", "on the day"],
)
def test_what_is_due_and_what_blocks_it(
    today: date, done: dict[str, date], states: list[StepState], sentences: list[str]
) -> None:
    found = standings(DAYS, done, today, NEEDS)
    assert [one.state for one in found] == states
    assert [one.sentence for one in found] == sentences
