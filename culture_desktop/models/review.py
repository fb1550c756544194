"""What surrounds a campaign's scores: timetable, quotas, opinions, judges and their ties, fixed choices, objections."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import (
    CampaignStep,
    EmploymentType,
    ObjectionConclusion,
    ObjectorKind,
    OpinionVerdict,
    TieKind,
    TierKind,
)


class CampaignTask(Timestamped, Model):
    """A line of a campaign's timetable."""

    __tablename__ = "campaign_task"
    __table_args__ = (not_blank("title"), one_of("step", CampaignStep))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(128))
    step: Mapped[CampaignStep | None] = mapped_column(WordType(CampaignStep))
    due_on: Mapped[date] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    position: Mapped[int] = mapped_column(Integer, default=0)


class Quota(Model):
    """How many a unit may put forward, and how many places that is for; ``pool`` None is all staff together."""

    __tablename__ = "quota"
    __table_args__ = (
        UniqueConstraint("campaign_id", "organisation_id", "kind", "pool"),
        one_of("kind", TierKind),
        one_of("pool", EmploymentType),
        CheckConstraint("places >= 0", name="places_not_negative"),
        CheckConstraint("nominees >= places", name="nominees_for_places"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    kind: Mapped[TierKind] = mapped_column(WordType(TierKind))
    pool: Mapped[EmploymentType | None] = mapped_column(WordType(EmploymentType))
    places: Mapped[int] = mapped_column(Integer)
    nominees: Mapped[int] = mapped_column(Integer)
    explanation: Mapped[str] = mapped_column(Text, default="")


class Opinion(Timestamped, Model):
    """What another department says of a nominee; without a verdict it was asked and has not answered."""

    __tablename__ = "opinion"
    __table_args__ = (
        UniqueConstraint("nomination_id", "department"),
        not_blank("department"),
        one_of("verdict", OpinionVerdict),
        CheckConstraint("(verdict IS NULL) = (answered_on IS NULL)", name="answered_with_a_verdict"),
        CheckConstraint("due_on IS NULL OR asked_on <= due_on", name="asked_before_due"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id", ondelete="CASCADE"))
    department: Mapped[str] = mapped_column(String(64))
    asked_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)
    verdict: Mapped[OpinionVerdict | None] = mapped_column(WordType(OpinionVerdict))
    text: Mapped[str] = mapped_column(Text, default="")


class Judge(Timestamped, Model):
    """A judge of a campaign, who may be one of the staff; scores name judges as this does.

    ``declared`` ones were put on the panel by hand, the others came with a score sheet.
    """

    __tablename__ = "judge"
    __table_args__ = (UniqueConstraint("campaign_id", "name"), not_blank("name"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    declared: Mapped[bool] = mapped_column(Boolean, default=True)


class JudgeTie(Model):
    """A tie between a judge and a person that was declared: family, mentor …"""

    __tablename__ = "judge_tie"
    __table_args__ = (UniqueConstraint("judge_id", "person_id"), one_of("kind", TieKind))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[TieKind] = mapped_column(WordType(TieKind))
    note: Mapped[str] = mapped_column(String(255), default="")


class Recusal(Timestamped, Model):
    """A judge keeps out of judging a nominee, for a reason found by rule (``automatic``) or declared."""

    __tablename__ = "recusal"
    __table_args__ = (UniqueConstraint("judge_id", "nomination_id"), not_blank("reason"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("judge.id", ondelete="CASCADE"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(255))
    automatic: Mapped[bool] = mapped_column(Boolean, default=False)


class ScoreEntry(Timestamped, Model):
    """Points typed from a judge's paper in one of two passes; equal in both they become a score."""

    __tablename__ = "score_entry"
    __table_args__ = (
        UniqueConstraint("criterion_id", "nomination_id", "judge", "typed"),
        not_blank("judge"),
        CheckConstraint("typed IN (1, 2)", name="typed_twice_at_most"),
        CheckConstraint("points BETWEEN 0 AND 10000", name="points_in_range"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id", ondelete="CASCADE"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id", ondelete="CASCADE"), index=True)
    judge: Mapped[str] = mapped_column(String(64))
    typed: Mapped[int] = mapped_column(Integer)
    points: Mapped[Decimal] = mapped_column(Fixed(2))


class FixedChoice(Timestamped, Model):
    """A nominee who is in (``tier_id``: in which tier, None in any) or out whatever the scores, with the reason."""

    __tablename__ = "fixed_choice"
    __table_args__ = (not_blank("reason"), CheckConstraint("chosen OR tier_id IS NULL", name="tier_of_the_chosen"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id", ondelete="CASCADE"), unique=True)
    chosen: Mapped[bool] = mapped_column(Boolean)
    tier_id: Mapped[int | None] = mapped_column(ForeignKey("tier.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(String(255))


class Objection(Timestamped, Model):
    """An objection (异议) to a public notice; open while it has no conclusion."""

    __tablename__ = "objection"
    __table_args__ = (
        one_of("objector", ObjectorKind),
        one_of("conclusion", ObjectionConclusion),
        not_blank("name"),
        not_blank("content"),
        CheckConstraint("(conclusion IS NULL) = (closed_on IS NULL)", name="closed_with_a_conclusion"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    nomination_id: Mapped[int | None] = mapped_column(ForeignKey("nomination.id", ondelete="SET NULL"), index=True)
    raised_on: Mapped[date] = mapped_column(Date)
    objector: Mapped[ObjectorKind] = mapped_column(WordType(ObjectorKind))
    name: Mapped[str] = mapped_column(String(64))
    contact: Mapped[str] = mapped_column(String(64), default="")
    sealed: Mapped[bool] = mapped_column(Boolean, default=False)  # a unit's objection bears its seal
    content: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text, default="")
    deadline: Mapped[date | None] = mapped_column(Date)
    handling: Mapped[str] = mapped_column(Text, default="")
    conclusion: Mapped[ObjectionConclusion | None] = mapped_column(WordType(ObjectionConclusion))
    closed_on: Mapped[date | None] = mapped_column(Date)
