"""A list that is tied: who, by which tie rules they are equal, and the two ways out of it.

Either one more comparison is added to the tie rules, with a reason, or places are decided one by one (``choices``).
A comparison is only ever added behind those that were published, and only while there is a tie to decide.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, StepBlockedError
from culture_desktop.models import Campaign
from culture_desktop.rules.procedure import Procedure, TieKey, TieRule
from culture_desktop.rules.selection.problem import Status
from culture_desktop.services.awards.assessment import tie_values
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.nominee_rows import Nominee, Outcome
from culture_desktop.services.awards.queries import (
    TIE_DECISIONS,
    criteria_of,
    procedure_of,
    require_campaign,
    require_open,
)
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep

_CHANGED = frozenset({Topic.AWARDS})


@dataclass(frozen=True, slots=True)
class Comparison:
    """A tie rule with what it says of each tied nominee, in their order; ``used`` while it is one of the published."""

    rule: TieRule
    values: tuple[Decimal, ...]
    used: bool

    @property
    def separates(self) -> bool:
        """Whether it tells any of them apart."""
        return len(set(self.values)) > 1


@dataclass(frozen=True)
class Tie:
    """Those whose places nothing decides, by score from the top, and every comparison there is of them."""

    code: str
    nominees: tuple[Nominee, ...]
    tiers: tuple[str, ...]
    comparisons: tuple[Comparison, ...]


class TieService:
    """Reads a tie and adds the rule that decides it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tie(self, code: str) -> Tie:
        """The tie of the latest proposal. StepBlockedError when there is none to decide."""
        with self._database.read() as session:
            return _read(session, require_campaign(session, code))

    def add_rule(self, code: str, rule: TieRule, reason: str, on: date) -> Done[None]:
        """Compare one thing more between equals, behind what is compared already; kept with its reason and day.

        Refused when there is no tie, when the rule is one already, and when it tells none of the tied apart.
        """
        words = reason.strip()
        if not words:
            raise InvalidFieldError(field="理由", value="空白", expected="一句为何增加这项比较的理由")
        with self._database.begin("增加并列规则", reason=words) as session:
            campaign = require_open(session, code, CampaignStep.SELECTION)
            known = {one.rule: one for one in _read(session, campaign).comparisons}
            if rule not in known or known[rule].used:
                raise InvalidFieldError(field="并列规则", value=rule.name, expected="还没有比较过的一项")
            if not known[rule].separates:
                raise InvalidFieldError(
                    field="并列规则", value=rule.name, expected="能分出先后的一项，并列者这一项也相同"
                )
            procedure = procedure_of(campaign)
            kept = campaign.procedure.get(TIE_DECISIONS, [])
            campaign.procedure = {
                **campaign.procedure,
                **Procedure(procedure.scoring, (*procedure.ties, rule)).to_dict(),
                TIE_DECISIONS: [*kept, {"rule": rule.name, "reason": words, "on": on.isoformat()}],
            }
        return Done(None, _CHANGED, f"总分相同的，增加比较{rule.name}；请重新拟定名单")


def _read(session: Session, campaign: Campaign) -> Tie:
    board = read_board(session, campaign)
    proposal = board.proposal
    if proposal is None or not proposal.current or proposal.status is not Status.TIE:
        raise StepBlockedError(step="处理并列", reason="现在的名单没有并列，或拟定之后又有改动，请先重新拟定。")
    tied = [nominee for nominee in board.nominees if nominee.outcome is Outcome.TIED]
    tied.sort(key=lambda n: (-(n.total or Decimal(0)), n.number))
    used = procedure_of(campaign).ties
    kinds = {nominee.kind for nominee in tied}
    criteria = dict.fromkeys(c.name for c in criteria_of(session, campaign) if c.kind in kinds)
    every = (
        *used,
        *(TieRule(key) for key in TieKey if key is not TieKey.CRITERION),
        *(TieRule(TieKey.CRITERION, name) for name in criteria),
    )
    rules = tuple(dict.fromkeys(every))
    values = tie_values(session, campaign, tied, rules)
    return Tie(
        campaign.code,
        tuple(tied),
        tuple(tier.name for tier in board.tiers if tier.kind in kinds),
        tuple(Comparison(rule, tuple(its[at] for its in values), rule in used) for at, rule in enumerate(rules)),
    )
