"""One backup: what goes in comes out, and what is damaged or made to do harm is refused before anything is touched."""

import json
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from culture_desktop.database import Database, archive, migrate, sqlite
from culture_desktop.database.archive import inspect_backup
from culture_desktop.database.backup import Making, write_backup
from culture_desktop.database.manifest import FORMAT, BackupManifest
from culture_desktop.database.restore import restore_backup
from culture_desktop.errors import (
    BackupDamagedError,
    CultureError,
    DamagedNotBackedUpError,
    DatabaseBusyError,
    DiskFullError,
    FileMissingError,
    FolderNotWritableError,
    NewerBackupError,
)
from culture_desktop.models import Setting
from culture_desktop.progress import CancelledError
from culture_desktop.services.organisations import OrganisationService
from culture_desktop.vocabulary import Occasion, OrganisationKind
from tests.services.company import dump

NOW = datetime(2026, 11, 23, 20, 41, 5)
FULL, LIGHT = Making(Occasion.MANUAL, NOW), Making(Occasion.DAILY, NOW, light=True)
UNIT, LATER = "云川供电服务中心", "后来的"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "runwu.db")
    with database.begin("填写单位") as session:
        session.add(Setting(key="unit", value=UNIT))
    database.files.add(b"a picture")
    yield database
    database.close()


def units(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(str(setting.value) for setting in session.scalars(select(Setting)))


def change(database: Database, value: str = LATER) -> None:
    with database.begin("修改设置") as session:
        session.add(Setting(key=value, value=value))


def written(database: Database, target: Path, making: Making = FULL) -> Path:
    assert write_backup(database.path, target, making) is not None
    return target


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".part") or path.name.startswith(".")]


def test_round_trip_brings_back_rows_and_files(database: Database, tmp_path: Path) -> None:
    file = written(database, tmp_path / "usb" / "year.runwu")
    change(database)
    database.files.add(b"a later picture")

    restored = restore_backup(database, file, NOW)

    assert units(database) == [UNIT]
    assert sorted(map(database.files.read, database.files.digests())) == [b"a later picture", b"a picture"]
    assert restored.lost == ()
    assert restored.kept.parent == tmp_path / "runwu.backups"
    restore_backup(database, restored.kept, NOW)
    assert units(database) == [UNIT, LATER], "the state that was replaced comes back as well"
    assert left_over(tmp_path) == []


def test_a_complete_backup_moves_to_another_computer(database: Database, tmp_path: Path) -> None:
    file = written(database, tmp_path / "b.runwu")
    other = Database.open(tmp_path / "another home" / "runwu.db")
    restore_backup(other, file, NOW)
    assert dump(other) == dump(database)
    ours, theirs = ({d: s.read(d) for d in s.digests()} for s in (database.files, other.files))
    assert ours == theirs != {}
    other.close()


def test_a_light_backup_names_what_lies_beside_and_says_what_is_lost(database: Database, tmp_path: Path) -> None:
    kept = database.files.add(b"stays")
    altered = database.files.add(b"altered by the disk")
    file = written(database, tmp_path / "b.runwu", LIGHT)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["runwu.db", "manifest.json"]
    manifest = inspect_backup(file)
    assert manifest.beside[kept] == 5
    assert not manifest.complete
    database.files.path(altered).write_bytes(b"something else")
    assert restore_backup(database, file, NOW).lost == (altered,)
    assert units(database) == [UNIT]


def test_a_complete_backup_heals_a_picture_the_disk_altered(database: Database, tmp_path: Path) -> None:
    (digest,) = database.files.digests()
    file = written(database, tmp_path / "b.runwu")
    database.files.path(digest).write_bytes(b"altered by the disk")
    restore_backup(database, file, NOW)
    assert database.files.read(digest) == b"a picture"


def test_nothing_is_written_when_nothing_changed(database: Database, tmp_path: Path) -> None:
    known = write_backup(database.path, tmp_path / "a.runwu", LIGHT)
    assert write_backup(database.path, tmp_path / "b.runwu", LIGHT, known=known) is None
    assert not (tmp_path / "b.runwu").exists()
    database.files.add(b"another picture")
    assert write_backup(database.path, tmp_path / "b.runwu", LIGHT, known=known) is not None
    change(database)
    assert write_backup(database.path, tmp_path / "c.runwu", LIGHT, known=known) is not None


