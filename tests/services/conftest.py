"""A database file of its own for every test, and what makes a small company in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from culture_desktop.database import Database
from tests.services.company import Company


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as the migrations make it; copying it is thirty times faster than making it."""
    path = tmp_path_factory.mktemp("empty") / "runwu.db"
    Database.open(path).close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty_file: Path) -> Iterator[Database]:
    """A new, empty database."""
    database = Database.open(Path(shutil.copy(empty_file, tmp_path)))
    yield database
    database.close()


@pytest.fixture
def company(database: Database) -> Company:
    """A builder on the database of the test."""
    return Company(database)
