"""Rows as they stood: now, right after a change, and before they were deleted.

Nothing keeps what was inserted but the row itself and what later changes kept of it, so a row of back then is the row
of today with the later changes taken off it one by one.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from culture_desktop.database.triggers import key_columns, logged_tables
from culture_desktop.models import HistoryChange
from culture_desktop.vocabulary import ChangeKind

Row = dict[str, Any]
Key = tuple[Any, ...]
Place = tuple[str, Key]  # a table and the key of a row in it
_TABLES = {table.name: table for table in logged_tables()}
_PORTION = 400
_BY_PERSON = "person_id"

# Outside in: one pass over the later changes, looked up among the few that are asked for.
_LATER = text("""
    WITH mine AS MATERIALIZED (
        SELECT table_name, row_id, ifnull(second_id, -1) AS second_id, min(id) AS first FROM history_change
        WHERE id IN (SELECT value FROM json_each(:changes)) GROUP BY table_name, row_id, second_id
    )
    SELECT later.id, later.kind, later.table_name, later.row_id, later.second_id, later.before
    FROM history_change AS later CROSS JOIN mine
    ON mine.row_id = later.row_id AND mine.table_name = later.table_name
        AND mine.second_id = ifnull(later.second_id, -1)
    WHERE later.id > mine.first AND later.id > :first AND later.kind <> 'V'
    ORDER BY later.id DESC
""")


def place_of(change: HistoryChange) -> Place:
    """Which row a change is of."""
    return change.table_name, _key(change.row_id, change.second_id)


def images_of(session: Session, changes: Sequence[HistoryChange]) -> dict[int, Row]:
    """Change id -> the row right after it, or right before it was deleted; what is not known of it is missing."""
    wanted = [change for change in changes if change.kind is not ChangeKind.DELETE]
    now = stored_rows(session, map(place_of, wanted))
    later = _later(session, wanted)
    found = {change.id: json.loads(change.before or "{}") for change in changes if change.kind is ChangeKind.DELETE}
    for change in wanted:
        place = place_of(change)
        row = dict(now.get(place, {}))
        for number, kind, before in later.get(place, ()):
            if number <= change.id:
                break
            row = before if kind == ChangeKind.DELETE else {} if kind == ChangeKind.INSERT else row | before
        found[change.id] = row
    return found


def stored_rows(session: Session, places: Iterable[Place]) -> dict[Place, Row]:
    """The rows as they lie in the file now; those that are gone are missing."""
    by_table: dict[str, set[Key]] = {}
    for table, key in places:
        if table in _TABLES:
            by_table.setdefault(table, set()).add(key)
    return {
        (table, key): row
        for table, keys in by_table.items()
        for key, row in _read(session, table, sorted(keys)).items()
    }


def deleted_rows(session: Session, table: str, ids: Collection[int]) -> dict[int, Row]:
    """Rows of a table that is keyed by one id, as they were when they were last deleted."""
    gone = (HistoryChange.table_name == table, HistoryChange.kind == ChangeKind.DELETE, HistoryChange.row_id.in_(ids))
    statement = select(HistoryChange.row_id, HistoryChange.before).where(*gone).order_by(HistoryChange.id)
    if table == "person":
        statement = statement.where(HistoryChange.person_id.in_(ids))  # has an index
    return {key: json.loads(before or "{}") for key, before in session.execute(statement)}


def _later(session: Session, changes: Sequence[HistoryChange]) -> Mapping[Place, list[tuple[int, str, Row]]]:
    """What was done later to the rows of these changes, newest first."""
    if not changes:
        return {}
    asked = {"changes": json.dumps([change.id for change in changes]), "first": min(change.id for change in changes)}
    found: dict[Place, list[tuple[int, str, Row]]] = {}
    for number, kind, table, row_id, second_id, before in session.execute(_LATER, asked):
        found.setdefault((table, _key(row_id, second_id)), []).append((number, kind, json.loads(before or "{}")))
    return found


def _read(session: Session, table: str, keys: Sequence[Key]) -> dict[Key, Row]:
    names = key_columns(_TABLES[table])
    connection, found = session.connection(), {}
    columns = [column.name for column in _TABLES[table].columns]
    place = names[0] if len(names) == 1 else f"({', '.join(names)})"
    mark = "?" if len(names) == 1 else f"({', '.join('?' * len(names))})"
    for at in range(0, len(keys), _PORTION):
        portion = keys[at : at + _PORTION]
        marks = ", ".join([mark] * len(portion))
        wanted = f"({marks})" if len(names) == 1 else f"(VALUES {marks})"
        # As stored, past the types of the models: that is what the log holds as well.
        rows = connection.exec_driver_sql(
            f"SELECT {', '.join(columns)} FROM {table} WHERE {place} IN {wanted}",
            tuple(part for key in portion for part in key),
        )
        for values in rows:
            row = dict(zip(columns, values, strict=True))
            found[tuple(row[name] for name in names)] = row
    return found


def _key(row_id: Any, second_id: Any) -> Key:
    return (row_id,) if second_id is None else (row_id, second_id)
