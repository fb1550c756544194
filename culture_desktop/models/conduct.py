"""Conduct records (文明行为记录): what somebody did well or badly, with points and evidence."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, not_blank


class ConductRecord(Timestamped, Model):
    """One record; a wrong one is reversed by another with the opposite points and never deleted."""

    __tablename__ = "conduct_record"
    __table_args__ = (
        not_blank("norm"),
        CheckConstraint("reverses_id IS NULL OR reverses_id < id", name="reverses_earlier"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    norm: Mapped[str] = mapped_column(String(128))
    points: Mapped[Decimal] = mapped_column(Fixed(2))
    evidence: Mapped[str] = mapped_column(Text, default="")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("conduct_record.id", ondelete="CASCADE"), unique=True)
