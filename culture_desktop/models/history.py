"""What was done to the data: every row written, and the transactions they belong to."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, DateTime, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from culture_desktop.models.base import Model, WordType, not_blank, one_of
from culture_desktop.vocabulary import ChangeKind, EntryKind


class HistoryEntry(Model):
    """One transaction: what the user meant by it, and which changes belong to it.

    Changes are numbered without gaps and one writer works at a time, so those of a transaction are the range
    ``first_change`` to ``last_change``; no change needs to name its entry.
    """

    __tablename__ = "history_entry"
    __table_args__ = (
        not_blank("label"),
        one_of("kind", EntryKind),
        CheckConstraint("(kind = 'action') = (reverts_id IS NULL)", name="reverts_or_acts"),
        CheckConstraint("first_change <= last_change", name="changes_in_order"),
        CheckConstraint("reverts_id IS NULL OR reverts_id < id", name="reverts_earlier"),
    )

    numbers_return = True  # the newest is never removed

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[EntryKind] = mapped_column(WordType(EntryKind), default=EntryKind.ACTION)
    made_at: Mapped[datetime] = mapped_column(DateTime)
    label: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text, default="")
    rows: Mapped[int] = mapped_column(Integer)
    first_change: Mapped[int] = mapped_column(Integer)
    last_change: Mapped[int] = mapped_column(Integer, unique=True)
    # An entry that takes another back, and whether this one was itself taken back. Undo, redo and undo of the redo
    # are a chain of entries, each reverting the one before.
    reverts_id: Mapped[int | None] = mapped_column(ForeignKey("history_entry.id"), index=True)
    reverted: Mapped[bool] = mapped_column(Boolean, default=False)
    # The schema the row images are of: an entry of an older one is shown and no longer taken back.
    revision: Mapped[str] = mapped_column(String(32))


class HistoryChange(Model):
    """One row written, as the triggers of ``database.triggers`` log it.

    ``row_id`` and ``second_id`` are the row's key (``setting`` has a text there, which SQLite allows). ``before`` and
    ``after`` hold values as stored: the changed columns of an update, the whole row before a deletion; what was
    inserted is the row itself, or what later changes kept of it.
    """

    __tablename__ = "history_change"
    __table_args__ = (
        one_of("kind", ChangeKind),
        Index("ix_history_change_person", "person_id", sqlite_where=text("person_id IS NOT NULL")),
        Index("ix_history_change_activity", "activity_id", sqlite_where=text("activity_id IS NOT NULL")),
        Index("ix_history_change_campaign", "campaign_id", sqlite_where=text("campaign_id IS NOT NULL")),
    )

    numbers_return = True  # the newest is never removed

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[ChangeKind] = mapped_column(WordType(ChangeKind))
    table_name: Mapped[str] = mapped_column(String(32))
    row_id: Mapped[int] = mapped_column(Integer)
    second_id: Mapped[int | None] = mapped_column(Integer)
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)
    # Whom or what it is about, for the filters of the history page; no foreign keys, as these may be gone.
    person_id: Mapped[int | None] = mapped_column(Integer)
    activity_id: Mapped[int | None] = mapped_column(Integer)
    campaign_id: Mapped[int | None] = mapped_column(Integer)
