"""How far culture reaches: people reached by unit × layer × month, and who is behind each cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, and_, extract, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Activity, Organisation, Participation, Person
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import SEPARATOR, require_organisation
from culture_desktop.services.people.queries import rows_where, year_bounds
from culture_desktop.services.people.rows import PersonRow
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, Attendance, Layer, PersonStatus

MONTHS = range(1, 13)
_DEPARTMENT_DEPTH = 2


class CoverageLevel(StrEnum):
    """Which units make the rows: those right below the root, or those people are placed in."""

    DEPARTMENT = "department"
    TEAM = "team"


@dataclass(frozen=True)
class CoverageRow:
    """One unit: people on its books, people reached by (layer, month), and in the whole year.

    By department the row of a department holds everybody below it, and the row of the whole company only those
    placed in no department; by team each row holds the people placed in that very unit.
    """

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
    """The whole picture of a year: active people who are placed in a unit; the others are in no figure.

    ``reached_by_layer`` counts each person once over the year; ``held`` the activities of each (layer, month).
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
    """Who stands behind one cell; ``activities`` are (code, title) of all there were of the layer in the month."""

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
            units = _units(session)
            counts = _counts(session, year)
            held = _held(session, year)
        row_of = _row_of_unit(units, level)
        # A person has one unit, so people reached add up over units (they would not over months).
        books: dict[int, int] = defaultdict(int)
        reached: dict[int, dict[tuple[Layer, int], int]] = defaultdict(lambda: defaultdict(int))
        in_year: dict[int, int] = defaultdict(int)
        for unit_id, on_books in counts.on_books.items():
            row_id = row_of[unit_id]
            books[row_id] += on_books
            in_year[row_id] += counts.in_year.get(unit_id, 0)
            for cell, count in counts.monthly.get(unit_id, {}).items():
                reached[row_id][cell] += count
        rows = tuple(
            CoverageRow(unit.id, unit.name, books[unit.id], dict(reached[unit.id]), in_year[unit.id])
            for unit in units
            if unit.id in books
        )
        return Coverage(year, sum(counts.on_books.values()), rows, counts.by_layer, held)

    def cell(
        self,
        year: int,
        unit_id: int,
        layer: Layer,
        month: int,
        level: CoverageLevel = CoverageLevel.DEPARTMENT,
    ) -> CoverageCell:
        """The people of a row of ``coverage`` who were reached in a layer and month, and those who were not."""
        with self._database.read() as session:
            name = require_organisation(session, unit_id).name
            row_of = _row_of_unit(_units(session), level)
            on_books = is_any_of(Person.unit_id, (unit for unit, row in row_of.items() if row == unit_id))
            of_cell = (Activity.layer == layer, extract("month", Activity.starts) == month)
            reached = set(session.scalars(_attended(year, Person.id).where(*of_cell, on_books)))
            people = rows_where(session, and_(on_books, Person.status == PersonStatus.ACTIVE), year)
            start, end = year_bounds(year)
            activities = session.execute(
                select(Activity.code, Activity.title)
                .where(*of_cell, Activity.starts >= start, Activity.starts < end)
                .order_by(Activity.starts, Activity.code)
            ).all()
        return CoverageCell(
            unit=name,
            layer=layer,
            month=month,
            reached=tuple(p for p in people if p.id in reached),
            missed=tuple(p for p in people if p.id not in reached),
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
    people = func.count(Person.id.distinct())
    on_books = (
        select(Person.unit_id, func.count(Person.id))
        .where(Person.status == PersonStatus.ACTIVE, Person.unit_id.is_not(None))
        .group_by(Person.unit_id)
    )
    cells = (Person.unit_id, Activity.layer, extract("month", Activity.starts))
    monthly: dict[int, dict[tuple[Layer, int], int]] = defaultdict(dict)
    for unit_id, layer, month, count in session.execute(_attended(year, *cells, people).group_by(*cells)):
        monthly[unit_id][layer, int(month)] = count
    in_year = _attended(year, Person.unit_id, people).group_by(Person.unit_id)
    by_layer = _attended(year, Activity.layer, people).group_by(Activity.layer)
    reached: dict[Layer, int] = _pairs(session, by_layer)
    return _Counts(
        on_books=_pairs(session, on_books),
        monthly=monthly,
        in_year=_pairs(session, in_year),
        by_layer={layer: reached.get(layer, 0) for layer in Layer},
    )


def _pairs(session: Session, statement: Select[*tuple[Any, ...]]) -> dict[Any, int]:
    """Rows of (key, count) as a dictionary; ``dict(result)`` would take the result for a mapping."""
    return {key: count for key, count in session.execute(statement)}  # noqa: C416 - see above


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
    """SELECT columns FROM who attended what in a year: active people with a unit."""
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
            Person.unit_id.is_not(None),
        )
    )


def _units(session: Session) -> Sequence[Row[int, str, str]]:
    """Id, name and path of every unit and team, in the order of the tree."""
    return session.execute(
        select(Organisation.id, Organisation.name, Organisation.path)
        .where(Organisation.kind.in_(ADMINISTRATIVE_KINDS))
        .order_by(Organisation.position, Organisation.id)
    ).all()


def _row_of_unit(units: Sequence[Row[int, str, str]], level: CoverageLevel) -> dict[int, int]:
    """For each unit the unit whose row its own people count in."""
    if level == CoverageLevel.TEAM:
        return {unit.id: unit.id for unit in units}
    return {unit.id: int(unit.path.split(SEPARATOR)[:-1][:_DEPARTMENT_DEPTH][-1]) for unit in units}
