"""Secret ballots: which papers count, who is elected, and between whom to vote again.

A vote is valid when no more papers came back than were given out. A paper with more marks in favour than places is
void; a nominee without a mark on it is abstained from. Elected is who has strictly more than half (of those present
with the right to vote, or of the valid papers), and of these, who has most votes. Where votes are equal at the last
place, there is a second round among the tied only, for the places that are left. Only totals by nominee come in and
go out: nothing here could tell who voted how.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from culture_desktop.errors import BallotsInvalidError
from culture_desktop.rules.tally import Papers, Votes, check_papers, check_votes
from culture_desktop.vocabulary import BallotChoice, MajorityOf, Word


class Standing(Word):
    """What came of the vote for a nominee."""

    ELECTED = "elected", "当选"
    TIED = "tied", "票数相等，再次投票"
    NO_PLACE = "no_place", "票数达到要求，名额已满"
    SHORT = "short", "票数未达到要求"
    VOID = "void", "投票无效"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One nominee's votes and what came of them."""

    votes: Votes
    standing: Standing
    sentence: str


@dataclass(frozen=True, slots=True)
class Election:
    """A vote counted. ``outcomes`` are in the order of votes, equals as they came in.

    ``again`` are those tied at the last place, for ``again_seats`` places; ``vacant`` places nobody won.
    """

    valid: bool
    needed: int
    outcomes: tuple[Outcome, ...]
    again: tuple[str, ...]
    again_seats: int
    vacant: int
    sentence: str

    @property
    def elected(self) -> tuple[str, ...]:
        """The nominees who won, most votes first."""
        return tuple(one.votes.nominee for one in self.outcomes if one.standing is Standing.ELECTED)


def count_papers(
    papers: Iterable[Mapping[str, BallotChoice]], nominees: Sequence[str], seats: int
) -> tuple[tuple[Votes, ...], int]:
    """The votes on all papers that count, in the nominees' order, and how many papers are void.

    Raises BallotsInvalidError for a mark beside somebody who was not nominated.
    """
    known, marks = frozenset(nominees), Counter[tuple[str, BallotChoice]]()
    void = valid = 0
    for paper in papers:
        strange = sorted(paper.keys() - known)
        if strange:
            raise BallotsInvalidError(reason=f"选票上的“{strange[0]}”不在候选名单里")
        if sum(choice is BallotChoice.FOR for choice in paper.values()) > seats:
            void += 1
            continue
        valid += 1
        marks.update(paper.items())
    votes = []
    for nominee in nominees:
        approve, oppose = marks[nominee, BallotChoice.FOR], marks[nominee, BallotChoice.AGAINST]
        votes.append(Votes(nominee, approve, oppose, valid - approve - oppose))
    return tuple(votes), void


def elect(votes: Sequence[Votes], papers: Papers, seats: int, majority: MajorityOf = MajorityOf.PRESENT) -> Election:
    """Who is elected to ``seats`` places; raises BallotsInvalidError where the figures cannot be true.

    For the second round, give the votes for those tied, its papers, ``again_seats``, and ``MajorityOf.NONE``: all of
    them have had their majority.
    """
    if papers.void:
        check_papers(papers)
        sentence = f"发出选票 {papers.issued} 张，收回 {papers.returned} 张，收回多于发出，投票无效，须重新投票。"
        void = tuple(Outcome(one, Standing.VOID, f"{_told(one)}，投票无效。") for one in votes)
        return Election(False, _needed(papers, majority), void, (), 0, seats, sentence)
    check_papers(papers)
    check_votes(votes, papers, seats)
    needed = _needed(papers, majority)
    ordered = sorted(votes, key=lambda one: -one.approve)
    passed = [one for one in ordered if one.approve >= needed]
    winners, tied = _split(passed, seats)
    standings = {one.nominee: Standing.NO_PLACE for one in passed}
    standings |= {one.nominee: Standing.ELECTED for one in winners} | {one.nominee: Standing.TIED for one in tied}
    outcomes = []
    for one in ordered:
        standing = standings.get(one.nominee, Standing.SHORT)
        outcomes.append(Outcome(one, standing, _sentence(one, standing, needed)))
    left = seats - len(winners)
    names = tuple(one.nominee for one in tied)
    words = _head(papers, needed, majority) + _told_left(names, left)
    return Election(True, needed, tuple(outcomes), names, left if names else 0, 0 if names else left, words)


def _needed(papers: Papers, majority: MajorityOf) -> int:
    """The fewest votes in favour that are enough; exactly half is not."""
    if majority is MajorityOf.NONE:
        return 1
    return (papers.present if majority is MajorityOf.PRESENT else papers.valid) // 2 + 1


def _split(passed: Sequence[Votes], seats: int) -> tuple[Sequence[Votes], Sequence[Votes]]:
    """Who wins for certain, and who is tied for the places left; ``passed`` has most votes first."""
    if len(passed) <= seats or not seats or passed[seats].approve < passed[seats - 1].approve:
        return passed[:seats], ()
    cut = passed[seats].approve
    return [one for one in passed if one.approve > cut], [one for one in passed if one.approve == cut]


def _head(papers: Papers, needed: int, majority: MajorityOf) -> str:
    base = {
        MajorityOf.PRESENT: f"到会有表决权 {papers.present} 人，赞成票过半即 {needed} 票以上当选",
        MajorityOf.VALID: f"有效票 {papers.valid} 张，赞成票过半即 {needed} 票以上当选",
        MajorityOf.NONE: "得赞成票多的当选",
    }[majority]
    return (
        f"发出选票 {papers.issued} 张，收回 {papers.returned} 张，其中有效票 {papers.valid} 张、无效票 {papers.invalid} 张，"
        f"收回不多于发出，投票有效。{base}。"
    )


def _told_left(tied: Sequence[str], left: int) -> str:
    if tied:
        return f"{'、'.join(tied)}赞成票相等，就余下的 {left} 个名额只在他们之间再次投票。"
    return f"尚有 {left} 个名额无人达到要求，空缺。" if left else ""


def _told(votes: Votes) -> str:
    return f"{votes.nominee}：赞成 {votes.approve} 票，反对 {votes.oppose} 票，弃权 {votes.abstain} 票"


def _sentence(votes: Votes, standing: Standing, needed: int) -> str:
    lacking = f"，差 {needed - votes.approve} 票" if standing is Standing.SHORT else ""
    return f"{_told(votes)}，{standing.label}{lacking}。"
