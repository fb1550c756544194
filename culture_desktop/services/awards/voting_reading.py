"""Reading the rounds of a campaign, each with its candidates in the order of the ballot paper and its result.

A round's votes are those of the ballots imported into it, else those counted by hand. Nothing here knows who voted.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.errors import BallotsInvalidError, RecordMissingError
from culture_desktop.models import (
    Ballot,
    BallotMark,
    Campaign,
    GradeCount,
    Nomination,
    Organisation,
    Person,
    VotingCandidate,
    VotingRound,
)
from culture_desktop.rules.assessment import ONE_THIRD, Appraised, appraise
from culture_desktop.rules.ballots import Standing, count_papers, elect
from culture_desktop.rules.strokes import surname_stroke_key
from culture_desktop.rules.tally import Papers, Votes
from culture_desktop.services.awards.voting_rows import Candidate, Round, RoundTerms
from culture_desktop.vocabulary import BallotChoice, Grade, PoliticalStatus, TierKind, VotingKind

Box = Sequence[Mapping[int, BallotChoice]]  # a paper each: nomination -> choice


@dataclass
class Counts:
    """What is stored of one round beside itself."""

    candidates: list[Candidate] = field(default_factory=list)
    votes: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    grades: dict[int, dict[Grade, int]] = field(default_factory=lambda: defaultdict(dict))


def read_rounds(session: Session, campaign: Campaign, boxes: Mapping[int, Box] | None = None) -> tuple[Round, ...]:
    """Every round, in their order; ``boxes`` are the imported ballots, where they have been read already."""
    statement = select(VotingRound).where(VotingRound.campaign_id == campaign.id).order_by(VotingRound.number)
    stored = session.scalars(statement).all()
    if not stored:
        return ()
    counts = _counts(session, campaign)
    boxes = boxes_of(session, campaign) if boxes is None else boxes
    numbers = {row.id: row.number for row in stored}
    seconds = {row.again_of_id: row.number for row in stored}
    return tuple(
        replace(
            _read(row, counts[row.id], boxes.get(row.number, ())),
            again_of=numbers.get(row.again_of_id) if row.again_of_id is not None else None,
            second=seconds.get(row.id),
        )
        for row in stored
    )


def boxes_of(session: Session, campaign: Campaign) -> Mapping[int, Box]:
    """The imported ballots by the number of their round."""
    statement = (
        select(Ballot.round, Ballot.id, BallotMark.nomination_id, BallotMark.choice)
        .outerjoin(BallotMark, BallotMark.ballot_id == Ballot.id)
        .where(Ballot.campaign_id == campaign.id)
    )
    papers: dict[int, dict[int, dict[int, BallotChoice]]] = defaultdict(dict)
    for number, ballot_id, nomination_id, choice in session.execute(statement):
        marks = papers[number].setdefault(ballot_id, {})
        if nomination_id is not None:
            marks[nomination_id] = choice
    return {number: tuple(box.values()) for number, box in papers.items()}


def counted_box(box: Box, ids: Sequence[int], places: int) -> tuple[dict[int, Votes], int]:
    """The votes for these nominations, and how many papers are void for them."""
    marked = ({str(key): marks[key] for key in ids if key in marks} for marks in box)
    found, void = count_papers(marked, [str(key) for key in ids], places)
    return dict(zip(ids, found, strict=True)), void


def terms_of(row: VotingRound) -> RoundTerms:
    """What a stored round is held for."""
    share = ONE_THIRD if row.best_share is None else Fraction(row.best_share)
    return RoundTerms(row.title, row.held_on, row.kind, row.places, row.majority_of, share)


def decided(round_: Round) -> Round:
    """The round with the result of its figures; BallotsInvalidError where they cannot be true."""
    return _elected(round_) if round_.terms.kind is VotingKind.ELECTION else _appraised(round_)


def require_round(session: Session, campaign: Campaign, number: int) -> Round:
    """The round, or RecordMissingError."""
    for round_ in read_rounds(session, campaign):
        if round_.number == number:
            return round_
    raise RecordMissingError(what="投票", key=f"第 {number} 轮")


def _result(round_: Round) -> Round:
    """The round with its result, or with what keeps it from having one."""
    try:
        return decided(round_)
    except BallotsInvalidError as error:
        return replace(round_, fault=str(error))


def _counts(session: Session, campaign: Campaign) -> dict[int, Counts]:
    counts: dict[int, Counts] = defaultdict(Counts)
    number = func.coalesce(Person.number, Organisation.full_name)
    name = func.coalesce(Person.name, Organisation.name)
    unit = select(Organisation.name).where(Organisation.id == Person.unit_id).correlate(Person).scalar_subquery()
    columns = (VotingCandidate, Nomination.person_id, number, name, unit, Person.political_status)
    statement = (
        select(*columns)
        .join(VotingRound, VotingRound.id == VotingCandidate.round_id)
        .join(Nomination, Nomination.id == VotingCandidate.nomination_id)
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(Organisation, Organisation.id == Nomination.team_id)
        .where(VotingRound.campaign_id == campaign.id)
    )
    for row, person_id, number_, name_, unit_, status in session.execute(statement):
        kind = TierKind.TEAM if person_id is None else TierKind.PERSON
        graded = status is not PoliticalStatus.PROBATIONARY
        held = counts[row.round_id]
        held.votes[row.nomination_id] = (row.approvals, row.objections, row.abstentions)
        held.candidates.append(Candidate(row.nomination_id, kind, number_, name_, unit_ or "", name_, graded))
    statement_ = select(GradeCount).join(VotingRound).where(VotingRound.campaign_id == campaign.id)
    for grade in session.scalars(statement_):
        counts[grade.round_id].grades[grade.nomination_id][grade.grade] = grade.votes
    return counts


def _read(row: VotingRound, counts: Counts, box: Box) -> Round:
    terms, papers = terms_of(row), Papers(row.present, row.issued, row.returned, row.invalid)
    names = Counter(candidate.name for candidate in counts.candidates)
    ordered = sorted(counts.candidates, key=lambda one: (surname_stroke_key(one.name), one.number))
    candidates = [
        replace(one, label=one.name if names[one.name] == 1 else f"{one.name}（{one.number}）") for one in ordered
    ]
    round_ = Round(row.id, row.number, terms, papers, tuple(candidates), imported=len(box))
    if terms.kind is VotingKind.ASSESSMENT:
        return _with_grades(round_, counts)
    return _with_votes(round_, counts, box)


def _with_votes(round_: Round, counts: Counts, box: Box) -> Round:
    papers, void, votes = round_.papers, 0, dict(counts.votes)
    if box:
        ids = [candidate.nomination_id for candidate in round_.candidates]
        found, void = counted_box(box, ids, round_.terms.places)
        votes = {key: (one.approve, one.oppose, one.abstain) for key, one in found.items()}
    elif not round_.counted:
        return replace(round_, candidates=tuple(replace(one, graded=True) for one in round_.candidates))
    candidates = tuple(
        replace(one, graded=True, votes=Votes(one.label, *votes[one.nomination_id])) for one in round_.candidates
    )
    made = replace(round_, candidates=candidates, marked_void=void)
    if not round_.counted:
        return made
    if box and len(box) > papers.returned:
        return replace(made, fault=f"已导入 {len(box)} 张选票，多于登记收回的 {papers.returned} 张，请核对后更正。")
    if box:
        # Papers that came back and were not typed in are those nothing could be read from.
        made = replace(made, papers=replace(papers, invalid=papers.returned - (len(box) - void)))
    return _result(made)


def _with_grades(round_: Round, counts: Counts) -> Round:
    if not round_.counted:
        return round_
    if round_.papers.void:
        return _result(round_)
    # Who was graded then stays so, whatever has become of the person since.
    candidates = tuple(
        replace(one, graded=one.nomination_id in counts.grades, grades=counts.grades.get(one.nomination_id, {}))
        for one in round_.candidates
    )
    return _result(replace(round_, candidates=candidates))


def _elected(round_: Round) -> Round:
    terms = round_.terms
    votes = [one.votes for one in round_.candidates if one.votes is not None]
    election = elect(votes, round_.papers, terms.places, terms.majority_of)
    found = {one.votes.nominee: one for one in election.outcomes}
    candidates = tuple(
        replace(one, standing=found[one.label].standing, sentence=found[one.label].sentence)
        for one in round_.candidates
    )
    return replace(round_, election=election, candidates=candidates)


def _appraised(round_: Round) -> Round:
    members = [Appraised(one.label, one.grades, not one.graded) for one in round_.candidates]
    if round_.papers.void:
        papers = round_.papers
        words = f"发出测评表 {papers.issued} 张，收回 {papers.returned} 张，收回多于发出，测评无效，须重新测评。"
        candidates = tuple(replace(one, standing=Standing.VOID) for one in round_.candidates)
        return replace(round_, candidates=candidates, fault=words)
    result = appraise(members, round_.papers.valid, round_.terms.best_share)
    candidates = tuple(
        replace(one, grade=found.grade, sentence=found.sentence)
        for one, found in zip(round_.candidates, result.appraisals, strict=True)
    )
    return replace(round_, candidates=candidates, appraisal=result)
