"""Who judges a campaign, and who of them keeps out of judging whom."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import Campaign, Criterion, Judge, Recusal, Score

BY_SHEET = "评分表注明回避"
Recusals = Mapping[tuple[str, int], str]
"""Judge's name and nomination -> why that judge does not judge it."""


def judges_of(session: Session, campaign: Campaign) -> Sequence[Judge]:
    """The panel, in the order in which it was put together."""
    return session.scalars(select(Judge).where(Judge.campaign_id == campaign.id).order_by(Judge.id)).all()


def recusals_of(session: Session, campaign: Campaign) -> Recusals:
    """Every recusal there is. Files of older versions say it in the score itself, one criterion after the other."""
    earlier = (
        select(Score.judge, Score.nomination_id)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .where(Criterion.campaign_id == campaign.id, Score.recused)
    )
    found = dict.fromkeys(((judge, nomination_id) for judge, nomination_id in session.execute(earlier)), BY_SHEET)
    statement = (
        select(Judge.name, Recusal.nomination_id, Recusal.reason)
        .join(Judge, Judge.id == Recusal.judge_id)
        .where(Judge.campaign_id == campaign.id)
        .order_by(Recusal.id)
    )
    return found | {(judge, nomination_id): reason for judge, nomination_id, reason in session.execute(statement)}


def given_scores(session: Session, campaign: Campaign) -> dict[tuple[str, int], dict[int, Decimal]]:
    """By judge's name and nomination: points by the criterion (or part of one) that they are for."""
    statement = (
        select(Score.judge, Score.nomination_id, Score.criterion_id, Score.points)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .where(Criterion.campaign_id == campaign.id, Score.recused.is_(False))
        .order_by(Score.id)
    )
    found: dict[tuple[str, int], dict[int, Decimal]] = {}
    for judge, nomination_id, criterion_id, points in session.execute(statement):
        found.setdefault((judge, nomination_id), {})[criterion_id] = points
    return found


def panel_names(session: Session, campaign: Campaign) -> tuple[str, ...]:
    """The judges who are to score everybody they may judge: those on the panel, and whoever has scored."""
    statement = select(Score.judge).join(Criterion, Criterion.id == Score.criterion_id)
    scored = session.scalars(statement.where(Criterion.campaign_id == campaign.id).distinct().order_by(Score.judge))
    return tuple(dict.fromkeys((*(judge.name for judge in judges_of(session, campaign)), *scored)))
