"""Page sums: every flipped bit is found, and nothing our own writing, closing or dying does looks like damage."""

import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from culture_desktop.database import Database, snapshot, sqlite
from culture_desktop.database.backup import Making, write_backup
from culture_desktop.database.pages import checkpoint, scan, sums, wal
from culture_desktop.database.pages.file import PageFile
from culture_desktop.database.restore import restore_backup
from culture_desktop.database.sqlite import Journal
from culture_desktop.errors import DatabaseMovedError
from culture_desktop.models import Setting
from culture_desktop.vocabulary import Occasion

PAGE = 4096
NOW = datetime(2026, 11, 23, 20, 41)


def write(database: Database, rows: int, seed: int = 0) -> None:
    source = random.Random(seed)
    with database.begin("试") as session:
        for at in range(rows):
            key = f"{source.randrange(10**9)}-{at}"
            session.add(Setting(key=key, value=source.randbytes(source.randrange(1, 600)).hex()))


def scanned(path: Path) -> scan.Scan:
    with closing(PageFile(path)) as file:
        return scan.scan(file)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "runwu.db")
    yield database
    database.close()


@pytest.fixture
def closed(database: Database) -> Path:
    """A sound file of some hundred pages that nobody has open."""
    write(database, 1500)
    database.close()
    return database.path


def test_a_new_file_has_sums_from_its_first_page_on(database: Database) -> None:
    found = scan.scan(database.pages)
    assert found.summed
    assert found.damaged == ()
    assert found.pages == database.path.stat().st_size // PAGE
    known = sums.load(database.path)
    assert known is not None
    assert 0 not in known.sums


