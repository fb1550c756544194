"""How an activity comes from the plan to the archive: what each step asks for before it is entered.

Some of it must be (``MUST``), some may be left open for a reason that is kept (``REASON``), some is only pointed out
(``ADVICE``). Back is always allowed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from culture_desktop.vocabulary import ActivityState

STEPS = tuple(ActivityState)


class Weight(Enum):
    """How much a requirement weighs."""

    MUST = "must"
    REASON = "reason"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class LifecycleFacts:
    """What is known of an activity.

    ``unsettled`` are those who signed up and have neither come nor are absent nor excused; ``unsigned`` lines of the
    receipt list not signed for; ``reviewed`` of the four aspects that hold; ``open_tasks`` what is not done.
    """

    starts: datetime
    ends: datetime | None = None
    has_host: bool = True
    has_owner: bool = True
    goals: bool = True
    budget: Decimal | None = None
    approved_on: date | None = None
    sign_up_closes: datetime | None = None
    people: int = 0
    unsettled: int = 0
    expenses: int = 0
    unsigned: int = 0
    reviewed: int = 0
    summary: bool = True
    open_tasks: int = 0
    needs_check_in: bool = True


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a step asks for: what it is, whether it holds, and what to do where it does not."""

    title: str
    met: bool
    weight: Weight
    todo: str = ""


def requirements(step: ActivityState, facts: LifecycleFacts, now: datetime) -> tuple[Requirement, ...]:
    """What is asked before an activity enters a step."""
    return _ASKED[step](facts, now)


def on_the_way(at: ActivityState, to: ActivityState, facts: LifecycleFacts, now: datetime) -> tuple[Requirement, ...]:
    """What stands open between two steps, of all the steps entered on the way; nothing on the way back."""
    entered = STEPS[STEPS.index(at) + 1 : STEPS.index(to) + 1]
    return tuple(one for step in entered for one in requirements(step, facts, now) if not one.met)


def next_step(at: ActivityState) -> ActivityState | None:
    """The step after one; None after the last."""
    place = STEPS.index(at) + 1
    return STEPS[place] if place < len(STEPS) else None


def _plan(_facts: LifecycleFacts, _now: datetime) -> tuple[Requirement, ...]:
    return ()


def _approval(facts: LifecycleFacts, _now: datetime) -> tuple[Requirement, ...]:
    return (
        Requirement("主办单位", facts.has_host, Weight.MUST, "请选定主办单位"),
        Requirement("负责人", facts.has_owner, Weight.ADVICE, "还没有定负责人"),
        Requirement("活动目标", facts.goals, Weight.ADVICE, "还没有写目标"),
        Requirement("预算", facts.budget is not None, Weight.ADVICE, "还没有预算，不花钱的请写 0"),
    )


def _notice(facts: LifecycleFacts, _now: datetime) -> tuple[Requirement, ...]:
    return (Requirement("批准", facts.approved_on is not None, Weight.MUST, "请登记批准日期和批准人"),)


def _sign_up(facts: LifecycleFacts, _now: datetime) -> tuple[Requirement, ...]:
    closes = facts.sign_up_closes
    in_time = closes is None or closes <= facts.starts
    return (
        Requirement("报名截止", closes is not None, Weight.ADVICE, "还没有定报名截止时间"),
        Requirement("报名截止早于活动", in_time, Weight.MUST, "报名截止晚于活动开始，请改正时间"),
    )


def _running(facts: LifecycleFacts, now: datetime) -> tuple[Requirement, ...]:
    days = (facts.starts.date() - now.date()).days
    return (
        Requirement("参加名单", facts.people > 0 or not facts.needs_check_in, Weight.ADVICE, "名单里还没有人"),
        Requirement("到了活动日", days <= 0, Weight.ADVICE, f"离活动开始还有 {days} 天"),
    )


def _summary(facts: LifecycleFacts, now: datetime) -> tuple[Requirement, ...]:
    return (Requirement("活动已经开始", facts.starts <= now, Weight.MUST, "活动还没有开始，不能转到总结"),)


def _archived(facts: LifecycleFacts, _now: datetime) -> tuple[Requirement, ...]:
    spends = facts.budget is not None and facts.budget > 0
    return (
        Requirement("签到结清", facts.unsettled == 0, Weight.REASON, f"{facts.unsettled} 人还没有记签到、请假或缺席"),
        Requirement("账目结清", facts.expenses > 0 or not spends, Weight.REASON, "有预算，还没有登记支出"),
        Requirement("签领齐全", facts.unsigned == 0, Weight.REASON, f"{facts.unsigned} 行还没有签领"),
        Requirement(
            "四有检查",
            facts.reviewed == 4,
            Weight.REASON,
            f"四有检查做到 {facts.reviewed} 项，差 {4 - facts.reviewed} 项",
        ),
        Requirement("总结", facts.summary, Weight.REASON, "还没有写总结"),
        Requirement("任务完成", facts.open_tasks == 0, Weight.ADVICE, f"{facts.open_tasks} 项任务还没有完成"),
    )


_ASKED = {
    ActivityState.PLAN: _plan,
    ActivityState.APPROVAL: _approval,
    ActivityState.NOTICE: _notice,
    ActivityState.SIGN_UP: _sign_up,
    ActivityState.RUNNING: _running,
    ActivityState.SUMMARY: _summary,
    ActivityState.ARCHIVED: _archived,
}
