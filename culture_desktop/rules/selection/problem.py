"""A selection as a problem: who may win what, and under which limits; and the result.

The problem is plain data, so that it can be stored, read back and judged by anyone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from culture_desktop.errors import SelectionInvalidError
from culture_desktop.vocabulary import TierKind, Word


@dataclass(frozen=True, slots=True)
class Tier:
    """A level of honour (奖项档次) with its number of seats."""

    name: str
    seats: int
    kind: TierKind = TierKind.PERSON


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person or team that may win.

    ``unit`` is a path ``a/b/c``. ``score`` None means not judged yet: such a candidate cannot win. ``tiers`` None
    means every tier of the candidate's kind. ``tier_scores`` overrides the score in single tiers. ``tie_values``
    are the published values that decide between equals, the first most important, higher first.
    """

    id: str
    unit: str
    score: Decimal | None
    groups: frozenset[str] = frozenset()
    tiers: frozenset[str] | None = None
    kind: TierKind = TierKind.PERSON
    name: str = ""
    tie_values: tuple[Decimal, ...] = ()
    tier_scores: tuple[tuple[str, Decimal], ...] = ()

    def score_in(self, tier: Tier) -> Decimal | None:
        """The score that counts in a tier; None when the candidate cannot win it."""
        if tier.kind is not self.kind or (self.tiers is not None and tier.name not in self.tiers):
            return None
        for name, score in self.tier_scores:
            if name == tier.name:
                return score
        return self.score

    @property
    def label(self) -> str:
        """How explanations call the candidate."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class UnitLimit:
    """At least ``minimum`` and at most ``maximum`` winners from a unit and everything below it.

    ``tier`` None means all winners together: persons where there is a tier for persons, else teams.
    """

    unit: str
    tier: str | None = None
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class GroupLimit:
    """A structure rule: a group's share of the winners of a tier (None: of all together, as in UnitLimit).

    At least p of n is ``ceil(p·n)`` winners, at most is ``floor(p·n)``; n is the number of winners.
    """

    group: str
    tier: str | None = None
    minimum_share: Fraction | None = None
    maximum_share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A candidate who has to win (``tier`` None: any tier), decided beforehand for a ``reason`` that is kept."""

    id: str
    reason: str
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A candidate who must not win, decided beforehand for a ``reason`` that is kept."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Tiers from the highest down, candidates in any order, and the limits.

    ``exactly`` True fills every seat; False lets seats stay empty where limits demand it, as few as possible.
    Raises SelectionInvalidError when it contradicts itself in its terms.
    """

    tiers: tuple[Tier, ...]
    candidates: tuple[Candidate, ...]
    unit_limits: tuple[UnitLimit, ...] = ()
    group_limits: tuple[GroupLimit, ...] = ()
    exactly: bool = True
    included: tuple[Inclusion, ...] = ()
    excluded: tuple[Exclusion, ...] = ()

    def __post_init__(self) -> None:
        _check_unique("档次", [tier.name for tier in self.tiers])
        _check_unique("候选人", [candidate.id for candidate in self.candidates])
        _check_tiers(self)
        _check_limits(self)
        _check_fixed(self)


class Status(Word):
    """How a selection ended."""

    OPTIMAL = "optimal", "最优"
    TIE = "tie", "同分待定"
    INFEASIBLE = "infeasible", "无解"


@dataclass(frozen=True, slots=True)
class Winner:
    """A candidate and the tier won."""

    id: str
    tier: str


@dataclass(frozen=True, slots=True)
class ProofStage:
    """One step of the proof that nothing is better: ``of`` is a tier's name, or "" for the number of winners.

    ``multipliers`` weigh limits, named ``part/place/side`` (``unit_limits/3/maximum``), and totals of earlier steps
    (``totals/0``); they are integers over 2**20 points. What they prove stands in docs/selection-format.md.
    """

    of: str
    multipliers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Result:
    """The proposal: winners by tier, then score from the top, then id.

    ``tied`` names those whose place is decided by nothing but their id (status TIE). With status INFEASIBLE
    ``conflict`` names limits that cannot hold together, and ``relaxations`` what to relax and by how much.
    ``explanations`` say for each candidate why, in Chinese. ``proof`` lets ``verify`` see that no totals are better.
    """

    status: Status
    winners: tuple[Winner, ...] = ()
    totals: Mapping[str, Decimal] = field(default_factory=dict)
    tied: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    relaxations: tuple[str, ...] = ()
    explanations: Mapping[str, str] = field(default_factory=dict)
    proof: tuple[ProofStage, ...] = ()


def _refuse(reason: str) -> None:
    raise SelectionInvalidError(reason=reason)


def _check_unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if not name:
            _refuse(f"有一个{what}没有名称")
        if name in seen:
            _refuse(f"{what}“{name}”出现了两次")
        seen.add(name)


def _check_tiers(problem: Problem) -> None:
    names = {tier.name for tier in problem.tiers}
    for tier in problem.tiers:
        if tier.seats < 0:
            _refuse(f"“{tier.name}”的名额是负数")
    lengths = {len(candidate.tie_values) for candidate in problem.candidates}
    if len(lengths) > 1:
        _refuse("候选人的同分比较项数目不一")
    for candidate in problem.candidates:
        for name in (*(candidate.tiers or ()), *(name for name, _ in candidate.tier_scores)):
            if name not in names:
                _refuse(f"“{candidate.label}”申报的档次“{name}”不存在")


def _check_limits(problem: Problem) -> None:
    names = {tier.name for tier in problem.tiers}
    if not names and (problem.unit_limits or problem.group_limits):
        _refuse("有名额限制，却没有档次")
    for named in (*(u.tier for u in problem.unit_limits), *(g.tier for g in problem.group_limits)):
        if named is not None and named not in names:
            _refuse(f"限制所指的档次“{named}”不存在")
    for unit in problem.unit_limits:
        low, high = unit.minimum, unit.maximum
        if not unit.unit:
            _refuse("有一条单位限制没有写明单位")
        if (low or 0) < 0 or (high is not None and high < (low or 0)):
            _refuse(f"“{unit.unit}”的名额上限小于下限，或为负数")
    for group in problem.group_limits:
        shares = [s for s in (group.minimum_share, group.maximum_share) if s is not None]
        if any(not 0 <= share <= 1 for share in shares) or sorted(shares) != shares:
            _refuse(f"“{group.group}”的比例应在 0 到 100% 之间，且上限不小于下限")


def _check_fixed(problem: Problem) -> None:
    fixed: tuple[Inclusion | Exclusion, ...] = (*problem.included, *problem.excluded)
    known = {candidate.id for candidate in problem.candidates} if fixed else set()
    _check_unique("指定入选或不列入的人选", [one.id for one in fixed])
    for one in fixed:
        if one.id not in known:
            _refuse(f"指定的人选“{one.id}”不在候选人中")
        if not one.reason.strip():
            _refuse(f"指定“{one.id}”入选或不列入，没有写明理由")
    for its in problem.included:
        if its.tier is not None and its.tier not in {tier.name for tier in problem.tiers}:
            _refuse(f"“{its.id}”指定的档次“{its.tier}”不存在")