def test_every_flipped_bit_is_found(closed: Path, tmp_path: Path) -> None:
    content = closed.read_bytes()
    source = random.Random(20261123)
    unseen = {*range(18, 20), *range(24, 28), *range(92, 100)}  # what SQLite rewrites at will on page 1
    copy = tmp_path / "copy" / "runwu.db"
    copy.parent.mkdir()
    shutil.copy(sums.path_of(closed), copy.parent)
    for _ in range(300):
        bit = source.randrange(len(content) * 8)
        if bit // 8 in unseen:
            continue
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        copy.write_bytes(flipped)
        assert scanned(copy).damaged == (bit // 8 // PAGE + 1,)


def test_a_lost_end_is_found(closed: Path) -> None:
    content = closed.read_bytes()
    pages = len(content) // PAGE
    closed.write_bytes(content[: -2 * PAGE])
    assert scanned(closed).damaged == (pages - 1, pages)


@pytest.mark.parametrize("what", ["lost", "cut", "garbage", "flipped", "empty"])
def test_sums_that_are_not_whole_are_no_sums(closed: Path, what: str) -> None:
    beside = sums.path_of(closed)
    content = beside.read_bytes()
    middle = len(content) // 2
    broken = {
        "cut": content[:-4],
        "garbage": bytes(range(256)) * 8,
        "flipped": content[:middle] + bytes([content[middle] ^ 4]) + content[middle + 1 :],
        "empty": b"",
    }
    if what == "lost":
        beside.unlink()
    else:
        beside.write_bytes(broken[what])
    assert scanned(closed) == scan.Scan(len(closed.read_bytes()) // PAGE, (), summed=False)
    database = Database.open(closed)
    write(database, 10, seed=1)  # nothing is summed on the way: what was there before nobody vouches for
    scan.rebuild(database.pages)
    write(database, 10, seed=2)
    assert scan.scan(database.pages) == scan.Scan(database.pages.count, (), summed=True)
    database.close()


def test_opening_closing_copying_and_restoring_change_no_sum(database: Database, tmp_path: Path) -> None:
    write(database, 300)
    backup = tmp_path / "b.runwu"
    write_backup(database.path, backup, Making(Occasion.MANUAL, NOW))
    database.close()
    snapshot.take(database.path, tmp_path / "copy.db")  # the only connection, which SQLite has fold in
    sqlite.require_alone(database.path)  # leaves write-ahead logging, which rewrites page 1
    assert scanned(database.path).damaged == ()
    database = Database.open(database.path)
    write(database, 300, seed=1)
    restore_backup(database, backup, NOW)
    found = scan.scan(database.pages)
    assert (found.damaged, found.summed) == ((), True)
    database.close()


def test_a_file_that_shrinks_and_grows(database: Database) -> None:
    write(database, 2000)
    with database.begin("试") as session:
        session.execute(text("DELETE FROM setting WHERE rowid % 3 > 0"))
    assert scan.scan(database.pages).damaged == ()
    database.close()
    with closing(checkpoint.connect(database.path)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("VACUUM")
        checkpoint.fold_in(database.path)
    assert scanned(database.path).damaged == ()
    again = Database.open(database.path)
    write(again, 2000, seed=1)
    assert scan.scan(again.pages).damaged == ()
    again.close()


def test_a_foreign_writer_is_noticed(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as foreign, foreign:
        foreign.execute("UPDATE setting SET value = '\"x\"' WHERE rowid = 1")
    assert scanned(closed).damaged != ()


def test_readers_and_a_long_log_never_make_a_commit_fail(database: Database) -> None:
    write(database, 10)
    with database.read() as session:
        session.execute(text("SELECT count(*) FROM setting")).scalar()
        for seed in range(1, 12):
            write(database, 800, seed)  # over the length at which the log is folded in
        assert not checkpoint.fold_in(database.path)
        assert scan.scan(database.pages).damaged == ()
    assert checkpoint.fold_in(database.path)
    assert scan.scan(database.pages).damaged == ()
    before = wal.size(database.path)
    write(database, 1, seed=99)
    assert wal.size(database.path) < before / 10, "the log begins anew once it is folded in"


def test_sums_that_cannot_be_written_are_given_up_not_the_commit(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    write(database, 10)
    part = sums.path_of(database.path).with_name("runwu.db-sums.part")
    part.mkdir()  # the sums cannot be written aside
    write(database, 9000, seed=1)
    assert sums.load(database.path) is None
    assert "log not folded in: IsADirectoryError" in caplog.text
    part.rmdir()
    database.close()
    assert not scanned(database.path).summed
    assert sqlite.problems(database.path) == ()


def test_a_log_that_cannot_be_folded_in_costs_the_sums_not_their_truth(database: Database) -> None:
    """SQLite folds in by itself when the last connection closes, perhaps with success by then, and keeps no sums."""
    write(database, 1500)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (database.path.stat().st_size, limits[1]))  # the file cannot grow
    try:
        assert not checkpoint.fold_in(database.path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    database._engine.dispose()
    assert wal.size(database.path) == 0
    assert scanned(database.path) == scan.Scan(scanned(database.path).pages, (), summed=False)
    assert sqlite.problems(database.path) == ()


WORK = """
import random, sys
from pathlib import Path
from sqlalchemy import text
from culture_desktop.database import Database, database as module
from culture_desktop.database.restore import restore_backup
from culture_desktop.database.sqlite import Journal
from culture_desktop.errors import DatabaseMovedError
from culture_desktop.models import Setting
from culture_desktop.vocabulary import Occasion

module._LONG_LOG = 60_000
source = random.Random(int(sys.argv[2]))
while True:
    database = Database.open(Path(sys.argv[1]))
    for _ in range(source.randrange(1, 40)):
        with database.begin("试") as session:
            for _ in range(source.randrange(1, 60)):
                key = str(source.random())
                session.add(Setting(key=key, value="x" * source.randrange(900)))
            if source.random() < 0.2:
                session.execute(text("DELETE FROM setting WHERE rowid % 7 = 1"))
        print(key, flush=True)
    if source.random() < 0.1:
        break  # ends without closing
    database.close()
"""


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment_nothing_looks_damaged(
    database: Database, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    database.close()
    source = random.Random(seed)
    said: list[str] = []
    for life in range(3):
        command = [sys.executable, "-c", WORK, str(database.path), str(seed * 100 + life)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said += [process.stdout.readline().strip() for _ in range(source.randrange(1, 30))]
            process.send_signal(signal.SIGKILL)
        left = wal.size(database.path) > 0
        as_found = shutil.copytree(database.path.parent, tmp_path_factory.mktemp("killed") / "copy")
        assert scanned(as_found / database.path.name).damaged == ()
        again = Database.open(database.path)
        assert again.unclean_end or not left
        with again.read() as session:
            keys = set(session.scalars(text("SELECT key FROM setting")))
        assert len(keys) > 0
        assert scan.scan(again.pages).damaged == ()
        again.close()
        assert sqlite.problems(database.path) == ()
        found = scanned(database.path)
        assert (found.damaged, found.summed) == ((), True)
    assert said


def test_an_unclean_end_is_remembered_until_somebody_looked(database: Database) -> None:
    database.close()
    sound = Database.open(database.path)
    assert not sound.unclean_end
    sound.close()
    crash = f"""
import os
from pathlib import Path
from culture_desktop.database import Database
from culture_desktop.database.restore import restore_backup
from culture_desktop.database.sqlite import Journal
from culture_desktop.errors import DatabaseMovedError
from culture_desktop.models import Setting
from culture_desktop.vocabulary import Occasion
with (database := Database.open(Path({str(database.path)!r}))).begin("试") as session:
    session.add(Setting(key="unit", value="甲"))
os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", crash], check=False).returncode == 9
    command_line = Database.open(database.path)
    assert command_line.unclean_end
    command_line.close()
    window = Database.open(database.path)
    assert window.unclean_end, "whoever opened it first did not look"
    scan.mark_checked(window.pages)
    write(window, 1)
    window.close()
    later = Database.open(database.path)
    assert not later.unclean_end
    later.close()


def test_a_process_that_ends_without_closing_leaves_sums_in_step(database: Database) -> None:
    database.close()
    forgetful = WORK.replace("while True:", "for _ in range(1):").replace("0.1", "1")
    subprocess.run([sys.executable, "-c", forgetful, str(database.path), "5"], check=True, stdout=subprocess.DEVNULL)
    assert wal.size(database.path) == 0
    found = scanned(database.path)
    assert (found.damaged, found.summed) == ((), True)


def test_a_file_that_was_away_and_came_back_is_not_damaged(database: Database, tmp_path: Path) -> None:
    write(database, 50)
    away = database.path.rename(tmp_path / "away.db")
    with pytest.raises(DatabaseMovedError):
        write(database, 1, seed=1)
    away.rename(database.path)
    write(database, 50, seed=2)
    assert scan.scan(database.pages).damaged == ()
    database.close()
    assert scanned(database.path).damaged == ()


def test_without_a_log_there_are_no_sums(closed: Path) -> None:
    network = Database.open(closed, journal=Journal.DELETE)
    write(network, 50, seed=1)
    assert scan.scan(network.pages) == scan.Scan(network.pages.count, (), summed=False)
    network.close()
    local = Database.open(closed)
    write(local, 50, seed=2)
    assert not scan.scan(local.pages).summed
    local.close()
