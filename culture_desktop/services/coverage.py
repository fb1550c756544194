"""How far culture reaches: people reached by unit × layer × month, and who is behind each cell."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, extract, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Activity, Organisation, Participation, Person
from culture_desktop.services.organisations import in_subtree, require_organisation
from culture_desktop.services.people.queries import ordered, person_row, row_statement, year_bounds
from culture_desktop.services.people.rows import PeopleQuery, PersonRow
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, Attendance, Layer, PersonStatus

MONTHS = range(1, 13)
_DEPARTMENT_DEPTH = 2


class CoverageLevel(StrEnum):
    """Which units make the rows: those right below the root, or those people are placed in."""

    DEPARTMENT = "department"
    TEAM = "team"


@dataclass(frozen=True)
class CoverageRow:
    """One unit: people on its books, people reached by (layer, month), and in the whole year."""

    unit_id: int
    name: str
    people: int
    reached: Mapping[tuple[Layer, int], int]
    reached_in_year: int

    def share(self, layer: Layer, month: int) -> float:
        """Reached / on the books, 0 to 1."""
        return self.reached.get((layer, month), 0) / self.people if self.people else 0.0


@dataclass(frozen=True)
class Coverage:
    """The whole picture of a year; ``reached_by_layer`` counts each person once over the year.

    ``held`` counts the activities of each (layer, month).
    """

    year: int
    people: int
    rows: tuple[CoverageRow, ...]
    reached_by_layer: Mapping[Layer, int]
    held: Mapping[tuple[Layer, int], int]

    def gaps(self, month: int) -> tuple[tuple[CoverageRow, Layer], ...]:
        """Units × layers that reached nobody in a month."""
        return tuple(
            (row, layer) for row in self.rows for layer in Layer if row.people and not row.reached.get((layer, month))
        )


@dataclass(frozen=True)
class CoverageCell:
    """Who stands behind one cell, and through what."""

    unit: str
    layer: Layer
    month: int
    reached: tuple[PersonRow, ...]
    missed: tuple[PersonRow, ...]
    activities: tuple[tuple[str, str], ...]


class CoverageService:
    """Coverage of one year."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def coverage(self, year: int, level: CoverageLevel = CoverageLevel.DEPARTMENT) -> Coverage:
        """Active people reached (attended at least once), by unit, layer and month."""
        with self._database.read() as session:
            units = session.execute(
                select(Organisation.id, Organisation.name, Organisation.path)
                .where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
                .order_by(Organisation.position)
            ).all()
            counts = _counts(session, year)
            held = _held(session, year)
        row_of = _row_of_unit([(unit.id, unit.path) for unit in units], set(counts.on_books), level)
        # A person has one unit, so people reached add up over units (they would not over months).
        books: dict[int, int] = defaultdict(int)
        reached: dict[int, dict[tuple[Layer, int], int]] = defaultdict(lambda: defaultdict(int))
        in_year: dict[int, int] = defaultdict(int)
        for unit_id, row_id in row_of.items():
            books[row_id] += counts.on_books[unit_id]
            in_year[row_id] += counts.in_year.get(unit_id, 0)
            for cell, count in counts.monthly.get(unit_id, {}).items():
                reached[row_id][cell] += count
        rows = tuple(
            CoverageRow(unit.id, unit.name, books[unit.id], dict(reached[unit.id]), in_year[unit.id])
            for unit in units
            if unit.id in books
        )
        return Coverage(year, sum(counts.on_books.values()), rows, counts.by_layer, held)

    def cell(self, year: int, unit_id: int, layer: Layer, month: int) -> CoverageCell:
        """The people of a unit who were reached in a layer and month, and those who were not."""
        with self._database.read() as session:
            unit = require_organisation(session, unit_id)
            below = select(Organisation.id).where(in_subtree(unit.path))
            hit = (
                _attended(year, Person.id)
                .where(Activity.layer == layer, extract("month", Activity.starts) == month)
                .where(Person.unit_id.in_(below))
            )
            reached_ids = set(session.scalars(hit))
            statement = row_statement(year).where(Person.unit_id.in_(below), Person.status == PersonStatus.ACTIVE)
            people = [person_row(row) for row in session.execute(ordered(statement, PeopleQuery()))]
            start, end = year_bounds(year)
            activities = session.execute(
                select(Activity.code, Activity.title)
                .where(Activity.layer == layer, extract("month", Activity.starts) == month)
                .where(Activity.starts >= start, Activity.starts < end)
                .order_by(Activity.starts)
            ).all()
            name = unit.name
        return CoverageCell(
            unit=name,
            layer=layer,
            month=month,
            reached=tuple(p for p in people if p.id in reached_ids),
            missed=tuple(p for p in people if p.id not in reached_ids),
            activities=tuple((code, title) for code, title in activities),
        )


