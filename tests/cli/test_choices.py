"""``awards fix|release|choices|break-tie``: a place decided with a reason, told, taken back; refusals by sentence."""

from pathlib import Path

import pytest

from culture_desktop.database import Database
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.awards.campaign import CODE, JUDGES, Round

WHY = "评委会表决 5 票对 2 票"


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    path = tmp_path / "runwu.db"
    database = Database.open(path)
    Round(database, tmp_path).up_to_scores()
    database.close()
    return Inside(path)


def test_decided_told_and_taken_back(shell: CommandLine) -> None:
    assert shell.run("awards", "choices", CODE).stdout == "没有指定人选\n"
    made = shell.value("awards", "fix", CODE, "1006", "--tier", "服务之星", "--reason", WHY)
    (choice,) = made["choices"]
    assert (choice["number"], choice["chosen"], choice["tier"], choice["reason"]) == ("1006", True, "服务之星", WHY)
    winners = shell.value("awards", "propose", CODE)["winners"]
    assert winners[0]["number"] == "1006"
    assert f"按指定入选（{WHY}）" in shell.value("awards", "explain", CODE, "1006")["explanation"]
    assert shell.value("awards", "release", CODE, "1006", "--reason", "程序有误")["choices"] == []
    out = shell.run("awards", "fix", CODE, "1001", "--out", "--reason", "本人放弃").stdout.splitlines()
    assert out[0] == "已记下：林婉清指定不列入"
    assert out[1].split() == ["1001", "林婉清", "指定不列入", "本人放弃"]


def test_a_tie_is_listed_and_decided(shell: CommandLine, tmp_path: Path) -> None:
    sheet = tmp_path / "更正.csv"
    lines = [f"{judge},1004,赵启明,评委评审,{points}" for judge, points in zip(JUDGES, ("88", "90", "86"), strict=True)]
    sheet.write_text("评委,工号,姓名,评分项,分数\n" + "\n".join(lines), encoding="utf-8")
    shell.value("awards", "import", CODE, str(sheet), "--reason", "评委更正")
    assert shell.value("awards", "propose", CODE)["status"] == "tie"
    found = shell.value("awards", "break-tie", CODE)
    assert [one["number"] for one in found["tied"]] == ["1004", "1005"]
    assert "应为能分出先后的一项" in shell.refused("awards", "break-tie", CODE, "--rule", "司龄", "--reason", WHY)
    assert "没有找到可以比较的项目“身高”" in shell.refused(
        "awards", "break-tie", CODE, "--rule", "身高", "--reason", WHY
    )
    assert "（已比较）" in shell.run("awards", "break-tie", CODE).stdout


def test_refusals(shell: CommandLine) -> None:
    assert "指定的理由" in shell.refused("awards", "fix", CODE, "1001")
    assert "没有找到本次评选的推荐对象“9”" in shell.refused("awards", "fix", CODE, "9", "--reason", WHY)
    assert "没有找到指定“林婉清”" in shell.refused("awards", "release", CODE, "1001", "--reason", WHY)
    assert "评的是集体" in shell.refused("awards", "fix", CODE, "1001", "--tier", "优秀班组", "--reason", WHY)
