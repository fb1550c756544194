"""Activities, who took part, and the files kept beside them."""

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
from culture_desktop.vocabulary import (
    Account,
    ActivityKind,
    ActivityState,
    AttachmentKind,
    Attendance,
    DutyKind,
    Layer,
    Mechanism,
    ParticipationRole,
)


class Activity(Timestamped, Model):
    """One activity of the year, placed in a layer, a mechanism and, in the behaviour layer, an account.

    ``conditions`` are who may sign up, as dictionaries that ``rules.eligibility`` reads. ``duty`` says which duty of
    the hosting party branch it fulfils. ``budget`` is the sum of its budget lines as soon as it has any.
    """

    __tablename__ = "activity"
    __table_args__ = (
        not_blank("code"),
        not_blank("title"),
        one_of("layer", Layer),
        one_of("mechanism", Mechanism),
        one_of("account", Account),
        one_of("kind", ActivityKind),
        one_of("state", ActivityState),
        one_of("duty", DutyKind),
        CheckConstraint("ends IS NULL OR starts <= ends", name="starts_before_ends"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_positive"),
        CheckConstraint("budget IS NULL OR budget >= 0", name="budget_not_negative"),
        CheckConstraint(
            "sign_up_opens IS NULL OR sign_up_closes IS NULL OR sign_up_opens < sign_up_closes",
            name="sign_up_opens_before_closing",
        ),
        CheckConstraint("satisfaction IS NULL OR satisfaction BETWEEN 0 AND 10000", name="satisfaction_percent"),
        CheckConstraint("copied_from_id IS NULL OR copied_from_id <> id", name="not_own_copy"),
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
    # The template it was made from, the activity it was cloned from, the series it belongs to.
    template: Mapped[str] = mapped_column(String(64), default="")
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="SET NULL"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("activity_series.id", ondelete="SET NULL"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    duty: Mapped[DutyKind | None] = mapped_column(WordType(DutyKind))
    goals: Mapped[str] = mapped_column(Text, default="")
    risks: Mapped[str] = mapped_column(Text, default="")
    fallback: Mapped[str] = mapped_column(Text, default="")  # what is done when the weather is bad
    approved_on: Mapped[date | None] = mapped_column(Date)
    approved_by: Mapped[str] = mapped_column(String(64), default="")
    approval_number: Mapped[str] = mapped_column(String(64), default="")
    notified_on: Mapped[date | None] = mapped_column(Date)
    sign_up_opens: Mapped[datetime | None] = mapped_column(DateTime)
    sign_up_closes: Mapped[datetime | None] = mapped_column(DateTime)
    conditions: Mapped[list[Any]] = mapped_column(JSON, default=list)
    needs_check_in: Mapped[bool] = mapped_column(Boolean, default=True)
    satisfaction: Mapped[Decimal | None] = mapped_column(Fixed(2))  # percent
    lessons: Mapped[str] = mapped_column(Text, default="")
    archived_at: Mapped[datetime | None] = mapped_column(DateTime)
    archive_reason: Mapped[str] = mapped_column(Text, default="")  # why it was archived although something was open


class ActivitySession(Model):
    """One of several sessions of an activity, numbered from 1; without any there is just one, the activity itself.

    ``session_attendance`` and ``check_in`` name sessions by this number. ``doors`` are the entrances' names.
    """

    __tablename__ = "activity_session"
    __table_args__ = (
        UniqueConstraint("activity_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("ends IS NULL OR starts <= ends", name="starts_before_ends"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(128), default="")
    starts: Mapped[datetime] = mapped_column(DateTime, index=True)
    ends: Mapped[datetime | None] = mapped_column(DateTime)
    place: Mapped[str] = mapped_column(String(128), default="")
    doors: Mapped[list[Any]] = mapped_column(JSON, default=list)


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
    seat: Mapped[str] = mapped_column(String(32), default="")
    team: Mapped[str] = mapped_column(String(64), default="")  # the group somebody was drawn into or put in


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
