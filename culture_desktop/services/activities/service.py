"""Activities: planning, changing, and who takes part."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import RecordKeptError, RecordMissingError
from culture_desktop.models import (
    Activity,
    Attachment,
    BriefingActivity,
    IssuedDocument,
    Organisation,
    Participation,
    Person,
    SessionAttendance,
)
from culture_desktop.services.activities.checks import checked, require_references, set_joint_hosts
from culture_desktop.services.activities.codes import next_code
from culture_desktop.services.activities.queries import DRAFT_COLUMNS, activity_by_id, read_detail, require_activity
from culture_desktop.services.activities.rows import ActivityDetail, ActivityDraft, ActivityQuery, ActivityRow
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.people.filtering import year_bounds
from culture_desktop.services.results import Done, Topic, taken_along
from culture_desktop.vocabulary import AttachmentKind, Attendance

_LONGEST_SEARCH = 200
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
        for word in query.search[:_LONGEST_SEARCH].split():
            columns = (Activity.title, Activity.code, Activity.place)
            statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
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
            return next_code(session, year)

    def create(self, draft: ActivityDraft) -> Done[int]:
        """Plan an activity; raises on a code that is taken or a field that does not fit."""
        draft = checked(draft)
        with self._database.begin("新建活动") as session:
            require_references(session, draft, None)
            activity = Activity(**{name: getattr(draft, name) for name in DRAFT_COLUMNS})
            session.add(activity)
            session.flush()
            set_joint_hosts(session, activity.id, draft.joint_host_ids)
            activity_id = activity.id
        return Done(activity_id, _CHANGED, f"已新建“{draft.title}”")

    def update(self, activity_id: int, draft: ActivityDraft) -> Done[None]:
        """Replace what is entered of an activity."""
        draft = checked(draft)
        with self._database.begin("修改活动") as session:
            activity = activity_by_id(session, activity_id)
            require_references(session, draft, activity_id)
            for name in DRAFT_COLUMNS:
                setattr(activity, name, getattr(draft, name))
            set_joint_hosts(session, activity_id, draft.joint_host_ids)
        return Done(None, _CHANGED, f"已保存“{draft.title}”")

    def delete(self, activity_id: int) -> Done[None]:
        """Remove an activity with its participations and pictures' entries.

        Raises RecordKeptError when a paper was made of it: the register keeps every number it gave out.
        """
        with self._database.begin("删除活动") as session:
            title = activity_by_id(session, activity_id).title
            told = select(BriefingActivity.briefing_id).where(BriefingActivity.activity_id == activity_id)
            of_it = or_(IssuedDocument.activity_id == activity_id, IssuedDocument.briefing_id.in_(told))
            if session.scalar(select(IssuedDocument.id).where(of_it).limit(1)) is not None:
                raise RecordKeptError(
                    what="活动", name=title, records="已生成的文书", instead="不再需要时，请将它归档。"
                )
            people = _count(session, Participation.activity_id == activity_id)
            pictures = session.scalar(select(func.count()).where(Attachment.activity_id == activity_id)) or 0
            session.execute(delete(Activity).where(Activity.id == activity_id))
        along = taken_along((people, "条参与记录"), (pictures, "张照片"))
        return Done(None, _CHANGED, f"已删除“{title}”{along}")

    def add_people(self, activity_id: int, person_ids: Collection[int]) -> Done[int]:
        """Sign people up; those who are on the list already stay as they are. Returns how many are new."""
        wanted = dict.fromkeys(person_ids)
        with self._database.begin("添加参与人") as session:
            title = activity_by_id(session, activity_id).title
            known = set(session.scalars(select(Person.id).where(is_any_of(Person.id, wanted))))
            if missing := [str(person_id) for person_id in wanted if person_id not in known]:
                raise RecordMissingError(what="人员", key="、".join(missing[:5]))
            here = set(session.scalars(select(Participation.person_id).where(Participation.activity_id == activity_id)))
            new = [
                {"person_id": person_id, "activity_id": activity_id, "registered_at": datetime.now()}
                for person_id in wanted
                if person_id not in here
            ]
            if new:
                session.execute(insert(Participation), new)
        return Done(len(new), _CHANGED, f"已将 {len(new)} 人加入“{title}”")

    def remove_people(self, activity_id: int, person_ids: Collection[int]) -> Done[int]:
        """Take people off the list of an activity; returns how many were on it."""
        with self._database.begin("移除参与人") as session:
            activity_by_id(session, activity_id)
            listed = _listed(activity_id, person_ids)
            count = _count(session, listed)
            session.execute(delete(Participation).where(listed))
            of_activity = SessionAttendance.activity_id == activity_id
            session.execute(
                delete(SessionAttendance).where(of_activity, is_any_of(SessionAttendance.person_id, person_ids))
            )
        return Done(count, _CHANGED, f"已从活动移出 {count} 人")

    def set_attendance(self, activity_id: int, person_ids: Collection[int], attendance: Attendance) -> Done[int]:
        """Mark people as attended (with the present time), absent, excused or registered.

        Who is marked so already stays as he is: a second click does not move the time of a check-in.
        Returns how many of them are on the list.
        """
        attended_at = datetime.now() if attendance == Attendance.ATTENDED else None
        with self._database.begin(f"登记{attendance.label}") as session:
            activity_by_id(session, activity_id)
            listed = _listed(activity_id, person_ids)
            count = _count(session, listed)
            session.execute(
                update(Participation)
                .where(listed, Participation.attendance != attendance)
                .values(attendance=attendance, attended_at=attended_at)
            )
        return Done(count, _CHANGED, f"已将 {count} 人记为“{attendance.label}”")


def _counted(attendance: Attendance | None = None) -> ScalarSelect[int]:
    statement = select(func.count()).select_from(Participation).where(Participation.activity_id == Activity.id)
    if attendance is not None:
        statement = statement.where(Participation.attendance == attendance)
    return statement.scalar_subquery()


def _listed(activity_id: int, person_ids: Collection[int]) -> ColumnElement[bool]:
    return and_(Participation.activity_id == activity_id, is_any_of(Participation.person_id, person_ids))


def _count(session: Session, listed: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Participation).where(listed)) or 0
