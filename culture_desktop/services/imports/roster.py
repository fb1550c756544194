"""Comparing the rows of a roster with the people on the books: what each row would do, and why not.

Matching goes by staff number. A row without one is matched by resident ID, then by name with phone, then by name
with unit. For the user to decide is: more than one match, a known person under a new number, and a number or name
that seems to have passed to somebody else.

A masked phone or resident ID says nothing new: of a certain match it is compared with the mask of what is stored,
in any other row it is refused.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Person
from culture_desktop.progress import Progress
from culture_desktop.rules.masking import is_masked
from culture_desktop.services.imports.known import PARSERS, Known, Namesakes
from culture_desktop.services.imports.preview import Candidate, FieldChange, ImportRow, Verdict
from culture_desktop.services.imports.repeats import Repeats
from culture_desktop.services.imports.source import SourceRow, SourceRows
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.services.imports.words import shown
from culture_desktop.services.people.contacts import MASKS
from culture_desktop.spreadsheets.table import Table


class Roster:
    """Judges the rows of one file, in its order."""

    def __init__(self, session: Session, table: Table, titles: Mapping[str, str], progress: Progress) -> None:
        self.units = UnitResolver(session, table.cells("unit"))
        self._source = SourceRows(table, {**PARSERS, "unit": self.units.parse}, titles, progress)
        self._titles = titles
        columns = [Person.unit_id if field == "unit" else getattr(Person, field) for field in Known._fields]
        self._people = [Known._make(row) for row in session.execute(select(*columns))]
        self._by_number = {person.number: person for person in self._people}
        self._repeats = Repeats(self._source)
        self._row_of_unnumbered: dict[int, int] = {}

    def rows(self) -> Iterator[ImportRow]:
        """What each row of the file would do.

        Rows without number are judged first, each on the books as the one before it leaves them. People whose number
        stands in the file are matched by that alone. So what a row means does not depend on whether the rest of the
        file was imported before.
        """
        unnumbered = {row.number: self._judged(row) for row in self._source.without("number")}
        for row in self._source:
            yield unnumbered.get(row.number) or self._judged(row)

    def _judged(self, row: SourceRow) -> ImportRow:
        if "name" not in row.values:
            row.refuse("name", "姓名为空")
        masked = _without_masked(row)
        matches = self._matches(row.values)
        known = matches[0] if len(matches) == 1 and self._is_certain(matches[0], row) else None
        self._check_repeats(row, known)
        _check_masked(row, known, masked)
        if known is not None:
            self._check_dates(row, known)
        elif not matches:
            self._check_new(row)
        if row.problems:
            return _import_row(row, Verdict.ERROR, problems=tuple(row.problems))
        if known is not None:
            changes = self._changes(known, row.values)
            if changes and "number" not in row.values:
                self._others.replace(known, known._replace(**row.values))
            verdict = Verdict.CHANGED if changes else Verdict.UNCHANGED
            return _import_row(row, verdict, target=known.id, changes=changes)
        return self._undecided(row, matches) if matches else _import_row(row, Verdict.NEW)

    def _undecided(self, row: SourceRow, matches: Iterable[Known]) -> ImportRow:
        candidates = tuple(self._candidate(person, row.values) for person in matches if _in_order(person, row.values))
        number, identity = row.values.get("number"), row.values.get("resident_id")
        taken = number is None or number in self._by_number or identity in self._by_resident_id
        may_be_new = not taken and _in_order(None, row.values)
        if not candidates and not may_be_new:
            row.refuse("hire_date", "入职日期不晚于出生日期")
            return _import_row(row, Verdict.ERROR, problems=tuple(row.problems))
        return _import_row(row, Verdict.AMBIGUOUS, candidates=candidates, may_be_new=may_be_new)

    def _matches(self, values: Mapping[str, Any]) -> list[Known]:
        """The people a row may mean."""
        number = values.get("number")
        if number is not None and (known := self._by_number.get(number)):
            return [known]
        identity = values.get("resident_id")
        if identity is not None and (known := self._by_resident_id.get(identity)):
            return [known]
        found = self._others.like(values, "phone")
        return found if found or number is not None else self._others.like(values, "unit")

    @cached_property
    def _by_resident_id(self) -> dict[str, Known]:
        return {person.resident_id: person for person in self._people if person.resident_id}

    @cached_property
    def _others(self) -> Namesakes:
        """The people whose number is not in the file."""
        return Namesakes(person for person in self._people if person.number not in self._repeats.row_of_number)

    def _is_certain(self, person: Known, row: SourceRow) -> bool:
        """Whether a row means its one match, going by what hardly ever changes."""
        values = row.values
        number = values.get("number")
        if number == person.number and values.get("name") == person.name:
            return True
        said = [key for key in ("resident_id", "birth_date", "phone") if key in values and getattr(person, key)]
        same = [key for key in said if values[key] == getattr(person, key)]
        if number == person.number:
            # A name is corrected now and then; when all else differs too, the number went to another person.
            return bool(same) or not said
        if number is not None:
            return False
        if "resident_id" in said:
            return "resident_id" in same
        return ("birth_date" in same or "birth_date" not in said) and not self._repeats.is_repeated(row.number)

    def _check_new(self, row: SourceRow) -> None:
        if "number" not in row.values:
            row.refuse("number", "工号为空")
        if not _in_order(None, row.values):
            row.refuse("hire_date", "入职日期不晚于出生日期")

    def _check_dates(self, row: SourceRow, known: Known) -> None:
        if not _in_order(known, row.values):
            row.refuse("hire_date" if "hire_date" in row.values else "birth_date", "入职日期不晚于出生日期")

    def _check_repeats(self, row: SourceRow, known: Known | None) -> None:
        """A person stands in a file once, and a resident ID belongs to one person."""
        number, identity = row.values.get("number"), row.values.get("resident_id")
        if number is None:
            self._check_unnumbered(row, known)
        elif (first := self._repeats.row_of_number[number]) != row.number:
            row.refuse("number", f"工号与第 {first} 行重复")
        if identity is None:
            return
        rows = self._repeats.row_of_resident_id
        if rows[identity] != row.number:
            row.refuse("resident_id", f"身份证号与第 {rows[identity]} 行重复")
        elif known is not None and identity != known.resident_id:
            if holder := self._by_resident_id.get(identity):
                row.refuse("resident_id", f"身份证号已属于工号 {holder.number}")
            elif known.resident_id in rows:
                row.refuse("resident_id", f"库里的身份证号在第 {rows[known.resident_id]} 行属于别人")

    def _check_unnumbered(self, row: SourceRow, known: Known | None) -> None:
        """A row without number may not speak of somebody whom another row speaks of."""
        other = self._repeats.numbered_row_like(row.number)
        if known is not None:
            first = self._row_of_unnumbered.setdefault(known.id, row.number)
            other = other or self._repeats.row_of_number.get(known.number) or (first if first != row.number else None)
        if other is not None:
            row.refuse("number", f"工号为空，与第 {other} 行像是同一人")

    def _changes(self, known: Known, values: Mapping[str, Any]) -> tuple[FieldChange, ...]:
        return tuple(
            FieldChange(key, self._titles[key], *self._shown(key, old, new))
            for key, new in values.items()
            if (old := getattr(known, key)) != new
        )

    def _shown(self, key: str, old: Any, new: Any) -> tuple[str, str]:
        if key == "unit":
            return self.units.full_name(old), self.units.full_name(new)
        if key not in MASKS:
            return shown(old), shown(new)
        before, after = (MASKS[key](shown(value)) for value in (old, new))
        return before, f"{after}（不同在隐去的几位）" if before == after else after

    def _candidate(self, person: Known, values: Mapping[str, Any]) -> Candidate:
        compared = [key for key in ("number", "name", "resident_id", "birth_date", "phone", "unit") if key in values]
        same = [self._titles[key] for key in compared if values[key] == getattr(person, key)]
        other = [self._titles[key] for key in compared if values[key] != getattr(person, key)]
        parts = (f"{'、'.join(same)}相符" if same else "", f"{'、'.join(other)}不同" if other else "")
        changes = self._changes(person, values)
        return Candidate(
            person.id,
            person.number,
            person.name,
            self.units.full_name(person.unit),
            "，".join(filter(None, parts)),
            Verdict.CHANGED if changes else Verdict.UNCHANGED,
            changes,
        )


def _without_masked(row: SourceRow) -> dict[str, str]:
    """The masked numbers of a row, taken out of what it gives."""
    return {key: row.values.pop(key) for key in MASKS if key in row.values and is_masked(row.values[key])}


def _check_masked(row: SourceRow, known: Known | None, masked: Mapping[str, str]) -> None:
    for key, value in masked.items():
        held = None if known is None else getattr(known, key)
        if held is None:
            row.refuse(key, "号码隐去了几位，无从还原，请填完整或留空")
        elif MASKS[key](held) != value:
            row.refuse(key, "号码隐去了几位，又与库里的不符，请填完整或留空")


def _in_order(known: Known | None, values: Mapping[str, Any]) -> bool:
    """Whether a person would be hired after being born."""
    born, hired = values.get("birth_date"), values.get("hire_date")
    if known is not None:
        born, hired = born or known.birth_date, hired or known.hire_date
    return born is None or hired is None or born < hired


def _import_row(row: SourceRow, verdict: Verdict, **fields: Any) -> ImportRow:
    values = row.values
    return ImportRow(row.number, verdict, values.get("number", ""), values.get("name", ""), values, **fields)
