"""Entries of the history: what one transaction wrote, under the words of who asked for it.

``Database.begin`` opens an entry with the transaction and closes it before the commit; services name their intention
and know nothing else of it. The rows themselves are logged by ``triggers``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from culture_desktop.database import ledger
from culture_desktop.database.migrate import HEAD
from culture_desktop.errors import InvalidFieldError
from culture_desktop.models import HistoryChange, HistoryEntry
from culture_desktop.vocabulary import ChangeKind, EntryKind

ERASED = "erased"  # in place of a revision: what the entry held of a person is gone for good
FOREIGN_LABEL = "程序之外的改动"
_INFO = "runwu_history"
_LONGEST_REASON = 500  # it stays in the awards' chain for good


@dataclass
class OpenEntry:
    """The entry of the transaction under way; what takes another back says so here."""

    label: str
    reason: str
    start: int
    kind: EntryKind = EntryKind.ACTION
    reverts_id: int | None = None
    revision: str = HEAD


def open_entry(session: Session, label: str, reason: str) -> None:
    """Note where the log stands; what another program wrote since our last entry gets an entry of its own."""
    if len(reason) > _LONGEST_REASON:
        raise InvalidFieldError(field="理由", value=f"{reason[:10]}…", expected=f"{_LONGEST_REASON} 字以内的文字")
    start = position(session)
    known = session.scalar(select(func.max(HistoryEntry.last_change))) or 0
    if start > known:
        _write(session, OpenEntry(FOREIGN_LABEL, "", known), start)
    session.info[_INFO] = OpenEntry(label, reason, start)


def opened(session: Session) -> OpenEntry:
    """The entry of this transaction."""
    entry = session.info[_INFO]
    assert isinstance(entry, OpenEntry)
    return entry


def close_entry(session: Session) -> None:
    """Write the entry, and the link of the awards' hash chain; a transaction that changed nothing leaves neither."""
    session.flush()
    entry, end = opened(session), position(session)
    if end > entry.start:
        ledger.append(session, entry.start + 1, end, entry.label, entry.reason)
        _write(session, entry, end)


def note_viewed(session: Session, person_ids: Collection[int]) -> None:
    """Log that masked values of people were shown in full."""
    if person_ids:
        changes = [
            {"kind": ChangeKind.VIEW, "table_name": "person", "row_id": key, "person_id": key} for key in person_ids
        ]
        session.execute(insert(HistoryChange), changes)


def forget(session: Session, before: datetime, keep: int) -> int:
    """Drop entries made before a moment with what they hold, but none of the newest ``keep``; returns how many.

    An entry stays as long as one that took it back does.
    """
    newest = select(HistoryEntry.id).order_by(HistoryEntry.id.desc())
    old = select(func.max(HistoryEntry.id)).where(HistoryEntry.made_at < before)
    last = min(session.scalar(newest.offset(keep).limit(1)) or 0, session.scalar(old) or 0)
    referred = select(func.min(HistoryEntry.reverts_id))
    while needed := session.scalar(referred.where(HistoryEntry.id > last, HistoryEntry.reverts_id <= last)):
        last = needed - 1
    end = session.scalar(select(func.max(HistoryEntry.last_change)).where(HistoryEntry.id <= last))
    if end is None:
        return 0
    session.execute(delete(HistoryChange).where(HistoryChange.id <= end))
    # From the newest down, as an entry goes before the one it took back.
    gone = session.scalars(newest.where(HistoryEntry.id <= last)).all()
    session.connection().execute(
        delete(HistoryEntry).where(HistoryEntry.id == bindparam("gone")), [{"gone": key} for key in gone]
    )
    return len(gone)


def position(session: Session) -> int:
    """The number of the newest change."""
    return session.scalar(select(func.max(HistoryChange.id))) or 0


def _write(session: Session, entry: OpenEntry, end: int) -> None:
    written = HistoryChange.id.between(entry.start + 1, end), HistoryChange.kind != ChangeKind.VIEW
    rows = select(HistoryChange.table_name, HistoryChange.row_id, HistoryChange.second_id).where(*written).distinct()
    session.execute(
        insert(HistoryEntry).values(
            kind=entry.kind,
            made_at=datetime.now(),
            label=entry.label,
            reason=entry.reason,
            rows=session.scalar(select(func.count()).select_from(rows.subquery())),
            first_change=entry.start + 1,
            last_change=end,
            reverts_id=entry.reverts_id,
            reverted=False,
            revision=entry.revision,
        )
    )
