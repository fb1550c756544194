"""An activity from the plan to the archive."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import update

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, StepBlockedError
from culture_desktop.models import Activity, ActivityReview, Expense
from culture_desktop.rules.lifecycle import LifecycleFacts, Weight, next_step, on_the_way, requirements
from culture_desktop.services.activities.lifecycle import LifecycleService
from culture_desktop.services.activities.rows import Approval
from culture_desktop.vocabulary import ActivityState, Attendance, ExpenseCategory, FundSource, ReviewAspect
from tests.services.company import Company, refusal

STARTS = datetime(2026, 8, 6, 14)
BEFORE, AFTER = datetime(2026, 8, 1), datetime(2026, 8, 7)
FACTS = LifecycleFacts(STARTS, approved_on=date(2026, 7, 1), budget=Decimal(0), people=3, reviewed=4)
S = ActivityState


@pytest.fixture
def lifecycle(database: Database) -> LifecycleService:
    return LifecycleService(database)


@pytest.mark.parametrize(
    ("step", "changed", "now", "open_"),
    [
        (S.APPROVAL, {"has_host": False}, BEFORE, [("主办单位", Weight.MUST)]),
        (
            S.APPROVAL,
            {"budget": None, "has_owner": False},
            BEFORE,
            [("负责人", Weight.ADVICE), ("预算", Weight.ADVICE)],
        ),
        (S.NOTICE, {"approved_on": None}, BEFORE, [("批准", Weight.MUST)]),
        (S.SIGN_UP, {"sign_up_closes": AFTER}, BEFORE, [("报名截止早于活动", Weight.MUST)]),
        (S.SIGN_UP, {}, BEFORE, [("报名截止", Weight.ADVICE)]),
        (S.RUNNING, {"people": 0}, BEFORE, [("参加名单", Weight.ADVICE), ("到了活动日", Weight.ADVICE)]),
        (S.RUNNING, {}, AFTER, []),
        (S.SUMMARY, {}, BEFORE, [("活动已经开始", Weight.MUST)]),
        (S.SUMMARY, {}, AFTER, []),
        (S.ARCHIVED, {}, AFTER, []),
        (S.ARCHIVED, {"unsettled": 2}, AFTER, [("签到结清", Weight.REASON)]),
        (S.ARCHIVED, {"budget": Decimal(5)}, AFTER, [("账目结清", Weight.REASON)]),
        (S.ARCHIVED, {"budget": Decimal(5), "expenses": 1, "unsigned": 1}, AFTER, [("签领齐全", Weight.REASON)]),
        (
            S.ARCHIVED,
            {"reviewed": 3, "open_tasks": 1},
            AFTER,
            [("四有检查", Weight.REASON), ("任务完成", Weight.ADVICE)],
        ),
    ],
)
def test_what_a_step_asks(
    step: ActivityState, changed: dict[str, object], now: datetime, open_: list[tuple[str, Weight]]
) -> None:
    facts = replace(FACTS, **changed)  # type: ignore[arg-type]
    assert [(one.title, one.weight) for one in requirements(step, facts, now) if not one.met] == open_


def test_all_steps_on_the_way_are_asked_and_none_on_the_way_back() -> None:
    unapproved = replace(FACTS, approved_on=None)
    assert [one.title for one in on_the_way(S.PLAN, S.SUMMARY, unapproved, BEFORE) if one.weight is Weight.MUST] == [
        "批准",
        "活动已经开始",
    ]
    assert on_the_way(S.SUMMARY, S.PLAN, unapproved, BEFORE) == ()
    assert (next_step(S.PLAN), next_step(S.ARCHIVED)) == (S.APPROVAL, None)


def test_from_the_plan_to_the_archive(company: Company, lifecycle: LifecycleService) -> None:
    activity = company.activity("2026-001", budget=Decimal(500), host_id=company.unit("工会"))
    people = [company.person(number) for number in ("1001", "1002")]
    company.activities.add_people(activity, people)
    move = partial(lifecycle.move, activity)
    assert lifecycle.standing(activity, BEFORE).next is S.APPROVAL
    move(S.APPROVAL, BEFORE)
    assert lifecycle.standing(activity, BEFORE).blocked == "请登记批准日期和批准人"
    assert "请登记批准" in refusal(company.database, StepBlockedError, lambda: move(S.SIGN_UP, BEFORE))
    refusal(company.database, InvalidFieldError, lambda: lifecycle.approve(activity, Approval(date(2026, 7, 1), " ")))
    lifecycle.approve(activity, Approval(date(2026, 7, 1), "周岚", "云工〔2026〕3号"))
    assert lifecycle.standing(activity, BEFORE).state is S.NOTICE
    move(S.SIGN_UP, BEFORE)
    detail = company.activities.detail(activity)
    assert (detail.approval, detail.notified_on) == (
        Approval(date(2026, 7, 1), "周岚", "云工〔2026〕3号"),
        BEFORE.date(),
    )
    assert [one.title for one in lifecycle.open_points(activity, S.RUNNING, BEFORE)] == ["到了活动日"]
    move(S.RUNNING, BEFORE)
    refusal(company.database, StepBlockedError, lambda: move(S.SUMMARY, BEFORE))
    move(S.SUMMARY, AFTER)
    standing = lifecycle.standing(activity, AFTER)
    assert standing.needs_reason == (
        "2 人还没有记签到、请假或缺席；有预算，还没有登记支出；四有检查做到 0 项，差 4 项；还没有写总结"
    )
    refusal(company.database, StepBlockedError, lambda: move(S.ARCHIVED, AFTER))
    move(S.ARCHIVED, AFTER, "负责人调离，资料已移交")
    with company.database.read() as session:
        kept = session.get_one(Activity, activity)
        assert (kept.archived_at, kept.archive_reason) == (AFTER, "负责人调离，资料已移交")
    assert move(S.SUMMARY, AFTER).value is S.ARCHIVED
    company.activities.set_attendance(activity, people, Attendance.ATTENDED)
    for aspect in ReviewAspect:
        company.insert(ActivityReview, activity_id=activity, aspect=aspect, holds=True)
    company.insert(
        Expense,
        activity_id=activity,
        title="奖品",
        category=ExpenseCategory.PRIZE,
        source=FundSource.UNION,
        spent_on=AFTER.date(),
        amount=Decimal(480),
    )
    with company.database.begin("写总结") as session:
        session.execute(update(Activity).values(summary="很好"))
    assert lifecycle.move(activity, S.ARCHIVED, AFTER).sentence == "“活动 2026-001”已转到“归档”"
    with company.database.read() as session:
        assert session.get_one(Activity, activity).archive_reason == ""
