"""Why nothing fits: a smallest set of requirements that cannot hold together, in words.

Works on classes of like candidates rather than people, by halving (QuickXplain): few small programmes even for
hundreds of requirements. Taking any one requirement out of the set makes it satisfiable.
"""

from collections.abc import Sequence

from culture_desktop.rules.selection.layout import Column, Layout
from culture_desktop.rules.selection.programme import Programme
from culture_desktop.rules.selection.solver import Row


def conflict(layout: Layout, time_limit: float) -> tuple[str, ...]:
    """The sentences of an irreducible set of conflicting requirements, in the order of the problem."""
    return tuple(layout.requirements[number].sentence for number in sorted(_Search(layout, time_limit).smallest()))


class _Search:
    def __init__(self, layout: Layout, time_limit: float) -> None:
        self._time_limit = time_limit
        self._seats = len(layout.problem.tiers)
        self._count = len(layout.requirements)
        self._uppers, self._rows = _by_class(layout)

    def smallest(self) -> list[int]:
        """Numbers of an irreducible conflicting set; the tiers' seats themselves are never given up."""
        return self._reduce([], False, list(range(self._seats, self._count)))

    def _reduce(self, kept: list[int], grown: bool, open_numbers: list[int]) -> list[int]:
        if grown and not self._satisfiable(kept):
            return []
        if len(open_numbers) <= 1:
            return open_numbers
        half = len(open_numbers) // 2
        first, second = open_numbers[:half], open_numbers[half:]
        of_second = self._reduce(kept + first, True, second)
        of_first = self._reduce(kept + of_second, bool(of_second), first)
        return of_first + of_second

    def _satisfiable(self, numbers: Sequence[int]) -> bool:
        held = (*range(self._seats), *numbers)
        rows = [self._rows[n] for n in held] + self._rows[self._count :]
        return Programme(self._uppers, rows, self._time_limit).maximise({}) is not None


def _by_class(layout: Layout) -> tuple[list[int], list[Row]]:
    """Columns for (class, tier) bounded by the size of the class, and the rows over them."""
    classes: dict[tuple[object, ...], list[int]] = {}
    for number in range(len(layout.candidates)):
        tiers = tuple(t for t in range(len(layout.problem.tiers)) if (number, t) in layout.scores)
        if tiers:
            classes.setdefault((layout.memberships[number], tiers), []).append(number)
    columns: list[Column] = []
    uppers: list[int] = []
    sizes: list[int] = []
    for members in classes.values():
        head = members[0]
        for tier in range(len(layout.problem.tiers)):
            if (head, tier) in layout.scores:
                columns.append(Column(head, tier, layout.scores[head, tier]))
                uppers.append(len(members))
                sizes.append(len(members))
    count = len(layout.requirements)
    rows = layout.rows(columns)
    one_tier = [Row(row.coefficients, upper=sizes[min(row.coefficients)]) for row in rows[count:]]
    return uppers, rows[:count] + one_tier
