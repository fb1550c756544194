"""The people on the books, held column by column: most rows of a list say what is there, and need no more."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import compress, repeat
from operator import is_not, ne
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import sqlite
from culture_desktop.models import Person
from culture_desktop.services.imports.known import Known
from culture_desktop.services.imports.preview import EXTRA
from culture_desktop.services.imports.source import SourceRows

_SELECTED = {"unit": Person.unit_id}
_AS_IT_STANDS = frozenset({"name", "resident_id", "phone", "position"})
_DAYS = frozenset({"birth_date", "hire_date", "contract_ends", "left_on"})
_FEW = 0.2  # of days that are not the same as they stand; more of them seem to be written as text
_NOTHING_SAID = (None, "")


class Books:
    """Everybody, each at a place of their own; a person is given as a Known once somebody asks for that."""

    def __init__(self, session: Session) -> None:
        names = (*Known._fields, "source_id")
        # No order is asked for: that costs as much again, and the table is gone through by its ids anyway.
        statement = select(*(_SELECTED.get(name) or getattr(Person, name) for name in names))
        self.columns: dict[str, list[Any]] = dict(
            zip(names, sqlite.columns_of(session.connection(), statement), strict=True)
        )
        self.by_number: dict[str, int] = dict(zip(self.columns["number"], range(len(self)), strict=True))
        self._known: dict[int, Known] = {}

    def __len__(self) -> int:
        return len(self.columns["id"])

    def __getitem__(self, index: int) -> Known:
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = Known._make(self.columns[name][index] for name in Known._fields)
        return known

    def numbered(self, number: str | None) -> Known | None:
        """The person with a staff number."""
        index = None if number is None else self.by_number.get(number)
        return None if index is None else self[index]

    def identified(self, identity: str | None) -> Known | None:
        """The person with a resident ID."""
        index = None if identity is None else self._by_resident_id.get(identity)
        return None if index is None else self[index]

    def but(self, numbers: Collection[str]) -> Iterator[Known]:
        """The people who have none of these numbers."""
        return (self[index] for index, number in enumerate(self.columns["number"]) if number not in numbers)

    def column(self, key: str) -> list[Any]:
        """What everybody has in a field."""
        if key.startswith(EXTRA):
            title = key.removeprefix(EXTRA)
            return [extra.get(title) for extra in self.columns["extra"]]
        return self.columns[key]

    @cached_property
    def _by_resident_id(self) -> dict[str | None, int]:
        return dict(zip(self.columns["resident_id"], range(len(self)), strict=True))


def agreeing(source: SourceRows, books: Books) -> dict[int, int]:
    """The rows that bear a number and a name and say nothing but what is on the books of the person with that number:
    the place of each row, and of its person. What is odd about a row in any way leaves it to be judged by itself."""
    numbers = source.column("number")
    meant = list(map(books.by_number.get, numbers))
    rows: Sequence[int] = range(len(meant))
    people = [person for person in meant if person is not None]
    if not people:
        return {}
    if len(people) < len(meant):
        rows = list(compress(rows, map(is_not, meant, repeat(None))))
    odd = _repeated(numbers)
    odd.update(_places_of("", source.cells("name")))
    for key in source.keys:
        odd.update(_differing(source, books, key, rows, people))
    odd.update(source.refused)
    if "resident_id" in source.keys:
        odd |= _repeated(source.cells("resident_id")) | _derivable(source, books, rows, people)
    return {row: person for row, person in zip(rows, people, strict=True) if row not in odd}


def _differing(source: SourceRows, books: Books, key: str, rows: Sequence[int], people: Sequence[int]) -> Iterable[int]:
    """The rows that say something else in a field than is on the books.

    Text and days are compared as they stand in the cells first: what is the same need not be understood.
    """
    held = tuple(map(books.column(key).__getitem__, people))
    if key in _AS_IT_STANDS or key in _DAYS:
        column = source.cells(key)
        different = _unequal(rows, _at(column, rows), held)
        if key in _AS_IT_STANDS or len(different) < _FEW * len(rows):
            return (row for row in different if column[row] != "")
    column = source.column(key)
    return (row for row in _unequal(rows, _at(column, rows), held) if column[row] not in _NOTHING_SAID)


def _unequal(rows: Sequence[int], given: tuple[Any, ...], held: tuple[Any, ...]) -> list[int]:
    """The rows with another value than is held; most columns of a list that comes again are the same at a glance."""
    return [] if given == held else list(compress(rows, map(ne, given, held)))


def _at(column: Sequence[Any], rows: Sequence[int]) -> tuple[Any, ...]:
    return tuple(column) if len(rows) == len(column) else tuple(map(column.__getitem__, rows))


def _derivable(source: SourceRows, books: Books, rows: Sequence[int], people: Sequence[int]) -> set[int]:
    """The rows with a resident ID whose people lack what it tells."""
    ids, births, sexes = source.cells("resident_id"), books.columns["birth_date"], books.columns["sex"]
    return {
        row
        for row, person in zip(rows, people, strict=True)
        if ids[row] != "" and (births[person] is None or sexes[person] is None)
    }


def _places_of(value: Any, column: Sequence[Any]) -> list[int]:
    """Where a value stands in a column."""
    return [place for place, found in enumerate(column) if found == value] if value in column else []


def _repeated(values: Sequence[Any]) -> set[int]:
    """The places of values that stand in a column more than once."""
    if len(set(values)) == len(values):
        return set()
    counts = Counter(values)
    return {place for place, value in enumerate(values) if counts[value] > 1 and value not in _NOTHING_SAID}
