"""Activities, who took part, and the files kept beside them."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    ActivityState,
    AttachmentKind,
    Attendance,
    Layer,
    Mechanism,
    ParticipationRole,
)


class Activity(Timestamped, Model):
    """One activity of the year, placed in a layer, a mechanism and, in the behaviour layer, an account."""

    __tablename__ = "activity"
    __table_args__ = (
        not_blank("code"),
        not_blank("title"),
        one_of("layer", Layer),
        one_of("mechanism", Mechanism),
        one_of("account", Account),
        one_of("kind", ActivityKind),
        one_of("state", ActivityState),
        CheckConstraint("ends IS NULL OR starts <= ends", name="starts_before_ends"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_positive"),
        CheckConstraint("budget IS NULL OR budget >= 0", name="budget_not_negative"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    title: Mapped[str] = mapped_column(String(128))
    layer: Mapped[Layer] = mapped_column(WordType(Layer))
    mechanism: Mapped[Mechanism] = mapped_column(WordType(Mechanism))
    account: Mapped[Account | None] = mapped_column(WordType(Account))
    kind: Mapped[ActivityKind] = mapped_column(WordType(ActivityKind))
    host_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="RESTRICT"), index=True)
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id", ondelete="SET NULL"), index=True)
    starts: Mapped[datetime] = mapped_column(DateTime, index=True)
    ends: Mapped[datetime | None] = mapped_column(DateTime)
    place: Mapped[str] = mapped_column(String(128), default="")
    capacity: Mapped[int | None] = mapped_column(Integer)
    budget: Mapped[Decimal | None] = mapped_column(Fixed(2))
    state: Mapped[ActivityState] = mapped_column(WordType(ActivityState), default=ActivityState.PLAN)
    summary: Mapped[str] = mapped_column(Text, default="")


class JointHost(Model):
    """An organisation that hosts an activity together with the first host."""

    __tablename__ = "joint_host"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Participation(Model):
    """What one person did in one activity.

    Clustered by (person, activity): counts per person over a year read one run of pages.
    """

    __tablename__ = "participation"
    __table_args__ = (
        one_of("role", ParticipationRole),
        one_of("attendance", Attendance),
        CheckConstraint("hours IS NULL OR hours >= 0", name="hours_not_negative"),
        Index("ix_participation_activity_attendance", "activity_id", "attendance"),
        {"sqlite_with_rowid": False},
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[ParticipationRole] = mapped_column(WordType(ParticipationRole), default=ParticipationRole.PARTICIPANT)
    attendance: Mapped[Attendance] = mapped_column(WordType(Attendance), default=Attendance.REGISTERED)
    registered_at: Mapped[datetime | None] = mapped_column(DateTime)
    attended_at: Mapped[datetime | None] = mapped_column(DateTime)
    hours: Mapped[Decimal | None] = mapped_column(Fixed(2))
    result: Mapped[str] = mapped_column(String(128), default="")
    note: Mapped[str] = mapped_column(String(255), default="")


class SessionAttendance(Model):
    """Whether a person came to one of an activity's sessions, which are numbered from 1."""

    __tablename__ = "session_attendance"
    __table_args__ = (
        UniqueConstraint("activity_id", "person_id", "session"),
        one_of("attendance", Attendance),
        CheckConstraint("session > 0", name="session_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    session: Mapped[int] = mapped_column(Integer)
    attendance: Mapped[Attendance] = mapped_column(WordType(Attendance))


class Attachment(Timestamped, Model):
    """A picture or file of an activity; the bytes lie beside the database under their SHA-256."""

    __tablename__ = "attachment"
    __table_args__ = (
        one_of("kind", AttachmentKind),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        Index("uq_attachment_activity_file", "activity_id", "sha256", unique=True),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    kind: Mapped[AttachmentKind] = mapped_column(WordType(AttachmentKind))
    sha256: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str] = mapped_column(String(255))
    caption: Mapped[str] = mapped_column(String(255), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)
