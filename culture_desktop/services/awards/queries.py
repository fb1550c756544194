"""Shared queries on campaigns."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.errors import RecordMissingError, StepBlockedError
from culture_desktop.models import (
    Campaign,
    CampaignTask,
    Certificate,
    Criterion,
    EligibilityRule,
    FixedChoice,
    Honour,
    Nomination,
    SelectionRun,
    Tier,
)
from culture_desktop.rules.eligibility import rule_from_dict
from culture_desktop.rules.procedure import SCORING, TIE_RULES, Procedure, procedure_from_dict
from culture_desktop.rules.rule import Rule
from culture_desktop.services.awards.nominee_rows import FixedPlace
from culture_desktop.vocabulary import CampaignStep, TierKind

TIE_DECISIONS = "tie_decisions"  # in a campaign's procedure: comparisons added while there was a tie


def require_campaign(session: Session, code: str) -> Campaign:
    """The campaign with this code, or RecordMissingError."""
    campaign = session.scalar(select(Campaign).where(Campaign.code == code))
    if campaign is None:
        raise RecordMissingError(what="评选", key=code)
    return campaign


def require_open(session: Session, code: str, step: CampaignStep) -> Campaign:
    """The campaign, refused once it is confirmed: what was commended is not changed afterwards."""
    campaign = require_campaign(session, code)
    if awarded_on(session, campaign) is not None:
        raise StepBlockedError(step=step.label, reason=f"“{campaign.title}”已表彰，名单不再改动。")
    return campaign


def awarded_on(session: Session, campaign: Campaign) -> date | None:
    """The day its honours were granted; None while it is open."""
    statement = select(Honour.granted_on).join(Tier, Tier.id == Honour.tier_id).where(Tier.campaign_id == campaign.id)
    return session.scalar(statement.limit(1))


def tiers_of(session: Session, campaign: Campaign) -> Sequence[Tier]:
    """Tiers from the highest down."""
    return session.scalars(select(Tier).where(Tier.campaign_id == campaign.id).order_by(Tier.position)).all()


def criteria_of(session: Session, campaign: Campaign) -> Sequence[Criterion]:
    """Criteria in the campaign's order, without the parts they have."""
    statement = select(Criterion).where(Criterion.campaign_id == campaign.id, Criterion.parent_id.is_(None))
    return session.scalars(statement.order_by(Criterion.position, Criterion.id)).all()


def parts_of(session: Session, campaign: Campaign) -> Sequence[Criterion]:
    """The parts of criteria (``parent_id`` says of which), in their order."""
    statement = select(Criterion).where(Criterion.campaign_id == campaign.id, Criterion.parent_id.is_not(None))
    return session.scalars(statement.order_by(Criterion.position, Criterion.id)).all()


def tasks_of(session: Session, campaign: Campaign) -> Sequence[CampaignTask]:
    """The lines of the timetable in their order."""
    statement = select(CampaignTask).where(CampaignTask.campaign_id == campaign.id)
    return session.scalars(statement.order_by(CampaignTask.position, CampaignTask.id)).all()


def procedure_of(campaign: Campaign) -> Procedure:
    """How points are summed up, and what tells equals apart."""
    known = {key: campaign.procedure[key] for key in (SCORING, TIE_RULES) if key in campaign.procedure}
    return procedure_from_dict(known, campaign.title)


def tie_decisions(campaign: Campaign) -> tuple[str, ...]:
    """What was added to the tie rules, in words."""
    kept: Sequence[dict[str, Any]] = campaign.procedure.get(TIE_DECISIONS, ())
    return tuple(f"并列规则增加比较{one['rule']}（{one['on']}，理由：{one['reason']}）" for one in kept)


def nominations_of(session: Session, campaign: Campaign) -> Sequence[Nomination]:
    """Nominations in the order they came."""
    statement = select(Nomination).where(Nomination.campaign_id == campaign.id)
    return session.scalars(statement.order_by(Nomination.id)).all()


def fixed_places(session: Session, campaign: Campaign) -> dict[int, FixedPlace]:
    """What was decided beforehand, by nomination."""
    statement = (
        select(FixedChoice, Tier.name)
        .join(Nomination, Nomination.id == FixedChoice.nomination_id)
        .outerjoin(Tier, Tier.id == FixedChoice.tier_id)
        .where(Nomination.campaign_id == campaign.id)
    )
    return {
        one.nomination_id: FixedPlace(one.chosen, tier or "", one.reason, one.created_at)
        for one, tier in session.execute(statement)
    }


def latest_run(session: Session, campaign: Campaign) -> SelectionRun | None:
    """The newest selection run."""
    statement = select(SelectionRun).where(SelectionRun.campaign_id == campaign.id)
    return session.scalar(statement.order_by(SelectionRun.id.desc()).limit(1))


def rules_of(session: Session, campaign: Campaign) -> tuple[Rule, ...]:
    """Eligibility rules in the campaign's order."""
    statement = select(EligibilityRule).where(EligibilityRule.campaign_id == campaign.id)
    ordered = statement.order_by(EligibilityRule.position, EligibilityRule.id)
    return tuple(rule_from_dict(row.rule) for row in session.scalars(ordered))


def given_honours(session: Session, campaign: Campaign) -> dict[tuple[TierKind, int], tuple[str, date | None]]:
    """Certificate numbers and days of revocation by kind and id of the person or team honoured."""
    statement = (
        select(Honour.person_id, Honour.team_id, Certificate.number, Honour.revoked_on)
        .join(Certificate, Certificate.honour_id == Honour.id)
        .join(Tier, Tier.id == Honour.tier_id)
        .where(Tier.campaign_id == campaign.id)
    )
    found: dict[tuple[TierKind, int], tuple[str, date | None]] = {}
    for person_id, team_id, number, revoked_on in session.execute(statement):
        if person_id is not None:
            found[TierKind.PERSON, person_id] = number, revoked_on
        elif team_id is not None:
            found[TierKind.TEAM, team_id] = number, revoked_on
    return found
