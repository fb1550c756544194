"""Limits of a campaign turned into those of one selection."""

from decimal import Decimal

from culture_desktop.rules.limits import OWN, SelectionLimits, UnitRule
from culture_desktop.rules.selection import Candidate, Tier, solve


def candidates(**units: str) -> list[Candidate]:
    return [Candidate(name, unit, Decimal(90 - at)) for at, (name, unit) in enumerate(units.items())]


def test_a_limit_for_the_own_unit_counts_a_departments_own_staff_only() -> None:
    """One nominee placed in the department itself must not put its teams under one cap."""
    limits = SelectionLimits(units=(UnitRule(each=OWN, maximum=1),))
    nominees = candidates(
        head="中心/客服部", first="中心/客服部/一班", second="中心/客服部/二班", third="中心/客服部/二班"
    )
    problem = limits.problem([Tier("达人", 3)], nominees)
    result = solve(problem)
    assert {winner.id for winner in result.winners} == {"head", "first", "second"}
    assert {limit.unit for limit in problem.unit_limits} == {"中心/客服部/本级", "中心/客服部/一班", "中心/客服部/二班"}


def test_a_limit_by_depth_still_covers_the_departments_own_staff() -> None:
    limits = SelectionLimits(units=(UnitRule(each=2, maximum=2),))
    nominees = candidates(head="中心/客服部", first="中心/客服部/一班", second="中心/客服部/二班", other="中心/计量部")
    result = solve(limits.problem([Tier("达人", 3)], nominees))
    assert {winner.id for winner in result.winners} == {"head", "first", "other"}
