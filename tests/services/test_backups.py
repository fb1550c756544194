"""Backups as the user sees them: a list that says why, a day's backup once a day, a second place, coming back whole."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import BackupDamagedError, FileMissingError, FolderNotWritableError
from culture_desktop.progress import CancelledError
from culture_desktop.services.activities.pictures import PictureService
from culture_desktop.services.backups import BackupService, default_backup_name
from culture_desktop.services.check.service import CheckService
from culture_desktop.services.results import EVERYTHING
from culture_desktop.services.store import StoreService
from tests.services.company import Company, dump, refused
from tests.services.test_pictures import photo

NOW = datetime(2026, 11, 23, 20, 41, 5)
DAY = timedelta(days=1)


@pytest.fixture
def service(database: Database) -> BackupService:
    return BackupService(database)


@pytest.fixture
def year(company: Company, tmp_path: Path) -> Company:
    """A little of everything, with a picture and a paper in the file store."""
    person = company.person("1", "䶮𬭎㛃", unit_id=company.unit("公司/营销部"))
    activity = company.activity("2026-001")
    company.sign_up(activity, person)
    company.honour(person)
    company.campaign()
    company.paper(activity_id=activity)
    PictureService(company.database).add(activity, photo(tmp_path / "合影.jpg"))
    return company


def test_a_backup_comes_back_whole(year: Company, service: BackupService, tmp_path: Path) -> None:
    before, files = dump(year.database), set(year.database.files.digests())
    target = tmp_path / "U盘" / "2026年.runwu"
    seen: list[tuple[int, int, str]] = []
    done = service.write(target, NOW, lambda *step: seen.append(step))
    assert (done.value, done.sentence, done.changed) == (target, "已备份到“2026年.runwu”", frozenset())
    assert seen
    assert all(0 <= at <= total for at, total, _ in seen)
    found = service.inspect(target)
    assert found.counts == StoreService(year.database).info().counts
    assert (found.made_at, found.reason, found.complete, found.attachments, found.lost) == (NOW, "手动", True, 2, 0)

    year.person("2", "后来的")
    restored = service.restore(target, NOW + DAY)

    assert dump(year.database) == before
    assert files <= set(year.database.files.digests())
    assert restored.changed == EVERYTHING
    assert restored.sentence == "已恢复 2026-11-23 20:41 的备份"
    assert restored.value.lost == ()
    assert [row.reason for row in service.rows()] == ["恢复前"]
    assert service.rows()[0].file == restored.value.kept
    assert service.rows()[0].counts["人员"] == 2
    assert CheckService(year.database).check().sound


def test_the_day_s_backup_is_taken_once_and_only_of_something_new(year: Company, service: BackupService) -> None:
    first = service.take_daily(NOW)
    assert first is not None
    year.person("2")
    assert service.take_daily(NOW + timedelta(hours=3)) is None
    second = service.take_daily(NOW + DAY)
    assert second not in (None, first)
    assert service.take_daily(NOW + 2 * DAY) == second, "nothing changed since"
    assert [row.reason for row in service.rows()] == ["每日", "每日"]
    assert service.rows()[0].readable
    assert service.last_good() == second


def test_a_backup_now_says_when_there_was_nothing_new(year: Company, service: BackupService) -> None:
    assert service.take(NOW).sentence == "已备份"
    again = service.take(NOW + DAY)
    assert (again.sentence, again.value) == ("上次备份之后没有改动", service.rows()[0].file)


def test_a_damaged_one_is_listed_as_such(year: Company, service: BackupService) -> None:
    file = service.take(NOW).value
    assert file is not None
    file.write_bytes(b"half")
    (row,) = service.rows()
    assert (row.readable, row.size, row.made_at, row.reason) == (False, 4, NOW, "手动")


def test_the_second_place_once_a_day(year: Company, service: BackupService, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    place = service.make_place(stick)
    assert (service.place(place).there, service.place(place).last) == (True, None)
    assert service.copy_daily(place, NOW) is not None
    assert service.copy_daily(place, NOW + timedelta(hours=1)) is None
    assert service.copy_to(place, NOW + DAY).sentence == f"已备份到“{place}”"
    info = service.place(place)
    assert (info.last, info.number) == (NOW + DAY, 2)
    assert info.size == sum(file.stat().st_size for file in place.iterdir())
    gone = service.place(tmp_path / "pulled out")
    assert (gone.there, gone.last, gone.number) == (False, None, 0)
    assert service.copy_daily(tmp_path / "pulled out", NOW) is None


def test_a_cancelled_backup_leaves_the_older_one(year: Company, service: BackupService, tmp_path: Path) -> None:
    target = tmp_path / "b.runwu"
    service.write(target, NOW)
    older = target.read_bytes()

    def cancel(done: int, total: int, text: str) -> None:
        raise CancelledError

    year.person("2")
    with pytest.raises(CancelledError):
        service.write(target, NOW, cancel)
    assert target.read_bytes() == older
    assert sorted(path.name for path in tmp_path.rglob("*") if "part" in path.name or path.name.startswith(".")) == []


def test_refusals_leave_everything_as_it_was(year: Company, service: BackupService, tmp_path: Path) -> None:
    missing = "找不到文件“没有.runwu”。它可能被移动、改名或删除了，请重新选择。"
    nowhere = tmp_path / "没有.runwu"
    refused(year.database, FileMissingError, missing, lambda: service.inspect(nowhere))
    refused(year.database, FileMissingError, missing, lambda: service.restore(nowhere, NOW))
    broken = tmp_path / "坏.runwu"
    broken.write_bytes(b"PK\x03\x04 not a backup")
    damaged = "“坏.runwu”不是完整的润物备份，可能没有拷完或被改动过，没有恢复任何内容。请换一份备份。"
    refused(year.database, BackupDamagedError, damaged, lambda: service.inspect(broken))
    refused(year.database, BackupDamagedError, damaged, lambda: service.restore(broken, NOW))
    (tmp_path / "文件").write_text("x")
    unwritable = f"“{tmp_path / '文件'}”无法写入，没有写出任何内容。请换一个有写入权限的文件夹。"
    target = tmp_path / "文件" / "b.runwu"
    refused(year.database, FolderNotWritableError, unwritable, lambda: service.write(target, NOW))


def test_the_name_a_backup_is_offered_under() -> None:
    name = default_backup_name(Path("/data/runwu.db"), datetime(2026, 11, 23, 20, 41, 59))
    assert name == "runwu-20261123-2041.runwu"
