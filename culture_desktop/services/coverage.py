"""How far culture reaches: people reached by unit × layer × month, and who is behind each cell."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, and_, extract, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Activity, Organisation, Participation, Person
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import SEPARATOR, require_organisation
from culture_desktop.services.people.filtering import year_bounds
from culture_desktop.services.people.queries import rows_where
from culture_desktop.services.people.rows import PersonRow
from culture_desktop.vocabulary import ADMINISTRATIVE_KINDS, Attendance, Layer, PersonStatus

MONTHS = range(1, 13)
_CELLS = tuple((layer, month) for layer in Layer for month in MONTHS)
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
            cell_of = _cells_of_activities(session, year)
            books = _on_books(session)
            reached = _reached(session, year, cell_of)
        row_of = _row_of_unit(units, level)
        people: Counter[int] = Counter()
        for unit_id, count in books.items():
            people[row_of[unit_id]] += count
        by_cell, in_year, by_layer = _counted(reached, row_of)
        rows = tuple(
            CoverageRow(unit.id, unit.name, people[unit.id], dict(by_cell[unit.id]), in_year[unit.id])
            for unit in units
            if unit.id in people
        )
        held = Counter(_CELLS[index] for index in cell_of.values())
        return Coverage(year, people.total(), rows, {layer: by_layer[layer] for layer in Layer}, dict(held))

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


def _on_books(session: Session) -> dict[int, int]:
    """Active people by the unit they are placed in."""
    statement = (
        select(Person.unit_id, func.count(Person.id))
        .where(Person.status == PersonStatus.ACTIVE, Person.unit_id.is_not(None))
        .group_by(Person.unit_id)
    )
    return {unit_id: count for unit_id, count in session.execute(statement) if unit_id is not None}


def _cells_of_activities(session: Session, year: int) -> dict[int, int]:
    """For each activity of the year the index of its (layer, month) in ``_CELLS``."""
    start, end = year_bounds(year)
    statement = select(Activity.id, Activity.layer, Activity.starts)
    found = session.execute(statement.where(Activity.starts >= start, Activity.starts < end))
    return {activity_id: _CELLS.index((layer, starts.month)) for activity_id, layer, starts in found}


def _reached(session: Session, year: int, cell_of: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """For each (person, unit) the cells they were reached in, as a mask of bits.

    Gathered in one pass: three GROUP BYs with a DISTINCT each took the database three times as long.
    """
    masks: dict[tuple[int, int], int] = defaultdict(int)
    statement = _attended(year, Person.id, Person.unit_id, Participation.activity_id)
    for person_id, unit_id, activity_id in session.execute(statement):
        masks[person_id, unit_id] |= 1 << cell_of[activity_id]
    return masks


def _counted(
    reached: Mapping[tuple[int, int], int], row_of: Mapping[int, int]
) -> tuple[Mapping[int, Counter[tuple[Layer, int]]], Counter[int], Counter[Layer]]:
    """People reached: by row and (layer, month), by row in the year, by layer in the year; each once."""
    by_cell: dict[int, Counter[tuple[Layer, int]]] = defaultdict(Counter)
    in_year: Counter[int] = Counter()
    by_layer: Counter[Layer] = Counter()
    for (_, unit_id), mask in reached.items():
        row_id = row_of[unit_id]
        cells = _cells_of_mask(mask)
        in_year[row_id] += 1
        by_cell[row_id].update(cells)
        by_layer.update({layer for layer, _ in cells})
    return by_cell, in_year, by_layer


@lru_cache(maxsize=4096)
def _cells_of_mask(mask: int) -> tuple[tuple[Layer, int], ...]:
    return tuple(cell for index, cell in enumerate(_CELLS) if mask >> index & 1)


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
