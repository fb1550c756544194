"""Whom a row of a roster means.

The keys in their order: staff number; resident ID; name with phone; name with unit. What hardly ever changes confirms
a match or casts doubt on it. Where keys point to different people, a known person comes under a new number, or a number
or name seems to have passed to somebody else, the user decides: nothing is guessed.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from culture_desktop.services.imports.books import Books
from culture_desktop.services.imports.known import Known, Namesakes
from culture_desktop.services.imports.repeats import Repeats
from culture_desktop.services.imports.source import SourceRow

_CONFIRMING = ("resident_id", "birth_date", "phone")


class Matching:
    """Finds the people that rows mean, each on the books as the rows before it leave them."""

    def __init__(self, books: Books, repeats: Repeats) -> None:
        self._books, self._repeats = books, repeats

    def people(self, row: SourceRow) -> tuple[Known | None, tuple[Known, ...]]:
        """The one person a row certainly means, or None and those it may mean, by the order of the keys."""
        values = row.values
        number, identity = values.get("number"), values.get("resident_id")
        by_number = None if number is None else self._books.numbered(number)
        by_identity = None if identity is None else self._books.identified(identity)
        if by_number is not None:
            if by_identity is not None and by_identity.id != by_number.id:
                return None, _each(by_number, by_identity)
            if self._is_certain(by_number, row):
                return by_number, ()
            return None, _each(by_number, *self._others.like(values, "phone"))
        if by_identity is not None:
            found = [by_identity]
            if by_identity.name != values.get("name"):
                found += self._others.like(values, "phone")
        else:
            found = self._others.like(values, "phone")
            if not found and number is None:
                found = self._others.like(values, "unit")
        if not found:
            return None, ()
        meant = _each(*found)
        return (meant[0], ()) if len(meant) == 1 and self._is_certain(meant[0], row) else (None, meant)

    def has_namesake(self, values: Mapping[str, Any]) -> bool:
        """Whether somebody whose number is not in the file has the name and the phone of a row."""
        return bool(self._others and self._others.like(values, "phone"))

    def note_change(self, person: Known, values: Mapping[str, Any]) -> None:
        """Know a person as a row without number leaves them."""
        self._others.replace(person, person.after(values))

    @cached_property
    def _others(self) -> Namesakes:
        """The people whose number is not in the file."""
        return Namesakes(self._books.but(self._repeats.row_of_number))

    def _is_certain(self, person: Known, row: SourceRow) -> bool:
        """Whether a row means its one match, going by what hardly ever changes."""
        values = row.values
        number = values.get("number")
        if number == person.number and values.get("name") == person.name:
            return True
        said = [key for key in _CONFIRMING if key in values and person.held(key)]
        same = [key for key in said if values[key] == person.held(key)]
        if number == person.number:
            # A name is corrected now and then; when all else differs too, the number went to another person.
            return bool(same) or not said
        if number is not None:
            return False
        if "resident_id" in said:
            return "resident_id" in same
        return ("birth_date" in same or "birth_date" not in said) and not self._repeats.is_repeated(row.number)


def _each(*people: Known) -> tuple[Known, ...]:
    return tuple({person.id: person for person in people}.values())
