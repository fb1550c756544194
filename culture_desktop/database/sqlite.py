"""The one module that knows SQLite: everything else speaks SQLAlchemy that PostgreSQL would understand.

Its interface: ``create_engine`` (pragmas and honest transactions), ``recognise`` (is this file ours?), ``fold_log``
(the write-ahead log into the file), ``ColumnInsert`` and ``indexes_last`` (bulk load), ``problems`` (integrity) and
``translate`` (driver errors to sentences).
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import JSON, Column, Dialect, Engine, Select, Table, event, func, select
from sqlalchemy.exc import DatabaseError

from culture_desktop.database.pages import checkpoint, sums, wal
from culture_desktop.errors import (
    DatabaseBusyError,
    DatabaseUnwritableError,
    FileMissingError,
    NotADatabaseError,
    TextUnstorableError,
)

APPLICATION_ID = 0x52554E57  # "RUNW", in the header so that a stray SQLite file of another program is refused
_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_OFFSET = 68
_HEADER_LENGTH = 100
_BUSY_MILLISECONDS = 5000
# What lies beside the file: the log and its index while it is open, what a crash leaves where there is no such log,
# and our page sums.
COMPANIONS = (wal.SUFFIX, "-shm", "-journal", sums.SUFFIX)
READ_ONLY = "runwu_read_only"
_PRAGMAS: tuple[str, ...] = (
    "secure_delete=ON",  # what is deleted is overwritten: a person who was removed is not in the file
    "wal_autocheckpoint=0",  # the log is folded in by pages.checkpoint alone, which keeps the sums in step
    "journal_size_limit=0",  # a log begun anew is cut to what it holds, so its size tells how much waits in it
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-32768",
)


class Journal(Enum):
    """How a transaction gets to disk whole, by pragmas."""

    WAL = ("journal_mode=WAL", "synchronous=FULL")
    # Without memory shared between connections, for network drives; EXTRA also syncs the folder of the journal.
    DELETE = ("journal_mode=DELETE", "synchronous=EXTRA")


def create_engine(path: Path, journal: Journal = Journal.WAL) -> Engine:
    """An engine on a database file: every commit on disk, foreign keys, explicit BEGIN."""
    engine = sqlalchemy.create_engine(
        sqlalchemy.URL.create("sqlite", database=str(path)),  # spelt out as text, a ? in the name would end it
        connect_args={"timeout": _BUSY_MILLISECONDS / 1000},
        # The default serializer escapes Chinese keys, and SQLite's JSON functions then miss them.
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True),
        hide_parameters=True,  # an error's text reaches the log, and the log holds no names
    )

    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late and leaves DDL outside
        for pragma in (*journal.value, *_PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def check_before_connecting(engine: Engine, check: Callable[[], None]) -> None:
    """Have ``check`` refuse new connections by raising: SQLite would make a file where there is none."""
    event.listen(engine, "do_connect", lambda *_: check())


def fold_log(engine: Engine) -> None:
    """Bring what the write-ahead log holds into the file itself, wherever that lies now, waiting for nobody."""
    with closing(engine.raw_connection()) as connection, suppress(sqlite3.Error):  # the drive may be gone
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
        cursor.close()


def _begin(connection: sqlalchemy.Connection) -> None:
    # A writer takes the lock at once: two writers wait for each other instead of failing half way.
    read_only = connection.get_execution_options().get(READ_ONLY)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def create_file(path: Path) -> None:
    """Make the file with our application id in its header, all else is to come.

    Before write-ahead logging: that would keep the id out of the header until the log is folded in, and a crash in
    between would leave a file we do not recognise.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_MILLISECONDS / 1000)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except sqlite3.DatabaseError as error:
        raise DatabaseUnwritableError(name=path.name) from error


def recognise(path: Path) -> None:
    """Raise unless the file is a database of ours; reads the header only and changes nothing."""
    if path.is_dir():
        raise NotADatabaseError(name=path.name)
    if not path.is_file():
        raise FileMissingError(name=path.name)
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    except OSError as error:
        raise NotADatabaseError(name=path.name) from error
    identity = header[_APPLICATION_ID_OFFSET : _APPLICATION_ID_OFFSET + 4]
    if not header.startswith(_MAGIC) or int.from_bytes(identity, "big") != APPLICATION_ID:
        raise NotADatabaseError(name=path.name)


