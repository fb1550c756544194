"""On a network drive there is no write-ahead log: what the window does works there as anywhere."""

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.database.sqlite import Journal
from culture_desktop.services.backups import BackupService
from culture_desktop.services.check.service import CheckService
from culture_desktop.services.history import HistoryService
from culture_desktop.services.imports.people import PeopleImportService
from culture_desktop.services.people.rows import PeopleQuery
from culture_desktop.services.store import StoreService
from tests.services.company import Company, draft, dump
from tests.services.imports.lists import xlsx

NOW = datetime(2026, 11, 23, 20, 41)


@pytest.fixture
def company(tmp_path: Path, empty_file: Path) -> Iterator[Company]:
    database = Database.open(Path(shutil.copy(empty_file, tmp_path)), journal=Journal.DELETE)
    yield Company(database)
    database.close()


def test_an_import_its_undo_and_a_restored_backup(company: Company, tmp_path: Path) -> None:
    database, store = company.database, StoreService(company.database)
    backups = BackupService(database)
    company.person("1")
    assert store.info().network
    backups.write(tmp_path / "b.runwu", NOW)
    imports, history = PeopleImportService(database), HistoryService(database)
    roster = xlsx(tmp_path / "名册.xlsx", *({"工号": f"{n:05d}", "姓名": "张伟"} for n in range(500)))
    imports.apply(imports.preview(roster))
    assert company.people.count(PeopleQuery()) == 501
    entry = history.next_undo()
    assert entry is not None
    history.take_back(entry.id)
    assert company.people.count(PeopleQuery()) == 1
    company.person("2")
    backups.restore(tmp_path / "b.runwu", NOW)
    assert len(dump(database)["person"]) == 1
    company.person("3")
    assert CheckService(database).check().sound
    assert not list(tmp_path.rglob("*-wal")), "not even for a moment of the restore"


def test_two_writers_and_readers_between_them(company: Company) -> None:
    together = threading.Barrier(3)

    def write(name: str) -> None:
        together.wait(timeout=10)
        for index in range(15):
            company.people.create(draft(f"{name}{index}"))

    def read() -> list[int]:
        together.wait(timeout=10)
        return [company.people.count(PeopleQuery()) for _ in range(60)]

    with ThreadPoolExecutor(3) as threads:
        writing = [threads.submit(write, name) for name in "AB"]
        counts = threads.submit(read).result(timeout=60)
        for finished in writing:
            finished.result(timeout=60)
    assert counts == sorted(counts)
    assert company.people.count(PeopleQuery()) == 30
