"""Comparing the data file with its sums, and summing it anew."""

import sqlite3
import time
from array import array
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from culture_desktop.database.pages import checkpoint, sums, wal
from culture_desktop.database.pages.file import PageFile
from culture_desktop.errors import DatabaseBusyError
from culture_desktop.progress import Progress, silent

_REPORT_EVERY = 4096  # pages
_PATIENCE = 5.0  # seconds a check waits for a writer


@dataclass(frozen=True)
class Scan:
    """``damaged``: pages that differ from what was written, from 1; ``summed``: whether there were sums at all."""

    pages: int
    damaged: tuple[int, ...]
    summed: bool

    @property
    def replaced(self) -> bool:
        """Most of the file differs: it is another file rather than a damaged one."""
        return self.pages > 8 and len(self.damaged) * 2 > self.pages


def scan(file: PageFile, progress: Progress = silent) -> Scan:
    """Compare every page with its sum. Raises DatabaseBusyError while a writer keeps the file for long."""
    with _standing_still(file) as (known, waiting):
        file.open(known.page_size if known else 0)
        pages = file.count
        if known is None:
            return Scan(pages, (), summed=False)
        damaged = []
        for number in range(1, len(known.sums) + 1):
            if number % _REPORT_EVERY == 0:
                progress(number, pages, "正在核对数据页")
            if number not in waiting and known.differs(number, file.read(number)):
                damaged.append(number)
        return Scan(pages, tuple(damaged), summed=True)


def rebuild(file: PageFile) -> None:
    """Take the file as it is for sound. Raises OSError, or DatabaseBusyError while somebody writes or reads on."""
    with _patient_lock(file) as connection:
        if not checkpoint.fold_in_locked(file.path, connection):
            raise DatabaseBusyError(name=file.path.name)
        file.open()
        found = array("I", (sums.page_sum(at, file.read(at)) for at in range(1, file.count + 1)))
        sums.save(file.path, sums.PageSums(file.page_size, found))


def begin(database: Path) -> None:
    """Sum a sound file that nobody in this process has open; without room it gets its sums at its first check."""
    with closing(PageFile(database)) as file, suppress(OSError, sqlite3.DatabaseError, DatabaseBusyError):
        rebuild(file)


def mark_checked(file: PageFile) -> None:
    """The file was found sound after an unclean end."""
    known = sums.load(file.path)
    if known is None or not known.unchecked:
        return
    with _patient_lock(file):
        known = sums.load(file.path)
        if known is not None:
            known.unchecked = False
            sums.save(file.path, known)


@contextmanager
def _standing_still(file: PageFile) -> Iterator[tuple[sums.PageSums | None, frozenset[int]]]:
    """While a reader holds on to the present state, nobody changes a page of the file that is not in the log now.

    Yields the sums and the pages in the log that could not be folded in: those may change and are left out.
    A file too damaged for SQLite is not written by anybody, so it needs no hold.
    """
    with ExitStack() as hold:
        waiting: frozenset[int] = frozenset()
        try:
            with _patient_lock(file) as connection:
                if not checkpoint.fold_in_locked(file.path, connection):
                    waiting = frozenset(frame.number for frame in wal.frames(file.path))
                reader = hold.enter_context(closing(checkpoint.connect(file.path)))
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM sqlite_schema").fetchone()
                known = sums.load(file.path)
        except sqlite3.DatabaseError as error:
            if checkpoint.is_busy(error):
                raise DatabaseBusyError(name=file.path.name) from error
            known = sums.load(file.path)
        yield known, waiting


@contextmanager
def _patient_lock(file: PageFile) -> Iterator[sqlite3.Connection]:
    with ExitStack() as hold:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                connection = hold.enter_context(checkpoint.write_lock(file.path))
                break
            except sqlite3.OperationalError as error:
                if not checkpoint.is_busy(error):
                    raise
                if time.monotonic() > deadline:
                    raise DatabaseBusyError(name=file.path.name) from error
                time.sleep(0.05)
        yield connection