@dataclass(frozen=True)
class _Counts:
    """People by the unit they are placed in: on the books, reached by (layer, month), reached in the year."""

    on_books: dict[int, int]
    monthly: dict[int, dict[tuple[Layer, int], int]]
    in_year: dict[int, int]
    by_layer: dict[Layer, int]


def _counts(session: Session, year: int) -> _Counts:
    active = Person.status == PersonStatus.ACTIVE
    people = func.count(Person.id.distinct())
    month = extract("month", Activity.starts)
    placed = Person.unit_id.is_not(None)
    on_books = select(Person.unit_id, func.count(Person.id)).where(active, placed).group_by(Person.unit_id)
    cells = (Person.unit_id, Activity.layer, month)
    monthly: dict[int, dict[tuple[Layer, int], int]] = defaultdict(dict)
    for unit_id, layer, number, count in session.execute(
        _attended(year, *cells, people).where(placed).group_by(*cells)
    ):
        monthly[unit_id][layer, int(number)] = count
    in_year = _attended(year, Person.unit_id, people).where(placed).group_by(Person.unit_id)
    by_layer = _attended(year, Activity.layer, people).group_by(Activity.layer)
    reached: dict[Layer, int] = dict(session.execute(by_layer).tuples())
    return _Counts(
        on_books={unit_id: count for unit_id, count in session.execute(on_books) if unit_id is not None},
        monthly=monthly,
        in_year=dict(session.execute(in_year).tuples()),
        by_layer={layer: reached.get(layer, 0) for layer in Layer},
    )


def _held(session: Session, year: int) -> dict[tuple[Layer, int], int]:
    start, end = year_bounds(year)
    month = extract("month", Activity.starts)
    statement = (
        select(Activity.layer, month, func.count(Activity.id))
        .where(Activity.starts >= start, Activity.starts < end)
        .group_by(Activity.layer, month)
    )
    return {(layer, int(number)): count for layer, number, count in session.execute(statement)}


def _attended(year: int, *columns: Any) -> Select[*tuple[Any, ...]]:
    """SELECT columns FROM who attended what in a year, active people only."""
    start, end = year_bounds(year)
    return (
        select(*columns)
        .select_from(Participation)
        .join(Activity, Activity.id == Participation.activity_id)
        .join(Person, Person.id == Participation.person_id)
        .where(
            Participation.attendance == Attendance.ATTENDED,
            Activity.starts >= start,
            Activity.starts < end,
            Person.status == PersonStatus.ACTIVE,
        )
    )


def _row_of_unit(units: list[tuple[int, str]], placed: set[int], level: CoverageLevel) -> dict[int, int]:
    """For each unit that people are placed in, the unit whose row they count in."""
    rows = {}
    for unit_id, path in units:
        if unit_id in placed:
            ancestors = [int(part) for part in path.rstrip("/").split("/")]
            index = min(_DEPARTMENT_DEPTH, len(ancestors)) - 1
            rows[unit_id] = ancestors[index] if level == CoverageLevel.DEPARTMENT else unit_id
    return rows
