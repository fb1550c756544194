"""What another number would change: who would come in, who would go, and what the totals would be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from culture_desktop.progress import Progress, silent
from culture_desktop.rules.selection.layout import layout_of
from culture_desktop.rules.selection.problem import Problem, Result, Status, Winner
from culture_desktop.rules.selection.proof import unproven
from culture_desktop.rules.selection.requirements import Part, Requirement, requirements
from culture_desktop.rules.selection.solve import solve


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
    """What each rule changed, in the order of the problem; nothing for a problem without solution.

    Rules that nobody can break, and rules that no step of the proof leans on, are known to cost nothing; the problem
    is solved once without each of the others.
    """
    if result.status is Status.INFEASIBLE:
        return ()
    rules = [one for one in requirements(problem) if one.part is not Part.SEATS]
    idle = set(_idle(problem, result, rules))
    same = Difference(result.status, totals=dict.fromkeys(result.totals, Decimal(0)))
    found = []
    for number, one in enumerate(rules):
        progress(number, len(rules), "正在算出每条规则的影响")
        changed = same if one.key in idle else what_if(result, without(problem, one))
        found.append(Price(one.key, one.sentence, changed))
    return tuple(found)


def without(problem: Problem, one: Requirement) -> Problem:
    """The problem without one requirement (of a limit with two sides, one side; seats stay)."""
    match one.part:
        case Part.UNIT:
            unit = problem.unit_limits[one.place]
            unit = replace(unit, maximum=None) if one.upper else replace(unit, minimum=None)
            units = (*problem.unit_limits[: one.place], unit, *problem.unit_limits[one.place + 1 :])
            return replace(problem, unit_limits=units)
        case Part.GROUP:
            group = problem.group_limits[one.place]
            group = replace(group, maximum_share=None) if one.upper else replace(group, minimum_share=None)
            groups = (*problem.group_limits[: one.place], group, *problem.group_limits[one.place + 1 :])
            return replace(problem, group_limits=groups)
        case Part.INCLUDED:
            return replace(problem, included=problem.included[: one.place] + problem.included[one.place + 1 :])
        case Part.EXCLUDED:
            return replace(problem, excluded=problem.excluded[: one.place] + problem.excluded[one.place + 1 :])
        case Part.SEATS:
            return problem


def _idle(problem: Problem, result: Result, rules: list[Requirement]) -> Iterator[str]:
    """Keys of rules that cannot have changed anything: without weight in the proof, or above all who could count."""
    if not unproven(problem, result):
        weighed = {name for stage in result.proof for name in stage.multipliers}
        yield from (one.key for one in rules if one.key not in weighed)
    layout = layout_of(problem)
    able: dict[str, int] = {}
    for number in {number for number, _ in layout.scores}:
        for its in layout.memberships[number]:
            key = layout.requirements[its].key
            able[key] = able.get(key, 0) + 1
    for one in rules:
        seats = sum(problem.tiers[tier].seats for tier in one.tiers)
        most = min(seats, able.get(one.key, 0))
        if one.upper and isinstance(one.bound, int) and one.bound >= most:
            yield one.key
