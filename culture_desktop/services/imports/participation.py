"""Importing a sign-up or attendance list into an activity."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Participation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.queries import require_activity
from culture_desktop.services.imports.attendance import AttendanceList, parsers
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import (
    PROGRESS_EVERY,
    CellReader,
    field_choices,
    open_source,
    require_unchanged,
    stamp_of,
    write_rejected,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import Attendance, ParticipationRole

_KIND = "participation"
_DEFAULTS: dict[str, Any] = {
    "role": ParticipationRole.PARTICIPANT,
    "attendance": Attendance.REGISTERED,
    "registered_at": None,
    "attended_at": None,
    "hours": None,
    "result": "",
    "note": "",
}


class ParticipationImportService:
    """Sign-ups and attendance in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields a column can feed, as (key, title)."""
        return field_choices(_KIND)

    def preview(
        self,
        code: str,
        path: Path,
        *,
        sheet: str | None = None,
        mapping: Mapping[str, str] | None = None,
        progress: Progress = silent,
    ) -> ImportPreview:
        """What importing the list into an activity would do, row by row."""
        with self._database.read() as session:
            activity = require_activity(session, code)
            table, sheets = open_source(_KIND, path, sheet, mapping, progress)
            reader = CellReader(table, parsers(activity.starts.date()))
            people = AttendanceList(session, reader, activity.id)
            rows: list[ImportRow] = []
            for number, cells in table.rows():
                if len(rows) % PROGRESS_EVERY == 0:
                    progress(len(rows), table.count, "正在核对")
                rows.append(people.judge(number, cells))
            stamp = (*stamp_of(session, Person), *_attendance_stamp(session, activity.id))
        return ImportPreview(table, sheets, self.fields(), tuple(rows), stamp)

    def apply(
        self,
        code: str,
        preview: ImportPreview,
        *,
        choices: Choices | None = None,
        excluded: Collection[int] = (),
        progress: Progress = silent,
    ) -> Done[ImportReport]:
        """Write the new and changed rows and the ambiguous ones that were decided, all in one transaction."""
        decided = choices or {}
        chosen = [row for row in preview.rows if row.row not in excluded and _is_written(row, decided)]
        progress(0, len(chosen), "正在写入")
        with self._database.begin() as session:
            activity = require_activity(session, code)
            require_unchanged(preview, (*stamp_of(session, Person), *_attendance_stamp(session, activity.id)))
            here = set(session.scalars(select(Participation.person_id).where(Participation.activity_id == activity.id)))
            targets = {(decided[r.row] if r.target is None else r.target): r.values for r in chosen}
            new = {person: values for person, values in targets.items() if person not in here}
            changed = {person: values for person, values in targets.items() if person in here and values}
            _insert(session, activity.id, new)
            _update(session, activity.id, changed)
            title = activity.title
        unchanged = sum(row.verdict is Verdict.UNCHANGED for row in preview.rows)
        left_out = len(preview.rows) - len(new) - len(changed) - unchanged
        report = ImportReport(len(new), len(changed), unchanged, left_out, 0)
        changed_topics = frozenset({Topic.ACTIVITIES, Topic.PEOPLE})
        return Done(report, changed_topics, f"已将 {len(new) + len(changed):,} 人记入“{title}”")

    def write_rejected(self, preview: ImportPreview, path: Path) -> Done[Path]:
        """Give the rows that would not be written back as xlsx with the reason."""
        return write_rejected(preview, path)


def _is_written(row: ImportRow, choices: Choices) -> bool:
    if row.verdict is Verdict.AMBIGUOUS:
        return choices.get(row.row, 0) > 0
    return row.verdict in (Verdict.NEW, Verdict.CHANGED)


def _attendance_stamp(session: Session, activity_id: int) -> tuple[object, ...]:
    """The activity's list as it is: participations carry no time of change of their own."""
    columns = (Participation.person_id, Participation.attendance, Participation.hours, Participation.result)
    statement = select(*columns, Participation.role, Participation.attended_at)
    rows = session.execute(statement.where(Participation.activity_id == activity_id).order_by(Participation.person_id))
    return (hash(tuple(map(tuple, rows))),)


def _insert(session: Session, activity_id: int, people: Mapping[int, Mapping[str, Any]]) -> None:
    rows = [_DEFAULTS | dict(values) | {"person_id": p, "activity_id": activity_id} for p, values in people.items()]
    if rows:
        session.connection().execute(insert(_table()), rows)


def _update(session: Session, activity_id: int, people: Mapping[int, Mapping[str, Any]]) -> None:
    table = _table()
    grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for person_id, values in people.items():
        grouped.setdefault(tuple(values), []).append(dict(values) | {"target": person_id})
    for keys, batch in grouped.items():
        statement = update(table).where(table.c.person_id == bindparam("target"), table.c.activity_id == activity_id)
        session.connection().execute(statement.values({key: bindparam(key) for key in keys}), batch)


def _table() -> SqlTable:
    table = Participation.__table__
    assert isinstance(table, SqlTable)
    return table
