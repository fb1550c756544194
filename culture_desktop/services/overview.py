"""What the overview shows beside coverage: what needs doing, this week, this month."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Activity, Attachment, Campaign, Participation, Person
from culture_desktop.rules.spans import add_years
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.queries import awarded_on
from culture_desktop.services.awards.timetable import due_tasks
from culture_desktop.services.people.filtering import year_bounds
from culture_desktop.vocabulary import (
    ActivityState,
    AttachmentKind,
    Attendance,
    CampaignStep,
    Layer,
    PersonStatus,
)

_LOOK_AHEAD = timedelta(days=7)
_LOOK_BACK = timedelta(days=45)
_ANNIVERSARIES = range(5, 61, 5)


class TodoKind(StrEnum):
    """What sort of thing needs doing; the window picks an icon and a page by it."""

    ATTENDANCE = "attendance"
    SUMMARY = "summary"
    NOTICE = "notice"
    CAMPAIGN = "campaign"
    ANNIVERSARY = "anniversary"


@dataclass(frozen=True)
class Todo:
    """One thing to do: a sentence, when it is due, and the key of what it is about (activity or campaign code)."""

    kind: TodoKind
    sentence: str
    due: date
    key: str


@dataclass(frozen=True)
class Appointment:
    """One activity of the week."""

    code: str
    title: str
    starts: datetime
    layer: Layer


@dataclass(frozen=True)
class MonthFigures:
    """The month and the year in figures, what is planned included; budget in yuan."""

    activities: int
    attended: int
    people: int
    hours: Decimal
    activities_in_year: int
    budget_in_year: Decimal


@dataclass(frozen=True)
class Overview:
    """The upper half of the overview."""

    today: date
    todos: tuple[Todo, ...]
    week: tuple[Appointment, ...]
    month: MonthFigures
    people: int


class OverviewService:
    """Reads what the first page shows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def overview(self, today: date) -> Overview:
        """What needs doing (soonest first), the week around today, and the month's figures."""
        with self._database.read() as session:
            todos = [
                *_unsettled(session, today),
                *_unwritten(session, today),
                *_campaigns(session, today),
                *_anniversaries(session, today),
            ]
            return Overview(
                today=today,
                todos=tuple(sorted(todos, key=lambda todo: (todo.due, todo.sentence))),
                week=_week(session, today),
                month=_figures(session, today),
                people=session.scalar(select(func.count()).where(Person.status == PersonStatus.ACTIVE)) or 0,
            )


def _day(moment: date) -> datetime:
    return datetime.combine(moment, time.min)


def _unsettled(session: Session, today: date) -> Iterator[Todo]:
    """Past activities with people still neither attended nor absent nor excused."""
    statement = (
        select(Activity.code, Activity.title, Activity.starts, func.count())
        .join(Participation, Participation.activity_id == Activity.id)
        .where(Activity.starts < _day(today), Activity.starts >= _day(today - _LOOK_BACK))
        .where(Participation.attendance == Attendance.REGISTERED)
        .group_by(Activity.id)
    )
    for code, title, starts, count in session.execute(statement):
        yield Todo(TodoKind.ATTENDANCE, f"“{title}”有 {count} 人未记签到", starts.date(), code)


def _unwritten(session: Session, today: date) -> Iterator[Todo]:
    """Past activities without a summary."""
    pictures = (
        select(func.count())
        .where(Attachment.activity_id == Activity.id, Attachment.kind == AttachmentKind.PICTURE)
        .scalar_subquery()
    )
    statement = (
        select(Activity.code, Activity.title, Activity.starts, pictures)
        .where(Activity.starts < _day(today), Activity.starts >= _day(today - _LOOK_BACK))
        .where(Activity.summary == "", Activity.state != ActivityState.ARCHIVED)
    )
    for code, title, starts, count in session.execute(statement):
        with_pictures = f"，照片 {count} 张" if count else ""
        yield Todo(TodoKind.SUMMARY, f"“{title}”简报待写{with_pictures}", starts.date() + timedelta(days=1), code)


