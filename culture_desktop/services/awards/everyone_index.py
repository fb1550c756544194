"""Finding one's way among everyone who was checked: by verdict, by condition, by whom a search found."""

from collections.abc import Collection, Sequence

from culture_desktop.services.awards.everyone import EveryoneChecked
from culture_desktop.vocabulary import Word


class Holds(Word):
    """Whom a view lets through."""

    ALL = "all", "全部"
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"


class EveryoneIndex:
    """Positions in the rows of a check, put together once; takes a moment with many, so it is for a worker."""

    def __init__(self, checked: EveryoneChecked) -> None:
        self.checked = checked
        self.ids = [row.person_id for row in checked.rows]
        self.nominated = frozenset(row.person_id for row in checked.rows if row.nominated)
        every = range(len(self.ids))
        passed = [row.eligibility.passed for row in checked.rows]
        self._by_view: dict[Holds, Sequence[int]] = {
            Holds.ALL: every,
            Holds.PASSED: [at for at in every if passed[at]],
            Holds.FAILED: [at for at in every if not passed[at]],
        }
        self._by_rule: list[list[int]] = [[] for _rule in checked.rules]
        for at in self._by_view[Holds.FAILED]:
            for rule, finding in enumerate(checked.rows[at].eligibility.findings):
                if not finding.ok:
                    self._by_rule[rule].append(at)

    def count(self, holds: Holds) -> int:
        """How many a view has."""
        return len(self._by_view[holds])

    def positions(self, holds: Holds, rule: int | None, found: Collection[int] | None) -> Sequence[int]:
        """The rows of a view that do not meet a condition (by its place), of the people ``found``; None is no limit."""
        positions = self._by_view[holds]
        if rule is not None:
            # Whoever fails a condition is among those who failed.
            positions = [] if holds is Holds.PASSED else self._by_rule[rule]
        if found is None:
            return positions
        ids = self.ids
        return [at for at in positions if ids[at] in found]
