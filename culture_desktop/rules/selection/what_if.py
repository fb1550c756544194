"""What another number would change: who would come in, who would go, and what the totals would be."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from culture_desktop.progress import Progress, silent
from culture_desktop.rules.selection.layout import layout_of
from culture_desktop.rules.selection.problem import Problem, Result, Status, Winner
from culture_desktop.rules.selection.requirements import Part, Requirement, requirements
from culture_desktop.rules.selection.solve import solve

_SAID = "正在算出每条规则的影响"


@dataclass(frozen=True, slots=True)
class Difference:
    """From one result to another: winners who come in and go out, those who change tiers (with the new one), and the
    change of each tier's total. ``status`` is that of the other; INFEASIBLE leaves nothing to compare.
    """

    status: Status
    entered: tuple[Winner, ...] = ()
    left: tuple[Winner, ...] = ()
    moved: tuple[Winner, ...] = ()
    totals: Mapping[str, Decimal] | None = None

    @property
    def changed(self) -> bool:
        """Whether any place is another's."""
        return bool(self.entered or self.left or self.moved)


@dataclass(frozen=True, slots=True)
class Price:
    """What one rule changed: ``difference`` leads from the result with the rule to the one without."""

    key: str
    rule: str
    difference: Difference


def difference(before: Result, after: Result) -> Difference:
    """What distinguishes two results."""
    if after.status is Status.INFEASIBLE:
        return Difference(after.status)
    had = {winner.id: winner.tier for winner in before.winners}
    has = {winner.id: winner.tier for winner in after.winners}
    tiers = dict.fromkeys((*before.totals, *after.totals))
    none = Decimal(0)
    return Difference(
        after.status,
        entered=tuple(winner for winner in after.winners if winner.id not in had),
        left=tuple(winner for winner in before.winners if winner.id not in has),
        moved=tuple(winner for winner in after.winners if had.get(winner.id, winner.tier) != winner.tier),
        totals={tier: after.totals.get(tier, none) - before.totals.get(tier, none) for tier in tiers},
    )


def what_if(before: Result, changed: Problem) -> Difference:
    """What a changed problem would change of a result; under a second for thousands of candidates."""
    return difference(before, solve(changed, explained=False))


def prices(problem: Problem, result: Result, progress: Progress = silent) -> tuple[Price, ...]:
    """What each rule changed, in the order of the problem; nothing for a problem without solution."""
    count = price_count(problem)
    found: list[Price] = []
    progress(0, count, _SAID)
    for price in each_price(problem, result):
        found.append(price)
        progress(len(found), count, _SAID)
    return tuple(found)


def price_count(problem: Problem) -> int:
    """How many rules have a price."""
    return len(_rules(problem))


def each_price(problem: Problem, result: Result) -> Iterator[Price]:
    """What each rule changed, in the order of the problem, each as soon as it is known.

    Rules that changed nothing are told by groups (``_idle``); the problem is solved once without each of the others.
    """
    if result.status is Status.INFEASIBLE:
        return
    rules = _rules(problem)
    idle = {one.key for one in _idle(problem, result, rules)}
    same = Difference(result.status, totals=dict.fromkeys(result.totals, Decimal(0)))
    for one in rules:
        changed = same if one.key in idle else what_if(result, without(problem, [one]))
        yield Price(one.key, one.sentence, changed)


def without(problem: Problem, those: Iterable[Requirement]) -> Problem:
    """The problem without some requirements (of a limit with two sides, one side; seats stay)."""
    units, groups = list(problem.unit_limits), list(problem.group_limits)
    gone: set[tuple[Part, int]] = set()
    for one in those:
        match one.part:
            case Part.UNIT:
                unit = units[one.place]
                units[one.place] = replace(unit, maximum=None) if one.upper else replace(unit, minimum=None)
            case Part.GROUP:
                group = groups[one.place]
                group = replace(group, maximum_share=None) if one.upper else replace(group, minimum_share=None)
                groups[one.place] = group
            case Part.INCLUDED | Part.EXCLUDED:
                gone.add((one.part, one.place))
            case Part.SEATS:
                pass
    return replace(
        problem,
        unit_limits=tuple(units),
        group_limits=tuple(groups),
        included=tuple(one for n, one in enumerate(problem.included) if (Part.INCLUDED, n) not in gone),
        excluded=tuple(one for n, one in enumerate(problem.excluded) if (Part.EXCLUDED, n) not in gone),
    )


def _rules(problem: Problem) -> list[Requirement]:
    return [one for one in requirements(problem) if one.part is not Part.SEATS]


def _idle(problem: Problem, result: Result, rules: Sequence[Requirement]) -> Iterator[Requirement]:
    """Rules that changed nothing: what nobody can break, and those found together to have changed nothing.

    Leaving out several rules at once allows every list that leaving out one of them allows. If the best of all these
    lists, and those tied with it, are the ones we have, they are so without any single one of the rules as well.
    """
    layout = layout_of(problem)
    able: dict[str, int] = {}
    for number in {number for number, _ in layout.scores}:
        for its in layout.memberships[number]:
            key = layout.requirements[its].key
            able[key] = able.get(key, 0) + 1
    weighed = {name for stage in result.proof for name in stage.multipliers}
    likely = []
    for one in rules:
        seats = sum(problem.tiers[tier].seats for tier in one.tiers)
        if one.upper and isinstance(one.bound, int) and one.bound >= min(seats, able.get(one.key, 0)):
            yield one
        elif one.key not in weighed:
            likely.append(one)
    yield from _idle_among(problem, result, likely)


def _idle_among(problem: Problem, result: Result, likely: Sequence[Requirement]) -> Iterator[Requirement]:
    """By halves: few programmes, as nearly all of them changed nothing."""
    if not likely:
        return
    other = solve(without(problem, likely), explained=False)
    if (other.status, other.winners, other.tied) == (result.status, result.winners, result.tied):
        yield from likely
    elif len(likely) > 1:
        half = len(likely) // 2
        yield from _idle_among(problem, result, likely[:half])
        yield from _idle_among(problem, result, likely[half:])
