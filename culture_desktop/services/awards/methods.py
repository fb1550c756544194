"""What other ways of summing up the judges' points would give: total and rank of each nominee, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from culture_desktop.rules.panels import Summary
from culture_desktop.rules.ranking import competition_ranks
from culture_desktop.services.awards.rows import CampaignBoard
from culture_desktop.services.awards.scores import total
from culture_desktop.vocabulary import TierKind


@dataclass(frozen=True, slots=True)
class MethodPlace:
    """Total and rank by one way; ``differs`` where the rank is not that of the way that counts."""

    total: Decimal | None
    rank: int | None
    differs: bool


Places = Mapping[Summary, MethodPlace]


def places_by_method(board: CampaignBoard) -> Mapping[int, Places]:
    """By nomination; nominees who did not pass the check have no rank."""
    digits = board.scoring.panel.digits
    found: dict[int, dict[Summary, MethodPlace]] = {nominee.nomination_id: {} for nominee in board.nominees}
    for kind in TierKind:
        those = [nominee for nominee in board.nominees if nominee.kind is kind]
        for summary in Summary:
            totals = [total(nominee.scores, digits, summary) for nominee in those]
            ranked = [value if n.eligibility.passed else None for n, value in zip(those, totals, strict=True)]
            for nominee, value, rank in zip(those, totals, competition_ranks(ranked), strict=True):
                differs = rank is not None and rank != nominee.rank
                found[nominee.nomination_id][summary] = MethodPlace(value, rank, differs)
    return found
