"""Shared queries on people; each takes a session or builds a statement."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from culture_desktop.models import Activity, Honour, Organisation, Participation, Person
from culture_desktop.rules import masking
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import people_of
from culture_desktop.services.people.postings import here_on, people_of_on
from culture_desktop.services.people.rows import PeopleQuery, PeopleSort, PersonRow
from culture_desktop.vocabulary import Attendance

_LONGEST_SEARCH = 200  # a pasted page would exceed what the database takes as a pattern, and finds nobody anyway
# The place in the list and whether it may be empty: databases disagree on where NULL goes, people want it last.
_SORT: dict[PeopleSort, tuple[InstrumentedAttribute[Any], bool]] = {
    PeopleSort.NUMBER: (Person.number, False),
    PeopleSort.SURNAME_STROKES: (Person.stroke_key, False),
    PeopleSort.PINYIN: (Person.pinyin, False),
    PeopleSort.UNIT: (Organisation.position, True),
    PeopleSort.HIRE_DATE: (Person.hire_date, True),
    PeopleSort.POSITION: (Person.position, False),
}


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """First moment of a year and of the next."""
    return datetime(year, 1, 1), datetime(year + 1, 1, 1)


def words_of(search: str) -> tuple[str, ...]:
    """The words of a search as they are looked for: case folded."""
    return tuple(search[:_LONGEST_SEARCH].casefold().split())


def conditions(session: Session, query: PeopleQuery) -> list[ColumnElement[bool]]:
    """The WHERE of a query, to be joined by AND."""
    found: list[ColumnElement[bool]] = []
    for word in words_of(query.search):
        found.append(or_(Person.search_text.contains(word, autoescape=True), _unit_holds(session, word)))
    if query.on is not None:
        found.append(
            here_on(query.on)
            if query.organisation_id is None
            else people_of_on(session, query.organisation_id, query.on)
        )
    elif query.organisation_id is not None:
        found.append(people_of(session, query.organisation_id))
    if query.employment:
        found.append(Person.employment.in_(query.employment))
    if query.front_line is not None:
        found.append(Person.front_line.is_(query.front_line))
    if query.manager is not None:
        found.append(Person.manager.is_(query.manager))
    if query.status and query.on is None:
        found.append(Person.status.in_(query.status))
    if query.ids is not None:
        found.append(is_any_of(Person.id, query.ids))
    return found


def _unit_holds(session: Session, word: str) -> ColumnElement[bool]:
    """People whose unit's path holds a word. The few units are folded here: the database folds ASCII only."""
    named = session.execute(select(Organisation.id, Organisation.full_name))
    return is_any_of(Person.unit_id, [key for key, name in named if word in name.casefold()])


def ids_statement(session: Session, query: PeopleQuery) -> Select[int]:
    """The ids a query finds, in its order."""
    statement = select(Person.id).outerjoin(Organisation, Organisation.id == Person.unit_id)
    return statement.where(*conditions(session, query)).order_by(*_order(query))


def rows_where(
    session: Session, condition: ColumnElement[bool], year: int, query: PeopleQuery | None = None
) -> tuple[PersonRow, ...]:
    """The people a condition holds for, in the order of a query, phones masked; counts are of the year."""
    rows = whole_rows_where(session, condition, year, query)
    return tuple(replace(row, phone=masking.phone(row.phone)) if row.phone else row for row in rows)


def whole_rows_where(
    session: Session, condition: ColumnElement[bool], year: int, query: PeopleQuery | None = None
) -> Iterator[PersonRow]:
    """The same with whole phones: for what is recorded as revealed."""
    statement = _row_statement(year).where(condition).order_by(*_order(query or PeopleQuery()))
    return (PersonRow(*row) for row in session.execute(statement))


def _row_statement(year: int) -> Select[*tuple[Any, ...]]:
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


def _order(query: PeopleQuery) -> tuple[ColumnElement[Any], ...]:
    """The columns to sort by; the staff number decides between equals, so that the order is always the same."""
    column, may_be_empty = _SORT[query.sort]
    key = column.desc() if query.descending else column.asc()
    number = Person.number.desc() if query.descending else Person.number.asc()
    first = key.nulls_last() if may_be_empty else key
    return (first,) if column is Person.number else (first, number)
