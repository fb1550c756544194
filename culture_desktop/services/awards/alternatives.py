"""What another number would change of a campaign's list: seats, limits, places decided beforehand; and what each rule
changed. Everything is worked out from one reading; nothing is written before ``adopt``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.database import Database
from culture_desktop.errors import InvalidFieldError, PreviewOutdatedError, StepBlockedError
from culture_desktop.models import Campaign, Tier
from culture_desktop.rules.limits import SelectionLimits
from culture_desktop.rules.selection import Exclusion, Inclusion, Problem, Result, Status, solve
from culture_desktop.rules.selection.contradictions import contradiction
from culture_desktop.rules.selection.document import problem_digest
from culture_desktop.rules.selection.problem import Candidate, Winner
from culture_desktop.rules.selection.problem import Tier as SelectionTier
from culture_desktop.rules.selection.what_if import Difference, difference, each_price, price_count
from culture_desktop.services.awards.assessment import assess
from culture_desktop.services.awards.board import read_board
from culture_desktop.services.awards.choices import Decision, checked_reason, place, take_back
from culture_desktop.services.awards.queries import require_campaign, require_open
from culture_desktop.services.awards.terms import store_limits
from culture_desktop.services.results import Done, Topic
from culture_desktop.vocabulary import CampaignStep

_CHANGED = frozenset({Topic.AWARDS})
_AS_WOULD_BE = "试算"


@dataclass(frozen=True, slots=True)
class Place:
    """A place decided beforehand, or supposed to be: in (``tier`` empty: in any) or out."""

    chosen: bool
    tier: str = ""


@dataclass(frozen=True)
class Alternative:
    """Other numbers: seats by tier, the limits, and the places decided beforehand by the key of the nominee."""

    seats: Mapping[str, int]
    limits: SelectionLimits
    places: Mapping[str, Place]


@dataclass(frozen=True)
class Basis:
    """A campaign's selection as it stands: the numbers, who may win, and the list that follows.

    ``reasons`` are those of the decided places, ``nominations`` the ids of the candidates' nominations, by key.
    """

    code: str
    tiers: tuple[SelectionTier, ...]
    candidates: tuple[Candidate, ...]
    present: Alternative
    reasons: Mapping[str, str]
    nominations: Mapping[str, int]
    problem: Problem
    result: Result
    confirmed: bool
    by_key: Mapping[str, Candidate] = field(default_factory=dict)

    @property
    def rules(self) -> int:
        """How many rules have a price."""
        return 0 if self.result.status is Status.INFEASIBLE else price_count(self.problem)

    def with_numbers(self, other: Alternative) -> Problem:
        """The selection under other numbers; SelectionInvalidError when they contradict themselves."""
        tiers = [replace(tier, seats=other.seats[tier.name]) for tier in self.tiers]
        places = sorted(other.places.items())
        included = [Inclusion(k, self._reason(k), p.tier or None) for k, p in places if p.chosen]
        excluded = [Exclusion(k, self._reason(k)) for k, p in places if not p.chosen]
        return other.limits.problem(tiers, self.candidates, included, excluded)

    def _reason(self, key: str) -> str:
        return self.reasons.get(key, _AS_WOULD_BE)


@dataclass(frozen=True, slots=True)
class Swap:
    """A nominee whose place would be another; an empty tier is none. ``score`` is the one that counts."""

    key: str
    name: str
    unit: str
    before: str
    after: str
    score: Decimal


@dataclass(frozen=True)
class Answer:
    """What would change. ``hindrance`` says in words why there would be no list, ``relaxations`` what would help;
    ``totals`` are differences by tier, ``tied`` the names of those that would be tied."""

    status: Status
    swaps: tuple[Swap, ...] = ()
    totals: tuple[tuple[str, Decimal], ...] = ()
    tied: tuple[str, ...] = ()
    hindrance: str = ""
    relaxations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulePrice:
    """A rule in words, and what it changed: ``answer`` is what leaving it out would change."""

    key: str
    rule: str
    answer: Answer


class AlternativesService:
    """Reads a basis and adopts an alternative."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def basis(self, code: str) -> Basis:
        """What alternatives are compared with. StepBlockedError before a list can be proposed."""
        with self._database.read() as session:
            return read_basis(session, require_campaign(session, code))

    def adopt(self, basis: Basis, other: Alternative, reason: str = "") -> Done[None]:
        """Make the alternative the campaign's own numbers, in one step; ``reason`` is asked for places decided.

        Raises PreviewOutdatedError when the data has changed since the basis was read.
        """
        with self._database.begin("采用试算", reason=reason.strip()) as session:
            campaign = require_open(session, basis.code, CampaignStep.SETUP)
            if problem_digest(assess(session, campaign).problem) != problem_digest(basis.problem):
                raise PreviewOutdatedError
            _adopt_seats(session, campaign, basis, other)
            store_limits(session, campaign, _binding(other.limits))
            _adopt_places(session, campaign, basis, other, reason)
        return Done(None, _CHANGED, "已采用试算的条件，需重新拟定名单")


