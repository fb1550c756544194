"""An integer programme solved by HiGHS and proven in integers.

Every number that goes in is an integer and every solution that comes out is rounded and checked against every row in
exact arithmetic; a solution that fails is an error, never a result.

Tens of thousands of columns are first solved as if people could be divided. The duals of that relaxation, taken as
integers, say exactly what changing each column would cost at the least; the few columns that are not decided by it
(the core) are solved in whole numbers, and the proof that the others are where they have to be is exact.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from culture_desktop.errors import SelectionUnfinishedError
from culture_desktop.rules.selection.solver import Row, Solver

SCALE = 1 << 20
"""Dual values are taken to this denominator to bound the objective exactly."""

_CORE = 1_500  # columns that are solved in whole numbers at once without further ado
_WHOLE = 1e-6  # a value as near as this to a whole number is one


@dataclass(frozen=True, slots=True)
class _Relaxation:
    """No solution is worth more than ``bound``, less ``abs(reduced[n])`` if column n is off the side of its sign.

    Both to the denominator SCALE. ``values`` are the relaxed ones, rounded where ``split``.
    ``duals`` are the multipliers of the rows, in the order of their coming, that prove it.
    """

    bound: int
    reduced: list[int]
    values: list[int]
    split: list[bool]
    duals: list[int]


class Programme:
    """Integer columns from 0 to given bounds under rows; rows are added and columns fixed as the work goes on."""

    def __init__(self, uppers: Sequence[int], rows: Sequence[Row], time_limit: float) -> None:
        self.uppers = list(uppers)
        self.lowers = [0] * len(uppers)
        none = {n: 0 for n, upper in enumerate(uppers) if not upper}
        self.rows = [row.without(none) for row in rows]  # over the columns that are still free
        self._first = list(rows)  # as the solver has them
        self._deadline = time.monotonic() + time_limit
        self._solver = Solver(self.lowers, self.uppers, rows, self._deadline)
        self._last: tuple[Mapping[int, int], _Relaxation] | None = None

    def add(self, row: Row) -> None:
        """One more row for everything that follows."""
        fixed = {column: self.lowers[column] for column in row.coefficients if not self._is_free(column)}
        self.rows.append(row.without(fixed))
        self._first.append(self.rows[-1])
        self._solver.add(self.rows[-1])

    def fix(self, values: Mapping[int, int]) -> None:
        """The columns keep these values from now on."""
        if not values:
            return
        for column, value in values.items():
            self.lowers[column] = self.uppers[column] = value
        self.rows = [row.without(values) for row in self.rows]
        self._solver.fix(values)

    def settle(self, values: Mapping[int, int]) -> None:
        """The same for these columns and for all that rows then leave no other value."""
        while values:
            self.fix(values)
            values = self._forced()

    def _forced(self) -> dict[int, int]:
        """Columns that have to be at one of their bounds, because a row is only just kept that way."""
        found: dict[int, int] = {}
        for row in self.rows:
            least = most = 0
            for column, coefficient in row.coefficients.items():
                low, high = coefficient * self.lowers[column], coefficient * self.uppers[column]
                least += min(low, high)
                most += max(low, high)
            if row.upper == least or row.lower == most:
                down = row.upper == least
                for column, coefficient in row.coefficients.items():
                    if coefficient:
                        found[column] = self.lowers[column] if (coefficient > 0) is down else self.uppers[column]
        return found

    @property
    def free(self) -> list[int]:
        """Columns not fixed yet."""
        return [n for n, (low, high) in enumerate(zip(self.lowers, self.uppers, strict=True)) if low < high]

    def maximise(self, costs: Mapping[int, int]) -> list[int] | None:
        """A solution with the greatest total cost; None when there is none at all."""
        free = self.free
        if len(free) <= _CORE:
            return self._solved(costs, free, self.lowers)
        divisor = _divisor(costs)
        relaxation = self._relax(costs, divisor)
        if relaxation is None:
            return None
        order = sorted(free, key=lambda n: (not relaxation.split[n], abs(relaxation.reduced[n])))
        core = order[:_CORE]
        while len(core) < len(free):
            best = self._solved(costs, core, relaxation.values)
            if best is None:
                core = order[: 4 * len(core)]
                continue
            slack = relaxation.bound - _worth(costs, best) // divisor * SCALE
            if slack < SCALE:  # nothing is better by a whole unit
                return best
            inside = set(core)
            missing = [n for n in free if n not in inside and not self._settled(relaxation, n, slack)]
            if not missing:
                return best
            core = [*core, *missing]
        return self._solved(costs, free, self.lowers)

    def _settled(self, relaxation: _Relaxation, column: int, slack: int) -> bool:
        """Whether the column keeps its value in every solution that is less than ``slack`` below the bound."""
        reduced = relaxation.reduced[column]
        return abs(reduced) > slack and relaxation.values[column] == self._side(column, reduced)

    def pinned(self, costs: Mapping[int, int], best: int) -> dict[int, int]:
        """Columns that have one value only in every solution worth ``best``, with that value; proven in integers."""
        divisor = _divisor(costs)
        relaxation = self._relaxed(costs, divisor)
        slack = relaxation.bound - best // divisor * SCALE
        reduced = relaxation.reduced
        return {n: self._side(n, reduced[n]) for n in self.free if abs(reduced[n]) > slack}

    def proven(self, costs: Mapping[int, int], values: Sequence[int]) -> bool:
        """Whether the relaxation alone proves, in integers, that nothing is worth more than this solution."""
        divisor = _divisor(costs)
        return self._relaxed(costs, divisor).bound - _worth(costs, values) // divisor * SCALE < SCALE

    def multipliers(self, costs: Mapping[int, int]) -> list[int]:
        """For each row, in the order of their coming, its multiplier over SCALE in the bound on these costs."""
        divisor = _divisor(costs)
        duals = self._relaxed(costs, divisor).duals
        return [
            divisor * dual if (row.upper if dual > 0 else row.lower) is not None else 0
            for row, dual in zip(self._first, duals, strict=False)
        ]

    def _relaxed(self, costs: Mapping[int, int], divisor: int) -> _Relaxation:
        """The relaxation for these costs, from before if it is the last one."""
        known = self._last[1] if self._last is not None and self._last[0] == costs else self._relax(costs, divisor)
        if known is None:
            raise SelectionUnfinishedError(reason="松弛问题无解，与整数解矛盾")
        return known

    def _relax(self, costs: Mapping[int, int], divisor: int) -> _Relaxation | None:
        """Bounds from the duals, whatever their rounding.

        For any multipliers y the objective is at most y·b plus the positive parts of the reduced costs.
        """
        found = self._solver.relax({column: cost // divisor for column, cost in costs.items()})
        if found is None:
            return None
        values, row_duals = found
        reduced = [0] * len(self.uppers)
        for column, cost in costs.items():
            reduced[column] = cost // divisor * SCALE
        bound = 0
        duals = [round(value * SCALE) for value in row_duals]
        for row, dual in zip(self._first, duals, strict=True):
            side = row.upper if dual > 0 else row.lower
            if dual and side is not None:
                bound += dual * side
                for column, coefficient in row.coefficients.items():
                    reduced[column] -= dual * coefficient
        for column, value in enumerate(reduced):
            bound += value * (self.uppers[column] if value > 0 else self.lowers[column])
        whole = [
            min(max(round(near), low), high) for near, low, high in zip(values, self.lowers, self.uppers, strict=True)
        ]
        split = [abs(near - its) > _WHOLE for near, its in zip(values, whole, strict=True)]
        relaxation = _Relaxation(bound, reduced, whole, split, duals)
        self._last = (dict(costs), relaxation)
        return relaxation

    def _solved(self, costs: Mapping[int, int], core: Sequence[int], others: Sequence[int]) -> list[int] | None:
        """The best solution in which only the core differs from the values of ``others``."""
        inside = set(core)
        held = {n: others[n] for n in self.free if n not in inside}
        place = {column: n for n, column in enumerate(core)}
        rows = []
        for whole in self.rows:
            row = whole.without(held) if held else whole
            if row.coefficients:
                rows.append(Row({place[column]: c for column, c in row.coefficients.items()}, row.lower, row.upper))
            elif not row.holds(()):
                return None
        exact = list(self.lowers)
        for column, value in held.items():
            exact[column] = value
        if core:
            lowers, uppers = [self.lowers[n] for n in core], [self.uppers[n] for n in core]
            divisor = _divisor(costs)
            its = {place[column]: cost // divisor for column, cost in costs.items() if column in inside}
            values = Solver(lowers, uppers, rows, self._deadline).maximise(its)
            if values is None:
                return None
            for column, near in zip(core, values, strict=True):
                exact[column] = round(near)
        self._check(exact)
        return exact

    def _check(self, exact: Sequence[int]) -> None:
        within = all(low <= value <= high for low, value, high in zip(self.lowers, exact, self.uppers, strict=True))
        if not within or not all(row.holds(exact) for row in self.rows):
            raise SelectionUnfinishedError(reason="求解器给出的名单经整数复核不成立")

    def _is_free(self, column: int) -> bool:
        return self.lowers[column] < self.uppers[column]

    def _side(self, column: int, reduced: int) -> int:
        return self.uppers[column] if reduced > 0 else self.lowers[column]


def _divisor(costs: Mapping[int, int]) -> int:
    return gcd(*costs.values()) or 1


def _worth(costs: Mapping[int, int], values: Sequence[int]) -> int:
    return sum(cost * values[column] for column, cost in costs.items())
