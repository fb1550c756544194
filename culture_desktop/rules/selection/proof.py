"""The proof that no list is better, checked by whole-number arithmetic and without solving anything.

For any multipliers of the right sign, the total that a step maximises is at most the multipliers times the bounds of
their limits plus, for each candidate, the best of what is left of the scores (weak duality). When that is less than
one unit of score above the total reached, no list has a higher one. What a candidate would lose by another place
than the best, when it is more than the distance to the bound, rules that place out in the steps after.

Shares nothing with the solver's model: limits are read off the problem anew.
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor

from culture_desktop.rules.selection.problem import Candidate, Problem, ProofStage, Result
from culture_desktop.vocabulary import TierKind

_UNIT = 1 << 20

Options = dict[int, int]
"""For each tier (position) that a candidate may have what choosing it is worth; -1 stands for none."""


def unproven(problem: Problem, result: Result) -> tuple[str, ...]:
    """The steps whose optimality the proof does not establish: tiers' names, "" for the number of winners.

    Empty means that the totals of the result, whose winners keep every limit, are proven to be the best.
    """
    if len(result.winners) == sum(tier.seats for tier in problem.tiers):
        problem = replace(problem, exactly=True)  # a list with an empty seat is no rival
    steps = [*([] if problem.exactly else [""]), *(tier.name for tier in problem.tiers)]
    if [stage.of for stage in result.proof] != steps:
        return tuple(steps)
    check = _Check(problem, result)
    return tuple(stage.of for stage in result.proof if not check.holds(stage))


@dataclass
class _Weights:
    """The multipliers of one step, by whom they concern; each for tiers by position."""

    bound: int = 0
    everyone: list[int] = field(default_factory=list)
    units: dict[str, list[int]] = field(default_factory=dict)
    groups: dict[str, list[int]] = field(default_factory=dict)
    people: dict[str, list[int]] = field(default_factory=dict)
    totals: list[tuple[int, int]] = field(default_factory=list)


class _Check:
    def __init__(self, problem: Problem, result: Result) -> None:
        self._problem = problem
        self._tiers = range(len(problem.tiers))
        positions = {tier.name: n for n, tier in enumerate(problem.tiers)}
        self._won = {winner.id: positions[winner.tier] for winner in result.winners}
        self._points = self._scores()
        self._open = [[-1, *its] for its in self._points]
        self._reached: list[int] = []
        self._done: list[str] = []

    def holds(self, stage: ProofStage) -> bool:
        """Whether the step is proven; what it rules out is ruled out for the next ones."""
        reached = sum(
            self._worth(stage.of, n, self._won[one.id])
            for n, one in enumerate(self._problem.candidates)
            if one.id in self._won
        )
        weights = self._weights(stage)
        if weights is None:
            proven = False
        else:
            options = [self._options(stage.of, n, one, weights) for n, one in enumerate(self._problem.candidates)]
            slack = weights.bound + sum(max(its.values()) for its in options) - reached * _UNIT
            proven = 0 <= slack < _UNIT
            if proven:
                self._open = [[o for o in its if max(its.values()) - its[o] <= slack] for its in options]
        self._reached.append(reached)
        self._done.append(stage.of)
        return proven

    def _scores(self) -> list[Options]:
        """For each candidate the points in each possible tier, in units of the last decimal place of any score."""
        exact = [
            {n: score for n, tier in enumerate(self._problem.tiers) if (score := one.score_in(tier)) is not None}
            for one in self._problem.candidates
        ]
        scale = 1
        while any((score * scale) % 1 for its in exact for score in its.values()):
            scale *= 10
        return [{n: int(score * scale) for n, score in its.items()} for its in exact]

    def _worth(self, of: str, candidate: int, tier: int) -> int:
        """What a candidate in a tier adds to the total that a step maximises."""
        if not of:
            return 1
        return self._points[candidate][tier] if self._problem.tiers[tier].name == of else 0

    def _options(self, of: str, number: int, candidate: Candidate, weights: _Weights) -> Options:
        parts = candidate.unit.split("/")
        paths = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        concerned = [weights.everyone, *(weights.units[path] for path in paths if path in weights.units)]
        concerned += [weights.groups[group] for group in candidate.groups if group in weights.groups]
        if candidate.id in weights.people:
            concerned.append(weights.people[candidate.id])
        found = {}
        for tier in self._open[number]:
            if tier < 0:
                found[tier] = 0
                continue
            value = self._worth(of, number, tier) * _UNIT - sum(its[tier] for its in concerned)
            found[tier] = value - sum(w * self._worth(self._done[step], number, tier) for step, w in weights.totals)
        return found

    def _weights(self, stage: ProofStage) -> _Weights | None:
        """The multipliers in order; None when one names no limit or has the wrong sign for its side."""
        weights = _Weights(everyone=[0] * len(self._problem.tiers))
        for name, weight in stage.multipliers.items():
            match name.split("/"):
                case ["totals", step] if step.isdecimal() and int(step) < len(self._done) and weight <= 0:
                    weights.totals.append((int(step), weight))
                    weights.bound += weight * self._reached[int(step)]
                case [part, place, "maximum" | "minimum" as side] if place.isdecimal():
                    upper = side == "maximum"
                    if (weight < 0) is upper or not self._put(weights, part, int(place), upper, weight):
                        return None
                case _:
                    return None
        return weights

    def _put(self, weights: _Weights, part: str, place: int, upper: bool, weight: int) -> bool:
        try:
            listed = getattr(self._problem, part) if part in _PARTS else ()
            one = listed[place]
        except IndexError:
            return False
        tiers: frozenset[int]
        match part:
            case "tiers":
                if not upper and not self._problem.exactly:
                    return False
                self._add(weights.everyone, frozenset({place}), weight)
                weights.bound += weight * one.seats
            case "unit_limits":
                side = one.maximum if upper else one.minimum
                if side is None:
                    return False
                self._add(weights.units.setdefault(one.unit, self._none()), self._counted(one.tier), weight)
                weights.bound += weight * side
            case "group_limits":
                side = one.maximum_share if upper else one.minimum_share
                return side is not None and self._put_share(weights, one.group, one.tier, side, upper, weight)
            case _:
                if upper is not (part == "excluded"):
                    return False
                named = one.tier if part == "included" else None
                tiers = self._counted(named) if named else frozenset(self._tiers)
                self._add(weights.people.setdefault(one.id, self._none()), tiers, weight)
                weights.bound += 0 if upper else weight
        return True

    def _put_share(
        self, weights: _Weights, group: str, tier: str | None, share: Fraction, upper: bool, weight: int
    ) -> bool:
        tiers = self._counted(tier)
        seats = sum(self._problem.tiers[n].seats for n in tiers)
        if self._problem.exactly:
            self._add(weights.groups.setdefault(group, self._none()), tiers, weight)
            weights.bound += weight * (floor(share * seats) if upper else ceil(share * seats))
            return True
        if share.denominator > seats > 0:  # the same share for every number of winners there can be
            near = [Fraction(floor(share * n) if upper else ceil(share * n), n) for n in range(1, seats + 1)]
            share = max(near) if upper else min(near)
        self._add(weights.groups.setdefault(group, self._none()), tiers, weight * share.denominator)
        self._add(weights.everyone, tiers, -weight * share.numerator)
        return True

    def _counted(self, name: str | None) -> frozenset[int]:
        if name is not None:
            return frozenset(n for n in self._tiers if self._problem.tiers[n].name == name)
        persons = frozenset(n for n in self._tiers if self._problem.tiers[n].kind is TierKind.PERSON)
        return persons or frozenset(self._tiers)

    def _none(self) -> list[int]:
        return [0] * len(self._problem.tiers)

    @staticmethod
    def _add(weights: list[int], tiers: frozenset[int], weight: int) -> None:
        for tier in tiers:
            weights[tier] += weight


_PARTS = ("tiers", "unit_limits", "group_limits", "included", "excluded")
