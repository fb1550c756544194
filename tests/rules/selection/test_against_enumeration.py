"""The solver against full enumeration, on thousands of small problems."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culture_desktop.rules.selection import Problem, Status, programme, solve, verify
from culture_desktop.rules.selection.requirements import requirements
from tests.rules.selection.enumeration import enumerate_best, satisfiable
from tests.rules.selection.problems import problems

_SETTINGS = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_SETTINGS
@given(problems())
def test_same_status_totals_ties_and_people(problem: Problem) -> None:
    expected = enumerate_best(problem)
    result = solve(problem)
    if not expected.best:
        assert result.status is Status.INFEASIBLE
        return
    ids = sorted(candidate.id for candidate in problem.candidates)
    won = {winner.id: winner.tier for winner in result.winners}
    assert tuple(won.get(one) for one in ids) == expected.canonical
    assert dict(result.totals) == expected.totals
    assert frozenset(result.tied) == expected.tied
    assert result.status is (Status.TIE if expected.tied else Status.OPTIMAL)
    assert verify(problem, result) == ()


@pytest.mark.parametrize("core", [1, 2, 5])
def test_a_small_core_finds_and_proves_the_same(core: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small problems are solved whole; here they go the way of tens of thousands of candidates."""
    monkeypatch.setattr(programme, "_CORE", core)

    @_SETTINGS
    @given(problems())
    def same(problem: Problem) -> None:
        expected = enumerate_best(problem)
        result = solve(problem)
        assert (result.status is Status.INFEASIBLE) is not bool(expected.best)
        if expected.best:
            assert dict(result.totals) == expected.totals
            assert frozenset(result.tied) == expected.tied

    same()


@_SETTINGS
@given(problems(), st.randoms(use_true_random=False))
def test_order_of_input_changes_nothing(problem: Problem, random: object) -> None:
    people, units, groups = list(problem.candidates), list(problem.unit_limits), list(problem.group_limits)
    for part in (people, units, groups):
        random.shuffle(part)  # type: ignore[attr-defined]
    shuffled = replace(problem, candidates=tuple(people), unit_limits=tuple(units), group_limits=tuple(groups))
    first, second = solve(problem), solve(shuffled)
    assert (first.status, first.winners, first.tied) == (second.status, second.winners, second.tied)


@_SETTINGS
@given(problems())
def test_conflict_is_real_and_irreducible(problem: Problem) -> None:
    result = solve(problem)
    assert bool(result.conflict) is (result.status is Status.INFEASIBLE)
    if not result.conflict:
        return
    stated = [one for one in requirements(problem) if one.sentence in result.conflict]
    assert not satisfiable(problem, stated)
    if len({one.sentence for one in stated}) == len(stated):  # the same limit given twice is one sentence
        assert all(satisfiable(problem, [one for one in stated if one is not left]) for left in stated)
