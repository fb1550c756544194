"""The second opinion finds what is wrong, whoever made the result."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from culture_desktop.rules.selection import (
    Candidate,
    GroupLimit,
    Problem,
    Result,
    Status,
    Tier,
    UnitLimit,
    Winner,
    solve,
    verify,
)
from tests.rules.selection.enumeration import enumerate_best
from tests.rules.selection.problems import problems

PROBLEM = Problem(
    (Tier("之星", 1), Tier("达人", 2)),
    (
        Candidate("1", "公司/甲", Decimal(95), frozenset({"一线"})),
        Candidate("2", "公司/甲", Decimal(94)),
        Candidate("3", "公司/甲", Decimal(93)),
        Candidate("4", "公司/乙", Decimal(92), frozenset({"一线"})),
        Candidate("5", "公司/乙", Decimal(80), tiers=frozenset({"达人"})),
        Candidate("6", "公司/乙", None),
    ),
    (UnitLimit("公司/甲", None, 1, 2),),
    (GroupLimit("一线", None, Fraction(1, 3), Fraction(2, 3)),),
)
RIGHT = solve(PROBLEM)


def chosen(**tiers: str) -> Result:
    """A claim that these win, with totals to match."""
    by_id = {candidate.id: candidate for candidate in PROBLEM.candidates}
    winners = tuple(Winner(one.strip("_"), tier) for one, tier in tiers.items())
    totals = {
        tier.name: sum(
            (by_id[w.id].score or Decimal(0) for w in winners if w.tier == tier.name and w.id in by_id), Decimal(0)
        )
        for tier in PROBLEM.tiers
    }
    return Result(Status.OPTIMAL, winners, totals)


def test_the_right_result() -> None:
    assert {(w.id, w.tier) for w in RIGHT.winners} == {("1", "之星"), ("2", "达人"), ("4", "达人")}
    assert verify(PROBLEM, RIGHT) == ()


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (lambda: chosen(_1="之星", _2="达人"), "“达人”名额 2，评出 1"),
        (lambda: chosen(_1="之星", _2="达人", _3="达人"), "“公司/甲”应不多于 2，实为 3"),
        (lambda: chosen(_1="之星", _2="达人", _5="达人"), "替换“5”"),
        (lambda: chosen(_2="之星", _1="达人", _4="达人"), "对调档次"),
        (lambda: chosen(_1="之星", _2="达人", _6="达人"), "“6”不能参评“达人”，或没有得分"),
        (lambda: chosen(_5="之星", _2="达人", _4="达人"), "“5”不能参评“之星”"),
        (lambda: chosen(_1="之星", _2="达人", _9="达人"), "“9”不在候选人中"),
        (lambda: chosen(_1="之星", _2="达人", _4="金星"), "“金星”不存在"),
        (lambda: replace(RIGHT, winners=(*RIGHT.winners, Winner("1", "达人"))), "“1”得了两个档次"),
        (lambda: replace(RIGHT, totals={"之星": Decimal(95), "达人": Decimal(187)}), "“达人”总分应为 186，写的是 187"),
        (lambda: replace(RIGHT, status=Status.INFEASIBLE), "无解的结果不应有获奖者"),
    ],
)
def test_a_wrong_claim_is_refuted(claim: Callable[[], Result], words: str) -> None:
    assert any(words in fault for fault in verify(PROBLEM, claim()))


def test_shares_and_floors_are_counted() -> None:
    strict = replace(PROBLEM, group_limits=(GroupLimit("一线", None, Fraction(67, 100)),))
    assert any("“一线”比例" in fault for fault in verify(strict, RIGHT))
    few = replace(PROBLEM, group_limits=(GroupLimit("一线", None, None, Fraction(1, 2)),))
    assert any("“一线”比例应不高于 1/2" in fault for fault in verify(few, RIGHT))
    floor = replace(PROBLEM, unit_limits=(UnitLimit("公司/乙", "达人", 2),))
    assert any("“公司/乙”应不少于 2，实为 1" in fault for fault in verify(floor, RIGHT))


def test_an_empty_seat_that_could_be_filled() -> None:
    loose = replace(PROBLEM, exactly=False)
    assert any("增补" in fault for fault in verify(loose, chosen(_1="之星", _2="达人")))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(problems(), st.data())
def test_any_best_selection_passes_and_any_that_breaks_a_limit_fails(problem: Problem, data: st.DataObject) -> None:
    best = enumerate_best(problem)
    assume(best.best)
    ids = sorted(candidate.id for candidate in problem.candidates)
    places = data.draw(st.sampled_from(sorted(best.best, key=str)))
    winners = tuple(Winner(one, tier) for one, tier in zip(ids, places, strict=True) if tier)
    assert verify(problem, Result(Status.OPTIMAL, winners, best.totals)) == ()
    assume(winners)
    over = replace(problem, unit_limits=(*problem.unit_limits, UnitLimit("公司", winners[0].tier, None, 0)))
    assert verify(over, Result(Status.OPTIMAL, winners, best.totals))
