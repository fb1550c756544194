"""Importing a sign-up or attendance list into an activity."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.models import Participation, Person, SessionAttendance
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.activities.queries import require_activity
from culture_desktop.services.imports.attendance import COLUMNS, AttendanceList, parsers
from culture_desktop.services.imports.list_import import ListImport, rows_to
from culture_desktop.services.imports.preview import ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRows, stamp_of
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import Attendance, ListKind, ParticipationRole

_BATCH = 5000
_BLANK: dict[str, Any] = dict.fromkeys(COLUMNS) | {
    "role": ParticipationRole.PARTICIPANT,
    "attendance": Attendance.REGISTERED,
    "result": "",
    "note": "",
}
_PARTICIPATION = cast(SqlTable, Participation.__table__)


class ParticipationImportService(ListImport):
    """Sign-ups and attendance into the activity whose code is ``into``."""

    kind = ListKind.PARTICIPATION
    intention = "导入参与名单"
    topics = frozenset({Topic.ACTIVITIES, Topic.PEOPLE})

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        return parsers(require_activity(session, into).starts.date())

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return AttendanceList(session, source, require_activity(session, into).id).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        """The people, and the activity's list itself: participations carry no time of change of their own."""
        activity_id = require_activity(session, into).id
        columns = [getattr(Participation, column) for column in ("person_id", *COLUMNS)]
        statement = select(*columns).where(Participation.activity_id == activity_id).order_by(Participation.person_id)
        return (activity_id, *stamp_of(session, Person), hash(tuple(map(tuple, session.execute(statement)))))

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        activity_id = require_activity(session, into).id
        _insert(session, activity_id, rows_to(rows, Verdict.NEW), progress)
        _update(session, activity_id, rows_to(rows, Verdict.CHANGED), progress)
        _sign_up_for_sessions(session, activity_id, rows)
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已将 {report.new + report.changed:,} 人记入“{require_activity(session, into).title}”"


def _insert(session: Session, activity_id: int, rows: Sequence[ImportRow], progress: Progress) -> None:
    for start in range(0, len(rows), _BATCH):
        progress(start, len(rows), "正在写入")
        batch = [
            {**_BLANK, **_columns(row), "person_id": row.target, "activity_id": activity_id}
            for row in rows[start : start + _BATCH]
        ]
        session.connection().execute(insert(_PARTICIPATION), batch)


def _columns(row: ImportRow) -> dict[str, Any]:
    return {key: value for key, value in row.values.items() if key in _BLANK}


def _sign_up_for_sessions(session: Session, activity_id: int, rows: Sequence[ImportRow]) -> None:
    """Put people down for sessions; where something is on record of a session already it stays."""
    statement = select(SessionAttendance.person_id, SessionAttendance.session)
    found = session.execute(statement.where(SessionAttendance.activity_id == activity_id))
    held = {(person_id, number) for person_id, number in found}
    written = [row for row in rows if row.verdict in (Verdict.NEW, Verdict.CHANGED)]
    wanted = ((row.target, number) for row in written for number in row.values.get("sessions", ()))
    new = [
        {"activity_id": activity_id, "person_id": person_id, "session": number, "attendance": Attendance.REGISTERED}
        for person_id, number in wanted
        if person_id is not None and (person_id, number) not in held
    ]
    if new:
        session.execute(insert(SessionAttendance), new)


def _update(session: Session, activity_id: int, rows: Sequence[ImportRow], progress: Progress) -> None:
    """Write the fields that change; rows that change the same ones go together."""
    grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        columns = {change.key: row.values.get(change.key) for change in row.changes if change.key in _BLANK}
        grouped.setdefault(tuple(columns), []).append(columns | {"target": row.target})
    grouped.pop((), None)
    done = 0
    for keys, batch in grouped.items():
        progress(done, len(rows), "正在写入")
        assigned: dict[str, Any] = {key: bindparam(key) for key in keys}
        of_person = _PARTICIPATION.c.person_id == bindparam("target")
        statement = update(_PARTICIPATION).where(of_person, _PARTICIPATION.c.activity_id == activity_id)
        session.connection().execute(statement.values(assigned), batch)
        done += len(batch)
