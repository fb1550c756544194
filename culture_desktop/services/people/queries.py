"""Shared queries on people; each takes a session or builds a statement."""

from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation, Person
from culture_desktop.rules.masking import in_text
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import people_of
from culture_desktop.services.people.conditions import on_field
from culture_desktop.services.people.contacts import MASKS
from culture_desktop.services.people.filtering import expression, holds, order
from culture_desktop.services.people.postings import here_on, people_of_on
from culture_desktop.services.people.rows import PeopleQuery, PersonRow

_LONGEST_SEARCH = 200  # a pasted page would exceed what the database takes as a pattern, and finds nobody anyway


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
    if query.status and query.on is None and not on_field(query.conditions, "status"):
        found.append(Person.status.in_(query.status))
    if query.ids is not None:
        found.append(is_any_of(Person.id, query.ids))
    found += [holds(session, condition, query.as_of) for condition in query.conditions]
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
    """The people a condition holds for, in the order of a query, numbers masked; counts are of the year."""
    return tuple(_rows(session, condition, year, query, masked=True))


def whole_rows_where(
    session: Session, condition: ColumnElement[bool], year: int, query: PeopleQuery | None = None
) -> Iterator[PersonRow]:
    """The same with whole numbers: for what is recorded as revealed."""
    return _rows(session, condition, year, query, masked=False)


def _rows(
    session: Session, condition: ColumnElement[bool], year: int, query: PeopleQuery | None, *, masked: bool
) -> Iterator[PersonRow]:
    statement = _row_statement(year).where(condition).order_by(*_order(query or PeopleQuery()))
    for row in session.execute(statement):
        values = dict(zip(_NAMES, row, strict=True))
        if masked:
            values |= {key: mask(values[key]) for key, mask in MASKS.items() if values[key]}
            values["extra"] = {name: in_text(str(value)) for name, value in values["extra"].items()}
        yield PersonRow(**values)


@lru_cache(maxsize=8)
def _row_statement(year: int) -> Select[*tuple[Any, ...]]:
    """A SELECT of everything a PersonRow holds; the counts are looked up per row shown, not joined."""
    found: dict[str, Any] = {
        name: func.coalesce(Organisation.name, "") if name == "unit" else expression(_OTHER.get(name, name), year)
        for name in _NAMES
    }
    columns = [value.label(name) for name, value in found.items()]
    return select(*columns).select_from(Person).outerjoin(Organisation, Organisation.id == Person.unit_id)


_NAMES = tuple(column.name for column in fields(PersonRow))
_OTHER = {"unit_full_name": "unit"}


def _order(query: PeopleQuery) -> tuple[ColumnElement[Any], ...]:
    return order(query.sort, query.as_of.year, descending=query.descending)
