"""What stands in the way of taking an entry of the history back: later work on the same rows, or work hanging on them.

Every function answers with the later entry to take back first, None when there is none.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from culture_desktop.database.history import opened
from culture_desktop.database.triggers import key_columns, logged_tables
from culture_desktop.models import HistoryChange, HistoryEntry
from culture_desktop.vocabulary import ChangeKind, EntryKind

_STAMPS = frozenset({"changed_at"})  # every update sets them
_UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")

_SAME_ROWS = text("""
    WITH mine AS MATERIALIZED (
        SELECT kind, table_name, row_id, ifnull(second_id, -1) AS second_id, before FROM history_change
        WHERE id BETWEEN :first AND :last AND kind <> 'V'
    )
    SELECT later.id, later.kind, later.before, mine.kind, mine.before
    FROM history_change AS later CROSS JOIN mine
    ON mine.table_name = later.table_name AND mine.row_id = later.row_id
        AND mine.second_id = ifnull(later.second_id, -1)
    WHERE later.id > :last AND later.kind <> 'V'
    ORDER BY later.id DESC
""")


class LaterEntry(NamedTuple):
    """An entry made after the one in question."""

    id: int
    kind: EntryKind
    last_change: int
    reverts_id: int | None
    label: str
    made_at: datetime


class _Later:
    """The entries after one, without those that were since taken back and what took them back."""

    def __init__(self, session: Session, entry: HistoryEntry) -> None:
        columns = (getattr(HistoryEntry, name) for name in LaterEntry._fields)
        statement = select(*columns).where(HistoryEntry.id > entry.id).order_by(HistoryEntry.id)
        self._entries = [LaterEntry(*row) for row in session.execute(statement)]
        self._ends = [later.last_change for later in self._entries]
        self._void: set[int] = set()
        known = {later.id for later in self._entries}
        for later in self._entries:
            if later.reverts_id in known and later.reverts_id not in self._void:
                self._void |= {later.id, later.reverts_id}

    def first_of(self, changes: Iterable[int]) -> LaterEntry | None:
        """The entry of the first of these changes that still stands."""
        return next((found for found in map(self.of, changes) if found is not None), None)

    def of(self, change: int) -> LaterEntry | None:
        """The entry a change belongs to; None when it no longer stands, or is of the transaction under way."""
        found = next(iter(self._entries[bisect_left(self._ends, change) :][:1]), None)
        return None if found is None or found.id in self._void else found


def built_upon(session: Session, entry: HistoryEntry) -> LaterEntry | None:
    """The newest later entry that wrote the same rows, or rows that refer to what this one made."""
    if session.scalar(select(func.max(HistoryChange.id))) == entry.last_change:
        return None
    later = _Later(session, entry)
    return _same_rows(session, entry, later) or _children(session, entry, later)


def _same_rows(session: Session, entry: HistoryEntry, later: _Later) -> LaterEntry | None:
    rows = session.execute(_SAME_ROWS, {"first": entry.first_change, "last": entry.last_change})
    for change, kind, before, own_kind, own_before in rows:
        found = later.of(change)
        if found is not None and _clash(kind, before, own_kind, own_before):
            return found
    return None


def _clash(kind: str, before: str, own_kind: str, own_before: str) -> bool:
    """Two updates of different columns can be taken back apart; all else on one row cannot."""
    if kind != ChangeKind.UPDATE or own_kind != ChangeKind.UPDATE:
        return True
    return not (json.loads(before).keys() & json.loads(own_before).keys()) <= _STAMPS


def _children(session: Session, entry: HistoryEntry, later: _Later) -> LaterEntry | None:
    """Later rows that refer to what this entry made: deleting that would take them along."""
    made = "SELECT row_id FROM history_change WHERE id BETWEEN :first AND :last AND kind = 'I' AND table_name = :table"
    range_ = {"first": entry.first_change, "last": entry.last_change}
    tables = _tables(session, entry, ChangeKind.INSERT)
    for child in logged_tables():
        keys = key_columns(child)
        for key in child.foreign_keys:
            parent = key.column.table.name
            if parent not in tables:
                continue
            second = f"child.{keys[1]}" if len(keys) > 1 else "NULL"
            statement = text(
                f"SELECT h.id FROM history_change AS h JOIN {child.name} AS child"
                f" ON h.table_name = '{child.name}' AND h.row_id = child.{keys[0]} AND h.second_id IS {second}"
                f" WHERE h.id > :last AND child.{key.parent.name} IN ({made}) ORDER BY h.id DESC"
            )
            if found := later.first_of(session.scalars(statement, range_ | {"table": parent})):
                return found
    return None


def _tables(session: Session, entry: HistoryEntry, *kinds: ChangeKind) -> frozenset[str]:
    """The tables in which an entry made changes of these kinds."""
    statement = select(HistoryChange.table_name).distinct().where(HistoryChange.kind.in_(kinds))
    own = HistoryChange.id.between(entry.first_change, entry.last_change)
    return frozenset(session.scalars(statement.where(own)))


def missing_parents(session: Session, entry: HistoryEntry) -> LaterEntry | None:
    """After an entry was taken back: the later one that deleted what its rows refer to."""
    touched = (
        "SELECT row_id FROM history_change WHERE id BETWEEN :first AND :last AND kind IN ('U', 'D')"
        " AND table_name = :table"
    )
    tables = _tables(session, entry, ChangeKind.UPDATE, ChangeKind.DELETE)
    for table in logged_tables():
        for key in table.foreign_keys if table.name in tables else ():
            parent, column = key.column.table.name, key.parent.name
            statement = text(
                f"SELECT child.{column} FROM {table.name} AS child"
                f" WHERE child.{key_columns(table)[0]} IN ({touched}) AND child.{column} IS NOT NULL"
                f" AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE parent.id = child.{column}) LIMIT 1"
            )
            range_ = {"first": entry.first_change, "last": entry.last_change, "table": table.name}
            gone = session.scalar(statement, range_)
            if gone is None:
                continue
            deleted = _changes(session, entry, parent, gone).where(HistoryChange.kind == ChangeKind.DELETE)
            if found := _Later(session, entry).first_of(session.scalars(deleted)):
                return found
    return None


def taken_values(
    session: Session, entry: HistoryEntry, message: str, table: str, rows: Sequence[Mapping[str, Any]]
) -> LaterEntry | None:
    """Why the database refused: the later entry that gave a value away which has to be unique."""
    match = _UNIQUE.search(message)
    if match is None:
        return None
    columns = [name.strip().rpartition(".")[2] for name in match[1].split(",")]
    own = next(key_columns(found) for found in logged_tables() if found.name == table)[0]
    same = " AND ".join(f"{name} IS :{name}" for name in columns)
    statement = text(f"SELECT {own} FROM {table} WHERE {same} AND {own} <> :own")
    later = _Later(session, entry)
    for row in rows:
        holder = session.scalar(statement, {name: row.get(name) for name in columns} | {"own": row[own]})
        if holder is None:
            continue
        if found := later.first_of(session.scalars(_changes(session, entry, table, holder))):
            return found
    return None


def _changes(session: Session, entry: HistoryEntry, table: str, row_id: int) -> Select[int]:
    """The changes of one row after an entry and before the transaction under way, newest first."""
    return (
        select(HistoryChange.id)
        .where(HistoryChange.id.between(entry.last_change + 1, opened(session).start))
        .where(HistoryChange.table_name == table, HistoryChange.row_id == row_id)
        .order_by(HistoryChange.id.desc())
    )
