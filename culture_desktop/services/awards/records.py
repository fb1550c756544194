"""What a selection run keeps: the result, and the nominees as they were judged and scored."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from culture_desktop.rules.eligibility import Eligibility, Finding
from culture_desktop.rules.selection.problem import Problem, Result
from culture_desktop.services.awards.rows import CriterionScore, Nominee


def digest(problem: Problem) -> str:
    """SHA-256 over the problem in one canonical form: equal problems, whatever the order of candidates."""
    plain = asdict(problem)
    plain["candidates"] = sorted(plain["candidates"], key=lambda candidate: str(candidate["id"]))
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def record(result: Result, nominees: Sequence[Nominee]) -> dict[str, Any]:
    """The run as it is stored."""
    return {
        "status": result.status.value,
        "winners": {winner.id: winner.tier for winner in result.winners},
        "totals": {tier: str(total) for tier, total in result.totals.items()},
        "tied": list(result.tied),
        "conflict": list(result.conflict),
        "explanations": dict(result.explanations),
        "nominees": {nominee.key: _nominee(nominee) for nominee in nominees},
    }


def restored(nominee: Nominee, stored: Mapping[str, Any]) -> Nominee:
    """The nominee as judged and scored when the run was made."""
    kept = stored["nominees"].get(nominee.key)
    if kept is None:
        return nominee
    findings = tuple(Finding(*finding) for finding in kept["findings"])
    scores = tuple(
        CriterionScore(name, Decimal(weight), None if points is None else Decimal(points), reason)
        for name, weight, points, reason in kept["scores"]
    )
    return replace(
        nominee,
        eligibility=Eligibility(all(finding.ok for finding in findings), findings),
        scores=scores,
        total=None if kept["total"] is None else Decimal(kept["total"]),
        rank=kept["rank"],
        groups=tuple(kept["groups"]),
        unit=kept["unit"],
        unit_full_name=kept["unit_full_name"],
    )


def _nominee(nominee: Nominee) -> dict[str, Any]:
    return {
        "total": None if nominee.total is None else str(nominee.total),
        "rank": nominee.rank,
        "groups": list(nominee.groups),
        "unit": nominee.unit,
        "unit_full_name": nominee.unit_full_name,
        "findings": [list(finding) for finding in nominee.eligibility.findings],
        "scores": [
            [score.name, str(score.weight), None if score.points is None else str(score.points), score.reason]
            for score in nominee.scores
        ],
    }


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    raise TypeError(type(value).__name__)
