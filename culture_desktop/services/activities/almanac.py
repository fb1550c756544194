"""The calendar: activities of a span, and what its days are besides: holidays, festivals, birthdays, duties owed."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import CalendarUnknownError
from culture_desktop.models import Activity, Organisation, Participation
from culture_desktop.rules import lunar
from culture_desktop.rules.festivals import Festival, festivals_between
from culture_desktop.rules.workdays import WorkCalendar, is_workday
from culture_desktop.services.activities.almanac_people import anniversaries_of, birthdays_of, people_of
from culture_desktop.services.activities.almanac_rows import (
    BoardColumn,
    CalendarEntry,
    CalendarSpan,
    CalendarYear,
    DayFacts,
)
from culture_desktop.services.activities.festivals import read_festivals
from culture_desktop.services.activities.queries import moments_of
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.workdays import read_calendar
from culture_desktop.vocabulary import ActivityState, Layer

_SATURDAY = 5
_LONGEST = timedelta(days=62)  # an activity that began earlier than this before a span is not looked for


class AlmanacService:
    """Reads the calendar."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def span(self, first: date, last: date, *, people: bool = True) -> CalendarSpan:
        """Days and activities of a span; ``people`` counts birthdays and service anniversaries of staff as well."""
        with self._database.read() as session:
            calendar = read_calendar(session)
            festivals = festivals_between(read_festivals(session), first, last)
            birthdays = birthdays_of(session, first, last) if people else {}
            anniversaries = anniversaries_of(session, first, last) if people else {}
            entries = _entries(session, first, last)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        facts = tuple(
            _day(
                day,
                calendar,
                festivals.get(day, ()),
                birthdays.get((day.month, day.day), 0),
                anniversaries.get(day, 0),
            )
            for day in days
        )
        return CalendarSpan(first, last, facts, entries)

    def year(self, year: int) -> CalendarYear:
        """A year at a glance."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        begin, end = moments_of(first, last)
        day = func.date(Activity.starts)
        statement = (
            select(day, Activity.layer, func.count())
            .where(Activity.starts >= begin, Activity.starts < end)
            .group_by(day, Activity.layer)
        )
        layers, found = list(Layer), dict[date, list[int]]()
        with self._database.read() as session:
            for at, layer, number in session.execute(statement):
                found.setdefault(date.fromisoformat(str(at)), [0] * len(layers))[layers.index(layer)] = number
            calendar = read_calendar(session)
            festivals = festivals_between(read_festivals(session), first, last)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        facts = tuple(_day(one, calendar, festivals.get(one, ()), 0, 0) for one in days)
        return CalendarYear(year, facts, {at: (n[0], n[1], n[2], n[3]) for at, n in found.items()})

    def board(self, year: int, most: int = 100) -> tuple[BoardColumn, ...]:
        """The activities of a year by state, at most so many of each: the earliest, of archived ones the latest."""
        begin, end = moments_of(date(year, 1, 1), date(year, 12, 31))
        within = Activity.starts >= begin, Activity.starts < end
        counted = select(Activity.state, func.count()).where(*within).group_by(Activity.state)
        with self._database.read() as session:
            totals: dict[ActivityState, int] = dict(session.execute(counted).all())
            return tuple(
                BoardColumn(state, totals.get(state, 0), _of_state(session, within, state, most))
                for state in ActivityState
            )

    def people_of(self, day: date) -> tuple[tuple[str, str, str], ...]:
        """Who has a birthday or a service anniversary on a day: name, unit and what (``生日``, ``入职 10 年``)."""
        with self._database.read() as session:
            return people_of(session, day)


def _entries(session: Session, first: date, last: date) -> tuple[CalendarEntry, ...]:
    """By a range of the index on starts; those that began before and reach into the span among them."""
    begin, end = moments_of(first, last)
    inside = and_(Activity.starts >= begin, Activity.starts < end)
    reaching = and_(Activity.starts >= begin - _LONGEST, Activity.starts < begin, Activity.ends > begin)
    return _read(session, _LISTED.where(or_(inside, reaching)).order_by(Activity.starts, Activity.code))


def _of_state(
    session: Session, within: tuple[ColumnElement[bool], ...], state: ActivityState, most: int
) -> tuple[CalendarEntry, ...]:
    newest_first = state is ActivityState.ARCHIVED
    order = Activity.starts.desc() if newest_first else Activity.starts
    return _read(session, _LISTED.where(*within, Activity.state == state).order_by(order, Activity.code).limit(most))


_LISTED = select(
    Activity.id,
    Activity.code,
    Activity.title,
    Activity.layer,
    Activity.state,
    Activity.starts,
    Activity.ends,
    Activity.place,
    func.coalesce(Organisation.name, ""),
).outerjoin(Organisation, Organisation.id == Activity.host_id)


def _read(session: Session, statement: Executable) -> tuple[CalendarEntry, ...]:
    rows = session.execute(statement).all()
    counted = (
        select(Participation.activity_id, func.count())
        .where(is_any_of(Participation.activity_id, [row[0] for row in rows]))
        .group_by(Participation.activity_id)
    )
    people: dict[int, int] = dict(session.execute(counted).all()) if rows else {}
    whole: list[tuple[Any, ...]] = [(*row, people.get(row[0], 0)) for row in rows]
    return tuple(CalendarEntry(*values) for values in whole)


def _day(
    day: date, calendar: WorkCalendar, festivals: tuple[Festival, ...], birthdays: int, anniversaries: int
) -> DayFacts:
    try:
        works: bool | None = is_workday(day, calendar)
    except CalendarUnknownError:
        works = None
    weekend = day.weekday() >= _SATURDAY
    by_moon = lunar.lunar_day(day)
    return DayFacts(
        day=day,
        works=works,
        off=works is False and (not weekend or _in_holiday(day, calendar)),
        make_up=works is True and weekend,
        festivals=festivals,
        lunar="" if by_moon is None else by_moon.month_text if by_moon.day == 1 else by_moon.day_text,
        lunar_date="" if by_moon is None else by_moon.text,
        term=lunar.solar_term(day),
        birthdays=birthdays,
        anniversaries=anniversaries,
    )


def _in_holiday(day: date, calendar: WorkCalendar) -> bool:
    """Whether a weekend is part of a holiday: the notice names it, or a day off of the week touches it."""
    for step in (-1, 1):
        other = day + timedelta(days=step)
        while other.weekday() >= _SATURDAY:
            other += timedelta(days=step)
        try:
            if not is_workday(other, calendar):
                return True
        except CalendarUnknownError:
            continue
    return False
