"""What a number changes, what a rule costs, and what to relax when nothing fits."""

import time
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from culture_desktop.rules.selection import (
    Candidate,
    Exclusion,
    GroupLimit,
    Inclusion,
    Problem,
    Result,
    Status,
    Tier,
    UnitLimit,
    Winner,
    solve,
)
from culture_desktop.rules.selection.requirements import Part, requirements
from culture_desktop.rules.selection.what_if import difference, prices, what_if, without
from tests.rules.selection.enumeration import enumerate_best
from tests.rules.selection.problems import problems
from tests.rules.selection.test_solve import company

PEOPLE = (
    Candidate("1", "公司/甲", Decimal("98.5")),
    Candidate("2", "公司/甲", Decimal("97.5")),
    Candidate("3", "公司/甲", Decimal("96")),
    Candidate("4", "公司/乙", Decimal("91"), frozenset({"女"})),
    Candidate("5", "公司/乙", Decimal("90")),
)
PROBLEM = Problem(
    (Tier("之星", 1), Tier("达人", 2)),
    PEOPLE,
    (UnitLimit("公司/甲", None, 1, 2),),
    (GroupLimit("女", None, Fraction(1, 5)),),
    excluded=(Exclusion("5", "本人放弃"),),
)
RESULT = solve(PROBLEM)


def test_one_seat_more() -> None:
    more = replace(PROBLEM, tiers=(Tier("之星", 2), Tier("达人", 1)))
    found = what_if(RESULT, more)
    assert (found.entered, found.left, found.moved) == ((), (), (Winner("2", "之星"),))
    assert found.totals == {"之星": Decimal("97.5"), "达人": Decimal("-97.5")}
    assert found.changed
    nothing = what_if(RESULT, replace(PROBLEM, tiers=(Tier("之星", 1), Tier("达人", 5))))
    assert (nothing.status, nothing.changed, nothing.totals) == (Status.INFEASIBLE, False, None)


def test_the_price_of_every_rule() -> None:
    found = {price.key: price for price in prices(PROBLEM, RESULT)}
    assert list(found) == [
        "unit_limits/0/minimum",
        "unit_limits/0/maximum",
        "group_limits/0/minimum",
        "excluded/0/maximum",
    ]
    cap = found["unit_limits/0/maximum"]
    assert cap.rule == "公司/甲获奖合计至多 2 人"
    assert not cap.difference.changed  # the share alone asks for number 4
    both = replace(PROBLEM, group_limits=())
    cap = prices(both, solve(both))[1]
    assert cap.difference.entered == (Winner("3", "达人"),)
    assert cap.difference.left == (Winner("4", "达人"),)
    assert cap.difference.totals == {"之星": Decimal(0), "达人": Decimal(5)}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_prices_are_those_of_enumeration(problem: Problem) -> None:
    """Also of the rules that are found by groups to have changed nothing, which are not solved for one by one."""
    before = enumerate_best(problem)
    result = solve(problem, explained=False)
    if not before.best:
        assert prices(problem, result) == ()
        return
    rules = [one for one in requirements(problem) if one.part is not Part.SEATS]
    for one, price in zip(rules, prices(problem, result), strict=True):
        alone = without(problem, [one])
        after = enumerate_best(alone)
        assert price.difference.totals == {t: after.totals[t] - before.totals[t] for t in before.totals}
        assert price.difference == what_if(result, alone)


def test_a_rule_that_only_decides_between_equals_has_its_price() -> None:
    """No proof leans on it, for the totals stay; but other people would win."""
    equals = (
        Candidate("1", "公司/甲", Decimal(90), tie_values=(Decimal(2),)),
        Candidate("2", "公司/乙", Decimal(90), tie_values=(Decimal(1),)),
    )
    problem = Problem((Tier("奖", 1),), equals, (UnitLimit("公司/甲", None, None, 0),))
    (price,) = prices(problem, solve(problem))
    assert (price.difference.entered, price.difference.left) == ((Winner("1", "奖"),), (Winner("2", "奖"),))
    assert price.difference.totals == {"奖": Decimal(0)}


def test_differences_are_told_from_both_sides() -> None:
    before = Result(Status.OPTIMAL, (Winner("1", "甲"), Winner("2", "乙")), {"甲": Decimal(9), "乙": Decimal(8)})
    after = Result(Status.OPTIMAL, (Winner("2", "甲"), Winner("3", "乙")), {"甲": Decimal(8), "乙": Decimal(7)})
    found = difference(before, after)
    assert (found.entered, found.left, found.moved) == (
        (Winner("3", "乙"),),
        (Winner("1", "甲"),),
        (Winner("2", "甲"),),
    )


def test_what_to_relax_and_by_how_much() -> None:
    tight = replace(PROBLEM, tiers=(Tier("之星", 1), Tier("达人", 3)), included=(Inclusion("3", "一等功"),))
    result = solve(tight)
    assert result.conflict == (
        "“之星”评满 1 人",
        "“达人”评满 3 人",
        "公司/甲获奖合计至多 2 人",
        "5不列入（本人放弃）",
    )
    assert result.relaxations == (
        "单独放宽即可：“之星”评满 1 人，改为至少 0 人",
        "单独放宽即可：“达人”评满 3 人，改为至少 2 人",
        "单独放宽即可：公司/甲获奖合计至多 2 人，改为至多 3 人",
        "单独放宽即可：5不列入（本人放弃），取消这一条",
    )


def test_a_share_to_relax_is_told_in_people_and_percent() -> None:
    few = Problem((Tier("奖", 4),), PEOPLE, (), (GroupLimit("女", None, Fraction(1, 2)),))
    assert solve(few).relaxations == ("单独放宽即可：全部获奖者中女不低于 50%（至少 2 人），改为至少 1 人（25%）",)


def test_two_conflicts_at_once_have_to_be_relaxed_together() -> None:
    units = (
        UnitLimit("公司/甲", "之星", None, 0),
        UnitLimit("公司/乙", "之星", None, 0),
        UnitLimit("公司/丙", None, 1),
    )
    assert solve(Problem((Tier("之星", 1),), PEOPLE, units)).relaxations[0].startswith("须同时放宽：")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_every_conflict_comes_with_a_way_out(problem: Problem) -> None:
    result = solve(problem)
    assert bool(result.relaxations) is (result.status is Status.INFEASIBLE)


def test_what_if_among_two_thousand_takes_less_than_a_second() -> None:
    problem = company(2_000, 40, seed=5, seats=(3, 10, 40), cap=2)
    result = solve(problem, explained=False)
    changed = replace(problem, unit_limits=(replace(problem.unit_limits[0], maximum=3), *problem.unit_limits[1:]))
    start = time.process_time()
    found = what_if(result, changed)
    assert time.process_time() - start < 1
    assert found.status is not Status.INFEASIBLE
