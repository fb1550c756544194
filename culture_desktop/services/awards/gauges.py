"""How the proposed winners stand against each structure share."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from culture_desktop.rules.limits import SelectionLimits
from culture_desktop.rules.selection.requirements import percent
from culture_desktop.services.awards.nominee_rows import Nominee
from culture_desktop.services.awards.rows import Gauge
from culture_desktop.vocabulary import TierKind


def gauges(limits: SelectionLimits, winners: Sequence[Nominee]) -> tuple[Gauge, ...]:
    """One gauge a share; shares are of persons, of one tier or of all person tiers together."""
    found = []
    for share in limits.shares:
        those = [
            winner
            for winner in winners
            if winner.kind is TierKind.PERSON and (share.tier is None or winner.tier == share.tier)
        ]
        found.append(
            Gauge(
                name=share.group if share.tier is None else f"{share.tier}·{share.group}",
                limit=_limit(share.minimum_share, share.maximum_share),
                count=sum(share.group in winner.groups for winner in those),
                winners=len(those),
                minimum=None if share.minimum_share is None else ceil(share.minimum_share * len(those)),
                maximum=None if share.maximum_share is None else floor(share.maximum_share * len(those)),
            )
        )
    return tuple(found)


def _limit(minimum: Fraction | None, maximum: Fraction | None) -> str:
    parts = []
    if minimum is not None:
        parts.append(f"≥ {percent(minimum)}")
    if maximum is not None:
        parts.append(f"≤ {percent(maximum)}")
    return "，".join(parts)
