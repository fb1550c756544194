"""Comparing the rows of a roster with the people on the books: what each row would do, and why not.

Matching goes by staff number. A row without one is matched by resident ID, then by name with phone, then by name
with unit; more than one match, or a known resident ID under a new number, is for the user to decide.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.errors import ResidentIdError
from culture_desktop.models import Person
from culture_desktop.rules import resident_id
from culture_desktop.services.imports.preview import Candidate, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import CellReader, Parser, SourceRow, parse_person_name
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.services.imports.words import WordParser
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import (
    CellError,
    parse_code,
    parse_date,
    parse_name,
    parse_phone,
    parse_resident_id,
    parse_yes_no,
    text,
)
from culture_desktop.vocabulary import EmploymentType, PersonStatus, PoliticalStatus, Sex, Word

# The columns a roster can fill; ``unit`` is compared by unit id.
COMPARED = (
    "number",
    "name",
    "sex",
    "birth_date",
    "resident_id",
    "phone",
    "unit_id",
    "position",
    "employment",
    "front_line",
    "manager",
    "political_status",
    "hire_date",
    "status",
)


def _checked_resident_id(cell: Cell) -> str | None:
    written = parse_resident_id(cell)
    if written is None:
        return None
    try:
        return resident_id.check(written).number
    except ResidentIdError as error:
        raise CellError(str(error.data["reason"])) from error


def _front_line(cell: Cell) -> bool | None:
    return parse_yes_no(cell, ("一线",), ("非一线", "二线", "后台"))


def _manager(cell: Cell) -> bool | None:
    return parse_yes_no(cell, ("管理岗", "干部", "管理"), ("非管理岗", "员工", "职工"))


PARSERS: Mapping[str, Parser] = {
    "number": parse_code,
    "name": parse_person_name,
    "sex": WordParser(Sex),
    "birth_date": parse_date,
    "resident_id": _checked_resident_id,
    "phone": parse_phone,
    "unit": text,
    "position": parse_name,
    "employment": WordParser(EmploymentType),
    "front_line": _front_line,
    "manager": _manager,
    "political_status": WordParser(PoliticalStatus),
    "hire_date": parse_date,
    "status": WordParser(PersonStatus),
}


class Known(NamedTuple):
    """A person on the books, as far as a roster speaks of people."""

    id: int
    values: dict[str, Any]

    @property
    def number(self) -> str:
        """The staff number."""
        return str(self.values["number"])


class Roster:
    """Judges rows one after the other; later rows know of earlier ones."""

    def __init__(self, session: Session, reader: CellReader, titles: Mapping[str, str]) -> None:
        self.units = UnitResolver(session)
        self._reader = reader
        self._titles = titles
        columns = [getattr(Person, column) for column in COMPARED]
        self._people = [
            Known(row[0], dict(zip(COMPARED, row[1:], strict=True)))
            for row in session.execute(select(Person.id, *columns))
        ]
        self._by_number = {person.values["number"]: person for person in self._people}
        self._by_resident_id = {p.values["resident_id"]: p for p in self._people if p.values["resident_id"]}
        self._by_phone = _grouped(self._people, "phone")
        self._by_unit = _grouped(self._people, "unit_id")
        self._row_of_number: dict[str, int] = {}
        self._row_of_resident_id: dict[str, int] = {}

    def judge(self, number: int, cells: Mapping[str, Cell]) -> ImportRow:
        """What one row of the file would do."""
        row = self._reader.row(number, cells)
        self._place(row)
        if "name" not in row.values:
            row.refuse("name", "姓名为空")
        matches = self._matches(row.values)
        # A row with a number of its own means another person only if the user says so.
        certain = len(matches) == 1 and row.values.get("number", matches[0].number) == matches[0].number
        known = matches[0] if certain else None
        if "number" not in row.values and not matches:
            row.refuse("number", "工号为空")
        self._check_dates(row, known)
        self._check_repeats(row, known)
        if row.problems:
            return _judged(row, Verdict.ERROR, problems=tuple(row.problems))
        if known is not None:
            changes = self._changes(known, row.values)
            verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
            return _judged(row, verdict, known, changes=changes)
        if matches:
            candidates = tuple(self._candidate(person, row.values) for person in matches)
            return _judged(row, Verdict.AMBIGUOUS, candidates=candidates)
        return _judged(row, Verdict.NEW)

    def _place(self, row: SourceRow) -> None:
        """Replace the unit's text by its id, or by the path of a unit to be made."""
        written = row.values.pop("unit", None)
        if written is None:
            return
        match = self.units.resolve(written)
        if match.problem:
            row.refuse("unit", match.problem)
        elif match.new_path:
            row.values["new_unit"] = match.new_path
        else:
            row.values["unit_id"] = match.unit_id

    def _matches(self, values: Mapping[str, Any]) -> list[Known]:
        """The people a row may mean."""
        by_number = self._by_number.get(values.get("number", ""))
        if by_number is not None:
            return [by_number]
        by_id = self._by_resident_id.get(values.get("resident_id", ""))
        if by_id is not None:
            return [by_id]
        name = values.get("name", "")
        found = self._by_phone.get((name, values.get("phone")), [])
        if not found and "number" not in values:
            found = self._by_unit.get((name, values.get("unit_id")), [])
        return found

    def _check_dates(self, row: SourceRow, known: Known | None) -> None:
        held = {**(known.values if known else {}), **row.values}
        born, hired = held.get("birth_date"), held.get("hire_date")
        if isinstance(born, date) and isinstance(hired, date) and born >= hired:
            row.refuse("hire_date" if "hire_date" in row.values else "birth_date", "入职日期不晚于出生日期")

    def _check_repeats(self, row: SourceRow, known: Known | None) -> None:
        """A person stands in a file once, and a resident ID belongs to one person."""
        staff_number = known.number if known else row.values.get("number")
        first = self._row_of_number.setdefault(staff_number, row.number) if staff_number else row.number
        if first != row.number:
            row.refuse("number", f"工号与第 {first} 行重复")
        identity = row.values.get("resident_id")
        if identity is None:
            return
        first = self._row_of_resident_id.setdefault(identity, row.number)
        holder = self._by_resident_id.get(identity)
        if first != row.number:
            row.refuse("resident_id", f"身份证号与第 {first} 行重复")
        elif holder is not None and known is not None and holder.id != known.id:
            row.refuse("resident_id", f"身份证号已属于工号 {holder.number}")

    def _changes(self, known: Known, values: Mapping[str, Any]) -> tuple[FieldChange, ...]:
        changes = []
        for column, new in values.items():
            if column == "new_unit":
                old_unit = self.units.full_name(known.values["unit_id"])
                changes.append(FieldChange("unit_id", self._title("unit_id"), old_unit, new))
            elif (old := known.values[column]) != new:
                before, after = self._shown(column, old), self._shown(column, new)
                changes.append(FieldChange(column, self._title(column), before, after))
        return tuple(changes)

    def _title(self, column: str) -> str:
        return self._titles.get("unit" if column == "unit_id" else column, column)

    def _shown(self, column: str, value: Any) -> str:
        if column == "unit_id":
            return self.units.full_name(value)
        return shown(value)

    def _candidate(self, person: Known, values: Mapping[str, Any]) -> Candidate:
        same = [
            self._title(column)
            for column in ("name", "phone", "unit_id", "resident_id")
            if values.get(column) is not None and values.get(column) == person.values[column]
        ]
        hint = f"{'、'.join(same)}相符" if same else ""
        unit = self.units.full_name(person.values["unit_id"])
        return Candidate(person.id, person.number, person.values["name"], unit, hint)


def shown(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, Word):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _grouped(people: Iterable[Known], column: str) -> dict[tuple[str, Any], list[Known]]:
    """People by name and another column, where that is filled."""
    found: dict[tuple[str, Any], list[Known]] = {}
    for person in people:
        value = person.values[column]
        if value is not None:
            found.setdefault((person.values["name"], value), []).append(person)
    return found


def _judged(row: SourceRow, verdict: Verdict, known: Known | None = None, **fields: Any) -> ImportRow:
    number = known.number if known else str(row.values.get("number", ""))
    name = str(row.values.get("name", ""))
    return ImportRow(row.number, verdict, number, name, row.values, known.id if known else None, **fields)
