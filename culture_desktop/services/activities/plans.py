"""A whole activity before it is written: from a template, or from one of another year."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from culture_desktop.models import (
    Activity,
    ActivityAgreement,
    ActivityQuota,
    ActivityResource,
    ActivitySession,
    ActivityTask,
    BudgetLine,
)
from culture_desktop.rules.rounding import rounded
from culture_desktop.services.activities.checks import checked, require_references, set_joint_hosts
from culture_desktop.services.activities.queries import DRAFT_COLUMNS
from culture_desktop.services.activities.rows import ActivityDraft, ResourceDraft, SessionDraft, TaskDraft
from culture_desktop.vocabulary import ExpenseCategory, FundSource


@dataclass(frozen=True)
class BudgetDraft:
    """A line of a budget, in yuan."""

    title: str
    category: ExpenseCategory
    source: FundSource
    quantity: Decimal
    unit: str
    unit_price: Decimal

    @property
    def amount(self) -> Decimal:
        """Quantity times price, to the fen."""
        return rounded(Fraction(self.quantity) * Fraction(self.unit_price), 2)


@dataclass(frozen=True)
class ActivityPlan:
    """All an activity begins as. ``notes`` are what to look at: days that are weekends or holidays.

    ``quotas`` are organisation and seats, ``conditions`` who may sign up as stored, ``agreement_ids`` those it is held
    under.
    """

    draft: ActivityDraft
    tasks: tuple[TaskDraft, ...] = ()
    sessions: tuple[SessionDraft, ...] = ()
    resources: tuple[ResourceDraft, ...] = ()
    budget: tuple[BudgetDraft, ...] = ()
    quotas: tuple[tuple[int, int], ...] = ()
    agreement_ids: tuple[int, ...] = ()
    conditions: tuple[Any, ...] = ()
    template: str = ""
    copied_from_id: int | None = None
    series_id: int | None = None
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def total(self) -> Decimal | None:
        """What the budget lines come to; the draft's own figure where there are none."""
        return sum((line.amount for line in self.budget), Decimal(0)) if self.budget else self.draft.budget


def write_plan(session: Session, plan: ActivityPlan) -> Activity:
    """Write a new activity with all its parts; raises as creating one does."""
    draft = checked(plan.draft)
    require_references(session, draft, None)
    activity = Activity(**{name: getattr(draft, name) for name in DRAFT_COLUMNS})
    activity.budget = plan.total
    activity.template, activity.conditions = plan.template, list(plan.conditions)
    activity.copied_from_id, activity.series_id = plan.copied_from_id, plan.series_id
    session.add(activity)
    session.flush()
    set_joint_hosts(session, activity.id, draft.joint_host_ids)
    write_tasks(session, activity.id, plan.tasks)
    write_sessions(session, activity.id, plan.sessions)
    write_resources(session, activity.id, plan.resources)
    session.add_all(
        BudgetLine(
            activity_id=activity.id,
            title=line.title,
            category=line.category,
            source=line.source,
            quantity=line.quantity,
            unit=line.unit,
            unit_price=line.unit_price,
            amount=line.amount,
            position=position,
        )
        for position, line in enumerate(plan.budget)
    )
    session.add_all(ActivityQuota(activity_id=activity.id, organisation_id=unit, seats=n) for unit, n in plan.quotas)
    session.add_all(ActivityAgreement(activity_id=activity.id, agreement_id=one) for one in plan.agreement_ids)
    session.flush()
    return activity


def write_tasks(session: Session, activity_id: int, tasks: Sequence[TaskDraft], first: int = 0) -> None:
    """Add things to do, in this order."""
    session.add_all(
        ActivityTask(
            activity_id=activity_id,
            title=task.title,
            due_on=task.due_on,
            owner_id=task.owner_id,
            role=task.role,
            note=task.note,
            position=position,
        )
        for position, task in enumerate(tasks, start=first)
    )


def write_sessions(session: Session, activity_id: int, sessions: Sequence[SessionDraft]) -> None:
    """Put these sessions in the place of those there are; a number keeps its attendance."""
    session.execute(delete(ActivitySession).where(ActivitySession.activity_id == activity_id))
    session.add_all(
        ActivitySession(
            activity_id=activity_id,
            number=number,
            title=one.title,
            starts=one.starts,
            ends=one.ends,
            place=one.place,
            doors=list(one.doors),
        )
        for number, one in enumerate(sessions, start=1)
    )


def write_resources(session: Session, activity_id: int, resources: Sequence[ResourceDraft]) -> None:
    """Put these in the place of what was needed before."""
    session.execute(delete(ActivityResource).where(ActivityResource.activity_id == activity_id))
    session.add_all(
        ActivityResource(
            activity_id=activity_id,
            title=one.title,
            quantity=one.quantity,
            unit=one.unit,
            provider=one.provider,
            ready_on=one.ready_on,
            note=one.note,
            position=position,
        )
        for position, one in enumerate(resources)
    )
