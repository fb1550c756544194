"""Who wants to come to an activity: seats per unit, answers to the invitation, the waiting list."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import SignUpState


class ActivityQuota(Model):
    """How many of a unit, with what is below it, may come."""

    __tablename__ = "activity_quota"
    __table_args__ = (
        UniqueConstraint("activity_id", "organisation_id"),
        CheckConstraint("seats >= 0", name="seats_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    seats: Mapped[int] = mapped_column(Integer)


class SignUp(Timestamped, Model):
    """One answer to an invitation, from a form or entered by hand.

    Only an accepted one has a participation beside it, so that whoever waits is counted nowhere. Without a person it
    is somebody ``name`` whom nobody has recognised yet. The waiting list goes by ``signed_up_at``, then by number.
    ``answers`` is question -> answer; ``source_key`` tells the same row of the same form when it is imported again.
    """

    __tablename__ = "sign_up"
    __table_args__ = (
        UniqueConstraint("activity_id", "person_id"),
        UniqueConstraint("activity_id", "source_key"),
        one_of("state", SignUpState),
        not_blank("name"),
        CheckConstraint("person_id IS NOT NULL OR state IN ('unknown', 'declined', 'withdrawn')", name="known_to_come"),
        CheckConstraint("state <> 'unknown' OR person_id IS NULL", name="unknown_is_nobody"),
        Index("ix_sign_up_activity_state", "activity_id", "state", "signed_up_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    unit: Mapped[str] = mapped_column(String(255), default="")  # as written
    source: Mapped[str] = mapped_column(String(255), default="")
    source_key: Mapped[str | None] = mapped_column(String(128))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    signed_up_at: Mapped[datetime] = mapped_column(DateTime)
    state: Mapped[SignUpState] = mapped_column(WordType(SignUpState))
    reason: Mapped[str] = mapped_column(String(255), default="")  # why declined, or why accepted against a rule
