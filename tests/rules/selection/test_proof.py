"""The proof that nothing is better: it holds for what the solver found, and for nothing worse."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings

from culture_desktop.rules.selection import Exclusion, GroupLimit, Problem, Status, Winner, solve, verify
from culture_desktop.rules.selection.problem import ProofStage
from culture_desktop.rules.selection.proof import unproven
from tests.rules.selection.enumeration import enumerate_best
from tests.rules.selection.problems import problems
from tests.rules.selection.test_solve import company

COMPANY = company(600, 20, seed=3, seats=(3, 10, 40), cap=4)
SOLVED = solve(COMPANY)


@pytest.mark.parametrize("exactly", [True, False])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_company_is_proven(seed: int, exactly: bool) -> None:
    problem = replace(company(600, 20, seed, seats=(3, 10, 40), cap=4), exactly=exactly)
    if not exactly:
        odd = GroupLimit("女", None, Fraction(333_333_333, 10**9))
        problem = replace(problem, group_limits=(*problem.group_limits[2:], odd))
    result = solve(problem, explained=False)
    assert result.status is not Status.INFEASIBLE
    assert unproven(problem, result) == ()


def test_a_list_that_is_worse_by_one_hundredth_is_not_proven() -> None:
    """The verifier without the proof sees single exchanges; the proof sees every list there could be."""
    lower = {c.id: c for c in COMPANY.candidates}
    won = {w.id for w in SOLVED.winners}
    for winner in reversed(SOLVED.winners):
        for other in COMPANY.candidates:
            if other.id in won or other.score is None or other.score >= (lower[winner.id].score or 0):
                continue
            winners = tuple(Winner(other.id, w.tier) if w == winner else w for w in SOLVED.winners)
            totals = dict(SOLVED.totals)
            totals[winner.tier] += other.score - (lower[winner.id].score or Decimal(0))
            worse = replace(SOLVED, winners=winners, totals=totals, status=Status.OPTIMAL, tied=())
            assert winner.tier in unproven(COMPANY, worse)
            break


@pytest.mark.parametrize(
    "change",
    [
        {"tiers/0/maximum": -(1 << 20)},  # of the wrong sign
        {"unit_limits/0/minimum": -1},  # there is no such side
        {"unit_limits/999/maximum": 1},
        {"groups/0/maximum": 1},
        {"totals/0": -1},  # of a step to come
        {"excluded/0/maximum": 1},
        {"tiers/0": 1},
    ],
)
def test_multipliers_that_prove_nothing(change: dict[str, int]) -> None:
    first = replace(SOLVED.proof[0], multipliers=change)
    assert COMPANY.tiers[0].name in unproven(COMPANY, replace(SOLVED, proof=(first, *SOLVED.proof[1:])))


def test_a_proof_of_something_else() -> None:
    assert unproven(COMPANY, replace(SOLVED, proof=())) == tuple(tier.name for tier in COMPANY.tiers)
    assert unproven(COMPANY, replace(SOLVED, proof=(ProofStage("x", {}),))) != ()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(problems())
def test_no_proof_ever_holds_for_totals_that_are_not_the_best(problem: Problem) -> None:
    """The solver's own proof, given for every list that keeps the limits: it holds for none of the worse ones."""
    expected = enumerate_best(problem)
    assume(expected.best)
    result = solve(problem, explained=False)
    assert dict(result.totals) == expected.totals
    fixed = {*(one.id for one in problem.included), *(one.id for one in problem.excluded)}
    for left in problem.candidates:
        if left.id in fixed:
            continue
        barred = replace(problem, excluded=(*problem.excluded, Exclusion(left.id, "试")))
        worse = solve(barred, explained=False)
        claim = replace(worse, proof=result.proof)
        kept = worse.status is not Status.INFEASIBLE and all("总分更高" in fault for fault in verify(problem, claim))
        if kept and dict(worse.totals) != expected.totals:
            assert unproven(problem, claim)
