"""Why nothing fits: a smallest set of requirements that cannot hold together, in words.

Works on classes of like candidates rather than people, by halving (QuickXplain): few small programmes even for
hundreds of requirements. Taking any one requirement out of the set makes it satisfiable.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from culture_desktop.rules.selection.layout import Column, Layout, in_small_terms
from culture_desktop.rules.selection.programme import Programme
from culture_desktop.rules.selection.requirements import Requirement, measure, percent
from culture_desktop.rules.selection.solver import Row


def conflict(layout: Layout, time_limit: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences of an irreducible set of conflicting requirements, in the order of the problem; what to relax."""
    search = _Search(layout, time_limit)
    numbers = sorted(search.smallest())
    alone = [(n, by) for n in numbers if (by := search.least([n])) is not None]
    if alone:
        relaxations = tuple(f"单独放宽即可：{_relaxed(layout, {n: by[n]})}" for n, by in alone)
    else:
        together = search.least(range(search.seats, len(layout.requirements)))
        relaxations = (f"须同时放宽：{_relaxed(layout, together)}",) if together else ()
    return tuple(layout.requirements[number].sentence for number in numbers), relaxations


def _relaxed(layout: Layout, by: Mapping[int, int]) -> str:
    """Requirements with what they would have to be instead."""
    return "；".join(_instead(layout, layout.requirements[n], people) for n, people in by.items())


def _instead(layout: Layout, one: Requirement, people: int) -> str:
    if one.candidate is not None:
        return f"{one.sentence}，取消这一条"
    word = measure(layout.problem.tiers[min(one.tiers)])
    if isinstance(one.bound, Fraction):
        return f"{one.sentence}，允许{'多' if one.upper else '少'} {people} {word}"
    bound = one.bound + people if one.upper else one.bound - people
    side = "至多" if one.upper else "至少"
    seats = sum(layout.problem.tiers[n].seats for n in one.tiers)
    share = f"（{percent(Fraction(bound, seats))}）" if one.group is not None else ""
    return f"{one.sentence}，改为{side} {bound} {word}{share}"


class _Search:
    def __init__(self, layout: Layout, time_limit: float) -> None:
        self._layout = layout
        self._time_limit = time_limit
        self.seats = len(layout.problem.tiers)
        self._count = len(layout.requirements)
        self._uppers, self._rows = _by_class(layout)

    def smallest(self) -> list[int]:
        """Numbers of an irreducible conflicting set; the tiers' seats themselves are never given up."""
        return self._reduce([], False, list(range(self.seats, self._count)))

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

    def least(self, numbers: Sequence[int]) -> dict[int, int] | None:
        """By how many people which of these requirements must give way, as few in all as possible; None if in vain."""
        rows, uppers = list(self._rows), list(self._uppers)
        slacks = {number: len(uppers) + place for place, number in enumerate(numbers)}
        people = sum(tier.seats for tier in self._layout.problem.tiers)
        for number, column in slacks.items():
            row, one = rows[number], self._layout.requirements[number]
            most = sum(self._layout.problem.tiers[n].seats for n in one.tiers)
            whole = isinstance(one.bound, int)
            step = 1 if whole else in_small_terms(Fraction(one.bound), most, one.upper).denominator
            more = {column: -step if one.upper else step}
            rows[number] = Row({**row.coefficients, **more}, row.lower, row.upper)
            uppers.append(max(people, one.bound) if isinstance(one.bound, int) else people)
        found = Programme(uppers, rows, self._time_limit).maximise(dict.fromkeys(slacks.values(), -1))
        return None if found is None else {n: found[column] for n, column in slacks.items() if found[column]}

    def _satisfiable(self, numbers: Sequence[int]) -> bool:
        held = (*range(self.seats), *numbers)
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
