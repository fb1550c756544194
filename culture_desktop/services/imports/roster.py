"""Comparing the rows of a roster with the people on the books: what each row would do, and why not.

A row that says what is on the books anyway is told from the others column by column and looked at no further. Whom any
other row means, ``matching`` says. A masked phone or resident ID says nothing new: of a certain match it is compared
with the mask of what is stored, in any other row it is refused.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from itertools import repeat
from typing import Any

from culture_desktop.rules.masking import is_masked
from culture_desktop.services.imports.books import Books, agreeing
from culture_desktop.services.imports.comparing import Comparing, differs, in_order, stays_a_while
from culture_desktop.services.imports.findings import NO_FINDINGS, TELLING, Findings, from_leaving, from_resident_id
from culture_desktop.services.imports.known import Known
from culture_desktop.services.imports.matching import Matching
from culture_desktop.services.imports.modes import let_through, refusal_of_new, words_for_kept
from culture_desktop.services.imports.preview import Candidate, ImportRow, Verdict
from culture_desktop.services.imports.repeats import Repeats
from culture_desktop.services.imports.source import SourceRow, SourceRows
from culture_desktop.services.imports.unit_questions import UnitQuestion
from culture_desktop.services.imports.units import UnitResolver
from culture_desktop.services.people.contacts import MASKS
from culture_desktop.spreadsheets.values import text
from culture_desktop.vocabulary import ImportMode

_NOTHING: Mapping[str, Any] = {}


class Roster:
    """Judges the rows of one file, in its order."""

    def __init__(
        self,
        source: SourceRows,
        books: Books,
        units: UnitResolver,
        titles: Mapping[str, str],
        mode: ImportMode,
        effective: date,
    ) -> None:
        self._source, self._books, self._units = source, books, units
        self._mode, self._effective, self._takes_new = mode, effective, not refusal_of_new(mode)
        self._repeats = Repeats(source)
        self._matching = Matching(books, self._repeats)
        self._comparing = Comparing(titles, units, books, mode)
        self._row_of_unnumbered: dict[int, int] = {}

    def rows(self) -> list[ImportRow]:
        """What each row of the file would do.

        Rows without number are judged first, each on the books as the one before it leaves them. People whose number
        stands in the file are matched by that alone. So what a row means does not depend on whether the rest of the
        file was imported before.
        """
        settled = agreeing(self._source, self._books)
        numbers = self._source.column("number")
        judged: dict[int, ImportRow] = {
            index: self._judged(self._source.at(index)) for index, number in enumerate(numbers) if number is None
        }
        known = settled | judged
        judged |= {index: self._judged(row) for index, row in self._source.without(known)}
        unchanged = iter(self._unchanged(settled))
        return [judged[index] if index in judged else next(unchanged) for index in range(len(numbers))]

    def questions(self) -> tuple[UnitQuestion, ...]:
        """What was asked about units, each with the rows it stands in, in the order of the file."""
        asked = self._units.questions
        if not asked:
            return ()
        standing: dict[str, list[int]] = {}
        for row, cell in zip(self._source.numbers, self._source.cells("unit"), strict=True):
            if cell != "" and (written := text(cell)) in asked:
                standing.setdefault(written, []).append(row)
        return tuple(asked[written].standing_in(tuple(rows)) for written, rows in standing.items())

    def _unchanged(self, settled: Mapping[int, int]) -> list[ImportRow]:
        """The rows that say nothing new, made all at once."""
        numbers, names, places = self._source.column("number"), self._source.cells("name"), self._source.numbers
        return list(
            map(
                ImportRow,
                map(places.__getitem__, settled),
                repeat(Verdict.UNCHANGED),
                map(numbers.__getitem__, settled),
                map(names.__getitem__, settled),
                repeat(_NOTHING),
                map(self._books.columns["id"].__getitem__, settled.values()),
            )
        )

    def _judged(self, row: SourceRow) -> ImportRow:
        if self._is_newcomer(row):
            return ImportRow(row.number, Verdict.NEW, row.values["number"], row.values["name"], row.values)
        if "name" not in row.values:
            row.refuse("name", "姓名为空")
        masked = _without_masked(row)
        known, candidates = self._matching.people(row)
        self._check_repeats(row, known)
        _check_masked(row, known, masked)
        said = dict(row.values) if candidates else row.values
        findings = self._found(row, known)
        if known is not None:
            return self._of_known(row, known, findings)
        if candidates:
            return self._undecided(row, candidates, said, findings)
        return self._of_new(row, findings)

    def _is_newcomer(self, row: SourceRow) -> bool:
        """Whether a row plainly speaks of somebody new, like most of a first list; no such row needs a closer look."""
        values = row.values
        number = values.get("number")
        return (
            number is not None
            and "name" in values
            and not row.problems
            and self._takes_new
            and TELLING.isdisjoint(values)
            and self._repeats.row_of_number[number] == row.number
            and number not in self._books.by_number
            and not is_masked(values.get("phone", ""))
            and not self._matching.has_namesake(values)
            and in_order(None, values)
        )

    def _found(self, row: SourceRow, known: Known | None, *, by_identity: bool = True) -> Findings:
        """Put what follows from a row among its values."""
        if TELLING.isdisjoint(row.values):
            return NO_FINDINGS
        findings = Findings()
        if by_identity:
            from_resident_id(row, known, findings)
        if self._mode is not ImportMode.FILL:
            from_leaving(row, known, findings, self._effective)
        return findings

    def _of_known(self, row: SourceRow, known: Known, findings: Findings) -> ImportRow:
        _check_dates(row, known)
        if row.problems:
            return _refused(row)
        values, notes = row.values, findings.sentences(new=False)
        changes = self._comparing.changes(known, let_through(self._mode, known, values), findings.derived)
        if changes:
            if "number" not in values:
                self._matching.note_change(known, values)
            return _import_row(row, Verdict.CHANGED, target=known.id, changes=changes, notes=notes)
        if any(differs(value, known.held(key)) for key, value in values.items()):
            return _import_row(row, Verdict.KEPT, target=known.id, notes=(words_for_kept(self._mode), *notes))
        return _import_row(row, Verdict.UNCHANGED, target=known.id, notes=notes)

    def _of_new(self, row: SourceRow, findings: Findings) -> ImportRow:
        if not row.problems and (reason := refusal_of_new(self._mode)):
            return _import_row(row, Verdict.KEPT, notes=(reason,))
        if "number" not in row.values:
            row.refuse("number", "工号为空")
        _check_dates(row, None)
        return _refused(row) if row.problems else _import_row(row, Verdict.NEW, notes=findings.sentences(new=True))

    def _undecided(
        self, row: SourceRow, matches: Collection[Known], said: dict[str, Any], findings: Findings
    ) -> ImportRow:
        """A row with several meanings; ``said`` are its values without what would follow if it were somebody new."""
        if row.problems:
            return _refused(row)
        values = row.values
        candidates = tuple(self._candidate(row, person, said) for person in matches if in_order(person, said))
        number, identity = values.get("number"), values.get("resident_id")
        taken = number is None or (self._books.numbered(number) or self._books.identified(identity)) is not None
        may_be_new = not taken and in_order(None, values) and not refusal_of_new(self._mode)
        if not candidates and not may_be_new:
            row.refuse("hire_date", "入职日期不晚于出生日期")
            return _refused(row)
        notes = findings.sentences(new=False)
        return _import_row(row, Verdict.AMBIGUOUS, candidates=candidates, may_be_new=may_be_new, notes=notes)

    def _candidate(self, row: SourceRow, person: Known, said: dict[str, Any]) -> Candidate:
        trial = replace(row, values=dict(said), problems=[])
        theirs = "resident_id" not in self._comparing.of_others(person, said)
        findings = self._found(trial, person, by_identity=theirs)
        return self._comparing.candidate(person, said, trial.values, findings.derived)

    def _check_repeats(self, row: SourceRow, known: Known | None) -> None:
        """A person stands in a file once, and a resident ID belongs to one person."""
        number, identity = row.values.get("number"), row.values.get("resident_id")
        if number is None:
            self._check_unnumbered(row, known)
        elif (first := self._repeats.row_of_number[number]) != row.number:
            row.refuse("number", f"工号与{self._source.place(first)}重复")
        if identity is None:
            return
        rows = self._repeats.row_of_resident_id
        if rows[identity] != row.number:
            row.refuse("resident_id", f"身份证号与{self._source.place(rows[identity])}重复")
        elif known is not None and identity != known.resident_id and known.resident_id in rows:
            row.refuse("resident_id", f"库里的身份证号在{self._source.place(rows[known.resident_id])}属于别人")

    def _check_unnumbered(self, row: SourceRow, known: Known | None) -> None:
        """A row without number may not speak of somebody whom another row speaks of."""
        other = self._repeats.numbered_row_like(row.number)
        if known is not None:
            first = self._row_of_unnumbered.setdefault(known.id, row.number)
            other = other or self._repeats.row_of_number.get(known.number) or (first if first != row.number else None)
        if other is not None:
            row.refuse("number", f"工号为空，与{self._source.place(other)}像是同一人")


def _without_masked(row: SourceRow) -> dict[str, str]:
    """The masked numbers of a row, taken out of what it gives."""
    return {key: row.values.pop(key) for key in MASKS if key in row.values and is_masked(row.values[key])}


def _check_masked(row: SourceRow, known: Known | None, masked: Mapping[str, str]) -> None:
    for key, value in masked.items():
        held = None if known is None else known.held(key)
        if held is None:
            row.refuse(key, "号码隐去了几位，无从还原，请填完整或留空")
        elif MASKS[key](held) != value:
            row.refuse(key, "号码隐去了几位，又与库里的不符，请填完整或留空")


def _check_dates(row: SourceRow, known: Known | None) -> None:
    if not in_order(known, row.values):
        by = "hire_date" if known is None or "hire_date" in row.values else "birth_date"
        row.refuse(by, "入职日期不晚于出生日期")
    if not stays_a_while(known, row.values):
        row.refuse("left_on", "离职日期早于入职日期")


def _refused(row: SourceRow) -> ImportRow:
    return _import_row(row, Verdict.ERROR, problems=tuple(row.problems))


def _import_row(row: SourceRow, verdict: Verdict, **fields: Any) -> ImportRow:
    values = row.values
    return ImportRow(row.number, verdict, values.get("number", ""), values.get("name", ""), values, **fields)
