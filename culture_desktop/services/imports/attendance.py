"""Comparing the rows of a sign-up or attendance list with the activity's list: what they say of people (``whom``)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Participation
from culture_desktop.services.imports import whom
from culture_desktop.services.imports.preview import FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows
from culture_desktop.services.imports.whom import Outcome, Whom
from culture_desktop.services.imports.words import WordParser, shown
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import CellError, parse_datetime, parse_decimal, parse_name
from culture_desktop.vocabulary import Attendance, ParticipationRole

_TITLES = {
    "attendance": "状态",
    "registered_at": "报名时间",
    "attended_at": "签到时间",
    "hours": "时长",
    "result": "结果",
    "role": "角色",
}
COLUMNS = tuple(_TITLES)
_MOST_HOURS = Decimal(10_000)


def _hours(cell: Cell) -> Decimal | None:
    hours = parse_decimal(cell, ("小时", "学时", "课时", "h"))
    if hours is not None and not 0 <= hours <= _MOST_HOURS:
        raise CellError(f"时长应在 0 到 {_MOST_HOURS} 小时之间")
    if hours is not None and hours != round(hours, 2):
        raise CellError("时长至多两位小数")
    return hours


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
    }


class AttendanceList:
    """Judges the rows of one file, in its order; who stands in it twice is refused the second time."""

    def __init__(self, session: Session, source: SourceRows, activity_id: int) -> None:
        self._source, self._whom = source, Whom(session)
        columns = [getattr(Participation, column) for column in COLUMNS]
        here = select(Participation.person_id, *columns).where(Participation.activity_id == activity_id)
        self._here = {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in session.execute(here)}
        self._row_of_person: dict[int, int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        meant = self._whom.meant(row)
        if meant.person is not None:
            first = self._row_of_person.setdefault(meant.person.id, row.number)
            if first != row.number:
                row.refuse("name", f"与第 {first} 行是同一人")
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
            if here[column] != after[column]
        )
        return (Verdict.CHANGED if changes else Verdict.UNCHANGED), changes


def _written(row: SourceRow) -> dict[str, Any]:
    """The columns of a participation that a row gives; a time of check-in says that the person came."""
    values = row.values
    written: dict[str, Any] = {key: values[key] for key in ("hours", "result", "role") if key in values}
    if "signed_up" in values:
        written["registered_at"] = values["signed_up"]
    state: Attendance | None = values.get("state")
    moment: datetime | None = values.get("check_in")
    if moment is not None and state not in (None, Attendance.ATTENDED):
        row.refuse("check_in", f"状态是“{state.label}”，却有签到时间")
    elif moment is not None:
        written |= {"attendance": Attendance.ATTENDED, "attended_at": moment}
    elif state is not None:
        written["attendance"] = state
    return written
