"""HiGHS behind one small door: columns, rows and bounds in, statuses turned into answers or errors.

One thread, no relative gap and an absolute gap below one: with integer costs the answer is an optimum, and the same
one every time. What comes out are floating-point numbers; ``programme`` judges them in integers.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from culture_desktop.errors import SelectionUnfinishedError


@dataclass(frozen=True, slots=True)
class Row:
    """``lower <= sum of coefficient * column <= upper``; None leaves a side open."""

    coefficients: Mapping[int, int]
    lower: int | None = None
    upper: int | None = None

    def holds(self, values: Sequence[int]) -> bool:
        """Whether a solution keeps to the row."""
        total = sum(coefficient * values[column] for column, coefficient in self.coefficients.items())
        return (self.lower is None or total >= self.lower) and (self.upper is None or total <= self.upper)

    def without(self, values: Mapping[int, int]) -> "Row":
        """The row for the other columns when these have the given values."""
        rest = {column: c for column, c in self.coefficients.items() if column not in values}
        if len(rest) == len(self.coefficients):
            return self
        taken = sum(c * values[column] for column, c in self.coefficients.items() if column in values)
        lower = None if self.lower is None else self.lower - taken
        return Row(rest, lower, None if self.upper is None else self.upper - taken)


class Solver:
    """One model in HiGHS. ``deadline`` is a time of ``time.monotonic``; beyond it SelectionUnfinishedError."""

    def __init__(self, lowers: Sequence[int], uppers: Sequence[int], rows: Sequence[Row], deadline: float) -> None:
        import highspy  # noqa: PLC0415  (80 ms of start-up time)

        self._highspy: Any = highspy
        self._highs: Any = self._highspy.Highs()
        self._deadline = deadline
        self._count = len(uppers)
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5),
            ("mip_feasibility_tolerance", 1e-9),
            ("primal_feasibility_tolerance", 1e-9),
        ):
            self._highs.setOptionValue(option, value)
        self._load(lowers, uppers, rows)

    def _load(self, lowers: Sequence[int], uppers: Sequence[int], rows: Sequence[Row]) -> None:
        model = self._highspy.HighsLp()
        model.num_col_ = self._count
        model.num_row_ = len(rows)
        model.sense_ = self._highspy.ObjSense.kMaximize
        model.col_cost_ = [0.0] * self._count
        model.col_lower_ = [float(lower) for lower in lowers]
        model.col_upper_ = [float(upper) for upper in uppers]
        model.row_lower_ = [self._side(row.lower, -1) for row in rows]
        model.row_upper_ = [self._side(row.upper, 1) for row in rows]
        matrix = model.a_matrix_
        matrix.format_ = self._highspy.MatrixFormat.kRowwise
        matrix.start_ = list(accumulate((len(row.coefficients) for row in rows), initial=0))
        matrix.index_ = [column for row in rows for column in row.coefficients]
        matrix.value_ = [float(value) for row in rows for value in row.coefficients.values()]
        model.integrality_ = [self._highspy.HighsVarType.kInteger] * self._count
        self._highs.passModel(model)

    def _side(self, bound: int | None, sign: int) -> float:
        return sign * float(self._highspy.kHighsInf) if bound is None else float(bound)

    def add(self, row: Row) -> None:
        """One more row."""
        columns = list(row.coefficients)
        values = [float(value) for value in row.coefficients.values()]
        self._highs.addRow(self._side(row.lower, -1), self._side(row.upper, 1), len(columns), columns, values)

    def fix(self, values: Mapping[int, int]) -> None:
        """Columns that keep these values from now on."""
        fixed = [float(value) for value in values.values()]
        self._highs.changeColsBounds(len(values), list(values), fixed, fixed)

    def maximise(self, costs: Mapping[int, int]) -> list[float] | None:
        """The values of an integer solution of the greatest cost; None when there is none at all."""
        self._highs.setOptionValue("presolve", "on")
        return self._run(costs, relaxed=False)

    def relax(self, costs: Mapping[int, int]) -> tuple[list[float], list[float]] | None:
        """The values of columns and the duals of rows when columns may take fractions.

        Begins where the last one ended; None when even so there is no solution.
        """
        self._highs.setOptionValue("presolve", "off")
        values = self._run(costs, relaxed=True)
        return None if values is None else (values, list(self._highs.getSolution().row_dual))

    def _run(self, costs: Mapping[int, int], *, relaxed: bool) -> list[float] | None:
        dense = [0.0] * self._count
        for column, cost in costs.items():
            dense[column] = float(cost)
        self._highs.changeColsCost(self._count, list(range(self._count)), dense)
        self._highs.setOptionValue("solve_relaxation", relaxed)
        left = max(0.0, self._deadline - time.monotonic())
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime()) + left)
        self._highs.run()
        status = self._highs.getModelStatus()
        statuses = self._highspy.HighsModelStatus
        if status == statuses.kOptimal:
            return list(self._highs.getSolution().col_value)
        if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
            return None
        late = status == statuses.kTimeLimit
        raise SelectionUnfinishedError(reason="计算超时" if late else f"求解器返回“{status.name}”")
