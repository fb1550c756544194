"""The open database: one file, its transactions and the files beside it."""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from culture_desktop.database import backups, history, migrate, sqlite
from culture_desktop.database.backup import remove_half_made
from culture_desktop.database.files import FileStore
from culture_desktop.database.identity import FileIdentity
from culture_desktop.database.ownership import Ownership
from culture_desktop.database.pages import checkpoint, scan, sums, wal
from culture_desktop.database.pages.file import PageFile
from culture_desktop.database.sqlite import Journal
from culture_desktop.database.volumes import on_network
from culture_desktop.errors import DatabaseMovedError, DatabaseUnwritableError, FileMissingError
from culture_desktop.models import StoreState
from culture_desktop.paths import files_directory
from culture_desktop.vocabulary import Occasion

_LONG_LOG = 4 * 2**20


class Database:
    """One database file. Services open a transaction per intention: ``with database.begin("添加人员") as session``.

    It is the file's only owner from ``open`` to ``close``. Every transaction raises DatabaseMovedError, with nothing
    written, while the file is not where it was opened.
    """

    def __init__(self, path: Path, ownership: Ownership, journal: Journal) -> None:
        self.path = path
        self.journal = journal
        self.backs_up = True  # before batches; off for a file in the making, which can be made again
        self._ownership = ownership
        self._identity = FileIdentity(path)
        self.files = FileStore(files_directory(path), self.require_in_place)
        self._engine = sqlite.create_engine(path, journal)
        self.unclean_end = False
        self.pages = PageFile(path)
        self._folded = 0  # bytes of the log when it was last folded in
        # The driver closes connections that nobody closed, at exit at the latest; SQLite then folds in without sums.
        self._finalizer = weakref.finalize(self, _fold_in, path, self._identity)
        self._reader = self._engine.execution_options(**{sqlite.READ_ONLY: True})
        self._closed = self._missed = False
        self._returning = threading.Lock()
        sqlite.check_before_connecting(self._engine, self._identity.require_in_place)

    @classmethod
    def open(cls, path: Path, *, create: bool = True, journal: Journal | None = None) -> "Database":
        """Open a file, creating or migrating it as needed. ``journal`` None: as its drive allows.

        Raises NotADatabaseError, NewerDatabaseError, DatabaseInUseError, DatabaseUnlockableError,
        DatabaseUnwritableError or, without ``create``, FileMissingError.
        """
        path = path.resolve()  # through links: the write-ahead log and the files folder lie beside the file itself
        if not _blank(path):
            sqlite.recognise(path)
        elif create:
            _make_folder(path)
        else:
            raise FileMissingError(name=path.name)
        ownership = Ownership(path)
        try:
            if _blank(path):  # still, now that nobody else can have made it
                sqlite.create_file(path)
                scan.begin(path)
            unclean = _ended_uncleanly(path)
            database = cls(path, ownership, journal or _fitting_journal(path))
        except BaseException:
            ownership.release()
            raise
        database._prepare(unclean)
        return database

    def _prepare(self, unclean: bool) -> None:
        try:
            remove_half_made(self.path)
            with sqlite.translate(self.path):
                migrate.bring_up_to_date(self._engine, self.path)
            if self.journal is not Journal.WAL:
                sums.discard(self.path)  # without the log nobody knows which pages a transaction writes
            elif unclean:
                checkpoint.mark_unchecked(self.path)
            known = sums.load(self.path)
            self.unclean_end = unclean if known is None else known.unchecked
        except BaseException:
            self.close()
            raise

    @contextmanager
    def begin(self, label: str, *, reason: str = "", batch: bool = False, before: str = "") -> Iterator[Session]:
        """A write transaction: commits on leaving, rolls back whole on any exception.

        ``label`` is the intention in Chinese under which the history shows what was written, ``reason`` why
        something decided is corrected, ``batch`` a change of many rows: a backup is taken first, which says what it
        was taken ``before`` (by default the label). Without that backup nothing is changed.
        """
        self.require_in_place()
        if batch and self.backs_up:
            backups.take(self.path, Occasion.BATCH, datetime.now(), note=before or label)
        with sqlite.translate(self.path), Session(self._engine) as session, session.begin():
            history.open_entry(session, label, reason)
            yield session
            history.close_entry(session)
            self._check_place()
        self._fold_in_when_long()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A read transaction: one consistent picture, never blocked by a writer. Changes are discarded."""
        self.require_in_place()
        with sqlite.translate(self.path), Session(self._reader, autoflush=False) as session:
            yield session

    def require_in_place(self) -> None:
        """Raise DatabaseMovedError unless the file is where it was opened."""
        self._check_place()
        with self._returning:
            if self._missed:
                # A drive that was unplugged is back: what we held on it, connections and lock, is dead.
                self._let_go()
                self._ownership.release()
                self._ownership = Ownership(self.path)
                self._missed = False

    def _check_place(self) -> None:
        if self._closed:
            raise RuntimeError("the database was closed")
        try:
            self._identity.require_in_place()
        except DatabaseMovedError:
            self._missed = True
            # What was saved goes with the file. SQLite itself would leave the log behind, at the old place. The sums
            # cannot keep step with that.
            if wal.size(self.path):
                sums.discard(self.path)
            sqlite.fold_log(self._engine)
            raise

    @contextmanager
    def replacing(self) -> Iterator[None]:
        """Within the block the file has no connection of ours and may be exchanged; it stays ours."""
        self.require_in_place()
        self._let_go()
        try:
            yield
        finally:  # what fails may do so before the exchange or after it
            if self.journal is not Journal.WAL:
                sums.discard(self.path)  # a restored file brings its own, and nobody keeps them in step here
            with suppress(OSError):
                self._identity.remember()

    def forget_log(self) -> bool:
        """Bring the write-ahead log into the file and begin it anew, so that what was deleted is in neither.

        Returns whether that went well: somebody reading an older state keeps the log.
        """
        if not checkpoint.fold_in(self.path):
            return False
        with self.begin("清空写入日志") as session:  # the next writer begins anew, which cuts the log to what it holds
            session.merge(StoreState(key="log_begun_at", value=datetime.now().isoformat()))
        return checkpoint.fold_in(self.path)

    @property
    def closed(self) -> bool:
        """Whether the file was let go of."""
        return self._closed

    def close(self) -> None:
        """Let go of the file, for good."""
        if self._closed:
            return
        with suppress(DatabaseMovedError):
            self._check_place()
        self._closed = True
        self._let_go()
        self._finalizer.detach()
        self._ownership.release()

    def _let_go(self) -> None:
        _fold_in(self.path, self._identity)
        self._engine.dispose()
        self.pages.close()
        self._folded = 0

    def _fold_in_when_long(self) -> None:
        size = wal.size(self.path)
        if size < self._folded:
            self._folded = 0  # begun anew
        if size - self._folded >= _LONG_LOG:
            checkpoint.fold_in(self.path)
            self._folded = wal.size(self.path)


def _fold_in(path: Path, identity: FileIdentity) -> None:
    with suppress(DatabaseMovedError):  # another file at that place would take the log for its own
        identity.require_in_place()
        checkpoint.fold_in(path)


def _ended_uncleanly(path: Path) -> bool:
    """A clean end leaves neither a log nor a journal with anything in it."""
    journal = path.with_name(path.name + "-journal")
    return wal.size(path) > 0 or (journal.is_file() and journal.stat().st_size > 0)


def _blank(path: Path) -> bool:
    """No file, or an empty one, which is what a crash during creation leaves: there is nothing in it to protect."""
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _fitting_journal(path: Path) -> Journal:
    return Journal.DELETE if on_network(path) else Journal.WAL


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnwritableError(name=path.name) from error
