"""What a roster says of people: how its cells are read, and the people on the books by the same fields."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from culture_desktop.errors import ResidentIdError
from culture_desktop.rules import masking, resident_id
from culture_desktop.services.imports.preview import EXTRA
from culture_desktop.services.imports.source import Parser, parse_person_name
from culture_desktop.services.imports.words import WordParser
from culture_desktop.spreadsheets.sheet import Cell
from culture_desktop.spreadsheets.values import (
    CellError,
    parse_code,
    parse_contract_end,
    parse_date,
    parse_name,
    parse_phone,
    parse_resident_id,
    parse_text,
    parse_yes_no,
)
from culture_desktop.vocabulary import EmploymentType, PersonStatus, PoliticalStatus, Sex


def _or_masked(parse: Parser) -> Parser:
    """Reads a number, or takes it as it stands where its digits are hidden, as in our own exports."""

    def read(cell: Cell) -> Any:
        return cell.strip() if isinstance(cell, str) and masking.is_masked(cell) else parse(cell)

    return read


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
    "resident_id": _or_masked(_checked_resident_id),
    "phone": _or_masked(parse_phone),
    "position": parse_name,
    "employment": WordParser(EmploymentType),
    "front_line": _front_line,
    "manager": _manager,
    "political_status": WordParser(PoliticalStatus),
    "hire_date": parse_date,
    "contract_ends": parse_contract_end,
    "status": WordParser(PersonStatus),
    "left_on": parse_date,
}
parse_extra: Parser = parse_text


class Known(NamedTuple):
    """A person on the books, by the fields of a roster; ``unit`` is its id."""

    id: int
    number: str
    name: str
    sex: Sex | None
    birth_date: date | None
    resident_id: str | None
    phone: str | None
    unit: int | None
    position: str
    employment: EmploymentType
    front_line: bool
    manager: bool
    political_status: PoliticalStatus | None
    hire_date: date | None
    contract_ends: date | None
    status: PersonStatus
    left_on: date | None
    extra: Mapping[str, str]

    def held(self, key: str) -> Any:
        """What is on the books in a field; None for an extra field that says nothing."""
        return self.extra.get(key.removeprefix(EXTRA)) if key.startswith(EXTRA) else getattr(self, key)

    def after(self, values: Mapping[str, Any]) -> "Known":
        """The person as a row leaves them, but for extra fields: nobody is found by those."""
        return self._replace(**{key: value for key, value in values.items() if not key.startswith(EXTRA)})


class Namesakes:
    """People by their name and what else they are known by."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._found: dict[tuple[str, str, Any], list[Known]] = {}
        for person in people:
            self._add(person)

    def __len__(self) -> int:
        return len(self._found)

    def like(self, values: Mapping[str, Any], key: str) -> list[Known]:
        """Those with the name and the phone or unit (``key``) of a row."""
        return self._found.get((values.get("name", ""), key, values.get(key)), [])

    def replace(self, person: Known, by: Known) -> None:
        """Know a person as a row leaves them."""
        for sign in _signs(person):
            self._found.get(sign, [person]).remove(person)
        self._add(by)

    def _add(self, person: Known) -> None:
        for sign in _signs(person):
            self._found.setdefault(sign, []).append(person)


def _signs(person: Known) -> list[tuple[str, str, Any]]:
    known_by = (("phone", person.phone), ("unit", person.unit))
    return [(person.name, key, value) for key, value in known_by if value is not None]
