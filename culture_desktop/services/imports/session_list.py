"""Comparing an attendance list of several sessions with what is on record: a row a person, or a row each time.

Empty cells say nothing. Days are numbered in their order, which holds only while the list has all of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Participation, SessionAttendance
from culture_desktop.services.imports import whom
from culture_desktop.services.imports.preview import SHEET_STRIDE, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.session_columns import session_number, sessions_of
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows
from culture_desktop.services.imports.whom import Outcome, Whom
from culture_desktop.services.imports.words import WordParser, shown
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.table import Table
from culture_desktop.spreadsheets.values import CellError, parse_date, parse_datetime, text
from culture_desktop.vocabulary import Attendance

Marks = Mapping[int, Attendance]
"""Session -> whether the person came."""


def _session(cell: Cell) -> int | None:
    number = session_number(cell)
    if number is None and text(cell):
        raise CellError("不是场次，应为 1、2、3 或“第 3 场”")
    return number


def parsers(tables: Iterable[Table]) -> dict[str, Parser]:
    """How to read each field that tables have."""
    word = WordParser(Attendance)
    every: dict[str, Parser] = {
        **whom.PARSERS,
        "session": _session,
        "day": parse_date,
        "state": word,
        "check_in": parse_datetime,
    }
    return every | {key: word for table in tables for key in sessions_of(table).values()}


class SessionList:
    """Judges the rows of one list, in its order."""

    def __init__(self, session: Session, source: SourceRows, activity_id: int) -> None:
        self._source, self._whom = source, Whom(session)
        self._wide = list(map(sessions_of, source.tables))
        days = sorted({day for day in source.column("day") if isinstance(day, date)})
        self._number_of = {day: number for number, day in enumerate(days, start=1)}
        columns = (SessionAttendance.person_id, SessionAttendance.session, SessionAttendance.attendance)
        held = session.execute(select(*columns).where(SessionAttendance.activity_id == activity_id))
        self._held: dict[int, dict[int, Attendance]] = {}
        for person_id, number, attendance in held:
            self._held.setdefault(person_id, {})[number] = attendance
        self._most = max((number for marks in self._held.values() for number in marks), default=0)
        here = select(Participation.person_id).where(Participation.activity_id == activity_id)
        self._here = set(session.scalars(here))
        self._first: dict[tuple[int, int], int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        meant = self._whom.meant(row)
        marks = self._marks(row)
        if meant.person is not None:
            self._check_repeats(row, meant.person.id, marks)
        written: dict[str, Any] = {"marks": marks}
        wide = bool(self._sessions(row))
        return self._whom.import_row(row, meant, written, lambda person: self._outcome(person, marks, wide))

    def _sessions(self, row: SourceRow) -> Mapping[int, str]:
        """The sessions that have a column in the table of a row; none where rows say themselves which it was."""
        return self._wide[row.number // SHEET_STRIDE]

    def _marks(self, row: SourceRow) -> Marks:
        if sessions := self._sessions(row):
            return {number: row.values[key] for number, key in sessions.items() if key in row.values}
        number: int | None = row.values.get("session")
        day: date | None = row.values.get("day")
        if number is None and day is not None and self._most > len(self._number_of):
            row.refuse("day", f"已有 {self._most} 场记录，不知这天是第几场，请加一列场次")
        if number is None and day is not None:
            number = self._number_of.get(day)
        if number is None:
            row.refuse("session" if row.has_column("session") else "day", "场次为空")
            return {}
        came = Attendance.ATTENDED if "check_in" in row.values or not row.has_column("state") else None
        attendance = row.values.get("state", came)
        return {} if attendance is None else {number: attendance}

    def _check_repeats(self, row: SourceRow, person_id: int, marks: Marks) -> None:
        sessions = self._sessions(row)
        for number in sessions or marks:
            first = self._first.setdefault((person_id, number), row.number)
            if first != row.number and sessions:
                row.refuse("name", f"与{self._source.place(first)}是同一人")
            elif first != row.number:
                key = "session" if row.has_column("session") else "day"
                row.refuse(key, f"与{self._source.place(first)}是同一人的同一场")

    def _outcome(self, person_id: int, marks: Marks, wide: bool) -> Outcome:
        held = self._held.get(person_id, {})
        changes = tuple(
            FieldChange(str(number), f"第 {number} 场", shown(held.get(number)), shown(attendance))
            for number, attendance in marks.items()
            if held.get(number) != attendance
        )
        if person_id not in self._here and (changes or wide):
            return Verdict.NEW, ()
        return (Verdict.CHANGED if changes else Verdict.UNCHANGED), changes
