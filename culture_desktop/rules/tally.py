"""The figures of a count, and what among them cannot be true: said for each field, so that it can stand beside it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from culture_desktop.errors import BallotsInvalidError

PRESENT, ISSUED, RETURNED, INVALID = "present", "issued", "returned", "invalid"


@dataclass(frozen=True, slots=True)
class Votes:
    """The marks for one nominee on all valid papers."""

    nominee: str
    approve: int
    oppose: int = 0
    abstain: int = 0

    @property
    def total(self) -> int:
        """How many papers say something of the nominee, if only that nothing is said."""
        return self.approve + self.oppose + self.abstain


@dataclass(frozen=True, slots=True)
class Papers:
    """Ballot papers, and how many are present with the right to vote."""

    present: int
    issued: int
    returned: int
    invalid: int = 0

    @property
    def valid(self) -> int:
        """The papers that count."""
        return self.returned - self.invalid

    @property
    def void(self) -> bool:
        """More came back than were given out: the whole vote is void."""
        return self.returned > self.issued


def paper_faults(papers: Papers) -> Mapping[str, str]:
    """What is wrong with the papers, by field; a vote that is void is no fault, it has only to be repeated."""
    faults = {}
    for field in (PRESENT, ISSUED, RETURNED, INVALID):
        if getattr(papers, field) < 0:
            faults[field] = "人数和票数不能为负"
    if papers.issued > papers.present:
        faults.setdefault(ISSUED, f"发出选票 {papers.issued} 张，多于到会有表决权的 {papers.present} 人")
    if papers.invalid > papers.returned:
        faults.setdefault(INVALID, f"无效票 {papers.invalid} 张，多于收回的 {papers.returned} 张")
    return faults


def votes_fault(votes: Votes, papers: Papers) -> str:
    """What is wrong with one nominee's votes; empty when nothing is."""
    if min(votes.approve, votes.oppose, votes.abstain) < 0:
        return f"“{votes.nominee}”的票数不能为负"
    if votes.total != papers.valid:
        return f"“{votes.nominee}”的赞成、反对、弃权合计 {votes.total} 票，有效票是 {papers.valid} 张"
    return ""


def sum_fault(votes: Sequence[Votes], papers: Papers, seats: int) -> str:
    """What is wrong with all votes together: no paper may approve of more nominees than there are places."""
    approvals = sum(one.approve for one in votes)
    if approvals <= papers.valid * seats:
        return ""
    most = f"有效票 {papers.valid} 张、每张至多选 {seats} 人"
    return f"赞成票合计 {approvals} 票，但{most}，至多 {papers.valid * seats} 票"


def check_papers(papers: Papers) -> None:
    """BallotsInvalidError with the first fault of the papers."""
    for fault in paper_faults(papers).values():
        raise BallotsInvalidError(reason=fault)


def check_votes(votes: Sequence[Votes], papers: Papers, seats: int) -> None:
    """BallotsInvalidError with the first fault of the votes."""
    if seats < 0:
        raise BallotsInvalidError(reason=f"名额是 {seats}，不能为负")
    for name, times in Counter(one.nominee for one in votes).items():
        if times > 1:
            raise BallotsInvalidError(reason=f"“{name}”列了 {times} 次")
    for fault in (*(votes_fault(one, papers) for one in votes), sum_fault(votes, papers, seats)):
        if fault:
            raise BallotsInvalidError(reason=fault)
