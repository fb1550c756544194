"""Whose day it is: birthdays and service anniversaries of the staff."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, String, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from culture_desktop.models import Organisation, Person
from culture_desktop.vocabulary import PersonStatus

_ANNIVERSARY = 5  # years, and every multiple


def people_of(session: Session, day: date) -> tuple[tuple[str, str, str], ...]:
    """Who has a birthday or a service anniversary on a day: name, unit and what (``生日``, ``入职 10 年``)."""
    unit = func.coalesce(Organisation.name, "")
    statement = select(Person.name, unit, Person.birth_date, Person.hire_date).outerjoin(
        Organisation, Organisation.id == Person.unit_id
    )
    same = [_day_of_year(column) == f"{day:%m-%d}" for column in (Person.birth_date, Person.hire_date)]
    statement = statement.where(_active(), or_(*same)).order_by(Person.stroke_key)
    found = []
    for name, unit_name, born, hired in session.execute(statement):
        if born is not None and (born.month, born.day) == (day.month, day.day):
            found.append((name, unit_name, "生日"))
        if hired is not None and (hired.month, hired.day) == (day.month, day.day) and _is_round(day, hired):
            found.append((name, unit_name, f"入职 {day.year - hired.year} 年"))
    return tuple(found)


def birthdays_of(session: Session, first: date, last: date) -> Mapping[tuple[int, int], int]:
    """Month and day -> how many of the staff have their birthday then."""
    key = _day_of_year(Person.birth_date)
    statement = select(key, func.count()).where(_active(), Person.birth_date.is_not(None), _within(key, first, last))
    return {_pair(at): number for at, number in session.execute(statement.group_by(key))}


def anniversaries_of(session: Session, first: date, last: date) -> Mapping[date, int]:
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
