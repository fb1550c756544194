"""Importing a roster: preview changes nothing, apply does exactly what the preview said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database, sqlite
from culture_desktop.models import Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.imports.decisions import report_on, settled
from culture_desktop.services.imports.known import Known
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.roster import Roster
from culture_desktop.services.imports.source import (
    field_choices,
    many_objects,
    open_source,
    require_unchanged,
    stamp_of,
    write_rejected,
)
from culture_desktop.services.imports.units import NewUnit
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.organisations import ensure_units
from culture_desktop.services.people.derived import derived_columns
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import EmploymentType, PersonStatus

_KIND = "person"
_BATCH = 5000
_ANALYSE_FROM = 1000
_DERIVED_FROM = frozenset({"number", "name", "phone"})
_PERSON = cast(SqlTable, Person.__table__)
_WRITTEN = frozenset(_PERSON.c.keys()) - {"id", "extra", "unit_since", "left_on", "contract_ends", "source_id"}
# What an empty cell of a new person comes to.
_EMPTY: dict[str, Any] = dict.fromkeys(Known._fields[1:]) | {
    "position": "",
    "employment": EmploymentType.OWN,
    "front_line": False,
    "manager": False,
    "status": PersonStatus.ACTIVE,
}


class PeopleImportService:
    """Rosters in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields a column can feed, as (key, title)."""
        return field_choices(_KIND)

    def preview(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        mapping: Mapping[str, str] | None = None,
        progress: Progress = silent,
    ) -> ImportPreview:
        """What importing the list would do, row by row; ``mapping`` (field: column title) overrides synonyms."""
        with many_objects():
            table, sheets = open_source(_KIND, path, sheet, mapping, progress)
            with self._database.read() as session:
                roster = Roster(session, table, dict(self.fields()), progress)
                rows = tuple(roster.rows())
                stamp = stamp_of(session, Person, Organisation)
            wanted = _new_units(row for row in rows if row.verdict in (Verdict.NEW, Verdict.CHANGED))
            names = dict.fromkeys(name for unit in wanted for name in roster.units.missing(unit))
            return ImportPreview(table, sheets, self.fields(), rows, stamp, tuple(names))

    def apply(
        self,
        preview: ImportPreview,
        *,
        choices: Choices | None = None,
        excluded: Collection[int] = (),
        progress: Progress = silent,
    ) -> Done[ImportReport]:
        """Write the new and changed rows and the ambiguous ones that were decided, all in one transaction.

        Raises PreviewOutdatedError when the data changed after the preview, ChoiceInvalidError for a choice that
        does not fit.
        """
        rows = settled(preview, choices or {}, excluded)
        new = [row for row in rows if row.verdict is Verdict.NEW]
        changed = [row for row in rows if row.verdict is Verdict.CHANGED]
        with many_objects(), self._database.begin("导入人员", batch=True) as session:
            require_unchanged(preview, stamp_of(session, Person, Organisation))
            before = _unit_count(session)
            units = ensure_units(session, [unit.path for unit in _new_units([*new, *changed])])
            report = report_on(preview, rows, _unit_count(session) - before)
            moment = datetime.now()
            _insert(session, new, units, moment, progress)
            _update(session, changed, units, moment, progress)
            if len(new) >= _ANALYSE_FROM:
                session.execute(text("ANALYZE"))  # joins take two to three times as long by the old statistics
        return Done(report, frozenset({Topic.PEOPLE}), f"已导入 {len(new) + len(changed):,} 人")

    def write_rejected(self, preview: ImportPreview, path: Path, *, choices: Choices | None = None) -> Done[Path]:
        """Give the rows that are not written back as xlsx with the reason."""
        return write_rejected(preview, path, choices or {})


def _new_units(rows: Iterable[ImportRow]) -> dict[NewUnit, None]:
    """The units to be made, in the order the rows need them."""
    return dict.fromkeys(unit for row in rows if isinstance(unit := row.values.get("unit"), NewUnit))


def _unit_id(unit: int | NewUnit | None, made: Mapping[str, int]) -> int | None:
    return made[unit.path] if isinstance(unit, NewUnit) else unit


def _unit_count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Organisation)) or 0


def _insert(
    session: Session, rows: Sequence[ImportRow], units: Mapping[str, int], moment: datetime, progress: Progress
) -> None:
    connection = session.connection()
    held = session.scalar(select(func.count()).select_from(Person)) or 0
    insert = sqlite.ColumnInsert(connection, _PERSON, _WRITTEN)
    with sqlite.indexes_last(connection, _PERSON) if len(rows) > held else nullcontext():
        for start in range(0, len(rows), _BATCH):
            progress(start, len(rows), "正在写入")
            insert.write(_new_columns(rows[start : start + _BATCH], units, moment))


def _new_columns(rows: Sequence[ImportRow], units: Mapping[str, int], moment: datetime) -> dict[str, Sequence[Any]]:
    """New people column by column, with what is derived of them."""
    values = [row.values for row in rows]
    columns: dict[str, Sequence[Any]] = {key: [v.get(key, empty) for v in values] for key, empty in _EMPTY.items()}
    columns["unit_id"] = [_unit_id(unit, units) for unit in columns.pop("unit")]
    derived = list(map(derived_columns, columns["number"], columns["name"], columns["phone"]))
    columns |= {key: [d[key] for d in derived] for key in derived[0]}
    return columns | dict.fromkeys(("created_at", "changed_at"), [moment] * len(values))


def _update(
    session: Session, rows: Sequence[ImportRow], units: Mapping[str, int], moment: datetime, progress: Progress
) -> None:
    """Write the fields that change; rows that change the same ones go together."""
    held = _names_of(session, rows)
    grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        columns = {change.key: row.values.get(change.key) for change in row.changes}
        if "unit" in columns:
            columns["unit_id"] = _unit_id(columns.pop("unit"), units)
        if not _DERIVED_FROM.isdisjoint(columns):
            columns |= derived_columns(**held[row.target] | {k: columns[k] for k in _DERIVED_FROM & columns.keys()})
        grouped.setdefault(tuple(columns), []).append(columns | {"target": row.target})
    done = 0
    for keys, changes in grouped.items():
        assigned: dict[str, Any] = {key: bindparam(key) for key in keys}
        statement = update(_PERSON).where(_PERSON.c.id == bindparam("target")).values(changed_at=moment, **assigned)
        for start in range(0, len(changes), _BATCH):
            progress(done + start, len(rows), "正在写入")
            session.connection().execute(statement, changes[start : start + _BATCH])
        done += len(changes)


def _names_of(session: Session, rows: Sequence[ImportRow]) -> dict[int | None, dict[str, Any]]:
    """What the derived columns are made of, of the people in whom some of it changes."""
    wanted = [row.target for row in rows if not _DERIVED_FROM.isdisjoint(change.key for change in row.changes)]
    found = session.execute(
        select(Person.id, Person.number, Person.name, Person.phone).where(is_any_of(Person.id, wanted))
    )
    return {person_id: {"number": number, "name": name, "phone": phone} for person_id, number, name, phone in found}
