"""Planning an activity: from a template, or from one of another year; looked at first, then written whole."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import CalendarUnknownError, FestivalUnknownError, StepBlockedError
from culture_desktop.models import (
    Activity,
    ActivityAgreement,
    ActivityQuota,
    ActivitySession,
    ActivityTask,
    BudgetLine,
    Organisation,
    PartnerAgreement,
)
from culture_desktop.rules.activity_templates import ActivityTemplate, bundled_template, bundled_templates
from culture_desktop.rules.day_notes import day_note
from culture_desktop.rules.lifecycle import STEPS
from culture_desktop.rules.shifting import Shift, shifts
from culture_desktop.rules.workdays import WorkCalendar, is_workday
from culture_desktop.services.activities.codes import next_code
from culture_desktop.services.activities.festivals import read_festivals
from culture_desktop.services.activities.plans import ActivityPlan, BudgetDraft, write_plan
from culture_desktop.services.activities.queries import activity_by_id, read_draft, resources_of, sessions_of, tasks_of
from culture_desktop.services.activities.rows import ActivityDraft, ResourceDraft, TaskDraft
from culture_desktop.services.results import Done, Topic
from culture_desktop.services.workdays import read_calendar
from culture_desktop.vocabulary import ActivityState, OrganisationKind, chinese_date

_CHANGED = frozenset({Topic.ACTIVITIES, Topic.PEOPLE})


class PlanningService:
    """Proposes whole activities, and writes what was looked at."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def templates(self) -> tuple[ActivityTemplate, ...]:
        """The templates there are, in the order of the year."""
        return tuple(bundled_templates().values())

    def from_template(
        self, code: str, today: date, day: date | None = None, *, capacity: int | None = None
    ) -> ActivityPlan:
        """What a template comes to on a day, by default the next one it is meant for; changes nothing.

        Things to do on a day of rest are due on the working day before. Raises RecordMissingError for a template
        there is not, FestivalUnknownError where its day cannot be told.
        """
        template = bundled_template(code)
        with self._database.read() as session:
            festivals = {festival.name: festival for festival in read_festivals(session)}
            chosen = day or template.when.next_day(today, festivals)
            if chosen is None:
                raise FestivalUnknownError(name=template.when.festival, year=today.year)
            calendar = read_calendar(session)
            seats = capacity or template.capacity
            return ActivityPlan(
                draft=_draft(template, chosen, next_code(session, chosen.year), _host(session, template.host), seats),
                tasks=tuple(
                    TaskDraft(task.title, _due(chosen, task.days, calendar), role=task.role) for task in template.tasks
                ),
                resources=tuple(
                    ResourceDraft(one.title, one.quantity, one.unit, one.provider) for one in template.resources
                ),
                budget=tuple(
                    BudgetDraft(
                        one.title,
                        one.category,
                        one.source,
                        Decimal(seats or 1) if one.quantity is None else one.quantity,
                        one.unit,
                        one.price,
                    )
                    for one in template.budget
                ),
                template=code,
                notes=_notes([chosen], calendar),
            )

    def shifts(self, activity_id: int, year: int) -> tuple[Shift, ...]:
        """The ways of holding an activity in another year, the likeliest first."""
        with self._database.read() as session:
            activity = activity_by_id(session, activity_id)
            return shifts(activity.starts.date(), year, read_festivals(session), activity.title)

    def from_activity(self, activity_id: int, shift: Shift) -> ActivityPlan:
        """The same activity again with every date moved; nobody comes along, neither who took part nor who did what.

        Changes nothing. Agreements come along that are still in force then.
        """
        delta = shift.delta
        with self._database.read() as session:
            old = activity_by_id(session, activity_id)
            calendar = read_calendar(session)
            tasks = tuple(
                replace(row.draft, due_on=_moved_day(row.draft.due_on, delta), owner_id=None)
                for row in tasks_of(session, ActivityTask.activity_id == activity_id)
            )
            sessions = tuple(
                replace(one, starts=one.starts + delta, ends=_moved(one.ends, delta))
                for one in sessions_of(session, activity_id)
            )
            days = [shift.new, *(one.starts.date() for one in sessions)]
            due = [task.due_on for task in tasks if task.due_on is not None]
            return ActivityPlan(
                draft=_again(read_draft(session, old), shift, next_code(session, shift.new.year)),
                tasks=tasks,
                sessions=sessions,
                resources=tuple(replace(one, ready_on=None) for one in resources_of(session, activity_id)),
                budget=_budget(session, activity_id),
                quotas=_quotas(session, activity_id),
                agreement_ids=_agreements(session, activity_id, shift.new),
                conditions=tuple(old.conditions),
                template=old.template,
                copied_from_id=activity_id,
                series_id=old.series_id,
                notes=_notes(days, calendar, due),
            )

    def hold_on(self, activity_id: int, day: date) -> Done[None]:
        """Hold an activity on another day: its sessions, its sign-up and what is still to be done move with it.

        Raises StepBlockedError for one that has begun.
        """
        with self._database.begin("改活动日期") as session:
            activity = activity_by_id(session, activity_id)
            if STEPS.index(activity.state) >= STEPS.index(ActivityState.RUNNING):
                raise StepBlockedError(
                    step="改日期", reason=f"活动已经到了“{activity.state.label}”。请在编辑里改时间。"
                )
            delta = day - activity.starts.date()
            _hold_later(session, activity, delta)
            title, note = activity.title, day_note(day, read_calendar(session))
        return Done(None, _CHANGED, f"“{title}”改到{note or chinese_date(day)}")

    def create(self, plan: ActivityPlan) -> Done[int]:
        """Write a plan; raises on a code that is taken or a field that does not fit."""
        label = "新建活动" if plan.copied_from_id is None else "沿用活动"
        with self._database.begin(label) as session:
            activity = write_plan(session, plan)
            activity_id, title = activity.id, activity.title
        parts = [f"{len(plan.tasks)} 项任务"] if plan.tasks else []
        parts += [f"预算 {plan.total:,.2f} 元"] if plan.budget else []
        return Done(activity_id, _CHANGED, f"已新建“{title}”{'：' if parts else ''}{'，'.join(parts)}")


