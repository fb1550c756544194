"""Forms, nominations, opinions and vetoes on the command line, from the sample year."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.imports.lists import xlsx

OPEN = "2026-YG"
DEPARTMENT = "纪检监察室"


@pytest.fixture
def shell(sample: CommandLine) -> Inside:
    return Inside(sample.data)


def numbers(shell: CommandLine) -> list[str]:
    return [n["number"] for n in shell.value("awards", "check", OPEN)["nominees"]]


def test_forms_go_out_and_come_back_with_nothing_changed(shell: CommandLine, tmp_path: Path) -> None:
    listed = shell.value("awards", "forms", OPEN)
    assert listed["files"] == []
    units = [one["unit"] for one in listed["units"]]
    written = shell.value("awards", "forms", OPEN, "--out", str(tmp_path / "表"), "--book", str(tmp_path / "全.xlsx"))
    assert len(written["files"]) == len(units) + 1
    back = shell.value("awards", "nominate", OPEN, str(tmp_path / "全.xlsx"), "--dry-run")
    assert (back["rows"], back["unchanged"], back["errors"]) == (20, 20, [])
    assert shell.value("awards", "nominate", OPEN, *written["files"][:-1])["unchanged"] == 20
    one = shell.value("awards", "forms", OPEN, "--out", str(tmp_path / "一"), "--unit", units[0])
    assert [Path(file).name for file in one["files"]] == [f"推荐表_{OPEN}_{units[0].rpartition('/')[2]}.xlsx"]
    assert "没有找到单位“无此单位”" in shell.refused(
        "awards", "forms", OPEN, "--out", str(tmp_path / "无"), "--unit", "无此单位"
    )
    assert not (tmp_path / "无").exists()


def test_rows_that_cannot_be_taken_come_back_with_the_reason(shell: CommandLine, tmp_path: Path) -> None:
    paths = [
        xlsx(tmp_path / "一.xlsx", {"工号": "YC-0000", "姓名": "无此人", "主要事迹": "好"}),
        xlsx(tmp_path / "二.xlsx", {"工号": numbers(shell)[0], "主要事迹": "", "姓名": ""}),
    ]
    back = tmp_path / "退回.xlsx"
    done = shell.value("awards", "nominate", OPEN, *map(str, paths), "--rejected", str(back))
    assert [(e["file"], e["row"], e["reason"]) for e in done["errors"]] == [
        ("一.xlsx", 2, "人员库里没有此人，请先导入名册或核对")
    ]
    assert (done["files"], done["empty"], done["unchanged"]) == (["一.xlsx", "二.xlsx"], [], 1)
    assert openpyxl.load_workbook(back).sheetnames == ["一"]


def test_opinions_asked_answered_and_late(shell: CommandLine, tmp_path: Path) -> None:
    first, second = numbers(shell)[:2]
    ask = ("awards", "ask", OPEN, "--department", DEPARTMENT, "--on", "2026-11-02", "--due", "2026-11-09")
    assert shell.value(*ask, "--number", first, "--number", second)["asked"] == 2
    assert shell.value(*ask)["asked"] == 18
    text = ("--text", "正在核查", "--on", "2026-11-04", "--number", first)
    assert shell.value("awards", "answer", OPEN, DEPARTMENT, "objects", *text)["answered"] == 1
    told = shell.value("awards", "opinions", OPEN, "--on", "2026-11-12", "--out", str(tmp_path / "意见"))
    by_number = {row["number"]: row for row in told["opinions"]}
    assert (by_number[first]["verdict"], by_number[first]["overdue"]) == ("objects", False)
    assert (by_number[second]["verdict"], by_number[second]["overdue"]) == (None, True)
    assert [Path(file).name for file in told["files"]] == [f"征求意见_{OPEN}_{DEPARTMENT}.xlsx"]
    lines = shell.run("awards", "opinions", OPEN, "--on", "2026-11-12").stdout
    assert "逾期 3 天" in lines
    assert "共 20 条，未答复 19，有保留或不同意 1" in lines
    assert "“不同意”的理由" in shell.refused("awards", "answer", OPEN, DEPARTMENT, "objects", "--number", second)
    assert "征求过意见的部门“工会”" in shell.refused("awards", "answer", OPEN, "工会", "agrees")
    assert "推荐对象“YC-0”" in shell.refused(*ask, "--number", "YC-0")


def test_a_veto_everywhere_and_lifted(shell: CommandLine) -> None:
    number = numbers(shell)[0]
    bar = (
        "awards",
        "veto",
        OPEN,
        number,
        "--all",
        "--reason",
        "有责投诉",
        "--evidence",
        "工单 12",
        "--on",
        "2026-11-20",
    )
    assert "晚于认定日期" in shell.refused(*bar, "--until", "2026-11-20")
    shell.value(*bar, "--until", "2027-11-20")
    checked = {n["number"]: n for n in shell.value("awards", "check", OPEN)["nominees"]}
    failed = [finding["reason"] for finding in checked[number]["findings"] if not finding["ok"]]
    assert failed == ["2026年11月20日有责投诉（依据：工单 12）"]
    listed = shell.value("awards", "vetoes", OPEN)["vetoes"]
    veto = next(one for one in listed if one["number"] == number)
    assert (veto["campaign"], veto["expires_on"], veto["expired"]) == (None, "2027-11-20", False)
    later = shell.value("awards", "vetoes", "--on", "2027-11-20")["vetoes"]
    assert [one["expired"] for one in later if one["id"] == veto["id"]] == [True]
    assert "解除理由" in shell.refused("awards", "lift", str(veto["id"]), "--reason", " ")
    shell.value("awards", "lift", str(veto["id"]), "--reason", "复核后认定无责")
    assert number not in {one["number"] for one in shell.value("awards", "vetoes", OPEN)["vetoes"]}
    assert "没有找到一票否决" in shell.refused("awards", "lift", str(veto["id"]), "--reason", "再来")
