"""The database file: creation, transactions, refusals, migration against the models."""

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from culture_desktop.database import Database, migrate, sqlite, triggers
from culture_desktop.errors import (
    CultureError,
    DatabaseUnwritableError,
    FileMissingError,
    NewerDatabaseError,
    NotADatabaseError,
)
from culture_desktop.models import Model, Organisation, Person, Setting
from culture_desktop.vocabulary import OrganisationKind, Sex


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "runwu.db"


def person(**fields: object) -> dict[str, object]:
    plain = {"number": "1", "name": "林婉清", "pinyin": "", "initials": "", "stroke_key": "", "search_text": ""}
    return {**plain, **fields}


def test_new_file_is_ours_and_at_head(path: Path) -> None:
    database = Database.open(path)
    sqlite.recognise(path)
    assert migrate.current_revision(database._engine) == migrate.HEAD
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()
    database.close()


def test_head_constant_is_the_newest_script() -> None:
    assert ScriptDirectory.from_config(migrate._config()).get_current_head() == migrate.HEAD


def test_migrated_schema_is_the_models_schema(path: Path) -> None:
    database = Database.open(path)
    with database._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []
    database.close()


def test_migrated_tables_are_the_models_tables_to_the_letter(path: Path, tmp_path: Path) -> None:
    """Autogenerate compares neither CHECKs nor partial indexes; the stored DDL shows them."""
    migrated = Database.open(path)
    created = sqlite.create_engine(tmp_path / "created.db")
    with created.begin() as connection:
        Model.metadata.create_all(connection)
    statement = text(
        "SELECT name, sql FROM sqlite_master WHERE type <> 'trigger' AND name NOT LIKE 'alembic%' AND sql <> ''"
    )

    def ddl(connection: object) -> dict[str, list[str]]:
        rows = connection.execute(statement)  # type: ignore[attr-defined]
        return {name: sorted(part.strip(" ,") for part in sql.splitlines()) for name, sql in rows}

    with migrated._engine.connect() as one, created.connect() as other:
        assert ddl(one) == ddl(other)
    migrated.close()
    created.dispose()


def test_the_triggers_are_those_of_the_models(path: Path) -> None:
    database = Database.open(path)
    with database.read() as session:
        assert triggers.installed(session.connection()) == triggers.statements()
    database.close()


def test_rows_logged_together_are_logged_as_by_the_trigger(path: Path) -> None:
    database = Database.open(path)
    table = Model.metadata.tables["person"]
    with database.begin("逐行") as session:
        session.execute(insert(Person), [person(number=f"A{n}") for n in range(3)])
    with database.begin("一起") as session, triggers.logged_together(session.connection(), table):
        session.execute(insert(Person), [person(number=f"B{n}") for n in range(3)])
    with database.begin("又逐行") as session:
        session.execute(insert(Person), [person(number="C")])
    with database.read() as session:
        columns = "kind, table_name, row_id, second_id, before, after, person_id, activity_id, campaign_id"
        logged = session.execute(text(f"SELECT {columns} FROM history_change ORDER BY id")).all()
        ids = session.scalars(select(Person.id).order_by(Person.id)).all()
        entries = session.execute(text("SELECT label, rows FROM history_entry ORDER BY id")).all()
    assert [tuple(row) for row in logged] == [("I", "person", key, None, None, None, key, None, None) for key in ids]
    assert [tuple(entry) for entry in entries] == [("逐行", 3), ("一起", 3), ("又逐行", 1)]
    with database._engine.connect() as connection:
        assert triggers.installed(connection) == triggers.statements()
    database.close()


def test_what_fails_while_rows_are_logged_together_leaves_the_trigger(path: Path) -> None:
    database = Database.open(path)
    table = Model.metadata.tables["person"]
    with (
        pytest.raises(IntegrityError),
        database.begin("一起") as session,
        triggers.logged_together(session.connection(), table),
    ):
        session.execute(insert(Person), [person(), person()])
    with database._engine.connect() as connection:
        assert triggers.installed(connection) == triggers.statements()
    database.close()


def test_columns_come_back_as_rows_do(path: Path) -> None:
    names = ("林婉清", "䶮𬭎", "a\0b", 'quo"te\\', "<\u2028>", "１\t2\n3")
    people = [
        {"number": f"{n}", "name": name, "sex": sex, "birth_date": born, "manager": n % 2 == 0, "extra": {"班次": name}}
        for n, (name, sex, born) in enumerate(
            zip(names, [Sex.MALE, Sex.FEMALE, None] * 2, [date(1990, 3, 12), None] * 3, strict=True)
        )
    ]
    database = Database.open(path)
    columns = (Person.id, Person.number, Person.name, Person.sex, Person.birth_date, Person.manager, Person.extra)
    with database.read() as session:
        assert sqlite.columns_of(session.connection(), select(*columns)) == [[] for _ in columns]
    with database.begin("测试数据") as session:
        session.execute(insert(Person), [person(**fields) for fields in people])
    with database.read() as session:
        statement = select(*columns).order_by(Person.number.desc())
        rows = [tuple(row) for row in session.execute(statement)]
        assert list(zip(*sqlite.columns_of(session.connection(), statement), strict=True)) == rows
    assert [row[2] for row in rows] == list(reversed(names))
    database.close()


