"""Points of nominees on every criterion, from judges' sheets and from what they took part in."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Criterion, Nomination, Score
from culture_desktop.rules import scoring
from culture_desktop.rules.candidates import CandidateFacts, participation_count
from culture_desktop.rules.fields import word
from culture_desktop.rules.panels import Summaries, Summary, summarise
from culture_desktop.rules.procedure import ScoringRules
from culture_desktop.rules.rounding import rounded
from culture_desktop.services.awards.facts import team_average
from culture_desktop.services.awards.queries import criteria_of, procedure_of
from culture_desktop.services.awards.rows import CriterionScore
from culture_desktop.vocabulary import ActivityKind, CriterionSource, Layer, TierKind

FULL_POINTS = Decimal(100)


def criterion_scores(
    session: Session, campaign: Campaign, nominations: Sequence[Nomination], facts: dict[int, CandidateFacts]
) -> dict[int, tuple[CriterionScore, ...]]:
    """For each nomination (by id) its points on every criterion of its kind, in the campaign's order."""
    criteria = criteria_of(session, campaign)
    sheets = _sheets(session, campaign)
    rules = procedure_of(campaign).scoring
    judged = {
        c.id: summarise({str(n.id): sheets[c.id, n.id] for n in nominations}, rules.panel)
        for c in criteria
        if c.source == CriterionSource.JUDGES
    }
    found = {}
    for nomination in nominations:
        kind = TierKind.PERSON if nomination.person_id is not None else TierKind.TEAM
        scores = []
        for criterion in (c for c in criteria if c.kind == kind):
            if criterion.source == CriterionSource.JUDGES:
                scores.append(_judged(criterion, judged[criterion.id][str(nomination.id)], rules))
            else:
                scores.append(_taken_part(session, campaign, criterion, nomination, facts))
        found[nomination.id] = tuple(scores)
    return found


def total(scores: Sequence[CriterionScore]) -> Decimal | None:
    """The weighted total to two decimals; None while a criterion lacks its points."""
    points = {score.name: score.points for score in scores if score.points is not None}
    if not scores or len(points) < len(scores):
        return None
    return scoring.weighted_total(points, {score.name: score.weight for score in scores})


def _sheets(session: Session, campaign: Campaign) -> dict[tuple[int, int], list[scoring.JudgeScore]]:
    statement = (
        select(Score.criterion_id, Score.nomination_id, Score.judge, Score.points, Score.recused)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .where(Criterion.campaign_id == campaign.id)
        .order_by(Score.judge)
    )
    sheets: dict[tuple[int, int], list[scoring.JudgeScore]] = defaultdict(list)
    for criterion_id, nomination_id, judge, points, recused in session.execute(statement):
        sheets[criterion_id, nomination_id].append(scoring.JudgeScore(judge, points, recused))
    return sheets


def _judged(criterion: Criterion, summaries: Summaries, rules: ScoringRules) -> CriterionScore:
    result = summaries.result
    return CriterionScore(
        name=criterion.name,
        weight=criterion.weight,
        points=summaries.points(rules.summary),
        reason=_judged_reason(summaries, rules),
        counted=result.counted,
        dropped=result.dropped,
        recused=result.recused,
    )


def _judged_reason(summaries: Summaries, rules: ScoringRules) -> str:
    result = summaries.result
    judges = len(result.counted) + len(result.dropped)
    recused = f"，{len(result.recused)} 位回避" if result.recused else ""
    if not summaries.enough:
        return f"{judges} 位评委打分{recused}，不足 {rules.panel.minimum_judges} 位"
    if rules.summary is not Summary.TRIMMED:
        return f"{judges} 位评委{recused}，{rules.summary.label} {summaries.points(rules.summary)}"
    if not result.dropped:
        return f"{judges} 位评委{recused}，平均 {result.mean}"
    dropped = " 与 ".join(str(score.points) for score in sorted(result.dropped, key=lambda s: -s.points))
    return f"{judges} 位评委{recused}，去掉 {dropped}，余 {len(result.counted)} 个平均 {result.mean}"


def _taken_part(
    session: Session,
    campaign: Campaign,
    criterion: Criterion,
    nomination: Nomination,
    facts: dict[int, CandidateFacts],
) -> CriterionScore:
    full_at = int(criterion.parameters["full_at"])
    if nomination.person_id is not None:
        taken = facts[nomination.person_id].participations
        count = Fraction(participation_count(taken, *_narrowed(criterion)))
        reason = f"参加 {count} 次，满 {full_at} 次得满分"
    else:
        assert nomination.team_id is not None
        count, members = team_average(session, campaign, nomination.team_id, *_narrowed(criterion))
        mean = rounded(count, 2)
        reason = f"{members} 人人均参加 {mean} 次，满 {full_at} 次得满分"
    points = scoring.participation_points(count, full_at, FULL_POINTS)
    return CriterionScore(criterion.name, criterion.weight, points, reason)


def _narrowed(criterion: Criterion) -> tuple[Layer | None, ActivityKind | None]:
    """The layer and kind of activity that a participation criterion counts, None for all."""
    layer, kind = criterion.parameters.get("layer"), criterion.parameters.get("activity_kind")
    return (word(Layer, layer) if layer else None), (word(ActivityKind, kind) if kind else None)
