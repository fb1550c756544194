"""Papers made, and the settings they draw on."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, WordType, not_blank, one_of
from culture_desktop.vocabulary import DocumentKind


class IssuedDocument(Model):
    """A paper the program made; its bytes lie beside the database under their SHA-256."""

    __tablename__ = "issued_document"
    __table_args__ = (
        one_of("kind", DocumentKind),
        not_blank("title"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("(year IS NULL) = (sequence IS NULL)", name="numbered_within_a_year"),
        Index("ix_issued_document_register", "kind", "year", "sequence"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[DocumentKind] = mapped_column(WordType(DocumentKind))
    title: Mapped[str] = mapped_column(String(255))
    # Numbered papers (decisions, briefings) keep their number through every version.
    year: Mapped[int | None] = mapped_column(Integer)
    sequence: Mapped[int | None] = mapped_column(Integer)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int] = mapped_column(Integer, default=0)
    design: Mapped[str] = mapped_column(String(128), default="")  # of certificates, with its version
    made_at: Mapped[datetime] = mapped_column(DateTime, default=datetime.now, index=True)
    briefing_id: Mapped[int | None] = mapped_column(ForeignKey("briefing.id", ondelete="RESTRICT"), index=True)


class Setting(Model):
    """One value the user set: the unit's name, issuer, certificate number pattern …"""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
