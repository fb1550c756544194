"""Every bad input of the trade: one sentence on stderr that says what to do, exit 3, and the data as it was."""

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.imports.lists import Cells, xlsx
from tests.spreadsheets import files

Builder = Callable[[Path], Path]
PERSON = {"工号": "1001", "姓名": "张伟"}


def written(content: bytes) -> Builder:
    def build(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return build


def cut_off(path: Path) -> Path:
    files.xlsx(path)
    path.write_bytes(path.read_bytes()[:-700])
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def two_columns(path: Path) -> Path:
    return files.xlsx(path, [("工号", "员工编号", "姓名"), ("1", "2", "张伟")])


LISTS: dict[str, tuple[Builder, str]] = {
    "no file": (lambda path: path, "找不到文件“名册.xlsx”。"),
    "a folder": (folder, "“名册.xlsx”打不开，"),
    "an empty file": (written(b""), "“名册.xlsx”里没有数据。"),
    "a picture": (written(b"\x89PNG\r\n\x1a\n" + bytes(40)), "“名册.xlsx”不是能读取的名单文件。"),
    "a web page": (written(b"<html><table></table></html>"), "“名册.xlsx”不是能读取的名单文件。"),
    "a password": (lambda path: files.compound_file(path, "EncryptedPackage"), "“名册.xlsx”设了打开密码，"),
    "cut off": (cut_off, "“名册.xlsx”不完整或已损坏，"),
    "a zip bomb": (lambda path: files.raw_sheet(path, " " * 60_000_000), "“名册.xlsx”超出可读取的大小（"),
    "17 billion cells": (
        lambda path: files.raw_sheet(path, files.row(1, "a") + f'<row r="1048576">{files.cell("XFD1048576")}</row>'),
        "“名册.xlsx”超出可读取的大小（",
    ),
    "no header": (lambda path: files.xlsx(path, [("1", "张伟"), ("2", "李四")]), "在“名册.xlsx”里找不到表头行，"),
    "a header and nothing else": (lambda path: files.xlsx(path, [("工号", "姓名")]), "“名册.xlsx”里没有数据。"),
    "two columns for one field": (two_columns, "“名册.xlsx”里有不止一列对应“工号”：工号、员工编号。"),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a roster and a data file that it was imported into."""
    folder = tmp_path_factory.mktemp("before")
    CommandLine(folder / "runwu.db").value("people", "import", str(xlsx(folder / "先前.xlsx", PERSON)))
    return folder


@pytest.fixture
def shell(before: Path, tmp_path: Path) -> CommandLine:
    """Somebody is on the books already."""
    shutil.copytree(before, tmp_path, dirs_exist_ok=True)
    return Inside(tmp_path / "runwu.db")


def people(shell: CommandLine) -> list[str]:
    """The names in the data file, as any other program reads them."""
    connection = sqlite3.connect(f"file:{shell.data}?mode=ro", uri=True)
    names = [row[0] for row in connection.execute("SELECT name FROM person ORDER BY number")]
    connection.close()
    return names


@pytest.mark.parametrize("case", LISTS)
def test_a_list_that_cannot_be_read(shell: CommandLine, tmp_path: Path, case: str) -> None:
    build, beginning = LISTS[case]
    sentence = shell.refused("people", "import", str(build(tmp_path / "名册.xlsx")))
    assert sentence.startswith(beginning)
    assert "请" in sentence
    assert people(shell) == ["张伟"]


def test_a_process_of_its_own_says_the_same(shell: CommandLine, tmp_path: Path) -> None:
    path = files.compound_file(tmp_path / "名册.xlsx", "EncryptedPackage")
    arguments = ("people", "import", str(path))
    assert CommandLine(shell.data).refused(*arguments) == shell.refused(*arguments)


def test_a_sheet_that_is_not_there(shell: CommandLine, tmp_path: Path) -> None:
    sentence = shell.refused("people", "import", str(tmp_path / "先前.xlsx"), "--sheet", "离职")
    assert sentence == "“先前.xlsx”里没有名为“离职”的工作表，只有：Sheet。请另选一个。"


def test_a_sheet_that_claims_every_row_there_can_be(shell: CommandLine, tmp_path: Path) -> None:
    """One styled cell at the very end: the people are read, and every row in between is accounted for."""
    path = files.raw_sheet(
        tmp_path / "名册.xlsx", files.small_table(3) + '<row r="1048576"><c r="B1048576" s="0"/></row>'
    )
    answer = shell.value("people", "import", str(path))
    assert (answer["rows"], answer["new"]) == (2, 2)
    skipped = sum(run["last"] - run["first"] + 1 for run in answer["skipped"])
    assert answer["header_row"] + answer["rows"] + skipped in (3, 1_048_576)


CELLS: dict[str, tuple[Cells, str, str, str]] = {
    "a number twice": ({"工号": "1001", "姓名": "张伟"}, "工号", "1001", "工号与第 2 行重复"),
    "a date that is none": (
        {"工号": "2", "姓名": "李四", "出生日期": "2019-02-30"},
        "出生日期",
        "2019-02-30",
        "没有这一天",
    ),
    "an ID as a number": (
        {"工号": "2", "姓名": "李四", "身份证号": 110105199003070012.0},
        "身份证号",
        "1*****************7",
        "身份证号以数字保存，末几位已丢失，请向来源重新索取",
    ),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_row_that_cannot_be_taken_does_not_keep_the_others_out(shell: CommandLine, tmp_path: Path, case: str) -> None:
    row, column, value, reason = CELLS[case]
    answer = shell.value("people", "import", str(xlsx(tmp_path / "名册.xlsx", PERSON, row)))
    assert answer["errors"] == [{"sheet": "Sheet", "row": 3, "column": column, "value": value, "reason": reason}]
    assert (answer["unchanged"], answer["error_rows"]) == (1, 1)


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "<img src='file:///etc/passwd'>", "</para><b", "{name}", "%s"])
def test_a_name_is_text_whatever_it_looks_like(shell: CommandLine, tmp_path: Path, name: str) -> None:
    shell.value("people", "import", str(xlsx(tmp_path / "名册.xlsx", {"工号": "2", "姓名": name})))
    assert people(shell) == ["张伟", name]
    assert name in shell.run("people", "list").stdout


def test_a_folder_that_cannot_be_written_to(shell: CommandLine, tmp_path: Path) -> None:
    """A file stands where the folder should be: not even the administrator can write into that."""
    nowhere = tmp_path / "先前.xlsx" / "out.xlsx"
    assert shell.refused("people", "export", str(nowhere)).startswith("“out.xlsx”无法写入，没有写出任何内容。")
    bad = xlsx(tmp_path / "名册.xlsx", {"工号": "2", "姓名": "李四"}, {"工号": "", "姓名": "王五"})
    shell.refused("people", "import", str(bad), "--rejected", str(nowhere))
    assert people(shell) == ["张伟"]


def test_a_data_file_in_such_a_folder(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "名册.xlsx", PERSON)
    sentence = Inside(path / "runwu.db").refused("people", "import", str(path))
    assert "无法写入" in sentence


def test_an_export_of_another_kind(shell: CommandLine, tmp_path: Path) -> None:
    assert "扩展名应为 .xlsx 或 .csv" in shell.refused("people", "export", str(tmp_path / "人员.docx"))
    assert not (tmp_path / "人员.docx").exists()


def on_a_full_disk(shell: CommandLine, room: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run with no file allowed to grow beyond ``room`` bytes, which is how a full disk meets a writer."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "-m", "culture_desktop", "--data", str(shell.data), "--json", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False, preexec_fn=limit)


def test_a_disk_that_fills_up_during_an_import(shell: CommandLine, tmp_path: Path) -> None:
    rows = [{"工号": f"{n:05d}", "姓名": "李四", "部门": f"公司/{n % 90}班"} for n in range(8_000)]
    path = xlsx(tmp_path / "名册.xlsx", *rows)
    room = shell.data.stat().st_size + 500_000  # enough for the backup before it
    done = on_a_full_disk(shell, room, "people", "import", str(path))
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert done.stderr == "数据文件“runwu.db”无法写入，这次改动没有保存。请检查磁盘空间和文件夹权限后再试。\n"
    assert people(shell) == ["张伟"]
    assert shell.value("store", "check")["sound"] is True
    assert shell.value("people", "import", str(path))["new"] == 8_000


def test_a_disk_that_fills_up_during_an_export(shell: CommandLine, tmp_path: Path) -> None:
    rows = [{"工号": f"{n:05d}", "姓名": "李四"} for n in range(3_000)]
    shell.value("people", "import", str(xlsx(tmp_path / "名册.xlsx", *rows)))
    path = tmp_path / "人员.csv"
    path.write_text("原有内容", encoding="utf-8")
    done = on_a_full_disk(shell, 40_000, "people", "export", str(path))
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert done.stderr == "磁盘空间不足，“人员.csv”没有写出，原有内容未受影响。请清理磁盘后再试。\n"
    assert path.read_text(encoding="utf-8") == "原有内容"
    assert not list(tmp_path.glob("*.part"))


def test_a_data_file_of_a_newer_version(shell: CommandLine, tmp_path: Path) -> None:
    connection = sqlite3.connect(shell.data)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = shell.data.read_bytes()
    sentence = shell.refused("people", "import", str(tmp_path / "先前.xlsx"))
    assert sentence.startswith("“runwu.db”由更新版本的润物写成，本版本打不开。")
    assert shell.data.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"no database at all", b"SQLite format 3\0" + bytes(4080)], ids=["text", "a stranger"]
)
def test_a_file_that_is_no_data_file(tmp_path: Path, content: bytes) -> None:
    empty = Inside(tmp_path / "runwu.db")
    empty.data.write_bytes(content)
    path = xlsx(tmp_path / "名册.xlsx", PERSON)
    assert empty.refused("people", "import", str(path)).startswith("“runwu.db”不是润物的数据文件，或已损坏。")
    assert empty.data.read_bytes() == content


def test_a_data_file_that_another_program_holds(shell: CommandLine, tmp_path: Path) -> None:
    holder = sqlite3.connect(shell.data, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    path = xlsx(tmp_path / "名册.xlsx", {"工号": "2", "姓名": "李四"})
    assert "正被另一个程序写入，这次改动没有保存" in shell.refused("people", "import", str(path))
    holder.execute("ROLLBACK")
    holder.close()
    assert people(shell) == ["张伟"]
