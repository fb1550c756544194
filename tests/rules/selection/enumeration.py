"""The selection by full enumeration: slow, obvious, and independent of everything it is compared with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import ceil, floor

from culture_desktop.rules.selection import Candidate, Problem, Tier
from culture_desktop.rules.selection.requirements import Requirement

Places = tuple[str | None, ...]
"""The tier of each candidate, in the order of their ids."""


@dataclass(frozen=True)
class Enumerated:
    """All best selections, and the one the canonical rule takes; ``best`` empty means infeasible."""

    best: frozenset[Places]
    canonical: Places | None
    tied: frozenset[str]
    totals: dict[str, Decimal]


def enumerate_best(problem: Problem) -> Enumerated:
    """Tries every assignment of tiers to candidates."""
    candidates = sorted(problem.candidates, key=lambda c: c.id)
    feasible = [places for places in _assignments(problem, candidates) if _allowed(problem, candidates, places)]
    if not feasible:
        return Enumerated(frozenset(), None, frozenset(), {})
    top = max(_worth(problem, candidates, places) for places in feasible)
    best = [places for places in feasible if _worth(problem, candidates, places) == top]
    tied = {c.id for n, c in enumerate(candidates) if len({places[n] for places in best}) > 1}
    totals = {tier.name: _total(tier, candidates, best[0]) for tier in problem.tiers}
    return Enumerated(frozenset(best), max(best, key=lambda p: _rank(problem, candidates, p)), frozenset(tied), totals)


def _assignments(problem: Problem, candidates: Sequence[Candidate]) -> Iterator[Places]:
    options = [
        [None, *(tier.name for tier in problem.tiers if candidate.score_in(tier) is not None)]
        for candidate in candidates
    ]
    yield from product(*options)


def _allowed(problem: Problem, candidates: Sequence[Candidate], places: Places) -> bool:
    for tier in problem.tiers:
        count = places.count(tier.name)
        if count > tier.seats or (problem.exactly and count != tier.seats):
            return False
    for unit in problem.unit_limits:
        won = [c for c, its in zip(candidates, places, strict=True) if its and unit.tier in (None, its)]
        count = sum(c.unit == unit.unit or c.unit.startswith(unit.unit + "/") for c in won)
        if count < (unit.minimum or 0) or (unit.maximum is not None and count > unit.maximum):
            return False
    for group in problem.group_limits:
        won = [c for c, its in zip(candidates, places, strict=True) if its and group.tier in (None, its)]
        count = sum(group.group in c.groups for c in won)
        if group.minimum_share is not None and count < ceil(group.minimum_share * len(won)):
            return False
        if group.maximum_share is not None and count > floor(group.maximum_share * len(won)):
            return False
    held = dict(zip((c.id for c in candidates), places, strict=True))
    if any(held[one.id] not in ({one.tier} if one.tier else set(_names(problem))) for one in problem.included):
        return False
    return all(held[one.id] is None for one in problem.excluded)


def _names(problem: Problem) -> list[str]:
    return [tier.name for tier in problem.tiers]


def _worth(problem: Problem, candidates: Sequence[Candidate], places: Places) -> tuple[Decimal | int, ...]:
    filled = len(places) - places.count(None)
    totals = [_total(tier, candidates, places) for tier in problem.tiers]
    values = [
        sum((c.tie_values[n] for c, its in zip(candidates, places, strict=True) if its == tier.name), Decimal(0))
        for n in range(len(candidates[0].tie_values) if candidates else 0)
        for tier in problem.tiers
    ]
    return (filled, *totals, *values)


def _total(tier: Tier, candidates: Sequence[Candidate], places: Places) -> Decimal:
    scores = [c.score_in(tier) for c, its in zip(candidates, places, strict=True) if its == tier.name]
    return sum((score for score in scores if score is not None), Decimal(0))


def _rank(problem: Problem, candidates: Sequence[Candidate], places: Places) -> tuple[bool, ...]:
    """Membership in the order of tiers, then of scores from the top, then of ids."""
    order = sorted(
        (position, -score, number)
        for position, tier in enumerate(problem.tiers)
        for number, candidate in enumerate(candidates)
        if (score := candidate.score_in(tier)) is not None
    )
    return tuple(places[number] == problem.tiers[position].name for position, _, number in order)


def satisfiable(problem: Problem, those: Sequence[Requirement]) -> bool:
    """Whether some assignment within the seats meets all the requirements, by trying every one."""
    candidates = sorted(problem.candidates, key=lambda c: c.id)
    return any(
        all(places.count(tier.name) <= tier.seats for tier in problem.tiers)
        and all(_meets(problem, candidates, places, one) for one in those)
        for places in _assignments(problem, candidates)
    )


def _meets(problem: Problem, candidates: Sequence[Candidate], places: Places, one: Requirement) -> bool:
    names = {problem.tiers[position].name for position in one.tiers}
    won = [c for c, its in zip(candidates, places, strict=True) if its in names]
    if one.unit is not None:
        count = sum(c.unit == one.unit or c.unit.startswith(one.unit + "/") for c in won)
    elif one.candidate is not None:
        count = sum(c.id == one.candidate for c in won)
    else:
        count = sum(one.group is None or one.group in c.groups for c in won)
    exact = one.bound if isinstance(one.bound, int) else one.bound * len(won)
    return count <= exact if one.upper else count >= exact
