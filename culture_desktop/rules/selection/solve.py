"""The selection itself: feasible for all tiers, then each tier's total as large as possible, highest tier first.

Among equal totals the published values decide; what they leave open is a tie: reported, and settled in the
proposal by a canonical rule, so that the same problem gives the same people whatever the order of its input.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from culture_desktop.errors import SelectionUnfinishedError
from culture_desktop.rules.selection.conflict import conflict
from culture_desktop.rules.selection.explain import explain
from culture_desktop.rules.selection.layout import Column, Layout, layout_of
from culture_desktop.rules.selection.problem import Problem, ProofStage, Result, Status, Winner
from culture_desktop.rules.selection.programme import Programme
from culture_desktop.rules.selection.proof_writer import ProofWriter
from culture_desktop.rules.selection.solver import Row

TIME_LIMIT = 60.0
"""Seconds of solving in all; beyond, SelectionUnfinishedError is raised, never an unproven list returned."""

_FINEST = 10**8  # steps between the highest and the lowest score, so that the solver's tolerances stay below one

_NAMED = 5  # rules in conflict that the sentence for each candidate names; the result has all of them

_BLOCK = 20  # columns settled at once by powers of two; 2**20 stays far inside the solver's precision


def solve(problem: Problem, time_limit: float = TIME_LIMIT, *, explained: bool = True) -> Result:
    """The optimal selection, the same for every order of the input; ``explained`` with a sentence for each candidate.

    Raises SelectionUnfinishedError beyond the time, and for scores too far apart to be sure of every digit.
    """
    if not problem.exactly:
        full = _solved(layout_of(replace(problem, exactly=True)), time_limit, explained)
        if full is not None:  # no seat has to stay empty
            return full
    layout = layout_of(problem)
    return _solved(layout, time_limit, explained) or _infeasible(layout, time_limit, explained)


def _solved(layout: Layout, time_limit: float, explained: bool) -> Result | None:
    programme = Programme([1] * len(layout.columns), layout.rows(layout.columns), time_limit)
    proof: list[ProofStage] = []
    values = _by_totals(layout, programme, proof)
    if values is None:
        return None
    undecided = _undecided(layout, programme, values)
    if undecided and layout.candidates[0].tie_values:
        values = _by_published_values(layout, programme, undecided, values)
        undecided = _undecided(layout, programme, values)
    if undecided:
        values = _canonical(layout, programme, undecided, values)
    return _result(layout, values, undecided, proof, explained)


def _by_totals(layout: Layout, programme: Programme, proof: list[ProofStage]) -> list[int] | None:
    """A solution with the best totals, None if there is no solution; from here on only its totals are allowed."""
    columns = layout.columns
    if not columns:
        return programme.maximise({})
    places = _places(layout.scores.values())
    scaled = [int(column.score.scaleb(places)) for column in columns]
    filled = dict.fromkeys(range(len(columns)), 1)
    # With every seat filled only differences count, and small numbers solve best.
    stages = [] if layout.problem.exactly else [("", filled, 0)]
    for position, tier in enumerate(layout.problem.tiers):
        its = [n for n, column in enumerate(columns) if column.tier == position]
        lowest = min((scaled[n] for n in its), default=0) if layout.problem.exactly else 0
        stages.append((tier.name, {n: scaled[n] - lowest for n in its}, lowest))
    wide = scaled and max(scaled) - min(scaled) > _FINEST
    writer = ProofWriter(layout, len(programme.rows))
    values = None
    for of, costs, lowest in stages:
        decided = values
        values = _settle(programme, costs, values)
        if values is None:
            return None
        if values is decided:
            writer.idle(of, lowest)
            continue
        if wide and not programme.proven(costs, values):
            raise SelectionUnfinishedError(reason="得分有的相差极大，有的又相差极小，不能保证精确")
        writer.stage(of, programme.multipliers(costs), lowest)
    proof.extend(writer.stages)
    return values


def _settle(programme: Programme, costs: Mapping[int, int], values: list[int] | None) -> list[int] | None:
    """Maximises one objective and holds the programme to its optimum; returns a solution that has it.

    ``values`` is a solution already known; it stays when the objective has nothing to decide.
    """
    free = set(programme.free)
    if values is not None and not any(cost for n, cost in costs.items() if n in free):
        return values
    best = programme.maximise(costs)
    if best is None:
        if values is not None:
            raise SelectionUnfinishedError(reason="求解器前后矛盾")
        return None
    reached = _worth(costs, best)
    programme.fix(programme.pinned(costs, reached))
    programme.add(Row({n: cost for n, cost in costs.items() if cost}, lower=reached))
    return best


def _undecided(layout: Layout, programme: Programme, values: Sequence[int]) -> list[int]:
    """Columns that differ between solutions as good as this one; all others are fixed at their value."""
    open_columns = set(programme.free)
    twins = _twins(layout, open_columns)
    differing = _among_twins(twins, values)
    open_columns -= differing
    while open_columns:
        flips = {n: 1 - 2 * values[n] for n in open_columns}
        other = programme.maximise(flips)
        changed = {n for n in open_columns if other is not None and other[n] != values[n]}
        if not changed or other is None:
            break
        changed |= _among_twins(twins, other)
        differing |= changed
        open_columns -= changed
    programme.fix({column: values[column] for column in open_columns})
    return sorted(differing)


def _twins(layout: Layout, those: set[int]) -> list[list[int]]:
    """Columns of one tier whose candidates could trade places without anyone but their ids telling."""
    found: dict[tuple[object, ...], list[int]] = {}
    for n in sorted(those):
        candidate, tier = layout.columns[n].candidate, layout.columns[n].tier
        scores = tuple(layout.scores.get((candidate, t)) for t in range(len(layout.problem.tiers)))
        key = (tier, layout.memberships[candidate], scores, layout.candidates[candidate].tie_values)
        found.setdefault(key, []).append(n)
    return list(found.values())


def _among_twins(twins: Sequence[Sequence[int]], values: Sequence[int]) -> set[int]:
    """Columns of twins that fare differently in a solution: any of them could have fared as any other."""
    return {n for those in twins if len({values[n] for n in those}) > 1 for n in those}


def _by_published_values(
    layout: Layout, programme: Programme, undecided: Sequence[int], values: list[int]
) -> list[int]:
    """Settles what the published values settle: each in turn, highest tier first, as totals over the winners."""
    columns = layout.columns
    count = len(layout.candidates[0].tie_values)
    for place in range(count):
        scaled = _integers([layout.candidates[columns[n].candidate].tie_values[place] for n in undecided])
        for tier in range(len(layout.problem.tiers)):
            costs = {n: value for n, value in zip(undecided, scaled, strict=True) if columns[n].tier == tier}
            values = _settle(programme, costs, values) or values
    return values


def _canonical(layout: Layout, programme: Programme, undecided: Sequence[int], values: list[int]) -> list[int]:
    """The one solution whose winners come first: tier by tier, higher scores first, then by id."""
    columns = layout.columns
    ordered = sorted(undecided, key=lambda n: (columns[n].tier, -columns[n].score, columns[n].candidate))
    while ordered:
        free = set(programme.free)
        ordered = [n for n in ordered if n in free]  # most are decided by those before them
        block, ordered = ordered[:_BLOCK], ordered[_BLOCK:]
        if not all(values[n] for n in block):
            costs = {n: 1 << (len(block) - 1 - place) for place, n in enumerate(block)}
            values = programme.maximise(costs) or values
        programme.settle({column: values[column] for column in block})
    return values


def _integers(numbers: Sequence[Decimal]) -> list[int]:
    """Decimals as integers of a common scale."""
    places = _places(numbers)
    return [int(number.scaleb(places)) for number in numbers]


def _places(numbers: Iterable[Decimal]) -> int:
    exponents = [exponent for number in numbers if isinstance(exponent := number.as_tuple().exponent, int)]
    return max(0, -min(exponents, default=0))


def _worth(costs: Mapping[int, int], values: Sequence[int]) -> int:
    return sum(cost * values[column] for column, cost in costs.items())


def _result(
    layout: Layout, values: Sequence[int], undecided: Sequence[int], proof: Sequence[ProofStage], explained: bool
) -> Result:
    problem = layout.problem
    chosen = [column for column, value in zip(layout.columns, values, strict=True) if value]
    chosen.sort(key=lambda column: (column.tier, -column.score, column.candidate))
    tied = tuple(sorted({layout.columns[n].candidate for n in undecided}))
    return Result(
        status=Status.TIE if tied else Status.OPTIMAL,
        winners=tuple(Winner(layout.candidates[c.candidate].id, problem.tiers[c.tier].name) for c in chosen),
        totals={tier.name: _total(chosen, position) for position, tier in enumerate(problem.tiers)},
        tied=tuple(layout.candidates[n].id for n in tied),
        explanations=explain(layout, {c.candidate: c.tier for c in chosen}, frozenset(tied)) if explained else {},
        proof=tuple(proof),
    )


def _total(chosen: Sequence[Column], tier: int) -> Decimal:
    return sum((column.score for column in chosen if column.tier == tier), Decimal(0))


def _infeasible(layout: Layout, time_limit: float, explained: bool) -> Result:
    if not explained:
        return Result(Status.INFEASIBLE)
    against, relaxations = conflict(layout, time_limit)
    named = "；".join(against[:_NAMED]) + (f"等 {len(against)} 项" if len(against) > _NAMED else "")
    sentence = f"现有条件下排不出名单：{named}，不能同时满足。"
    return Result(
        Status.INFEASIBLE,
        conflict=against,
        relaxations=relaxations,
        explanations={candidate.id: sentence for candidate in layout.candidates},
    )