def read_basis(session: Session, campaign: Campaign) -> Basis:
    """As ``AlternativesService.basis``."""
    board = read_board(session, campaign)
    blocker = board.blocker_of(CampaignStep.SELECTION)
    if blocker:
        raise StepBlockedError(step="试算", reason=f"{blocker}。")
    assessment = assess(session, campaign)
    problem = assessment.problem
    places = {n.key: Place(n.fixed.chosen, n.fixed.tier) for n in board.fixed if n.fixed is not None}
    able = {candidate.id: candidate for candidate in problem.candidates}
    present = Alternative(
        {tier.name: tier.seats for tier in problem.tiers},
        assessment.limits,
        {key: its for key, its in places.items() if key in able},
    )
    return Basis(
        code=campaign.code,
        tiers=problem.tiers,
        candidates=assessment.candidates,
        present=present,
        reasons={n.key: n.fixed.reason for n in board.fixed if n.fixed is not None},
        nominations={n.key: n.nomination_id for n in board.nominees if n.key in able},
        problem=problem,
        result=_solved(problem),
        confirmed=board.confirmed,
        by_key=able,
    )


def answer(basis: Basis, other: Alternative) -> Answer:
    """What the list would be under other numbers, beside what it is."""
    problem = basis.with_numbers(other)
    hopeless = contradiction(problem)
    if hopeless:
        return Answer(Status.INFEASIBLE, hindrance=hopeless)
    after = _solved(problem)
    if after.status is Status.INFEASIBLE:
        why = solve(problem)
        return Answer(Status.INFEASIBLE, hindrance="；".join(why.conflict), relaxations=why.relaxations)
    return _told(basis, difference(basis.result, after), after)


def rule_prices(basis: Basis) -> Iterator[RulePrice]:
    """What each rule changed, each as soon as it is known."""
    for price in each_price(basis.problem, basis.result):
        yield RulePrice(price.key, price.rule, _told(basis, price.difference))


def _solved(problem: Problem) -> Result:
    hopeless = contradiction(problem)
    return Result(Status.INFEASIBLE, conflict=(hopeless,)) if hopeless else solve(problem, explained=False)


def _told(basis: Basis, found: Difference, after: Result | None = None) -> Answer:
    had = {winner.id: winner.tier for winner in basis.result.winners}
    entered = [_swap(basis, winner, "", winner.tier) for winner in found.entered]
    moved = [_swap(basis, winner, had[winner.id], winner.tier) for winner in found.moved]
    left = [_swap(basis, winner, winner.tier, "") for winner in found.left]
    tied = () if after is None else after.tied
    return Answer(
        found.status,
        (*entered, *moved, *left),
        tuple((found.totals or {}).items()),
        tuple(basis.by_key[key].label for key in tied),
    )


def _swap(basis: Basis, winner: Winner, before: str, after: str) -> Swap:
    candidate = basis.by_key[winner.id]
    tier = next(tier for tier in basis.tiers if tier.name == winner.tier)
    score = candidate.score_in(tier)
    assert score is not None
    return Swap(candidate.id, candidate.label, candidate.unit, before, after, score)


def _binding(limits: SelectionLimits) -> SelectionLimits:
    """Without the lines that were left with neither a least nor a most: they limit nothing."""
    units = tuple(unit for unit in limits.units if (unit.minimum, unit.maximum) != (None, None))
    shares = tuple(one for one in limits.shares if (one.minimum_share, one.maximum_share) != (None, None))
    return replace(limits, units=units, shares=shares)


def _adopt_seats(session: Session, campaign: Campaign, basis: Basis, other: Alternative) -> None:
    for row in session.scalars(select(Tier).where(Tier.campaign_id == campaign.id)):
        seats = other.seats[row.name]
        if seats < 1:
            raise InvalidFieldError(field=f"{row.name}名额", value=seats, expected="不小于 1 的整数")
        row.seats = seats
    session.flush()


def _adopt_places(session: Session, campaign: Campaign, basis: Basis, other: Alternative, reason: str) -> None:
    before = basis.present.places
    changed = [key for key in {**before, **other.places} if before.get(key) != other.places.get(key)]
    if not changed:
        return
    words = checked_reason(reason)
    for key in changed:
        if key in before:
            take_back(session, campaign, basis.nominations[key])
    session.flush()
    new = [(key, other.places[key]) for key in changed if key in other.places]
    place(session, campaign, [Decision(basis.nominations[key], its.chosen, its.tier) for key, its in new], words)
