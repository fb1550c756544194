"""Lists of other kinds than people on the command line: look, write, give back what cannot be written."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.imports.lists import xlsx


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    """A data file with three people in one unit, of whom two bear the same name."""
    shell = Inside(tmp_path / "runwu.db")
    people = [
        {"工号": number, "姓名": name, "部门": "公司/客服中心", "手机": phone}
        for number, name, phone in (
            ("1001", "林婉清", "13800000001"),
            ("1002", "张伟", "13800000002"),
            ("1003", "张伟", "13800000003"),
        )
    ]
    shell.value("people", "import", str(xlsx(tmp_path / "名册.xlsx", *people)))
    return shell


def test_organisations_and_their_members(shell: CommandLine, tmp_path: Path) -> None:
    rows = (
        {"名称": "一支部", "上级": "党委", "类型": "党支部"},
        {"名称": "党委", "类型": "党委"},
        {"名称": "班", "上级": "无"},
    )
    path, back = xlsx(tmp_path / "组织.xlsx", *rows), tmp_path / "退回.xlsx"
    dry = shell.value("organisations", "import", str(path), "--dry-run")
    done = shell.value("organisations", "import", str(path), "--rejected", str(back))
    assert dry == done | {"written": False}
    assert (done["new"], done["error_rows"], done["new_units"]) == (2, 1, [])
    assert openpyxl.load_workbook(back).active["E2"].value == "上级：上级“无”不在表里，库里也没有"
    listed = shell.value("organisations", "list")["organisations"]
    assert {"path": "党委/一支部", "kind": "party", "people": 0} in listed
    members = xlsx(tmp_path / "党员.xlsx", {"工号": "1001", "姓名": "林婉清", "党支部": "一支部", "职务": "书记"})
    assert shell.value("memberships", "import", str(members))["new"] == 1
    assert shell.value("memberships", "import", str(members))["unchanged"] == 1
    written = xlsx(tmp_path / "写法.xlsx", {"工号": "1001", "姓名": "林婉清", "党支部": "第1支部", "职务": "书记"})
    assert "没有这个组织" in shell.run("memberships", "import", str(written), "--dry-run").stdout
    written = xlsx(tmp_path / "写法.xlsx", {"工号": "1001", "姓名": "林婉清", "党支部": "1支部", "职务": "书记"})
    said = shell.run("memberships", "import", str(written), "--dry-run").stdout
    assert "1 行：“1支部”与“党委/一支部”只是写法不同" in said
    shell.value("organisations", "export", str(tmp_path / "出.xlsx"))
    again = shell.value("organisations", "import", str(tmp_path / "出.xlsx"), "--dry-run")
    assert (again["unchanged"], again["rows"]) == (4, 4)


def test_columns_that_nobody_could_know_are_said_for_every_kind(shell: CommandLine, tmp_path: Path) -> None:
    """The sentence about a header that is not found says so, so every kind has the option."""
    trees = xlsx(tmp_path / "组织.xlsx", {"甲": "一支部", "乙": "党支部"})
    refused = shell.refused("organisations", "import", str(trees))
    assert refused.endswith("请确认表里有这些列标题，或手工指定哪一列是什么。")
    said = ("--mapping", "单位名称=甲", "--mapping", "kind=乙")
    assert shell.value("organisations", "import", str(trees), *said)["new"] == 1
    members = xlsx(tmp_path / "党员.xlsx", {"甲": "1001", "乙": "林婉清", "丙": "一支部"})
    mapping = tmp_path / "对应.json"
    mapping.write_text('{"工号": "甲", "姓名": "乙", "组织": "丙"}', encoding="utf-8")
    assert shell.value("memberships", "import", str(members), "--mapping", str(mapping))["new"] == 1
    deeds = xlsx(tmp_path / "行为.xlsx", {"甲": "1001", "乙": "林婉清", "丙": "2026-03-05", "丁": "迟到", "戊": -1})
    pairs = ("工号=甲", "姓名=乙", "日期=丙", "条目=丁", "分值=戊")
    mapped = [word for pair in pairs for word in ("--mapping", pair)]
    assert shell.value("conduct", "import", str(deeds), *mapped)["new"] == 1
    assert "“颜色”" in shell.refused("conduct", "import", str(deeds), "--mapping", "颜色=甲")


def test_conduct(shell: CommandLine, tmp_path: Path) -> None:
    row = {"工号": "1001", "姓名": "林婉清", "日期": "2026-03-05", "规范": "迟到", "扣分": 1}
    path = xlsx(tmp_path / "行为.xlsx", row)
    assert shell.value("conduct", "import", str(path))["new"] == 1
    added = shell.value("conduct", "add", "1001", "--norm", "拾金不昧", "--points", "2", "--on", "2026-04-01")["id"]
    shell.value("conduct", "reverse", "1", "--reason", "有假条", "--on", "2026-04-02")
    listed = shell.value("conduct", "list", "1001")
    assert (listed["total"], [record["reverses"] for record in listed["records"]]) == ("2.00", [1, None, None])
    assert added == 2
    shell.refused("conduct", "reverse", "1", "--reason", "再来")
    shell.refused("conduct", "add", "1001", "--norm", "迟到", "--points", "很多")
    shell.value("conduct", "export", str(tmp_path / "出.csv"))
    again = shell.value("conduct", "import", str(tmp_path / "出.csv"))
    assert (again["unchanged"], again["rows"]) == (3, 3)


def test_honours(shell: CommandLine, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "历年.xlsx", {"获奖人": "林婉清", "荣誉称号": "劳动模范", "年度": 2024})
    assert shell.value("honours", "import", str(path), "--dry-run")["new"] == 1
    assert shell.value("honours", "import", str(path))["new"] == 1
    assert shell.value("honours", "import", str(path))["unchanged"] == 1
    assert shell.value("people", "show", "1001")["honours"] == ["劳动模范"]
    assert shell.value("store", "verify")["links"] == 1


def test_sessions_of_an_activity(sample: CommandLine, tmp_path: Path) -> None:
    shell, code = Inside(sample.data), "2026-048"
    first, second = shell.value("participation", "show", code)["participants"][:2]
    rows = [
        {"工号": person["number"], "姓名": person["name"], "1": "√", "2": mark}
        for person, mark in ((first, "√"), (second, "病假"))
    ]
    path = str(xlsx(tmp_path / "考勤.xlsx", *rows))
    assert shell.value("participation", "import", code, path, "--sessions", "--dry-run")["changed"] == 2
    assert shell.value("participation", "import", code, path, "--sessions")["changed"] == 2
    answer = shell.value("participation", "show", code)
    assert answer["sessions"] == 2
    counts = {person["number"]: person["sessions"] for person in answer["participants"]}
    assert (counts[first["number"]], counts[second["number"]]) == (2, 1)
    assert "2/2" in shell.run("participation", "show", code).stdout
    person = {"工号": first["number"], "姓名": first["name"], "9月8日": "√", "9月1日": "√"}
    days = str(xlsx(tmp_path / "按日.xlsx", person))
    said = shell.run("participation", "import", code, days, "--sessions", "--dry-run").stdout
    assert "9月8日→第 1 场，9月1日→第 2 场" in said


def test_ballots_are_counted(sample: CommandLine, tmp_path: Path) -> None:
    shell = Inside(sample.data)
    campaign = next(c["code"] for c in shell.value("awards", "list")["campaigns"] if c["winners"] == 0)
    nominees = [n for n in shell.value("awards", "check", campaign)["nominees"] if n["kind"] == "person"][:2]
    assert shell.value("awards", "ballots", campaign)["papers"] == 0
    papers = [
        {"票号": 1, nominees[0]["number"]: "√", nominees[1]["number"]: "×"},
        {"票号": 2, nominees[0]["number"]: "√"},
    ]
    done = shell.value("awards", "ballots", campaign, str(xlsx(tmp_path / "选票.xlsx", *papers)))
    assert (done["new"], done["written"]) == (2, True)
    count = shell.value("awards", "ballots", campaign)
    found = {n["number"]: (n["for"], n["against"], n["abstain"]) for n in count["nominees"]}
    assert (count["papers"], count["round"]) == (2, 1)
    assert [found[n["number"]] for n in nominees] == [(2, 0, 0), (0, 1, 1)]
    papers[0][nominees[0]["number"]] = "弃权"
    corrected = str(xlsx(tmp_path / "更正.xlsx", *papers))
    assert "须写明理由" in shell.refused("awards", "ballots", campaign, corrected)
    assert shell.value("awards", "ballots", campaign, corrected, "--reason", "唱票有误")["changed"] == 1
    assert shell.value("store", "verify")["sound"]


def test_a_form_goes_out_and_comes_back(sample: CommandLine, tmp_path: Path) -> None:
    shell, code, form = Inside(sample.data), "2026-048", tmp_path / "报名表.xlsx"
    listed = shell.value("organisations", "list")["organisations"]
    team = next(o for o in listed if o["kind"] == "team" and o["people"])
    shell.value("participation", "template", code, "--out", str(form), "--unit", team["path"])
    answer = shell.value("participation", "import", code, str(form), "--dry-run")
    assert (answer["rows"], answer["errors"], answer["ambiguous"]) == (team["people"], [], 0)
    assert "扩展名应为 .xlsx" in shell.refused("participation", "template", code, "--out", str(tmp_path / "报名表.csv"))


def test_all_sheets_and_hidden_rows(shell: CommandLine, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("二月")
    first.append(["工号", "姓名", "日期", "行为", "分值"])
    first.append(["1001", "林婉清", "2026-01-05", "微笑服务", 2])
    second.append(["姓名", "工号", "日期", "行为", "扣分"])
    second.append(["张伟", "1002", "2026-02-05", "迟到", 1])
    second.append(["张伟", "1003", "2026-02-06", "迟到", "一"])
    first.row_dimensions[2].hidden = True
    book.save(tmp_path / "记录.xlsx")
    command = ("conduct", "import", str(tmp_path / "记录.xlsx"), "--all-sheets")
    assert shell.value(*command, "--dry-run")["new"] == 2
    done = shell.value(*command, "--skip-hidden")
    assert (done["sheet"], done["new"], done["kept"]) == ("Sheet、二月", 1, 1)
    assert [(error["sheet"], error["row"], error["reason"]) for error in done["errors"]] == [("二月", 3, "不是数字")]
