"""Problems that are hopeless in their terms."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from culture_desktop.rules.selection import Candidate, GroupLimit, Problem, Status, Tier, UnitLimit, solve
from culture_desktop.rules.selection.contradictions import contradiction
from tests.rules.selection.problems import problems

PEOPLE = tuple(
    Candidate(str(n), f"公司/{'甲乙'[n % 2]}/{n}班", Decimal(90 - n), frozenset({"女"} if n < 3 else ()))
    for n in range(8)
)
SOUND = Problem(
    (Tier("之星", 1), Tier("达人", 3)),
    PEOPLE,
    (UnitLimit("公司/甲", "达人", 1), UnitLimit("公司/乙", None, 1), UnitLimit("公司/乙/1班", None, 1)),
    (GroupLimit("女", None, Fraction(1, 4)), GroupLimit("男", None, None, Fraction(1, 2))),
)


def test_nothing_against_it() -> None:
    assert contradiction(SOUND) is None


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (
            (UnitLimit("公司/甲", "之星", 1), UnitLimit("公司/乙", "之星", 1)),
            "“之星”的名额 1 人，少于各单位下限合计 2 人（公司/乙 1、公司/甲 1）",
        ),
        (
            (UnitLimit("公司/甲", "达人", 2), UnitLimit("公司/乙", None, 3)),
            "各档名额合计 4 人，少于各单位下限合计 5 人（公司/乙 3、公司/甲 2）",
        ),
        (
            (
                UnitLimit("公司/甲", None, None, 1),
                UnitLimit("公司/甲/0班", "达人", 1),
                UnitLimit("公司/甲/2班", None, 1),
            ),
            "公司/甲至多 1 人，少于其中各单位下限合计 2 人（公司/甲/0班 1、公司/甲/2班 1）",
        ),
    ],
)
def test_floors_above_seats_or_caps(limits: tuple[UnitLimit, ...], words: str) -> None:
    assert contradiction(replace(SOUND, unit_limits=limits)) == words


def test_a_share_of_an_empty_group() -> None:
    nobody = GroupLimit("劳模", None, Fraction(1, 5))
    expected = "全部获奖者中劳模不低于 20%，但候选人中没有劳模可以参评"
    assert contradiction(replace(SOUND, group_limits=(nobody,))) == expected
    elsewhere = tuple(replace(c, tiers=frozenset({"达人"})) for c in PEOPLE)
    of_tier = replace(SOUND, candidates=elsewhere, group_limits=(GroupLimit("女", "之星", Fraction(1, 5)),))
    assert contradiction(of_tier) == "“之星”中女不低于 20%，但候选人中没有女可以参评"


@settings(max_examples=300, deadline=None)
@given(problems())
def test_what_is_called_hopeless_is(problem: Problem) -> None:
    if contradiction(problem) and problem.exactly:
        assert solve(problem).status is Status.INFEASIBLE
