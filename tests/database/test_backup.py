"""Backups: what goes in comes out, and what is damaged is refused before anything is touched."""

import resource
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from culture_desktop.database import Database, sqlite
from culture_desktop.database.backup import inspect_backup, restore_backup, write_backup
from culture_desktop.errors import (
    BackupDamagedError,
    DatabaseBusyError,
    DatabaseUnwritableError,
    DiskFullError,
    FileMissingError,
    FolderNotWritableError,
)
from culture_desktop.models import Setting


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database.open(tmp_path / "runwu.db")
    with database.begin("测试数据") as session:
        session.add(Setting(key="unit", value="云川供电服务中心"))
    database.files.add(b"a picture")
    return database


def units(database: Database) -> list[object]:
    with database.read() as session:
        return [setting.value for setting in session.scalars(select(Setting))]


def test_round_trip_brings_back_rows_and_files(database: Database, tmp_path: Path) -> None:
    backup = tmp_path / "usb" / "year.runwu"
    write_backup(database, backup, {"person": 0})
    with database.begin("测试数据") as session:
        session.add(Setting(key="later", value="后来的"))
    digest = database.files.add(b"a later picture")

    kept = restore_backup(database, backup)

    assert units(database) == ["云川供电服务中心"]
    assert sorted(map(database.files.read, database.files.digests())) == [b"a picture"]
    assert kept is not None
    assert sqlite.problems(kept / "runwu.db") == ()
    assert (kept / "runwu.files" / digest[:2] / digest).read_bytes() == b"a later picture"
    assert list(tmp_path.glob("*.part")) == []


def test_backup_is_taken_of_an_open_database_with_its_log(database: Database, tmp_path: Path) -> None:
    write_backup(database, tmp_path / "b.runwu", {})
    restored = Database.open(tmp_path / "other" / "runwu.db")
    restore_backup(restored, tmp_path / "b.runwu")
    assert units(restored) == ["云川供电服务中心"]


@pytest.mark.parametrize("keep", [0, 10, 1000, -1])
def test_a_truncated_backup_is_refused(database: Database, tmp_path: Path, keep: int) -> None:
    backup = tmp_path / "b.runwu"
    write_backup(database, backup, {})
    backup.write_bytes(backup.read_bytes()[:keep])
    with pytest.raises(BackupDamagedError):
        restore_backup(database, backup)
    assert units(database) == ["云川供电服务中心"]


def test_an_altered_or_foreign_member_is_refused(database: Database, tmp_path: Path) -> None:
    backup = tmp_path / "b.runwu"
    write_backup(database, backup, {})
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr("../../evil", b"x")
    with pytest.raises(BackupDamagedError):
        inspect_backup(backup)
    assert not (tmp_path.parent / "evil").exists()


def test_missing_backup_and_unwritable_folder(database: Database, tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        inspect_backup(tmp_path / "none.runwu")
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderNotWritableError):
        write_backup(database, tmp_path / "file" / "b.runwu", {})


def test_nothing_is_restored_while_another_process_has_the_file_open(database: Database, tmp_path: Path) -> None:
    backup = tmp_path / "year.runwu"
    write_backup(database, backup, {})
    with database.begin("测试数据") as session:
        session.add(Setting(key="later", value="后来的"))
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("SELECT count(*) FROM setting").fetchone()
        with pytest.raises(DatabaseBusyError):
            restore_backup(database, backup)
    assert sorted(map(str, units(database))) == ["云川供电服务中心", "后来的"]
    restore_backup(database, backup)
    assert units(database) == ["云川供电服务中心"]


@pytest.fixture
def no_more_room() -> Iterator[Callable[[int], None]]:
    """Limits how large a file may grow, as a full disk would: SQLite and the system answer alike."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_backup_and_restore_on_a_full_disk_change_nothing(
    database: Database, tmp_path: Path, no_more_room: Callable[[int], None]
) -> None:
    backup = tmp_path / "year.runwu"
    write_backup(database, backup, {})
    before = backup.read_bytes()
    no_more_room(100_000)
    with pytest.raises((DiskFullError, DatabaseUnwritableError)):
        write_backup(database, backup, {})
    with pytest.raises(DiskFullError):
        restore_backup(database, backup)
    assert backup.read_bytes() == before
    assert units(database) == ["云川供电服务中心"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".runwu-")) == []
