"""A data file that is moved, removed or replaced under an open database: nothing is written, nothing is lost."""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from culture_desktop.database import Database, sqlite
from culture_desktop.database.sqlite import Journal
from culture_desktop.errors import DatabaseInUseError, DatabaseMovedError
from culture_desktop.models import Setting
from culture_desktop.services.backups import BackupService


@pytest.fixture(params=list(Journal), ids=lambda journal: journal.name)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    (tmp_path / "data").mkdir()
    database = Database.open(tmp_path / "data" / "runwu.db", journal=request.param)
    add(database, "saved")
    yield database
    database.close()


def add(database: Database, key: str) -> None:
    with database.begin("测试") as session:
        session.add(Setting(key=key, value=1))


def keys(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(Setting.key)))


def keys_in(path: Path) -> set[str]:
    """What any other program reads in the file alone, without a log beside it."""
    alone = path.with_name("alone.db")
    shutil.copy(path, alone)
    with closing(sqlite3.connect(alone)) as connection:
        return {row[0] for row in connection.execute("SELECT key FROM setting")}


def rename(path: Path) -> Path:
    return path.rename(path.with_name("改名.db"))


def move(path: Path) -> Path:
    folder = path.parent.with_name("别处")
    folder.mkdir()
    return path.rename(folder / path.name)


def rename_folder(path: Path) -> Path:
    return path.parent.rename(path.parent.with_name("改名")) / path.name


MOVES = [rename, move, rename_folder]


@pytest.mark.parametrize("way", MOVES)
def test_a_file_that_went_is_not_written_and_works_again_when_it_is_back(
    database: Database, way: Callable[[Path], Path]
) -> None:
    path = database.path
    went = way(path)
    for attempt in (lambda: add(database, "lost"), lambda: keys(database)):
        with pytest.raises(DatabaseMovedError) as caught:
            attempt()
        assert str(caught.value).startswith("“runwu.db”不在原来的位置了，可能被移动、改名、删除，或所在的磁盘已拔出，")
        assert f"请把原来的文件放回“{path.parent}”" in str(caught.value)
    assert not path.exists(), "and none is made in its place"
    assert keys_in(went) == {"saved"}, "all that was saved is in the file, none of it in a log left behind"
    (went.parent if way is rename_folder else went).rename(path.parent if way is rename_folder else path)
    add(database, "again")
    assert keys(database) == {"saved", "again"}
    assert sqlite.problems(path) == ()


@pytest.mark.parametrize("way", MOVES)
def test_a_file_that_goes_during_a_transaction_gets_nothing_of_it(
    database: Database, way: Callable[[Path], Path]
) -> None:
    def go_half_way() -> None:
        with database.begin("测试") as session:
            session.add(Setting(key="half", value=1))
            session.flush()
            went.append(way(database.path))
            session.add(Setting(key="lost", value=1))

    went: list[Path] = []
    with pytest.raises(DatabaseMovedError):
        go_half_way()
    with pytest.raises(DatabaseMovedError):
        add(database, "lost too")
    assert keys_in(went[0]) == {"saved"}


def test_a_file_that_went_and_is_closed_unnoticed_has_all_that_was_saved(database: Database) -> None:
    went = rename(database.path)
    database.close()
    assert keys_in(went) == {"saved"}


def test_a_file_that_came_back_has_its_owner_again(database: Database) -> None:
    went = rename(database.path)
    with pytest.raises(DatabaseMovedError):
        add(database, "lost")
    went.rename(database.path)
    add(database, "again")
    with pytest.raises(DatabaseInUseError):
        Database.open(database.path)


def test_a_file_that_another_took_when_it_came_back_is_theirs(database: Database) -> None:
    """As when a drive was unplugged: the lock on it went as well."""
    went = rename_folder(database.path)
    with pytest.raises(DatabaseMovedError):
        add(database, "lost")
    went.parent.rename(database.path.parent)
    database._ownership.release()
    other = Database.open(database.path)
    for _ in range(2):
        with pytest.raises(DatabaseInUseError):
            add(database, "lost")
    other.close()
    add(database, "again")
    assert keys(database) == {"saved", "again"}


def test_a_folder_that_went_is_still_owned(database: Database) -> None:
    went = rename_folder(database.path)
    with pytest.raises(DatabaseInUseError):
        Database.open(went)


def test_a_deleted_file(database: Database) -> None:
    database.path.unlink()
    with pytest.raises(DatabaseMovedError, match="不在原来的位置了"):
        add(database, "lost")
    assert not database.path.exists()


def test_a_replaced_file_is_left_as_it_is(database: Database, tmp_path: Path) -> None:
    other = Database.open(tmp_path / "other.db")
    add(other, "other")
    other.close()
    before = other.path.read_bytes()
    kept = database.path.rename(database.path.with_name("kept.db"))
    other.path.rename(database.path)
    for attempt in (lambda: add(database, "lost"), lambda: keys(database)):
        with pytest.raises(DatabaseMovedError, match=r"“runwu[.]db”已被另一个同名文件替换，"):
            attempt()
    database.close()
    assert database.path.read_bytes() == before
    log = database.path.with_name("runwu.db-wal")
    assert not log.exists() or log.stat().st_size == 0, "it would be read into the other file"
    assert sqlite.problems(database.path) == ()
    assert keys_in(kept) == {"saved"}
    reopened = Database.open(database.path)
    assert keys(reopened) == {"other"}
    reopened.close()


def test_nothing_is_put_beside_a_file_that_went(database: Database, tmp_path: Path) -> None:
    rename_folder(database.path)
    with pytest.raises(DatabaseMovedError):
        database.files.add(b"a picture")
    with pytest.raises(DatabaseMovedError):
        BackupService(database).write(tmp_path / "b.runwu", datetime(2026, 11, 23))
    assert not database.path.parent.exists()
    assert not (tmp_path / "b.runwu").exists()


def test_what_fails_after_an_exchange_leaves_the_new_file_in_use(database: Database, tmp_path: Path) -> None:
    other = Database.open(tmp_path / "other.db", journal=database.journal)
    add(other, "restored")
    other.close()

    def exchange_and_fail() -> None:
        with database.replacing():
            other.path.replace(database.path)
            raise OSError(errno.EIO, "the folder cannot be synced")

    with pytest.raises(OSError, match="synced"):
        exchange_and_fail()
    assert keys(database) == {"restored"}
    add(database, "later")
    assert keys(database) == {"restored", "later"}
