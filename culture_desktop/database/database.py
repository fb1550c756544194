"""The open database: one file, its transactions and the files beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from culture_desktop.database import history, migrate, sqlite
from culture_desktop.database.files import FileStore
from culture_desktop.errors import DatabaseUnwritableError, FileMissingError
from culture_desktop.paths import files_directory


class Database:
    """One database file. Services open a transaction per intention: ``with database.begin("添加人员") as session``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = FileStore(files_directory(path))
        self._engine = sqlite.create_engine(path)
        self._reader = self._engine.execution_options(**{sqlite.READ_ONLY: True})

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> "Database":
        """Open a file, creating or migrating it as needed.

        Raises NotADatabaseError, NewerDatabaseError, DatabaseUnwritableError or, without ``create``, FileMissingError.
        """
        path = path.resolve()  # through links: the write-ahead log and the files folder lie beside the file itself
        # An empty file is what a crash during creation leaves; there is nothing in it to protect.
        if path.exists() and (path.is_dir() or path.stat().st_size > 0):
            sqlite.recognise(path)
        elif not create:
            raise FileMissingError(name=path.name)
        else:
            _make(path)
        database = cls(path)
        with sqlite.translate(path):
            migrate.bring_up_to_date(database._engine, path)
        return database

    @contextmanager
    def begin(self, label: str, *, reason: str = "", batch: bool = False) -> Iterator[Session]:
        """A write transaction: commits on leaving, rolls back whole on any exception.

        ``label`` is the intention in Chinese under which the history shows what was written, ``reason`` why
        something decided is corrected, ``batch`` a change of many rows.
        """
        with sqlite.translate(self.path), Session(self._engine) as session, session.begin():
            history.open_entry(session, label, reason)
            yield session
            history.close_entry(session)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A read transaction: one consistent picture, never blocked by a writer. Changes are discarded."""
        with sqlite.translate(self.path), Session(self._reader, autoflush=False) as session:
            yield session

    def close(self) -> None:
        """Let go of the file; the object can still be used and will reopen it."""
        self._engine.dispose()


def _make(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnwritableError(name=path.name) from error
    sqlite.create_file(path)
