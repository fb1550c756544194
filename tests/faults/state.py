"""What a data file holds, in few bytes: a worker says it after every intention, and it is compared after the kill."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from culture_desktop.database import Database
from culture_desktop.database.restore import unpack_database
from culture_desktop.database.triggers import key_columns, logged_tables

Query = Callable[[str], Iterable[Sequence[Any]]]


@dataclass(frozen=True)
class State:
    """``rows``: a digest of every row people entered or the program made for them; the newest entry and its size."""

    rows: str
    entry: int
    size: int


def state_of(database: Database) -> State:
    """The state of an open file."""
    with database.read() as session:
        connection = session.connection()
        query = connection.exec_driver_sql
        newest = query('SELECT id, "rows" FROM history_entry ORDER BY id DESC LIMIT 1').one_or_none()
        return State(_digest(query), *(newest or (0, 0)))


def rows_at_rest(path: Path) -> str:
    """The digest of a file that nobody has open; tables that its schema does not know yet count as empty."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return _digest(connection.execute)


def rows_in_backup(file: Path) -> str:
    """The digest of the database inside a backup."""
    with tempfile.TemporaryDirectory() as folder:
        return rows_at_rest(unpack_database(file, Path(folder)))


def _digest(query: Query) -> str:
    known = {name for (name,) in query("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    digest = hashlib.sha256()
    for table in logged_tables():
        if table.name in known:
            keys = ", ".join(key_columns(table))
            digest.update(table.name.encode())
            for row in query(f"SELECT * FROM {table.name} ORDER BY {keys}"):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()[:16]
