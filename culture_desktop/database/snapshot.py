"""A copy of the open database as it was at one moment: taking it, and looking into one."""

import errno
import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from culture_desktop.database.pages import checkpoint
from culture_desktop.errors import DamagedNotBackedUpError, DatabaseBusyError
from culture_desktop.models import (
    Activity,
    Campaign,
    Honour,
    IssuedDocument,
    Model,
    Organisation,
    Participation,
    Person,
)

COUNTED: Mapping[str, type[Model]] = {
    "人员": Person,
    "组织": Organisation,
    "活动": Activity,
    "参与记录": Participation,
    "评选": Campaign,
    "荣誉": Honour,
    "文书": IssuedDocument,
}
_VERSION = "alembic_version"
_BUSY_SECONDS = 5
# One copy at a time, and none while the file is exchanged: the copy's own connection would stand in the way.
EXCHANGE = threading.RLock()


@dataclass(frozen=True)
class Snapshot:
    """A whole copy at rest: no log beside it, sound by SQLite's own check. ``size`` in bytes."""

    path: Path
    size: int
    sha256: str
    revision: str
    counts: Mapping[str, int]


def take(source: Path, target: Path) -> Snapshot:
    """Copy an open database with what its write-ahead log holds, while others go on writing, and check the copy.

    The copy is scratch and not synced. Raises DamagedNotBackedUpError, DatabaseBusyError, OSError.
    """
    with EXCHANGE:
        _copy(source, target)
    if problems(target):
        raise DamagedNotBackedUpError(name=source.name)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    revision, counts = contents(target, COUNTED)
    return Snapshot(target, target.stat().st_size, digest, revision, counts)


def problems(path: Path) -> tuple[str, ...]:
    """What SQLite's quick check finds wrong with a copy at rest; empty when sound."""
    try:
        with closing(_at_rest(path)) as connection:
            return tuple(row[0] for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok")
    except sqlite3.DatabaseError as error:
        return (str(error),)


def contents(path: Path, counted: Mapping[str, type[Model]]) -> tuple[str, dict[str, int]]:
    """The revision of a copy at rest and its rows by word; what an older schema has no table for is left out."""
    with closing(_at_rest(path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        revision = _first(connection.execute("SELECT version_num FROM alembic_version")) if _VERSION in tables else None
        counts = {
            word: connection.execute(f'SELECT count(*) FROM "{model.__tablename__}"').fetchone()[0]
            for word, model in counted.items()
            if model.__tablename__ in tables
        }
    return revision or "", counts


def _first(rows: Iterable[tuple[str]]) -> str | None:
    return next((row[0] for row in rows), None)


def _at_rest(path: Path) -> sqlite3.Connection:
    # Read only: the same check on a connection that might write takes six times as long.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _copy(source: Path, target: Path) -> None:
    """All pages in one step: a stepped copy starts anew whenever another connection writes.

    The read transaction comes first: it waits for a lock as long as any reader does, where the copy itself would
    wait for ever.
    """
    try:
        with (
            closing(
                sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS)
            ) as reader,
            closing(sqlite3.connect(target)) as writer,
        ):
            reader.isolation_level = None
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
            writer.execute("PRAGMA synchronous=OFF")
            reader.backup(writer)
            writer.execute("PRAGMA journal_mode=DELETE")
            reader.execute("ROLLBACK")
            checkpoint.fold_in(source)  # should the reader be the last to close
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "SQLITE_CORRUPT").split("_")[1]
        if name in ("BUSY", "LOCKED"):
            raise DatabaseBusyError(name=source.name) from error
        if name in ("FULL", "IOERR", "CANTOPEN", "READONLY", "PERM"):
            raise OSError(errno.ENOSPC if name == "FULL" else errno.EIO, str(error)) from error
        raise DamagedNotBackedUpError(name=source.name) from error
