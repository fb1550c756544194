"""Every method against its definition, by trying every way to divide a few places."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from culture_desktop.errors import QuotaImpossibleError
from culture_desktop.rules.apportionment import Apportionment, Bound, Method, apportion, explain, how
from culture_desktop.rules.apportionment.common_divisor import common_divisor

DIVISORS = [Method.DHONDT, Method.WEBSTER, Method.HUNTINGTON_HILL]


class Case(NamedTuple):
    """Weights (some equal, some zero), places, and limits that may be in conflict."""

    weights: list[int]
    seats: int
    floors: list[int]
    caps: list[int | None]

    @property
    def names(self) -> list[str]:
        return [f"u{n}" for n in range(len(self.weights))]

    def apportioned(self, method: str) -> Apportionment:
        floors = dict(zip(self.names, self.floors, strict=True))
        caps = {name: cap for name, cap in zip(self.names, self.caps, strict=True) if cap is not None}
        return apportion(dict(zip(self.names, self.weights, strict=True)), self.seats, method, floors, caps)

    def limits(self, method: str) -> list[range]:
        """What each unit may get."""
        found = []
        for weight, least, cap in zip(self.weights, self.floors, self.caps, strict=True):
            low, most = least, self.seats if cap is None else cap
            if method == Method.HUNTINGTON_HILL and weight and cap != 0:
                low = max(low, 1)
            found.append(range(low, (most if weight else low) + 1))
        return found

    def divisions(self, method: str) -> Iterator[tuple[int, ...]]:
        """Every way to divide the places within the limits."""
        yield from _divisions(self.limits(method), self.seats)


def _divisions(limits: Sequence[range], seats: int) -> Iterator[tuple[int, ...]]:
    if not limits:
        if seats == 0:
            yield ()
        return
    for first in limits[0]:
        if first > seats:
            return
        for rest in _divisions(limits[1:], seats - first):
            yield (first, *rest)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    size = draw(st.integers(1, 4))
    weights = draw(st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=size, max_size=size))
    floors = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2, 4]), min_size=size, max_size=size))
    caps = draw(st.lists(st.sampled_from([None, None, 0, 1, 2, 5]), min_size=size, max_size=size))
    return Case(weights, draw(st.integers(0, 7)), floors, caps)


def answers(result: Apportionment) -> set[tuple[int, ...]]:
    """All results there are once the ties are decided one way or another."""
    names = list(result.seats)
    if not result.ties:
        return {tuple(result.seats.values())}
    (tie,) = result.ties
    assert 0 < tie.seats < len(tie.units)
    return {
        tuple(result.seats[name] + (name in chosen) for name in names) for chosen in combinations(tie.units, tie.seats)
    }


def signpost(method: Method, a: int) -> Fraction:
    """What must be passed to go from a places to the next, squared."""
    return {
        Method.DHONDT: Fraction(a + 1) ** 2,
        Method.WEBSTER: (a + Fraction(1, 2)) ** 2,
        Method.HUNTINGTON_HILL: Fraction(a * (a + 1)),
    }[method]


def is_divisor_result(case: Case, method: Method, places: tuple[int, ...]) -> bool:
    """No unit above its minimum holds its last place by a lesser claim than another has to one more."""
    limits = case.limits(method)
    held = [
        Fraction(w * w) / signpost(method, a - 1)
        for w, a, limit in zip(case.weights, places, limits, strict=True)
        if a > limit.start
    ]
    wanted = [
        Fraction(w * w) / signpost(method, a)
        for w, a, limit in zip(case.weights, places, limits, strict=True)
        if a < limit.stop - 1
    ]
    return not held or not wanted or min(held) >= max(wanted)


def _rounded_by_remainder(shares: list[Fraction], seats: int) -> set[tuple[int, ...]]:
    """All ways to bring shares to whole numbers by their largest remainders; none if that cannot come out."""
    whole = [floor(share) for share in shares]
    left = seats - sum(whole)
    with_remainder = [n for n, share in enumerate(shares) if share > whole[n]]
    if not 0 <= left <= len(with_remainder):
        return set()
    ways = list(combinations(with_remainder, left))
    most = max(sum(shares[n] - whole[n] for n in way) for way in ways)
    return {
        tuple(w + (n in way) for n, w in enumerate(whole))
        for way in ways
        if sum(shares[n] - whole[n] for n in way) == most
    }


def hamilton_results(case: Case) -> set[tuple[int, ...]]:
    """The definition, with the common rate found by fixing units at limits round by round."""
    limits, total = case.limits("hamilton"), sum(case.weights)
    bounds = [(limit.start, limit.stop - 1) for limit in limits]
    bounds = [(low, min(high, case.seats)) for low, high in bounds]
    quotas = [Fraction(w * case.seats, total) for w in case.weights]
    clamped = [min(max(q, Fraction(low)), Fraction(high)) for q, (low, high) in zip(quotas, bounds, strict=True)]
    direct = _rounded_by_remainder(clamped, case.seats)
    if direct:
        return direct
    fixed = {n: Fraction(low) for n, (low, high) in enumerate(bounds) if not case.weights[n] or low == high}
    while True:
        free = [n for n in range(len(bounds)) if n not in fixed]
        left, weight = case.seats - sum(fixed.values()), sum(case.weights[n] for n in free)
        due = {n: Fraction(case.weights[n]) * left / weight for n in free}
        lack = {n: bounds[n][0] - due[n] for n in free if due[n] < bounds[n][0]}
        excess = {n: due[n] - bounds[n][1] for n in free if due[n] > bounds[n][1]}
        if not lack and not excess:
            break
        if sum(lack.values()) >= sum(excess.values()):
            fixed |= {n: Fraction(bounds[n][0]) for n in lack}
        if sum(lack.values()) <= sum(excess.values()):
            fixed |= {n: Fraction(bounds[n][1]) for n in excess}
    return _rounded_by_remainder([fixed.get(n, due.get(n, Fraction())) for n in range(len(bounds))], case.seats)


@pytest.mark.parametrize("method", list(Method))
@given(case=cases())
def test_there_is_a_result_exactly_where_there_is_a_division(method: Method, case: Case) -> None:
    possible = any(case.divisions(method)) and any(case.weights)
    possible &= all(cap is None or floor <= cap for floor, cap in zip(case.floors, case.caps, strict=True))
    if not possible:
        with pytest.raises(QuotaImpossibleError):
            case.apportioned(method)
        return
    result = case.apportioned(method)
    assert sum(result.seats.values()) + result.open == case.seats
    assert answers(result) <= set(case.divisions(method))


@pytest.mark.parametrize("method", DIVISORS)
@given(case=cases())
def test_divisor_methods(method: Method, case: Case) -> None:
    right = {places for places in case.divisions(method) if is_divisor_result(case, method, places)}
    try:
        result = case.apportioned(method)
    except QuotaImpossibleError:
        assume(False)
    assert answers(result) == right


@given(case=cases())
def test_largest_remainders(case: Case) -> None:
    try:
        result = case.apportioned("hamilton")
    except QuotaImpossibleError:
        assume(False)
    assert answers(result) == hamilton_results(case)


@pytest.mark.parametrize("method", list(Method))
@given(case=cases())
def test_a_limit_that_holds_by_itself_changes_nothing(method: Method, case: Case) -> None:
    free = Case(case.weights, case.seats, [0] * len(case.weights), [None] * len(case.weights))
    try:
        plain, limited = free.apportioned(method), case.apportioned(method)
    except QuotaImpossibleError:
        assume(False)
    kept = [places for places in answers(plain) if places in set(case.divisions(method))]
    assert not kept or answers(limited) == set(kept)


@pytest.mark.parametrize("method", list(Method))
@given(case=cases(), order=st.randoms(use_true_random=False), factor=st.fractions(Fraction(1, 7), 9))
def test_neither_order_nor_scale_matters(method: Method, case: Case, order: object, factor: Fraction) -> None:
    names = case.names
    order.shuffle(names)  # type: ignore[attr-defined]
    try:
        expected = case.apportioned(method)
    except QuotaImpossibleError:
        assume(False)
    given_ = dict(zip(case.names, zip(case.weights, case.floors, case.caps, strict=True), strict=True))
    found = apportion(
        {name: given_[name][0] * factor for name in names},
        case.seats,
        method,
        {name: given_[name][1] for name in names},
        {name: cap for name in names if (cap := given_[name][2]) is not None},
    )
    assert list(found.seats) == names
    assert found.seats == expected.seats
    assert [(set(tie.units), tie.seats) for tie in found.ties] == [(set(tie.units), tie.seats) for tie in expected.ties]


@pytest.mark.parametrize("method", list(Method))
@given(case=cases())
def test_every_line_of_the_explanation_adds_up(method: Method, case: Case) -> None:
    try:
        result = case.apportioned(method)
    except QuotaImpossibleError:
        assume(False)
    lines = explain(result)
    assert how(result).startswith(f"按{method.label}分配 {case.seats} 个名额：")
    assert {line.unit: line.seats for line in lines} == result.seats
    assert sum(line.share for line in lines) == 1
    assert sum(line.quota for line in lines) == case.seats
    for line, least, most in zip(lines, case.floors, case.caps, strict=True):
        assert line.tied == any(line.unit in tie.units for tie in result.ties)
        if line.bound is None and line.weight and not line.tied and method == Method.HAMILTON:
            assert line.seats in (floor(line.due), ceil(line.due))
        elif line.bound is not None:
            assert line.seats == (least if line.bound is Bound.MINIMUM else most)
        assert f"{line.seats} 个" in line.sentence or "不得名额" in line.sentence


@pytest.mark.parametrize("method", DIVISORS)
@given(case=cases())
def test_the_divisor_that_is_named_gives_the_result(method: Method, case: Case) -> None:
    try:
        result = case.apportioned(method)
    except QuotaImpossibleError:
        assume(False)
    named = common_divisor(result)
    if named is None or result.ties:
        return
    for text in filter(None, (named.low, named.text, named.high)):
        divisor = Fraction(text)
        for weight, places, limit in zip(case.weights, result.seats.values(), case.limits(method), strict=True):
            quotient = (weight / divisor) ** 2
            rounded = next(a for a in range(10_000) if quotient < signpost(method, a)) if weight else 0
            assert places == min(max(rounded, limit.start), max(limit.stop - 1, limit.start))
