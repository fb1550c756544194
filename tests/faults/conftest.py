"""The files that workers start from."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from culture_desktop.database import Database, migrate, sqlite
from culture_desktop.database.triggers import logged_tables
from tests.services.awards.campaign import Round


@pytest.fixture(scope="session")
def small_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file with a company in it; tests work on copies."""
    folder = tmp_path_factory.mktemp("company")
    database = Database.open(folder / "runwu.db")
    Round(database, folder)
    database.close()
    return database.path


@pytest.fixture(scope="session")
def old_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file as the first version left it, with a campaign that was driven to its end."""
    from alembic import command

    folder = tmp_path_factory.mktemp("old")
    database = Database.open(folder / "new.db")
    Round(database, folder).confirmed()
    database.close()
    path = folder / "runwu.db"
    sqlite.create_file(path)
    engine = sqlite.create_engine(path, sqlite.Journal.DELETE)
    with engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("ATTACH ? AS new", (str(database.path),))
        for table in logged_tables():
            columns = ", ".join(row[1] for row in plain.execute(f"PRAGMA main.table_info({table.name})"))
            if columns:
                plain.execute(f"INSERT INTO main.{table.name} ({columns}) SELECT {columns} FROM new.{table.name}")
    return path
