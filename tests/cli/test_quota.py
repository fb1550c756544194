"""``awards quota``: a list of units in, places and explanations out, and refusals by sentence."""

from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.imports.lists import Cells, xlsx

STAFF = """2026年各单位名额
单位,在岗人数,产值（万元）
客户服务部,312,1200.5
计量部,188人,300
营业一部,57,80
营业二部,57,80
合计,614,1660.5
"""

TIED = {"units": ["营业一部", "营业二部"], "seats": 1}


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    return Inside(tmp_path / "unused.db")


@pytest.fixture
def staff(tmp_path: Path) -> str:
    path = tmp_path / "名额.csv"
    path.write_text(STAFF, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("options", "seats", "ties"),
    [
        (["--seats", "21", "--method", "hamilton"], [11, 6, 2, 2], []),
        (["--seats", "20", "--method", "webster", "--min", "1", "--max", "9"], [9, 7, 2, 2], []),
        (["--seats", "15", "--method", "dhondt"], [8, 5, 1, 1], []),
        (["--seats", "5", "--method", "huntington_hill"], [2, 1, 1, 1], []),
        (["--seats", "3", "--method", "hamilton", "--max", "1"], [1, 1, 0, 0], [TIED]),
        (["--seats", "20", "--factor", "在岗人数=50", "--factor", "产值=50"], [12, 5, 1, 1], [TIED]),
    ],
    ids=["hamilton", "webster", "dhondt", "huntington_hill", "tie", "factors"],
)  # fmt: skip
def test_places(shell: CommandLine, staff: str, options: list[str], seats: list[int], ties: list[object]) -> None:
    found = shell.value("awards", "quota", staff, *options)
    assert list(found["seats"].values()) == seats
    assert list(found["seats"]) == ["客户服务部", "计量部", "营业一部", "营业二部"]
    assert found["ties"] == ties
    assert all(sentence.startswith(f"{unit}：") for unit, sentence in found["explanations"].items())
    assert not shell.data.exists(), "no data file is touched"


def test_limits_of_single_units_stand_in_the_list(shell: CommandLine, tmp_path: Path) -> None:
    rows: list[Cells] = [
        {"部门": "甲", "职工人数": 90, "下限": None, "上限": 3},
        {"部门": "乙", "职工人数": 10, "下限": 2, "上限": None},
        {"部门": "丙", "职工人数": 50, "下限": None, "上限": None},
    ]
    found = shell.value("awards", "quota", str(xlsx(tmp_path / "名额.xlsx", *rows)), "--seats", "9", "--max", "4")
    assert found["seats"] == {"甲": 3, "乙": 2, "丙": 4}


def test_more_nominees_than_places_and_words_for_people(shell: CommandLine, staff: str) -> None:
    options = ["--seats", "20", "--ratio", "1:1.2", "--factor", "在岗人数=50", "--factor", "产值=50"]
    found = shell.value("awards", "quota", staff, *options)
    assert list(found["nominees"].values()) == [15, 6, 2, 2]
    printed = shell.run("awards", "quota", staff, *options).stdout.splitlines()
    assert printed[0].startswith("按最大余数法分配 20 个名额：")
    by_divisor = shell.run("awards", "quota", staff, "--seats", "20", "--method", "webster").stdout
    assert by_divisor.startswith("按圣拉古法分配 20 个名额：各单位的在岗人数除以 30，四舍五入（")
    assert "客户服务部  61.56%  12.31  12    15" in printed
    assert "  在岗人数 312 占 50.81%，×50%；产值 1200.5 占 72.30%，×50%；合计 61.56%" in printed
    assert printed[-1] == "营业一部、营业二部不分先后，其间 1 个名额待定，请按公布的办法决定。"


@pytest.mark.parametrize(
    ("table", "options", "sentence"),
    [
        (STAFF, ["--seats", "3", "--min", "1"], "各单位下限合计 4 个（客户服务部 1、计量部 1、营业一部 1、营业二部 1）"),
        (STAFF, ["--seats", "0"], "“名额”填的是“0”，应为不小于 1 的整数。原值已保留。"),
        (STAFF, ["--seats", "3", "--method", "borda"], "“分配办法”填的是“borda”，应为"),
        (STAFF, ["--seats", "3", "--factor", "产值"], "“--factor”填的是“产值”，应为列名=比重，如 在岗人数=50。"),
        (STAFF, ["--seats", "3", "--factor", "产值=一半"], "“--factor”填的是“一半”，应为数字。"),
        (STAFF, ["--seats", "3", "--factor", "利润=50"], "找不到表头行，需要的列：单位、利润。"),
        (STAFF, ["--seats", "3", "--ratio", "0.8"], "“差额比例”填的是“1：0.8”，应为不小于 1：1。"),
        ("单位,人数\n甲,12\n乙,若干\n", ["--seats", "3"], "“名额.csv”第 3 行“人数”填的是“若干”：不是数字。请改正后再试。"),
        ("单位,人数\n甲,12\n乙,-1\n", ["--seats", "3"], "“名额.csv”第 3 行“人数”填的是“-1”：不能为负。"),
        ("单位,人数\n甲,12\n乙,\n", ["--seats", "3"], "“名额.csv”第 3 行“人数”填的是“”：数字为空，没有的请填 0。"),
        ("单位,人数\n甲,12\n乙,3\n甲,5\n", ["--seats", "3"], "“名额.csv”第 4 行“单位”填的是“甲”：与第 2 行重复，"),
        ("单位,人数\n甲,12\n,3\n", ["--seats", "3"], "“名额.csv”第 3 行“单位”填的是“”：单位为空。"),
        ("单位,人数,下限\n甲,12,1.5\n", ["--seats", "3"], "“名额.csv”第 2 行“下限”填的是“1.5”：不是整数。"),
        ("单位,人数,上限\n甲,12,-1\n", ["--seats", "3"], "“名额.csv”第 2 行“上限”填的是“-1”：不能为负。"),
        ("姓名,人数\n甲,12\n", ["--seats", "3"], "找不到表头行，需要的列：单位、人数。"),
    ],
)  # fmt: skip
def test_refusals(shell: CommandLine, tmp_path: Path, table: str, options: list[str], sentence: str) -> None:
    path = tmp_path / "名额.csv"
    path.write_text(table, encoding="utf-8")
    assert sentence in shell.refused("awards", "quota", str(path), *options)
