"""Designs of certificates in all their versions, the register of what was printed from them, and the printers."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, DateTime, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Fixed, Model, Timestamped, WordType, not_blank, one_of
from culture_desktop.vocabulary import LeadingEdge, SheetFace


class CertificateDesign(Timestamped, Model):
    """A design by its name; ``origin`` is the bundled design it was made from, empty for one from outside."""

    __tablename__ = "certificate_design"
    __table_args__ = (not_blank("name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    origin: Mapped[str] = mapped_column(String(64), default="")


class DesignVersion(Model):
    """A design as it was saved, never changed: what was printed from it can be printed again."""

    __tablename__ = "design_version"
    __table_args__ = (
        UniqueConstraint("design_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    design_id: Mapped[int] = mapped_column(ForeignKey("certificate_design.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now)


class DesignPicture(Model):
    """A file that a version of a design needs, kept beside the database."""

    __tablename__ = "design_picture"
    __table_args__ = (
        UniqueConstraint("version_id", "sha256"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("design_version.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64))


class PrintedCertificate(Timestamped, Model):
    """A certificate that went out: its number, whose it is, and all that is needed to print it again exactly."""

    __tablename__ = "printed_certificate"
    __table_args__ = (
        not_blank("number"),
        CheckConstraint("printed > 0", name="printed_at_least_once"),
        CheckConstraint("(revoked_on IS NULL) = (revoked_for = '')", name="revoked_with_a_reason"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    number: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(128), default="")
    fields: Mapped[dict[str, str]] = mapped_column(JSON)
    version_id: Mapped[int] = mapped_column(ForeignKey("design_version.id", ondelete="RESTRICT"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="SET NULL"), index=True)
    printed: Mapped[int] = mapped_column(Integer, default=1)  # how many times, reprints counted
    revoked_on: Mapped[date | None] = mapped_column(Date)
    revoked_for: Mapped[str] = mapped_column(String(255), default="")


class PrinterCorrection(Model):
    """Where a printer puts ink on a kind of sheet: the correction of overprints (documents.designs.calibration)."""

    __tablename__ = "printer_correction"
    __table_args__ = (
        UniqueConstraint("printer", "sheet"),
        not_blank("printer"),
        not_blank("sheet"),
        one_of("edge", LeadingEdge),
        one_of("face", SheetFace),
        CheckConstraint("min(scale_x, scale_y) > 0", name="scales_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    printer: Mapped[str] = mapped_column(String(128))
    sheet: Mapped[str] = mapped_column(String(32))  # ``297×210``, in mm
    right: Mapped[Decimal] = mapped_column(Fixed(2), default=Decimal(0))  # mm
    down: Mapped[Decimal] = mapped_column(Fixed(2), default=Decimal(0))  # mm
    scale_x: Mapped[Decimal] = mapped_column(Fixed(4), default=Decimal(1))
    scale_y: Mapped[Decimal] = mapped_column(Fixed(4), default=Decimal(1))
    turn: Mapped[Decimal] = mapped_column(Fixed(3), default=Decimal(0))  # degrees clockwise
    edge: Mapped[LeadingEdge] = mapped_column(WordType(LeadingEdge), default=LeadingEdge.SHORT)
    upside_down: Mapped[bool] = mapped_column(Boolean, default=False)  # the sheet's foot goes in first
    face: Mapped[SheetFace] = mapped_column(WordType(SheetFace), default=SheetFace.UP)
    measured_on: Mapped[date] = mapped_column(Date)
