"""What an activity's plan is made of: tasks, resources, agreements with partners, and the series it comes from."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import DutyKind, Recurrence


class ActivitySeries(Timestamped, Model):
    """An activity that comes again: every ``every`` weeks, months, quarters or years from ``starts_on`` on.

    ``plan`` is what each one begins as: a template's code, or fields of an activity; see ``services.activities.series``.
    """

    __tablename__ = "activity_series"
    __table_args__ = (
        not_blank("title"),
        one_of("recurrence", Recurrence),
        one_of("duty", DutyKind),
        CheckConstraint("every > 0", name="every_positive"),
        CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="starts_before_ends"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(String(128))
    recurrence: Mapped[Recurrence] = mapped_column(WordType(Recurrence))
    every: Mapped[int] = mapped_column(Integer, default=1)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    duty: Mapped[DutyKind | None] = mapped_column(WordType(DutyKind))
    template: Mapped[str] = mapped_column(String(64), default="")
    plan: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ActivityTask(Timestamped, Model):
    """A thing to do for an activity, by a person or by whoever has a role (场务, 主持 …)."""

    __tablename__ = "activity_task"
    __table_args__ = (not_blank("title"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(128))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    role: Mapped[str] = mapped_column(String(32), default="")
    due_on: Mapped[date | None] = mapped_column(Date, index=True)
    done_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(Integer, default=0)


class ActivityResource(Model):
    """A thing or a service an activity needs, and who brings it."""

    __tablename__ = "activity_resource"
    __table_args__ = (
        not_blank("title"),
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(128))
    quantity: Mapped[Decimal | None] = mapped_column(Fixed(2))
    unit: Mapped[str] = mapped_column(String(16), default="")
    provider: Mapped[str] = mapped_column(String(64), default="")
    ready_on: Mapped[date | None] = mapped_column(Date)  # None: not there yet
    note: Mapped[str] = mapped_column(String(255), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)


class PartnerAgreement(Timestamped, Model):
    """An agreement with a partner (共建协议); the signed paper lies beside the database under its SHA-256."""

    __tablename__ = "partner_agreement"
    __table_args__ = (
        not_blank("title"),
        CheckConstraint("ends IS NULL OR starts <= ends", name="starts_before_ends"),
        CheckConstraint("(sha256 IS NULL) = (file_name = '')", name="file_with_a_name"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="RESTRICT"), index=True)
    title: Mapped[str] = mapped_column(String(128))
    number: Mapped[str] = mapped_column(String(64), default="")
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date | None] = mapped_column(Date)
    content: Mapped[str] = mapped_column(Text, default="")
    file_name: Mapped[str] = mapped_column(String(255), default="")
    sha256: Mapped[str | None] = mapped_column(String(64))


class ActivityAgreement(Model):
    """An agreement that an activity is held under."""

    __tablename__ = "activity_agreement"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("partner_agreement.id", ondelete="CASCADE"), primary_key=True, index=True
    )