def test_another_connection_writes_meanwhile(database: Database, tmp_path: Path) -> None:
    """Each backup is whole, and none starts anew because of the other's writing."""
    stop = threading.Event()
    written_rows: list[int] = []

    def write() -> None:
        while not stop.is_set():
            change(database, f"{len(written_rows):06}")
            written_rows.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = []
        for at in range(5):
            file = written(database, tmp_path / f"{at}.runwu", LIGHT)
            scratch = tmp_path / str(at)
            scratch.mkdir()
            with zipfile.ZipFile(file) as archive:
                archive.extract("runwu.db", scratch)
            assert sqlite.problems(scratch / "runwu.db") == ()
            with closing(sqlite3.connect(scratch / "runwu.db")) as plain:
                seen.append(plain.execute("SELECT count(*) FROM setting").fetchone()[0])
    finally:
        stop.set()
        writer.join()
    assert seen == sorted(seen)
    assert len(written_rows) >= seen[-1] - 1 > 0


def test_a_lock_that_stays_is_said_instead_of_waited_for(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("culture_desktop.database.snapshot._BUSY_SECONDS", 0.1)
    database.close()
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseBusyError):
            write_backup(database.path, tmp_path / "b.runwu", LIGHT)
    assert left_over(tmp_path) == []


def test_a_damaged_database_is_not_backed_up_as_if_it_were_sound(database: Database, tmp_path: Path) -> None:
    damage(database)
    with pytest.raises(DamagedNotBackedUpError):
        write_backup(database.path, tmp_path / "b.runwu", FULL)
    assert not (tmp_path / "b.runwu").exists()


def damage(database: Database) -> None:
    with database.replacing():
        content = bytearray(database.path.read_bytes())
        for at in range(5 * 4096, len(content), 3 * 4096):
            content[at : at + 64] = bytes(range(64))
        database.path.write_bytes(content)


def test_restoring_over_a_damaged_file_keeps_its_bytes(database: Database, tmp_path: Path) -> None:
    file = written(database, tmp_path / "b.runwu")
    damage(database)
    before = database.path.read_bytes()
    kept = restore_backup(database, file, NOW).kept
    assert kept == tmp_path / "runwu.damaged-20261123-204105.db"
    assert kept.read_bytes() == before
    assert units(database) == [UNIT]


# What a stick, a mail server or a foe makes of a backup


