"""A second opinion: judges a result from the problem alone, without the solver or any part of its model.

Only ``problem`` is shared, which holds data. Every figure is recomputed with integers, fractions and decimals.
Whether the totals are the largest possible is the solver's proof; this finds any that a single exchange, an
empty seat or a trade of tiers could better.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from culture_desktop.rules.selection.betterment import betterment
from culture_desktop.rules.selection.problem import Candidate, GroupLimit, Problem, Result, Status, UnitLimit
from culture_desktop.vocabulary import TierKind


def verify(problem: Problem, result: Result) -> tuple[str, ...]:
    """What is wrong with a result, in sentences; empty when nothing is.

    A result without winners (status INFEASIBLE) claims nothing that could be checked here.
    """
    if result.status is Status.INFEASIBLE:
        return ("无解的结果不应有获奖者。",) if result.winners else ()
    faults = (*_faults_of_winners(problem, result), *_faults_of_ties(problem, result))
    if faults:
        return faults
    by_id = {candidate.id: candidate for candidate in problem.candidates}
    chosen = {winner.id: winner.tier for winner in result.winners}
    faults = (*_faults_of_totals(problem, by_id, chosen, result.totals), *_faults_of_limits(problem, by_id, chosen))
    return faults or tuple(betterment(problem, chosen))


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


def _faults_of_ties(problem: Problem, result: Result) -> Iterator[str]:
    known = {candidate.id for candidate in problem.candidates}
    if (result.status is Status.TIE) is not bool(result.tied):
        yield "同分待定的结果应列出同分的人选，其他结果不应列出。"
    for one in result.tied:
        if one not in known:
            yield f"同分的“{one}”不在候选人中。"


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
