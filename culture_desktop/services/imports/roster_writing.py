"""Writing the settled rows of a roster: a few statements for all of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from culture_desktop.database import sqlite, triggers
from culture_desktop.models import ExtraField, Person
from culture_desktop.progress import Progress
from culture_desktop.services.imports.known import Known
from culture_desktop.services.imports.preview import EXTRA, ImportRow
from culture_desktop.services.imports.unit_questions import NewUnit
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.people.derived import Derivation, derived_columns
from culture_desktop.services.people.postings import note_moves, note_statuses
from culture_desktop.vocabulary import EmploymentType, PersonStatus

_BATCH = 5000
_DERIVED_FROM = frozenset({"number", "name", "phone"})
_PERSON = cast(SqlTable, Person.__table__)
_WRITTEN = frozenset(_PERSON.c.keys()) - {"id", "unit_since"}
# What an empty cell of a new person comes to.
_EMPTY: dict[str, Any] = dict.fromkeys(set(Known._fields) - {"id", "extra"}) | {
    "position": "",
    "employment": EmploymentType.OWN,
    "front_line": False,
    "manager": False,
    "status": PersonStatus.ACTIVE,
}


class RosterWriting:
    """Writes rows as of a ``moment``; ``units`` are the ids of the units that had to be made, by their paths."""

    def __init__(self, session: Session, units: Mapping[str, int], moment: datetime, progress: Progress) -> None:
        self._session, self._units, self._moment, self._progress = session, units, moment, progress
        self._derivation = Derivation()

    def insert(self, rows: Sequence[ImportRow], source_id: int | None, *, extra: bool) -> None:
        """Add people, who come with this source; ``extra`` says whether they may have extra fields."""
        if not rows:
            return
        connection = self._session.connection()
        held = self._session.scalar(select(func.count()).select_from(Person)) or 0
        written = sqlite.ColumnInsert(connection, _PERSON, _WRITTEN if extra else _WRITTEN - {"extra"})
        with _in_bulk(connection) if len(rows) > held else nullcontext():
            for start in range(0, len(rows), _BATCH):
                self._progress(start, len(rows), "正在写入")
                batch = rows[start : start + _BATCH]
                columns = self._columns(batch) | {"source_id": [source_id] * len(batch)}
                if extra:
                    columns["extra"] = [_extra(row.values) for row in batch]
                written.write(columns)

    def update(self, rows: Sequence[ImportRow], effective: date) -> None:
        """Write the fields that change; who moves or leaves does so on the effective day, or on the row's own."""
        moves: dict[int, int | None] = {}
        leaving: dict[date, dict[int, PersonStatus]] = {}
        held, kept = _names_of(self._session, rows), self._extra_of(rows)
        grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in rows:
            assert row.target is not None
            columns: dict[str, Any] = {change.key: row.values.get(change.key) for change in row.changes}
            if "unit" in columns:
                moves[row.target] = self._unit_id(columns.pop("unit"))
            if "status" in columns:
                day = columns.pop("left_on", None) or row.values.get("left_on") or effective
                leaving.setdefault(day, {})[row.target] = columns.pop("status")
            if extra := _taken(columns):
                columns["extra"] = kept[row.target] | extra
            if not _DERIVED_FROM.isdisjoint(columns):
                columns |= derived_columns(**held[row.target] | {k: columns[k] for k in _DERIVED_FROM & columns.keys()})
            if columns:
                grouped.setdefault(tuple(columns), []).append(columns | {"target": row.target})
        self._update_alike(grouped)
        note_moves(self._session, moves, effective)
        for day, statuses in leaving.items():
            note_statuses(self._session, statuses, day)

    def leave(self, people: Collection[int], on: date) -> int:
        """Note that people have left; returns how many were still here."""
        return note_statuses(self._session, dict.fromkeys(people, PersonStatus.LEFT), on) if people else 0

    def give_source(self, people: Collection[int], source_id: int) -> None:
        """Let people who are of no source yet be of this one."""
        if people:
            given = {"source_id": source_id, "changed_at": _PERSON.c.changed_at}  # nothing of theirs has changed
            self._session.execute(update(_PERSON).where(is_any_of(Person.id, people)).values(given))

    def extra_fields(self, titles: Iterable[str]) -> None:
        """Keep the extra fields among the unit's own, after those there are."""
        held = set(self._session.scalars(select(ExtraField.name)))
        last = self._session.scalar(select(func.max(ExtraField.position))) or 0
        missing = [title for title in titles if title not in held]
        if missing:
            fields = [{"name": name, "position": last + place} for place, name in enumerate(missing, 1)]
            self._session.execute(insert(ExtraField), fields)

    def _columns(self, rows: Sequence[ImportRow]) -> dict[str, Sequence[Any]]:
        """New people column by column, with what is derived of them."""
        values = [row.values for row in rows]
        columns: dict[str, Sequence[Any]] = {key: [v.get(key, empty) for v in values] for key, empty in _EMPTY.items()}
        columns["unit_id"] = [self._unit_id(unit) for unit in columns.pop("unit")]
        columns |= self._derivation.columns(columns["number"], columns["name"], columns["phone"])
        return columns | dict.fromkeys(("created_at", "changed_at"), [self._moment] * len(values))

    def _unit_id(self, unit: int | NewUnit | None) -> int | None:
        return self._units[unit.path] if isinstance(unit, NewUnit) else unit

    def _update_alike(self, grouped: Mapping[tuple[str, ...], list[dict[str, Any]]]) -> None:
        """Rows that change the same fields go together."""
        done, total = 0, sum(map(len, grouped.values()))
        for keys, changes in grouped.items():
            assigned: dict[str, Any] = {key: bindparam(key) for key in keys}
            of_target = _PERSON.c.id == bindparam("target")
            statement = update(_PERSON).where(of_target).values(changed_at=self._moment, **assigned)
            for start in range(0, len(changes), _BATCH):
                self._progress(done + start, total, "正在写入")
                self._session.connection().execute(statement, changes[start : start + _BATCH])
            done += len(changes)

    def _extra_of(self, rows: Sequence[ImportRow]) -> dict[int, dict[str, Any]]:
        """The extra fields of the people in whom some of them change."""
        wanted = [row.target for row in rows if any(change.key.startswith(EXTRA) for change in row.changes)]
        found = self._session.execute(select(Person.id, Person.extra).where(is_any_of(Person.id, wanted)))
        return dict(found.all())


