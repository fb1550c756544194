"""The calendar: activities of a span, and what its days are besides: holidays, festivals, birthdays, duties owed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from culture_desktop.database import Database
from culture_desktop.errors import CalendarUnknownError
from culture_desktop.models import Activity, Organisation, Participation, Person
from culture_desktop.rules import lunar
from culture_desktop.rules.festivals import Festival, FestivalKind, festivals_between
from culture_desktop.rules.workdays import WorkCalendar, is_workday
from culture_desktop.services.activities.festivals import read_festivals
from culture_desktop.services.activities.queries import moments_of
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.workdays import read_calendar
from culture_desktop.vocabulary import ActivityState, Layer, PersonStatus

_ANNIVERSARY = 5  # years, and every multiple
_SATURDAY = 5
_LONGEST = timedelta(days=62)  # an activity that began earlier than this before a span is not looked for


@dataclass(frozen=True)
class CalendarEntry:
    """An activity as the calendar shows it; ``people`` are on its list."""

    id: int
    code: str
    title: str
    layer: Layer
    state: ActivityState
    starts: datetime
    ends: datetime | None
    place: str
    host: str
    people: int

    @property
    def first(self) -> date:
        """The first day of it."""
        return self.starts.date()

    @property
    def last(self) -> date:
        """The last day of it; one that ends at midnight ends the day before."""
        if self.ends is None or self.ends <= self.starts:
            return self.first
        return (self.ends - timedelta(microseconds=1)).date()


@dataclass(frozen=True)
class DayFacts:
    """What a day is. ``works`` is None where nobody knows it yet; ``off`` a day of rest by the calendar of holidays,
    ``make_up`` a weekend that is worked."""

    day: date
    works: bool | None = None
    off: bool = False
    make_up: bool = False
    festivals: tuple[Festival, ...] = ()
    lunar: str = ""
    term: str = ""
    birthdays: int = 0
    anniversaries: int = 0

    @property
    def label(self) -> str:
        """What stands beside the number: a festival, a solar term, or the lunar day."""
        names = sorted(self.festivals, key=lambda festival: _ORDER.index(festival.kind))
        return names[0].name if names else self.term or self.lunar


@dataclass(frozen=True)
class CalendarSpan:
    """All the calendar shows of a span of days, both ends included."""

    first: date
    last: date
    days: tuple[DayFacts, ...]
    entries: tuple[CalendarEntry, ...]


_ORDER = (FestivalKind.STATUTORY, FestivalKind.OWN, FestivalKind.TRADITIONAL, FestivalKind.MEMORIAL)


class AlmanacService:
    """Reads the calendar."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def span(self, first: date, last: date, *, people: bool = True) -> CalendarSpan:
        """Days and activities of a span; ``people`` counts birthdays and service anniversaries of staff as well."""
        with self._database.read() as session:
            calendar = read_calendar(session)
            festivals = festivals_between(read_festivals(session), first, last)
            birthdays = _birthdays(session, first, last) if people else {}
            anniversaries = _anniversaries(session, first, last) if people else {}
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

    def people_of(self, day: date) -> tuple[tuple[str, str, str], ...]:
        """Who has a birthday or a service anniversary on a day: name, unit and what (``生日``, ``入职 10 年``)."""
        with self._database.read() as session:
            unit = func.coalesce(Organisation.name, "")
            statement = select(Person.name, unit, Person.birth_date, Person.hire_date).outerjoin(
                Organisation, Organisation.id == Person.unit_id
            )
            same = [_day_of_year(column) == f"{day:%m-%d}" for column in (Person.birth_date, Person.hire_date)]
            statement = statement.where(Person.status == PersonStatus.ACTIVE, or_(*same)).order_by(Person.stroke_key)
            rows = session.execute(statement).all()
        found = []
        for name, unit_name, born, hired in rows:
            if born is not None and (born.month, born.day) == (day.month, day.day):
                found.append((name, unit_name, "生日"))
            if hired is not None and (hired.month, hired.day) == (day.month, day.day) and _is_round(day, hired):
                found.append((name, unit_name, f"入职 {day.year - hired.year} 年"))
        return tuple(found)


def _entries(session: Session, first: date, last: date) -> tuple[CalendarEntry, ...]:
    """By a range of the index on starts; those that began before and reach into the span among them."""
    begin, end = moments_of(first, last)
    inside = and_(Activity.starts >= begin, Activity.starts < end)
    reaching = and_(Activity.starts >= begin - _LONGEST, Activity.starts < begin, Activity.ends > begin)
    statement = (
        select(
            Activity.id,
            Activity.code,
            Activity.title,
            Activity.layer,
            Activity.state,
            Activity.starts,
            Activity.ends,
            Activity.place,
            func.coalesce(Organisation.name, ""),
        )
        .outerjoin(Organisation, Organisation.id == Activity.host_id)
        .where(or_(inside, reaching))
        .order_by(Activity.starts, Activity.code)
    )
    rows = session.execute(statement).all()
    counted = (
        select(Participation.activity_id, func.count())
        .where(is_any_of(Participation.activity_id, [row[0] for row in rows]))
        .group_by(Participation.activity_id)
    )
    people: dict[int, int] = dict(session.execute(counted).all()) if rows else {}
    return tuple(CalendarEntry(*row, people=people.get(row[0], 0)) for row in rows)


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


def _birthdays(session: Session, first: date, last: date) -> Mapping[tuple[int, int], int]:
    """Month and day -> how many of the staff have their birthday then."""
    key = _day_of_year(Person.birth_date)
    statement = select(key, func.count()).where(_active(), Person.birth_date.is_not(None), _within(key, first, last))
    return {_pair(at): number for at, number in session.execute(statement.group_by(key))}


def _anniversaries(session: Session, first: date, last: date) -> Mapping[date, int]:
    """Day -> how many of the staff have been here 5, 10, 15 … years."""
    key = _day_of_year(Person.hire_date)
    statement = select(Person.hire_date).where(_active(), Person.hire_date.is_not(None), _within(key, first, last))
    found: Counter[date] = Counter()
    for hired in session.scalars(statement):
        assert hired is not None
        for year in range(first.year, last.year + 1):
            day = _same_day(hired, year)
            if day is not None and first <= day <= last and _is_round(day, hired):
                found[day] += 1
    return found


def _is_round(day: date, hired: date) -> bool:
    years = day.year - hired.year
    return years > 0 and years % _ANNIVERSARY == 0


def _same_day(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _active() -> ColumnElement[bool]:
    return Person.status == PersonStatus.ACTIVE


def _day_of_year(column: InstrumentedAttribute[date | None]) -> ColumnElement[str]:
    """``11-23`` of a stored date, on any database."""
    return func.substr(type_coerce(column, String), 6, 5)


def _within(key: ColumnElement[str], first: date, last: date) -> ColumnElement[bool]:
    if (last - first).days >= 365:
        return key.is_not(None)
    if first.year == last.year:
        return key.between(f"{first:%m-%d}", f"{last:%m-%d}")
    return or_(key >= f"{first:%m-%d}", key <= f"{last:%m-%d}")


def _pair(key: str) -> tuple[int, int]:
    return int(key[:2]), int(key[3:])
