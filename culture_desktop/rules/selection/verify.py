"""A second opinion: judges a result from the problem alone, without the solver or any part of its model.

Only ``problem`` is shared, which holds data. Every figure is recomputed with integers, fractions and decimals.
Whether the totals are the largest possible is the solver's proof; this finds any that a single exchange, an
empty seat or a trade of tiers could better.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from culture_desktop.rules.selection.problem import Candidate, GroupLimit, Problem, Result, Status, Tier, UnitLimit
from culture_desktop.vocabulary import TierKind


def verify(problem: Problem, result: Result) -> tuple[str, ...]:
    """What is wrong with a result, in sentences; empty when nothing is.

    A result without winners (status INFEASIBLE) claims nothing that could be checked here.
    """
    if result.status is Status.INFEASIBLE:
        return ("无解的结果不应有获奖者。",) if result.winners else ()
    faults = tuple(_faults_of_winners(problem, result))
    if faults:
        return faults
    by_id = {candidate.id: candidate for candidate in problem.candidates}
    chosen = {winner.id: winner.tier for winner in result.winners}
    faults = (*_faults_of_totals(problem, by_id, chosen, result.totals), *_faults_of_limits(problem, by_id, chosen))
    return faults or tuple(_improvements(problem, by_id, chosen))


def _faults_of_winners(problem: Problem, result: Result) -> Iterator[str]:
    by_id = {candidate.id: candidate for candidate in problem.candidates}
    tiers = {tier.name: tier for tier in problem.tiers}
    seen: set[str] = set()
    for winner in result.winners:
        if winner.id not in by_id:
            yield f"“{winner.id}”不在候选人中。"
        elif winner.tier not in tiers:
            yield f"“{winner.id}”所获的档次“{winner.tier}”不存在。"
        elif by_id[winner.id].score_in(tiers[winner.tier]) is None:
            yield f"“{winner.id}”不能参评“{winner.tier}”，或没有得分。"
        if winner.id in seen:
            yield f"“{winner.id}”得了两个档次。"
        seen.add(winner.id)


def _faults_of_totals(
    problem: Problem, by_id: Mapping[str, Candidate], chosen: Mapping[str, str], totals: Mapping[str, Decimal]
) -> Iterator[str]:
    for tier in problem.tiers:
        scores = (by_id[one].score_in(tier) for one, its in chosen.items() if its == tier.name)
        total = sum((score for score in scores if score is not None), Decimal(0))
        if totals.get(tier.name) != total:
            yield f"“{tier.name}”总分应为 {total:f}，写的是 {totals.get(tier.name)}。"


def _faults_of_limits(problem: Problem, by_id: Mapping[str, Candidate], chosen: Mapping[str, str]) -> Iterator[str]:
    for tier in problem.tiers:
        count = sum(its == tier.name for its in chosen.values())
        if count > tier.seats or (problem.exactly and count < tier.seats):
            yield f"“{tier.name}”名额 {tier.seats}，评出 {count}。"
    for unit in problem.unit_limits:
        yield from _unit_fault(unit, _winners_of(problem, by_id, chosen, unit.tier))
    for group in problem.group_limits:
        yield from _group_fault(group, _winners_of(problem, by_id, chosen, group.tier))
    for one in problem.included:
        if one.id not in chosen or one.tier not in (None, chosen[one.id]):
            yield f"“{one.id}”应入选{one.tier or ''}（{one.reason}），没有。"
    for out in problem.excluded:
        if out.id in chosen:
            yield f"“{out.id}”不应列入（{out.reason}）。"


def _winners_of(
    problem: Problem, by_id: Mapping[str, Candidate], chosen: Mapping[str, str], tier: str | None
) -> list[Candidate]:
    counted = _tiers_of(problem, tier)
    return [by_id[one] for one, its in chosen.items() if its in counted]


def _tiers_of(problem: Problem, name: str | None) -> set[str]:
    if name is not None:
        return {name}
    persons = {tier.name for tier in problem.tiers if tier.kind is TierKind.PERSON}
    return persons or {tier.name for tier in problem.tiers}


def _unit_fault(limit: UnitLimit, winners: list[Candidate]) -> Iterator[str]:
    path = limit.unit.split("/")
    count = sum(winner.unit.split("/")[: len(path)] == path for winner in winners)
    if limit.minimum is not None and count < limit.minimum:
        yield f"“{limit.unit}”应不少于 {limit.minimum}，实为 {count}。"
    if limit.maximum is not None and count > limit.maximum:
        yield f"“{limit.unit}”应不多于 {limit.maximum}，实为 {count}。"


def _group_fault(limit: GroupLimit, winners: list[Candidate]) -> Iterator[str]:
    count = sum(limit.group in winner.groups for winner in winners)
    whole = len(winners)
    if limit.minimum_share is not None and count < limit.minimum_share * whole:
        yield f"“{limit.group}”比例应不低于 {limit.minimum_share}，实为 {whole} 中的 {count}。"
    if limit.maximum_share is not None and count > limit.maximum_share * whole:
        yield f"“{limit.group}”比例应不高于 {limit.maximum_share}，实为 {whole} 中的 {count}。"


def _improvements(problem: Problem, by_id: Mapping[str, Candidate], chosen: Mapping[str, str]) -> Iterator[str]:
    """Exchanges that would keep every limit and raise the total of the highest tier they touch."""
    for change in (*_exchanges(problem, by_id, chosen), *_trades(problem, by_id, chosen)):
        changed = {one: its for one, its in {**chosen, **change.moves}.items() if its}
        if not any(_faults_of_limits(problem, by_id, changed)):
            yield f"{change.words}，符合各项限制且总分更高。"
            return


@dataclass(frozen=True, slots=True)
class _Change:
    """Moves from candidate to tier ("" for none) that would raise a total."""

    moves: Mapping[str, str]
    words: str


def _exchanges(problem: Problem, by_id: Mapping[str, Candidate], chosen: Mapping[str, str]) -> Iterator[_Change]:
    """Someone left out for a winner of a lower score, once for each pattern that the limits can tell apart."""
    for tier in problem.tiers:
        comes = _first_of_patterns(problem, (c for c in by_id.values() if c.id not in chosen), tier, best=True)
        goes = _first_of_patterns(problem, (by_id[one] for one, its in chosen.items() if its == tier.name), tier)
        for one in comes:
            for other in goes:
                if _score(one, tier) > _score(other, tier):
                    yield _Change({one.id: tier.name, other.id: ""}, f"“{tier.name}”中以“{one.id}”替换“{other.id}”")
            if sum(its == tier.name for its in chosen.values()) < tier.seats:
                yield _Change({one.id: tier.name}, f"“{tier.name}”增补“{one.id}”")


def _trades(problem: Problem, by_id: Mapping[str, Candidate], chosen: Mapping[str, str]) -> Iterator[_Change]:
    """Two winners trading tiers to the gain of the higher one."""
    for place, higher in enumerate(problem.tiers):
        for lower in problem.tiers[place + 1 :]:
            if lower.kind is not higher.kind:
                continue
            up = [by_id[one] for one, its in chosen.items() if its == lower.name]
            down = [by_id[one] for one, its in chosen.items() if its == higher.name]
            able_up = (c for c in up if c.score_in(higher) is not None)
            able_down = (c for c in down if c.score_in(lower) is not None)
            down_patterns = _first_of_patterns(problem, able_down, higher)
            for one in _first_of_patterns(problem, able_up, higher, best=True):
                for other in down_patterns:
                    if _score(one, higher) > _score(other, higher):
                        moves = {one.id: higher.name, other.id: lower.name}
                        yield _Change(moves, f"“{one.id}”与“{other.id}”对调档次")


def _score(candidate: Candidate, tier: Tier) -> Decimal:
    score = candidate.score_in(tier)
    assert score is not None  # only those who can win the tier are compared
    return score


def _first_of_patterns(
    problem: Problem, candidates: Iterator[Candidate], tier: Tier, best: bool = False
) -> list[Candidate]:
    """Of those alike in units and groups that limits name, the one with the lowest (best: highest) score."""
    units = [limit.unit.split("/") for limit in problem.unit_limits]
    groups = {limit.group for limit in problem.group_limits}
    first: dict[tuple[object, ...], Candidate] = {}
    able = (candidate for candidate in candidates if candidate.score_in(tier) is not None)
    for candidate in sorted(able, key=lambda c: _score(c, tier), reverse=best):
        path = candidate.unit.split("/")
        within = tuple(path[: len(unit)] == unit for unit in units)
        first.setdefault((within, candidate.groups & groups), candidate)
    return list(first.values())
