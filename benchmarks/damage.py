"""How much of a flipped bit is found, and what finding it costs.

    python benchmarks/damage.py             # shares, ratios on the sample year, cost of keeping sums
    python benchmarks/damage.py --large     # the same check on a file of about 500 MB

Shares: one random bit flipped at a time in the sample year; what SQLite's own checks see against the page sums.
Ratios: the check at start against the SHA-256 of the same file, and writing with sums against SQLite's own checkpoints.
"""

import argparse
import hashlib
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from culture_desktop.database import Database, soundness
from culture_desktop.database import database as database_module
from culture_desktop.database import sqlite as sqlite_module
from culture_desktop.database.pages import checkpoint, scan, sums
from culture_desktop.database.pages.file import PageFile
from culture_desktop.models import Setting
from culture_desktop.services.sample_year import make_sample_year
from culture_desktop.services.services import Services

_FLIPS = 300
_COMMITS = 300
_BATCH = 10_000


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def shares(path: Path, folder: Path) -> None:
    """Flip one bit at a time and look with each check."""
    content, source = path.read_bytes(), random.Random(20261123)
    copy = Path(shutil.copy(path, folder / "flipped.db"))
    shutil.copy(sums.path_of(path), sums.path_of(copy))
    seen = {"quick_check": 0, "integrity_check": 0, "page sums": 0}
    for _ in range(_FLIPS):
        at = source.randrange(len(content) * 8)
        flipped = bytearray(content)
        flipped[at // 8] ^= 1 << at % 8
        copy.write_bytes(flipped)
        seen["quick_check"] += bool(sqlite_module.problems(copy, quick=True))
        seen["integrity_check"] += bool(sqlite_module.problems(copy))
        with closing(PageFile(copy)) as file:
            seen["page sums"] += bool(scan.scan(file).damaged)
    for name, number in seen.items():
        print(f"{name:>16}: {number / _FLIPS:6.1%} of {_FLIPS} flipped bits")


def check_at_start(path: Path) -> None:
    """The check after an unclean end, against reading and hashing the file."""

    def digest() -> None:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")

    size = path.stat().st_size / 1e6
    hashing = statistics.median(seconds(digest) for _ in range(3))
    with closing(PageFile(path)) as file:
        scanning = statistics.median(seconds(lambda: scan.scan(file)) for _ in range(3))
    database = Database.open(path)
    whole = statistics.median(seconds(lambda: soundness.check(database, quick=True)) for _ in range(3))
    database.close()
    print(
        f"{size:8.1f} MB: sums {scanning / hashing:.2f} x sha256, with SQLite's quick_check {whole / hashing:.2f} x "
        f"({whole:.2f} s, {whole / size * 1000:.2f} ms a MB)"
    )


def writing(folder: Path) -> None:
    """Single commits and one batch, with our checkpoints and with SQLite's own."""
    ratios: dict[str, list[float]] = {"single commits": [], "one batch": []}
    for turn in range(3):
        taken = [_write(folder / f"{turn}-{ours}.db", ours=bool(ours)) for ours in (1, 0)]
        for name, ours, plain in zip(ratios, *taken, strict=True):
            ratios[name].append(ours / plain)
    for name, found in ratios.items():
        print(f"{name:>16}: {statistics.median(found):.2f} x the time without sums")


def _write(path: Path, *, ours: bool) -> tuple[float, float]:
    """Seconds for the single commits and for the batch."""
    pragmas, long_log, fold_in = sqlite_module._PRAGMAS, database_module._LONG_LOG, checkpoint.fold_in
    if not ours:
        sqlite_module._PRAGMAS = tuple(p for p in pragmas if not p.startswith(("wal_auto", "journal_size")))
        database_module._LONG_LOG = 2**60
        checkpoint.fold_in = _leave_to_sqlite
    try:
        database = Database.open(path)

        def add(first: int, number: int) -> None:
            with database.begin("试", batch=number > 1) as session:
                session.add_all(Setting(key=f"{at}", value="润物" * 40) for at in range(first, first + number))

        def commits() -> None:
            for at in range(_COMMITS):
                add(at, 1)

        def load() -> None:
            add(_COMMITS, _BATCH)
            database.close()

        return seconds(commits), seconds(load)
    finally:
        sqlite_module._PRAGMAS, database_module._LONG_LOG, checkpoint.fold_in = pragmas, long_log, fold_in


def _leave_to_sqlite(database: Path) -> bool:
    return database.exists()


def enlarge(path: Path) -> None:
    """Make the file about 500 MB, by what takes room in a real one: rows of text."""
    with closing(sqlite3.connect(path)) as connection, connection:
        number = 500_000_000 // 1000
        rows = ((f"k{at}", f'"{at:0980d}"') for at in range(number))
        connection.executemany("INSERT INTO setting (key, value) VALUES (?, ?)", rows)
    sums.discard(path)
    database = Database.open(path)
    soundness.check(database)
    database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "year" / "runwu.db"
        services = Services.on(Database.open(path))
        make_sample_year(services)
        services.store.close()
        shares(path, Path(scratch))
        check_at_start(path)
        if arguments.large:
            enlarge(path)
            check_at_start(path)
        writing(Path(scratch))


if __name__ == "__main__":
    main()
