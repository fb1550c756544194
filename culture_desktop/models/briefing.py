"""Briefings: what they say, what they tell of, and the pictures they need."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import BriefingState


class Briefing(Timestamped, Model):
    """One briefing (简报): head, text as blocks (``documents.briefings.reading``), foot.

    ``year``, ``sequence`` and, but for a supplement (增刊), the running ``total`` are given when it is issued. The one
    that is made from an activity by a click is that activity's own (``own_activity_id``) and is drafted anew as long
    as nobody has ``edited`` it.
    """

    __tablename__ = "briefing"
    __table_args__ = (
        not_blank("masthead"),
        not_blank("title"),
        one_of("state", BriefingState),
        CheckConstraint("(year IS NULL) = (sequence IS NULL)", name="numbered_within_a_year"),
        CheckConstraint("copies > 0", name="copies_positive"),
        UniqueConstraint("supplement", "year", "sequence"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    own_activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="SET NULL"), unique=True)
    masthead: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(128))
    day: Mapped[date] = mapped_column(Date)
    editor: Mapped[str] = mapped_column(String(128), default="")
    report_to: Mapped[str] = mapped_column(Text, default="")
    send_to: Mapped[str] = mapped_column(Text, default="")
    issue_to: Mapped[str] = mapped_column(Text, default="")
    copies: Mapped[int] = mapped_column(Integer, default=20)
    supplement: Mapped[bool] = mapped_column(Boolean, default=False)
    state: Mapped[BriefingState] = mapped_column(WordType(BriefingState), default=BriefingState.DRAFT)
    year: Mapped[int | None] = mapped_column(Integer)
    sequence: Mapped[int | None] = mapped_column(Integer)
    total: Mapped[int | None] = mapped_column(Integer, unique=True)
    issued_at: Mapped[datetime | None] = mapped_column(DateTime)
    edited: Mapped[bool] = mapped_column(Boolean, default=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class BriefingActivity(Model):
    """An activity that a briefing tells of, in order."""

    __tablename__ = "briefing_activity"

    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefing.id", ondelete="CASCADE"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(Integer, default=0)


class BriefingPicture(Model):
    """A picture that a briefing has at hand, placed in its text or not; the bytes lie beside the database."""

    __tablename__ = "briefing_picture"
    __table_args__ = (
        UniqueConstraint("briefing_id", "sha256"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefing.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(255), default="")


class UnsavedBriefing(Model):
    """What is being written of a briefing and not saved yet: outside the history, so that a keystroke is no entry."""

    __tablename__ = "unsaved_briefing"

    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefing.id", ondelete="CASCADE"), primary_key=True)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now)
