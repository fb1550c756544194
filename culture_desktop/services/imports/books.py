"""The people on the books, held column by column: most rows of a list say what is there, and need no more."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import compress
from operator import ne
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
_NOTHING_SAID = (None, "")


class Books:
    """Everybody, in the order of their ids; a person is given as a Known once somebody asks for that."""

    def __init__(self, session: Session) -> None:
        names = (*Known._fields, "source_id")
        statement = select(*(_SELECTED.get(name) or getattr(Person, name) for name in names)).order_by(Person.id)
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
    rows = [row for row, person in enumerate(meant) if person is not None]
    people = [person for person in meant if person is not None]
    if not rows:
        return {}
    odd = _repeated(numbers) | _repeated(source.cells("resident_id"))
    odd.update(row for row, cell in enumerate(source.cells("name")) if cell == "")
    for key in source.keys:
        # Text is compared as it stands in the cells: it need not be understood where it is the same.
        column = source.cells(key) if key in _AS_IT_STANDS else source.column(key)
        given = column if len(rows) == len(numbers) else [column[row] for row in rows]
        held = list(map(books.column(key).__getitem__, people))
        odd.update(row for row in compress(rows, map(ne, given, held)) if column[row] not in _NOTHING_SAID)
    odd.update(source.refused)
    if "resident_id" in source.keys:
        odd |= _derivable(source, books, rows, people)
    return {row: person for row, person in zip(rows, people, strict=True) if row not in odd}


def _derivable(source: SourceRows, books: Books, rows: list[int], people: list[int]) -> set[int]:
    """The rows with a resident ID whose people lack what it tells."""
    ids, births, sexes = source.cells("resident_id"), books.columns["birth_date"], books.columns["sex"]
    return {
        row
        for row, person in zip(rows, people, strict=True)
        if ids[row] != "" and (births[person] is None or sexes[person] is None)
    }


def _repeated(values: Sequence[Any]) -> set[int]:
    """The places of values that stand in a column more than once."""
    counts = Counter(values)
    if len(counts) == len(values):
        return set()
    return {place for place, value in enumerate(values) if counts[value] > 1 and value not in _NOTHING_SAID}
