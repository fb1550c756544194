"""Ballots: figures that cannot be true, majorities, ties at the last place, papers with too many marks."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from culture_desktop.errors import BallotsInvalidError
from culture_desktop.rules.ballots import Election, Standing, count_papers, elect
from culture_desktop.rules.tally import Papers, Votes, paper_faults
from culture_desktop.vocabulary import BallotChoice, MajorityOf

FOR, AGAINST, ABSTAIN = BallotChoice.FOR, BallotChoice.AGAINST, BallotChoice.ABSTAIN


def voted(papers: Papers, seats: int, majority: MajorityOf = MajorityOf.PRESENT, **approvals: int) -> Election:
    """A vote in which whoever is not for somebody abstains."""
    votes = [Votes(name, number, 0, papers.valid - number) for name, number in approvals.items()]
    return elect(votes, papers, seats, majority)


@pytest.mark.parametrize(
    ("majority", "papers", "approve", "standing"),
    [
        pytest.param(MajorityOf.PRESENT, Papers(50, 50, 50), 25, Standing.SHORT, id="exactly half"),
        pytest.param(MajorityOf.PRESENT, Papers(50, 50, 50), 26, Standing.ELECTED, id="one more than half"),
        pytest.param(MajorityOf.PRESENT, Papers(51, 51, 51), 25, Standing.SHORT, id="less than half of an odd number"),
        pytest.param(MajorityOf.PRESENT, Papers(51, 51, 51), 26, Standing.ELECTED, id="more than half of it"),
        pytest.param(MajorityOf.PRESENT, Papers(50, 48, 47, 3), 25, Standing.SHORT, id="half of those present"),
        pytest.param(MajorityOf.VALID, Papers(50, 48, 47, 3), 23, Standing.ELECTED, id="more than half of the valid"),
        pytest.param(MajorityOf.VALID, Papers(50, 48, 47, 3), 22, Standing.SHORT, id="half of the valid"),
        pytest.param(MajorityOf.NONE, Papers(50, 50, 50), 1, Standing.ELECTED, id="no majority asked for"),
        pytest.param(MajorityOf.NONE, Papers(50, 50, 50), 0, Standing.SHORT, id="nobody's choice"),
    ],
)
def test_majorities(majority: MajorityOf, papers: Papers, approve: int, standing: Standing) -> None:
    assert voted(papers, 1, majority, 张三=approve).outcomes[0].standing is standing


def test_an_election_in_words() -> None:
    election = elect(
        [Votes("张三", 12, 30, 6), Votes("李四", 40, 5, 3), Votes("王五", 30, 10, 8)], Papers(50, 50, 49, 1), 2
    )
    assert election.elected == ("李四", "王五")
    assert election.sentence == (
        "发出选票 50 张，收回 49 张，其中有效票 48 张、无效票 1 张，收回不多于发出，投票有效。"
        "到会有表决权 50 人，赞成票过半即 26 票以上当选。"
    )
    assert [one.sentence for one in election.outcomes] == [
        "李四：赞成 40 票，反对 5 票，弃权 3 票，当选。",
        "王五：赞成 30 票，反对 10 票，弃权 8 票，当选。",
        "张三：赞成 12 票，反对 30 票，弃权 6 票，票数未达到要求，差 14 票。",
    ]


def test_more_papers_back_than_given_out_is_no_vote() -> None:
    election = voted(Papers(50, 50, 51), 1, 张三=40)
    assert not election.valid
    assert election.elected == ()
    assert election.vacant == 1
    assert election.sentence == "发出选票 50 张，收回 51 张，收回多于发出，投票无效，须重新投票。"
    assert election.outcomes[0].standing is Standing.VOID


def test_a_tie_at_the_last_place_is_voted_again_among_the_tied_only() -> None:
    papers = Papers(50, 50, 50)
    first = voted(papers, 3, 甲=45, 乙=30, 丙=30, 丁=30, 戊=15)
    assert first.elected == ("甲",)
    assert (first.again, first.again_seats, first.vacant) == (("乙", "丙", "丁"), 2, 0)
    assert first.sentence.endswith("乙、丙、丁赞成票相等，就余下的 2 个名额只在他们之间再次投票。")
    second = elect([Votes(n, v, 50 - v) for n, v in (("乙", 12), ("丙", 20), ("丁", 24))], papers, 2, MajorityOf.NONE)
    assert second.elected == ("丁", "丙")


def test_a_tie_above_or_below_the_cut_decides_nothing() -> None:
    papers = Papers(50, 50, 50)
    assert voted(papers, 2, 甲=30, 乙=30, 丙=28).elected == ("甲", "乙")
    election = voted(papers, 3, 甲=30, 乙=29, 丙=28, 丁=26, 戊=26)
    assert election.elected == ("甲", "乙", "丙")
    assert [one.standing for one in election.outcomes[3:]] == [Standing.NO_PLACE] * 2
    below = voted(papers, 2, 甲=30, 乙=20, 丙=20)
    assert (below.elected, below.again, below.vacant) == (("甲",), (), 1)
    assert below.sentence.endswith("尚有 1 个名额无人达到要求，空缺。")


@pytest.mark.parametrize(
    ("votes", "papers", "seats", "reason"),
    [
        ([Votes("甲", 60)], Papers(50, 50, 50), 1, "“甲”的赞成、反对、弃权合计 60 票，有效票是 50 张"),
        ([Votes("甲", 20, 10, 10)], Papers(50, 50, 50), 1, "“甲”的赞成、反对、弃权合计 40 票，有效票是 50 张"),
        ([Votes("甲", 50), Votes("乙", 50)], Papers(50, 50, 50), 1, "赞成票合计 100 票，但有效票 50 张、每张至多选 1 人"),
        ([Votes("甲", -1, 51)], Papers(50, 50, 50), 1, "“甲”的票数不能为负"),
        ([Votes("甲", 25, 25), Votes("甲", 25, 25)], Papers(50, 50, 50), 1, "“甲”列了 2 次"),
        ([], Papers(50, 60, 50), 1, "发出选票 60 张，多于到会有表决权的 50 人"),
        ([], Papers(50, 50, 10, 11), 1, "无效票 11 张，多于收回的 10 张"),
        ([], Papers(50, 50, -1), 1, "人数和票数不能为负"),
        ([], Papers(50, 50, 50), -1, "名额是 -1，不能为负"),
    ],
)  # fmt: skip
def test_figures_that_cannot_be_true(votes: list[Votes], papers: Papers, seats: int, reason: str) -> None:
    with pytest.raises(BallotsInvalidError) as refused:
        elect(votes, papers, seats)
    assert str(refused.value).startswith(f"计票数字对不上，没有采用：{reason}")
    assert str(refused.value).endswith("。请核对计票单后重新填写。")


@pytest.mark.parametrize(
    ("papers", "faults"),
    [
        (Papers(50, 50, 50), {}),
        (Papers(50, 49, 50), {}),  # void, and to be voted again; nothing is wrong with the figures
        (
            Papers(50, 60, 10, 11),
            {"issued": "发出选票 60 张，多于到会有表决权的 50 人", "invalid": "无效票 11 张，多于收回的 10 张"},
        ),
        (Papers(-1, 0, 0), {"present": "人数和票数不能为负", "issued": "发出选票 0 张，多于到会有表决权的 -1 人"}),
        (Papers(5, 5, 5, -2), {"invalid": "人数和票数不能为负"}),
    ],
)  # fmt: skip
def test_faults_stand_beside_their_fields(papers: Papers, faults: dict[str, str]) -> None:
    assert paper_faults(papers) == faults


def test_a_paper_with_more_marks_than_places_is_void() -> None:
    papers = [
        {"甲": FOR, "乙": FOR, "丙": FOR},
        {"甲": FOR, "乙": AGAINST},
        {"甲": FOR, "丙": FOR},
        {},
        {"乙": ABSTAIN},
    ]
    votes, void = count_papers(papers, ["甲", "乙", "丙"], 2)
    assert void == 1
    assert votes == (Votes("甲", 2, 0, 2), Votes("乙", 0, 1, 3), Votes("丙", 1, 0, 3))
    with pytest.raises(BallotsInvalidError, match="“丁”不在候选名单里"):
        count_papers([{"丁": FOR}], ["甲"], 1)


paper = st.dictionaries(st.sampled_from(["甲", "乙", "丙", "丁"]), st.sampled_from(list(BallotChoice)))


@given(st.lists(paper, max_size=9), st.integers(0, 3), st.integers(0, 3), st.sampled_from(list(MajorityOf)))
def test_any_box_of_papers(papers: list[dict[str, BallotChoice]], seats: int, away: int, majority: MajorityOf) -> None:
    nominees = ["甲", "乙", "丙", "丁"]
    votes, void = count_papers(papers, nominees, seats)
    counted = Papers(len(papers) + away, len(papers), len(papers), void)
    election = elect(votes, counted, seats, majority)
    approve = {one.nominee: one.approve for one in votes}
    base = {MajorityOf.PRESENT: counted.present, MajorityOf.VALID: counted.valid, MajorityOf.NONE: 0}[majority]
    assert all(2 * approve[name] > base for name in (*election.elected, *election.again))
    assert len(election.elected) + election.again_seats + election.vacant == seats
    losers = [n for n in nominees if n not in election.elected and n not in election.again and 2 * approve[n] > base]
    for winner, loser in product(election.elected, (*election.again, *losers)):
        assert approve[winner] > approve[loser] or (election.vacant, election.again) == (0, ())
    if election.again:
        assert len({approve[name] for name in election.again}) == 1
        assert 0 < election.again_seats < len(election.again)
    shuffled = elect(votes[::-1], counted, seats, majority)
    assert (set(shuffled.elected), set(shuffled.again)) == (set(election.elected), set(election.again))
