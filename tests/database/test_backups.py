"""The folders of backups: names that sort, thinning that never takes the last or what is not ours, a second place."""

import errno
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from culture_desktop.database import Database, backups
from culture_desktop.database.archive import inspect_backup
from culture_desktop.database.manifest import BackupManifest
from culture_desktop.errors import BackupPlaceMissingError, DatabaseBusyError, DiskFullError
from culture_desktop.models import Setting
from culture_desktop.services.people.service import PeopleService
from culture_desktop.vocabulary import Occasion
from tests.database.test_backup import damage
from tests.services.company import draft

NOW = datetime(2026, 11, 23, 20, 41, 5)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "年度.v2.db")
    PeopleService(database).create(draft())
    yield database
    database.close()


@pytest.fixture
def folder(database: Database) -> Path:
    return database.path.with_name("年度.v2.backups")


def change(database: Database, value: int) -> None:
    with database.begin("修改设置") as session:
        session.merge(Setting(key="unit", value=value))


def taken(database: Database, moment: datetime, occasion: Occasion = Occasion.DAILY) -> Path:
    change(database, int(moment.timestamp()))
    file = backups.take(database.path, occasion, moment)
    assert file is not None
    return file


def manifest_of(file: backups.StoredBackup) -> BackupManifest:
    manifest = file.manifest()
    assert manifest is not None
    return manifest


def test_names_sort_by_time_and_survive_a_stick(database: Database, folder: Path) -> None:
    files = [taken(database, NOW + timedelta(minutes=step), Occasion.BATCH) for step in range(3)]
    assert files[0] == folder / "年度.v2-20261123-204105-batch.runwu"
    assert sorted(folder.iterdir()) == files
    assert not set('<>:"/\\|?*') & set("".join(file.name for file in files))
    assert [each.file for each in backups.of(database.path)] == files[::-1]


def test_two_within_a_second_keep_their_order(database: Database) -> None:
    first = taken(database, NOW)
    change(database, 0)
    second = backups.take(database.path, Occasion.BATCH, NOW + timedelta(microseconds=5))
    assert [each.file for each in backups.of(database.path)] == [second, first]


def test_nothing_new_is_not_backed_up_again(database: Database, folder: Path) -> None:
    first = taken(database, NOW)
    database.close()
    again = Database.open(database.path)
    assert backups.take(again.path, Occasion.RESTORE, NOW + timedelta(days=1)) == first
    assert len(list(folder.iterdir())) == 1
    again.close()


def test_an_empty_file_is_not_worth_a_daily_backup(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "empty" / "runwu.db")
    assert backups.take(database.path, Occasion.DAILY, NOW) is None
    assert backups.take(database.path, Occasion.BATCH, NOW) is None
    assert backups.of(database.path) == ()
    assert backups.take(database.path, Occasion.MANUAL, NOW) is not None
    database.close()


def test_a_batch_is_backed_up_before_it_begins(database: Database) -> None:
    with database.begin("导入人员", batch=True) as session:
        session.add(Setting(key="half", value=1))
    (each,) = backups.of(database.path)
    assert manifest_of(each).reason == "导入人员前"
    with database.begin("导入人员", batch=True, before="撤销导入人员"):
        pass
    assert manifest_of(backups.of(database.path)[0]).reason == "撤销导入人员前"


def test_without_its_backup_a_batch_changes_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DiskFullError(name="b.runwu")

    monkeypatch.setattr(backups, "write_backup", refuse)
    with pytest.raises(DiskFullError), database.begin("导入人员", batch=True) as session:
        session.add(Setting(key="half", value=1))
    with database.read() as session:
        assert session.get(Setting, "half") is None


def test_thinned_by_the_rule_and_the_newest_of_every_occasion_stays(database: Database, folder: Path) -> None:
    restored = taken(database, NOW - timedelta(days=700), Occasion.RESTORE)
    template = taken(database, NOW - timedelta(days=690))
    for back in range(1, 690):
        moment = NOW - timedelta(days=back)
        shutil.copy(template, folder / f"年度.v2-{moment:%Y%m%d-%H%M%S}-daily.runwu")
    stranger = folder / "年度.v2-20250101-000000-daily.runwu"
    stranger.write_bytes(b"ours by its name only")
    notes = folder / "不要删.txt"
    notes.write_text("x")
    newest = taken(database, NOW)
    left = {file for file in folder.iterdir() if file.suffix == ".runwu"}
    assert {restored, newest, stranger} <= left
    assert notes.exists()
    assert len(left) < 14 + 8 + 12 + 3
    assert backups.thin(folder, "年度.v2", NOW) == ()