def test_no_flipped_bit_and_no_missing_end_gets_through(database: Database, tmp_path: Path) -> None:
    """Of every region: refused, or what it holds is what went in (a bit in a time stamp of the zip is nobody's loss)."""
    file = written(database, tmp_path / "b.runwu")
    whole, manifest = file.read_bytes(), inspect_backup(file)
    refused: list[str] = []
    spots = {*range(0, len(whole), max(1, len(whole) // 600)), *range(len(whole) - 600, len(whole)), *range(60)}
    for at in sorted(spots):
        content = bytearray(whole)
        content[at] ^= 1 << at % 8
        file.write_bytes(content)
        try:
            assert inspect_backup(file) == manifest
        except CultureError as error:
            refused.append(str(error))
    assert all("没有恢复任何内容" in sentence for sentence in refused)
    assert len(refused) > 0.8 * len(spots)
    for end in range(0, len(whole), max(1, len(whole) // 100)):
        file.write_bytes(whole[:end])
        with pytest.raises(BackupDamagedError):
            inspect_backup(file)


@pytest.fixture
def repacked(database: Database, tmp_path: Path) -> Callable[..., Path]:
    """A backup packed anew, with its manifest changed or members added."""
    source = written(database, tmp_path / "source.runwu")

    def pack(
        add: tuple[tuple[zipfile.ZipInfo | str, bytes], ...] = (),
        edit: Callable[[dict[str, object]], object] = lambda data: None,
        method: int = zipfile.ZIP_DEFLATED,
    ) -> Path:
        target = tmp_path / "b.runwu"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", method) as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "manifest.json":
                    data = json.loads(content)
                    edit(data)
                    content = json.dumps(data).encode()
                new.writestr(name, content)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # a name twice is what one test is about
                for added, content in add:
                    new.writestr(added, content)
        return target

    return pack


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


DIGEST = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"  # of b"hello"
HARMFUL = ["../../evil", "/etc/evil", "C:\\evil", "files/../evil", "files/2c/NUL", "CON", "evil.txt", "files/2c/", ""]


@pytest.mark.parametrize("name", HARMFUL)
def test_a_foreign_name_is_refused(repacked: Callable[..., Path], name: str) -> None:
    def listed(data: dict[str, dict[str, str]]) -> None:
        data["members"][name] = DIGEST

    with pytest.raises(BackupDamagedError):
        inspect_backup(repacked(((zipfile.ZipInfo(name) if name else zipfile.ZipInfo(""), b"hello"),), listed))


def test_names_twice_links_and_unlisted_members_are_refused(repacked: Callable[..., Path]) -> None:
    def listed(data: dict[str, dict[str, str]]) -> None:
        data["members"][f"files/2c/{DIGEST}"] = DIGEST

    inspect_backup(repacked(((f"files/2c/{DIGEST}", b"hello"),), listed))
    for add, edit in (
        (((f"files/2c/{DIGEST}", b"hello"), (f"files/2c/{DIGEST}", b"hello")), listed),
        (((link(f"files/2c/{DIGEST}"), b"hello"),), listed),
        (((f"files/2c/{DIGEST}", b"hallo"),), listed),
        (((f"files/2c/{DIGEST}", b"hello"),), lambda data: None),
        ((), listed),
    ):
        with pytest.raises(BackupDamagedError):
            inspect_backup(repacked(add, edit))


def test_a_bomb_is_refused_by_what_it_says_of_its_size(
    repacked: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def listed(data: dict[str, dict[str, str]]) -> None:
        data["members"][f"files/2c/{DIGEST}"] = DIGEST

    with pytest.raises(BackupDamagedError):
        inspect_backup(repacked(((f"files/2c/{DIGEST}", bytes(100 * 2**20)),), listed))
    small = repacked()
    inspect_backup(small)
    for limit in ("_MAX_BYTES", "_MAX_MEMBERS", "_MAX_MANIFEST_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(archive, limit, 1)
            with pytest.raises(BackupDamagedError):
                inspect_backup(small)


def test_packing_we_never_use_is_refused(repacked: Callable[..., Path]) -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(BackupDamagedError):
            inspect_backup(repacked(method=method))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("members"),
        lambda d: d.update(members=[]),
        lambda d: d.update(format="2"),
        lambda d: d.update(format=0),
        lambda d: d.update(made_at="yesterday"),
        lambda d: d.update(counts={"人员": "many"}),
        lambda d: d.update(counts={str(n): n for n in range(1000)}),
        lambda d: d.update(occasion="whim"),
        lambda d: d.update(beside={"../../evil": 1}),
        lambda d: d.update(beside={DIGEST: -1}),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused(
    repacked: Callable[..., Path], change: Callable[[dict[str, object]], object]
) -> None:
    with pytest.raises(BackupDamagedError):
        inspect_backup(repacked(edit=change))


def test_a_newer_backup_names_the_program_it_needs(database: Database, repacked: Callable[..., Path]) -> None:
    def newer(data: dict[str, object]) -> None:
        data.update(format=FORMAT + 1, program="7.3", surprise=[])

    with pytest.raises(NewerBackupError, match=r"更新版本的润物（7\.3）"):
        restore_backup(database, repacked(edit=newer), NOW)
    assert units(database) == [UNIT]


def test_a_backup_with_a_newer_schema_is_refused(database: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database.path)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
        plain.commit()
    file = written(database, tmp_path / "b.runwu")
    other = Database.open(tmp_path / "other" / "runwu.db")
    with pytest.raises(NewerBackupError):
        restore_backup(other, file, NOW)
    assert units(other) == []
    other.close()


def test_a_backup_of_format_1_is_still_read(database: Database, repacked: Callable[..., Path]) -> None:
    def older(data: dict[str, object]) -> None:
        kept = {key: data[key] for key in ("made_at", "revision", "counts", "members")}
        data.clear()
        data.update(format=1, **kept)

    file = repacked(edit=older)
    manifest = inspect_backup(file)
    assert (manifest.made_at, manifest.occasion, manifest.attachments) == (NOW, Occasion.MANUAL, 1)
    change(database)
    restore_backup(database, file, NOW)
    assert units(database) == [UNIT]


def test_a_backup_of_an_older_schema_is_migrated_before_it_is_put_in_place(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = old_schema(tmp_path / "old" / "runwu.db")
    file = tmp_path / "old.runwu"
    assert isinstance(write_backup(old, file, FULL), BackupManifest)
    restore_backup(database, file, NOW)
    with closing(sqlite3.connect(database.path)) as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == (migrate.HEAD,)
    assert units(database) == ["老单位"]


def old_schema(path: Path, revision: str = "0001") -> Path:
    """A data file as an earlier version of the program left it."""
    from alembic import command

    path.parent.mkdir()
    sqlite.create_file(path)
    engine = sqlite.create_engine(path)
    with engine.begin() as connection:
        for statement in ("ROLLBACK", "PRAGMA foreign_keys = OFF", "BEGIN IMMEDIATE"):
            connection.exec_driver_sql(statement)
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql("INSERT INTO setting (key, value) VALUES ('unit', '\"老单位\"')")
    engine.dispose()
    return path


def test_a_migration_backs_up_first_and_the_backup_comes_back(tmp_path: Path) -> None:
    path = old_schema(tmp_path / "old" / "runwu.db")
    database = Database.open(path)
    (file,) = path.with_name("runwu.backups").iterdir()
    assert inspect_backup(file).revision == "0001"
    assert inspect_backup(file).occasion is Occasion.MIGRATION
    restore_backup(database, file, NOW)
    assert units(database) == ["老单位"]
    database.close()


def test_a_migration_keeps_every_row_and_gives_no_number_twice(tmp_path: Path) -> None:
    path = old_schema(tmp_path / "old" / "runwu.db")
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("PRAGMA foreign_keys = ON")
        for key, parent in ((1, None), (2, 1), (3, 2)):
            plain.execute(
                "INSERT INTO organisation VALUES (?, ?, ?, 'unit', ?, ?, 0, '2026-01-01', '2026-01-01')",
                (key, parent, f"单位{key}", f"{key}/", f"单位{key}"),
            )
        before = plain.execute("SELECT * FROM organisation").fetchall()
    database = Database.open(path)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT * FROM organisation").fetchall() == before
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        assert plain.execute("SELECT seq FROM sqlite_sequence WHERE name = 'organisation'").fetchall() == [(3,)]
    OrganisationService(database).delete(3)
    assert OrganisationService(database).create("新单位", OrganisationKind.UNIT, 2).value == 4
    database.close()


def test_people_and_papers_come_through_the_third_revision(tmp_path: Path) -> None:
    path = old_schema(tmp_path / "old" / "runwu.db", "0002")
    moments = "'2026-01-01', '2026-01-01'"
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("PRAGMA foreign_keys = ON")
        plain.execute(f"INSERT INTO organisation VALUES (1, NULL, '支部', 'party', '1/', '支部', 0, {moments})")
        for key in (1, 2, 9):
            plain.execute(
                "INSERT INTO person VALUES (?, ?, '林婉清', '', '', '', '', NULL, NULL, NULL, NULL, NULL, '', 'own', 0, 0,"
                f" NULL, NULL, 'active', '{{}}', {moments})",
                (key, str(key)),
            )
        plain.execute(f"INSERT INTO membership VALUES (1, 2, 1, 'member', NULL, NULL, {moments})")
        plain.execute(
            "INSERT INTO issued_document VALUES (7, 'briefing', '简报', 2026, 1, NULL, NULL, 'a.pdf', ?, 1, '2026-01-01')",
            ("0" * 64,),
        )
        plain.execute("DELETE FROM person WHERE id = 9")
    Database.open(path).close()
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT id, number, name, unit_since FROM person").fetchall() == [
            (1, "1", "林婉清", None),
            (2, "2", "林婉清", None),
        ]
        assert plain.execute("SELECT person_id FROM membership").fetchall() == [(2,)]
        assert plain.execute("SELECT id, kind, title FROM issued_document").fetchall() == [(7, "briefing", "简报")]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        last = dict(plain.execute("SELECT name, seq FROM sqlite_sequence"))
    assert (last["person"], last["issued_document"]) == (9, 7)


def test_missing_backup_and_unwritable_folder(database: Database, tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        inspect_backup(tmp_path / "none.runwu")
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderNotWritableError):
        write_backup(database.path, tmp_path / "file" / "b.runwu", FULL)


def test_nothing_is_restored_while_another_process_has_the_file_open(database: Database, tmp_path: Path) -> None:
    file = written(database, tmp_path / "year.runwu")
    change(database)
    with closing(sqlite3.connect(database.path)) as other:
        other.execute("SELECT count(*) FROM setting").fetchone()
        with pytest.raises(DatabaseBusyError):
            restore_backup(database, file, NOW)
    assert units(database) == [UNIT, LATER]
    restore_backup(database, file, NOW)
    assert units(database) == [UNIT]


def test_a_cancel_anywhere_leaves_what_was(database: Database, tmp_path: Path) -> None:
    file = written(database, tmp_path / "year.runwu")
    whole = file.read_bytes()
    change(database)
    steps = count_steps(lambda progress: restore_backup(database, file, NOW, progress))
    restore_backup(database, file, NOW)
    change(database)
    for stop in range(steps):
        with pytest.raises(CancelledError):
            restore_backup(database, file, NOW, cancel_at(stop))
        assert units(database) == [UNIT, LATER]
    for stop in range(count_steps(lambda progress: write_backup(database.path, tmp_path / "c", FULL, progress))):
        with pytest.raises(CancelledError):
            write_backup(database.path, file, FULL, cancel_at(stop))
        assert file.read_bytes() == whole
    assert left_over(tmp_path) == []


def count_steps(act: Callable[[Callable[[int, int, str], None]], object]) -> int:
    seen: list[str] = []
    act(lambda _done, _total, text: seen.append(text))
    assert seen
    return len(seen)


def cancel_at(step: int) -> Callable[[int, int, str], None]:
    left = step

    def progress(_done: int, _total: int, _text: str) -> None:
        nonlocal left
        if left == 0:
            raise CancelledError
        left -= 1

    return progress


@pytest.fixture
def no_more_room() -> Iterator[Callable[[int], None]]:
    """Limits how large a file may grow, as a full disk would: SQLite and the system answer alike."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_backup_and_restore_on_a_full_disk_change_nothing(
    database: Database, tmp_path: Path, no_more_room: Callable[[int], None]
) -> None:
    file = written(database, tmp_path / "year.runwu")
    before = file.read_bytes()
    change(database)
    for size in (1_000, 100_000):
        no_more_room(size)
        with pytest.raises((DiskFullError, FolderNotWritableError)):
            write_backup(database.path, file, FULL)
        with pytest.raises(DiskFullError):
            restore_backup(database, file, NOW)
    assert file.read_bytes() == before
    assert units(database) == [UNIT, LATER]
    assert left_over(tmp_path) == []


def test_a_backup_larger_than_the_disk_is_refused_before_the_disk_is_filled(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(database, tmp_path / "year.runwu")
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    with pytest.raises(DiskFullError):
        restore_backup(database, file, NOW)


KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
from culture_desktop.database import Database
from culture_desktop.database.backup import Making, write_backup
from culture_desktop.database.restore import restore_backup
from culture_desktop.vocabulary import Occasion
path, file, deed, stop = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
calls = 0
def die(event, arguments):
    global calls
    if event in ("open", "os.rename", "os.remove", "sqlite3.connect", "os.mkdir", "shutil.rmtree"):
        calls += 1
        if calls == stop:
            os.kill(os.getpid(), 9)
database = Database.open(path)
sys.addaudithook(die)
now = datetime(2026, 11, 23, 20, 41, 5)
if deed == "restore":
    restore_backup(database, file, now)
else:
    write_backup(path, file, Making(Occasion.MANUAL, now))
"""


@pytest.mark.parametrize("deed", ["backup", "restore"])
def test_killed_on_the_way_leaves_the_old_or_the_new_state(database: Database, tmp_path: Path, deed: str) -> None:
    """The process dies by SIGKILL before the n-th file is opened, renamed or removed, for n over the whole way."""
    file = written(database, tmp_path / "year.runwu")
    change(database)
    database.close()
    ends = set()
    for stop in range(1, 400, 17):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(database.path), str(file), deed, str(stop)], check=False, timeout=60
        )
        ends.add(done.returncode)
        inspect_backup(file)
        assert sqlite.problems(database.path) == ()
        again = Database.open(database.path)
        assert units(again) in ([UNIT], [UNIT, LATER])
        again.close()
        if done.returncode == 0:
            break
    assert ends == {0, -9}


def test_equal_manifests_are_equal(database: Database, tmp_path: Path) -> None:
    manifest = write_backup(database.path, tmp_path / "a.runwu", replace(FULL, note="导入人员"))
    assert manifest is not None
    assert manifest == inspect_backup(tmp_path / "a.runwu")
    assert (manifest.reason, manifest.complete) == ("导入人员前", True)
