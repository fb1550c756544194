"""Shared queries on activities; each works in the caller's transaction."""

from dataclasses import fields
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from culture_desktop.errors import RecordMissingError
from culture_desktop.models import (
    Activity,
    ActivityResource,
    ActivitySession,
    ActivityTask,
    Attachment,
    Brand,
    JointHost,
    Organisation,
    Participation,
    Person,
    SessionAttendance,
)
from culture_desktop.services.activities.rows import (
    ActivityDetail,
    ActivityDraft,
    Approval,
    Participant,
    Picture,
    ResourceDraft,
    SessionDraft,
    TaskDraft,
    TaskRow,
)
from culture_desktop.vocabulary import AttachmentKind, Attendance

DRAFT_COLUMNS = tuple(f.name for f in fields(ActivityDraft) if f.name != "joint_host_ids")


def require_activity(session: Session, code: str) -> Activity:
    """The activity with this code, or RecordMissingError."""
    activity = session.scalar(select(Activity).where(Activity.code == code))
    if activity is None:
        raise RecordMissingError(what="活动", key=code)
    return activity


def read_detail(session: Session, activity: Activity) -> ActivityDetail:
    """All of one activity."""
    joint = session.execute(
        select(Organisation.id, Organisation.name)
        .join(JointHost, JointHost.organisation_id == Organisation.id)
        .where(JointHost.activity_id == activity.id)
        .order_by(Organisation.id)
    ).all()
    host = None if activity.host_id is None else session.get(Organisation, activity.host_id)
    brand = None if activity.brand_id is None else session.get(Brand, activity.brand_id)
    sessions = _sessions(session, activity.id)
    return ActivityDetail(
        id=activity.id,
        draft=_draft(activity, tuple(row.id for row in joint)),
        host="" if host is None else host.name,
        joint_hosts=tuple(row.name for row in joint),
        brand="" if brand is None else brand.name,
        participants=_participants(session, activity.id, sessions),
        pictures=_pictures(session, activity.id),
        sessions=sessions,
        owner=_name_of(session, activity.owner_id),
        tasks=tasks_of(session, ActivityTask.activity_id == activity.id),
        planned_sessions=sessions_of(session, activity.id),
        resources=resources_of(session, activity.id),
        approval=_approval(activity),
        notified_on=activity.notified_on,
        template=activity.template,
        copied_from_id=activity.copied_from_id,
        series_id=activity.series_id,
    )


def read_draft(session: Session, activity: Activity) -> ActivityDraft:
    """What was entered of an activity."""
    joint = select(JointHost.organisation_id).where(JointHost.activity_id == activity.id)
    return _draft(activity, tuple(session.scalars(joint.order_by(JointHost.organisation_id))))


def _draft(activity: Activity, joint_host_ids: tuple[int, ...]) -> ActivityDraft:
    values = {name: getattr(activity, name) for name in DRAFT_COLUMNS}
    return ActivityDraft(**values, joint_host_ids=joint_host_ids)


def moments_of(first: date, last: date) -> tuple[datetime, datetime]:
    """Midnight before the first of some days and midnight after the last."""
    return datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)


def tasks_of(session: Session, *conditions: ColumnElement[bool]) -> tuple[TaskRow, ...]:
    """Things to do, those without a day last."""
    statement = (
        select(ActivityTask, func.coalesce(Person.name, ""))
        .outerjoin(Person, Person.id == ActivityTask.owner_id)
        .where(*conditions)
        .order_by(ActivityTask.due_on.nulls_last(), ActivityTask.position, ActivityTask.id)
    )
    return tuple(
        TaskRow(
            task.id,
            task.activity_id,
            TaskDraft(task.title, task.due_on, task.owner_id, task.role, task.note),
            owner,
            task.done_on,
        )
        for task, owner in session.execute(statement)
    )


def sessions_of(session: Session, activity_id: int) -> tuple[SessionDraft, ...]:
    """The sessions of an activity in order; none where it is just one."""
    statement = (
        select(ActivitySession).where(ActivitySession.activity_id == activity_id).order_by(ActivitySession.number)
    )
    return tuple(
        SessionDraft(one.title, one.starts, one.ends, one.place, tuple(one.doors)) for one in session.scalars(statement)
    )


def resources_of(session: Session, activity_id: int) -> tuple[ResourceDraft, ...]:
    """What an activity needs, in order."""
    statement = (
        select(ActivityResource)
        .where(ActivityResource.activity_id == activity_id)
        .order_by(ActivityResource.position, ActivityResource.id)
    )
    return tuple(
        ResourceDraft(one.title, one.quantity, one.unit, one.provider, one.ready_on, one.note)
        for one in session.scalars(statement)
    )


def _approval(activity: Activity) -> Approval | None:
    if activity.approved_on is None:
        return None
    return Approval(activity.approved_on, activity.approved_by, activity.approval_number)


def _name_of(session: Session, person_id: int | None) -> str:
    person = None if person_id is None else session.get(Person, person_id)
    return "" if person is None else person.name


def activity_by_id(session: Session, activity_id: int) -> Activity:
    """The activity, or RecordMissingError."""
    activity = session.get(Activity, activity_id)
    if activity is None:
        raise RecordMissingError(what="活动", key=activity_id)
    return activity


def _participants(session: Session, activity_id: int, sessions: int) -> tuple[Participant, ...]:
    statement = (
        select(
            Person.id,
            Person.number,
            Person.name,
            func.coalesce(Organisation.name, ""),
            Person.employment,
            Participation.role,
            Participation.attendance,
            Participation.attended_at,
            Participation.hours,
            Participation.result,
            Participation.note,
            select(func.count())
            .where(
                SessionAttendance.activity_id == activity_id,
                SessionAttendance.person_id == Person.id,
                SessionAttendance.attendance == Attendance.ATTENDED,
            )
            .scalar_subquery(),
        )
        .join(Participation, Participation.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .where(Participation.activity_id == activity_id)
        .order_by(Organisation.position.nulls_last(), Person.number)
    )
    return tuple(Participant(*row, sessions_held=sessions) for row in session.execute(statement))


def _sessions(session: Session, activity_id: int) -> int:
    """How many sessions have attendance on record."""
    of_activity = SessionAttendance.activity_id == activity_id
    return session.scalar(select(func.count(SessionAttendance.session.distinct())).where(of_activity)) or 0


def _pictures(session: Session, activity_id: int) -> tuple[Picture, ...]:
    statement = (
        select(Attachment.id, Attachment.sha256, Attachment.file_name, Attachment.caption)
        .where(Attachment.activity_id == activity_id, Attachment.kind == AttachmentKind.PICTURE)
        .order_by(Attachment.position, Attachment.id)
    )
    return tuple(Picture(*row) for row in session.execute(statement))
