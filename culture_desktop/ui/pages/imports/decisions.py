"""What the user decides about the rows of a preview, and what would be written by that."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from culture_desktop.services.imports.preview import NEW_RECORD, ImportPreview, ImportRow, Verdict

WRITTEN = frozenset({Verdict.NEW, Verdict.CHANGED})


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
        """What would be written, the ambiguous rows counted as what they become by the choice."""
        counts = self._preview.counts
        left_out = Counter(row.verdict for row in self._preview.rows if row.row in self.excluded)
        becoming = Counter(map(self._verdict, self._chosen()))
        return Outcome(
            new=counts[Verdict.NEW] - left_out[Verdict.NEW] + becoming[Verdict.NEW],
            changed=counts[Verdict.CHANGED] - left_out[Verdict.CHANGED] + becoming[Verdict.CHANGED],
            unchanged=counts[Verdict.UNCHANGED] + becoming[Verdict.UNCHANGED],
            kept=counts[Verdict.KEPT] + becoming[Verdict.KEPT],
            undecided=counts[Verdict.AMBIGUOUS] - becoming.total(),
            left_out=left_out.total(),
            errors=counts[Verdict.ERROR],
        )

    def remaining(self) -> ImportPreview:
        """The preview without the rows that were decided: what is left of it to be given back."""
        rows = tuple(row for row in self._preview.rows if row.row not in self.choices)
        return replace(self._preview, rows=rows) if self.choices else self._preview

    def _chosen(self) -> list[ImportRow]:
        return [row for row in self._preview.rows if row.row in self.choices] if self.choices else []

    def _verdict(self, row: ImportRow) -> Verdict:
        choice = self.choices[row.row]
        offered = {candidate.person_id: candidate.verdict for candidate in row.candidates}
        return Verdict.NEW if choice == NEW_RECORD else offered[choice]


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
