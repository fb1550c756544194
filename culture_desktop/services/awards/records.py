"""What a selection run keeps: the result, and the nominees as they were judged and scored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from culture_desktop.rules.eligibility import Eligibility, Finding
from culture_desktop.rules.fields import word
from culture_desktop.rules.panels import Summary
from culture_desktop.rules.scoring import JudgeScore
from culture_desktop.rules.selection.problem import Result
from culture_desktop.services.awards.nominee_rows import CriterionScore, Nominee
from culture_desktop.vocabulary import TierKind

_Sheet = Sequence[Sequence[str]]


def record(result: Result, nominees: Sequence[Nominee]) -> dict[str, Any]:
    """The run as it is stored; nominees go by their nomination, as staff numbers and team names may change later."""
    ids = {nominee.key: record_key(nominee) for nominee in nominees}
    return {
        "status": result.status.value,
        "winners": {ids[winner.id]: winner.tier for winner in result.winners},
        "totals": {tier: str(total) for tier, total in result.totals.items()},
        "tied": [ids[key] for key in result.tied],
        "conflict": list(result.conflict),
        "relaxations": list(result.relaxations),
        "explanations": {ids[key]: sentence for key, sentence in result.explanations.items()},
        "nominees": {record_key(nominee): _nominee(nominee) for nominee in nominees},
    }


def record_key(nominee: Nominee) -> str:
    """What a stored run calls a nominee."""
    return str(nominee.nomination_id)


def restored(nominee: Nominee, stored: Mapping[str, Any]) -> Nominee:
    """The nominee as judged and scored when the run was made.

    A person's name and number follow the roster, so that a name put right reaches the certificate; a team keeps the
    name under which it was honoured.
    """
    kept = stored["nominees"].get(record_key(nominee))
    if kept is None:
        return nominee
    findings = tuple(Finding(*finding) for finding in kept["findings"])
    scores = tuple(_restored_score(*score) for score in kept["scores"])
    team = {"name": kept["name"], "number": kept["number"]} if nominee.kind is TierKind.TEAM else {}
    return replace(
        nominee,
        **team,
        eligibility=Eligibility(all(finding.ok for finding in findings), findings),
        scores=scores,
        total=None if kept["total"] is None else Decimal(kept["total"]),
        rank=kept["rank"],
        groups=tuple(kept["groups"]),
        unit=kept["unit"],
        unit_full_name=kept["unit_full_name"],
    )


def _restored_score(
    name: str,
    weight: str,
    points: str | None,
    reason: str,
    counted: _Sheet,
    dropped: _Sheet,
    recused: _Sheet,
    beside: Mapping[str, Any] | None = None,
) -> CriterionScore:
    """``beside`` is what runs of the first version lack."""
    more = beside or {}
    return CriterionScore(
        name=name,
        weight=Decimal(weight),
        points=None if points is None else Decimal(points),
        reason=reason,
        counted=_sheet(counted),
        dropped=_sheet(dropped),
        recused=tuple(replace(score, recused=True) for score in _sheet(recused)),
        by={word(Summary, key): Decimal(value) for key, value in more.get("by", {}).items()},
        missing=tuple(more.get("missing", ())),
        disagreement=more.get("disagreement", ""),
    )


def _sheet(stored: _Sheet) -> tuple[JudgeScore, ...]:
    return tuple(JudgeScore(judge, Decimal(points)) for judge, points in stored)


def _stored(sheet: Sequence[JudgeScore]) -> list[list[str]]:
    return [[score.judge, str(score.points)] for score in sheet]


def _nominee(nominee: Nominee) -> dict[str, Any]:
    return {
        "name": nominee.name,
        "number": nominee.number,
        "total": None if nominee.total is None else str(nominee.total),
        "rank": nominee.rank,
        "groups": list(nominee.groups),
        "unit": nominee.unit,
        "unit_full_name": nominee.unit_full_name,
        "findings": [list(finding) for finding in nominee.eligibility.findings],
        "scores": [
            [
                score.name,
                str(score.weight),
                None if score.points is None else str(score.points),
                score.reason,
                _stored(score.counted),
                _stored(score.dropped),
                _stored(score.recused),
                {
                    "by": {summary.value: str(points) for summary, points in score.by.items()},
                    "missing": list(score.missing),
                    "disagreement": score.disagreement,
                },
            ]
            for score in nominee.scores
        ],
    }
