"""A selection as JSON in one canonical form, and its digest. The format stands in docs/selection-format.md."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from culture_desktop.rules.selection.problem import Candidate, Problem, Result
from culture_desktop.vocabulary import TierKind


def problem_document(problem: Problem) -> dict[str, Any]:
    """What ``reading.problem_of`` reads back; candidates in the order of their ids, so that equal problems look equal."""
    return _present(
        tiers=[
            _present(name=t.name, seats=t.seats, kind=None if t.kind is TierKind.PERSON else t.kind.value)
            for t in problem.tiers
        ],
        candidates=[_candidate_document(c) for c in sorted(problem.candidates, key=lambda c: c.id)],
        unit_limits=[
            {"unit": u.unit, "tier": u.tier} | _present(minimum=u.minimum, maximum=u.maximum)
            for u in problem.unit_limits
        ],
        group_limits=[
            {"group": g.group, "tier": g.tier}
            | _present(minimum_share=_share(g.minimum_share), maximum_share=_share(g.maximum_share))
            for g in problem.group_limits
        ],
        exactly=problem.exactly,
        included=[{"id": one.id, "tier": one.tier, "reason": one.reason} for one in problem.included] or None,
        excluded=[{"id": one.id, "reason": one.reason} for one in problem.excluded] or None,
    )


def result_document(result: Result) -> dict[str, Any]:
    """The result as ``awards solve`` prints it."""
    return {
        "status": result.status.value,
        "winners": [{"id": winner.id, "tier": winner.tier} for winner in result.winners],
        "totals": {tier: f"{total:f}" for tier, total in result.totals.items()},
        "tied": list(result.tied),
        "conflict": list(result.conflict),
        "relaxations": list(result.relaxations),
        "explanations": dict(result.explanations),
    }


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 of JSON in its one canonical form: keys sorted, no blanks, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def problem_digest(problem: Problem) -> str:
    """The digest of a problem, the same for every order of its candidates."""
    return digest(problem_document(problem))


def _candidate_document(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "unit": candidate.unit,
        "score": None if candidate.score is None else f"{candidate.score:f}",
        "groups": sorted(candidate.groups),
    } | _present(
        tiers=None if candidate.tiers is None else sorted(candidate.tiers),
        kind=None if candidate.kind is TierKind.PERSON else candidate.kind.value,
        name=candidate.name or None,
        tie_values=[f"{value:f}" for value in candidate.tie_values] or None,
        tier_scores={tier: f"{score:f}" for tier, score in candidate.tier_scores} or None,
    )


def _share(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


def _present(**values: object) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
