"""What the award services give: a campaign as a board that the window, the command line and the papers share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from culture_desktop.rules.objections import Objection
from culture_desktop.rules.procedure import ScoringRules
from culture_desktop.rules.selection.problem import Status
from culture_desktop.rules.tally import Votes
from culture_desktop.services.awards.nominee_rows import Nominee, Outcome
from culture_desktop.vocabulary import (
    CampaignStep,
    CriterionSource,
    TierKind,
    Word,
)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign in the list."""

    id: int
    code: str
    title: str
    step: CampaignStep
    period_from: date
    period_to: date
    nominees: int
    seats: int
    winners: int


@dataclass(frozen=True, slots=True)
class TierRow:
    """A tier, highest first."""

    id: int
    name: str
    kind: TierKind
    seats: int
    prize: Decimal | None = None  # yuan each


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A line of the timetable; ``step`` is the step of the campaign that it belongs to, None for none."""

    id: int
    title: str
    step: CampaignStep | None
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A weighted criterion."""

    id: int
    kind: TierKind
    name: str
    source: CriterionSource
    weight: Decimal
    full_at: int


@dataclass(frozen=True, slots=True)
class VoteCount:
    """A round of voting counted: ``votes`` by nomination, and of persons and teams how many papers were void."""

    round: int
    papers: int
    votes: Mapping[int, Votes]
    void: Mapping[TierKind, int]


@dataclass(frozen=True, slots=True)
class StepState:
    """One step of the campaign: done, current or to come; ``blocker`` says what keeps the next step shut."""

    step: CampaignStep
    done: bool
    current: bool
    caption: str
    blocker: str


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection to the public notice; ``fact`` holds the contact masked. ``nomination_id`` None: to the whole."""

    id: int
    nomination_id: int | None
    content: str
    handling: str
    fact: Objection

    @property
    def open(self) -> bool:
        """Whether it has no conclusion yet."""
        return self.fact.conclusion is None

    @property
    def status(self) -> str:
        """``待核查``, ``核查中`` or the conclusion."""
        if self.fact.conclusion is not None:
            return self.fact.conclusion.label
        return "核查中" if self.handling else "待核查"


@dataclass(frozen=True, slots=True)
class Gauge:
    """A structure share: how many of the winners belong to the group, against its limit in people."""

    name: str
    limit: str
    count: int
    winners: int
    minimum: int | None
    maximum: int | None

    @property
    def met(self) -> bool:
        """Whether the limit holds."""
        return (self.minimum is None or self.count >= self.minimum) and (
            self.maximum is None or self.count <= self.maximum
        )


class ClashPart(Word):
    """Where a rule in conflict is changed."""

    SEATS = "seats", "名额"
    LIMIT = "limit", "限制"
    DECISION = "decision", "指定"


@dataclass(frozen=True, slots=True)
class Clash:
    """A rule in conflict, in words; ``nominee`` is the key of whom a decision is about."""

    sentence: str
    part: ClashPart
    nominee: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The latest selection run. ``current`` is False when scores, nominees or rules changed after it."""

    status: Status
    totals: Mapping[str, str]
    tied: tuple[str, ...]
    conflict: tuple[str, ...]
    digest: str
    current: bool
    relaxations: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()  # the conflict, each rule with what it is a part of; of a current proposal


@dataclass(frozen=True)
class CampaignBoard:
    """One campaign, whole."""

    id: int
    code: str
    title: str
    period_from: date
    period_to: date
    as_of: date
    notice_days: int
    notice_from: date | None
    notice_to: date | None
    source: str
    tiers: tuple[TierRow, ...]
    criteria: tuple[CriterionRow, ...]
    rules: tuple[str, ...]
    limits: tuple[str, ...]
    nominees: tuple[Nominee, ...]
    gauges: tuple[Gauge, ...]
    proposal: Proposal | None
    awarded_on: date | None
    steps: tuple[StepState, ...]
    vote_count: VoteCount | None = None
    tie_decisions: tuple[str, ...] = ()  # what was added to the tie rules once there was a tie
    objections: tuple[ObjectionRow, ...] = ()
    overruns: tuple[str, ...] = ()  # units that put forward more than their quota
    scoring: ScoringRules = field(default_factory=ScoringRules)

    @property
    def confirmed(self) -> bool:
        """Whether the committee has confirmed and honours are written."""
        return self.awarded_on is not None

    @property
    def award_from(self) -> date | None:
        """The first day on which honours may be granted: the day after the public notice; None before there is one."""
        return None if self.notice_to is None else self.notice_to + timedelta(days=1)

    @property
    def winners(self) -> tuple[Nominee, ...]:
        """Winners by tier from the top, then by score."""
        order = {tier.name: place for place, tier in enumerate(self.tiers)}
        chosen = [nominee for nominee in self.nominees if nominee.outcome is Outcome.WINNER]
        return tuple(sorted(chosen, key=lambda n: (order[n.tier], -(n.total or Decimal(0)), n.number)))

    @property
    def standing(self) -> tuple[Nominee, ...]:
        """Winners whose honour was not revoked."""
        return tuple(winner for winner in self.winners if winner.revoked_on is None)

    @property
    def fixed(self) -> tuple[Nominee, ...]:
        """Whose place was decided beforehand."""
        return tuple(nominee for nominee in self.nominees if nominee.fixed is not None)

    @property
    def current_step(self) -> StepState:
        """The step the campaign stands at."""
        return next((step for step in self.steps if step.current), self.steps[-1])

    def blocker_of(self, step: CampaignStep) -> str:
        """What keeps the user from doing a step; empty when nothing does."""
        for state in self.steps:
            if state.step is step:
                return ""
            if not state.done:
                return state.blocker
        return ""
