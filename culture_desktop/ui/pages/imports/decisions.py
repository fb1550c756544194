"""What the user decides about the rows of a preview, and what would be written by that."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile

from culture_desktop.services.imports.preview import NEW_RECORD, SHEET_STRIDE, ImportPreview, ImportRow, Verdict
from culture_desktop.ui.pages.imports.row_index import RowIndex, Selection


@dataclass(frozen=True)
class Outcome:
    """How many rows would be written, and why."""

    new: int
    changed: int
    unchanged: int
    kept: int
    undecided: int
    left_out: int
    errors: int

    @property
    def total(self) -> int:
        """All rows that would be written."""
        return self.new + self.changed


class Decisions:
    """Rows left out though they could be written, and records chosen for ambiguous rows.

    What was decided ``before``, about the same file taken otherwise, holds as far as it still fits.
    """

    def __init__(self, index: RowIndex, before: "Decisions | None" = None) -> None:
        self._index = index
        self.excluded: set[int] = set()
        self.choices: dict[int, int] = {}
        if before is not None:
            self._take_over(before)

    def usable(self, shown: Selection) -> frozenset[int]:
        """Of these rows those of which the user may say by ticking that they are written or not."""
        if not self.choices:
            return shown.writable
        chosen = (row.row for row in shown.rows if row.verdict is Verdict.AMBIGUOUS and row.row in self.choices)
        return shown.writable.union(chosen)

    def keep(self, usable: frozenset[int], ticked: frozenset[int]) -> None:
        """Of the usable rows write exactly the ticked ones; an ambiguous row that is not loses its choice."""
        left = usable - ticked
        dropped = [row for row in self.choices if row in left]
        for row in dropped:
            del self.choices[row]
        self.excluded -= ticked
        self.excluded |= left.difference(dropped)

    def choose(self, row: int, record: int | None) -> None:
        """Let an ambiguous row mean this record; None leaves it undecided."""
        if record is None:
            self.choices.pop(row, None)
        else:
            self.choices[row] = record

    def outcome(self) -> Outcome:
        """What would be written, the ambiguous rows counted as what they become by the choice."""
        counts = self._index.preview.counts
        left_out = {
            verdict: len(self.excluded & self._index.keys(verdict)) for verdict in (Verdict.NEW, Verdict.CHANGED)
        }
        becoming = Counter(map(self._verdict, self.choices))
        return Outcome(
            new=counts[Verdict.NEW] - left_out[Verdict.NEW] + becoming[Verdict.NEW],
            changed=counts[Verdict.CHANGED] - left_out[Verdict.CHANGED] + becoming[Verdict.CHANGED],
            unchanged=counts[Verdict.UNCHANGED] + becoming[Verdict.UNCHANGED],
            kept=counts[Verdict.KEPT] + becoming[Verdict.KEPT],
            undecided=counts[Verdict.AMBIGUOUS] - len(self.choices),
            left_out=sum(left_out.values()),
            errors=counts[Verdict.ERROR],
        )

    def remaining(self) -> ImportPreview:
        """The preview without the rows that were decided: what is left of it to be given back."""
        preview = self._index.preview
        rows = tuple(row for row in preview.rows if row.row not in self.choices)
        return replace(preview, rows=rows) if self.choices else preview

    def _verdict(self, row: int) -> Verdict:
        choice = self.choices[row]
        offered = {candidate.person_id: candidate.verdict for candidate in self._index.undecided[row].candidates}
        return Verdict.NEW if choice == NEW_RECORD else offered[choice]

    def _take_over(self, before: "Decisions") -> None:
        same = SHEET_STRIDE * _same_tables(before._index.preview, self._index.preview)
        held = (row for row in before.excluded if row < same)
        writable = self._index.keys(Verdict.NEW) | self._index.keys(Verdict.CHANGED)
        self.excluded = set(writable.intersection(held))
        for number, record in before.choices.items():
            row = self._index.undecided.get(number)
            if row is not None and number < same and _offers(row, record):
                self.choices[number] = record


def _same_tables(one: ImportPreview, other: ImportPreview) -> int:
    """How many tables, counted from the first, are of the same sheets."""
    pairs = zip(_sheets(one), _sheets(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _sheets(preview: ImportPreview) -> list[tuple[str, str]]:
    return [(table.sheet.file, table.sheet.name) for table in preview.tables]


def _offers(row: ImportRow, record: int) -> bool:
    if record == NEW_RECORD:
        return row.may_be_new
    return any(candidate.person_id == record for candidate in row.candidates)


def sentence(outcome: Outcome, unit: str) -> str:
    """The foot's words: what will be written and what stays, so that every row is accounted for."""
    rest = _joined(
        "、",
        ("未变", outcome.unchanged),
        ("不动", outcome.kept),
        ("未勾选", outcome.left_out),
        ("待定", outcome.undecided),
        ("错误", outcome.errors),
    )
    stays = f"{rest} 行不写入。" if rest else ""
    if not outcome.total:
        return f"没有要写入的行。{stays}"
    written = _joined("，", ("新增", outcome.new), ("变更", outcome.changed))
    return f"将写入 {outcome.total:,} {unit}：{written}。{stays}"


def _joined(between: str, *counted: tuple[str, int]) -> str:
    return between.join(f"{word} {number:,}" for word, number in counted if number)
