"""``history list|show|undo|redo`` and ``awards import`` as scripts rely on them."""

from pathlib import Path

import pytest

from culture_desktop.database import Database
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.awards.campaign import CODE, Round
from tests.services.imports.lists import xlsx

ENTRY_KEYS = {"id", "kind", "label", "made_at", "rows", "subject", "reason", "reverted", "undoable"}


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    """A data file with a campaign that has its scores."""
    database = Database.open(tmp_path / "runwu.db")
    Round(database, tmp_path).up_to_scores()
    database.close()
    return Inside(tmp_path / "runwu.db")


def labels(shell: CommandLine, *filters: str) -> list[str]:
    return [entry["label"] for entry in shell.value("history", "list", *filters)["entries"]]


def test_the_list_and_its_filters(shell: CommandLine) -> None:
    entries = shell.value("history", "list")["entries"]
    assert all(entry.keys() == ENTRY_KEYS for entry in entries)
    assert [entry["id"] for entry in entries] == sorted((entry["id"] for entry in entries), reverse=True)
    assert labels(shell, "--limit", "2") == ["导入评分", "推荐集体"]
    assert labels(shell, "--campaign", CODE) == ["导入评分", "推荐集体", "推荐个人", "新建评选"]
    assert labels(shell, "--activity", "2026-001") == ["登记签到", "添加参与人", "新建活动"]
    assert labels(shell, "--person", "1001")[-1] == "添加人员"
    assert labels(shell, "--search", "推荐") == ["推荐集体", "推荐个人"]
    assert "没有找到评选“2031”" in shell.refused("history", "list", "--campaign", "2031")
    assert "没有找到人员“9”" in shell.refused("history", "list", "--person", "9")


def test_one_entry_in_words(shell: CommandLine) -> None:
    newest = shell.value("history", "list", "--limit", "1")["entries"][0]
    told = shell.value("history", "show", str(newest["id"]), "--limit", "4")
    assert told.keys() == ENTRY_KEYS | {"changes", "total"}
    assert (told["total"], len(told["changes"])) == (30, 4)  # three judges, then nine nominees by each of them
    assert told["changes"][3].keys() == {"kind", "table", "subject", "fields"}
    assert {"title": "分数", "old": "", "new": "96"} in told["changes"][3]["fields"]
    lines = shell.run("history", "show", str(newest["id"]), "--limit", "4").stdout.splitlines()
    assert lines[1] == "理由：评委更正"
    assert "  新增 评分　林婉清·评委评审·雷慧珍" in lines
    assert "    分数：— → 96" in lines
    assert lines[-1] == "  另有 26 行"
    assert "没有找到历史记录“999”" in shell.refused("history", "show", "999")


def test_a_step_is_undone_and_done_again(shell: CommandLine, tmp_path: Path) -> None:
    roster = xlsx(tmp_path / "名册.xlsx", {"工号": "2001", "姓名": "张伟", "部门": "公司/客服中心"})
    shell.value("people", "import", str(roster))
    people = len(shell.value("people", "list")["people"])
    done = shell.run("history", "undo")
    assert (done.returncode, done.stdout) == (0, "已撤销：导入人员\n")
    assert len(shell.value("people", "list")["people"]) == people - 1
    assert shell.value("history", "redo")["label"] == "导入人员"
    assert len(shell.value("people", "list")["people"]) == people
    assert "没有可以恢复的操作" in shell.refused("history", "redo")
    added = shell.value("history", "list", "--person", "1001")["entries"][-1]
    assert "“添加人员”还不能撤销" in shell.refused("history", "undo", str(added["id"]))


def test_nothing_to_undo(tmp_path: Path) -> None:
    assert "没有可以撤销的操作" in Inside(tmp_path / "new.db").refused("history", "undo")


def test_corrected_scores_take_a_reason(shell: CommandLine, tmp_path: Path) -> None:
    sheet = tmp_path / "更正.csv"
    sheet.write_text("评委,工号,姓名,评分项,分数\n雷慧珍,1001,林婉清,评委评审,95.5", encoding="utf-8")
    assert shell.value("awards", "import", CODE, str(sheet), "--dry-run")["changed"] == 1
    assert "须写明理由" in shell.refused("awards", "import", CODE, str(sheet))
    answer = shell.value("awards", "import", CODE, str(sheet), "--reason", "评委签字更正")
    assert (answer["campaign"], answer["changed"], answer["written"]) == (CODE, 1, True)
    newest = shell.value("history", "list", "--limit", "1")["entries"][0]
    assert (newest["label"], newest["reason"]) == ("导入评分", "评委签字更正")
