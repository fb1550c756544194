"""The day itself: cards, scans at the doors, lots drawn."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import Attendance, CheckInVerdict, CheckInWay, DrawKind


class PersonCard(Timestamped, Model):
    """What a staff card or a badge says when it is scanned, beside the person's number."""

    __tablename__ = "person_card"
    __table_args__ = (not_blank("code"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    note: Mapped[str] = mapped_column(String(64), default="")


class CheckIn(Model):
    """One scan at a door and what the desk said to it; rows are added and never taken away.

    Their numbers are their order. ``at`` never runs backwards within an activity: where the computer's clock was set
    back, ``clock_at`` is what it showed. A scan taken back keeps its row and gets ``undone_at``; ``before`` is what
    the participation said until then, None for somebody who was not on the list. Whoever was recognised is named by
    ``person_id`` alone; ``code`` is kept of those who were not.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        one_of("verdict", CheckInVerdict),
        one_of("way", CheckInWay),
        one_of("before", Attendance),
        CheckConstraint("session > 0", name="session_positive"),
        CheckConstraint("undone_at IS NULL OR undone_at >= at", name="undone_afterwards"),
        Index("ix_check_in_activity_session_person", "activity_id", "session", "person_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    session: Mapped[int] = mapped_column(Integer, default=1)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    code: Mapped[str] = mapped_column(String(128), default="")
    at: Mapped[datetime] = mapped_column(DateTime)
    clock_at: Mapped[datetime | None] = mapped_column(DateTime)
    door: Mapped[str] = mapped_column(String(32), default="")
    way: Mapped[CheckInWay] = mapped_column(WordType(CheckInWay))
    verdict: Mapped[CheckInVerdict] = mapped_column(WordType(CheckInVerdict))
    before: Mapped[Attendance | None] = mapped_column(WordType(Attendance))
    undone_at: Mapped[datetime | None] = mapped_column(DateTime)


class Draw(Timestamped, Model):
    """Lots drawn so that anybody can draw them again: ``pool`` are the people's ids in order, ``seed`` the seed.

    ``parameters`` say how many winners or groups, ``result`` who came out, by id.
    """

    __tablename__ = "draw"
    __table_args__ = (one_of("kind", DrawKind), not_blank("title"), not_blank("seed"))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    kind: Mapped[DrawKind] = mapped_column(WordType(DrawKind))
    title: Mapped[str] = mapped_column(String(128))
    seed: Mapped[str] = mapped_column(String(64))
    pool: Mapped[list[Any]] = mapped_column(JSON)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    result: Mapped[list[Any]] = mapped_column(JSON)
    drawn_at: Mapped[datetime] = mapped_column(DateTime)
