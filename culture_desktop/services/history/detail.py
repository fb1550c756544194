"""What an entry did, row by row and field by field, before and after."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from culture_desktop.models import HistoryChange, HistoryEntry
from culture_desktop.services.history.images import Row, images_of
from culture_desktop.services.history.names import GONE, Names
from culture_desktop.services.history.titles import TABLES
from culture_desktop.services.history.words import referred, table_title, value_words
from culture_desktop.vocabulary import ChangeKind


@dataclass(frozen=True)
class FieldChange:
    """One field in words; ``old`` or ``new`` is empty where there was or is nothing."""

    title: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One row written: what it is and what it is about. A change of derived values only has no fields."""

    number: int
    kind: ChangeKind
    table: str
    subject: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class EntryDetail:
    """A slice of an entry's changes in the order they were made; ``total`` counts them all.

    The next slice comes ``after`` the number of the last change; ``complete`` says that there is none.
    """

    entry_id: int
    changes: tuple[RowChange, ...]
    total: int
    complete: bool


def read_detail(session: Session, entry: HistoryEntry, after: int, limit: int) -> EntryDetail:
    """The changes of an entry after the one with this number; 0 begins with the first."""
    first = max(entry.first_change, after + 1)
    statement = select(HistoryChange).where(HistoryChange.id.between(first, entry.last_change))
    changes = session.scalars(statement.order_by(HistoryChange.id).limit(limit)).all()
    images, names = images_of(session, changes), Names(session)
    wanted: set[tuple[str, Any]] = set()
    for change in changes:
        for row in (images[change.id], *_sides(change, images[change.id])):
            wanted |= referred(change.table_name, row)
    names.load(wanted)
    return EntryDetail(
        entry_id=entry.id,
        changes=tuple(_row_change(change, images[change.id], names) for change in changes),
        total=entry.last_change - entry.first_change + 1,
        complete=not changes or changes[-1].id == entry.last_change,
    )


def _row_change(change: HistoryChange, image: Row, names: Names) -> RowChange:
    old, new = _sides(change, image)
    return RowChange(
        number=change.id,
        kind=change.kind,
        table=table_title(change.table_name),
        subject=names.subject(change.table_name, image) or GONE,
        fields=tuple(_fields(change.table_name, old, new, names)),
    )


def _sides(change: HistoryChange, image: Row) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What stood in the row before and after, as far as the change touched it."""
    if change.kind is ChangeKind.INSERT:
        return {}, image
    if change.kind is ChangeKind.DELETE:
        return image, {}
    return json.loads(change.before or "{}"), json.loads(change.after or "{}")


def _fields(table: str, old: Mapping[str, Any], new: Mapping[str, Any], names: Names) -> Iterator[FieldChange]:
    titles = TABLES[table].columns if table in TABLES else {}
    for column, title in titles.items():
        before = value_words(table, column, old.get(column), names.of)
        after = value_words(table, column, new.get(column), names.of)
        if before or after:
            yield FieldChange(title, before, after)
