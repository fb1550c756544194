"""Contests within an activity: rounds, groups, who competes, judges, scores, prizes.

How points become a score is ``rules.scoring`` and ``rules.procedure``, as in awards; ranks are computed, never stored,
until the result is confirmed.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, DateTime, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import RoundMeasure


class ContestGroup(Model):
    """Those who compete with one another: 男子组, 理论组 …"""

    __tablename__ = "contest_group"
    __table_args__ = (UniqueConstraint("activity_id", "name"), not_blank("name"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(Integer, default=0)


class ContestRound(Timestamped, Model):
    """A round, numbered from 1.

    ``procedure`` is how judges' points become one (``rules.procedure``), ``parts`` what they give them for
    (``rules.rubrics``), ``weight`` what the round counts in the total, ``advance`` how many of a group go on to the next
    (None: all). ``closed_at`` is when its scores became final.
    """

    __tablename__ = "contest_round"
    __table_args__ = (
        UniqueConstraint("activity_id", "number"),
        not_blank("title"),
        one_of("measure", RoundMeasure),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("weight > 0", name="weight_positive"),
        CheckConstraint("advance IS NULL OR advance > 0", name="advance_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(64))
    measure: Mapped[RoundMeasure] = mapped_column(WordType(RoundMeasure), default=RoundMeasure.JUDGED)
    unit: Mapped[str] = mapped_column(String(16), default="分")
    procedure: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    parts: Mapped[list[Any]] = mapped_column(JSON, default=list)
    weight: Mapped[Decimal] = mapped_column(Fixed(4), default=Decimal(1))
    advance: Mapped[int | None] = mapped_column(Integer)
    closed_at: Mapped[datetime | None] = mapped_column(DateTime)


class ContestPrize(Model):
    """A prize of a contest, from the first down; ``group_id`` None: of every group."""

    __tablename__ = "contest_prize"
    __table_args__ = (
        not_blank("name"),
        CheckConstraint("places > 0", name="places_positive"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("contest_group.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    places: Mapped[int] = mapped_column(Integer)
    amount: Mapped[Decimal | None] = mapped_column(Fixed(2))  # yuan each
    item_id: Mapped[int | None] = mapped_column(ForeignKey("stock_item.id", ondelete="SET NULL"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)


class ContestEntry(Timestamped, Model):
    """Who competes: a person, a team on the books, or a team by a name of its own, whose people are its members.

    ``rank``, ``score`` and ``prize_id`` are written when the result is confirmed.
    """

    __tablename__ = "contest_entry"
    __table_args__ = (
        UniqueConstraint("activity_id", "person_id"),
        UniqueConstraint("activity_id", "team_id"),
        UniqueConstraint("activity_id", "number"),
        CheckConstraint("person_id IS NULL OR team_id IS NULL", name="one_subject"),
        not_blank("name"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("rank IS NULL OR rank > 0", name="rank_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("contest_group.id", ondelete="SET NULL"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    number: Mapped[int | None] = mapped_column(Integer)  # in the order of appearance
    withdrawn: Mapped[bool] = mapped_column(Boolean, default=False)
    rank: Mapped[int | None] = mapped_column(Integer)
    score: Mapped[Decimal | None] = mapped_column(Fixed(3))
    prize_id: Mapped[int | None] = mapped_column(ForeignKey("contest_prize.id", ondelete="SET NULL"), index=True)


class ContestMember(Model):
    """A person of a team that competes."""

    __tablename__ = "contest_member"

    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)


class ContestJudge(Timestamped, Model):
    """A judge of a contest, who may be one of the staff."""

    __tablename__ = "contest_judge"
    __table_args__ = (UniqueConstraint("activity_id", "name"), not_blank("name"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)


class ContestRecusal(Timestamped, Model):
    """A judge keeps out of judging somebody, for a reason."""

    __tablename__ = "contest_recusal"
    __table_args__ = (UniqueConstraint("judge_id", "entry_id"), not_blank("reason"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("contest_judge.id", ondelete="CASCADE"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(255))


class ContestScore(Timestamped, Model):
    """A judge's points in a round, for a part or (``part`` empty) as a whole; or, without a judge, what was measured."""

    __tablename__ = "contest_score"
    __table_args__ = (
        UniqueConstraint("round_id", "entry_id", "judge_id", "part"),
        CheckConstraint("points >= 0", name="points_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("contest_round.id", ondelete="CASCADE"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id", ondelete="CASCADE"), index=True)
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("contest_judge.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(64), default="")
    points: Mapped[Decimal] = mapped_column(Fixed(3))
