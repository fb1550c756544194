"""One owner per data file, whoever comes first, until it closes the file or dies."""

import errno
import fcntl
import os
from pathlib import Path

import pytest
from sqlalchemy import select

from culture_desktop.database import Database, sqlite
from culture_desktop.database.ownership import Ownership, require_unowned
from culture_desktop.errors import DatabaseInUseError, DatabaseUnlockableError, DatabaseUnwritableError
from culture_desktop.models import Setting
from tests.database.processes import ask, contenders, holders, say


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runwu.db"


def test_of_fifty_processes_one_becomes_the_owner_and_after_its_death_another(path: Path) -> None:
    with contenders(path, 50) as processes:
        for _round in range(3):
            answers = ask(processes, "take")
            assert sorted(answers) == ["in use"] * (len(processes) - 1) + ["owner"]
            owner = processes[answers.index("owner")]
            assert ask([owner], "release") == ["free"]
        while len(processes) > 47:
            answers = ask(processes, "take")
            assert answers.count("owner") == 1
            owner = processes.pop(answers.index("owner"))
            owner.kill()
            owner.communicate()
            assert owner.returncode == -9


def test_of_processes_that_make_the_same_file_one_does(path: Path) -> None:
    with holders(path, 4) as processes:
        answers = ask(processes, "open")
    assert sorted(answers) == ["DatabaseInUseError"] * 3 + ["open"]
    database = Database.open(path, create=False)
    assert sqlite.problems(path) == ()
    database.close()


def test_the_second_is_told_who_has_the_file_and_may_open_it_afterwards(path: Path) -> None:
    Database.open(path).close()
    with holders(path) as (process,):
        assert ask([process], "open") == ["open"]
        with pytest.raises(DatabaseInUseError) as caught:
            Database.open(path)
        assert str(caught.value) == (
            f"“runwu.db”已由另一个润物窗口或命令（进程 {process.pid}）打开，一次只能在一处使用，没有改动任何内容。"
            "请到那里继续，或关闭它后再试。"
        )
        with pytest.raises(DatabaseInUseError):
            require_unowned(path)
        say(process, "end")
        process.wait(timeout=20)
    require_unowned(path)
    Database.open(path).close()


def test_what_a_killed_owner_had_saved_is_there_for_the_next(path: Path) -> None:
    Database.open(path).close()
    with holders(path) as (process,):
        assert ask([process], "open") == ["open"]
        process.kill()
        process.wait(timeout=20)
        database = Database.open(path)
    with database.begin("测试") as session:
        session.add(Setting(key="unit", value="甲"))
    database.close()


def test_a_second_opening_in_one_process_is_refused_until_the_first_is_closed(path: Path) -> None:
    first = Database.open(path)
    with pytest.raises(DatabaseInUseError):
        Database.open(path)
    with first.begin("测试") as session:
        session.add(Setting(key="unit", value="甲"))
    first.close()
    second = Database.open(path)
    with second.read() as session:
        assert [setting.value for setting in session.scalars(select(Setting))] == ["甲"]
    second.close()


def test_a_link_leads_to_the_same_owner(path: Path, tmp_path: Path) -> None:
    database = Database.open(path)
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.db"
    link.symlink_to(path)
    with pytest.raises(DatabaseInUseError):
        Database.open(link)
    database.close()


def test_a_closed_database_is_closed(path: Path) -> None:
    database = Database.open(path)
    database.close()
    database.close()
    with pytest.raises(RuntimeError), database.read():
        pass
    with pytest.raises(RuntimeError), database.begin("测试"):
        pass


def test_a_file_that_is_refused_has_no_owner(path: Path) -> None:
    path.write_bytes(b"no database at all")
    for _ in range(2):
        with pytest.raises(Exception, match="不是润物的数据文件"):
            Database.open(path)
    assert [p.name for p in path.parent.iterdir()] == ["runwu.db"]
    path.unlink()
    Database.open(path).close()


def test_a_lock_left_by_another_computer_is_told_by_its_name(path: Path) -> None:
    Database.open(path).close()
    lock = path.with_name("runwu.db-lock")
    with lock.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate()
        file.write(' {"process": 7, "computer": "工会二号机"}'.encode())
        file.flush()
        with pytest.raises(DatabaseInUseError, match="已由电脑“工会二号机”上的润物打开"):
            Database.open(path)
        file.truncate(0)
        with pytest.raises(DatabaseInUseError, match="已由另一个润物窗口或命令打开"):
            Database.open(path)


def test_whoever_may_write_the_data_may_lock_it(path: Path) -> None:
    Database.open(path).close()
    path.with_name("runwu.db-lock").unlink()
    path.chmod(0o660)
    Database.open(path).close()
    assert path.with_name("runwu.db-lock").stat().st_mode & 0o777 == 0o660


def test_where_no_lock_can_be_had_the_file_is_not_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an NFS server without its lock service answers; no other drive does."""

    def no_locks(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    Database.open(path).close()
    before = path.read_bytes()
    with monkeypatch.context() as drive:
        drive.setattr(fcntl, "flock", no_locks)
        with pytest.raises(DatabaseUnlockableError, match="不支持文件锁"):
            Database.open(path)
    assert path.read_bytes() == before
    Database.open(path).close()


def test_a_place_for_the_lock_that_cannot_be_written(path: Path) -> None:
    path.with_name("runwu.db-lock").mkdir()
    with pytest.raises(DatabaseUnwritableError):
        Ownership(path)
