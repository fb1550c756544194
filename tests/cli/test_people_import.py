"""``people import`` with all that can be chosen, as scripts rely on it."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.imports.lists import xlsx

IMPORT = ("people", "import")


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    """A data file with two people of one roster."""
    shell = Inside(tmp_path / "runwu.db")
    rows = (
        {"工号": "1001", "姓名": "张伟", "部门": "公司/生产一部", "岗位": "班长"},
        {"工号": "1002", "姓名": "李䶮", "部门": "公司/生产二部", "岗位": ""},
    )
    shell.value(*IMPORT, str(xlsx(tmp_path / "第一次.xlsx", *rows)))
    return shell


def positions(shell: CommandLine) -> dict[str, str]:
    return {person["number"]: person["position"] for person in shell.value("people", "list")["people"]}


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("add-update", {"1001": "值长", "1002": "技术员", "1003": "营业员"}),
        ("add", {"1001": "班长", "1002": "", "1003": "营业员"}),
        ("update", {"1001": "值长", "1002": "技术员"}),
        ("fill", {"1001": "班长", "1002": "技术员"}),
    ],
)
def test_each_mode_does_what_it_says(shell: CommandLine, tmp_path: Path, mode: str, expected: dict[str, str]) -> None:
    rows = (("1001", "张伟", "值长"), ("1002", "李䶮", "技术员"), ("1003", "王静", "营业员"))
    path = xlsx(tmp_path / "这次.xlsx", *({"工号": n, "姓名": name, "岗位": job} for n, name, job in rows))
    answer = shell.value(*IMPORT, str(path), "--mode", mode)
    assert positions(shell) == expected
    assert answer["new"] + answer["changed"] + answer["kept"] == 3
    assert answer["mode"] == mode.replace("-", "_")


def test_a_mode_that_there_is_not(shell: CommandLine, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "这次.xlsx", {"工号": "1", "姓名": "王静"})
    sentence = "“--mode”填的是“all”，应为add-update、add、update、fill。原值已保留。"
    assert shell.refused(*IMPORT, str(path), "--mode", "all") == sentence


@pytest.mark.parametrize("by_file", [False, True])
def test_columns_and_units_are_said(shell: CommandLine, tmp_path: Path, by_file: bool) -> None:
    row = {"编码": "1003", "称呼": "王静", "在哪": "总装车间", "籍贯": "合肥"}
    path = xlsx(tmp_path / "这次.xlsx", row)
    mapping, units = {"工号": "编码", "name": "称呼", "部门": "在哪"}, {"总装车间": "公司/生产一部"}
    options = ["--extra", "籍贯"]
    for option, said in (("--mapping", mapping), ("--unit", units)):
        pairs = [f"{name}={value}" for name, value in said.items()]
        if by_file:
            file = tmp_path / f"{option}.json"
            file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
            pairs = [str(file)]
        options += [word for pair in pairs for word in (option, pair)]
    answer = shell.value(*IMPORT, str(path), *options)
    assert (answer["new"], answer["extra"], answer["new_units"]) == (1, ["籍贯"], [])
    listed = {person["number"]: person["unit"] for person in shell.value("people", "list")["people"]}
    assert listed["1003"] == "公司/生产一部"


def test_a_unit_that_is_not_known_is_asked_about(shell: CommandLine, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "这次.xlsx", {"工号": "1003", "姓名": "王静", "部门": "生产部"})
    (question,) = shell.value(*IMPORT, str(path), "--dry-run")["unit_questions"]
    assert (question["written"], question["rows"], question["open"]) == ("生产部", 1, True)
    assert question["candidates"] == ["公司/生产一部", "公司/生产二部"]
    assert shell.value(*IMPORT, str(path), "--unit", "生产部=+公司/生产部")["new_units"] == ["公司/生产部"]


def test_with_a_first_list_its_units_can_be_compared(shell: CommandLine, tmp_path: Path) -> None:
    rows = (
        {"工号": "1001", "姓名": "张伟", "单位": "公司/生产一部", "籍贯": "合肥"},
        {"工号": "1003", "姓名": "王静", "单位": "公司/生产二部", "籍贯": "合肥"},
    )
    command = (*IMPORT, str(xlsx(tmp_path / "这次.xlsx", *rows)))
    told = shell.run(*command, "--dry-run").stdout
    assert "不知道谁从名册里消失了；名册里出现的单位另有在职人员 1 人，加 --leavers-of-units 列出" in told
    answer = shell.value(*command, "--mark-left", "--dry-run")
    assert (answer["source"], answer["leavers"]) == (None, [])
    answer = shell.value(*command, "--leavers-of-units")
    assert ([p["number"] for p in answer["leavers"]], answer["left"]) == (["1002"], 0)
    assert shell.value(*command, "--leavers-of-units", "--mark-left")["left"] == 1


def test_who_is_missing_is_told_and_marked_only_when_asked(shell: CommandLine, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "这次.xlsx", {"工号": "1001", "姓名": "张伟", "部门": "公司/生产一部", "岗位": "班长"})
    answer = shell.value(*IMPORT, str(path))
    assert ([p["number"] for p in answer["leavers"]], answer["left"]) == (["1002"], 0)
    answer = shell.value(*IMPORT, str(path), "--mark-left", "--effective", "2026-03-01")
    assert (answer["left"], answer["effective"], answer["source"]) == (1, "2026-03-01", "第一次.xlsx")
    assert [p["status"] for p in shell.value("people", "list")["people"]] == ["active", "left"]
    assert shell.value(*IMPORT, str(path))["leavers"] == []


def test_every_sheet_is_taken(shell: CommandLine, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, rows in {
        "甲": (("工号", "姓名"), ("2001", "赵敏")),
        "乙": (("姓名", "岗位", "工号"), ("", "", "2002")),
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "两张.xlsx")
    answer = shell.value(*IMPORT, str(tmp_path / "两张.xlsx"), "--all-sheets", "--rejected", str(tmp_path / "错.xlsx"))
    assert (answer["sheet"], answer["new"], answer["error_rows"]) == ("甲、乙", 1, 1)
    assert [(error["sheet"], error["row"]) for error in answer["errors"]] == [("乙", 2)]
    assert openpyxl.load_workbook(tmp_path / "错.xlsx").sheetnames == ["乙"]
