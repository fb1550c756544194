"""Importing attendance of an activity that was held in several sessions."""

import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.errors import HeaderNotFoundError
from culture_desktop.models import Participation, Person, SessionAttendance
from culture_desktop.override import override
from culture_desktop.progress import Progress
from culture_desktop.services.activities.queries import require_activity
from culture_desktop.services.imports.list_import import ListImport
from culture_desktop.services.imports.preview import ImportReport, ImportRow, Verdict
from culture_desktop.services.imports.session_columns import (
    require_same_days,
    session_title,
    sessions_of,
    with_sessions,
)
from culture_desktop.services.imports.session_list import SessionList, parsers
from culture_desktop.services.imports.source import Parser, SourceRows, stamp_of
from culture_desktop.services.inclusion import is_any_of
from culture_desktop.services.results import Topic
from culture_desktop.spreadsheets.table import Table
from culture_desktop.vocabulary import Attendance, ListKind

_WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})
_OURS = re.compile(r"出席 \d+/\d+")
# Whoever came once took part; else the better of the excuses counts.
_RANKED = (Attendance.ATTENDED, Attendance.EXCUSED, Attendance.ABSENT, Attendance.REGISTERED)


class SessionImportService(ListImport):
    """Attendance by session into the activity whose code is ``into``, and what it makes of the list of participants."""

    kind = ListKind.SESSION
    intention = "导入场次签到"
    topics = frozenset({Topic.ACTIVITIES, Topic.PEOPLE})

    @override
    def _claimed(self, table: Table, mapping: Mapping[str, str]) -> Table:
        if "session" not in table.columns:
            table = with_sessions(table, mapping)
        if not sessions_of(table) and table.columns.keys().isdisjoint({"session", "day"}):
            raise HeaderNotFoundError(name=table.sheet.file, needed="场次（一列，或 1、2、3 … 各一列）或日期")
        return table

    @override
    def _title(self, key: str, written: str) -> str:
        return session_title(key)

    @override
    def _parsers(self, session: Session, tables: Sequence[Table], into: str) -> Mapping[str, Parser]:
        require_same_days(tables)
        return parsers(tables)

    @override
    def _rows(self, session: Session, source: SourceRows, into: str) -> Iterable[ImportRow]:
        return SessionList(session, source, require_activity(session, into).id).rows()

    @override
    def _state(self, session: Session, into: str) -> tuple[object, ...]:
        """The people, and what is on record of the activity: that carries no time of change of its own."""
        activity_id = require_activity(session, into).id
        listed = select(Participation.person_id).where(Participation.activity_id == activity_id)
        columns = (SessionAttendance.person_id, SessionAttendance.session, SessionAttendance.attendance)
        held = select(*columns).where(SessionAttendance.activity_id == activity_id).order_by(SessionAttendance.id)
        record = tuple(map(tuple, session.execute(held)))
        return (activity_id, *stamp_of(session, Person), hash(frozenset(session.scalars(listed))), hash(record))

    @override
    def _write(self, session: Session, into: str, rows: Sequence[ImportRow], progress: Progress) -> int:
        progress(0, len(rows), "正在写入")
        activity_id = require_activity(session, into).id
        written = [row for row in rows if row.verdict in _WRITTEN and row.target is not None]
        people = {row.target for row in written if row.target is not None}
        _write_marks(session, activity_id, written)
        _write_participations(session, activity_id, people)
        return 0

    @override
    def _sentence(self, session: Session, into: str, report: ImportReport) -> str:
        return f"已将 {report.new + report.changed:,} 行场次签到记入“{require_activity(session, into).title}”"

    @override
    @staticmethod
    def _place(row: ImportRow) -> Hashable:
        return row.target, frozenset(row.values["marks"])


def _write_marks(session: Session, activity_id: int, rows: Sequence[ImportRow]) -> None:
    statement = select(SessionAttendance.person_id, SessionAttendance.session, SessionAttendance.id)
    found = session.execute(statement.where(SessionAttendance.activity_id == activity_id))
    held: dict[tuple[int | None, int], int] = {(person_id, number): key for person_id, number, key in found}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for row in rows:
        for number, attendance in row.values["marks"].items():
            key = held.get((row.target, number))
            if key is None:
                place = {"activity_id": activity_id, "person_id": row.target, "session": number}
                new.append(place | {"attendance": attendance})
            else:
                changed.append({"id": key, "attendance": attendance})
    if new:
        session.execute(insert(SessionAttendance), new)
    if changed:
        session.execute(update(SessionAttendance), changed)


def _write_participations(session: Session, activity_id: int, people: Collection[int]) -> None:
    """Bring the list of participants in line with the sessions: who came at all, and in how many of them."""
    of_activity = SessionAttendance.activity_id == activity_id
    total = session.scalar(select(func.count(SessionAttendance.session.distinct())).where(of_activity)) or 0
    columns = (SessionAttendance.person_id, SessionAttendance.attendance)
    marks: dict[int, list[Attendance]] = {person_id: [] for person_id in people}
    chosen = select(*columns).where(of_activity, is_any_of(SessionAttendance.person_id, people))
    for person_id, attendance in session.execute(chosen):
        marks[person_id].append(attendance)
    here = (Participation.activity_id == activity_id, is_any_of(Participation.person_id, people))
    held = {p.person_id: p for p in session.scalars(select(Participation).where(*here))}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for person_id in sorted(people):
        attendance = next((word for word in _RANKED if word in marks[person_id]), Attendance.REGISTERED)
        result = f"出席 {marks[person_id].count(Attendance.ATTENDED)}/{total}" if marks[person_id] else ""
        known = held.get(person_id)
        if known is None:
            place = {"person_id": person_id, "activity_id": activity_id}
            new.append(place | {"attendance": attendance, "result": result})
            continue
        kept = known.result if known.result and not _OURS.fullmatch(known.result) else result
        came = known.attended_at if attendance is Attendance.ATTENDED else None
        changed.append({"person": person_id, "attendance": attendance, "result": kept, "attended_at": came})
    if new:
        session.execute(insert(Participation), new)
    if changed:
        table = cast(SqlTable, Participation.__table__)
        of_person = (table.c.person_id == bindparam("person"), table.c.activity_id == activity_id)
        assigned: dict[str, Any] = {name: bindparam(name) for name in ("attendance", "result", "attended_at")}
        session.connection().execute(update(Participation).where(*of_person).values(**assigned), changed)
