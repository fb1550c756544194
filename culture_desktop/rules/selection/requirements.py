"""Limits taken apart: every requirement counts some winners and bounds the count on one side, and says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor

from culture_desktop.rules.selection.problem import Candidate, GroupLimit, Problem, Tier, UnitLimit
from culture_desktop.vocabulary import TierKind


class Part(Enum):
    """The part of a problem that a requirement comes from."""

    SEATS = "tiers"
    UNIT = "unit_limits"
    GROUP = "group_limits"
    INCLUDED = "included"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Requirement:
    """At most (``upper``) or at least ``bound`` of the winners of ``tiers`` are of a unit or a group.

    ``tiers`` holds positions. ``bound`` is a number of winners, or a share of them (Fraction) when their number
    is open. With none of ``unit``, ``group`` and ``candidate`` every winner counts. ``part`` and ``place`` say where
    in the problem it stands.
    """

    sentence: str
    tiers: frozenset[int]
    upper: bool
    bound: int | Fraction
    part: Part
    place: int
    unit: str | None = None
    group: str | None = None
    candidate: str | None = None

    @property
    def key(self) -> str:
        """Where it stands in the problem: ``unit_limits/3/maximum``."""
        return f"{self.part.value}/{self.place}/{'maximum' if self.upper else 'minimum'}"

    def limit(self, winners: int) -> int:
        """The bound in winners when ``winners`` have won in these tiers altogether."""
        if isinstance(self.bound, int):
            return self.bound
        exact = self.bound * winners
        return floor(exact) if self.upper else ceil(exact)


def seat_requirements(problem: Problem) -> tuple[Requirement, ...]:
    """Every tier keeps to its seats; these are never given up."""
    return tuple(
        Requirement(f"“{tier.name}”名额 {tier.seats} {measure(tier)}", only, True, tier.seats, Part.SEATS, position)
        for position, tier in enumerate(problem.tiers)
        for only in (frozenset((position,)),)
    )


def requirements(problem: Problem) -> tuple[Requirement, ...]:
    """What can be in conflict: full seats, unit limits, structure rules, fixed people; in the order of the problem."""
    found: list[Requirement] = []
    if problem.exactly:
        for position, tier in enumerate(problem.tiers):
            words = f"“{tier.name}”评满 {tier.seats} {measure(tier)}"
            found.append(Requirement(words, frozenset((position,)), False, tier.seats, Part.SEATS, position))
    for place, unit in enumerate(problem.unit_limits):
        found.extend(_of_unit(problem, unit, place))
    for place, group in enumerate(problem.group_limits):
        found.extend(_of_group(problem, group, place))
    found.extend(_of_fixed(problem))
    return tuple(found)


def counted_tiers(problem: Problem, name: str | None) -> frozenset[int]:
    """Positions of the tiers that a limit counts: one by name, or (None) all for persons, without these all."""
    if name is not None:
        return frozenset(n for n, tier in enumerate(problem.tiers) if tier.name == name)
    persons = frozenset(n for n, tier in enumerate(problem.tiers) if tier.kind is TierKind.PERSON)
    return persons or frozenset(range(len(problem.tiers)))


def measure(tier: Tier) -> str:
    """The measure word for winners of a tier."""
    return "个" if tier.kind is TierKind.TEAM else "人"


def ancestors(unit: str) -> Iterator[str]:
    """A unit's path and those above it: ``a/b/c``, ``a/b``, ``a``."""
    while unit:
        yield unit
        unit = unit.rpartition("/")[0]


def memberships(problem: Problem, those: Sequence[Requirement]) -> list[tuple[int, ...]]:
    """For each candidate the numbers of the requirements that count it, whatever the tier."""
    by_unit: dict[str, list[int]] = {}
    by_group: dict[str, list[int]] = {}
    by_id: dict[str, list[int]] = {}
    everyone: list[int] = []
    for number, one in enumerate(those):
        if one.unit is not None:
            by_unit.setdefault(one.unit, []).append(number)
        elif one.group is not None:
            by_group.setdefault(one.group, []).append(number)
        elif one.candidate is not None:
            by_id.setdefault(one.candidate, []).append(number)
        else:
            everyone.append(number)

    def of(candidate: Candidate) -> tuple[int, ...]:
        units = [n for unit in ancestors(candidate.unit) for n in by_unit.get(unit, ())]
        groups = [n for group in candidate.groups for n in by_group.get(group, ())]
        return tuple(sorted((*everyone, *units, *groups, *by_id.get(candidate.id, ()))))

    return [of(candidate) for candidate in problem.candidates]


def _of_unit(problem: Problem, limit: UnitLimit, place: int) -> Iterator[Requirement]:
    tiers = counted_tiers(problem, limit.tier)
    word = measure(problem.tiers[min(tiers)])
    head = f"{limit.unit}{f'在“{limit.tier}”中' if limit.tier else '获奖合计'}"
    if limit.minimum:
        words = f"{head}至少 {limit.minimum} {word}"
        yield Requirement(words, tiers, False, limit.minimum, Part.UNIT, place, unit=limit.unit)
    if limit.maximum is not None:
        words = f"{head}至多 {limit.maximum} {word}"
        yield Requirement(words, tiers, True, limit.maximum, Part.UNIT, place, unit=limit.unit)


def _of_group(problem: Problem, limit: GroupLimit, place: int) -> Iterator[Requirement]:
    tiers = counted_tiers(problem, limit.tier)
    seats = sum(problem.tiers[n].seats for n in tiers)
    word = measure(problem.tiers[min(tiers)])
    where = f"“{limit.tier}”" if limit.tier else "全部获奖者"
    for share, upper in ((limit.minimum_share, False), (limit.maximum_share, True)):
        if share is None:
            continue
        words = f"{where}中{limit.group}{'不超过' if upper else '不低于'} {percent(share)}"
        bound: int | Fraction = share
        if problem.exactly:
            bound = floor(share * seats) if upper else ceil(share * seats)
            words += f"（{'至多' if upper else '至少'} {bound} {word}）"
        yield Requirement(words, tiers, upper, bound, Part.GROUP, place, group=limit.group)


def _of_fixed(problem: Problem) -> Iterator[Requirement]:
    known = {c.id: c for c in problem.candidates} if problem.included or problem.excluded else {}
    for place, one in enumerate(problem.included):
        its = known[one.id]
        words = f"{its.label}须入选{f'“{one.tier}”' if one.tier else ''}（{one.reason}）"
        tiers = counted_tiers(problem, one.tier) if one.tier else _of_kind(problem, its.kind)
        yield Requirement(words, tiers, False, 1, Part.INCLUDED, place, candidate=one.id)
    for place, out in enumerate(problem.excluded):
        its = known[out.id]
        words = f"{its.label}不列入（{out.reason}）"
        yield Requirement(words, _of_kind(problem, its.kind), True, 0, Part.EXCLUDED, place, candidate=out.id)


def _of_kind(problem: Problem, kind: TierKind) -> frozenset[int]:
    return frozenset(n for n, tier in enumerate(problem.tiers) if tier.kind is kind)


def percent(share: Fraction) -> str:
    """``60%``, ``12.5%``; a share without a short percentage as a fraction, ``1/3``."""
    hundredths = share * 10000
    if hundredths.denominator != 1:
        return f"{share.numerator}/{share.denominator}"
    whole, rest = divmod(hundredths.numerator, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%" if rest else f"{whole}%"
