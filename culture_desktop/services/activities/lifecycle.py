"""An activity's way through its states; the rules of it are ``rules.lifecycle``."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, StepBlockedError
from culture_desktop.models import Activity, ActivityReview, ActivityTask, Expense, Participation, Receipt
from culture_desktop.rules.lifecycle import (
    STEPS,
    LifecycleFacts,
    Requirement,
    Weight,
    next_step,
    on_the_way,
    requirements,
)
from culture_desktop.services.activities.queries import activity_by_id
from culture_desktop.services.activities.rows import Approval
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import ActivityState, Attendance

_CHANGED = frozenset({Topic.ACTIVITIES})
_LONGEST = 64


@dataclass(frozen=True)
class Standing:
    """Where an activity is, what comes next, and what that asks for."""

    state: ActivityState
    next: ActivityState | None
    requirements: tuple[Requirement, ...]

    @property
    def blocked(self) -> str:
        """Why the next step cannot be taken; empty when it can."""
        return "；".join(one.todo for one in self.requirements if not one.met and one.weight is Weight.MUST)

    @property
    def needs_reason(self) -> str:
        """What the next step leaves open and may be left open for a reason; empty when nothing is."""
        return "；".join(one.todo for one in self.requirements if not one.met and one.weight is Weight.REASON)


class LifecycleService:
    """Looks what a step asks for, and takes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def standing(self, activity_id: int, now: datetime) -> Standing:
        """Where an activity is and what its next step asks for."""
        with self._database.read() as session:
            activity = activity_by_id(session, activity_id)
            following = next_step(activity.state)
            asked = () if following is None else requirements(following, _facts(session, activity), now)
            return Standing(activity.state, following, asked)

    def open_points(self, activity_id: int, to: ActivityState, now: datetime) -> tuple[Requirement, ...]:
        """What stands open on the way to a state, of whatever weight."""
        with self._database.read() as session:
            activity = activity_by_id(session, activity_id)
            return on_the_way(activity.state, to, _facts(session, activity), now)

    def approve(self, activity_id: int, approval: Approval) -> Done[None]:
        """Note who approved a plan and when; of an activity that waits for it, the notice is next."""
        by = approval.by.strip()
        if not 0 < len(by) <= _LONGEST:
            raise InvalidFieldError(field="批准人", value=by[:_LONGEST], expected=f"1 到 {_LONGEST} 个字")
        if len(approval.number) > _LONGEST:
            raise InvalidFieldError(field="批复文号", value=approval.number[:20], expected=f"{_LONGEST} 字以内")
        with self._database.begin("批准活动") as session:
            activity = activity_by_id(session, activity_id)
            activity.approved_on, activity.approved_by = approval.on, by
            activity.approval_number = approval.number.strip()
            if activity.state in (ActivityState.PLAN, ActivityState.APPROVAL):
                activity.state = ActivityState.NOTICE
            title = activity.title
        return Done(None, _CHANGED, f"已登记“{title}”的批准")

    def move(self, activity_id: int, to: ActivityState, now: datetime, reason: str = "") -> Done[ActivityState]:
        """Bring an activity to a state, over all between; the value is the state it was in.

        Raises StepBlockedError where something must be done first, or may only be left open for a reason that is not
        given.
        """
        with self._database.begin(f"转到“{to.label}”") as session:
            activity = activity_by_id(session, activity_id)
            was = activity.state
            self._require(on_the_way(was, to, _facts(session, activity), now), to, reason)
            activity.state = to
            if STEPS.index(to) > STEPS.index(ActivityState.NOTICE) and activity.notified_on is None:
                activity.notified_on = min(now, activity.starts).date()
            archived = to is ActivityState.ARCHIVED
            activity.archived_at = now if archived else None
            activity.archive_reason = reason.strip() if archived else ""
            title = activity.title
        return Done(was, _CHANGED, f"“{title}”已转到“{to.label}”")

    @staticmethod
    def _require(points: tuple[Requirement, ...], to: ActivityState, reason: str) -> None:
        stopping = [one.todo for one in points if one.weight is Weight.MUST]
        if stopping:
            raise StepBlockedError(step=to.label, reason=f"{'；'.join(stopping)}。")
        waivable = [one.todo for one in points if one.weight is Weight.REASON]
        if waivable and not reason.strip():
            raise StepBlockedError(step=to.label, reason=f"{'；'.join(waivable)}。请先办结，或写明理由。")


def _facts(session: Session, activity: Activity) -> LifecycleFacts:
    """All in one statement."""
    own = activity.id
    taking_part, waited_for = Participation.activity_id == own, Participation.attendance == Attendance.REGISTERED
    row = session.execute(
        select(
            _count(taking_part),
            _count(taking_part, waited_for),
            _count(Expense.activity_id == own),
            _count(Receipt.activity_id == own, Receipt.signed_on.is_(None)),
            _count(ActivityReview.activity_id == own, ActivityReview.holds.is_(True)),
            _count(ActivityTask.activity_id == own, ActivityTask.done_on.is_(None)),
        )
    ).one()
    people, unsettled, expenses, unsigned, reviewed, open_tasks = row
    return LifecycleFacts(
        starts=activity.starts,
        ends=activity.ends,
        has_host=activity.host_id is not None,
        has_owner=activity.owner_id is not None,
        goals=bool(activity.goals),
        budget=activity.budget,
        approved_on=activity.approved_on,
        sign_up_closes=activity.sign_up_closes,
        people=people,
        unsettled=unsettled if activity.needs_check_in else 0,
        expenses=expenses,
        unsigned=unsigned,
        reviewed=reviewed,
        summary=bool(activity.summary.strip()),
        open_tasks=open_tasks,
        needs_check_in=activity.needs_check_in,
    )


def _count(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(*conditions).scalar_subquery()
