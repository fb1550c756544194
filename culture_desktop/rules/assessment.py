"""Democratic appraisal (民主测评): each member graded by the others in four grades, with a cap on the best.

A member has a grade when more than half of the valid papers give that grade or a better one; a paper may leave a
member without any. 优秀 goes to no more than
a share of those graded (one third, rounded down, unless the profile says otherwise), those with most 优秀 votes first;
the others who would have it are 合格. Probationary members take part but are not graded and do not count for the share.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from culture_desktop.errors import BallotsInvalidError
from culture_desktop.vocabulary import Grade

ONE_THIRD = Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class Appraised:
    """A member and the votes for each grade; a grade without votes may be left out."""

    member: str
    votes: Mapping[Grade, int]
    probationary: bool = False


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A member's grade; None for a probationary member, and for those tied for the last 优秀."""

    member: str
    grade: Grade | None
    capped: bool
    tied: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class AppraisalResult:
    """All members in the order of the input; ``tied`` have equal votes for the ``open`` places left under the cap."""

    appraisals: tuple[Appraisal, ...]
    cap: int
    tied: tuple[str, ...]
    open: int
    sentence: str


def excellent_cap(graded: int, share: Fraction = ONE_THIRD) -> int:
    """How many may be 优秀 among so many graded: 10 members, 3."""
    return floor(share * graded)


def appraise(members: Sequence[Appraised], valid_papers: int, share: Fraction = ONE_THIRD) -> AppraisalResult:
    """Grade members by ``valid_papers`` papers; raises BallotsInvalidError where one has more votes than that."""
    graded = [one for one in members if not one.probationary]
    for one in graded:
        _check(one, valid_papers)
    by_votes = {one.member: _grade(one, valid_papers) for one in graded}
    cap = excellent_cap(len(graded), share)
    wanted = sorted(
        (one for one in graded if by_votes[one.member] is Grade.EXCELLENT),
        key=lambda one: -one.votes[Grade.EXCELLENT],
    )
    excellent, tied = _split(wanted, cap)
    found = tuple(_appraisal(one, by_votes.get(one.member), excellent, tied, valid_papers) for one in members)
    left = cap - len(excellent) if tied else 0
    capped = "、".join(one.member for one in found if one.capped)
    words = f"评定等次 {len(graded)} 人，优秀不超过 {share.numerator}/{share.denominator}，至多 {cap} 人"
    words += f"；{'、'.join(tied)}的优秀票相等，其间 {left} 个优秀名额待定" if tied else ""
    words += f"；{capped}优秀票过半，但优秀名额已满，评为{Grade.QUALIFIED.label}" if capped else ""
    return AppraisalResult(found, cap, tied, left, f"{words}。")


def _check(one: Appraised, valid_papers: int) -> None:
    if any(number < 0 for number in one.votes.values()):
        raise BallotsInvalidError(reason=f"“{one.member}”的票数不能为负")
    total = sum(one.votes.values())
    if total > valid_papers:
        raise BallotsInvalidError(reason=f"“{one.member}”四个等次合计 {total} 票，有效票是 {valid_papers} 张")


def _grade(one: Appraised, valid_papers: int) -> Grade:
    held = 0
    for grade in Grade:
        held += one.votes.get(grade, 0)
        if 2 * held > valid_papers:
            return grade
    return Grade.UNQUALIFIED


def _split(wanted: Sequence[Appraised], cap: int) -> tuple[frozenset[str], tuple[str, ...]]:
    """Who is 优秀 for certain, and who is tied for the rest; ``wanted`` has most votes first."""
    if len(wanted) <= cap or not cap:
        return frozenset(one.member for one in wanted[:cap]), ()
    cut = wanted[cap].votes[Grade.EXCELLENT]
    above = frozenset(one.member for one in wanted[:cap] if one.votes[Grade.EXCELLENT] > cut)
    if len(above) == cap:
        return above, ()
    return above, tuple(one.member for one in wanted if one.votes[Grade.EXCELLENT] == cut)


def _appraisal(
    one: Appraised, by_votes: Grade | None, excellent: frozenset[str], tied: Iterable[str], valid_papers: int
) -> Appraisal:
    if by_votes is None:
        return Appraisal(one.member, None, False, False, f"{one.member}：预备党员，参加测评，不评定等次。")
    told = "、".join(f"{grade.label} {one.votes.get(grade, 0)} 票" for grade in Grade)
    silent = valid_papers - sum(one.votes.values())
    head = f"{one.member}：{told}" + (f"、未表态 {silent} 票" if silent else "")
    if one.member in tied:
        return Appraisal(one.member, None, False, True, f"{head}，优秀票相等，优秀名额不够，待定。")
    if by_votes is Grade.EXCELLENT and one.member not in excellent:
        sentence = f"{head}，优秀票过半，但优秀名额已满，评为{Grade.QUALIFIED.label}。"
        return Appraisal(one.member, Grade.QUALIFIED, True, False, sentence)
    return Appraisal(one.member, by_votes, False, False, f"{head}，评为{by_votes.label}。")
