"""Comparing the rows of a sign-up or attendance list with the people on the books and the activity's list.

People are found by staff number; without one by name with phone, by name with unit, or by a name that only one
person bears. A number that belongs to another name is an error, several people are for the user to decide.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation, Participation, Person
from culture_desktop.services.imports.preview import Candidate, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.roster import shown
from culture_desktop.services.imports.source import CellReader, Parser, SourceRow, parse_person_name
from culture_desktop.services.imports.words import WordParser
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import (
    CellError,
    parse_code,
    parse_datetime,
    parse_decimal,
    parse_name,
    parse_phone,
    text,
)
from culture_desktop.vocabulary import Attendance, ParticipationRole, PersonStatus

COLUMNS = ("attendance", "attended_at", "hours", "result", "role")
_TITLES = {"attendance": "状态", "attended_at": "签到时间", "hours": "时长", "result": "结果", "role": "角色"}
_MOST_HOURS = Decimal(10_000)
_UNIT_SEPARATORS = ("／", "\\", ";", "；", ">")


def _hours(cell: Cell) -> Decimal | None:
    hours = parse_decimal(cell, ("小时", "学时", "课时", "h"))
    if hours is not None and (hours < 0 or hours > _MOST_HOURS):
        raise CellError("时长应在 0 到 10000 小时之间")
    if hours is not None and hours != round(hours, 2):
        raise CellError("时长至多两位小数")
    return hours


def parsers(day: date) -> Mapping[str, Parser]:
    """How to read each field; bare times of day are on the day of the activity."""
    return {
        "number": parse_code,
        "name": parse_person_name,
        "unit": text,
        "phone": parse_phone,
        "state": WordParser(Attendance),
        "check_in": lambda cell: parse_datetime(cell, day),
        "hours": _hours,
        "result": parse_name,
        "role": WordParser(ParticipationRole),
    }


class _Known(NamedTuple):
    id: int
    number: str
    name: str
    phone: str | None
    unit: str
    active: bool


class AttendanceList:
    """Judges rows one after the other; a person who stands in the list twice is refused the second time."""

    def __init__(self, session: Session, reader: CellReader, activity_id: int) -> None:
        self._reader = reader
        statement = select(
            Person.id,
            Person.number,
            Person.name,
            Person.phone,
            func.coalesce(Organisation.full_name, ""),
            Person.status == PersonStatus.ACTIVE,
        ).outerjoin(Organisation, Organisation.id == Person.unit_id)
        people = [_Known(*row) for row in session.execute(statement)]
        self._by_number = {person.number: person for person in people}
        self._by_name: dict[str, list[_Known]] = {}
        for person in people:
            self._by_name.setdefault(person.name, []).append(person)
        columns = [getattr(Participation, column) for column in COLUMNS]
        self._here = {
            row[0]: dict(zip(COLUMNS, row[1:], strict=True))
            for row in session.execute(
                select(Participation.person_id, *columns).where(Participation.activity_id == activity_id)
            )
        }
        self._row_of_person: dict[int, int] = {}

    def judge(self, number: int, cells: Mapping[str, Cell]) -> ImportRow:
        """What one row of the file would do."""
        row = self._reader.row(number, cells)
        people = self._people(row)
        known = people[0] if len(people) == 1 else None
        if known is not None:
            first = self._row_of_person.setdefault(known.id, number)
            if first != number:
                row.refuse("name", f"与第 {first} 行是同一人")
        elif not people and not row.problems:
            row.refuse("number" if "number" in row.values else "name", "人员库里没有此人，请先导入名册或核对")
        return self._judged(row, people, known)

    def _judged(self, row: SourceRow, people: list[_Known], known: _Known | None) -> ImportRow:
        name = str(row.values.get("name", "")) or (known.name if known else "")
        staff_number = known.number if known else str(row.values.get("number", ""))
        written = _written(row.values)
        if row.problems:
            return ImportRow(row.number, Verdict.ERROR, staff_number, name, written, problems=tuple(row.problems))
        if known is None:
            candidates = tuple(_candidate(person, row.values) for person in people)
            return ImportRow(row.number, Verdict.AMBIGUOUS, staff_number, name, written, candidates=candidates)
        here = self._here.get(known.id)
        if here is None:
            return ImportRow(row.number, Verdict.NEW, staff_number, name, written, known.id)
        changes = tuple(
            FieldChange(column, _TITLES[column], shown(here[column]), shown(value))
            for column, value in written.items()
            if column in here and here[column] != value
        )
        verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
        return ImportRow(row.number, verdict, staff_number, name, written, known.id, changes)

    def _people(self, row: SourceRow) -> list[_Known]:
        """Whom a row may mean; refuses a number that belongs to another name."""
        name = row.values.get("name", "")
        if "number" in row.values:
            person = self._by_number.get(row.values["number"])
            if person is None:
                return []
            if name and name != person.name:
                row.refuse("name", f"工号 {person.number} 是“{person.name}”，与姓名不符")
            return [person]
        named = self._by_name.get(name, [])
        phone = row.values.get("phone")
        by_phone = [person for person in named if phone and person.phone == phone]
        if by_phone:
            return by_phone
        unit = _unit(row.values.get("unit", ""))
        by_unit = [p for p in named if unit and (p.unit == unit or p.unit.endswith(f"/{unit}"))]
        # A unit that none of them is in says that the list or the books are out of date: let the user look.
        return by_unit or ([person for person in named if person.active] or named)


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a participation that a row gives.

    A time beside 签到 is when the person came. Without a column for the state the list is one of sign-ups, and the
    time is when they signed up.
    """
    written: dict[str, Any] = {key: values[key] for key in ("hours", "result", "role") if key in values}
    moment: datetime | None = values.get("check_in")
    state = values.get("state")
    if state is not None:
        written["attendance"] = state
    if moment is not None and state == Attendance.ATTENDED:
        written["attended_at"] = moment
    elif moment is not None and state is None:
        written["registered_at"] = moment
    return written


def _unit(written: str) -> str:
    for separator in _UNIT_SEPARATORS:
        written = written.replace(separator, "/")
    return "/".join(part.strip() for part in written.split("/") if part.strip())


def _candidate(person: _Known, values: Mapping[str, Any]) -> Candidate:
    tail = f"手机尾号 {person.phone[-4:]}" if person.phone else ""
    hint = "　".join(filter(None, ("仅姓名相符", tail)))
    if values.get("phone") and values["phone"] == person.phone:
        hint = "姓名、手机相符"
    return Candidate(person.id, person.number, person.name, person.unit, hint)
