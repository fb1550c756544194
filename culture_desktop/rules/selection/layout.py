"""From a problem to columns and rows: who could win what, who counts where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from culture_desktop.rules.selection.problem import Candidate, Problem
from culture_desktop.rules.selection.requirements import (
    Requirement,
    memberships,
    requirements,
    seat_requirements,
)
from culture_desktop.rules.selection.solver import Row


@dataclass(frozen=True, slots=True)
class Column:
    """One candidate (by number in canonical order) in one tier (by position), with the score that counts."""

    candidate: int
    tier: int
    score: Decimal


@dataclass(frozen=True, slots=True)
class Layout:
    """A problem made ready. Candidates stand in the order of their ids, so that the input's order cannot matter.

    ``memberships`` holds, for each candidate, the numbers of the requirements that count it. ``scores`` holds
    every possible (candidate, tier), in the order of ``columns``.
    """

    problem: Problem
    candidates: tuple[Candidate, ...]
    requirements: tuple[Requirement, ...]
    memberships: tuple[tuple[int, ...], ...]
    scores: Mapping[tuple[int, int], Decimal]
    columns: tuple[Column, ...]

    def rows(self, columns: Sequence[Column]) -> list[Row]:
        """The rows over the given columns: requirements, then at most one tier for each candidate."""
        parts: list[dict[int, int]] = [{} for _ in self.requirements]
        totals: dict[frozenset[int], dict[int, int]] = {}
        places: dict[int, list[int]] = {}
        for number, column in enumerate(columns):
            places.setdefault(column.candidate, []).append(number)
            for its in self.memberships[column.candidate]:
                if column.tier in self.requirements[its].tiers:
                    parts[its][number] = 1
        for one in self.requirements:
            if one.tiers not in totals:
                totals[one.tiers] = {n: 1 for n, column in enumerate(columns) if column.tier in one.tiers}
        bounds = [
            _row(one, part, totals[one.tiers], sum(self.problem.tiers[t].seats for t in one.tiers))
            for one, part in zip(self.requirements, parts, strict=True)
        ]
        return bounds + [Row(dict.fromkeys(those, 1), upper=1) for those in places.values() if len(those) > 1]


def layout_of(problem: Problem) -> Layout:
    """Sorts and indexes a problem."""
    candidates = tuple(sorted(problem.candidates, key=lambda candidate: candidate.id))
    ordered = replace(problem, candidates=candidates)
    those = (*seat_requirements(ordered), *requirements(ordered))
    counted = tuple(memberships(ordered, those))
    scores = {
        (number, position): score
        for number, candidate in enumerate(candidates)
        for position, tier in enumerate(problem.tiers)
        if (score := candidate.score_in(tier)) is not None
    }
    columns = tuple(Column(number, tier, score) for (number, tier), score in scores.items())
    return Layout(ordered, candidates, those, counted, scores, columns)


def _row(one: Requirement, part: dict[int, int], total: dict[int, int], most: int) -> Row:
    """The row of a requirement; a share of an open number of winners is multiplied out to integers."""
    if isinstance(one.bound, int):
        return Row(part, upper=one.bound) if one.upper else Row(part, lower=one.bound)
    share = in_small_terms(one.bound, most, one.upper)
    top, bottom = share.numerator, share.denominator
    coefficients = {column: bottom * part.get(column, 0) - top for column in total}
    return Row(coefficients, upper=0) if one.upper else Row(coefficients, lower=0)


def in_small_terms(share: Fraction, most: int, upper: bool) -> Fraction:
    """A share with the same meaning for every number of winners up to ``most``, and terms no larger than that.

    A count of n is at least p·n exactly when it is at least p'·n, p' being the smallest fraction from p up with a
    denominator of at most n; and the other way round for upper bounds. The solver needs small integers.
    """
    if share.denominator <= most or not most:
        return share
    bounds = (Fraction(floor(share * n) if upper else ceil(share * n), n) for n in range(1, most + 1))
    return max(bounds) if upper else min(bounds)