def test_foreign_keys_hold_on_every_connection(path: Path) -> None:
    database = Database.open(path)
    for _ in range(2):
        with pytest.raises(IntegrityError), database.begin("测试数据") as session:
            session.execute(insert(Person).values(person(unit_id=99)))
        database._engine.dispose()
    database.close()


def test_checks_live_in_the_schema(path: Path) -> None:
    database = Database.open(path)
    wrong: list[dict[str, object]] = [
        {"sex": None, "name": " "},
        {"birth_date": date(2000, 1, 1), "hire_date": date(1999, 1, 1)},
        {"resident_id": "123"},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError), database.begin("测试数据") as session:
            session.execute(insert(Person).values(person(**fields)))
    root = {"name": "公司", "kind": OrganisationKind.UNIT, "path": "1/", "full_name": "公司"}
    with database.begin("测试数据") as session:
        session.execute(insert(Organisation).values(root))
    with pytest.raises(IntegrityError), database.begin("测试数据") as session:
        session.execute(insert(Organisation).values(root))
    database.close()


def test_an_exception_rolls_everything_back(path: Path) -> None:
    database = Database.open(path)

    def fail_half_way() -> None:
        with database.begin("测试数据") as session:
            session.add(Setting(key="unit", value="甲"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with database.read() as session:
        assert session.scalars(select(Setting)).all() == []
    database.close()


def test_json_keeps_chinese_keys_searchable(path: Path) -> None:
    database = Database.open(path)
    with database.begin("测试数据") as session:
        session.add(Setting(key="extra", value={"备注": "夜班"}))
    with database.read() as session:
        assert session.scalar(text("SELECT value ->> '备注' FROM setting")) == "夜班"
    database.close()


@pytest.mark.parametrize("content", [b"hello, world", b"SQLite format 3\x00" + bytes(200)])
def test_a_foreign_file_is_refused_and_untouched(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(NotADatabaseError) as caught:
        Database.open(path)
    assert "runwu.db" in str(caught.value)
    assert path.read_bytes() == content
    assert [p.name for p in path.parent.iterdir()] == ["runwu.db"]


def test_another_programs_database_is_refused(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (body)")
    connection.commit()
    connection.close()
    with pytest.raises(NotADatabaseError):
        Database.open(path)


def test_a_newer_database_is_refused_and_untouched(path: Path) -> None:
    database = Database.open(path)
    with database.begin("测试数据") as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(NewerDatabaseError) as caught:
        Database.open(path)
    assert "更新版本" in str(caught.value)
    with sqlite3.connect(path) as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    plain.close()


def test_missing_file_is_said_when_not_to_be_created(path: Path) -> None:
    with pytest.raises(FileMissingError):
        Database.open(path, create=False)
    assert not path.exists()


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatabaseUnwritableError):
        Database.open(tmp_path / "file" / "runwu.db")


FILL_THE_DISK = """
import resource, signal, sys
from pathlib import Path
from culture_desktop.database import Database
from culture_desktop.errors import CultureError
from culture_desktop.models import Setting
database = Database.open(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    with database.begin("测试数据") as session:
        for index in range(200):
            session.add(Setting(key=f"k{index}", value="x" * 50_000))
            session.flush()
except CultureError as error:
    print(type(error).__name__)
"""


def test_full_disk_is_a_sentence_and_loses_nothing(path: Path) -> None:
    database = Database.open(path)
    with database.begin("测试数据") as session:
        session.add(Setting(key="unit", value="甲"))
    database.close()
    done = subprocess.run(
        [sys.executable, "-c", FILL_THE_DISK, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "DatabaseUnwritableError", done.stderr
    assert sqlite.problems(path) == ()
    reopened = Database.open(path)
    with reopened.read() as session:
        assert {s.key for s in session.scalars(select(Setting))} == {"unit"}
    reopened.close()


def test_every_sentence_of_the_store_is_whole() -> None:
    """A template with a field that the raising code does not give would fail only when shown."""
    for kind in (NotADatabaseError, NewerDatabaseError, DatabaseUnwritableError, FileMissingError):
        error: CultureError = kind(name="runwu.db")
        assert "{" not in str(error)
        assert str(error).endswith("。")


@pytest.mark.parametrize("moment", ["_upgrade", "upgraded"])
def test_a_crash_while_the_file_is_made_leaves_one_that_opens(path: Path, moment: str) -> None:
    crash = f"""
import os, sys
from pathlib import Path
from culture_desktop.database import Database, migrate
upgrade = migrate._upgrade
def crash(engine):
    if {moment!r} == "upgraded":
        engine.dispose = lambda: os._exit(9)  # the schema is in the write-ahead log only
        upgrade(engine)
    engine.connect()
    os._exit(9)
migrate._upgrade = crash
Database.open(Path(sys.argv[1]))
"""
    assert subprocess.run([sys.executable, "-c", crash, str(path)], check=False).returncode == 9
    database = Database.open(path)
    assert migrate.current_revision(database._engine) == migrate.HEAD
    database.close()


def test_a_file_of_ours_that_lost_a_table_is_damaged_not_a_bug(path: Path) -> None:
    database = Database.open(path)
    with database.begin("测试数据") as session:
        session.execute(text("DROP TABLE setting"))
    with pytest.raises(NotADatabaseError), database.read() as session:
        session.scalars(select(Setting)).all()
    database.close()
