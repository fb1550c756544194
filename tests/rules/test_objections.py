"""Objections: what they must have, by when they are answered, what they hold up."""

from dataclasses import replace
from datetime import date

import pytest

from culture_desktop.errors import CalendarUnknownError
from culture_desktop.rules.objections import Objection, deadline, lacks, obstacles, state_of
from culture_desktop.rules.workdays import WorkCalendar
from culture_desktop.vocabulary import ObjectionConclusion, ObjectorKind

DUE = date(2024, 3, 20)
BY_PERSON = Objection(
    "1", "张三", ObjectorKind.PERSON, date(2024, 3, 13), "考勤记录", DUE, name="李四", phone="13812345678"
)
BY_UNIT = Objection("2", "张三", ObjectorKind.UNIT, date(2024, 3, 13), "考勤记录", DUE, name="计量部", sealed=True)
NOTICE = (date(2024, 3, 12), date(2024, 3, 18))


@pytest.mark.parametrize(
    ("objection", "missing"),
    [
        (BY_PERSON, ()),
        (BY_UNIT, ()),
        (replace(BY_PERSON, name="", phone=""), ("真实姓名", "联系电话")),
        (replace(BY_UNIT, sealed=False), ("单位公章",)),
        (replace(BY_UNIT, name="", evidence=" "), ("单位名称", "事实依据")),
    ],
)
def test_what_an_objection_must_have(objection: Objection, missing: tuple[str, ...]) -> None:
    assert lacks(objection) == missing


def test_deadlines_are_counted_in_working_days() -> None:
    assert deadline(date(2024, 3, 13), 5) == date(2024, 3, 20)
    assert deadline(date(2024, 2, 8), 3) == date(2024, 2, 19)  # over the Spring Festival
    assert deadline(date(2026, 12, 30), 3, WorkCalendar({date(2027, 1, 1): False}, [2027])) == date(2027, 1, 5)
    with pytest.raises(CalendarUnknownError, match="2027"):
        deadline(date(2026, 12, 30), 3)


@pytest.mark.parametrize(
    ("objection", "today", "overdue", "sentence"),
    [
        (BY_PERSON, date(2024, 3, 20), False, "张三：2024年3月13日收到个人异议，至迟于2024年3月20日答复。"),
        (BY_PERSON, date(2024, 3, 21), True, "张三：2024年3月13日收到个人异议，至迟于2024年3月20日答复，已超期。"),
        (
            replace(BY_UNIT, sealed=False, received_on=date(2024, 3, 19), deadline=date(2024, 3, 26)),
            date(2024, 3, 19),
            False,
            "张三：2024年3月19日收到单位异议，已过公示期，缺单位公章，至迟于2024年3月26日答复。",
        ),
        (
            replace(BY_PERSON, conclusion=ObjectionConclusion.REJECTED, closed_on=date(2024, 3, 15)),
            date(2024, 5, 1),
            False,
            "张三：2024年3月13日收到个人异议，2024年3月15日办结，异议不成立。",
        ),
        (
            replace(BY_PERSON, conclusion=ObjectionConclusion.UPHELD, closed_on=date(2024, 3, 22)),
            date(2024, 5, 1),
            True,
            "张三：2024年3月13日收到个人异议，2024年3月22日办结，异议成立，超过期限。",
        ),
    ],
    ids=["in time", "overdue", "late and without a seal", "closed", "closed too late"],
)
def test_where_it_stands(objection: Objection, today: date, overdue: bool, sentence: str) -> None:
    state = state_of(objection, today, NOTICE[1])
    assert (state.overdue, state.sentence) == (overdue, sentence)
    assert state.late == (objection.received_on > NOTICE[1])


def test_the_decision_is_locked_until_all_is_closed() -> None:
    closed = replace(BY_PERSON, conclusion=ObjectionConclusion.REJECTED, closed_on=date(2024, 3, 15))
    assert obstacles(None, None, [], date(2024, 3, 1)) == ("还没有公示",)
    assert obstacles(*NOTICE, [closed], NOTICE[1]) == ("公示到2024年3月18日止，公示期未满",)
    assert obstacles(*NOTICE, [closed, BY_UNIT], date(2024, 3, 19)) == ("张三的异议（2）还没有办结",)
    assert obstacles(*NOTICE, [closed], date(2024, 3, 19)) == ()
