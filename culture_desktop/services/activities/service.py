"""Activities: planning, changing, and who takes part."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ScalarSelect, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import DuplicateNumberError, InvalidFieldError, RecordMissingError
from culture_desktop.models import Activity, Attachment, Brand, JointHost, Organisation, Participation, Person
from culture_desktop.services.activities.rows import (
    ActivityDetail,
    ActivityDraft,
    ActivityQuery,
    ActivityRow,
    Participant,
    Picture,
)
from culture_desktop.services.people.queries import year_bounds
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import AttachmentKind, Attendance

_DRAFT_COLUMNS = tuple(f.name for f in fields(ActivityDraft) if f.name != "joint_host_ids")
_CHANGED = frozenset({Topic.ACTIVITIES, Topic.PEOPLE})


class ActivityService:
    """One method, one intention of the user about activities."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, query: ActivityQuery) -> tuple[ActivityRow, ...]:
        """Activities of a query, newest first."""
        start, end = year_bounds(query.year)
        statement = (
            select(
                Activity.id,
                Activity.code,
                Activity.title,
                Activity.layer,
                Activity.mechanism,
                Activity.kind,
                Activity.state,
                Activity.starts,
                Activity.ends,
                Activity.place,
                func.coalesce(Organisation.name, ""),
                _counted(),
                _counted(Attendance.ATTENDED),
                select(func.count())
                .where(Attachment.activity_id == Activity.id, Attachment.kind == AttachmentKind.PICTURE)
                .scalar_subquery(),
            )
            .outerjoin(Organisation, Organisation.id == Activity.host_id)
            .where(Activity.starts >= start, Activity.starts < end)
            .order_by(Activity.starts.desc(), Activity.code.desc())
        )
        for word in query.search.split():
            columns = (Activity.title, Activity.code, Activity.place)
            statement = statement.where(or_(*(column.contains(word, autoescape=True) for column in columns)))
        if query.layers:
            statement = statement.where(Activity.layer.in_(query.layers))
        if query.states:
            statement = statement.where(Activity.state.in_(query.states))
        with self._database.read() as session:
            return tuple(ActivityRow(*tuple(row)) for row in session.execute(statement))

    def years(self) -> tuple[int, ...]:
        """The years that hold activities, newest first."""
        with self._database.read() as session:
            first = session.scalar(select(func.min(Activity.starts)))
            last = session.scalar(select(func.max(Activity.starts)))
        return () if first is None or last is None else tuple(range(last.year, first.year - 1, -1))

    def id_of(self, code: str) -> int:
        """The id behind a code, or RecordMissingError."""
        with self._database.read() as session:
            return require_activity(session, code).id

    def detail(self, activity_id: int) -> ActivityDetail:
        """All of one activity."""
        with self._database.read() as session:
            return read_detail(session, activity_by_id(session, activity_id))

    def next_code(self, year: int) -> str:
        """The code a new activity of the year gets: ``2026-048`` after ``2026-047``."""
        with self._database.read() as session:
            codes = session.scalars(select(Activity.code).where(Activity.code.startswith(f"{year}-"))).all()
        numbers = [int(code.rpartition("-")[2]) for code in codes if code.rpartition("-")[2].isdigit()]
        return f"{year}-{max(numbers, default=0) + 1:03d}"

    def create(self, draft: ActivityDraft) -> Done[int]:
        """Plan an activity; raises on a code that is taken or a field that does not fit."""
        _check(draft)
        with self._database.begin() as session:
            _require_free(session, draft.code, None)
            activity = Activity(**{name: getattr(draft, name) for name in _DRAFT_COLUMNS})
            session.add(activity)
            session.flush()
            _set_joint_hosts(session, activity.id, draft.joint_host_ids)
            activity_id = activity.id
        return Done(activity_id, _CHANGED, f"已新建“{draft.title}”")

    def update(self, activity_id: int, draft: ActivityDraft) -> Done[None]:
        """Replace what is entered of an activity."""
        _check(draft)
        with self._database.begin() as session:
            activity = activity_by_id(session, activity_id)
            _require_free(session, draft.code, activity_id)
            for name in _DRAFT_COLUMNS:
                setattr(activity, name, getattr(draft, name))
            _set_joint_hosts(session, activity_id, draft.joint_host_ids)
        return Done(None, _CHANGED, f"已保存“{draft.title}”")

    def delete(self, activity_id: int) -> Done[None]:
        """Remove an activity with its participations and pictures' entries."""
        with self._database.begin() as session:
            title = activity_by_id(session, activity_id).title
            session.execute(delete(Activity).where(Activity.id == activity_id))
        return Done(None, _CHANGED, f"已删除“{title}”")

    def add_people(self, activity_id: int, person_ids: Collection[int]) -> Done[int]:
        """Sign people up; those who are on the list already stay as they are. Returns how many are new."""
        with self._database.begin() as session:
            activity = activity_by_id(session, activity_id)
            here = set(session.scalars(select(Participation.person_id).where(Participation.activity_id == activity_id)))
            new = [
                {"person_id": person_id, "activity_id": activity_id, "registered_at": datetime.now()}
                for person_id in dict.fromkeys(person_ids)
                if person_id not in here
            ]
            if new:
                session.execute(insert(Participation), new)
            title = activity.title
        return Done(len(new), _CHANGED, f"已将 {len(new)} 人加入“{title}”")

    def remove_people(self, activity_id: int, person_ids: Collection[int]) -> Done[int]:
        """Take people off the list of an activity."""
        with self._database.begin() as session:
            session.execute(
                delete(Participation).where(
                    Participation.activity_id == activity_id, Participation.person_id.in_(person_ids)
                )
            )
        return Done(len(person_ids), _CHANGED, f"已从活动移出 {len(person_ids)} 人")

    def set_attendance(self, activity_id: int, person_ids: Collection[int], attendance: Attendance) -> Done[int]:
        """Mark people as attended (with the present time), absent, excused or registered."""
        attended_at = datetime.now() if attendance == Attendance.ATTENDED else None
        with self._database.begin() as session:
            session.execute(
                update(Participation)
                .where(Participation.activity_id == activity_id, Participation.person_id.in_(person_ids))
                .values(attendance=attendance, attended_at=attended_at)
            )
        return Done(len(person_ids), _CHANGED, f"已将 {len(person_ids)} 人记为“{attendance.label}”")


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
    values = {name: getattr(activity, name) for name in _DRAFT_COLUMNS}
    host = None if activity.host_id is None else session.get(Organisation, activity.host_id)
    brand = None if activity.brand_id is None else session.get(Brand, activity.brand_id)
    return ActivityDetail(
        id=activity.id,
        draft=ActivityDraft(**values, joint_host_ids=tuple(row.id for row in joint)),
        host="" if host is None else host.name,
        joint_hosts=tuple(row.name for row in joint),
        brand="" if brand is None else brand.name,
        participants=_participants(session, activity.id),
        pictures=_pictures(session, activity.id),
    )


