"""The window's password: what lets in, what does not, and what is kept of it."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from time import process_time

import pytest

from culture_desktop.database import Database
from culture_desktop.errors import (
    CultureError,
    NameMismatchError,
    PasswordTooSoonError,
    PasswordUnfitError,
    PasswordWrongError,
)
from culture_desktop.services.history import HistoryQuery, HistoryService
from culture_desktop.services.lock import LockService, LockState

NOW = datetime(2026, 11, 23, 9, 0)
SECRET = "润物-Secret 9"


@pytest.fixture
def lock(database: Database) -> LockService:
    return LockService(database)


@pytest.fixture
def locked(lock: LockService) -> LockService:
    lock.set_password(SECRET, NOW)
    return lock


def test_there_is_no_password_until_one_is_set(lock: LockService) -> None:
    assert lock.state() == LockState(has_password=False, idle_minutes=10)
    lock.unlock("", NOW)
    assert lock.set_password(SECRET, NOW).sentence == "已设置密码"
    assert lock.state().has_password


def test_only_the_password_lets_in(locked: LockService) -> None:
    locked.unlock(SECRET, NOW)
    at = NOW
    for wrong in ("", SECRET.lower(), SECRET + " ", "\ud800"):
        with pytest.raises(PasswordWrongError):
            locked.unlock(wrong, at)
        at += timedelta(hours=1)
    locked.unlock(SECRET, at)


def test_wrong_tries_slow_down_also_across_a_restart(locked: LockService, database: Database) -> None:
    at, waits = NOW, list[object]()
    for _ in range(9):
        with pytest.raises(PasswordWrongError) as wrong:
            LockService(database).unlock("wrong", at)
        waits.append(wrong.value.data["seconds"])
        at += timedelta(minutes=1)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    with pytest.raises(PasswordWrongError):
        locked.unlock("wrong", at)
    with pytest.raises(PasswordTooSoonError) as early:
        LockService(database).unlock(SECRET, at + timedelta(seconds=58.5))
    assert str(early.value) == "输错后要等一等，还剩 2 秒，这次没有核对。"
    with pytest.raises(PasswordTooSoonError) as set_back:
        locked.unlock(SECRET, at - timedelta(days=400))
    assert set_back.value.data["seconds"] == 60
    locked.unlock(SECRET, at + timedelta(seconds=60))
    with pytest.raises(PasswordWrongError) as first_again:
        locked.unlock("wrong", at + timedelta(seconds=61))
    assert first_again.value.data["seconds"] == 1


def test_changing_and_removing_needs_the_one_in_force(locked: LockService) -> None:
    later = NOW + timedelta(minutes=5)
    with pytest.raises(PasswordWrongError):
        locked.set_password("another", NOW, old="wrong")
    with pytest.raises(PasswordWrongError):
        locked.remove_password("wrong", later)
    later += timedelta(minutes=5)
    assert locked.set_password("another", later, old=SECRET).sentence == "已修改密码"
    assert locked.remove_password("another", later).sentence == "已移除密码"
    assert not locked.state().has_password


@pytest.mark.parametrize("unfit", ["", "abc", "x" * 129])
def test_a_password_has_a_length(lock: LockService, unfit: str) -> None:
    with pytest.raises(PasswordUnfitError, match="密码应为 4 到 128 个字符，没有设置。请换一个。"):
        lock.set_password(unfit, NOW)
    assert not lock.state().has_password


def test_idle_minutes_are_kept_through_a_change_of_password(locked: LockService) -> None:
    locked.set_idle(30)
    locked.set_password("another", NOW, old=SECRET)
    assert locked.state() == LockState(has_password=True, idle_minutes=30)
    assert locked.set_idle(0).sentence == "离开后不自动锁定"
    with pytest.raises(ValueError, match="7"):
        locked.set_idle(7)


def test_who_has_the_file_can_take_the_password_off_by_naming_it(locked: LockService, database: Database) -> None:
    with pytest.raises(NameMismatchError):
        locked.forget("别的.db")
    assert locked.state().has_password
    locked.forget(database.path.name)
    assert not locked.state().has_password


def test_neither_file_nor_history_nor_errors_hold_the_password(
    locked: LockService, database: Database, tmp_path: Path
) -> None:
    for act in (lambda: locked.unlock("wrong " + SECRET, NOW), lambda: locked.set_password("x" * 200, NOW, old=SECRET)):
        with pytest.raises(CultureError) as refused:
            act()
        assert SECRET not in f"{refused.value} {refused.value.data!r} {refused.value.args!r}"
    assert HistoryService(database).entries(HistoryQuery()) == ()
    database.close()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert SECRET.encode() not in file.read_bytes()
    with closing(sqlite3.connect(database.path)) as connection:
        kept = connection.execute("SELECT value FROM store_state WHERE key = 'lock'").fetchone()[0]
    assert "$argon2id$v=19$m=65536,t=3,p=4$" in kept


def test_a_try_takes_a_moment(locked: LockService) -> None:
    start = process_time()
    locked.unlock(SECRET, NOW)
    assert process_time() - start < 5
