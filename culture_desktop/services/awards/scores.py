"""Points of nominees on every criterion, from judges' sheets and from what they took part in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Criterion, Nomination
from culture_desktop.rules import scoring
from culture_desktop.rules.candidates import CandidateFacts
from culture_desktop.rules.panels import Summaries, Summary, summarise
from culture_desktop.rules.procedure import ScoringRules
from culture_desktop.rules.rounding import rounded
from culture_desktop.rules.scoring import JudgeScore
from culture_desktop.services.awards.automatic_scores import AutomaticScores
from culture_desktop.services.awards.nominee_rows import CriterionScore
from culture_desktop.services.awards.panel import given_scores, panel_names, recusals_of
from culture_desktop.services.awards.queries import criteria_of
from culture_desktop.services.awards.score_columns import ScoreColumn, score_columns
from culture_desktop.vocabulary import CriterionSource, TierKind

_MOST_NAMED = 3


def criterion_scores(
    session: Session,
    campaign: Campaign,
    nominations: Sequence[Nomination],
    facts: dict[int, CandidateFacts],
    rules: ScoringRules,
) -> dict[int, tuple[CriterionScore, ...]]:
    """For each nomination (by id) its points on every criterion of its kind, in the campaign's order."""
    criteria = criteria_of(session, campaign)
    kinds = {n.id: TierKind.PERSON if n.person_id is not None else TierKind.TEAM for n in nominations}
    sheets = _Sheets(session, campaign)
    judged = {
        criterion.id: sheets.summed_up(criterion, [key for key, kind in kinds.items() if kind == criterion.kind], rules)
        for criterion in criteria
        if criterion.source == CriterionSource.JUDGES
    }
    automatic = AutomaticScores(session, campaign, nominations, facts, rules.panel.digits)
    found = {}
    for nomination in nominations:
        scores = []
        for criterion in (c for c in criteria if c.kind == kinds[nomination.id]):
            if criterion.id in judged:
                scores.append(judged[criterion.id][nomination.id])
            else:
                scores.append(automatic.score(criterion, nomination))
        found[nomination.id] = tuple(scores)
    return found


def total(scores: Sequence[CriterionScore], digits: int, by: Summary | None = None) -> Decimal | None:
    """The weighted total to the declared decimals; None while a criterion lacks its points.

    ``by`` is another way of summing up the judges' points than the one that counts.
    """
    points = {score.name: _points(score, by) for score in scores}
    known = {name: value for name, value in points.items() if value is not None}
    if not scores or len(known) < len(scores):
        return None
    return scoring.weighted_total(known, {score.name: score.weight for score in scores}, digits)


def _points(score: CriterionScore, by: Summary | None) -> Decimal | None:
    return score.points if by is None or score.points is None else score.by.get(by, score.points)


class _Sheets:
    """What judges gave, criterion by criterion; a judge who left out a part has not scored the criterion."""

    def __init__(self, session: Session, campaign: Campaign) -> None:
        self._columns: dict[int, list[ScoreColumn]] = defaultdict(list)
        for column in score_columns(session, campaign):
            self._columns[column.criterion_id].append(column)
        self._panel, self._recusals = panel_names(session, campaign), recusals_of(session, campaign)
        self._given = given_scores(session, campaign)

    def summed_up(
        self, criterion: Criterion, nominations: Iterable[int], rules: ScoringRules
    ) -> dict[int, CriterionScore]:
        """The points of these nominations on one criterion."""
        columns = self._columns[criterion.id]
        judges = sorted(self._panel)
        sheets = {
            str(key): [score for judge in judges if (score := self._score(key, judge, columns))] for key in nominations
        }
        panel = summarise(sheets, rules.panel, self._panel)
        return {int(key): self._criterion_score(criterion, int(key), panel[key], rules) for key in sheets}

    def _score(self, nomination_id: int, judge: str, columns: Sequence[ScoreColumn]) -> JudgeScore | None:
        given = self._given.get((judge, nomination_id), {})
        points = [given.get(column.id) for column in columns]
        recused = (judge, nomination_id) in self._recusals
        known = [value for value in points if value is not None]
        if not recused and len(known) < len(points):
            return None
        return JudgeScore(judge, sum(known, Decimal(0)), recused)

    def _criterion_score(
        self, criterion: Criterion, nomination_id: int, panel: Summaries, rules: ScoringRules
    ) -> CriterionScore:
        result = panel.result
        reason = _judged_reason(panel, rules)
        columns = self._columns[criterion.id]
        if columns[0].is_part:
            judges = [score.judge for score in (*result.counted, *result.dropped)]
            reason += self._parts_in_words(nomination_id, judges, columns, rules)
        return CriterionScore(
            name=criterion.name,
            weight=criterion.weight,
            points=panel.points(rules.summary),
            reason=reason,
            counted=result.counted,
            dropped=result.dropped,
            recused=result.recused,
            by=panel.by if panel.enough else {},
            missing=panel.missing,
            disagreement=panel.disagreement,
        )

    def _parts_in_words(
        self, nomination_id: int, judges: Sequence[str], columns: Sequence[ScoreColumn], rules: ScoringRules
    ) -> str:
        """``；细项平均：服务质量 36.33/40（优）、…``, over all judges whose points are there."""
        words = []
        for column in columns if judges else ():
            given = [self._given[judge, nomination_id][column.id] for judge in judges]
            mean = sum(map(Fraction, given), Fraction(0)) / len(given)
            band = column.part.band_reached(mean)
            words.append(
                f"{column.part.name} {rounded(mean, rules.panel.digits)}/{column.full}"
                + (f"（{band.name}）" if band else "")
            )
        means = f"；细项平均：{'、'.join(words)}" if words else ""
        return means + self._half_scored(nomination_id, columns)

    def _half_scored(self, nomination_id: int, columns: Sequence[ScoreColumn]) -> str:
        """``；曹堃缺“服务质量”``: judges who scored some parts and left out others."""
        found = []
        for judge in sorted(self._panel):
            scored = self._given.get((judge, nomination_id), {})
            lacking = [column.part.name for column in columns if column.id not in scored]
            if 0 < len(lacking) < len(columns) and (judge, nomination_id) not in self._recusals:
                found.append(f"{judge}缺“{'”“'.join(lacking)}”")
        return f"；{'，'.join(found)}" if found else ""


def _judged_reason(summaries: Summaries, rules: ScoringRules) -> str:
    result = summaries.result
    judges = len(result.counted) + len(result.dropped)
    named = "、".join(score.judge for score in result.recused)
    words = f"{judges} 位评委" + (f"，{len(result.recused)} 位回避（{named}）" if result.recused else "")
    missing = _missing_words(summaries.missing)
    if not summaries.enough:
        return f"{words.replace('评委', '评委打分', 1)}，不足 {rules.panel.minimum_judges} 位{missing}"
    if rules.summary is not Summary.TRIMMED:
        return f"{words}，{rules.summary.label} {summaries.points(rules.summary)}{missing}"
    if not result.dropped:
        return f"{words}，平均 {result.mean}{missing}"
    dropped = " 与 ".join(str(score.points) for score in sorted(result.dropped, key=lambda s: -s.points))
    return f"{words}，去掉 {dropped}，余 {len(result.counted)} 个平均 {result.mean}{missing}"


def _missing_words(judges: Sequence[str]) -> str:
    if not judges:
        return ""
    more = f"等 {len(judges)} 位" if len(judges) > _MOST_NAMED else ""
    return f"，缺 {'、'.join(judges[:_MOST_NAMED])}{more}的分数"
