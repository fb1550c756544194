"""What the command line refuses, and that a refusal leaves everything as it was."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine

TOO_LONG = "长" * 100


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_backup_never_takes_the_place_of_the_data(sample_process: CommandLine) -> None:
    before = digest(sample_process.data)
    assert "不能被覆盖" in sample_process.refused("store", "backup", str(sample_process.data))
    assert "不能被覆盖" in sample_process.refused("store", "backup", f"{sample_process.data}-wal")
    assert digest(sample_process.data) == before
    assert sample_process.value("store", "check")["sound"] is True


def test_a_backup_never_takes_the_place_of_another_data_file(empty_process: CommandLine, tmp_path: Path) -> None:
    other = CommandLine(tmp_path / "other.db")
    other.value("store", "info")
    assert "不能被覆盖" in empty_process.refused("store", "backup", str(other.data))
    assert other.value("store", "check")["sound"] is True


def test_a_device_is_not_replaced_by_a_file(empty_process: CommandLine, tmp_path: Path) -> None:
    pipe = tmp_path / "queue"
    os.mkfifo(pipe)
    assert "不能被覆盖" in empty_process.refused("store", "backup", str(pipe))
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_paper_takes_the_place_of_papers_only(sample_process: CommandLine, tmp_path: Path) -> None:
    backup = tmp_path / "年度.runwu"
    sample_process.value("store", "backup", str(backup))
    before = digest(backup)
    assert ".pdf" in sample_process.refused("documents", "notice", "2026-XJ", "--out", str(backup))
    assert ".pdf" in sample_process.refused("documents", "notice", "2026-XJ", "--out", str(sample_process.data))
    assert digest(backup) == before
    assert sample_process.value("store", "check")["sound"] is True


def test_a_folder_that_is_not_there_is_made_for_the_paper(sample_process: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "新 建" / "文书"
    made = sample_process.value("documents", "notice", "2026-XJ", "--out", str(folder))
    assert made["file"] == str(folder / "公示.pdf")
    assert (folder / "公示.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    "command",
    [
        ("documents", "notice", "2026-XJ", "--out", f"{TOO_LONG}.pdf"),
        ("documents", "notice", "2026-XJ", "--out", TOO_LONG),
        ("store", "backup", f"{TOO_LONG}.runwu"),
        ("store", "restore", f"{TOO_LONG}.runwu"),
        ("people", "import", f"{TOO_LONG}.xlsx"),
        ("people", "export", f"{TOO_LONG}.xlsx"),
        ("participation", "import", "2026-001", f"{TOO_LONG}.csv"),
    ],
    ids=lambda command: "-".join(command[:2]),
)
def test_a_name_longer_than_the_system_takes(sample_process: CommandLine, command: tuple[str, ...]) -> None:
    assert sample_process.refused(*command)[-1] == "。"


@pytest.mark.parametrize("year", ["-5", "0", "99999"])
def test_a_year_outside_the_calendar_is_wrong_usage(empty_process: CommandLine, year: str) -> None:
    done = empty_process.run("activities", "list", "--year", year)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%20b.db", "甲 乙'\".db"])
def test_any_name_of_a_data_file_means_that_file(tmp_path: Path, name: str) -> None:
    shell = CommandLine(tmp_path / name)
    assert shell.value("store", "info")["path"] == str(shell.data)
    assert shell.value("store", "check")["sound"] is True
    shell.value("store", "backup", str(tmp_path / "b.runwu"))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, f"{name}-lock", f"{name}-sums", "b.runwu"])


def test_a_link_to_a_data_file_brings_its_files_along(sample_process: CommandLine, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(sample_process.data)
    assert CommandLine(link).value("store", "check")["sound"] is True


def test_a_folder_is_no_data_file(tmp_path: Path) -> None:
    assert "不是润物的数据文件" in CommandLine(tmp_path).refused("store", "info")


def test_a_damaged_schema_is_no_bug(sample_process: CommandLine) -> None:
    content = bytearray(sample_process.data.read_bytes())
    for offset in range(200, 4096):
        content[offset] ^= 0xFF
    sample_process.data.write_bytes(content)
    assert "已损坏" in sample_process.refused("people", "list")
    assert sample_process.data.read_bytes() == content


def test_shared_options_may_stand_behind_the_command(empty_process: CommandLine) -> None:
    done = empty_process.run("people", "list", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, '{"people": []}\n', "")


def test_a_broken_character_is_no_bug(empty_process: CommandLine) -> None:
    assert "残缺的字符" in empty_process.refused("people", "list", "--search", "\udcff")
    assert "残缺的字符" in empty_process.refused("activities", "show", "\udcff")


def test_a_forgotten_password_is_removed_only_for_the_file_that_is_named(empty_process: CommandLine) -> None:
    shell = empty_process
    shell.value("store", "info")
    sentence = "写的是“别的.db”，数据文件名是“runwu.db”，密码没有移除。请核对后再写一遍。"
    assert shell.refused("store", "unlock", "别的.db") == sentence
    assert shell.run("store", "unlock", "runwu.db").stdout == "已移除密码，窗口打开时不再询问\n"
