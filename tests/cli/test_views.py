"""``people views`` and what ``people list`` and ``people export`` filter by, as scripts rely on them."""

import csv
from datetime import date
from pathlib import Path

import pytest

from culture_desktop.database import Database
from culture_desktop.vocabulary import EmploymentType, PersonStatus, Sex
from tests.cli.command_line import CommandLine
from tests.cli.inside import Inside
from tests.services.company import Company


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    database = Database.open(tmp_path / "runwu.db")
    company = Company(database)
    unit = company.unit("公司/客服部")
    company.person("1", "王伟", sex=Sex.MALE, unit_id=unit, birth_date=date(1980, 1, 1), phone="13812344417")
    company.person("2", "王一飞", sex=Sex.FEMALE, unit_id=unit, employment=EmploymentType.OUTSOURCED)
    company.person("3", "林婉清", sex=Sex.FEMALE, phone="13900000000")
    company.person("4", "单雄信", sex=Sex.MALE, status=PersonStatus.LEFT)
    database.close()
    return Inside(tmp_path / "runwu.db")


def numbers(shell: CommandLine, *arguments: str) -> list[str]:
    return [person["number"] for person in shell.value("people", "list", *arguments)["people"]]


def test_people_are_filtered_by_conditions(shell: CommandLine) -> None:
    assert numbers(shell) == ["1", "2", "3", "4"]
    assert numbers(shell, "--filter", "性别=女") == ["2", "3"]
    assert numbers(shell, "--filter", "性别=女", "--filter", "单位=客服部") == ["2"]
    assert numbers(shell, "--filter", "缺手机", "--search", "王") == ["2"]
    assert numbers(shell, "--filter", "年龄>=40") == ["1"]
    assert numbers(shell, "--filter", "状态=离职") == ["4"]
    assert "没有找到" in shell.refused("people", "list", "--filter", "单位=没有的部")
    assert "“条件”填的是“星座=白羊”" in shell.refused("people", "list", "--filter", "星座=白羊")


def test_a_view_is_saved_listed_used_and_deleted(shell: CommandLine, tmp_path: Path) -> None:
    assert shell.value("people", "views", "list") == {"views": []}
    save = ("people", "views", "save", "客服部的人", "--filter", "单位=客服部", "--sort", "姓名笔画")
    assert shell.value(*save, "--columns", "姓名,工号,手机") == {"name": "客服部的人", "people": 2}
    (view,) = shell.value("people", "views", "list")["views"]
    assert (view["people"], view["conditions"], view["sort"]) == (2, ["在“客服部”"], "姓名笔画")
    assert shell.value("people", "views", "show", "客服部的人") == {**view, "people": None}
    assert numbers(shell, "--view", "客服部的人") == ["2", "1"]
    assert numbers(shell, "--view", "客服部的人", "--filter", "性别=男") == ["1"]
    target = tmp_path / "out.csv"
    assert shell.value("people", "export", str(target), "--view", "客服部的人")["rows"] == 2
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["姓名", "工号", "手机"], ["王一飞", "2", ""], ["王伟", "1", "138****4417"]]
    assert shell.value("people", "views", "save", "客服部的人", "--filter", "性别=女")["people"] == 2
    assert numbers(shell, "--view", "客服部的人") == ["2", "3"]
    assert shell.value("people", "views", "delete", "客服部的人") == {"deleted": "客服部的人"}
    assert "没有找到视图“客服部的人”" in shell.refused("people", "list", "--view", "客服部的人")
    assert "其中之一" in shell.refused("people", "export", str(target), "--columns", "星座")
