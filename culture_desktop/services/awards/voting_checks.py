"""What has to be true of a round before it is called, and of its figures before they are recorded."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from culture_desktop.errors import BallotsInvalidError, InvalidFieldError, VoteVoidError
from culture_desktop.models import Campaign
from culture_desktop.rules.tally import Papers, Votes, check_papers
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.voting_reading import decided
from culture_desktop.services.awards.voting_rows import Candidate, Marks, Round, RoundTerms
from culture_desktop.vocabulary import Grade, TierKind, VotingKind

LONGEST_TITLE = 128
_MOST_PAPERS = 1_000_000


def check_terms(terms: RoundTerms) -> None:
    """Refuse a round without a name, without places, or with a share that is none."""
    if not terms.title.strip() or len(terms.title.strip()) > LONGEST_TITLE:
        raise InvalidFieldError(field="投票名称", value=terms.title, expected=f"1 到 {LONGEST_TITLE} 字")
    if terms.kind is VotingKind.ELECTION and terms.places < 1:
        raise InvalidFieldError(field="应选名额", value=terms.places, expected="不小于 1 的整数")
    if not 0 < terms.best_share <= 1:
        raise InvalidFieldError(field="优秀比例", value=terms.best_share, expected="大于 0、不超过 1 的比例，如 1/3")


def standing_in(
    session: Session, campaign: Campaign, nominations: Collection[int] | None, whom: TierKind | None
) -> list[int]:
    """Who stands, checked: nominated, passed, and all of one kind."""
    nominees = {nominee.nomination_id: nominee for nominee in read_board(session, campaign).nominees}
    if nominations is None:
        passed = [nominee for nominee in nominees.values() if nominee.eligibility.passed]
        nominations = [one.nomination_id for one in passed if whom in (None, one.kind)]
    for key in nominations:
        if key not in nominees:
            raise BallotsInvalidError(reason=f"候选对象 {key} 不在本次评选的推荐名单里")
        if not nominees[key].eligibility.passed:
            raise BallotsInvalidError(reason=f"{nominees[key].name}资格审查不合格，不能列为候选对象")
    if not nominations:
        raise BallotsInvalidError(reason="没有资格审查合格的推荐对象，还不能投票")
    if len({nominees[key].kind for key in nominations}) > 1:
        raise BallotsInvalidError(reason="个人和集体不能列在同一张选票上，请分轮投票")
    return list(dict.fromkeys(nominations))


def check_round_papers(papers: Papers, *, void: bool) -> None:
    """Refuse papers that cannot be; with more back than given out they are recorded as ``void`` only."""
    if papers == Papers(0, 0, 0, 0):
        raise BallotsInvalidError(reason="到会人数、发出和收回的票数都还没有填")
    check_papers(papers)
    if max(papers.present, papers.returned) > _MOST_PAPERS:
        raise BallotsInvalidError(reason=f"人数和票数至多 {_MOST_PAPERS:,}")
    if papers.void and not void:
        raise VoteVoidError(issued=papers.issued, returned=papers.returned)


def with_votes(round_: Round, papers: Papers, votes: Mapping[int, Marks]) -> Round:
    """The round as it would be counted; BallotsInvalidError for what does not fit."""
    if round_.imported:
        return _by_ballots(round_, papers, votes)
    _check_named(round_, votes.keys(), whole=not papers.void)
    candidates = tuple(
        replace(one, votes=_votes(one, papers, votes.get(one.nomination_id, Marks(0, 0, 0))))
        for one in round_.candidates
    )
    return decided(replace(round_, papers=papers, candidates=candidates))


def _by_ballots(round_: Round, papers: Papers, votes: Mapping[int, Marks]) -> Round:
    """The papers say for whom they are; only how many there were is told."""
    if votes:
        raise BallotsInvalidError(reason=f"第 {round_.number} 轮已导入 {round_.imported} 张选票，得票按选票计")
    if papers.returned < round_.imported:
        raise BallotsInvalidError(reason=f"已导入 {round_.imported} 张选票，多于收回的 {papers.returned} 张")
    invalid = papers.returned - round_.imported + round_.marked_void
    return decided(replace(round_, papers=replace(papers, invalid=invalid)))


def _votes(one: Candidate, papers: Papers, marks: Marks) -> Votes:
    abstain = papers.valid - marks.approve - marks.oppose if marks.abstain is None else marks.abstain
    if marks.abstain is None and abstain < 0 <= min(marks.approve, marks.oppose):
        total = marks.approve + marks.oppose
        raise BallotsInvalidError(reason=f"“{one.label}”的赞成、反对合计 {total} 票，有效票是 {papers.valid} 张")
    return Votes(one.label, 0, 0, 0) if papers.void else Votes(one.label, marks.approve, marks.oppose, abstain)


def with_grades(round_: Round, papers: Papers, grades: Mapping[int, Mapping[Grade, int]]) -> Round:
    """The same of a peer assessment."""
    _check_named(round_, grades.keys(), whole=not papers.void)
    for one in round_.candidates:
        if one.nomination_id in grades and not one.graded:
            raise BallotsInvalidError(reason=f"{one.label}是预备党员，参加测评，不评定等次")
    candidates = tuple(replace(one, grades=dict(grades.get(one.nomination_id, {}))) for one in round_.candidates)
    return decided(replace(round_, papers=papers, candidates=candidates))


def _check_named(round_: Round, named: Collection[int], *, whole: bool) -> None:
    """All who are told of stand in the round; as a ``whole``, all who stand are told of."""
    known = {candidate.nomination_id for candidate in round_.candidates}
    if strange := sorted(set(named) - known):
        raise BallotsInvalidError(reason=f"编号 {strange[0]} 的推荐对象不在第 {round_.number} 轮的候选名单里")
    missing = [one.label for one in round_.graded if one.nomination_id not in named]
    if whole and missing:
        raise BallotsInvalidError(reason=f"{'、'.join(missing[:5])}还没有填票数")
