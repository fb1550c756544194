"""What the award services give of a nominee: checks, scores, opinions, place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from culture_desktop.rules.eligibility import Eligibility
from culture_desktop.rules.panels import Summary
from culture_desktop.rules.scoring import JudgeScore
from culture_desktop.rules.tally import Votes
from culture_desktop.vocabulary import (
    EmploymentType,
    OpinionVerdict,
    Sex,
    TierKind,
    Word,
)


class Outcome(Word):
    """How a nominee stands."""

    WINNER = "winner", "入选"
    NOT_SELECTED = "not_selected", "未入选"
    INELIGIBLE = "ineligible", "不合格"
    TIED = "tied", "并列"
    OPEN = "open", "待定"


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """Points of one nominee on one criterion (None: not scored yet), and how they came about.

    ``by`` is what each way of summing up would give where judges score; ``missing`` are judges who neither scored nor
    are recused; ``disagreement`` says that they are too far apart, and is empty where they are not.
    """

    name: str
    weight: Decimal
    points: Decimal | None
    reason: str
    counted: tuple[JudgeScore, ...] = ()
    dropped: tuple[JudgeScore, ...] = ()
    recused: tuple[JudgeScore, ...] = ()
    by: Mapping[Summary, Decimal] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    disagreement: str = ""

    @property
    def judged(self) -> bool:
        """Whether it is for judges to score."""
        return bool(self.counted or self.dropped or self.recused or self.missing)


@dataclass(frozen=True, slots=True)
class FixedPlace:
    """What was decided of a nominee whatever the scores: in (``tier`` empty: in any tier) or out, why and when."""

    chosen: bool
    tier: str
    reason: str
    decided_at: datetime

    @property
    def words(self) -> str:
        """``指定入选“服务之星”``."""
        return (f"指定入选“{self.tier}”" if self.tier else "指定入选") if self.chosen else "指定不列入"


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """What a department was asked about a nominee; without a verdict it has not answered.

    ``number`` is the staff number, for a team its full name.
    """

    id: int
    nomination_id: int
    kind: TierKind
    number: str
    name: str
    unit: str
    department: str
    asked_on: date
    due_on: date | None
    answered_on: date | None
    verdict: OpinionVerdict | None
    text: str

    @property
    def favourable(self) -> bool:
        """Whether the department has nothing against the nominee, as far as it has answered."""
        return self.verdict in (None, OpinionVerdict.AGREES)


@dataclass(frozen=True, slots=True)
class Nominee:
    """A nominee with everything known of them. ``number`` is the staff number, for a team its full name.

    ``reason`` is what the nomination says for the nominee; ``certificate`` the number of the certificate once the
    campaign is confirmed.
    """

    nomination_id: int
    kind: TierKind
    subject_id: int
    number: str
    name: str
    unit: str
    unit_full_name: str
    sex: Sex | None
    employment: EmploymentType | None
    groups: tuple[str, ...]
    eligibility: Eligibility
    scores: tuple[CriterionScore, ...]
    total: Decimal | None
    rank: int | None
    outcome: Outcome
    tier: str
    explanation: str
    reason: str = ""
    vetoed: bool = False
    certificate: str = ""
    revoked_on: date | None = None
    votes: Votes | None = None
    opinions: tuple[OpinionRow, ...] = ()
    fixed: FixedPlace | None = None

    @property
    def key(self) -> str:
        """How selections name the nominee: the staff number, or the team's full name."""
        return self.number
