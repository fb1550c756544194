"""What the user decides about the rows of a preview, and what would be written by that."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from culture_desktop.services.imports.preview import ImportPreview, ImportRow, Verdict

WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})


@dataclass(frozen=True)
class Outcome:
    """How many rows would be written, and why."""

    new: int
    changed: int
    decided: int

    @property
    def total(self) -> int:
        """All rows that would be written."""
        return self.new + self.changed + self.decided


class Decisions:
    """Rows left out though they could be written, and records chosen for ambiguous rows."""

    def __init__(self, preview: ImportPreview) -> None:
        self._preview = preview
        self.excluded: set[int] = set()
        self.choices: dict[int, int] = {}

    def is_written(self, row: ImportRow) -> bool:
        """Whether the row would be written as things stand."""
        if row.verdict is Verdict.AMBIGUOUS:
            return row.row in self.choices
        return row.verdict in WRITTEN and row.row not in self.excluded

    def is_optional(self, row: ImportRow) -> bool:
        """Whether the user may say that the row is written or not by ticking it."""
        return row.verdict in WRITTEN or row.row in self.choices

    def keep(self, rows: Collection[ImportRow], ticked: Collection[object]) -> None:
        """Of these rows write exactly the ticked ones; an undecided row can't be ticked into one."""
        for row in rows:
            if row.verdict in WRITTEN:
                (self.excluded.discard if row.row in ticked else self.excluded.add)(row.row)
            elif row.row not in ticked:
                self.choices.pop(row.row, None)

    def choose(self, row: int, record: int | None) -> None:
        """Let an ambiguous row mean this record; None leaves it undecided."""
        if record is None:
            self.choices.pop(row, None)
        else:
            self.choices[row] = record

    def outcome(self) -> Outcome:
        """What would be written."""
        counts = self._preview.counts
        left_out = Counter(row.verdict for row in self._preview.rows if row.row in self.excluded)
        return Outcome(
            new=counts[Verdict.NEW] - left_out[Verdict.NEW],
            changed=counts[Verdict.CHANGED] - left_out[Verdict.CHANGED],
            decided=len(self.choices),
        )


def sentence(outcome: Outcome, preview: ImportPreview, unit: str) -> str:
    """The foot's words: what will be written and what stays, so that every row is accounted for."""
    if not outcome.total:
        return "没有要写入的行。" + _rest(outcome, preview)
    parts = [
        f"{word} {number:,}"
        for word, number in (("新增", outcome.new), ("变更", outcome.changed), ("待定已选定", outcome.decided))
        if number
    ]
    return f"将写入 {outcome.total:,} {unit}：{'，'.join(parts)}。" + _rest(outcome, preview)


def _rest(outcome: Outcome, preview: ImportPreview) -> str:
    counts = preview.counts
    left_out = preview.writable - outcome.new - outcome.changed
    undecided = counts[Verdict.AMBIGUOUS] - outcome.decided
    parts = [
        f"{word} {number:,} 行"
        for word, number in (
            ("未变", counts[Verdict.UNCHANGED]),
            ("未勾选", left_out),
            ("待定", undecided),
            ("错误", counts[Verdict.ERROR]),
        )
        if number
    ]
    return f"{'、'.join(parts)}不写入。" if parts else ""
