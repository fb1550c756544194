"""The integer programme: optimum, exact check and exact pinning against enumeration."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from culture_desktop.errors import SelectionUnfinishedError
from culture_desktop.rules.selection.programme import Programme
from culture_desktop.rules.selection.solver import Row

COLUMNS = 6


@st.composite
def rows(draw: st.DrawFn) -> Row:
    coefficients = draw(st.dictionaries(st.integers(0, COLUMNS - 1), st.integers(-3, 3).filter(bool), min_size=1))
    lower, upper = draw(st.none() | st.integers(-4, 2)), draw(st.none() | st.integers(2, 6))
    return Row(coefficients, lower, upper)


costs = st.dictionaries(st.integers(0, COLUMNS - 1), st.integers(-9999, 9999))


@settings(max_examples=150, deadline=None)
@given(st.lists(rows(), max_size=4), costs, st.lists(st.integers(0, 2), min_size=COLUMNS, max_size=COLUMNS))
def test_optimum_and_pinned_columns(those: list[Row], worth: dict[int, int], uppers: list[int]) -> None:
    feasible = [v for v in product(*(range(u + 1) for u in uppers)) if all(row.holds(v) for row in those)]
    programme = Programme(uppers, those, time_limit=10)
    found = programme.maximise(worth)
    if not feasible:
        assert found is None
        return
    assert found is not None
    best = max(sum(cost * v[n] for n, cost in worth.items()) for v in feasible)
    assert sum(cost * found[n] for n, cost in worth.items()) == best
    optima = [v for v in feasible if sum(cost * v[n] for n, cost in worth.items()) == best]
    for column, value in programme.pinned(worth, best).items():
        assert {v[column] for v in optima} == {value}


def test_rows_and_fixed_columns_hold_from_then_on() -> None:
    programme = Programme([1, 1, 1], [Row({0: 1, 1: 1, 2: 1}, upper=2)], time_limit=10)
    assert programme.maximise({0: 3, 1: 2, 2: 1}) == [1, 1, 0]
    programme.add(Row({0: 1, 1: 1}, upper=1))
    assert programme.maximise({0: 3, 1: 2, 2: 1}) == [1, 0, 1]
    programme.fix({0: 0})
    assert programme.free == [1, 2]
    assert programme.maximise({0: 3, 1: 2, 2: 1}) == [0, 1, 1]


def test_no_time_is_an_error_and_not_a_guess() -> None:
    many = 400
    knapsack = [Row({n: 1009 + n * 37 % 991 for n in range(many)}, lower=150_001, upper=150_001)]
    programme = Programme([1] * many, knapsack, time_limit=0)
    with pytest.raises(SelectionUnfinishedError, match="计算超时"):
        programme.maximise({n: n * 53 % 97 for n in range(many)})
