"""Problems that contradict themselves, and requirements in words."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from culture_desktop.errors import SelectionInvalidError
from culture_desktop.rules.selection import (
    Candidate,
    Exclusion,
    GroupLimit,
    Inclusion,
    Problem,
    Tier,
    UnitLimit,
)
from culture_desktop.rules.selection.requirements import Part, Requirement, ancestors, percent, requirements

SOUND = Problem((Tier("奖", 1),), (Candidate("1", "公司", Decimal(9)),))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: replace(SOUND, tiers=(Tier("奖", 1), Tier("奖", 2))), "档次“奖”出现了两次"),
        (lambda: replace(SOUND, tiers=(Tier("", 1),)), "有一个档次没有名称"),
        (lambda: replace(SOUND, tiers=(Tier("奖", -1),)), "“奖”的名额是负数"),
        (lambda: replace(SOUND, candidates=SOUND.candidates * 2), "候选人“1”出现了两次"),
        (lambda: replace(SOUND, candidates=(Candidate("1", "a", None, tiers=frozenset({"星"})),)), "档次“星”不存在"),
        (
            lambda: replace(SOUND, candidates=(Candidate("1", "a", None, tier_scores=(("星", Decimal(1)),)),)),
            "档次“星”不存在",
        ),
        (
            lambda: replace(
                SOUND, candidates=(*SOUND.candidates, Candidate("2", "a", Decimal(1), tie_values=(Decimal(1),)))
            ),
            "同分比较项数目不一",
        ),
        (lambda: replace(SOUND, unit_limits=(UnitLimit("公司", "星", 1),)), "档次“星”不存在"),
        (lambda: replace(SOUND, group_limits=(GroupLimit("女", "星", Fraction(1)),)), "档次“星”不存在"),
        (lambda: replace(SOUND, unit_limits=(UnitLimit("", None, 1),)), "没有写明单位"),
        (lambda: replace(SOUND, unit_limits=(UnitLimit("公司", None, 2, 1),)), "上限小于下限"),
        (lambda: replace(SOUND, unit_limits=(UnitLimit("公司", None, -1),)), "负数"),
        (lambda: replace(SOUND, group_limits=(GroupLimit("女", None, Fraction(3, 2)),)), "0 到 100%"),
        (lambda: replace(SOUND, group_limits=(GroupLimit("女", None, Fraction(1, 2), Fraction(1, 3)),)), "0 到 100%"),
        (lambda: replace(SOUND, tiers=(), unit_limits=(UnitLimit("公司", None, 1),)), "有名额限制，却没有档次"),
        (lambda: replace(SOUND, included=(Inclusion("9", "一等功"),)), "“9”不在候选人中"),
        (lambda: replace(SOUND, included=(Inclusion("1", "一等功", "星"),)), "档次“星”不存在"),
        (lambda: replace(SOUND, included=(Inclusion("1", " "),)), "没有写明理由"),
        (
            lambda: replace(SOUND, included=(Inclusion("1", "一等功"),), excluded=(Exclusion("1", "本人放弃"),)),
            "人选“1”出现了两次",
        ),
    ],
)
def test_contradictions_are_refused_in_words(change: Callable[[], Problem], words: str) -> None:
    with pytest.raises(SelectionInvalidError) as refused:
        change()
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(60, 100), "60%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(1, 3), "1/3"),
        (Fraction(1), "100%"),
        (Fraction(0), "0%"),
        (Fraction(5, 10000), "0.05%"),
        (Fraction(10, 100), "10%"),
    ],
)
def test_percentages(share: Fraction, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("share", "upper", "winners", "limit"),
    [
        (Fraction(15, 100), True, 250, 37),  # 厦门 2016
        (Fraction(60, 100), False, 250, 150),
        (Fraction(1, 3), True, 10, 3),
        (Fraction(1, 3), False, 10, 4),
        (Fraction(29, 100), True, 100, 29),  # 0.29 * 100 is 28.999999999999996 in floating point
    ],
)
def test_shares_are_exact(share: Fraction, upper: bool, winners: int, limit: int) -> None:
    assert Requirement("", frozenset((0,)), upper, share, Part.GROUP, 0).limit(winners) == limit


def test_requirements_in_words() -> None:
    problem = Problem(
        (Tier("之星", 10), Tier("达人", 40)),
        (Candidate("1", "公司", None, name="林晚晴"), Candidate("2", "公司", None)),
        (UnitLimit("公司/甲", "之星", 1, 2), UnitLimit("公司", None, None, 50)),
        (GroupLimit("一线", None, Fraction(60, 100)), GroupLimit("管理", "之星", None, Fraction(15, 100))),
        included=(Inclusion("1", "一等功", "之星"),),
        excluded=(Exclusion("2", "本人放弃"),),
    )
    assert [one.sentence for one in requirements(problem)] == [
        "“之星”评满 10 人",
        "“达人”评满 40 人",
        "公司/甲在“之星”中至少 1 人",
        "公司/甲在“之星”中至多 2 人",
        "公司获奖合计至多 50 人",
        "全部获奖者中一线不低于 60%（至少 30 人）",
        "“之星”中管理不超过 15%（至多 1 人）",
        "林晚晴须入选“之星”（一等功）",
        "2不列入（本人放弃）",
    ]


def test_ancestors() -> None:
    assert list(ancestors("a/b/c")) == ["a/b/c", "a/b", "a"]
