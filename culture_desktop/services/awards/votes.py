"""The votes of a campaign: its ballots, counted by the rules for each nominee. Nothing here knows who voted."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from culture_desktop.models import Ballot, BallotMark, Campaign, Nomination
from culture_desktop.rules.ballots import Votes, count_papers
from culture_desktop.services.awards.queries import nominations_of, tiers_of
from culture_desktop.services.awards.rows import VoteCount
from culture_desktop.vocabulary import BallotChoice, TierKind


def counted_votes(session: Session, campaign: Campaign, number: int | None = None) -> VoteCount | None:
    """A round of a campaign, the last one unless told; None when there are no ballots.

    A paper with more marks in favour than there are seats for persons is void for them, and likewise for teams.
    """
    here = Ballot.campaign_id == campaign.id
    number = number or session.scalar(select(func.max(Ballot.round)).where(here))
    if number is None:
        return None
    statement = (
        select(BallotMark.ballot_id, BallotMark.nomination_id, BallotMark.choice)
        .join(Ballot, Ballot.id == BallotMark.ballot_id)
        .where(here, Ballot.round == number)
    )
    papers: dict[int, dict[int, BallotChoice]] = {}
    for ballot_id, nomination_id, choice in session.execute(statement):
        papers.setdefault(ballot_id, {})[nomination_id] = choice
    votes: dict[int, Votes] = {}
    void: dict[TierKind, int] = {}
    nominations = nominations_of(session, campaign)
    for kind in TierKind:
        seats = sum(tier.seats for tier in tiers_of(session, campaign) if tier.kind == kind)
        ids = [nomination.id for nomination in nominations if _kind(nomination) is kind]
        marked = list(_of(ids, papers.values()))
        if marked:
            found, void[kind] = count_papers(marked, [str(key) for key in ids], seats)
            votes |= zip(ids, found, strict=True)
    total = session.scalar(select(func.count()).select_from(Ballot).where(here, Ballot.round == number)) or 0
    return VoteCount(number, total, votes, void)


def _kind(nomination: Nomination) -> TierKind:
    return TierKind.PERSON if nomination.person_id is not None else TierKind.TEAM


def _of(ids: list[int], papers: Iterable[Mapping[int, BallotChoice]]) -> Iterable[Mapping[str, BallotChoice]]:
    """The part of each paper that is about these nominations; papers that say nothing of them are left out."""
    for marks in papers:
        if own := {str(key): marks[key] for key in ids if key in marks}:
            yield own
