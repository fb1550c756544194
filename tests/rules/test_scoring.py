"""Scores in exact arithmetic."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import InvalidFieldError
from culture_desktop.rules.scoring import (
    JudgeScore,
    judge_result,
    participation_points,
    trimmed_mean,
    weighted_total,
)

scores = st.decimals(0, 100, places=2)


def D(text: str) -> Decimal:  # noqa: N802  (reads as the literal it stands for)
    return Decimal(text)


@pytest.mark.parametrize(
    ("points", "mean"),
    [
        # A singing contest in primary-school textbooks: 9.8 9.5 9.7 9.6 9.9 without the extremes.
        (["9.8", "9.5", "9.7", "9.6", "9.9"], "9.70"),
        (["95.5", "96", "90", "91.25", "93.5", "88", "99"], "93.25"),
        (["90", "91", "91.005"], "91.00"),
        (["1", "2.345", "9"], "2.35"),  # halves go up, not to even
        (["80", "90"], "85.00"),  # two scores: both count
        (["80"], "80.00"),
        (["9", "9", "9", "9"], "9.00"),
    ],
)
def test_trimmed_means(points: list[str], mean: str) -> None:
    assert str(trimmed_mean([D(one) for one in points])) == mean


def test_no_score_is_no_mean() -> None:
    assert trimmed_mean([]) is None
    assert judge_result([JudgeScore("甲", D("90"), recused=True)]).mean is None


def test_trimming_never_leaves_nothing_and_keeps_to_its_threshold() -> None:
    three = [D("1"), D("2"), D("6")]
    assert trimmed_mean(three, 2, 1) == D("3.00")
    assert trimmed_mean(three, 1, 1, trim_from=5) == D("3.00")
    assert trimmed_mean([D("1"), D("2"), D("3"), D("10")], 2, 0) == D("1.50")


def test_recused_judges_leave_sum_and_divisor() -> None:
    sheet = [JudgeScore(j, D(p), r) for j, p, r in (("甲", "90", False), ("乙", "100", True), ("丙", "80", False))]
    sheet += [JudgeScore("丁", D("85"), False), JudgeScore("戊", D("86"), False)]
    result = judge_result(sheet)
    assert result.mean == D("85.50")
    assert [s.judge for s in result.counted] == ["丁", "戊"]
    assert [s.judge for s in result.dropped] == ["丙", "甲"]
    assert [s.judge for s in result.recused] == ["乙"]


@given(st.lists(scores, min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_order_of_judges_does_not_matter(points: list[Decimal], random: object) -> None:
    shuffled = list(points)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert trimmed_mean(shuffled) == trimmed_mean(points)
    found = judge_result([JudgeScore(str(n), one) for n, one in enumerate(points)])
    assert found.mean == trimmed_mean(points)
    assert len(found.counted) + len(found.dropped) == len(points)


@pytest.mark.parametrize(
    ("count", "full_at", "points"),
    [(0, 12, "0.00"), (1, 12, "3.33"), (5, 12, "16.67"), (12, 12, "40.00"), (30, 12, "40.00")],
)
def test_participation_points(count: int, full_at: int, points: str) -> None:
    assert str(participation_points(count, full_at, 40)) == points


def test_participation_of_a_team_is_a_fraction() -> None:
    assert participation_points(Fraction(7, 3), 8, 100) == D("29.17")
    with pytest.raises(InvalidFieldError):
        participation_points(1, 0, 100)


def test_weighted_totals() -> None:
    weights = {"参与": D("40"), "评审": D("60")}
    assert weighted_total({"参与": D("83.33"), "评审": D("91.25")}, weights) == D("88.08")
    assert weighted_total({"参与": D("83.33"), "评审": D("91.25")}, weights, 3) == D("88.082")
    with pytest.raises(ValueError, match="评审"):
        weighted_total({"参与": D("83.33")}, weights)
    with pytest.raises(InvalidFieldError):
        weighted_total({"参与": D("1")}, {"参与": D("0")})
