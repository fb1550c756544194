"""Shared queries on activities; each works in the caller's transaction."""

from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.errors import RecordMissingError
from culture_desktop.models import (
    Activity,
    Attachment,
    Brand,
    JointHost,
    Organisation,
    Participation,
    Person,
    SessionAttendance,
)
from culture_desktop.services.activities.rows import ActivityDetail, ActivityDraft, Participant, Picture
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
    values = {name: getattr(activity, name) for name in DRAFT_COLUMNS}
    host = None if activity.host_id is None else session.get(Organisation, activity.host_id)
    brand = None if activity.brand_id is None else session.get(Brand, activity.brand_id)
    sessions = _sessions(session, activity.id)
    return ActivityDetail(
        id=activity.id,
        draft=ActivityDraft(**values, joint_host_ids=tuple(row.id for row in joint)),
        host="" if host is None else host.name,
        joint_hosts=tuple(row.name for row in joint),
        brand="" if brand is None else brand.name,
        participants=_participants(session, activity.id, sessions),
        pictures=_pictures(session, activity.id),
        sessions=sessions,
    )


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