@contextmanager
def _in_bulk(connection: Connection) -> Iterator[None]:
    """Within the block most of all people are added."""
    with sqlite.indexes_last(connection, _PERSON), triggers.logged_together(connection, _PERSON):
        yield


def new_units(rows: Iterable[ImportRow]) -> dict[NewUnit, None]:
    """The units to be made, in the order the rows need them."""
    return dict.fromkeys(unit for row in rows if isinstance(unit := row.values.get("unit"), NewUnit))


def _names_of(session: Session, rows: Sequence[ImportRow]) -> dict[int | None, dict[str, Any]]:
    """What the derived columns are made of, of the people in whom some of it changes."""
    wanted = [row.target for row in rows if not _DERIVED_FROM.isdisjoint(change.key for change in row.changes)]
    found = session.execute(
        select(Person.id, Person.number, Person.name, Person.phone).where(is_any_of(Person.id, wanted))
    )
    return {person_id: {"number": number, "name": name, "phone": phone} for person_id, number, name, phone in found}


def _extra(values: Mapping[str, Any]) -> dict[str, Any]:
    """The extra fields among the values of a row, by their titles."""
    return {key.removeprefix(EXTRA): value for key, value in values.items() if key.startswith(EXTRA)}


def _taken(columns: dict[str, Any]) -> dict[str, Any]:
    """The extra fields among some columns, taken out of them, by their titles."""
    keys = [key for key in columns if key.startswith(EXTRA)]
    return {key.removeprefix(EXTRA): columns.pop(key) for key in keys}
