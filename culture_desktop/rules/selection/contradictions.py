"""What makes a problem hopeless in its terms, before anything is solved: floors above seats or caps, empty groups."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from culture_desktop.rules.selection.problem import Problem, UnitLimit
from culture_desktop.rules.selection.requirements import ancestors, counted_tiers, measure, percent


def contradiction(problem: Problem) -> str | None:
    """The first of them in words, None when there is none."""
    return next(chain(_empty_groups(problem), _floors(problem)), None)


def floors_too_high(problem: Problem) -> str | None:
    """The same of floors alone, which needs no candidates."""
    return next(_floors(problem), None)


def _empty_groups(problem: Problem) -> Iterator[str]:
    """Shares that a group without anybody would have to reach."""
    for limit in problem.group_limits:
        tiers = [problem.tiers[n] for n in counted_tiers(problem, limit.tier)]
        seats = sum(tier.seats for tier in tiers)
        if limit.minimum_share and seats:
            able = any(
                limit.group in candidate.groups and any(candidate.score_in(tier) is not None for tier in tiers)
                for candidate in problem.candidates
            )
            if not able:
                where = f"“{limit.tier}”" if limit.tier else "全部获奖者"
                yield f"{where}中{limit.group}不低于 {percent(limit.minimum_share)}，但候选人中没有{limit.group}可以参评"


def _floors(problem: Problem) -> Iterator[str]:
    """Seats, or a unit's cap, below the sum of the floors under them."""
    for name in (*(tier.name for tier in problem.tiers), None):
        counted = counted_tiers(problem, name)
        if not counted:
            continue
        within = [u for u in problem.unit_limits if u.minimum and counted_tiers(problem, u.tier) <= counted]
        needs = _needs(problem, within)
        tiers = [problem.tiers[n] for n in counted]
        word = measure(tiers[0])
        seats = sum(tier.seats for tier in tiers)
        tops = [unit for unit in needs if "/" not in unit]
        total = sum(needs[unit] for unit in tops)
        if total > seats:
            what = f"“{name}”的名额" if name else "各档名额合计"
            yield f"{what} {seats} {word}，少于各单位下限合计 {total} {word}（{_listed(needs, within)}）"
        for cap in problem.unit_limits:
            if cap.maximum is not None and counted_tiers(problem, cap.tier) == counted:
                need = needs.get(cap.unit, 0)
                if need > cap.maximum:
                    inside = [u for u in within if cap.unit in ancestors(u.unit)]
                    yield f"{cap.unit}至多 {cap.maximum} {word}，少于其中各单位下限合计 {need} {word}（{_listed(needs, inside)}）"


def _needs(problem: Problem, limits: Iterable[UnitLimit]) -> Mapping[str, int]:
    """For each unit how many winners the floors of it and of the units below it ask for at the least."""
    own: dict[str, dict[frozenset[int], int]] = {}
    for limit in limits:
        its = own.setdefault(limit.unit, {})
        tiers = counted_tiers(problem, limit.tier)
        its[tiers] = max(its.get(tiers, 0), limit.minimum or 0)
    needs: dict[str, int] = {}
    below: dict[str, dict[str, int]] = {}
    units = {above for unit in own for above in ancestors(unit)}
    for unit in sorted(units, key=lambda one: -one.count("/")):
        floors = own.get(unit, {})
        apart = sum(n for tiers, n in floors.items() if len(tiers) == 1)
        together = max((n for tiers, n in floors.items() if len(tiers) > 1), default=0)
        needs[unit] = max(apart, together, sum(below.get(unit, {}).values()))
        above = unit.rpartition("/")[0]
        if above:
            below.setdefault(above, {})[unit] = needs[unit]
    return needs


def _listed(needs: Mapping[str, int], limits: Iterable[UnitLimit]) -> str:
    named = sorted({limit.unit for limit in limits})
    shown = "、".join(f"{unit} {needs[unit]}" for unit in named[:5])
    return shown + (f" 等 {len(named)} 个单位" if len(named) > 5 else "")
