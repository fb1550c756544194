"""The data file as a whole: what is in it, backups that come back, damage that is found and named."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import BackupDamagedError, FileMissingError, FolderNotWritableError
from culture_desktop.progress import CancelledError
from culture_desktop.services.activities.pictures import PictureService
from culture_desktop.services.results import EVERYTHING
from culture_desktop.services.store import StoreService, default_backup_name
from tests.services.company import Company, dump, refused
from tests.services.test_pictures import photo

COUNTED = ("人员", "组织", "活动", "参与记录", "评选", "荣誉", "文书")


@pytest.fixture
def service(database: Database) -> StoreService:
    return StoreService(database)


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


def test_an_empty_file(service: StoreService, database: Database) -> None:
    assert service.empty()
    assert service.path == database.path
    info = service.info()
    assert (info.path, info.files, info.files_size) == (database.path, 0, 0)
    assert info.size == database.path.stat().st_size
    assert info.counts == dict.fromkeys(COUNTED, 0)
    assert service.check().sound


ADD: dict[str, Callable[[Company], object]] = {
    "人员": lambda company: company.person("1"),
    "组织": lambda company: company.unit("公司"),
    "活动": lambda company: company.activity("A"),
    "参与记录": lambda company: company.sign_up(company.activity("A"), company.person("1")),
    "评选": lambda company: company.campaign(),
    "荣誉": lambda company: company.honour(company.person("1")),
    "文书": lambda company: company.paper(activity_id=company.activity("A")),
}


@pytest.mark.parametrize("word", COUNTED)
def test_a_file_with_anything_in_it_is_not_empty(company: Company, service: StoreService, word: str) -> None:
    ADD[word](company)
    assert not service.empty()
    assert service.info().counts[word] == 1


def test_info_counts_rows_and_files(year: Company, service: StoreService) -> None:
    info = service.info()
    assert info.counts == {"人员": 1, "组织": 2, "活动": 1, "参与记录": 1, "评选": 1, "荣誉": 1, "文书": 1}
    stored = [path for path in year.database.files.root.rglob("*") if path.is_file()]
    assert (info.files, info.files_size) == (2, sum(path.stat().st_size for path in stored))


def test_a_backup_comes_back_whole(year: Company, service: StoreService, tmp_path: Path) -> None:
    before, files = dump(year.database), list(year.database.files.digests())
    target = tmp_path / "U盘" / "2026年.runwu"
    seen: list[tuple[int, int, str]] = []
    done = service.backup(target, lambda *step: seen.append(step))
    assert (done.value, done.sentence, done.changed) == (target, "已备份到“2026年.runwu”", frozenset())
    assert seen
    assert all(0 <= at <= total for at, total, _ in seen)
    manifest = service.inspect(target)
    assert manifest.counts == service.info().counts

    year.person("2", "后来的")
    year.database.files.add(b"later")
    restored = service.restore(target)

    assert dump(year.database) == before
    assert list(year.database.files.digests()) == files
    assert restored.changed == EVERYTHING
    assert restored.sentence == f"已恢复 {manifest.made_at:%Y-%m-%d %H:%M} 的备份"
    assert restored.value is not None
    aside = Database.open(restored.value / "runwu.db")
    assert [row[2] for row in dump(aside)["person"]] != []
    assert len(dump(aside)["person"]) == 2
    aside.close()
    assert service.check().sound


def test_a_cancelled_backup_leaves_the_older_one(year: Company, service: StoreService, tmp_path: Path) -> None:
    target = tmp_path / "b.runwu"
    service.backup(target)
    older = target.read_bytes()

    def cancel(done: int, total: int, text: str) -> None:
        raise CancelledError

    year.person("2")
    with pytest.raises(CancelledError):
        service.backup(target, cancel)
    assert target.read_bytes() == older
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name or path.name.startswith(".")) == []


def test_refusals_leave_everything_as_it_was(year: Company, service: StoreService, tmp_path: Path) -> None:
    missing = "找不到文件“没有.runwu”。它可能被移动、改名或删除了，请重新选择。"
    nowhere = tmp_path / "没有.runwu"
    refused(year.database, FileMissingError, missing, lambda: service.inspect(nowhere))
    refused(year.database, FileMissingError, missing, lambda: service.restore(nowhere))
    broken = tmp_path / "坏.runwu"
    broken.write_bytes(b"PK\x03\x04 not a backup")
    damaged = "“坏.runwu”不是完整的润物备份，可能没有拷完或被改动过，没有恢复任何内容。请换一份备份。"
    refused(year.database, BackupDamagedError, damaged, lambda: service.inspect(broken))
    refused(year.database, BackupDamagedError, damaged, lambda: service.restore(broken))
    (tmp_path / "文件").write_text("x")
    unwritable = f"“{tmp_path / '文件'}”无法写入，没有写出任何内容。请换一个有写入权限的文件夹。"
    refused(year.database, FolderNotWritableError, unwritable, lambda: service.backup(tmp_path / "文件" / "b.runwu"))


def test_a_check_names_missing_and_altered_files(year: Company, service: StoreService) -> None:
    picture, paper = (row for row in year.database.files.digests())
    year.database.files.path(picture).write_bytes(b"altered")
    year.database.files.path(paper).unlink()
    found = service.check()
    assert not found.sound
    assert (found.problems, found.damaged_files, found.missing_files) == ((), (picture,), (paper,))


def test_a_check_of_a_damaged_database(year: Company, service: StoreService) -> None:
    with year.database.replacing():
        content = bytearray(year.database.path.read_bytes())
        page = 4096
        for number in range(5, len(content) // page, 3):
            content[number * page : number * page + 64] = bytes(range(64))
        year.database.path.write_bytes(content)
    found = service.check()
    assert found.problems
    assert not found.sound


def test_the_name_a_backup_is_offered_under() -> None:
    name = default_backup_name(Path("/data/runwu.db"), datetime(2026, 11, 23, 20, 41, 59))
    assert name == "runwu-20261123-2041.runwu"
