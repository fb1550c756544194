"""``awards fix|release|choices``: a place decided with a reason, told, taken back; refusals by sentence."""

from pathlib import Path

import pytest

from culture_desktop.database import Database
from tests.cli.conftest import CommandLine
from tests.cli.inside import Inside
from tests.services.awards.campaign import CODE, Round

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


def test_refusals(shell: CommandLine) -> None:
    assert "指定的理由" in shell.refused("awards", "fix", CODE, "1001")
    assert "没有找到本次评选的推荐对象“9”" in shell.refused("awards", "fix", CODE, "9", "--reason", WHY)
    assert "没有找到指定“林婉清”" in shell.refused("awards", "release", CODE, "1001", "--reason", WHY)
    assert "评的是集体" in shell.refused("awards", "fix", CODE, "1001", "--tier", "优秀班组", "--reason", WHY)
