"""The hash chain that makes scores and confirmed results tamper-evident."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model


class LedgerLink(Model):
    """A link of the hash chain over scores and confirmed results; never updated, never deleted.

    ``content`` is the canonical JSON of what was written; ``digest`` is the SHA-256 over the digest of the link
    before and all other columns.
    """

    __tablename__ = "ledger_link"
    __table_args__ = (
        CheckConstraint("length(digest) = 64", name="digest_length"),
        CheckConstraint("number > 0", name="number_positive"),
    )

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(DateTime)
    label: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
