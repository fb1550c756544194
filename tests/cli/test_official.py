"""``documents official`` as scripts rely on it."""

from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.services.services import Services
from culture_desktop.services.settings import UnitSettings
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    """A data file whose unit can sign."""
    database = Database.open(tmp_path / "runwu.db")
    Services.on(database).settings.save_unit(UnitSettings(issuer="云川工会", decision_prefix="云工"))
    database.close()
    return Inside(tmp_path / "runwu.db")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_circular_from_a_text_file(shell: CommandLine, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "正文.txt").write_bytes("为丰富生活，通知如下。\n一、时间\n三月。\n".encode(encoding))
    arguments = ("--text", str(tmp_path / "正文.txt"), "--title", "关于读书的通知", "--to", "各分工会")
    value = shell.value("documents", "official", "通知", *arguments, "--date", "2026-03-02", "--out", str(tmp_path))
    assert (value["number"], value["pages"]) == ("云工〔2026〕1号", 2)
    assert (tmp_path / "通知.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("通知",), "还缺标题、正文、主送机关"),
        (("函",), "“KIND”填的是“函”"),
        (("总结", "--text", "没有.txt"), "没有.txt"),
        (("总结", "--date", "昨天"), "--date"),
    ],
)
def test_refused(shell: CommandLine, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in shell.refused("documents", "official", *arguments, "--out", str(tmp_path / "x.pdf"))
    assert not (tmp_path / "x.pdf").exists()


def test_scripts_are_told_which_fonts_a_paper_has(shell: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "正文.txt").write_text("读书活动共办 12 场。", encoding="utf-8")
    arguments = ("--text", str(tmp_path / "正文.txt"), "--title", "读书总结", "--out", str(tmp_path))
    value = shell.value("documents", "official", "总结", *arguments)
    assert {"内置仿宋", "内置小标宋"} <= set(value["fonts"])
    assert value["font_notes"] == []