class ColumnInsert:
    """Inserts many rows, given column by column; columns left out take the schema's default.

    Each different value is converted once, by the type of its column. An executemany of SQLAlchemy looks at every
    value of every row, which costs as much again as the writing; PostgreSQL would have COPY here.
    """

    def __init__(self, connection: sqlalchemy.Connection, table: Table, names: Collection[str]) -> None:
        self._connection = connection
        dialect = connection.dialect
        columns = [column for column in table.columns if column.name in names]
        self._stored = {column.name: _converter(column, dialect) for column in columns}
        self._statement = str(table.insert().compile(dialect=dialect, column_keys=list(self._stored)))

    def write(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Insert one portion."""
        values = [
            columns[name] if stored is None else map(stored, columns[name]) for name, stored in self._stored.items()
        ]
        self._connection.exec_driver_sql(self._statement, list(zip(*values, strict=True)))


def columns_of(connection: sqlalchemy.Connection, statement: Select[Any]) -> list[list[Any]]:
    """What a query without parameters finds, column by column, in its order; for columns of text and whole numbers.

    The way back of ColumnInsert: SQLite hands over each column as one JSON text, in a third of the time that rows
    take and without holding the interpreter; each different value is then converted once.
    """
    dialect = connection.dialect
    driver = connection.connection.driver_connection
    assert driver is not None
    whole = select(*map(func.json_group_array, statement.subquery().columns))
    (texts,) = driver.execute(str(whole.compile(dialect=dialect)))
    converters = [
        column.type.dialect_impl(dialect).result_processor(dialect, None) for column in statement.selected_columns
    ]
    return list(map(_column, texts, converters))


def _column(text: str, convert: Callable[[Any], Any] | None) -> list[Any]:
    values: list[Any] = json.loads(text)
    return values if convert is None else list(map(_Converted(convert).__getitem__, values))


def _converter(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """From values of a column to what is stored; None where they are stored as they are."""
    convert = column.type.dialect_impl(dialect).bind_processor(dialect)
    if convert is None or isinstance(column.type, JSON):  # what JSON is made of cannot be looked up
        return convert
    return _Converted(convert).__getitem__


class _Converted(dict[Any, Any]):
    """Values as the database stores them, or as they are read back."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        stored = self[value] = self._convert(value)
        return stored


@contextmanager
def indexes_last(connection: sqlalchemy.Connection, table: Table) -> Iterator[None]:
    """Within the block a table goes without its indexes (unique ones stay) and gets them back at the end.

    For loading more rows than there are: sorting once takes a third of the time of placing each row. Part of the
    transaction like all else, so an error or a cancel brings the indexes back as well.
    """
    indexes = [index for index in table.indexes if not index.unique]
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def require_alone(path: Path) -> None:
    """Raise DatabaseBusyError while another connection has the file open; also folds in its write-ahead log.

    What another process writes into a file that was moved away would be lost without a word.
    """
    checkpoint.fold_in(path)
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise DatabaseBusyError(name=path.name) from error
        return  # damaged: all the more reason to move it away


def problems(path: Path, *, quick: bool = False) -> tuple[str, ...]:
    """What SQLite's own checks find wrong with the file; empty when sound. ``quick``: the structure alone."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            pragma = "quick_check" if quick else "integrity_check"
            found = [row[0] for row in connection.execute(f"PRAGMA {pragma}(20)") if row[0] != "ok"]
            if quick:
                return tuple(found)
            found += [f"{row[0]} row {row[1]} -> {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # damaged names cannot even be told
        return (str(error),)
    return tuple(found)


@contextmanager
def translate(path: Path) -> Iterator[None]:
    """Turn what the driver reports about the file into an error with a sentence; the rest passes through."""
    try:
        yield
    except UnicodeDecodeError as error:  # the driver quotes what it found in a damaged file
        raise NotADatabaseError(name=path.name) from error
    except UnicodeEncodeError as error:  # half a surrogate pair, as a broken input method or argument leaves it
        raise TextUnstorableError from error
    except DatabaseError as error:
        text = str(error.orig)
        if "locked" in text or "busy" in text:
            raise DatabaseBusyError(name=path.name) from error
        if any(sign in text for sign in ("is full", "readonly", "disk I/O", "unable to open")):
            raise DatabaseUnwritableError(name=path.name) from error
        if any(sign in text for sign in ("malformed", "not a database", "no such table", "no such column")):
            raise NotADatabaseError(name=path.name) from error
        raise
