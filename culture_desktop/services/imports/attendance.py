"""Comparing the rows of a sign-up or attendance list with the people on the books and the activity's list.

People are found by staff number; without one by name with phone, by name with unit, or, in a list that says no more
than names, by a name that only one person still here bears. A number that belongs to another name is an error;
several people, and a phone or unit that nobody of that name has, are for the user to decide.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation, Participation, Person
from culture_desktop.services.imports.preview import Candidate, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, SourceRows, parse_person_name
from culture_desktop.services.imports.units import unit_path
from culture_desktop.services.imports.words import WordParser, shown
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
        "number": parse_code,
        "name": parse_person_name,
        "unit": text,
        "phone": parse_phone,
        "state": WordParser(Attendance),
        "signed_up": lambda cell: parse_datetime(cell, day),
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
    """Judges the rows of one file, in its order; who stands in it twice is refused the second time."""

    def __init__(self, session: Session, source: SourceRows, activity_id: int) -> None:
        self._source = source
        statement = select(
            Person.id,
            Person.number,
            Person.name,
            Person.phone,
            func.coalesce(Organisation.full_name, ""),
            Person.status == PersonStatus.ACTIVE,
        ).outerjoin(Organisation, Organisation.id == Person.unit_id)
        people = [_Known(*row) for row in session.execute(statement.order_by(Person.number))]
        self._by_number = {person.number: person for person in people}
        self._by_name: dict[str, list[_Known]] = {}
        for person in people:
            self._by_name.setdefault(person.name, []).append(person)
        columns = [getattr(Participation, column) for column in COLUMNS]
        here = select(Participation.person_id, *columns).where(Participation.activity_id == activity_id)
        self._here = {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in session.execute(here)}
        self._row_of_person: dict[int, int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do."""
        return map(self._judged, self._source)

    def _judged(self, row: SourceRow) -> ImportRow:
        people, certain = self._people(row)
        if certain:
            first = self._row_of_person.setdefault(people[0].id, row.number)
            if first != row.number:
                row.refuse("name", f"与第 {first} 行是同一人")
        elif not people and not row.problems:
            row.refuse("number" if "number" in row.values else "name", "人员库里没有此人，请先导入名册或核对")
        written = _written(row)
        known = people[0] if certain else None
        number = known.number if known else row.values.get("number", "")
        name = row.values.get("name") or (known.name if known else "")
        if row.problems:
            return ImportRow(row.number, Verdict.ERROR, number, name, written, problems=tuple(row.problems))
        if known is None:
            candidates = tuple(self._candidate(person, row.values, written) for person in people)
            return ImportRow(row.number, Verdict.AMBIGUOUS, number, name, written, candidates=candidates)
        verdict, changes = self._outcome(known.id, written)
        return ImportRow(row.number, verdict, number, name, written, known.id, changes)

    def _outcome(self, person_id: int, written: Mapping[str, Any]) -> tuple[Verdict, tuple[FieldChange, ...]]:
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

    def _people(self, row: SourceRow) -> tuple[list[_Known], bool]:
        """Whom a row may mean, and whether it is certain; refuses a number that belongs to another name."""
        name = row.values.get("name", "")
        if "number" in row.values:
            person = self._by_number.get(row.values["number"])
            if person is None:
                return [], False
            if name and name != person.name:
                row.refuse("name", f"工号 {person.number} 是“{person.name}”，与姓名不符")
            return [person], True
        named = self._by_name.get(name, [])
        phone, unit = row.values.get("phone"), unit_path(row.values.get("unit", ""))
        by_phone = [person for person in named if phone and person.phone == phone]
        by_unit = [p for p in by_phone or named if unit and (p.unit == unit or p.unit.endswith(f"/{unit}"))]
        found = by_unit or by_phone
        if found:
            return found, len(found) == 1
        active = [person for person in named if person.active] or named
        # A phone or unit that nobody of the name has says that the list or the books are out of date.
        return active, len(active) == 1 and not phone and not unit

    def _candidate(self, person: _Known, values: Mapping[str, Any], written: Mapping[str, Any]) -> Candidate:
        hint = f"姓名相符，手机尾号 {person.phone[-4:]}" if person.phone else "仅姓名相符"
        if person.phone and values.get("phone") == person.phone:
            hint = "姓名、手机相符"
        return Candidate(person.id, person.number, person.name, person.unit, hint, *self._outcome(person.id, written))


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
