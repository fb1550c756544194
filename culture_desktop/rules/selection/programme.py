"""An integer programme solved by HiGHS and checked in integers.

Every number that goes in is an integer and every solution that comes out is rounded and checked against every
row in exact arithmetic; a solution that fails is an error, never a result. One thread, no relative gap and an
absolute gap below one make the optimum of an integer objective exact and the run repeatable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import gcd
from typing import Any

from culture_desktop.errors import SelectionUnfinishedError

_SCALE = 1 << 20  # dual values are taken to this denominator to bound the objective exactly

# Presolving 40,000 open columns took 5.6 s and saved nothing; with most columns fixed it more than pays.
_PRESOLVE_UP_TO = 20_000


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


class Programme:
    """Integer columns from 0 to given bounds under rows; rows are added and columns fixed as the work goes on."""

    def __init__(self, uppers: Sequence[int], rows: Sequence[Row], time_limit: float) -> None:
        import highspy  # noqa: PLC0415  (80 ms of start-up time)

        self._highspy: Any = highspy
        self._highs: Any = self._highspy.Highs()
        self.uppers = list(uppers)
        self.lowers = [0] * len(uppers)
        self.rows: list[Row] = []
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5),
            ("mip_feasibility_tolerance", 1e-9),
            ("primal_feasibility_tolerance", 1e-9),
            ("time_limit", time_limit),
        ):
            self._highs.setOptionValue(option, value)
        self._load(rows)

    def _load(self, rows: Sequence[Row]) -> None:
        count = len(self.uppers)
        model = self._highspy.HighsLp()
        model.num_col_ = count
        model.num_row_ = len(rows)
        model.sense_ = self._highspy.ObjSense.kMaximize
        model.col_cost_ = [0.0] * count
        model.col_lower_ = [0.0] * count
        model.col_upper_ = [float(upper) for upper in self.uppers]
        model.row_lower_ = [self._side(row.lower, -1) for row in rows]
        model.row_upper_ = [self._side(row.upper, 1) for row in rows]
        starts = list(accumulate((len(row.coefficients) for row in rows), initial=0))
        matrix = model.a_matrix_
        matrix.format_ = self._highspy.MatrixFormat.kRowwise
        matrix.start_ = starts
        matrix.index_ = [column for row in rows for column in row.coefficients]
        matrix.value_ = [float(value) for row in rows for value in row.coefficients.values()]
        model.integrality_ = [self._highspy.HighsVarType.kInteger] * count
        self._highs.passModel(model)
        self.rows = list(rows)

    def _side(self, bound: int | None, sign: int) -> float:
        return sign * float(self._highspy.kHighsInf) if bound is None else float(bound)

    def add(self, row: Row) -> None:
        """One more row for everything that follows."""
        self.rows.append(row)
        columns = list(row.coefficients)
        values = [float(value) for value in row.coefficients.values()]
        self._highs.addRow(self._side(row.lower, -1), self._side(row.upper, 1), len(columns), columns, values)

    def fix(self, column: int, value: int) -> None:
        """The column keeps this value from now on."""
        self.lowers[column] = self.uppers[column] = value
        self._highs.changeColBounds(column, float(value), float(value))

    @property
    def free(self) -> list[int]:
        """Columns not fixed yet."""
        return [n for n, (low, high) in enumerate(zip(self.lowers, self.uppers, strict=True)) if low < high]

    def maximise(self, costs: Mapping[int, int]) -> list[int] | None:
        """A solution with the greatest total cost; None when there is none at all."""
        if not self.uppers:
            return [] if all(row.holds([]) for row in self.rows) else None
        self._set_costs(costs)
        self._highs.setOptionValue("solve_relaxation", False)
        values = self._run()
        return None if values is None else self._checked(values)

    def pinned(self, costs: Mapping[int, int], best: int) -> list[tuple[int, int]]:
        """Columns that have one value only in every solution worth ``best``, with that value.

        Proven in integers from the duals of the relaxation, whatever their rounding: for any multipliers y the
        objective is at most y·b plus the positive parts of the reduced costs.
        """
        divisor = self._set_costs(costs)
        self._highs.setOptionValue("solve_relaxation", True)
        if self._run() is None:
            raise SelectionUnfinishedError(reason="松弛问题无解，与整数解矛盾")
        duals = [round(float(value) * _SCALE) for value in self._highs.getSolution().row_dual]
        reduced = [0] * len(self.uppers)
        for column, cost in costs.items():
            reduced[column] = cost // divisor * _SCALE
        bound = 0
        for row, dual in zip(self.rows, duals, strict=True):
            side = row.upper if dual > 0 else row.lower
            if dual and side is not None:
                bound += dual * side
                for column, coefficient in row.coefficients.items():
                    reduced[column] -= dual * coefficient
        for column, value in enumerate(reduced):
            bound += value * (self.uppers[column] if value > 0 else self.lowers[column])
        slack = bound - best // divisor * _SCALE
        return [
            (column, self.uppers[column] if reduced[column] > 0 else self.lowers[column])
            for column in self.free
            if abs(reduced[column]) > slack
        ]

    def _set_costs(self, costs: Mapping[int, int]) -> int:
        """Sets the objective divided by its greatest common divisor, which it returns."""
        divisor = gcd(*costs.values()) or 1
        dense = [0.0] * len(self.uppers)
        for column, cost in costs.items():
            dense[column] = float(cost // divisor)
        self._highs.changeColsCost(len(dense), list(range(len(dense))), dense)
        return divisor

    def _run(self) -> list[float] | None:
        self._highs.setOptionValue("presolve", "on" if len(self.free) <= _PRESOLVE_UP_TO else "off")
        self._highs.run()
        status = self._highs.getModelStatus()
        statuses = self._highspy.HighsModelStatus
        if status == statuses.kOptimal:
            return list(self._highs.getSolution().col_value)
        if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
            return None
        late = status == statuses.kTimeLimit
        raise SelectionUnfinishedError(reason="计算超时" if late else f"求解器返回“{status.name}”")

    def _checked(self, values: Sequence[float]) -> list[int]:
        exact = [round(value) for value in values]
        within = all(low <= value <= high for low, value, high in zip(self.lowers, exact, self.uppers, strict=True))
        if not within or not all(row.holds(exact) for row in self.rows):
            raise SelectionUnfinishedError(reason="求解器给出的名单经整数复核不成立")
        return exact
