"""The rows of a preview by what they are found by. Made on the worker, so that a filter of 100,000 rows is at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from culture_desktop.services.imports.preview import CellProblem, ImportPreview, ImportRow, Verdict

WRITTEN = (Verdict.NEW, Verdict.CHANGED)
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class RowFilter:
    """Which rows: of a verdict, with a change of the field of this title, with these words in name or number."""

    verdict: Verdict | None = None
    field: str = ""
    words: str = ""


@dataclass(frozen=True)
class Selection:
    """Rows with their numbers, and the numbers of those among them that are written unless they are left out."""

    rows: Sequence[ImportRow]
    numbers: Sequence[int]
    writable: frozenset[int]


class RowIndex:
    """Everything about the rows that takes a walk through all of them."""

    def __init__(self, preview: ImportPreview) -> None:
        self.preview = preview
        self.of: dict[Verdict, list[ImportRow]] = {verdict: [] for verdict in Verdict}
        self.problems: tuple[CellProblem, ...] = preview.problems
        self._by_field: dict[str, list[ImportRow]] = {}
        self._words: dict[int, str] = {}
        for row in preview.rows:
            self.of[row.verdict].append(row)
            self._words[row.row] = f"{row.name}\n{row.number.casefold()}"
            if row.verdict is Verdict.CHANGED:
                for title in {change.title: None for change in row.changes}:
                    self._by_field.setdefault(title, []).append(row)
        self._numbers = {verdict: [row.row for row in rows] for verdict, rows in self.of.items()}
        self._every_number = [row.row for row in preview.rows]
        self._keys = {verdict: frozenset(self._numbers[verdict]) for verdict in WRITTEN}
        self._writable = self._keys[Verdict.NEW] | self._keys[Verdict.CHANGED]

    @cached_property
    def undecided(self) -> dict[int, ImportRow]:
        """The ambiguous rows by number."""
        return {row.row: row for row in self.of[Verdict.AMBIGUOUS]}

    @cached_property
    def field_counts(self) -> dict[str, int]:
        """In how many changed rows each field changes, by its title, the most frequent first."""
        counts = {title: len(rows) for title, rows in self._by_field.items()}
        return dict(sorted(counts.items(), key=lambda known: -known[1]))

    def keys(self, verdict: Verdict) -> frozenset[int]:
        """The numbers of the new, or of the changed rows."""
        return self._keys[verdict]

    def find(self, wanted: RowFilter) -> Selection:
        """The rows that a filter leaves."""
        if not wanted.field and not wanted.words:
            if wanted.verdict is None:
                return Selection(self.preview.rows, self._every_number, self._writable)
            verdict = wanted.verdict
            return Selection(self.of[verdict], self._numbers[verdict], self._keys.get(verdict, _NONE))
        rows: Sequence[ImportRow]
        if wanted.field:
            rows = self._by_field.get(wanted.field, [])
        else:
            rows = self.preview.rows if wanted.verdict is None else self.of[wanted.verdict]
        if wanted.words:
            sought, words = wanted.words.casefold(), self._words
            rows = [row for row in rows if sought in words[row.row]]
        numbers = [row.row for row in rows]
        return Selection(rows, numbers, self._writable.intersection(numbers))
