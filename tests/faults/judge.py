"""What has to hold of a data file whose program was killed at any moment."""

import os
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from culture_desktop.database import Database, migrate
from culture_desktop.database.archive import inspect_backup
from culture_desktop.database.history import FOREIGN_LABEL
from culture_desktop.models import HistoryChange, HistoryEntry
from culture_desktop.paths import backups_directory, files_directory
from culture_desktop.services.history import HistoryQuery
from culture_desktop.services.services import Services
from tests.faults.lives import Story
from tests.faults.state import State, rows_in_backup, state_of

_REASON = "测试：撤销后再恢复"
_HALF_MADE = re.compile(r"\.part\Z|-(wal|shm|journal)\Z|\A\.")


def judge(path: Path, story: Story) -> None:
    """It opens, is sound, holds all that was acknowledged and at most one intention more, which is whole."""
    database = Database.open(path, create=story.state is None)
    services = Services.on(database)
    try:
        _is_sound(database, services)
        if story.state is not None:
            _holds(database, services, story, story.state)
        _backups_stand(services, story, state_of(database))
        _later(path, services)
    finally:
        database.close()
    assert half_made(path.parent) == []


def _is_sound(database: Database, services: Services) -> None:
    found = services.check.check()
    assert found.sound, found
    ledger = services.ledger.verify()
    assert ledger.sound, ledger.faults
    with database.read() as session:
        newest = session.scalar(select(func.max(HistoryChange.id)))
        assert newest == session.scalar(select(func.max(HistoryEntry.last_change))), "written, but in no entry"
        foreign = session.scalar(select(func.count()).where(HistoryEntry.label == FOREIGN_LABEL))
        assert foreign == 0


def _holds(database: Database, services: Services, story: Story, before: State) -> None:
    now, doing = state_of(database), story.doing
    if doing is not None and doing["to"] and now != before and now == State(**doing["to"]):
        assert rows_in_backup(services.backups.rows()[0].file) == before.rows, "the present state is kept"
        return
    newer = [row for row in services.history.entries(HistoryQuery()) if row.id > before.entry]
    assert len(newer) <= 1, "more than one intention after the last that was acknowledged"
    if newer:
        assert doing is not None, "written, but nothing was under way"
        sizes = story.sizes.get(doing["doing"], {now.size})
        assert sizes == {now.size}, "half a batch"
        if newer[0].undoable:
            assert _taken_back_and_again(database, services, now) == before.rows
        return
    assert now == before, "changed, but by no entry"
    if now.entry and services.history.entry(now.entry).undoable:
        _taken_back_and_again(database, services, now)


def _taken_back_and_again(database: Database, services: Services, now: State) -> str:
    """The newest entry undone and redone brings back what was; returns the rows as they were without it."""
    services.history.take_back(now.entry, reason=_REASON)
    without = state_of(database)
    services.history.take_back(without.entry, reason=_REASON)
    assert state_of(database).rows == now.rows
    return without.rows


def _backups_stand(services: Services, story: Story, now: State) -> None:
    """Every backup in place is whole and holds what it was made of; only automatic ones are thinned."""
    there = set(services.store.path.parent.rglob("*.runwu"))
    for file in there:
        assert services.backups.inspect(file).lost == 0
    automatic = backups_directory(services.store.path)
    gone = [file for file in story.backups if file not in there]
    assert all(file.name.startswith(services.store.path.stem) for file in gone)
    if kept := [file.name for file in story.backups if file.parent == automatic]:
        assert services.backups.rows()[0].file.name >= max(kept), "the last automatic backup stays"  # names tell time
    under_way = {now.rows} if story.doing is not None else set()
    for file in [file for file in story.backups if file in there]:
        found = rows_in_backup(file)
        assert found in {story.backups[file]} | under_way, f"{file.name} holds something else"
        story.backups[file] = found


def judge_migrated(path: Path, life: str, references: dict[bool, str], old: str) -> int:
    """Files migrated or made one by one beside ``path``: each at the old schema or the new one, with all its rows.

    ``references``: what a file holds at the end that was old, or new. Returns how many there were.
    """
    folders = sorted(path.parent.glob(f"{life}-*/"), key=lambda each: int(each.name.split("-")[-1].split(".")[0]))
    for folder in [each for each in folders if not each.name.endswith(".part")]:
        file = folder / path.name
        was_old = int(folder.name.split("-")[-1]) % 4 > 0
        found = _revision(file)
        assert found in (("0001", migrate.HEAD) if was_old else (None, migrate.HEAD))
        database = Database.open(file)
        _is_sound(database, Services.on(database))
        assert state_of(database).rows == references[was_old]
        database.close()
        assert _revision(file) == migrate.HEAD
        assert half_made(folder) == []
        if was_old:
            first = [
                each for each in backups_directory(file).glob("*.runwu") if inspect_backup(each).revision == "0001"
            ]
            assert {rows_in_backup(each) for each in first} == {old}
    return len(folders)


def _revision(path: Path) -> str | None:
    """The schema of a file as it was found, read from a copy."""
    with tempfile.TemporaryDirectory() as folder:
        for part in path.parent.glob(f"{path.name}*"):
            shutil.copy(part, folder)
        with closing(sqlite3.connect(Path(folder) / path.name)) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchall():
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None


def half_made(folder: Path) -> list[str]:
    """What a program that ended as it should leaves nothing of."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if _HALF_MADE.search(each.name))


def _later(path: Path, services: Services) -> None:
    """What was left half made beside the data file went when it was opened; elsewhere a day later, with a backup."""
    assert half_made(backups_directory(path)) == []
    folders = {path.parent}
    for left in path.parent.rglob("*.part"):
        os.utime(left, (0, 0))
        folders.add(left.parent)
    services.backups.take(datetime.now())
    for folder in folders:
        if not folder.is_relative_to(files_directory(path)):
            services.backups.write(folder / "later.runwu", datetime.now())


def is_sentence(text: str) -> bool:
    """One Chinese sentence, and no stack."""
    return bool(re.search(r"[\u4e00-\u9fff]", text)) and text.endswith("。") and "Traceback" not in text