def _draft(
    template: ActivityTemplate, day: date, code: str, host_id: int | None, capacity: int | None
) -> ActivityDraft:
    starts = datetime.combine(day, template.begins)
    opens, closes = template.sign_up or (None, None)
    return ActivityDraft(
        code=code,
        title=template.titled(day.year),
        layer=template.layer,
        mechanism=template.mechanism,
        account=template.account,
        kind=template.kind,
        starts=starts,
        ends=starts + template.lasts,
        host_id=host_id,
        capacity=capacity,
        duty=template.duty,
        goals=template.goals,
        risks=template.risks,
        fallback=template.fallback,
        sign_up_opens=None if opens is None else starts + timedelta(days=opens),
        sign_up_closes=None if closes is None else starts + timedelta(days=closes),
        needs_check_in=template.check_in,
    )


def _again(draft: ActivityDraft, shift: Shift, code: str) -> ActivityDraft:
    delta = shift.delta
    return replace(
        draft,
        code=code,
        title=draft.title.replace(str(shift.old.year), str(shift.new.year)),
        starts=draft.starts + delta,
        ends=_moved(draft.ends, delta),
        sign_up_opens=_moved(draft.sign_up_opens, delta),
        sign_up_closes=_moved(draft.sign_up_closes, delta),
        owner_id=None,
        state=ActivityState.PLAN,
        summary="",
    )


def _hold_later(session: Session, activity: Activity, delta: timedelta) -> None:
    activity.starts, activity.ends = activity.starts + delta, _moved(activity.ends, delta)
    activity.sign_up_opens = _moved(activity.sign_up_opens, delta)
    activity.sign_up_closes = _moved(activity.sign_up_closes, delta)
    for one in session.scalars(select(ActivitySession).where(ActivitySession.activity_id == activity.id)):
        one.starts, one.ends = one.starts + delta, _moved(one.ends, delta)
    own, to_do = ActivityTask.activity_id == activity.id, ActivityTask.done_on.is_(None)
    for task in session.scalars(select(ActivityTask).where(own, to_do, ActivityTask.due_on.is_not(None))):
        task.due_on = _moved_day(task.due_on, delta)


def _moved(moment: datetime | None, delta: timedelta) -> datetime | None:
    return None if moment is None else moment + delta


def _moved_day(day: date | None, delta: timedelta) -> date | None:
    return None if day is None else day + delta


def _due(day: date, days: int, calendar: WorkCalendar) -> date:
    """When a thing is due; what is not on the day itself is brought forward to a working day."""
    due = day + timedelta(days=days)
    if days == 0:
        return due
    try:
        while not is_workday(due, calendar):
            due -= timedelta(days=1)
    except CalendarUnknownError:
        return day + timedelta(days=days)
    return due


def _notes(days: Iterable[date], calendar: WorkCalendar, due: Iterable[date] = ()) -> tuple[str, ...]:
    held = [f"活动日期：{note}" for day in dict.fromkeys(days) if (note := day_note(day, calendar))]
    tasks = [f"任务期限：{note}" for day in dict.fromkeys(due) if (note := day_note(day, calendar))]
    return (*held, *tasks)


def _host(session: Session, kind: OrganisationKind) -> int | None:
    """The uppermost organisation of a kind, the first by its place in the tree."""
    statement = select(Organisation.id).where(Organisation.kind == kind)
    return session.scalar(statement.order_by(Organisation.parent_id.nulls_first(), Organisation.position).limit(1))


def _budget(session: Session, activity_id: int) -> tuple[BudgetDraft, ...]:
    lines = session.scalars(
        select(BudgetLine).where(BudgetLine.activity_id == activity_id).order_by(BudgetLine.position, BudgetLine.id)
    )
    return tuple(BudgetDraft(o.title, o.category, o.source, o.quantity, o.unit, o.unit_price) for o in lines)


def _quotas(session: Session, activity_id: int) -> tuple[tuple[int, int], ...]:
    found = select(ActivityQuota.organisation_id, ActivityQuota.seats).where(ActivityQuota.activity_id == activity_id)
    return tuple((unit, seats) for unit, seats in session.execute(found.order_by(ActivityQuota.id)))


def _agreements(session: Session, activity_id: int, day: date) -> tuple[int, ...]:
    statement = (
        select(PartnerAgreement.id)
        .join(ActivityAgreement, ActivityAgreement.agreement_id == PartnerAgreement.id)
        .where(ActivityAgreement.activity_id == activity_id, PartnerAgreement.starts <= day)
        .where((PartnerAgreement.ends.is_(None)) | (PartnerAgreement.ends >= day))
    )
    return tuple(session.scalars(statement.order_by(PartnerAgreement.id)))
