"""Award campaigns: tiers, criteria, rules, nominations, scores, selection runs and honours."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import CriterionSource, TierKind

# A nomination, a score or an honour is for a person or for a team, never for both and never for neither.
_ONE_SUBJECT = "(person_id IS NULL) <> (team_id IS NULL)"


class Campaign(Timestamped, Model):
    """One round of selection and commendation. How far it has come is never stored: it follows from the rest."""

    __tablename__ = "campaign"
    __table_args__ = (
        not_blank("code"),
        not_blank("title"),
        CheckConstraint("period_from <= period_to", name="period_in_order"),
        CheckConstraint("notice_days > 0", name="notice_days_positive"),
        CheckConstraint("notice_to IS NULL OR notice_from <= notice_to", name="notice_in_order"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    title: Mapped[str] = mapped_column(String(128))
    period_from: Mapped[date] = mapped_column(Date)
    period_to: Mapped[date] = mapped_column(Date)
    as_of: Mapped[date] = mapped_column(Date)
    notice_days: Mapped[int] = mapped_column(Integer, default=5)
    notice_from: Mapped[date | None] = mapped_column(Date)
    notice_to: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(255), default="")
    # Unit caps and structure shares of the selection, as documented in rules.profiles.
    limits: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # How points become a score, how ties are broken, how places were apportioned (rules.procedure).
    procedure: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # The profile the campaign was made from, and the campaign it was copied from.
    template: Mapped[str] = mapped_column(String(64), default="")
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"))


class Tier(Model):
    """A level of honour within a campaign; ``position`` 0 is the highest."""

    __tablename__ = "tier"
    __table_args__ = (
        UniqueConstraint("campaign_id", "name"),
        UniqueConstraint("campaign_id", "position"),
        not_blank("name"),
        one_of("kind", TierKind),
        CheckConstraint("seats > 0", name="seats_positive"),
        CheckConstraint("prize IS NULL OR prize >= 0", name="prize_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(64))
    kind: Mapped[TierKind] = mapped_column(WordType(TierKind))
    seats: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    prize: Mapped[Decimal | None] = mapped_column(Fixed(2))  # yuan each
    # The design of its certificates: a bundled one's code or the id of the unit's own; empty: as the settings say.
    design: Mapped[str] = mapped_column(String(64), default="")


class Criterion(Model):
    """A weighted part of the score, or a part of such a part (``parent_id``).

    ``parameters`` say how participation becomes points, or which bands the points fall into.
    """

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("campaign_id", "kind", "name"),
        not_blank("name"),
        one_of("kind", TierKind),
        one_of("source", CriterionSource),
        CheckConstraint("weight > 0", name="weight_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    kind: Mapped[TierKind] = mapped_column(WordType(TierKind))
    name: Mapped[str] = mapped_column(String(64))
    source: Mapped[CriterionSource] = mapped_column(WordType(CriterionSource))
    weight: Mapped[Decimal] = mapped_column(Fixed(4))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    position: Mapped[int] = mapped_column(Integer, default=0)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("criterion.id", ondelete="CASCADE"))


class EligibilityRule(Model):
    """One rule a nominee must pass, as the dictionary that ``rules.eligibility`` reads."""

    __tablename__ = "eligibility_rule"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    position: Mapped[int] = mapped_column(Integer, default=0)


class Veto(Timestamped, Model):
    """A one-vote veto (一票否决) against a person, in one campaign or (None) in all, until it expires."""

    __tablename__ = "veto"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id"),
        not_blank("reason"),
        CheckConstraint("expires_on IS NULL OR decided_on < expires_on", name="decided_before_expiry"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(255))
    evidence: Mapped[str] = mapped_column(Text, default="")
    decided_on: Mapped[date] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date)  # the first day on which it bars nobody any more


class Nomination(Timestamped, Model):
    """A person or team put forward; a person may run for every person tier, a team for every team tier."""

    __tablename__ = "nomination"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id"),
        UniqueConstraint("campaign_id", "team_id"),
        CheckConstraint(_ONE_SUBJECT, name="one_subject"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="RESTRICT"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")


class Score(Timestamped, Model):
    """One judge's points for one nominee on one criterion."""

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("criterion_id", "nomination_id", "judge"),
        not_blank("judge"),
        CheckConstraint("points BETWEEN 0 AND 10000", name="points_in_range"),
        Index("ix_score_nomination", "nomination_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id", ondelete="CASCADE"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id", ondelete="CASCADE"))
    judge: Mapped[str] = mapped_column(String(64))
    points: Mapped[Decimal] = mapped_column(Fixed(2))
    recused: Mapped[bool] = mapped_column(Boolean, default=False)


class SelectionRun(Model):
    """A proposal of the selection, kept whole: inputs' digest, result and explanations."""

    __tablename__ = "selection_run"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now)
    digest: Mapped[str] = mapped_column(String(64))
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    confirmed: Mapped[bool] = mapped_column(Boolean, default=False)


class Honour(Timestamped, Model):
    """An honour given: by a campaign of ours (``tier_id``) or taken over from an earlier list (``title`` only)."""

    __tablename__ = "honour"
    __table_args__ = (
        not_blank("title"),
        CheckConstraint(_ONE_SUBJECT, name="one_subject"),
        UniqueConstraint("tier_id", "person_id"),
        UniqueConstraint("tier_id", "team_id"),
        CheckConstraint("revoked_on IS NULL OR granted_on <= revoked_on", name="granted_before_revoked"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    tier_id: Mapped[int | None] = mapped_column(ForeignKey("tier.id", ondelete="RESTRICT"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="RESTRICT"), index=True)
    title: Mapped[str] = mapped_column(String(128), index=True)
    granted_on: Mapped[date] = mapped_column(Date)
    score: Mapped[Decimal | None] = mapped_column(Fixed(2))
    revoked_on: Mapped[date | None] = mapped_column(Date)


class Certificate(Timestamped, Model):
    """The certificate of an honour; its number is unique for ever."""

    __tablename__ = "certificate"
    __table_args__ = (not_blank("number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    honour_id: Mapped[int] = mapped_column(ForeignKey("honour.id", ondelete="CASCADE"), unique=True)
    number: Mapped[str] = mapped_column(String(64), unique=True)
