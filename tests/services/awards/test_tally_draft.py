"""A count being typed: what follows from what, what is wrong, whether it can be recorded."""

from datetime import date

from culture_desktop.rules.tally import Papers
from culture_desktop.services.awards.tally_draft import TallyDraft
from culture_desktop.services.awards.voting_rows import Candidate, Marks, Round, RoundTerms
from culture_desktop.vocabulary import BallotChoice, Grade, TierKind, VotingKind

FOR, AGAINST, ABSTAIN = (choice.value for choice in BallotChoice)
PAPERS = {"present": 20, "issued": 20, "returned": 19, "invalid": 1}


def draft(kind: VotingKind = VotingKind.ELECTION, imported: int = 0, marked_void: int = 0) -> TallyDraft:
    candidates = tuple(
        Candidate(key, TierKind.PERSON, str(key), name, "", name) for key, name in ((1, "林婉清"), (2, "赵启明"))
    )
    terms = RoundTerms("投票", date(2026, 11, 2), kind)
    return TallyDraft.of(Round(1, 1, terms, Papers(0, 0, 0), candidates, imported, marked_void))


def with_papers(made: TallyDraft, **papers: int) -> TallyDraft:
    for name, value in (PAPERS | papers).items():
        made = made.set_papers(name, value)
    return made


def test_who_is_not_told_of_abstained() -> None:
    made = with_papers(draft()).set_votes(1, FOR, 12).set_votes(1, AGAINST, 2)
    first, second = made.round.candidates
    assert [made.shown(first, choice) for choice in (FOR, AGAINST, ABSTAIN)] == [12, 2, 4]
    assert made.shown(second, ABSTAIN) is None
    assert made.blocker == "还差 1 个没有填票数：赵启明"
    made = made.set_votes(2, FOR, 0)
    assert made.blocker == ""
    assert made.marks == {1: Marks(12, 2), 2: Marks(0)}


def test_what_is_wrong_is_told_where_it_is() -> None:
    made = draft()
    assert made.blocker == "先填到会人数、发出和收回张数"
    assert not made.paper_faults
    made = with_papers(made, issued=21).set_votes(1, FOR, 25)
    assert list(made.paper_faults) == ["issued"]
    assert made.fault(made.round.candidates[0]) == "赞成、反对、弃权合计 25 票，有效票是 18 张"
    made = with_papers(made).set_votes(1, FOR, 18).set_votes(2, FOR, 1)
    assert made.sum_fault.startswith("赞成票合计 19 票，但有效票 18 张、每张至多选 1 人")
    assert made.set_votes(2, FOR, None).lacking == (made.round.candidates[1],)


def test_a_void_vote_needs_no_votes() -> None:
    made = with_papers(draft(), issued=18, invalid=0)
    assert made.papers.void
    assert made.blocker == ""
    assert made.paper_faults == {"returned": "收回 19 张，多于发出的 18 张，这一轮无效"}


def test_of_imported_ballots_only_papers_are_typed() -> None:
    made = draft(imported=17, marked_void=2)
    assert made.papers.returned == 17
    made = with_papers(made, returned=19)
    # Two came back that nothing could be read from, two were marked for too many.
    assert (made.whole_papers.invalid, made.whole_papers.valid, made.marks, made.blocker) == (4, 15, {}, "")
    assert with_papers(made, returned=16).blocker == "已导入 17 张选票，多于收回的 16 张"


def test_grades_may_leave_somebody_out_but_not_exceed_the_papers() -> None:
    made = with_papers(draft(VotingKind.ASSESSMENT)).set_votes(1, Grade.EXCELLENT, 17).set_votes(2, Grade.QUALIFIED, 18)
    assert made.blocker == ""
    assert made.grades[1] == {Grade.EXCELLENT: 17, Grade.QUALIFIED: 0, Grade.BASIC: 0, Grade.UNQUALIFIED: 0}
    assert made.set_votes(2, Grade.BASIC, 1).blocker == "赵启明：合计 19 票，多于有效的 18 张"