def activity_by_id(session: Session, activity_id: int) -> Activity:
    """The activity, or RecordMissingError."""
    activity = session.get(Activity, activity_id)
    if activity is None:
        raise RecordMissingError(what="活动", key=activity_id)
    return activity


def _counted(attendance: Attendance | None = None) -> ScalarSelect[int]:
    statement = select(func.count()).select_from(Participation).where(Participation.activity_id == Activity.id)
    if attendance is not None:
        statement = statement.where(Participation.attendance == attendance)
    return statement.scalar_subquery()


def _check(draft: ActivityDraft) -> None:
    """Raise InvalidFieldError for the first field that does not fit."""
    if not draft.code.strip():
        raise InvalidFieldError(field="编号", value=draft.code, expected="不为空的编号")
    if not draft.title.strip():
        raise InvalidFieldError(field="名称", value=draft.title, expected="不为空的名称")
    if draft.ends is not None and draft.ends < draft.starts:
        raise InvalidFieldError(field="结束时间", value=f"{draft.ends:%Y-%m-%d %H:%M}", expected="不早于开始的时间")
    if draft.mechanism.layer != draft.layer:
        raise InvalidFieldError(field="机制", value=draft.mechanism.label, expected=f"“{draft.layer.label}”层的机制")
    if draft.capacity is not None and draft.capacity <= 0:
        raise InvalidFieldError(field="人数上限", value=draft.capacity, expected="大于 0 的整数")
    if draft.budget is not None and draft.budget < Decimal(0):
        raise InvalidFieldError(field="预算", value=draft.budget, expected="不小于 0 的金额")


def _require_free(session: Session, code: str, own_id: int | None) -> None:
    holder = session.scalar(select(Activity).where(Activity.code == code))
    if holder is not None and holder.id != own_id:
        raise DuplicateNumberError(what="活动编号", number=code, holder=holder.title)


def _set_joint_hosts(session: Session, activity_id: int, organisation_ids: Collection[int]) -> None:
    session.execute(delete(JointHost).where(JointHost.activity_id == activity_id))
    for organisation_id in dict.fromkeys(organisation_ids):
        session.add(JointHost(activity_id=activity_id, organisation_id=organisation_id))


def _participants(session: Session, activity_id: int) -> tuple[Participant, ...]:
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
        )
        .join(Participation, Participation.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == Person.unit_id)
        .where(Participation.activity_id == activity_id)
        .order_by(Organisation.position, Person.number)
    )
    return tuple(Participant(*row) for row in session.execute(statement))


def _pictures(session: Session, activity_id: int) -> tuple[Picture, ...]:
    statement = (
        select(Attachment.id, Attachment.sha256, Attachment.file_name, Attachment.caption)
        .where(Attachment.activity_id == activity_id, Attachment.kind == AttachmentKind.PICTURE)
        .order_by(Attachment.position, Attachment.id)
    )
    return tuple(Picture(*row) for row in session.execute(statement))
