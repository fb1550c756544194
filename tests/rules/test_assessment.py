"""Democratic appraisal: grades by majority, the cap on the best, members on probation."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import BallotsInvalidError
from culture_desktop.rules.assessment import Appraised, appraise, excellent_cap
from culture_desktop.vocabulary import Grade

BEST, GOOD, FAIR, BAD = Grade


@pytest.mark.parametrize(("graded", "cap"), [(0, 0), (2, 0), (3, 1), (5, 1), (6, 2), (10, 3), (300, 100)])
def test_a_third_is_exact_and_rounded_down(graded: int, cap: int) -> None:
    assert excellent_cap(graded) == cap


def test_shares_differ_between_profiles() -> None:
    assert excellent_cap(20, Fraction(15, 100)) == 3


@pytest.mark.parametrize(
    ("votes", "grade"),
    [
        ({BEST: 11, GOOD: 9}, BEST),
        ({BEST: 10, GOOD: 10}, GOOD),  # exactly half is not a majority
        ({GOOD: 9, FAIR: 2, BAD: 9}, FAIR),
        ({BEST: 5, GOOD: 5, BAD: 10}, BAD),
        ({BAD: 20}, BAD),
    ],
)
def test_a_grade_takes_a_majority_for_it_or_better(votes: Mapping[Grade, int], grade: Grade) -> None:
    others = [Appraised(f"其他{n}", {GOOD: 20}) for n in range(2)]
    assert appraise([Appraised("张三", votes), *others], 20).appraisals[0].grade is grade


def test_the_cap_and_those_on_probation() -> None:
    members = [
        Appraised("甲", {BEST: 18, GOOD: 2}),
        Appraised("乙", {BEST: 16, GOOD: 4}),
        Appraised("丙", {BEST: 12, GOOD: 8}),
        Appraised("丁", {GOOD: 20}),
        Appraised("戊", {GOOD: 20}),
        Appraised("己", {FAIR: 15, BAD: 5}),
        Appraised("庚", {}, probationary=True),
    ]
    result = appraise(members, 20)
    assert result.cap == 2
    assert [one.grade for one in result.appraisals] == [BEST, BEST, GOOD, GOOD, GOOD, FAIR, None]
    assert [one.capped for one in result.appraisals] == [False, False, True, False, False, False, False]
    assert result.sentence == "评定等次 6 人，优秀不超过 1/3，至多 2 人；丙优秀票过半，但优秀名额已满，评为合格。"
    assert [one.sentence for one in result.appraisals][2::4] == [
        "丙：优秀 12 票、合格 8 票、基本合格 0 票、不合格 0 票，优秀票过半，但优秀名额已满，评为合格。",
        "庚：预备党员，参加测评，不评定等次。",
    ]


def test_a_tie_for_the_last_of_the_best_is_told() -> None:
    members = [Appraised(name, {BEST: 15, GOOD: 5}) for name in "乙丙"]
    members += [Appraised("甲", {BEST: 19, GOOD: 1}), Appraised("丁", {BEST: 11, GOOD: 9})]
    members += [Appraised(str(n), {GOOD: 20}) for n in range(2)]
    result = appraise(members, 20)
    assert (result.tied, result.open) == (("乙", "丙"), 1)
    assert [one.grade for one in result.appraisals] == [None, None, BEST, GOOD, GOOD, GOOD]
    assert "乙、丙的优秀票相等，其间 1 个优秀名额待定" in result.sentence


def test_a_paper_may_leave_a_member_out() -> None:
    """Then the majority is still that of the valid papers."""
    found = appraise([Appraised("张三", {BEST: 10, GOOD: 1}), *(Appraised(str(n), {GOOD: 20}) for n in range(2))], 20)
    assert found.appraisals[0].grade is GOOD
    assert (
        found.appraisals[0].sentence
        == "张三：优秀 10 票、合格 1 票、基本合格 0 票、不合格 0 票、未表态 9 票，评为合格。"
    )


def test_no_more_votes_than_papers() -> None:
    with pytest.raises(BallotsInvalidError, match="“张三”四个等次合计 21 票，有效票是 20 张"):
        appraise([Appraised("张三", {BEST: 21})], 20)
    with pytest.raises(BallotsInvalidError, match="不能为负"):
        appraise([Appraised("张三", {BEST: 21, BAD: -1})], 20)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=12))
def test_never_more_than_a_third(votes: list[tuple[int, bool]]) -> None:
    members = [Appraised(str(n), {BEST: v, GOOD: 9 - v}, probation) for n, (v, probation) in enumerate(votes)]
    result = appraise(members, 9)
    graded = sum(not probation for _, probation in votes)
    best = [n for n, one in enumerate(result.appraisals) if one.grade is BEST]
    wanted = [n for n, (v, probation) in enumerate(votes) if not probation and 2 * v > 9]
    assert 3 * (len(best) + result.open) <= graded
    assert len(best) + result.open == min(len(wanted), excellent_cap(graded))
    assert all(votes[b][0] > votes[w][0] for b in best for w in wanted if w not in best and result.appraisals[w].tied)
    assert all(votes[b][0] >= votes[w][0] for b in best for w in wanted if w not in best)
