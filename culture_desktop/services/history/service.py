"""The history as the user sees it: every entry with its rows, before and after, and taking entries back."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from culture_desktop.database import Database, history, undo
from culture_desktop.models import HistoryChange, HistoryEntry
from culture_desktop.progress import Progress, silent
from culture_desktop.services.history.detail import EntryDetail, read_detail
from culture_desktop.services.history.names import Names
from culture_desktop.services.history.subjects import subjects_of
from culture_desktop.services.people.merged import merged_into
from culture_desktop.services.results import EVERYTHING, Done
from culture_desktop.vocabulary import EntryKind

KEPT_FOR = timedelta(days=2 * 365)  # older entries are dropped, but never one of the newest
KEPT_ENTRIES = 1000
BATCH_ROWS = 1000  # from so many rows on, taking back is a batch: a backup comes first


@dataclass(frozen=True)
class HistoryQuery:
    """Which entries: about a person, an activity, a campaign (ids), or all; ``before`` pages on from an entry."""

    person_id: int | None = None
    activity_id: int | None = None
    campaign_id: int | None = None
    text: str = ""
    before: int | None = None
    limit: int = 200


@dataclass(frozen=True)
class HistoryRow:
    """One entry. ``label`` names what was first done; ``title`` says whether this took it back or did it again.

    ``subject`` is whom or what it is about, in lists; empty when that is many. ``locked`` says why it cannot be taken
    back whatever else was done, such as 已经撤销过了.
    """

    id: int
    kind: EntryKind
    label: str
    made_at: datetime
    rows: int
    reason: str
    reverted: bool
    undoable: bool
    locked: str = ""
    subject: str = ""

    @property
    def title(self) -> str:
        """``撤销：导入人员``."""
        return self.kind.of(self.label)


class HistoryService:
    """Reads the history and takes entries back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self, query: HistoryQuery) -> tuple[HistoryRow, ...]:
        """Entries, newest first."""
        statement = select(HistoryEntry).order_by(HistoryEntry.id.desc()).limit(query.limit)
        with self._database.read() as session:
            found = session.scalars(statement.where(*_wanted(session, query))).all()
            subjects = subjects_of(session, found)
            return tuple(replace(_row(entry), subject=subjects.get(entry.id, "")) for entry in found)

    def entry(self, entry_id: int) -> HistoryRow:
        """One entry."""
        with self._database.read() as session:
            return _row(undo.require_entry(session, entry_id))

    def detail(self, entry_id: int, *, after: int = 0, limit: int = 100) -> EntryDetail:
        """What an entry changed, field by field, from the change numbered ``after`` on."""
        with self._database.read() as session:
            return read_detail(session, undo.require_entry(session, entry_id), after, limit)

    def about(self, query: HistoryQuery) -> dict[str, str]:
        """The names of what a query asks for: ``{"person": "林婉清"}``; also of what is gone."""
        asked = {"person": query.person_id, "activity": query.activity_id, "campaign": query.campaign_id}
        wanted = {(table, key) for table, key in asked.items() if key is not None}
        with self._database.read() as session:
            names = Names(session)
            names.load(wanted)
            return {table: names.of(table, key) for table, key in wanted}

    def next_undo(self) -> HistoryRow | None:
        """What Ctrl+Z takes back: the newest entry that still stands."""
        standing = HistoryEntry.kind != EntryKind.UNDO, ~HistoryEntry.reverted, HistoryEntry.rows > 0
        with self._database.read() as session:
            return _newest(session, *standing, undo.fits_schema())

    def next_redo(self) -> HistoryRow | None:
        """What Ctrl+Y does again: the newest undo, unless something new was done since."""
        acted = select(func.coalesce(func.max(HistoryEntry.id), 0))
        acted = acted.where(HistoryEntry.kind == EntryKind.ACTION, HistoryEntry.rows > 0)
        open_undo = HistoryEntry.kind == EntryKind.UNDO, ~HistoryEntry.reverted
        with self._database.read() as session:
            return _newest(session, *open_undo, undo.fits_schema(), HistoryEntry.id > acted.scalar_subquery())

    def take_back(self, entry_id: int, *, reason: str = "", progress: Progress = silent) -> Done[HistoryRow]:
        """Undo an entry, or redo one that was undone by taking back its undo.

        Raises UndoBlockedError naming the later work in the way, EntryLockedError when it cannot be taken back at
        all, CorrectionReasonMissingError when it decided awards and no reason is given.
        """
        row = self.entry(entry_id)
        act = row.kind.opposite
        why = reason.strip() or ("" if self.needs_reason(entry_id) else act.of(row.label))
        batch, before = row.rows >= BATCH_ROWS, f"{act.label}{row.label}"
        with self._database.begin(row.label, reason=why, batch=batch, before=before) as session:
            undo.take_back(session, undo.require_entry(session, entry_id), progress)
        return Done(row, EVERYTHING, f"已{act.label}：{row.label}")

    def forget_old(self, now: datetime) -> int:
        """Drop entries older than two years; returns how many. What they held of people goes with them."""
        with self._database.begin("清理两年前的历史") as session:
            return history.forget(session, now - KEPT_FOR, KEPT_ENTRIES)

    def needs_reason(self, entry_id: int) -> bool:
        """Whether taking it back corrects a confirmed result, so that the user has to say why."""
        with self._database.read() as session:
            entry = undo.require_entry(session, entry_id)
            return undo.decided_awards(session, entry)


def _newest(session: Session, *conditions: ColumnElement[bool]) -> HistoryRow | None:
    found = session.scalar(select(HistoryEntry).where(*conditions).order_by(HistoryEntry.id.desc()).limit(1))
    return None if found is None else _row(found)


def _row(entry: HistoryEntry) -> HistoryRow:
    locked = undo.lock_of(entry)
    return HistoryRow(
        id=entry.id,
        kind=entry.kind,
        label=entry.label,
        made_at=entry.made_at,
        rows=entry.rows,
        reason=entry.reason,
        reverted=entry.reverted,
        undoable=not locked and entry.rows > 0,
        locked=locked,
    )


def _wanted(session: Session, query: HistoryQuery) -> Collection[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for column, value in (
        (HistoryChange.person_id, query.person_id),
        (HistoryChange.activity_id, query.activity_id),
        (HistoryChange.campaign_id, query.campaign_id),
    ):
        if value is None:
            continue
        within = HistoryChange.id.between(HistoryEntry.first_change, HistoryEntry.last_change)
        same = column == value
        if column is HistoryChange.person_id:  # what was done to records that are this person's now is as well
            same = column.in_((value, *merged_into(session).get(value, ())))
        conditions.append(exists().where(same, within))
    if query.text.strip():
        conditions.append(HistoryEntry.label.contains(query.text.strip(), autoescape=True))
    if query.before is not None:
        conditions.append(HistoryEntry.id < query.before)
    return conditions
