"""Lists of other kinds than people on the command line: look, write, give back what cannot be written."""

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import CommandLine
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
    shell.value("organisations", "export", str(tmp_path / "出.xlsx"))
    again = shell.value("organisations", "import", str(tmp_path / "出.xlsx"), "--dry-run")
    assert (again["unchanged"], again["rows"]) == (4, 4)
