"""The check on a realistic year: every flipped bit is found and mended, and whoever it hits is named."""

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.database.pages import hits, sums
from culture_desktop.database.pages.file import PageFile
from culture_desktop.database.pages.hits import Hit, Hold
from culture_desktop.errors import CultureError, DamageRemainsError
from culture_desktop.services.check.service import CheckService
from culture_desktop.services.sample_year import make_sample_year
from culture_desktop.services.services import Services

PAGE = 4096
NOW = datetime(2026, 11, 23, 20, 41)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample year, closed cleanly."""
    path = tmp_path_factory.mktemp("sample") / "runwu.db"
    services = Services.on(Database.open(path))
    make_sample_year(services)
    services.store.close()
    return path


@pytest.fixture
def path(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of it with its sums and files."""
    shutil.copy(sums.path_of(sample_file), tmp_path)
    return Path(shutil.copy(sample_file, tmp_path))


@pytest.fixture
def pages(path: Path) -> list[Hit]:
    """What each of its pages holds."""
    with closing(PageFile(path)) as file:
        file.open()
        return list(hits.locate(file, range(1, file.count + 1)))


def flip(path: Path, page: int, at: int, bit: int = 0) -> None:
    """Turn one bit of a page over."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE + at)
        byte = file.read(1)[0]
        file.seek((page - 1) * PAGE + at)
        file.write(bytes([byte ^ 1 << bit]))


def wreck(path: Path, page: int) -> None:
    """Lose a whole page."""
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_a_sound_year_is_sound(path: Path) -> None:
    database = Database.open(path)
    found = CheckService(database).check(quick=True)
    assert (found.pages, found.problems, found.damaged_files) == (0, (), ())
    database.close()


def test_nearly_every_flipped_bit_is_found_and_nearly_all_are_mended(path: Path) -> None:
    """A flip that keeps the file from opening is found as well: there is a sentence for it."""
    whole = path.read_bytes()
    source = random.Random(20261123)
    found = mended = 0
    for _ in range(40):
        path.write_bytes(whole)
        at = source.randrange(len(whole))
        flip(path, at // PAGE + 1, at % PAGE, source.randrange(8))
        try:
            database = Database.open(path)
        except CultureError:
            found += 1
            continue
        service = CheckService(database)
        seen = service.check(quick=True)
        found += seen.pages == 1
        if seen.mendable:
            assert service.mend(NOW).sentence.startswith("已逐位修复，数据完好")
            mended += 1
        database.close()
        assert path.read_bytes()[100:] == whole[100:]
    assert found == 40
    assert mended >= 36


def between(hit: Hit) -> str:
    """The rows of a page as a condition."""
    assert hit.low is not None
    assert hit.high is not None
    return f"BETWEEN {hit.low[0]!r} AND {hit.high[0]!r}"


def holding(pages: list[Hit], table: str, at: int = 1) -> Hit:
    """One of the leaves of a table, neither the first nor the last."""
    leaves = [hit for hit in pages if hit.hold is Hold.ROWS and hit.tree is not None and hit.tree.name == table]
    return [hit for hit in leaves if hit.low is not None and hit.high is not None][at]


def test_people_hit_are_named(path: Path, pages: list[Hit]) -> None:
    hit = holding(pages, "person", 0)
    wanted = rows(path, f"SELECT name, number FROM person WHERE id {between(hit)} ORDER BY id")
    wreck(path, hit.page)
    database = Database.open(path)
    found = CheckService(database).check(quick=True)
    database.close()
    first = "、".join(f"{name}（工号 {number}）" for name, number in wanted[:6])
    assert found.hits == (f"人员：{first} 等 {len(wanted)} 人",)
    assert not found.mendable
    assert found.lines[0] == "1 个数据页不是本程序写入的（磁盘损坏，或被别的程序改动）"


def test_activities_hit_are_named(path: Path, pages: list[Hit]) -> None:
    hit = holding(pages, "activity", 2)
    wanted = rows(path, f"SELECT code, title FROM activity WHERE id {between(hit)} ORDER BY id")
    flip(path, hit.page, PAGE - 1)
    database = Database.open(path)
    (line,) = CheckService(database).check(quick=True).hits
    database.close()
    assert line.startswith("活动：")
    for code, _ in wanted[:6]:
        assert str(code) in line


def test_people_of_participations_hit_are_named(path: Path, pages: list[Hit]) -> None:
    hit = holding(pages, "participation", 20)
    wanted = rows(path, f"SELECT name FROM person WHERE id {between(hit)} ORDER BY id")
    wreck(path, hit.page)
    database = Database.open(path)
    (line,) = CheckService(database).check(quick=True).hits
    database.close()
    assert line.startswith("参与记录，涉及")
    for (name,) in wanted[:6]:
        assert str(name) in line


def test_people_of_honours_hit_are_named(path: Path, pages: list[Hit]) -> None:
    hit = holding(pages, "honour", 0)
    sql = "SELECT DISTINCT p.name FROM honour h JOIN person p ON p.id = h.person_id WHERE h.id "
    wanted = {name for (name,) in rows(path, sql + between(hit))}
    wreck(path, hit.page)
    database = Database.open(path)
    (line,) = CheckService(database).check(quick=True).hits
    database.close()
    assert line.startswith("荣誉，涉及")
    assert sum(str(name) in line for name in wanted) >= min(len(wanted), 6)


def test_an_index_is_no_loss(path: Path, pages: list[Hit]) -> None:
    index = next(hit for hit in pages if hit.tree is not None and hit.tree.name == "ix_person_pinyin" and hit.low)
    flip(path, index.page, PAGE - 9)
    database = Database.open(path)
    service = CheckService(database)
    assert service.check(quick=True).hits == ("索引（由数据而来，人员和活动等内容不受影响）",)
    service.mend(NOW)
    assert service.check().pages == 0
    kept = database.path.with_name("runwu.before-repair-20261123-204100.db")
    assert kept.read_bytes()[(index.page - 1) * PAGE :] != path.read_bytes()[(index.page - 1) * PAGE :]
    database.close()


def test_what_another_program_wrote_can_be_accepted(path: Path) -> None:
    with closing(sqlite3.connect(path)) as foreign, foreign:
        foreign.execute("UPDATE person SET position = '外部程序' WHERE id < 20")
    database = Database.open(path)
    service = CheckService(database)
    found = service.check(quick=True)
    assert found.acceptable
    assert found.hits[0].startswith("人员：")
    service.accept()
    assert service.check(quick=True).pages == 0
    database.close()


def test_damage_that_sqlite_sees_is_not_accepted(path: Path, pages: list[Hit]) -> None:
    wreck(path, holding(pages, "person", 2).page)
    database = Database.open(path)
    service = CheckService(database)
    assert not service.check(quick=True).acceptable
    with pytest.raises(DamageRemainsError):
        service.accept()
    assert service.check(quick=True).pages == 1
    database.close()


def test_another_file_in_its_place_is_called_so(path: Path, tmp_path: Path) -> None:
    other = Database.open(tmp_path / "other" / "runwu.db")
    other.close()
    source = random.Random(1)
    known = sums.load(path)
    assert known is not None
    for at in range(len(known.sums)):
        known.sums[at] = source.randrange(1, 2**32)
    sums.save(path, known)
    database = Database.open(path)
    found = CheckService(database).check(quick=True)
    database.close()
    assert found.replaced
    assert found.lines == (f"{found.pages} 个数据页不是本程序写入的，数据文件像是被换成了另一份",)


def test_lost_sums_come_back_with_a_sound_check_only(path: Path, pages: list[Hit]) -> None:
    sums.path_of(path).unlink()
    page = holding(pages, "person", 2).page
    content = path.read_bytes()
    wreck(path, page)
    database = Database.open(path)
    assert CheckService(database).check().problems
    database.close()
    assert sums.load(path) is None
    path.write_bytes(content)
    database = Database.open(path)
    assert CheckService(database).check().problems == ()
    database.close()
    assert sums.load(path) is not None
