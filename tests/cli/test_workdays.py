"""``awards workdays``: a year shown, entered from the text of a notice, taken back."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside

TEXT = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。\n"


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    return Inside(tmp_path / "runwu.db")


def test_shown_entered_and_taken_back(shell: CommandLine, tmp_path: Path) -> None:
    assert not shell.value("awards", "workdays", "2027")["known"]
    notice = tmp_path / "通知.txt"
    notice.write_bytes(TEXT.encode("gb18030"))
    options = ("--source", "国办发明电〔2026〕1号", "--on", "2026-11-05")
    year = shell.value("awards", "workdays", "2027", str(notice), *options)
    assert (year["entered"], year["announced_on"]) == (True, "2026-11-05")
    assert [(one["day"], one["works"]) for one in year["days"]][-1] == ("2027-01-09", True)
    assert shell.value("awards", "workdays", "2027") == year
    assert not shell.value("awards", "workdays", "2027", "--forget")["known"]
    assert shell.value("awards", "workdays", "2026")["announced_on"] == "2025-11-04"


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("元旦：1月1日（周四）放假。", ("--source", "通知"), "周五"),
        (TEXT, (), "安排出处"),
        ("没有", ("--source", "通知"), "每行一个节日"),
    ],
)
def test_refused(shell: CommandLine, tmp_path: Path, text: str, options: tuple[str, ...], said: str) -> None:
    notice = tmp_path / "通知.txt"
    notice.write_text(text, encoding="utf-8")
    assert said in shell.refused("awards", "workdays", "2027", str(notice), *options)
    assert "找不到文件" in shell.refused("awards", "workdays", "2027", str(tmp_path / "无.txt"), "--source", "通知")
