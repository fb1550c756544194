"""Shared queries on people; each takes a session or builds a statement."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.models import Activity, Honour, Organisation, Participation, Person
from culture_desktop.services.organisations import people_of
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort, PersonRow
from culture_desktop.vocabulary import Attendance

_SORT: dict[PeopleSort, Sequence[ColumnElement[Any] | Any]] = {
    PeopleSort.NUMBER: (Person.number,),
    PeopleSort.SURNAME_STROKES: (Person.stroke_key, Person.number),
    PeopleSort.PINYIN: (Person.pinyin, Person.number),
    PeopleSort.UNIT: (Organisation.position, Person.number),
    PeopleSort.HIRE_DATE: (Person.hire_date, Person.number),
    PeopleSort.POSITION: (Person.position, Person.number),
}


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """First moment of a year and of the next."""
    return datetime(year, 1, 1), datetime(year + 1, 1, 1)


def conditions(session: Session, query: PeopleQuery) -> list[ColumnElement[bool]]:
    """The WHERE of a query, to be joined by AND."""
    found: list[ColumnElement[bool]] = []
    for word in query.search.lower().split():
        found.append(
            or_(
                Person.search_text.contains(word, autoescape=True),
                func.lower(Organisation.full_name).contains(word, autoescape=True),
            )
        )
    if query.organisation_id is not None:
        found.append(people_of(session, query.organisation_id))
    if query.employment:
        found.append(Person.employment.in_(query.employment))
    if query.front_line is not None:
        found.append(Person.front_line.is_(query.front_line))
    if query.manager is not None:
        found.append(Person.manager.is_(query.manager))
    if query.status:
        found.append(Person.status.in_(query.status))
    if query.ids is not None:
        found.append(Person.id.in_(query.ids))
    return found


def row_statement(year: int) -> Select[*tuple[Any, ...]]:
    """A SELECT of everything a PersonRow holds; the counts are looked up per row shown, not joined."""
    start, end = year_bounds(year)
    attended = (
        select(func.count())
        .select_from(Participation)
        .join(Activity, Activity.id == Participation.activity_id)
        .where(
            Participation.person_id == Person.id,
            Participation.attendance == Attendance.ATTENDED,
            Activity.starts >= start,
            Activity.starts < end,
        )
        .scalar_subquery()
    )
    honours = select(func.count()).select_from(Honour).where(Honour.person_id == Person.id).scalar_subquery()
    return select(
        Person.id,
        Person.number,
        Person.name,
        Person.sex,
        func.coalesce(Organisation.name, "").label("unit"),
        func.coalesce(Organisation.full_name, "").label("unit_full_name"),
        Person.position,
        Person.employment,
        Person.front_line,
        Person.manager,
        Person.political_status,
        Person.phone,
        Person.birth_date,
        Person.hire_date,
        Person.status,
        attended.label("participations"),
        honours.label("honours"),
    ).outerjoin(Organisation, Organisation.id == Person.unit_id)


def ordered(statement: Select[*tuple[Any, ...]], query: PeopleQuery) -> Select[*tuple[Any, ...]]:
    """The statement in the query's order."""
    keys = _SORT[query.sort]
    return statement.order_by(*(key.desc() if query.descending else key.asc() for key in keys))


def person_row(row: Row[*tuple[Any, ...]]) -> PersonRow:
    """The dataclass of one result row."""
    return PersonRow(*row)


def completed_years(since: date, until: date) -> int:
    """Whole years between two dates; 29 February counts as reached on 1 March in common years."""
    before_anniversary = (until.month, until.day) < (since.month, since.day)
    return until.year - since.year - before_anniversary
