"""The votes shown beside the scores: those of a campaign's last round, whichever way they were counted."""

from sqlalchemy.orm import Session

from culture_desktop.models import Campaign
from culture_desktop.rules.tally import Votes
from culture_desktop.services.awards.queries import nominations_of, tiers_of
from culture_desktop.services.awards.rows import VoteCount
from culture_desktop.services.awards.voting_reading import Box, boxes_of, counted_box, read_rounds
from culture_desktop.services.awards.voting_rows import Round
from culture_desktop.vocabulary import TierKind, VotingKind


def counted_votes(session: Session, campaign: Campaign) -> VoteCount | None:
    """The last round with votes in it; None when there are none. A peer assessment has grades and no votes."""
    boxes = boxes_of(session, campaign)
    rounds = {
        round_.number: round_
        for round_ in read_rounds(session, campaign, boxes)
        if round_.terms.kind is VotingKind.ELECTION and (round_.counted or round_.imported)
    }
    numbers = rounds.keys() | boxes.keys()
    if not numbers:
        return None
    last = max(numbers)
    return _of_round(rounds[last]) if last in rounds else _loose(session, campaign, last, boxes[last])


def _of_round(round_: Round) -> VoteCount:
    votes = {one.nomination_id: one.votes for one in round_.candidates if one.votes is not None}
    void = round_.marked_void if round_.imported else round_.papers.invalid
    kinds = {candidate.kind for candidate in round_.candidates}
    return VoteCount(round_.number, round_.imported or round_.papers.returned, votes, dict.fromkeys(kinds, void))


def _loose(session: Session, campaign: Campaign, number: int, box: Box) -> VoteCount:
    """Ballots with persons and teams on one paper belong to no round: each kind is counted by its seats."""
    votes: dict[int, Votes] = {}
    void: dict[TierKind, int] = {}
    tiers, nominations = tiers_of(session, campaign), nominations_of(session, campaign)
    for kind in TierKind:
        ids = [one.id for one in nominations if (one.team_id is not None) is (kind is TierKind.TEAM)]
        if those := [marks for marks in box if not marks.keys().isdisjoint(ids)]:
            found, void[kind] = counted_box(those, ids, sum(tier.seats for tier in tiers if tier.kind is kind))
            votes |= found
    return VoteCount(number, len(box), votes, void)
