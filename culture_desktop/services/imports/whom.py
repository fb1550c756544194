"""Whom on the books a row of a list means, for every list that speaks of people who are there already.

People are found by staff number, else by resident ID, else by name with phone, by name with unit, or, in a list that
says no more than names, by a name that only one person still here bears. A number that belongs to another name is an
error; several people, and a phone, ID or unit that nobody of that name has, are for the user to decide.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.models import Organisation, Person
from culture_desktop.services.imports.preview import Candidate, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.source import Parser, SourceRow, parse_person_name
from culture_desktop.services.imports.units import unit_path
from culture_desktop.spreadsheets.values import parse_code, parse_phone, parse_resident_id, text
from culture_desktop.vocabulary import PersonStatus

PARSERS: Mapping[str, Parser] = {
    "number": parse_code,
    "name": parse_person_name,
    "resident_id": parse_resident_id,
    "phone": parse_phone,
    "unit": text,
}
Outcome = tuple[Verdict, tuple[FieldChange, ...]]
"""What a row comes to once it is known whom it means."""


class Known(NamedTuple):
    """A person as lists call them; ``unit`` is its full name."""

    id: int
    number: str
    name: str
    resident_id: str | None
    phone: str | None
    unit: str
    active: bool


@dataclass(frozen=True, slots=True)
class Meant:
    """The people a row may mean; one who is certain is the only one."""

    people: tuple[Known, ...]
    certain: bool

    @property
    def person(self) -> Known | None:
        """Who is meant, when that is certain."""
        return self.people[0] if self.certain else None


class Whom:
    """The people on the books, by what lists know them by."""

    def __init__(self, session: Session) -> None:
        statement = select(
            Person.id,
            Person.number,
            Person.name,
            Person.resident_id,
            Person.phone,
            func.coalesce(Organisation.full_name, ""),
            Person.status == PersonStatus.ACTIVE,
        ).outerjoin(Organisation, Organisation.id == Person.unit_id)
        people = [Known(*row) for row in session.execute(statement.order_by(Person.number))]
        self._by_number = {person.number: person for person in people}
        self._by_resident_id = {person.resident_id: person for person in people if person.resident_id}
        self._by_name: dict[str, list[Known]] = {}
        self._by_phone: dict[str, list[Known]] = {}
        for person in people:
            self._by_name.setdefault(person.name, []).append(person)
            if person.phone:
                self._by_phone.setdefault(person.phone, []).append(person)

    def knows(self, name: str) -> bool:
        """Whether anybody bears a name."""
        return name in self._by_name

    def meant(self, row: SourceRow) -> Meant:
        """Whom a row means; refuses the row when that is nobody or somebody of another name."""
        found = self._by_key(row) or self._by_words(row.values)
        if not found.people and not row.problems:
            key = next((key for key in ("number", "resident_id") if key in row.values), "name")
            row.refuse(key, "人员库里没有此人，请先导入名册或核对")
        return found

    def import_row(
        self, row: SourceRow, meant: Meant, written: Mapping[str, Any], outcome: Callable[[int], Outcome]
    ) -> ImportRow:
        """The row judged: ``written`` is what it says, ``outcome`` what that comes to for a person."""
        known = meant.person
        number = known.number if known else row.values.get("number", "")
        name = row.values.get("name") or (known.name if known else "")
        if row.problems:
            return ImportRow(row.number, Verdict.ERROR, number, name, written, problems=tuple(row.problems))
        if known is not None:
            verdict, changes = outcome(known.id)
            return ImportRow(row.number, verdict, number, name, written, known.id, changes)
        candidates = tuple(_candidate(person, row.values, outcome(person.id)) for person in meant.people)
        return ImportRow(row.number, Verdict.AMBIGUOUS, number, name, written, candidates=candidates)

    def _by_key(self, row: SourceRow) -> Meant | None:
        """By what belongs to one person only; None when the row holds nothing of the kind that is known."""
        values = row.values
        if "number" in values:
            person, what = self._by_number.get(values["number"]), f"工号 {values['number']} "
            if person is None:
                return Meant((), certain=False)
        else:
            person, what = self._by_resident_id.get(values.get("resident_id", "")), "身份证号"
            if person is None:
                return None
        if values.get("name", person.name) != person.name:
            row.refuse("name", f"{what}是“{person.name}”，与姓名不符")
        return Meant((person,), certain=True)

    def _by_words(self, values: Mapping[str, Any]) -> Meant:
        identity, phone = values.get("resident_id"), values.get("phone")
        unit = unit_path(values.get("unit", ""))
        named = self._by_name.get(values.get("name", ""), [])
        if identity:
            named = [person for person in named if person.resident_id is None]
        by_phone = [person for person in named if phone and person.phone == phone]
        by_unit = [p for p in by_phone or named if unit and (p.unit == unit or p.unit.endswith(f"/{unit}"))]
        if found := by_unit or by_phone:
            return Meant(tuple(found), len(found) == 1)
        if not named:
            # A name misspelt, or a phone passed on: nobody knows but the user.
            return Meant(tuple(self._by_phone.get(phone, ()) if phone else ()), certain=False)
        active = [person for person in named if person.active] or named
        # A phone, ID or unit that nobody of the name has says that the list or the books are out of date.
        return Meant(tuple(active), len(active) == 1 and not (identity or phone or unit))


def _candidate(person: Known, values: Mapping[str, Any], outcome: Outcome) -> Candidate:
    return Candidate(person.id, person.number, person.name, person.unit, _hint(person, values), *outcome)


def _hint(person: Known, values: Mapping[str, Any]) -> str:
    if person.phone and values.get("phone") == person.phone:
        return "姓名、手机相符" if values.get("name") == person.name else "手机相符，姓名不同"
    return f"姓名相符，手机尾号 {person.phone[-4:]}" if person.phone else "仅姓名相符"
