"""The verifier's search for a better list: one change at a time, judged from counts in exact arithmetic.

A change puts somebody in for a winner, into an empty seat, or has two winners trade their tiers. Like ``verify`` it
shares nothing with the solver's model.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from culture_desktop.rules.selection.problem import Candidate, Problem, Tier
from culture_desktop.vocabulary import TierKind

Marks = frozenset[int]
"""Numbers of limits."""


def betterment(problem: Problem, chosen: Mapping[str, str]) -> Iterator[str]:
    """The first change that keeps every limit and raises the total of the highest tier it touches, in words.

    ``chosen`` maps the ids of winners, who keep every limit, to names of tiers.
    """
    book = _Book(problem, chosen)
    for place, tier in enumerate(problem.tiers):
        changes = [book.exchange(tier), book.addition(tier)]
        changes += [book.trade(tier, lower) for lower in problem.tiers[place + 1 :] if lower.kind is tier.kind]
        found = next(filter(None, changes), None)
        if found:
            yield f"{found}，符合各项限制且总分更高。"
            return


@dataclass(frozen=True)
class _Limit:
    """A count of winners in some tiers between two bounds, given as numbers or as shares of those winners."""

    tiers: frozenset[str]
    low: int | Fraction
    high: int | Fraction | None
    count: int
    whole: int

    def admits(self, count: int, whole: int) -> bool:
        low = self.low if isinstance(self.low, int) else ceil(self.low * whole)
        high = self.high if not isinstance(self.high, Fraction) else floor(self.high * whole)
        return low <= count and (high is None or count <= high)


class _Book:
    """Who is in and who is out, and how near every limit is to being broken."""

    def __init__(self, problem: Problem, chosen: Mapping[str, str]) -> None:
        self._problem = problem
        self._chosen = chosen
        self._units: dict[str, list[int]] = {}
        self._groups: dict[str, list[int]] = {}
        for number, unit in enumerate(problem.unit_limits):
            self._units.setdefault(unit.unit, []).append(number)
        for number, group in enumerate(problem.group_limits, start=len(problem.unit_limits)):
            self._groups.setdefault(group.group, []).append(number)
        self._marks = {candidate.id: self._marks_of(candidate) for candidate in problem.candidates}
        self._limits = self._counted()
        held = {one.id for one in problem.included}
        out = {one.id for one in problem.excluded}
        self._won = [c for c in problem.candidates if c.id in chosen and c.id not in held]
        self._left = [c for c in problem.candidates if c.id not in chosen and c.id not in out]

    def exchange(self, tier: Tier) -> str:
        """Somebody left out for a winner of a lower score; empty when there is none."""
        full, bare = self._near(frozenset({tier.name}), frozenset())
        comes = self._firsts(self._left, tier, full | bare, best=True)
        goes = self._firsts((c for c in self._won if self._chosen[c.id] == tier.name), tier, full | bare)
        for one, its in comes:
            for other, others in goes:
                if _score(one, tier) <= _score(other, tier):
                    break  # the others stand even higher
                if not ((its - others) & full or (others - its) & bare):
                    return f"“{tier.name}”中以“{one.id}”替换“{other.id}”"
        return ""

    def addition(self, tier: Tier) -> str:
        """Somebody for an empty seat; empty when every seat is taken or nobody fits."""
        if sum(its == tier.name for its in self._chosen.values()) >= tier.seats:
            return ""
        touched = [(n, limit) for n, limit in enumerate(self._limits) if tier.name in limit.tiers]
        for one, its in self._firsts(self._left, tier, frozenset(n for n, _ in touched), best=True):
            if all(limit.admits(limit.count + (n in its), limit.whole + 1) for n, limit in touched):
                return f"“{tier.name}”增补“{one.id}”"
        return ""

    def trade(self, higher: Tier, lower: Tier) -> str:
        """Two winners who trade their tiers to the gain of the higher one; empty when there are none."""
        above_full, above_bare = self._near(frozenset({higher.name}), frozenset({lower.name}))
        below_full, below_bare = self._near(frozenset({lower.name}), frozenset({higher.name}))
        telling = above_full | above_bare | below_full | below_bare
        able = [c for c in self._won if c.score_in(higher) is not None and c.score_in(lower) is not None]
        ups = self._firsts((c for c in able if self._chosen[c.id] == lower.name), higher, telling, best=True)
        downs = self._firsts((c for c in able if self._chosen[c.id] == higher.name), higher, telling)
        for one, its in ups:
            for other, others in downs:
                if _score(one, higher) <= _score(other, higher):
                    break
                only_one, only_other = its - others, others - its
                above = only_one & above_full or only_other & above_bare
                below = only_other & below_full or only_one & below_bare
                if not (above or below):
                    return f"“{one.id}”与“{other.id}”对调档次"
        return ""

    def _near(self, inside: frozenset[str], outside: frozenset[str]) -> tuple[Marks, Marks]:
        """Limits on the tiers inside, and not outside, that cannot take one more; that cannot spare one."""
        its = [(n, one) for n, one in enumerate(self._limits) if inside <= one.tiers and not outside & one.tiers]
        full = frozenset(n for n, limit in its if not limit.admits(limit.count + 1, limit.whole))
        return full, frozenset(n for n, limit in its if not limit.admits(limit.count - 1, limit.whole))

    def _firsts(
        self, those: Iterable[Candidate], tier: Tier, telling: Marks, best: bool = False
    ) -> list[tuple[Candidate, Marks]]:
        """Of those whom these limits cannot tell apart the one with the lowest (best: highest) score, in that order."""
        first: dict[Marks, Candidate] = {}
        able = [candidate for candidate in those if candidate.score_in(tier) is not None]
        for candidate in sorted(able, key=lambda c: _score(c, tier), reverse=best):
            first.setdefault(self._marks[candidate.id] & telling, candidate)
        return [(candidate, its) for its, candidate in first.items()]

    def _marks_of(self, candidate: Candidate) -> Marks:
        parts = candidate.unit.split("/")
        paths = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        units = (n for path in paths for n in self._units.get(path, ()))
        return frozenset((*units, *(n for group in candidate.groups for n in self._groups.get(group, ()))))

    def _counted(self) -> list[_Limit]:
        bounds: list[tuple[str | None, int | Fraction, int | Fraction | None]] = [
            *((u.tier, u.minimum or 0, u.maximum) for u in self._problem.unit_limits),
            *((g.tier, g.minimum_share or 0, g.maximum_share) for g in self._problem.group_limits),
        ]
        names = [self._names(tier) for tier, _, _ in bounds]
        counts = [0] * len(bounds)
        for one, its in self._chosen.items():
            for n in self._marks[one]:
                counts[n] += its in names[n]
        wholes = {inside: sum(its in inside for its in self._chosen.values()) for inside in set(names)}
        return [
            _Limit(inside, low, high, count, wholes[inside])
            for (_, low, high), inside, count in zip(bounds, names, counts, strict=True)
        ]

    def _names(self, name: str | None) -> frozenset[str]:
        tiers = self._problem.tiers
        persons = frozenset(tier.name for tier in tiers if tier.kind is TierKind.PERSON)
        return frozenset({name}) if name else persons or frozenset(tier.name for tier in tiers)


def _score(candidate: Candidate, tier: Tier) -> Decimal:
    score = candidate.score_in(tier)
    assert score is not None  # only those who can win the tier are compared
    return score
