"""0 done, 2 wrong usage, 1 a bug; what is wrong with the input is 3 and has its own tests."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.imports.lists import xlsx

USAGE = [
    ("unknown",),
    ("people",),
    ("people", "unknown"),
    ("people", "import"),
    ("people", "import", "a.xlsx", "b.xlsx"),
    ("people", "import", "a.xlsx", "--unknown"),
    ("people", "list", "--search"),
    ("people", "export"),
    ("participation", "import", "2026-001"),
    ("store", "backup"),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_is_2_and_touches_nothing(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    data = tmp_path / "runwu.db"
    done = Inside(data).run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stdout + done.stderr
    assert not data.exists()


def test_help_is_0(empty_process: CommandLine) -> None:
    done = empty_process.run("people", "import", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "--dry-run" in done.stdout
    assert not empty_process.data.exists()


def test_no_command_and_no_display_is_2_with_a_sentence(empty_process: CommandLine) -> None:
    done = empty_process.run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("没有可用的显示器")


def test_a_bug_is_1_and_the_log_names_nobody(empty_process: CommandLine, tmp_path: Path) -> None:
    """A trigger that no version of ours makes: the database refuses what the program had every reason to write."""
    empty_process.value("store", "info")
    connection = sqlite3.connect(empty_process.data)
    connection.execute("CREATE TRIGGER odd BEFORE INSERT ON person BEGIN SELECT RAISE(ABORT, 'odd'); END")
    connection.close()
    path = xlsx(tmp_path / "名册.xlsx", {"工号": "1001", "姓名": "欧阳明月", "手机": "13800000001"})
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    done = empty_process.run("people", "import", str(path), environment=home)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("程序出错了（IntegrityError），已写入的数据不受影响。")
    (log,) = tmp_path.rglob("runwu.log")
    text = log.read_text(encoding="utf-8")
    assert "sqlite.py" in text
    assert not any(private in text for private in ("欧阳", "ouyang", "13800000001"))


def test_a_reader_who_has_seen_enough_is_no_bug(sample_process: CommandLine) -> None:
    command = [sys.executable, "-m", "culture_desktop", "--data", str(sample_process.data), "--json", "people", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(12) == b'{"people": ['
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