def test_what_a_crash_left_is_swept_after_a_day(database: Database, folder: Path) -> None:
    old, young = folder / ".copy-old", folder / ".copy-young"
    for left in (old, young):
        left.mkdir(parents=True)
        (left / "runwu.db").write_bytes(b"half")
    half = folder / "年度.v2-20261101-000000-daily.runwu.part"
    half.write_bytes(b"half")
    now = datetime.now()
    for path in (old, half):
        os.utime(path, (0, 0))
    taken(database, now)
    assert not old.exists()
    assert not half.exists()
    assert young.exists()


def test_what_a_kill_left_of_our_own_goes_when_the_file_is_opened(database: Database, folder: Path) -> None:
    kept = taken(database, NOW)
    database.close()
    name = database.path.name
    ours = [folder / f".copy-{name}-a1b2", folder / f"{database.path.stem}-20261123-204105-daily.runwu.part"]
    others = [folder / ".copy-another.db-a1b2", folder / "another-20261123-204105-daily.runwu.part"]
    for left in (*ours, *others):
        if left.name.startswith("."):
            left.mkdir()
            (left / "runwu.db").write_bytes(b"half")
        else:
            left.write_bytes(b"half")
    Database.open(database.path).close()
    assert set(folder.iterdir()) == {kept, *others}


def test_the_last_good_one_skips_what_is_damaged(database: Database) -> None:
    assert backups.last_good(database.path) is None
    good = taken(database, NOW)
    worse = taken(database, NOW + timedelta(hours=1))
    assert backups.last_good(database.path) == worse
    assert backups.last_good(database.path, lambda file: file != worse) == good
    content = bytearray(worse.read_bytes())
    content[len(content) // 2] ^= 1
    worse.write_bytes(content)
    assert backups.last_good(database.path) == good
    damage(database)
    assert backups.last_good(database.path) == good


# The second place


def test_the_second_place_gets_complete_backups_in_a_folder_of_its_own(database: Database, tmp_path: Path) -> None:
    digest = database.files.add(b"a picture")
    stick = tmp_path / "stick"
    stick.mkdir()
    place = backups.make_place(stick)
    assert backups.make_place(place) == place == stick / "runwu-backups"
    file = backups.copy_to(database.path, place, Occasion.DAILY, NOW)
    manifest = inspect_backup(file)
    assert manifest.complete
    assert f"files/{digest[:2]}/{digest}" in manifest.members


def test_a_stick_that_is_not_there_gets_nothing_and_leaves_nothing(database: Database, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    place = backups.make_place(stick)
    shutil.rmtree(place)  # what is left of a stick is the folder it was mounted on
    with pytest.raises(BackupPlaceMissingError, match="U盘"):
        backups.copy_to(database.path, place, Occasion.DAILY, NOW)
    assert list(stick.iterdir()) == []


def test_two_computers_share_a_stick_without_thinning_each_other(database: Database, tmp_path: Path) -> None:
    other = Database.open(tmp_path / "other" / database.path.name)
    PeopleService(other).create(draft())
    place = backups.make_place(tmp_path)
    theirs = [backups.copy_to(other.path, place, Occasion.DAILY, NOW - timedelta(days=600 + back)) for back in range(3)]
    ours = [backups.copy_to(database.path, place, Occasion.DAILY, NOW - timedelta(minutes=back)) for back in range(40)]
    backups.copy_to(database.path, place, Occasion.DAILY, NOW + timedelta(days=3))
    assert all(file.exists() for file in theirs[:1])
    assert sum(file.exists() for file in ours) == 1
    assert len({file.name for file in place.iterdir()}) == sum(file.exists() for file in (*theirs, *ours)) + 1
    other.close()


def test_a_full_stick_keeps_what_it_had(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = backups.make_place(tmp_path)
    first = backups.copy_to(database.path, place, Occasion.DAILY, NOW)
    whole = first.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError):
        backups.copy_to(database.path, place, Occasion.DAILY, NOW + timedelta(days=1))
    assert list(place.iterdir()) == [first]
    assert first.read_bytes() == whole


def test_busy_is_said(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise DatabaseBusyError(name=database.path.name)

    monkeypatch.setattr("culture_desktop.database.snapshot._copy", busy)
    with pytest.raises(DatabaseBusyError):
        backups.take(database.path, Occasion.MANUAL, NOW)
    assert backups.of(database.path) == ()
