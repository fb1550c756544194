"""Writing rounds, and what was counted in them: only what differs, so that the history tells what changed."""

from collections.abc import Collection

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from culture_desktop.models import Ballot, Campaign, GradeCount, VotingCandidate, VotingRound
from culture_desktop.services.awards.voting_rows import Round, RoundTerms
from culture_desktop.vocabulary import Grade, MajorityOf, VotingKind


def next_number(session: Session, campaign: Campaign) -> int:
    """The number of the next round, after those that have only ballots."""
    rounds = select(func.max(VotingRound.number)).where(VotingRound.campaign_id == campaign.id)
    ballots = select(func.max(Ballot.round)).where(Ballot.campaign_id == campaign.id)
    return max(session.scalar(rounds) or 0, session.scalar(ballots) or 0) + 1


def add_round(
    session: Session,
    campaign: Campaign,
    number: int,
    terms: RoundTerms,
    nominations: Collection[int],
    again_of: int | None = None,
) -> None:
    """Write a round with its candidates."""
    assessment = terms.kind is VotingKind.ASSESSMENT
    row = VotingRound(
        campaign_id=campaign.id,
        number=number,
        title=terms.title.strip(),
        held_on=terms.held_on,
        kind=terms.kind,
        places=1 if assessment else terms.places,
        majority_of=MajorityOf.VALID if assessment else terms.majority_of,
        best_share=str(terms.best_share) if assessment else None,
        again_of_id=again_of,
    )
    session.add(row)
    session.flush()
    session.execute(insert(VotingCandidate), [{"round_id": row.id, "nomination_id": key} for key in nominations])


def write_papers(session: Session, round_: Round) -> None:
    """How many papers there were."""
    papers = round_.papers
    session.execute(
        update(VotingRound)
        .where(VotingRound.id == round_.id)
        .values(present=papers.present, issued=papers.issued, returned=papers.returned, invalid=papers.invalid)
    )


def write_votes(session: Session, round_: Round) -> None:
    """The votes of a round that was counted by hand."""
    votes = {one.nomination_id: one.votes for one in round_.candidates if one.votes is not None}
    statement = select(VotingCandidate.id, VotingCandidate.nomination_id).where(VotingCandidate.round_id == round_.id)
    rows = [
        {"id": key, "approvals": one.approve, "objections": one.oppose, "abstentions": one.abstain}
        for key, nomination_id in session.execute(statement)
        if (one := votes.get(nomination_id)) is not None
    ]
    if rows and not round_.imported:
        session.execute(update(VotingCandidate), rows)


def write_grades(session: Session, round_: Round) -> None:
    """How many gave each grade: the counts there are change, those that are new are added."""
    statement = select(GradeCount).where(GradeCount.round_id == round_.id)
    held = {(row.nomination_id, row.grade): row for row in session.scalars(statement)}
    wanted = {
        (one.nomination_id, grade): one.grades.get(grade, 0)
        for one in round_.candidates
        if one.graded and not round_.papers.void
        for grade in Grade
    }
    for key, row in held.items():
        row.votes = wanted.get(key, 0)
    added = [
        {"round_id": round_.id, "nomination_id": key[0], "grade": key[1], "votes": votes}
        for key, votes in wanted.items()
        if key not in held
    ]
    session.flush()
    if added:
        session.execute(insert(GradeCount), added)
