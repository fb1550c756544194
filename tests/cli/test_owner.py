"""While a window has the data file, commands leave it alone and say so."""

import shutil
from pathlib import Path

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.database.processes import ask, holders, say
from tests.services.imports.lists import xlsx


def test_commands_on_a_file_that_is_open_elsewhere(sample_process: CommandLine, tmp_path: Path) -> None:
    shell = Inside(sample_process.data)
    roster = xlsx(tmp_path / "名册.xlsx", {"工号": "9001", "姓名": "李四"})
    backup = tmp_path / "b.runwu"
    shell.value("store", "backup", str(backup))
    commands = [
        ("people", "list"),
        ("people", "import", str(roster)),
        ("store", "info"),
        ("store", "restore", str(backup)),
        ("demo", "--out", str(tmp_path), "--no-window"),
    ]
    with holders(sample_process.data) as (window,):
        assert ask([window], "open") == ["open"]
        before = sample_process.data.read_bytes()
        for command in commands:
            assert shell.refused(*command) == (
                f"“runwu-demo.db”已由另一个润物窗口或命令（进程 {window.pid}）打开，一次只能在一处使用，"
                "没有改动任何内容。请到那里继续，或关闭它后再试。"
            )
        assert sample_process.refused("people", "list") == shell.refused("people", "list")
        assert sample_process.data.read_bytes() == before
        say(window, "end")
        window.wait(timeout=20)
    assert len(shell.value("people", "list")["people"]) == 1200


def test_one_command_after_the_other_and_a_file_that_went(sample_process: CommandLine, tmp_path: Path) -> None:
    shell = Inside(sample_process.data)
    for _ in range(2):
        assert shell.value("store", "check")["sound"] is True
    moved = shutil.move(sample_process.data, tmp_path / "elsewhere.db")
    assert Inside(Path(moved)).value("store", "info")["counts"]["人员"] == 1200
