"""Comparing the rows of a sign-up or attendance list with the activity's list: what they say of people (``whom``)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Participation, SessionAttendance
from culture_desktop.services.imports import whom
from culture_desktop.services.imports.preview import FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.session_columns import session_key, session_number
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows
from culture_desktop.services.imports.whom import Outcome, Whom
from culture_desktop.services.imports.words import WordParser, shown
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, parse_datetime, parse_decimal, parse_name, text
from culture_desktop.vocabulary import Attendance, ParticipationRole

_TITLES = {
    "attendance": "状态",
    "registered_at": "报名时间",
    "attended_at": "签到时间",
    "hours": "时长",
    "result": "结果",
    "role": "角色",
    "note": "备注",
}
COLUMNS = tuple(_TITLES)
_BETWEEN = re.compile(r"[┋;；、,，|｜\n]")
_LEADING = re.compile(r"第?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:场次|课次|场|期|讲|课|次|节)(?=\s|[（(：:])")
_LONGEST_NOTE = 255
_SECOND = timedelta(seconds=1)
_MOST_HOURS = Decimal(10_000)


def _hours(cell: Cell) -> Decimal | None:
    hours = parse_decimal(cell, ("小时", "学时", "课时", "h"))
    if hours is not None and not 0 <= hours <= _MOST_HOURS:
        raise CellError(f"时长应在 0 到 {_MOST_HOURS} 小时之间")
    if hours is not None and hours != round(hours, 2):
        raise CellError("时长至多两位小数")
    return hours


@dataclass(frozen=True)
class Choices:
    """What somebody ticked where several could be: sessions by their numbers, or else groups by their names."""

    sessions: tuple[int, ...] = ()
    groups: str = ""


def choices(cell: Cell) -> Choices | None:
    """``第1场┋第3场``, ``篮球组；羽毛球组``."""
    ticked = [choice for part in _BETWEEN.split(text(cell)) if (choice := part.strip())]
    if not ticked:
        return None
    numbers = [session_number(choice) or _leading_number(choice) for choice in ticked]
    sessions = tuple(sorted({number for number in numbers if number is not None}))
    if all(number is not None for number in numbers):
        return Choices(sessions)
    groups = "、".join(dict.fromkeys(ticked))
    if len(groups) > _LONGEST_NOTE:
        raise CellError(f"超过 {_LONGEST_NOTE} 个字")
    return Choices(groups=groups)


def _leading_number(choice: str) -> int | None:
    """``第2场 9月1日上午`` begins with its session."""
    match = _LEADING.match(choice)
    return session_number(match[0]) if match else None


def parsers(day: date) -> Mapping[str, Parser]:
    """How to read each field; bare times of day are on the day of the activity."""
    return {
        **whom.PARSERS,
        "state": WordParser(Attendance),
        "signed_up": lambda cell: parse_datetime(cell, day),
        "check_in": lambda cell: parse_datetime(cell, day),
        "hours": _hours,
        "result": parse_name,
        "role": WordParser(ParticipationRole),
        "choice": choices,
    }


class AttendanceList:
    """Judges the rows of one file, in its order; who stands in it twice is refused the second time."""

    def __init__(self, session: Session, source: SourceRows, activity_id: int) -> None:
        self._source, self._whom = source, Whom(session)
        columns = [getattr(Participation, column) for column in COLUMNS]
        here = select(Participation.person_id, *columns).where(Participation.activity_id == activity_id)
        self._here = {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in session.execute(here)}
        sessions = select(SessionAttendance.person_id, SessionAttendance.session)
        self._sessions: set[tuple[int, int]] = set()
        for person_id, number in session.execute(sessions.where(SessionAttendance.activity_id == activity_id)):
            self._sessions.add((person_id, number))
        self._row_of_person: dict[int, int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        meant = self._whom.meant(row)
        if meant.person is not None:
            first = self._row_of_person.setdefault(meant.person.id, row.number)
            if first != row.number:
                row.refuse("name", f"与{self._source.place(first)}是同一人")
        written = _written(row)
        return self._whom.import_row(row, meant, written, lambda person_id: self._outcome(person_id, written))

    def _outcome(self, person_id: int, written: Mapping[str, Any]) -> Outcome:
        """What writing this of a person comes to."""
        here = self._here.get(person_id)
        if here is None:
            return Verdict.NEW, ()
        after = {**here, **written}
        if after["attendance"] == Attendance.REGISTERED:
            # That somebody signed up is no news once it is known whether they came.
            after["attendance"] = here["attendance"]
        if after["attendance"] != Attendance.ATTENDED:
            after["attended_at"] = None
        changes = tuple(
            FieldChange(column, _TITLES[column], shown(here[column]), shown(after[column]))
            for column in COLUMNS
            if not _same(here[column], after[column])
        )
        changes += tuple(
            FieldChange(session_key(number), f"第 {number} 场", "", Attendance.REGISTERED.label)
            for number in written.get("sessions", ())
            if (person_id, number) not in self._sessions
        )
        return (Verdict.CHANGED if changes else Verdict.UNCHANGED), changes


def _same(held: Any, given: Any) -> bool:
    """Whether two values are equal; moments to the second, as lists have no finer ones."""
    if isinstance(held, datetime) and isinstance(given, datetime):
        return abs(held - given) < _SECOND
    return bool(held == given)


def _written(row: SourceRow) -> dict[str, Any]:
    """The columns of a participation that a row gives; a time of check-in says that the person came."""
    values = row.values
    written: dict[str, Any] = {key: values[key] for key in ("hours", "result", "role") if key in values}
    if "signed_up" in values:
        written["registered_at"] = values["signed_up"]
    if "choice" in values:
        chosen: Choices = values["choice"]
        written |= {"sessions": chosen.sessions} if chosen.sessions else {"note": chosen.groups}
    state: Attendance | None = values.get("state")
    moment: datetime | None = values.get("check_in")
    if moment is not None and state not in (None, Attendance.ATTENDED):
        row.refuse("check_in", f"状态是“{state.label}”，却有签到时间")
    elif moment is not None:
        written |= {"attendance": Attendance.ATTENDED, "attended_at": moment}
    elif state is not None:
        written["attendance"] = state
    return written