def _campaigns(session: Session, today: date) -> Iterator[Todo]:
    """Campaigns under way: the notice that runs or has ended, or the step they stand at."""
    for campaign in session.scalars(select(Campaign)):
        if awarded_on(session, campaign) is not None:
            continue
        board = read_board(session, campaign)
        for state in due_tasks(session, today, board):
            yield Todo(
                TodoKind.CAMPAIGN,
                f"“{campaign.title}”{state.sentence.removesuffix('。')}",
                state.task.due_on,
                campaign.code,
            )
        current = board.current_step
        if current.step is CampaignStep.AWARD and campaign.notice_to is not None:
            over = campaign.notice_to < today
            sentence = f"“{campaign.title}”公示{'已期满，待表彰' if over else '进行中'}"
            yield Todo(TodoKind.NOTICE, sentence, campaign.notice_to, campaign.code)
        else:
            sentence = f"“{campaign.title}”待办：{current.step.label}"
            yield Todo(TodoKind.CAMPAIGN, sentence, today, campaign.code)


def _anniversaries(session: Session, today: date) -> Iterator[Todo]:
    """Round service anniversaries of the coming week, one entry a number of years."""
    reached = {
        hired: (years, day)
        for day in (today + timedelta(days=offset) for offset in range(_LOOK_AHEAD.days))
        for years in _ANNIVERSARIES
        for hired in _hired(day, years)
    }
    # Looked up by the few dates that matter, which the index finds, and not by the month and day of everybody.
    statement = (
        select(Person.hire_date, func.count(Person.id))
        .where(Person.status == PersonStatus.ACTIVE, Person.hire_date.in_(reached))
        .group_by(Person.hire_date)
    )
    people: Counter[int] = Counter()
    first: dict[int, date] = {}
    for hired, count in session.execute(statement):
        if hired is not None:
            years, day = reached[hired]
            people[years] += count
            first[years] = min(day, first.get(years, day))
    for years, count in sorted(people.items()):
        yield Todo(TodoKind.ANNIVERSARY, f"司龄满 {years} 年 {count} 人，本周致敬", first[years], "")


def _hired(day: date, years: int) -> Iterator[date]:
    """The days of hire whose anniversary falls on a day: on 28 February of a common year, the 29th as well."""
    nearest = add_years(day, -years)
    for hired in (nearest, nearest + timedelta(days=1)):
        if add_years(hired, years) == day:
            yield hired


def _week(session: Session, today: date) -> tuple[Appointment, ...]:
    monday = today - timedelta(days=today.weekday())
    statement = (
        select(Activity.code, Activity.title, Activity.starts, Activity.layer)
        .where(Activity.starts >= _day(monday), Activity.starts < _day(monday + timedelta(days=7)))
        .order_by(Activity.starts)
    )
    return tuple(Appointment(*row) for row in session.execute(statement))


def _figures(session: Session, today: date) -> MonthFigures:
    first = _day(today.replace(day=1))
    following = _day((today.replace(day=28) + timedelta(days=4)).replace(day=1))
    year_start, year_end = year_bounds(today.year)
    in_month = (Activity.starts >= first, Activity.starts < following)
    in_year = (Activity.starts >= year_start, Activity.starts < year_end)
    attended, people, hours = session.execute(
        select(
            func.count(Participation.person_id),
            func.count(Participation.person_id.distinct()),
            func.sum(Participation.hours),
        )
        .join(Activity, Activity.id == Participation.activity_id)
        .where(*in_month, Participation.attendance == Attendance.ATTENDED)
    ).one()
    return MonthFigures(
        activities=session.scalar(select(func.count(Activity.id)).where(*in_month)) or 0,
        attended=attended,
        people=people,
        hours=hours or Decimal(0),
        activities_in_year=session.scalar(select(func.count(Activity.id)).where(*in_year)) or 0,
        budget_in_year=session.scalar(select(func.sum(Activity.budget)).where(*in_year)) or Decimal(0),
    )
