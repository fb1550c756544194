"""Taking an entry of the history back: every change undone in reverse, or refused with the entry that is in the way.

What takes an entry back is itself an entry, so that nothing is ever struck out and redo is the same thing again.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, Table, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from culture_desktop.database import history, obstacles
from culture_desktop.database.migrate import HEAD
from culture_desktop.database.triggers import key_columns, logged_tables
from culture_desktop.errors import EntryLockedError, RecordMissingError, UndoBlockedError
from culture_desktop.models import Certificate, HistoryChange, HistoryEntry
from culture_desktop.progress import Progress, silent
from culture_desktop.vocabulary import ChangeKind, EntryKind

_BATCH = 5000
_TABLES = {table.name: table for table in logged_tables()}


@dataclass(frozen=True)
class _Change:
    number: int
    kind: ChangeKind
    table: str
    key: tuple[object, ...]
    before: dict[str, object]

    @property
    def shape(self) -> tuple[str, ChangeKind, tuple[str, ...]]:
        """Changes of one shape are taken back by one statement."""
        return self.table, self.kind, tuple(self.before)


def require_entry(session: Session, entry_id: int) -> HistoryEntry:
    """The entry, or RecordMissingError."""
    entry = session.get(HistoryEntry, entry_id)
    if entry is None:
        raise RecordMissingError(what="历史记录", key=entry_id)
    return entry


def of_this_schema(entry: HistoryEntry) -> bool:
    """Whether the row images of an entry fit the tables as they are."""
    return entry.revision == HEAD


def fits_schema() -> ColumnElement[bool]:
    """``of_this_schema`` in SQL."""
    return HistoryEntry.revision == HEAD


def lock_of(entry: HistoryEntry) -> str:
    """Why an entry cannot be taken back, whatever else was done; empty when it may be."""
    if entry.reverted:
        return "已经恢复过了" if entry.kind is EntryKind.UNDO else "已经撤销过了"
    if entry.revision == history.ERASED:
        return "其中有人的个人信息已经移除"
    return "" if of_this_schema(entry) else "这是程序升级之前的操作"


def decided_awards(session: Session, entry: HistoryEntry) -> bool:
    """Whether an entry confirmed a result, so that taking it back is a correction with a reason of the user's own."""
    return bool(
        session.scalar(
            select(HistoryChange.id)
            .where(HistoryChange.id.between(entry.first_change, entry.last_change))
            .where(HistoryChange.table_name == Certificate.__tablename__)
            .limit(1)
        )
    )


def take_back(session: Session, entry: HistoryEntry, progress: Progress = silent) -> None:
    """Bring every row of an entry back to what it was before it, within the transaction of ``session``.

    Raises EntryLockedError when it was taken back already or is of an older schema, UndoBlockedError naming the
    later entry that built on it.
    """
    if reason := lock_of(entry):
        raise EntryLockedError(label=entry.label, reason=reason)
    if later := obstacles.built_upon(session, entry):
        raise _blocked(entry, later)
    _apply(session, entry, progress)
    if later := obstacles.missing_parents(session, entry):
        raise _blocked(entry, later)
    session.execute(update(HistoryEntry).where(HistoryEntry.id == entry.id).values(reverted=True))
    opened = history.opened(session)
    opened.kind = entry.kind.opposite
    opened.reverts_id = entry.id


def _blocked(entry: HistoryEntry, later: obstacles.LaterEntry) -> UndoBlockedError:
    return UndoBlockedError(
        act=entry.kind.opposite.label,
        label=entry.label,
        later=later.kind.of(later.label),
        made_at=f"{later.made_at:%m-%d %H:%M}",
        first=later.kind.opposite.label,
    )


def _apply(session: Session, entry: HistoryEntry, progress: Progress) -> None:
    connection = session.connection()
    # Rows come back before what they refer to; at the commit everything has to be there again.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    done, total = 0, entry.last_change - entry.first_change + 1
    for changes in _backwards(session, entry):
        for (table, kind, columns), run in groupby(changes, key=lambda change: change.shape):
            same = list(run)
            try:
                _reverse(connection, _TABLES[table], kind, columns, same)
            except IntegrityError as error:
                rows = [dict(zip(key_columns(_TABLES[table]), c.key, strict=True)) | c.before for c in same]
                taken = obstacles.taken_values(session, entry, str(error.orig), table, rows)
                if taken is None:
                    raise
                raise _blocked(entry, taken) from error
        done += len(changes)
        progress(done, total, "正在恢复原状")


def _backwards(session: Session, entry: HistoryEntry) -> Iterator[Sequence[_Change]]:
    """The changes of an entry from the last to the first, a portion at a time."""
    statement = select(
        HistoryChange.id,
        HistoryChange.kind,
        HistoryChange.table_name,
        HistoryChange.row_id,
        HistoryChange.second_id,
        HistoryChange.before,
    ).where(HistoryChange.id >= entry.first_change, HistoryChange.kind != ChangeKind.VIEW)
    end = entry.last_change
    while rows := session.execute(
        statement.where(HistoryChange.id <= end).order_by(HistoryChange.id.desc()).limit(_BATCH)
    ).all():
        yield [
            _Change(
                number,
                kind,
                table,
                (row_id,) if second is None else (row_id, second),
                json.loads(before) if before else {},
            )
            for number, kind, table, row_id, second, before in rows
        ]
        end = rows[-1].id - 1


def _reverse(
    connection: Connection, table: Table, kind: ChangeKind, columns: Sequence[str], changes: Sequence[_Change]
) -> None:
    """Take changes of one shape back. Values go in as they were stored, past the types of the models."""
    values: list[tuple[object, ...]]
    this_row = " AND ".join(f"{name} = ?" for name in key_columns(table))
    if kind is ChangeKind.INSERT:
        statement = f"DELETE FROM {table.name} WHERE {this_row}"
        values = [change.key for change in changes]
    elif kind is ChangeKind.DELETE:
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"
        values = [tuple(change.before.values()) for change in changes]
    else:
        assigned = ", ".join(f"{name} = ?" for name in columns)
        statement = f"UPDATE {table.name} SET {assigned} WHERE {this_row}"
        values = [(*change.before.values(), *change.key) for change in changes]
    connection.exec_driver_sql(statement, values)
