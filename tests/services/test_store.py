"""The data file as a whole: what is in it, backups that come back, damage that is found and named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.services.activities.pictures import PictureService
from culture_desktop.services.check.rows import StoreCheck
from culture_desktop.services.check.service import CheckService
from culture_desktop.services.store import StoreService
from tests.services.company import Company
from tests.services.test_pictures import photo

COUNTED = ("人员", "组织", "活动", "参与记录", "评选", "荣誉", "文书")


@pytest.fixture
def service(database: Database) -> StoreService:
    return StoreService(database)


def check(service: StoreService) -> StoreCheck:
    return CheckService(service._database).check()


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
    assert check(service).sound


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


def test_a_check_names_missing_and_altered_files(year: Company, service: StoreService) -> None:
    picture, paper = (row for row in year.database.files.digests())
    year.database.files.path(picture).write_bytes(b"altered")
    year.database.files.path(paper).unlink()
    found = check(service)
    assert not found.sound
    assert (found.problems, found.damaged_files, found.missing_files) == ((), (picture,), (paper,))


def test_pictures_and_papers_left_behind_are_no_damage_of_the_data(year: Company, service: StoreService) -> None:
    shutil.rmtree(year.database.files.root)
    found = check(service)
    assert (found.files_only, found.apart, found.folder) == (True, True, year.database.files.root.name)
    assert found.lines == (f"数据文件旁边没有“{found.folder}”文件夹里的 2 个照片和文书",)


def test_a_check_of_a_damaged_database(year: Company, service: StoreService) -> None:
    with year.database.replacing():
        content = bytearray(year.database.path.read_bytes())
        page = 4096
        for number in range(5, len(content) // page, 3):
            content[number * page : number * page + 64] = bytes(range(64))
        year.database.path.write_bytes(content)
    found = check(service)
    assert found.problems
    assert not found.sound
