"""The live figures of activities: counted from who is on their lists, whenever they are asked for."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.models import (
    Activity,
    BriefingActivity,
    JointHost,
    Organisation,
    Participation,
    Person,
    SessionAttendance,
)
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.vocabulary import Attendance, EmploymentType, PoliticalStatus, Sex

_MEMBERS = (PoliticalStatus.PARTY_MEMBER, PoliticalStatus.PROBATIONARY)


class _Entry(NamedTuple):
    activity_id: int
    person_id: int
    unit_id: int | None
    attendance: Attendance
    employment: EmploymentType
    sex: Sex | None
    politics: PoliticalStatus | None
    front_line: bool
    result: str
    hours: Decimal | None


class _Told(NamedTuple):
    activity: Activity
    host: str
    joint: tuple[str, ...]
    sessions: int


def activities_of(session: Session, briefing_id: int) -> Sequence[Activity]:
    """What a briefing tells of, in its order."""
    statement = select(Activity).join(BriefingActivity, BriefingActivity.activity_id == Activity.id)
    ordered = statement.where(BriefingActivity.briefing_id == briefing_id).order_by(
        BriefingActivity.position, Activity.starts, Activity.id
    )
    return session.scalars(ordered).all()


def figures_of(session: Session, activities: Sequence[Activity]) -> dict[str, str]:
    """Every figure by its name: those of all activities together, then those of each as ``2026-031.到场人数``."""
    if not activities:
        return {}
    told, entries = _told(session, activities), _entries(session, activities)
    figures = {**_words(told), **_counts(told, entries)}
    for one in told:
        own = [entry for entry in entries if entry.activity_id == one.activity.id]
        for name, value in {**_words([one]), **_counts([one], own)}.items():
            figures[f"{one.activity.code}.{name}"] = value
    return figures


def percent(part: int, whole: int) -> str:
    """Whole percent, half up; nothing of nothing is 0%."""
    return f"{(200 * part + whole) // (2 * whole) if whole else 0}%"


def day_words(activity: Activity) -> str:
    """``8月6日``."""
    return f"{activity.starts.month}月{activity.starts.day}日"


def _told(session: Session, activities: Sequence[Activity]) -> list[_Told]:
    ids = [activity.id for activity in activities]
    hosts = select(Organisation.id, Organisation.name).where(
        is_any_of(Organisation.id, [a.host_id for a in activities if a.host_id is not None])
    )
    names = dict(session.execute(hosts).all())
    joint: dict[int, list[str]] = {}
    statement = select(JointHost.activity_id, Organisation.name).join(
        Organisation, Organisation.id == JointHost.organisation_id
    )
    for activity_id, name in session.execute(
        statement.where(is_any_of(JointHost.activity_id, ids)).order_by(Organisation.id)
    ):
        joint.setdefault(activity_id, []).append(name)
    counted = select(SessionAttendance.activity_id, func.count(SessionAttendance.session.distinct()))
    grouped = counted.where(is_any_of(SessionAttendance.activity_id, ids)).group_by(SessionAttendance.activity_id)
    sessions = dict(session.execute(grouped).all())
    return [
        _Told(a, names.get(a.host_id or 0, ""), tuple(joint.get(a.id, ())), sessions.get(a.id, 0)) for a in activities
    ]


def _entries(session: Session, activities: Iterable[Activity]) -> list[_Entry]:
    statement = select(
        Participation.activity_id,
        Person.id,
        Person.unit_id,
        Participation.attendance,
        Person.employment,
        Person.sex,
        Person.political_status,
        Person.front_line,
        Participation.result,
        Participation.hours,
    ).join(Person, Person.id == Participation.person_id)
    of_these = is_any_of(Participation.activity_id, [activity.id for activity in activities])
    return [_Entry._make(row) for row in session.execute(statement.where(of_these))]


def _words(told: Sequence[_Told]) -> dict[str, str]:
    first, last = min(told, key=lambda t: t.activity.starts), max(told, key=lambda t: t.activity.starts)
    days = list(dict.fromkeys((day_words(first.activity), day_words(last.activity))))
    return {
        "活动名称": "、".join(one.activity.title for one in told),
        "日期": "至".join(days),
        "时间": f"{first.activity.starts:%H:%M}",
        "地点": _joined(one.activity.place for one in told),
        "主办": _joined(one.host for one in told),
        "联办": _joined(name for one in told for name in one.joint),
    }


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(filter(None, words)))


def _counts(told: Sequence[_Told], entries: Sequence[_Entry]) -> dict[str, str]:
    came = [entry for entry in entries if entry.attendance is Attendance.ATTENDED]
    people = {entry.person_id: entry for entry in came}  # who came to two activities is one person
    listed = len({entry.person_id for entry in entries})
    outsourced = _how_many(entry.employment is not EmploymentType.OWN for entry in people.values())
    hours = sum((entry.hours or Decimal(0) for entry in came), Decimal(0))
    return {
        "活动数": str(len(told)),
        "场次数": str(sum(one.sessions for one in told)),
        "报名人数": str(listed),
        "到场人数": str(len(people)),
        "到场人次": str(len(came)),
        "请假人数": str(_people(entries, Attendance.EXCUSED)),
        "缺席人数": str(_people(entries, Attendance.ABSENT)),
        "到场率": percent(len(people), listed),
        "单位数": str(len({entry.unit_id for entry in people.values()} - {None})),
        "众包和派遣人数": str(outsourced),
        "众包和派遣占比": percent(outsourced, len(people)),
        "女职工人数": str(_how_many(entry.sex is Sex.FEMALE for entry in people.values())),
        "党员人数": str(_how_many(entry.politics in _MEMBERS for entry in people.values())),
        "一线人数": str(_how_many(entry.front_line for entry in people.values())),
        "获奖人数": str(len({entry.person_id for entry in entries if entry.result})),
        "总时长": f"{hours.normalize():f}",
    }


def _people(entries: Iterable[_Entry], attendance: Attendance) -> int:
    return len({entry.person_id for entry in entries if entry.attendance is attendance})


def _how_many(conditions: Iterator[bool]) -> int:
    return sum(conditions)
