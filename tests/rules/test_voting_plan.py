"""Rounds that a template prepares: read, written back, said in words; shares as people write them."""

from fractions import Fraction
from typing import Any

import pytest

from culture_desktop.errors import InvalidFieldError, ProfileBrokenError
from culture_desktop.rules.records import Record
from culture_desktop.rules.voting_plan import RoundPlan, share_in, share_words, voting_plans
from culture_desktop.vocabulary import MajorityOf, VotingKind

PLANS = [
    (RoundPlan(VotingKind.ASSESSMENT, "民主测评"), "民主测评：按四个等次测评，优秀不超过1/3"),
    (RoundPlan(VotingKind.ELECTION, "投票", 3), "投票：同意票超过到会有表决权人数的半数当选"),
    (RoundPlan(VotingKind.ELECTION, "投票", majority_of=MajorityOf.NONE), "投票：得票多的当选"),
]


@pytest.mark.parametrize(("plan", "sentence"), PLANS)
def test_what_is_written_is_read_back(plan: RoundPlan, sentence: str) -> None:
    assert voting_plans(Record({"voting": [plan.to_dict()]}, "模板")) == (plan,)
    assert plan.sentence == sentence


@pytest.mark.parametrize(
    "plans",
    [
        [{"kind": "raffle", "title": "抽签"}],
        [{"kind": "election"}],
        [{"kind": "election", "title": "投票", "places": 0}],
        [{"kind": "assessment", "title": "测评", "best_share": "三成"}],
        [{"kind": "election", "title": "投票", "seats": 2}],
        [{"kind": "election", "title": "投票"}] * 2,
    ],
)
def test_what_does_not_fit_is_refused(plans: list[dict[str, Any]]) -> None:
    with pytest.raises(ProfileBrokenError):
        voting_plans(Record({"voting": plans}, "模板"))


@pytest.mark.parametrize(
    ("text", "share", "words"),
    [("1/3", Fraction(1, 3), "1/3"), (" 30% ", Fraction(3, 10), "30%"), ("0.2", Fraction(1, 5), "20%")],
)
def test_shares_as_people_write_them(text: str, share: Fraction, words: str) -> None:
    assert share_in(text) == share
    assert share_words(share) == words


@pytest.mark.parametrize("text", ["", "三成", "0", "4/3", "1/0", "-1/3"])
def test_what_is_no_share(text: str) -> None:
    with pytest.raises(InvalidFieldError, match="大于 0、不超过 1 的比例"):
        share_in(text)
