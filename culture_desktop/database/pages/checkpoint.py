"""Folding the write-ahead log into the data file, and keeping the page sums in step with it.

SQLite folds on its own only when the last connection closes; our connections have ``wal_autocheckpoint=0``. So
``fold_in`` comes before every such close. The order makes a kill harmless at every step:

1. Hold the write lock: the log cannot grow, nor begin anew and lose the list of pages that are about to change.
2. Copy the log into the file and sync. Killed here: the pages are still in the log and folded in again.
3. Sum the pages the log holds, write the sums. Killed here: the same pages get the same sums again.
4. Let go. Only the next writer begins the log anew.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from culture_desktop.database.pages import sums, wal

_log = logging.getLogger(__name__)


def fold_in(database: Path) -> bool:
    """Fold in the log as far as nobody reads an older state; returns whether the file holds everything now.

    Never fails for want of room or rights, since the user's change is on disk already: then the sums are given up.
    """
    if not wal.size(database):
        return True
    try:
        with write_lock(database) as connection:
            return fold_in_locked(database, connection)
    except (OSError, ValueError, sqlite3.DatabaseError) as error:
        if not is_busy(error):
            _log.warning("log not folded in: %s", type(error).__name__)
            sums.discard(database)  # the close that comes next may succeed where we failed, and SQLite keeps no sums
        return False


@contextmanager
def write_lock(database: Path) -> Iterator[sqlite3.Connection]:
    """Keep writers out; yields a connection that may fold. Raises sqlite3.OperationalError at once when one is in."""
    with closing(connect(database)) as holder, closing(connect(database)) as folder:
        holder.execute("BEGIN IMMEDIATE")
        yield folder


def fold_in_locked(database: Path, connection: sqlite3.Connection) -> bool:
    """The same within ``write_lock``; the errors of disk and driver pass through, after the sums were given up."""
    try:
        busy, frames, folded = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except UnicodeDecodeError as error:  # the driver could not even say what is damaged
        raise sqlite3.DatabaseError("damaged beyond words") from error
    if busy or folded < frames:
        return False
    known = sums.load(database)
    if known is not None and frames > 0:
        try:
            if known.take(wal.frames(database, frames), frames):
                sums.save(database, known)
        except (OSError, ValueError):
            sums.discard(database)
            raise
    return True


def mark_unchecked(database: Path) -> None:
    """Note that the file ended uncleanly, until a check finds it sound; not while somebody else works with it."""
    known = sums.load(database)
    if known is None or known.unchecked:
        return
    try:
        with write_lock(database):
            known = sums.load(database)
            if known is not None:
                known.unchecked = True
                sums.save(database, known)
    except (OSError, sqlite3.DatabaseError) as error:
        if not is_busy(error):
            _log.warning("unclean end not noted: %s", type(error).__name__)


def connect(database: Path) -> sqlite3.Connection:
    """A bare connection that never waits; a file that was moved away does not come back empty."""
    address = f"{database.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)


def is_busy(error: Exception) -> bool:
    """Whether somebody else works with the file."""
    return any(word in str(error) for word in ("locked", "busy"))
