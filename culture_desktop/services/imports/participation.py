"""Importing a sign-up or attendance list into an activity."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.models import Participation, Person
from culture_desktop.progress import Progress, silent
from culture_desktop.services.activities.queries import require_activity
from culture_desktop.services.imports.attendance import COLUMNS, AttendanceList, parsers
from culture_desktop.services.imports.decisions import report_on, settled
from culture_desktop.services.imports.preview import Choices, ImportPreview, ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import (
    SourceRows,
    field_choices,
    many_objects,
    open_source,
    require_unchanged,
    stamp_of,
    write_rejected,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import Attendance, ParticipationRole

_KIND = "participation"
_BATCH = 5000
_BLANK: dict[str, Any] = dict.fromkeys(COLUMNS) | {
    "role": ParticipationRole.PARTICIPANT,
    "attendance": Attendance.REGISTERED,
    "result": "",
}
_PARTICIPATION = cast(SqlTable, Participation.__table__)


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
        with many_objects():
            table, sheets = open_source(_KIND, path, sheet, mapping, progress)
            with self._database.read() as session:
                activity = require_activity(session, code)
                source = SourceRows(table, parsers(activity.starts.date()), dict(self.fields()), progress)
                rows = tuple(AttendanceList(session, source, activity.id).rows())
                stamp = _stamp(session, activity.id)
            return ImportPreview(table, sheets, self.fields(), rows, stamp)

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
        rows = settled(preview, choices or {}, excluded)
        new = [row for row in rows if row.verdict is Verdict.NEW]
        changed = [row for row in rows if row.verdict is Verdict.CHANGED]
        with many_objects(), self._database.begin("导入参与名单", batch=True) as session:
            activity = require_activity(session, code)
            require_unchanged(preview, _stamp(session, activity.id))
            _insert(session, activity.id, new, progress)
            _update(session, activity.id, changed, progress)
            title = activity.title
        sentence = f"已将 {len(new) + len(changed):,} 人记入“{title}”"
        return Done(report_on(preview, rows), frozenset({Topic.ACTIVITIES, Topic.PEOPLE}), sentence)

    def write_rejected(self, preview: ImportPreview, path: Path, *, choices: Choices | None = None) -> Done[Path]:
        """Give the rows that are not written back as xlsx with the reason."""
        return write_rejected(preview, path, choices or {})


def _stamp(session: Session, activity_id: int) -> tuple[object, ...]:
    """The people, and the activity's list itself: participations carry no time of change of their own."""
    columns = [getattr(Participation, column) for column in ("person_id", *COLUMNS)]
    statement = select(*columns).where(Participation.activity_id == activity_id).order_by(Participation.person_id)
    return (activity_id, *stamp_of(session, Person), hash(tuple(map(tuple, session.execute(statement)))))


def _insert(session: Session, activity_id: int, rows: Sequence[ImportRow], progress: Progress) -> None:
    for start in range(0, len(rows), _BATCH):
        progress(start, len(rows), "正在写入")
        batch = [
            {**_BLANK, **row.values, "person_id": row.target, "activity_id": activity_id}
            for row in rows[start : start + _BATCH]
        ]
        session.connection().execute(insert(_PARTICIPATION), batch)


def _update(session: Session, activity_id: int, rows: Sequence[ImportRow], progress: Progress) -> None:
    """Write the fields that change; rows that change the same ones go together."""
    grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        columns = {change.key: row.values.get(change.key) for change in row.changes}
        grouped.setdefault(tuple(columns), []).append(columns | {"target": row.target})
    done = 0
    for keys, batch in grouped.items():
        progress(done, len(rows), "正在写入")
        assigned: dict[str, Any] = {key: bindparam(key) for key in keys}
        of_person = _PARTICIPATION.c.person_id == bindparam("target")
        statement = update(_PARTICIPATION).where(of_person, _PARTICIPATION.c.activity_id == activity_id)
        session.connection().execute(statement.values(assigned), batch)
        done += len(batch)
