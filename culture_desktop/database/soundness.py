"""Whether the data file is as it was written, what is damaged, and what can be done about it.

Two checks that know nothing of each other: our page sums, which find every flipped bit, and SQLite's own, which
know what the bytes mean.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from culture_desktop.database import backups, sqlite
from culture_desktop.database.archive import opened
from culture_desktop.database.manifest import DATABASE
from culture_desktop.database.pages import catalogue, hits, mend, scan, sums
from culture_desktop.database.pages.cells import Value
from culture_desktop.database.pages.hits import Hit
from culture_desktop.errors import DatabaseUnwritableError
from culture_desktop.progress import Progress, silent

if TYPE_CHECKING:
    from culture_desktop.database.database import Database

# A column of the rows on a damaged page, by row number.
Columns = Callable[[Hit, str], dict[int, Value]]


@dataclass(frozen=True)
class FileCheck:
    """What was found. ``mendable``: each damaged page has one flipped bit, and it is known which."""

    problems: tuple[str, ...]
    hits: tuple[Hit, ...] = ()
    mendable: bool = False
    replaced: bool = False

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not (self.problems or self.hits)


def check(database: "Database", *, quick: bool = False, progress: Progress = silent) -> FileCheck:
    """Check the file. A sound one gets page sums where it has none, and counts as looked at after an unclean end.

    ``quick``: without the content of indexes and references, which the sums vouch for.
    """
    database.require_in_place()
    scanned = scan.scan(database.pages, progress)
    progress(0, 0, "正在核对数据结构")
    found = sqlite.problems(database.path, quick=quick and scanned.summed)
    if scanned.damaged or found:
        mendable = bool(scanned.damaged) and len(_mended(database, scanned.damaged)) == len(scanned.damaged)
        return FileCheck(found, hits.locate(database.pages, scanned.damaged), mendable, scanned.replaced)
    with suppress(OSError):  # no room for the sums: the data are no worse for it
        if database.journal is sqlite.Journal.WAL and not scanned.summed:
            scan.rebuild(database.pages)
        scan.mark_checked(database.pages)
    database.unclean_end = False
    return FileCheck(())


def lacks_sums(database: "Database") -> bool:
    """The file could have page sums and has none, or none that are whole."""
    return database.journal is sqlite.Journal.WAL and sums.load(database.path) is None


def columns_of(database: "Database") -> Columns:
    """How to learn whose rows stand on a damaged page, right after a check."""
    known = catalogue.trees_of(database.pages)
    return lambda hit, column: hits.rows_of(database.pages, known, hit, column)


def mend_pages(database: "Database", now: datetime) -> Path:
    """Turn the flipped bits back; returns where the file as it was is kept. Only what ``check`` called mendable.

    Raises DatabaseUnwritableError with nothing changed when there is no room to keep it.
    """
    damaged = scan.scan(database.pages).damaged
    pages, size = _mended(database, damaged), database.pages.page_size
    kept = database.path.with_name(f"{database.path.stem}.before-repair-{now:%Y%m%d-%H%M%S}{database.path.suffix}")
    try:
        with database.replacing():
            shutil.copy2(database.path, kept)
            mend.write_pages(database.path, size, pages)
    except OSError as error:
        raise DatabaseUnwritableError(name=database.path.name) from error
    return kept


def accept(database: "Database") -> bool:
    """Take the file as it is for right; refused, with False, while SQLite finds fault with it."""
    if sqlite.problems(database.path):
        return False
    scan.rebuild(database.pages)
    database.unclean_end = False
    return True


def last_good_backup(database: "Database") -> Path | None:
    """The newest automatic backup that is whole and was not made of the damaged pages; None when there is none."""
    scanned = scan.scan(database.pages)
    damaged = {number: database.pages.read(number) for number in scanned.damaged}
    return backups.last_good(database.path, lambda file: not _copies(file, damaged, database.pages.page_size))


def _copies(file: Path, damaged: dict[int, bytes], page_size: int) -> bool:
    """Whether a backup holds any of these pages as they are; a backup has every page at its place."""
    with opened(file) as (archive, _manifest), archive.open(DATABASE) as member:
        for number, content in sorted(damaged.items()):
            member.seek((number - 1) * page_size)
            if sums.summed(number, member.read(page_size)) == sums.summed(number, content):
                return True
    return False


def _mended(database: "Database", damaged: tuple[int, ...]) -> dict[int, bytes]:
    known = sums.load(database.path)
    if known is None:
        return {}
    found = {number: mend.mended(known, number, database.pages.read(number)) for number in damaged}
    return {number: content for number, content in found.items() if content is not None}
