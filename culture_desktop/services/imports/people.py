"""Importing a roster: preview changes nothing, apply does exactly what the preview said."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Organisation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.imports.preview import (
    NEW_RECORD,
    Choices,
    ImportPreview,
    ImportReport,
    ImportRow,
    Verdict,
)
from culture_desktop.services.imports.roster import COMPARED, PARSERS, Roster
from culture_desktop.services.imports.source import (
    PROGRESS_EVERY,
    CellReader,
    field_choices,
    open_source,
    require_unchanged,
    stamp_of,
    write_rejected,
)
from culture_desktop.services.organisations import ensure_path
from culture_desktop.services.people.derived import derived_columns
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import EmploymentType, PersonStatus

_KIND = "person"
_BATCH = 5000
_ANALYSE_FROM = 1000
_DEFAULTS: dict[str, Any] = dict.fromkeys(COMPARED) | {
    "position": "",
    "employment": EmploymentType.OWN,
    "front_line": False,
    "manager": False,
    "status": PersonStatus.ACTIVE,
    "extra": {},
}
_DERIVED_FROM = frozenset({"number", "name", "phone"})


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
        table, sheets = open_source(_KIND, path, sheet, mapping, progress)
        rows: list[ImportRow] = []
        with self._database.read() as session:
            roster = Roster(session, CellReader(table, PARSERS), dict(self.fields()))
            for number, cells in table.rows():
                if len(rows) % PROGRESS_EVERY == 0:
                    progress(len(rows), table.count, "正在核对")
                rows.append(roster.judge(number, cells))
            stamp = stamp_of(session, Person, Organisation)
        units = dict.fromkeys(row.values["new_unit"] for row in rows if "new_unit" in row.values and not row.problems)
        return ImportPreview(table, sheets, self.fields(), tuple(rows), stamp, tuple(units))

    def apply(
        self,
        preview: ImportPreview,
        *,
        choices: Choices | None = None,
        excluded: Collection[int] = (),
        progress: Progress = silent,
    ) -> Done[ImportReport]:
        """Write the new and changed rows and the ambiguous ones that were decided, all in one transaction.

        Raises PreviewOutdatedError when the data changed after the preview.
        """
        decided = choices or {}
        rows = [row for row in preview.rows if row.row not in excluded and not row.problems]
        new = [row for row in rows if _is_new(row, decided)]
        changed = [(row, _target(row, decided)) for row in rows if _is_change(row, decided)]
        with self._database.begin() as session:
            require_unchanged(preview, stamp_of(session, Person, Organisation))
            units = _make_units(session, [*new, *(row for row, _ in changed)])
            moment = datetime.now()
            _insert(session, new, units, moment, progress)
            _update(session, changed, units, moment, progress)
        if len(new) >= _ANALYSE_FROM:
            self._database.analyse()
        unchanged = sum(row.verdict is Verdict.UNCHANGED for row in rows)
        report = ImportReport(
            len(new), len(changed), unchanged, len(preview.rows) - len(new) - len(changed) - unchanged, len(units)
        )
        return Done(report, frozenset({Topic.PEOPLE}), f"已导入 {len(new) + len(changed):,} 人")

    def write_rejected(self, preview: ImportPreview, path: Path) -> Done[Path]:
        """Give the rows that would not be written back as xlsx with the reason."""
        return write_rejected(preview, path)


def _is_new(row: ImportRow, choices: Choices) -> bool:
    return row.verdict is Verdict.NEW or (row.verdict is Verdict.AMBIGUOUS and choices.get(row.row) == NEW_RECORD)


def _is_change(row: ImportRow, choices: Choices) -> bool:
    if row.verdict is Verdict.AMBIGUOUS:
        return choices.get(row.row, NEW_RECORD) != NEW_RECORD
    return row.verdict is Verdict.CHANGED


def _target(row: ImportRow, choices: Choices) -> int:
    return choices[row.row] if row.target is None else row.target


def _make_units(session: Session, rows: Sequence[ImportRow]) -> dict[str, int]:
    """The ids of the units that these rows need and that do not exist yet."""
    wanted = dict.fromkeys(row.values["new_unit"] for row in rows if "new_unit" in row.values)
    return {path: ensure_path(session, path).id for path in wanted}


def _columns(row: ImportRow, units: Mapping[str, int]) -> dict[str, Any]:
    columns = {key: value for key, value in row.values.items() if key != "new_unit"}
    if "new_unit" in row.values:
        columns["unit_id"] = units[row.values["new_unit"]]
    return columns


def _insert(
    session: Session, rows: Sequence[ImportRow], units: Mapping[str, int], moment: datetime, progress: Progress
) -> None:
    table = Person.__table__
    assert isinstance(table, SqlTable)
    connection = session.connection()
    written = {"created_at": moment, "changed_at": moment}
    for start in range(0, len(rows), _BATCH):
        progress(start, len(rows), "正在写入")
        batch = []
        for row in rows[start : start + _BATCH]:
            columns = _DEFAULTS | _columns(row, units) | written
            batch.append(columns | derived_columns(columns["number"], columns["name"], columns["phone"]))
        connection.execute(insert(table), batch)


def _update(
    session: Session,
    rows: Sequence[tuple[ImportRow, int]],
    units: Mapping[str, int],
    moment: datetime,
    progress: Progress,
) -> None:
    table = Person.__table__
    assert isinstance(table, SqlTable)
    grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    held = _names_of(session, [target for _, target in rows])
    for row, target in rows:
        columns = _columns(row, units) | {"changed_at": moment}
        if not _DERIVED_FROM.isdisjoint(columns):
            number, name, phone = held[target]
            columns |= derived_columns(
                columns.get("number", number), columns.get("name", name), columns.get("phone", phone)
            )
        grouped.setdefault(tuple(columns), []).append(columns | {"target": target})
    done = 0
    for keys, batch in grouped.items():
        progress(done, len(rows), "正在写入")
        statement = update(table).where(table.c.id == bindparam("target")).values({k: bindparam(k) for k in keys})
        session.connection().execute(statement, batch)
        done += len(batch)


def _names_of(session: Session, person_ids: Sequence[int]) -> dict[int, tuple[str, str, str | None]]:
    """What the derived columns need of people that are about to change."""
    if not person_ids:
        return {}
    wanted = set(person_ids)
    rows = session.execute(select(Person.id, Person.number, Person.name, Person.phone))
    return {row.id: (row.number, row.name, row.phone) for row in rows if row.id in wanted}
